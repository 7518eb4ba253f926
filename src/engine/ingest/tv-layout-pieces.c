/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule in pieces below a header, one for each column, as the shells of databases print it. */
#include "ingest/tv-layout-guess.h"

#define SHARE_THAT_FITS .9
#define MOST_LOOKS 8 /* at rules that might be one */

static gboolean
read_pieces (const TvLayoutLine *line, TvTextLayout *layout)
{
  guint place = 0;
  gboolean is_dash = FALSE;

  layout->count = 0;
  for (const char *at = line->at; at < line->end; at++, place++)
    {
      gboolean was_dash = is_dash;

      is_dash = *at == '-' || *at == '=' || *at == '_';
      if (!is_dash && *at != ' ')
        return FALSE;
      if (!is_dash || was_dash)
        continue;
      if (layout->count == TV_LAYOUT_MOST_PLACES || place > G_MAXUINT16)
        return FALSE;
      layout->places[layout->count++] = (guint16) place;
    }
  if (layout->count > 0)
    layout->places[0] = 0;
  return layout->count > 1;
}

/**
 * tv_layout_fits:
 * @line: a line
 * @layout: places
 *
 * Returns: whether no word of the line stands across two places
 */
gboolean
tv_layout_fits (const TvLayoutLine *line, const TvTextLayout *layout)
{
  guint place = 0, next = 1;
  char before = ' ';

  for (const char *at = line->at; at < line->end && next < layout->count; at++)
    {
      if (((guint8) *at & 0xc0) == 0x80)
        continue;
      if (place++ == layout->places[next])
        {
          if (before != ' ' && *at != ' ')
            return FALSE;
          next++;
        }
      before = *at;
    }
  return TRUE;
}

/**
 * tv_layout_find_pieces:
 * @lines: (element-type TvLayoutLine): of a text
 * @found: (out caller-allocates): the layout
 *
 * Returns: whether a rule in pieces below a header says where columns stand
 */
gboolean
tv_layout_find_pieces (const GArray *lines, TvLayoutFound *found)
{
  guint looks = 0;

  for (guint i = 1; i < lines->len && looks < MOST_LOOKS; i++)
    {
      const TvLayoutLine *rule = &g_array_index (lines, TvLayoutLine, i);
      guint rows = 0, fitting = 0;

      if (!rule->is_rule || rule[-1].is_blank || rule[-1].is_rule
          || !read_pieces (rule, &found->layout) || !tv_layout_fits (rule - 1, &found->layout))
        continue;
      looks++;
      for (guint k = i + 1; k < lines->len; k++)
        if (!rule[k - i].is_blank && !rule[k - i].is_rule
            && !tv_layout_is_one_text (rule[k - i].at, rule[k - i].end))
          {
            rows++;
            fitting += tv_layout_fits (&rule[k - i], &found->layout);
          }
      if (rows == 0 || fitting < SHARE_THAT_FITS * rows)
        continue;
      found->layout.kind = TV_LAYOUT_FIXED;
      found->first_line = rule[-1].number;
      found->header_rows = 1;
      return TRUE;
    }
  return FALSE;
}
