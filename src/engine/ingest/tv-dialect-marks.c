/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delimiters of several marks, or of one that nobody expects, and marks that stand in the place of
 * quotes: they are proposed where they stand between the names in the first line, or enclose all
 * that stands between delimiters. */
#define _GNU_SOURCE /* memmem */
#include "ingest/tv-dialect-marks.h"

#include <string.h>

#define LINES 50          /* that are looked at */
#define LEAST .8          /* of them that have to have it */
#define ODD_NAMES 3       /* in the first line, between marks that no name has */
#define INNER_NAMES 4     /* between those that names and days have, too */
#define LONGEST_LINE 4096 /* bytes of the first line that are looked at */

/**
 * tv_dialect_count_text:
 * @sample: a text
 * @text: what is looked for
 * @most: how often at most
 *
 * Returns: how often it stands there
 */
guint
tv_dialect_count_text (const TvDialectSample *sample, const char *text, guint most)
{
  const char *at = sample->text;
  gsize length = strlen (text);
  guint count = 0;

  while (length > 0 && count < most
         && (at = memmem (at, sample->length - (gsize) (at - sample->text), text, length)) != NULL)
    {
      count++;
      at += length;
    }
  return count;
}

static const char *
find_stop (const char *at, const char *end)
{
  while (at < end && *at != '\n' && *at != '\r')
    at++;
  return at;
}

static guint
count_within (const char *at, const char *end, const char *text)
{
  gsize length = strlen (text);
  guint count = 0;

  while ((at = memmem (at, (gsize) (end - at), text, length)) != NULL)
    {
      count++;
      at += length;
    }
  return count;
}

/* Whether most lines have a text so often, and how many there are. */
static gboolean
is_in_lines (const TvDialectSample *sample, const char *text, guint least)
{
  const char *at = sample->text, *end = at + sample->length;
  guint lines = 0, found = 0;

  while (at < end && lines < LINES)
    {
      const char *stop = find_stop (at, end);

      if (stop > at + 1)
        {
          lines++;
          found += count_within (at, stop, text) >= least;
        }
      at = stop + 1;
    }
  return lines > 1 && found >= LEAST * lines;
}

/* Whether a text stands in the first line between names, which are neither empty nor have digits or
 * quotes in them; gives how many there are. */
static guint
count_names (const char *line, const char *stop, const char *text)
{
  gsize length = strlen (text);
  gboolean is_empty = TRUE;
  guint count = 1;

  for (const char *at = line; at < stop; at++)
    if ((gsize) (stop - at) >= length && memcmp (at, text, length) == 0)
      {
        if (is_empty)
          return 0;
        is_empty = TRUE;
        count++;
        at += length - 1;
      }
    else if (g_ascii_isdigit (*at))
      return 0;
    else
      is_empty &= *at == ' ';
  return is_empty ? 0 : count;
}

/* Marks that programs put together to one delimiter. */
static gboolean
is_of_compound (char c)
{
  return c != '\0' && strchr ("|~^#@", c) != NULL;
}

/* Any other marks, or tabs, are one delimiter where there are names between them alone. */
static gboolean
is_of_rare_compound (char c)
{
  return c == '\t' || (g_ascii_ispunct (c) && strchr ("\"'`()[]{}._", c) == NULL);
}

/**
 * tv_dialect_find_enclosing:
 * @sample: a text
 * @delimiter: what may stand between its cells
 *
 * Looks for a mark that lines begin and end with, and that stands on both sides of delimiters.
 *
 * Returns: the mark, 0 where there is none
 */
gunichar
tv_dialect_find_enclosing (const TvDialectSample *sample, const char *delimiter)
{
  const char *end = sample->text + sample->length;
  gunichar c
      = sample->length > 0 ? g_utf8_get_char_validated (sample->text, (gssize) sample->length) : 0;
  char mark[8] = { 0 };
  g_autofree char *between = NULL;
  guint lines = 0, enclosed = 0, pairs;
  gsize size;

  if (c == 0 || c >= 0x110000 || c == '"' || c == '\'' || g_unichar_isalnum (c)
      || g_unichar_isspace (c) || *delimiter == ' ' || strchr (delimiter, (int) (c & 0x7f)) != NULL)
    return 0;
  size = (gsize) g_unichar_to_utf8 (c, mark);
  for (const char *at = sample->text; at < end && lines < LINES;)
    {
      const char *stop = find_stop (at, end);

      if (stop > at)
        {
          lines++;
          enclosed += (gsize) (stop - at) > size && memcmp (at, mark, size) == 0
                      && memcmp (stop - size, mark, size) == 0;
        }
      at = stop + 1;
    }
  if (lines < 2 || enclosed < LEAST / 2 * lines)
    return 0;
  between = g_strconcat (mark, delimiter, mark, NULL);
  pairs = tv_dialect_count_text (sample, between, G_MAXUINT);
  return pairs >= lines && pairs * 2 >= tv_dialect_count_text (sample, delimiter, G_MAXUINT) ? c
                                                                                             : 0;
}

/* Whether marks are two quotes with a delimiter between them. */
static gboolean
is_between_quotes (const TvDialectSample *sample, const char *marks)
{
  gsize length = strlen (marks);
  char inner[TV_LONGEST_COMPOUND + 1] = { 0 };

  if (length < 3 || marks[0] != marks[length - 1])
    return FALSE;
  memcpy (inner, marks + 1, length - 2);
  return tv_dialect_find_enclosing (sample, inner) == (gunichar) marks[0];
}

static gboolean
find_run (const TvDialectSample *sample,
          const char *line,
          const char *end,
          gboolean (*is_part) (char c),
          guint least_names,
          char compound[TV_LONGEST_COMPOUND + 1])
{
  for (const char *at = line; at < end; at++)
    {
      gsize length = 0;

      while (at + length < end && is_part (at[length]))
        length++;
      if (length >= 2 && length <= TV_LONGEST_COMPOUND)
        {
          memcpy (compound, at, length);
          compound[length] = '\0';
          if (!g_str_equal (compound, "||") && !g_str_equal (compound, "::")
              && !is_between_quotes (sample, compound)
              && is_in_lines (sample, compound, MAX (least_names, 2) - 1)
              && (least_names == 0 || count_names (line, end, compound) >= least_names))
            return TRUE;
        }
      at += length;
    }
  return FALSE;
}

/**
 * tv_dialect_find_compound:
 * @sample: a text
 * @compound: (out): the delimiter
 *
 * Looks for a delimiter of several marks, as programs use that want none of them to stand in a
 * cell: |~|, ^|^, ##. It stands between the names in the first line, where no cell is empty. Bars
 * or colons alone are looked for anyway.
 *
 * Returns: whether there may be one
 */
gboolean
tv_dialect_find_compound (const TvDialectSample *sample, char compound[TV_LONGEST_COMPOUND + 1])
{
  const char *line = sample->text, *end = find_stop (line, line + sample->length);

  return find_run (sample, line, end, is_of_compound, 0, compound)
         || (end - line <= LONGEST_LINE
             && find_run (sample, line, end, is_of_rare_compound, ODD_NAMES, compound));
}

/* Brackets come in pairs, and what belongs to words, numbers or quotes stands in them. */
static gboolean
may_be_odd (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c != '\t' && c != '"' && c != '\'' && c != '`' && c != '<' && c != '>'
         && !g_unichar_isalnum (c) && !g_unichar_isspace (c) && !g_unichar_ismark (c)
         && type != G_UNICODE_OPEN_PUNCTUATION && type != G_UNICODE_CLOSE_PUNCTUATION
         && type != G_UNICODE_INITIAL_PUNCTUATION && type != G_UNICODE_FINAL_PUNCTUATION;
}

/**
 * tv_dialect_find_odd:
 * @sample: a text
 * @odd: (out): the mark
 *
 * Looks for a mark that stands between the names in the first line, as often in the others, and
 * that no other one stands between them as often.
 *
 * Returns: whether there is one
 */
gboolean
tv_dialect_find_odd (const TvDialectSample *sample, char odd[TV_LONGEST_ODD + 1])
{
  const char *line = sample->text, *end = find_stop (line, line + sample->length);
  guint most = 0;

  if (end - line > LONGEST_LINE)
    return FALSE;
  for (const char *at = line; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char_validated (at, end - at);
      char mark[TV_LONGEST_ODD + 1] = { 0 };
      guint count;

      if (c >= 0x110000)
        return FALSE;
      if (!may_be_odd (c))
        continue;
      g_unichar_to_utf8 (c, mark);
      if (most > 0 && g_str_equal (mark, odd))
        continue;
      count = count_names (line, end, mark);
      if (count > most
          && count >= (c != 0 && c < 0x80 && strchr ("-_./", (char) c) != NULL ? INNER_NAMES
                                                                               : ODD_NAMES)
          && is_in_lines (sample, mark, count - 1))
        {
          most = count;
          memcpy (odd, mark, sizeof mark);
        }
    }
  return most > 0;
}

/**
 * tv_dialect_is_half_of_pair:
 * @sample: a text
 * @delimiter: what may stand between its cells
 *
 * Returns: whether it is a bar, and bars stand in pairs, so that one of them is no delimiter
 */
gboolean
tv_dialect_is_half_of_pair (const TvDialectSample *sample, const char *delimiter)
{
  guint pairs, all;

  if (!g_str_equal (delimiter, "|"))
    return FALSE;
  pairs = tv_dialect_count_text (sample, "||", G_MAXUINT);
  all = tv_dialect_count_text (sample, "|", G_MAXUINT);
  return pairs > 1 && pairs * 20 >= all * 9;
}

/**
 * tv_dialect_is_part_of:
 * @sample: a text
 * @delimiter: what may stand between its cells
 * @compound: a delimiter of several marks
 *
 * Returns: whether a delimiter stands nearly nowhere but within another one
 */
gboolean
tv_dialect_is_part_of (const TvDialectSample *sample, const char *delimiter, const char *compound)
{
  guint inside = count_within (compound, compound + strlen (compound), delimiter);

  return inside > 0
         && tv_dialect_count_text (sample, compound, G_MAXUINT) * inside * 10
                >= tv_dialect_count_text (sample, delimiter, G_MAXUINT) * 9;
}
