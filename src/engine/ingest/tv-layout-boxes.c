/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists with bars between cells and rules between rows, as ERPs print them, databases answer and
 * Markdown has its tables. Bars alone make a delimited text; here rules stand above or below rows
 * of them, and where no bars stand at the ends of rows, the rule crosses each of them. */
#include <string.h>

#include "ingest/tv-cell-kind.h"
#include "ingest/tv-layout-guess.h"
#include "ingest/tv-layout-lines.h"

#define LINES 2000
#define MOST_HEADER_LINES 4
#define MOST_CELLS 64
#define SHARE_ALIKE .6 /* of the rows that have to have as many bars as most: sums have fewer */
#define SHARE_OF_TEXT .5

typedef struct
{
  guint bars, places; /* how many, and a hash of where they stand */
  gboolean is_row, is_boxed, is_sum, has_escapes;
} Row;

typedef struct
{
  GArray *lines; /* of TvLayoutLine */
  Row *rows;     /* one each */
  const char *bar;
  guint row_count, rule_count, filled_count, mode;
} Boxes;

static const TvLayoutLine *
get_line (const Boxes *boxes, guint i)
{
  return &g_array_index (boxes->lines, TvLayoutLine, i);
}

/* Sums of ERPs have nothing but stars in their first cell. */
static gboolean
is_sum (const char *at, const char *end, const char *bar)
{
  gsize length = strlen (bar);
  const char *stop;

  if ((gsize) (end - at) < length || memcmp (at, bar, length) != 0)
    return FALSE;
  at = tv_layout_skip_blanks (at + length, end);
  for (stop = at; stop < end && *stop == '*'; stop++)
    ;
  return stop > at && (stop == end || *stop == ' ' || memcmp (stop, bar, length) == 0);
}

static void
note_row (const TvLayoutLine *line, const char *bar, Row *row)
{
  gsize length = strlen (bar);
  const char *begin = tv_layout_skip_blanks (line->at, line->end);
  guint place = 0;

  memset (row, 0, sizeof *row);
  for (const char *at = line->at; at < line->end; at++)
    {
      place += ((guint8) *at & 0xc0) != 0x80;
      if (*at != *bar || (gsize) (line->end - at) < length || memcmp (at, bar, length) != 0)
        continue;
      if (at > line->at && at[-1] == '\\')
        {
          row->has_escapes = TRUE;
          continue;
        }
      row->bars++;
      row->places = row->places * 33 + place;
    }
  row->is_row = row->bars > 0 && !line->is_rule;
  row->is_boxed = row->bars > 1 && memcmp (begin, bar, length) == 0
                  && memcmp (line->end - length, bar, length) == 0;
  row->is_sum = is_sum (begin, line->end, bar);
}

static guint
note_rows (Boxes *boxes, const char *bar)
{
  boxes->bar = bar;
  boxes->row_count = boxes->rule_count = boxes->filled_count = 0;
  for (guint i = 0; i < boxes->lines->len; i++)
    {
      const TvLayoutLine *line = get_line (boxes, i);

      note_row (line, bar, &boxes->rows[i]);
      boxes->filled_count += !line->is_blank;
      boxes->rule_count += line->is_rule;
      boxes->row_count += boxes->rows[i].is_row;
    }
  return boxes->row_count;
}

/* The number of bars that most rows have; how many these are. */
static guint
find_mode (Boxes *boxes, guint *out_rows)
{
  g_autofree guint *tally = g_new0 (guint, MOST_CELLS + 2);
  guint best = 0;

  *out_rows = 0;
  for (guint i = 0; i < boxes->lines->len; i++)
    if (boxes->rows[i].is_row && !boxes->rows[i].is_sum)
      {
        (*out_rows)++;
        tally[MIN (boxes->rows[i].bars, MOST_CELLS + 1)]++;
      }
  for (guint n = 1; n <= MOST_CELLS; n++)
    if (tally[n] > best)
      {
        best = tally[n];
        boxes->mode = n;
      }
  return best;
}

static gboolean
is_level (const char *at)
{
  static const char *const levels[]
      = { "\342\224\200", "\342\224\201", "\342\224\204", "\342\224\205", "\342\224\210",
          "\342\224\211", "\342\225\214", "\342\225\215", "\342\225\220" };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (memcmp (at, levels[i], 3) == 0)
      return TRUE;
  return FALSE;
}

/* How many pieces a rule has between the places where it is crossed. */
static guint
count_pieces (const TvLayoutLine *line)
{
  gboolean is_dash = FALSE;
  guint count = 0;

  for (const char *at = line->at; at < line->end; at++)
    {
      gboolean was_dash = is_dash;

      is_dash = strchr ("-=_~:", *at) != NULL
                || ((guint8) *at == 0xe2 && line->end - at >= 3 && is_level (at));
      count += is_dash && !was_dash;
      at += (guint8) *at == 0xe2 ? 2 : 0;
    }
  return count;
}

/* The first row, and how many there are of them above the first rule below it. */
static gboolean
find_header (const Boxes *boxes, guint *out_first, guint *out_rows, guint *out_rule)
{
  guint i = 0;

  while (i < boxes->lines->len && !boxes->rows[i].is_row)
    i++;
  *out_first = i;
  for (*out_rows = 0; i < boxes->lines->len && boxes->rows[i].is_row; i++)
    (*out_rows)++;
  *out_rule = i;
  if (i == boxes->lines->len || !get_line (boxes, i)->is_rule || *out_rows > MOST_HEADER_LINES)
    return FALSE;
  for (; i < boxes->lines->len; i++)
    if (boxes->rows[i].is_row)
      return !boxes->rows[i].is_sum;
  return FALSE;
}

static guint
list_kinds (const Boxes *boxes, guint i, TvCellKind *kinds)
{
  const char *at = get_line (boxes, i)->at, *end = get_line (boxes, i)->end;
  gsize length = strlen (boxes->bar);
  guint count = 0;

  while (at < end && count < MOST_CELLS)
    {
      const char *stop = g_strstr_len (at, end - at, boxes->bar);

      stop = stop != NULL ? stop : end;
      kinds[count++] = tv_cell_get_kind (at, (gsize) (stop - at));
      at = stop + length;
    }
  return count;
}

/* Whether the rows of a body take turns as the lines of the header do: by the places of their bars,
 * or by what stands in a column. */
static gboolean
takes_turns (const Boxes *boxes, guint header, guint header_rows, const guint *body, guint count)
{
  TvCellKind turns[MOST_HEADER_LINES][MOST_CELLS] = { { TV_CELL_EMPTY } };
  gboolean is_mixed[MOST_CELLS] = { FALSE };
  guint alike = 0, differing = 0;

  if (header_rows < 2 || count < 2 * header_rows)
    return FALSE;
  for (guint i = 1; i < header_rows; i++)
    differing += boxes->rows[header + i].places != boxes->rows[header].places;
  for (guint i = 0; i < count; i++)
    {
      TvCellKind kinds[MOST_CELLS] = { TV_CELL_EMPTY };
      guint cells = list_kinds (boxes, body[i], kinds), turn = i % header_rows;

      alike += boxes->rows[body[i]].places == boxes->rows[header + turn].places;
      for (guint k = 0; k < cells; k++)
        if (turns[turn][k] == TV_CELL_EMPTY)
          turns[turn][k] = kinds[k];
        else
          is_mixed[k] |= kinds[k] != TV_CELL_EMPTY && kinds[k] != turns[turn][k];
    }
  if (differing > 0)
    return alike >= .8 * count;
  for (guint k = 0; k < MOST_CELLS; k++)
    if (!is_mixed[k] && turns[0][k] != TV_CELL_EMPTY && turns[1][k] != TV_CELL_EMPTY
        && turns[0][k] != turns[1][k])
      return TRUE;
  return FALSE;
}

/* Whether each row has its own rule below it, and some of them take more than a line. */
static gboolean
has_grid (const Boxes *boxes, guint rule)
{
  guint groups = 0, tall = 0, size = 0;

  for (guint i = rule; i < boxes->lines->len; i++)
    {
      if (boxes->rows[i].is_sum)
        return FALSE;
      size = boxes->rows[i].is_row ? size + 1 : size;
      if (!get_line (boxes, i)->is_rule)
        continue;
      groups += size > 0;
      tall += size > 1;
      if (size > MOST_HEADER_LINES)
        return FALSE;
      size = 0;
    }
  return groups > 2 && tall > 0;
}

static gboolean
has_tall_rows (const Boxes *boxes, guint header, guint header_rows, guint rule)
{
  g_autofree guint *body = g_new (guint, boxes->lines->len + 1);
  guint count = 0;

  for (guint i = rule; i < boxes->lines->len; i++)
    if (boxes->rows[i].is_row && !boxes->rows[i].is_sum)
      body[count++] = i;
  return has_grid (boxes, rule) || takes_turns (boxes, header, header_rows, body, count);
}

static gboolean
judge (Boxes *boxes, TvLayoutFound *found)
{
  guint first, header_rows, rule, rows, alike, boxed = 0;
  gboolean has_rule = find_header (boxes, &first, &header_rows, &rule);

  if (boxes->row_count < 2 || boxes->rule_count == 0
      || boxes->row_count + boxes->rule_count < SHARE_OF_TEXT * boxes->filled_count)
    return FALSE;
  alike = find_mode (boxes, &rows);
  for (guint i = 0; i < boxes->lines->len; i++)
    {
      boxed += boxes->rows[i].is_row && boxes->rows[i].is_boxed;
      found->layout.has_escapes |= boxes->rows[i].is_row && boxes->rows[i].has_escapes;
    }
  found->layout.kind = boxed * 10 >= boxes->row_count * 9 ? TV_LAYOUT_BOXED : TV_LAYOUT_RULED;
  if (found->layout.kind == TV_LAYOUT_RULED
      && (!has_rule || count_pieces (get_line (boxes, rule)) != boxes->mode + 1))
    return FALSE;
  found->has_tall_rows = has_rule && has_tall_rows (boxes, first, header_rows, rule);
  if (!found->has_tall_rows && (rows < 2 || alike < SHARE_ALIKE * rows))
    return FALSE;
  g_strlcpy (found->layout.bar, boxes->bar, sizeof found->layout.bar);
  found->first_line = get_line (boxes, first)->number;
  found->header_rows = has_rule ? header_rows : 0;
  return TRUE;
}

/**
 * tv_layout_find_boxes:
 * @text: UTF-8
 * @length: of @text
 * @is_whole: whether @text is all there is
 * @out_found: (out caller-allocates): the layout
 *
 * Returns: whether the text is a list with rules
 */
gboolean
tv_layout_find_boxes (const char *text, gsize length, gboolean is_whole, TvLayoutFound *out_found)
{
  static const char *const bars[] = { "|", "\342\224\202", "\342\225\221", "\342\224\203" };
  Boxes boxes = { 0 };
  guint most = 0, best = 0;
  gboolean is_found;

  memset (out_found, 0, sizeof *out_found);
  boxes.lines = tv_layout_list_lines (text, length, is_whole, LINES);
  boxes.rows = g_new0 (Row, boxes.lines->len + 1);
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    if (note_rows (&boxes, bars[i]) > most)
      {
        most = boxes.row_count;
        best = i;
      }
  note_rows (&boxes, bars[best]);
  is_found = judge (&boxes, out_found);
  g_array_unref (boxes.lines);
  g_free (boxes.rows);
  return is_found;
}
