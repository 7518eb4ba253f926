/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line is that is no row of a table. */
#include "ingest/tv-layout-lines.h"

#include <string.h>

#define LEAST_DASHES 3
#define LEAST_LETTERS 3 /* that a title has to have for its like to be known by them */

/* Whether a character of U+2500 to U+257F, which draw boxes, begins here. */
static inline gboolean
is_of_box (const char *at, const char *end)
{
  return end - at >= 3 && (guint8) at[0] == 0xe2
         && ((guint8) at[1] == 0x94 || (guint8) at[1] == 0x95);
}

static gboolean
is_upright (const char *at)
{
  static const char *const uprights[]
      = { "\342\224\202", "\342\224\203", "\342\224\206", "\342\224\207",
          "\342\224\212", "\342\224\213", "\342\225\221" };

  for (gsize i = 0; i < G_N_ELEMENTS (uprights); i++)
    if (memcmp (at, uprights[i], 3) == 0)
      return TRUE;
  return FALSE;
}

/**
 * tv_layout_is_rule:
 * @at: where a line begins
 * @end: where it ends
 *
 * Returns: whether it is drawn from one side to the other and says nothing: dashes, with what
 * stands where they cross other lines
 */
gboolean
tv_layout_is_rule (const char *at, const char *end)
{
  guint dashes = 0, run = 0, longest = 0;

  for (; at < end; at++)
    {
      gboolean is_dash;

      if (is_of_box (at, end))
        {
          is_dash = !is_upright (at);
          at += 2;
        }
      else if (*at == '\0' || strchr (" \t\f\r|+:-=_~*", *at) == NULL)
        return FALSE;
      else
        is_dash = strchr ("-=_~*", *at) != NULL;
      dashes += is_dash;
      run = is_dash ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  return dashes >= LEAST_DASHES && longest > 1;
}

/**
 * tv_layout_is_one_text:
 * @at: where a line begins
 * @end: where it ends
 *
 * Returns: whether its words stand one blank apart, as they do in a sentence and in a title
 */
gboolean
tv_layout_is_one_text (const char *at, const char *end)
{
  at = tv_layout_skip_blanks (at, end);
  end = tv_layout_trim_end (at, end);
  for (; at + 1 < end; at++)
    if (*at == '\t' || (*at == ' ' && at[1] == ' '))
      return FALSE;
  return TRUE;
}

/**
 * tv_layout_hash_letters:
 * @at: where a line begins
 * @end: where it ends
 *
 * Hashes the letters of a line: titles that come again on each page differ by number and time.
 *
 * Returns: the hash; 0 for a line that has next to none
 */
guint
tv_layout_hash_letters (const char *at, const char *end)
{
  guint hash = 5381, count = 0;

  for (; at < end; at++)
    if (g_ascii_isalpha (*at) || (guint8) *at >= 0x80)
      {
        hash = hash * 33 + (guint8) *at;
        count++;
      }
  return count < LEAST_LETTERS ? 0 : MAX (hash, 1);
}

/**
 * tv_layout_count_characters:
 * @at: UTF-8
 * @end: its end
 *
 * Returns: how many characters it has
 */
guint
tv_layout_count_characters (const char *at, const char *end)
{
  guint count = 0;

  for (; at < end; at++)
    count += ((guint8) *at & 0xc0) != 0x80;
  return count;
}

/**
 * tv_layout_list_lines:
 * @text: UTF-8
 * @length: of @text
 * @is_whole: whether @text is all there is; else its last line may be cut short
 * @most: lines
 *
 * Returns: (transfer full): of TvLayoutLine, the first ones, without blanks at their ends
 */
GArray *
tv_layout_list_lines (const char *text, gsize length, gboolean is_whole, guint most)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (TvLayoutLine));
  const char *at = text, *end = text + length;

  for (guint number = 1; at < end && lines->len < most; number++)
    {
      const char *stop = at;
      TvLayoutLine line = { .at = at, .number = number };

      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if (stop == end && !is_whole)
        break;
      line.end = tv_layout_trim_end (at, stop);
      while (line.at < line.end && *line.at == '\f')
        line.at++;
      line.is_blank = tv_layout_skip_blanks (line.at, line.end) == line.end;
      line.is_rule = !line.is_blank && tv_layout_is_rule (line.at, line.end);
      g_array_append_val (lines, line);
      at = stop + (stop + 1 < end && *stop == '\r' && stop[1] == '\n' ? 2 : 1);
    }
  return lines;
}
