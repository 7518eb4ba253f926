/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns at fixed places, as tills, mainframes and the shells of databases print them: filled up
 * with blanks, and nothing between them. Where no rule says where they stand, columns are what
 * blanks in all rows keep apart, each with a name above it; a single blank keeps apart only what is
 * filled up elsewhere, or cells of other kinds: it may stand between two words in all rows by
 * chance. */
#include <string.h>

#include "ingest/tv-cell-kind.h"
#include "ingest/tv-layout-guess.h"
#include "ingest/tv-layout-lines.h"

#define LINES 1000
#define WIDEST 1000    /* characters of a line */
#define HEADER_LOOKS 8 /* lines that may be the header */
#define LEAST_ROWS 2
#define LEAST_FOR_ODD 15 /* rows, of which one in so many may have a text that is too long */
#define SHARE_THAT_FITS .9
#define SHARE_OF_LINES .6 /* of the text that has to be rows */
#define ROOM_FOR_DIGITS 4 /* by which a number may grow to its left */

/* A line as its characters: where something stands. */
typedef struct
{
  const TvLayoutLine *line;
  guint8 *filled;
  guint width;
  guint hash; /* of its letters */
  gboolean is_ascii;
  gboolean is_title; /* as above the header: it comes again on each page */
  gboolean is_odd;   /* with a text that is too long for its place */
} Row;

typedef struct
{
  GArray *lines; /* of TvLayoutLine */
  GArray *rows;  /* of Row: lines with blanks enough to be rows */
  guint8 *memory;
  gsize used;
} Table;

typedef struct
{
  guint begin[TV_LAYOUT_MOST_PLACES], end[TV_LAYOUT_MOST_PLACES]; /* of what is filled */
  guint count;
} Columns;

static const Row *
get_row (const Table *table, guint i)
{
  return &g_array_index (table->rows, Row, i);
}

static inline gboolean
is_left_out (const Row *row)
{
  return row->is_title || row->is_odd;
}

static gboolean
has_wide_blank (const TvLayoutLine *line)
{
  return !tv_layout_is_one_text (line->at, line->end);
}

static void
add_row (Table *table, const TvLayoutLine *line)
{
  Row row = { .line = line, .filled = table->memory + table->used };

  for (const char *at = line->at; at < line->end && row.width < WIDEST; at++)
    if (((guint8) *at & 0xc0) != 0x80)
      row.filled[row.width++] = *at != ' ';
  row.is_ascii = row.width == (gsize) (line->end - line->at);
  row.hash = tv_layout_hash_letters (line->at, line->end);
  table->used += row.width;
  g_array_append_val (table->rows, row);
}

/* FALSE where there are tabs, or hardly any rows. */
static gboolean
read_rows (Table *table)
{
  guint filled = 0;

  for (guint i = 0; i < table->lines->len; i++)
    {
      const TvLayoutLine *line = &g_array_index (table->lines, TvLayoutLine, i);

      if (line->is_blank || line->is_rule)
        continue;
      filled++;
      if (memchr (line->at, '\t', (gsize) (line->end - line->at)) != NULL)
        return FALSE;
      if (has_wide_blank (line))
        add_row (table, line);
    }
  return table->rows->len > LEAST_ROWS && table->rows->len >= SHARE_OF_LINES * filled;
}

/* What more than @most rows from a header on fill, in one piece each; how many rows there are. */
static guint
find_pieces (const Table *table, guint header, guint most, Columns *columns)
{
  g_autofree guint *tally = g_new0 (guint, WIDEST + 1);
  guint rows = 0;

  for (guint i = header; i < table->rows->len; i++)
    {
      const Row *row = get_row (table, i);

      if (is_left_out (row))
        continue;
      rows++;
      for (guint k = 0; k < row->width; k++)
        tally[k] += row->filled[k];
    }
  columns->count = 0;
  for (guint k = 0; k < WIDEST; k++)
    if (tally[k] > most && (k == 0 || tally[k - 1] <= most))
      {
        if (columns->count == TV_LAYOUT_MOST_PLACES)
          break;
        columns->begin[columns->count] = k;
        while (k < WIDEST && tally[k] > most)
          k++;
        columns->end[columns->count++] = k;
      }
  return rows;
}

static gboolean
is_filled (const Row *row, guint begin, guint end)
{
  for (guint k = begin; k < MIN (end, row->width); k++)
    if (row->filled[k])
      return TRUE;
  return FALSE;
}

/* Whether two pieces are kept apart by more than a blank in some row that has both. */
static gboolean
is_padded (const Table *table, guint header, const Columns *columns, guint i)
{
  for (guint r = header; r < table->rows->len; r++)
    {
      const Row *row = get_row (table, r);
      guint end = columns->end[i - 1], begin = columns->begin[i];

      if (is_left_out (row) || !is_filled (row, columns->begin[i - 1], end)
          || !is_filled (row, begin, columns->end[i]))
        continue;
      while (end > 0 && !row->filled[end - 1])
        end--;
      while (begin < row->width && !row->filled[begin])
        begin++;
      if (begin - end > 1)
        return TRUE;
    }
  return FALSE;
}

static const char *
find_character (const Row *row, guint place)
{
  const char *at = row->line->at, *end = row->line->end;

  if (row->is_ascii)
    return at + MIN (place, (guint) (end - at));
  for (; at < end && place > 0; place--)
    do
      at++;
    while (at < end && ((guint8) *at & 0xc0) == 0x80);
  return at;
}

static TvCellKind
get_kind (const Row *row, guint begin, guint end)
{
  const char *at = find_character (row, begin), *stop = find_character (row, end);

  return tv_cell_get_kind (at, (gsize) (stop - at));
}

/* What nearly all cells of a column are that hold something, below the header. */
static TvCellKind
find_kind (const Table *table, guint header, guint begin, guint end)
{
  guint tally[TV_N_CELL_KINDS] = { 0 }, filled = 0;

  for (guint i = header + 1; i < table->rows->len; i++)
    if (!is_left_out (get_row (table, i)))
      tally[get_kind (get_row (table, i), begin, end)]++;
  filled = tally[TV_CELL_NUMBER] + tally[TV_CELL_DATE] + tally[TV_CELL_TEXT];
  for (guint kind = TV_CELL_NUMBER; kind < TV_CELL_TEXT; kind++)
    if (tally[kind] > 0 && tally[kind] >= .8 * filled)
      return (TvCellKind) kind;
  return filled > 0 ? TV_CELL_TEXT : TV_CELL_EMPTY;
}

static gboolean
is_boundary (const Table *table, guint header, const Columns *columns, guint i)
{
  const Row *names = get_row (table, header);
  guint next = i + 1 < columns->count ? columns->begin[i + 1] : WIDEST;

  if (!is_filled (names, columns->begin[i], next))
    return FALSE;
  return columns->begin[i] - columns->end[i - 1] > 1 || is_padded (table, header, columns, i)
         || find_kind (table, header, columns->begin[i - 1], columns->end[i - 1])
                != find_kind (table, header, columns->begin[i], columns->end[i]);
}

/* Pieces of one column are put together. */
static void
join_pieces (const Table *table, guint header, Columns *columns)
{
  guint count = MIN (columns->count, 1);

  for (guint i = 1; i < columns->count; i++)
    {
      if (is_boundary (table, header, columns, i))
        columns->begin[count++] = columns->begin[i];
      columns->end[count - 1] = columns->end[i];
      if (i > count - 1)
        columns->begin[i] = MAX (columns->begin[i], columns->begin[count - 1]);
    }
  columns->count = count;
}

/* Whether a text goes on through a gap that nearly all other rows leave blank: words with a blank
 * between them. */
static gboolean
goes_across (const Row *row, const Columns *columns)
{
  for (guint i = 1; i < columns->count; i++)
    {
      guint begin = columns->begin[i], place = columns->end[i - 1];
      guint most = begin - place > 1 ? 1 : 0, blanks = 0;

      if (begin >= row->width)
        continue;
      for (; place < begin && blanks <= most; place++)
        blanks = row->filled[place] ? 0 : blanks + 1;
      if (blanks <= most)
        return TRUE;
    }
  return FALSE;
}

/* Leaves out no other rows than those that go across the gaps, if any. */
static void
set_odd (Table *table, const Columns *columns)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      Row *row = &g_array_index (table->rows, Row, i);

      row->is_odd &= columns != NULL && goes_across (row, columns);
    }
}

/* A text here and there that is too long for its place must not hide that there are two columns. */
static void
find_columns (Table *table, guint header, Columns *columns)
{
  Columns without;
  guint rows;

  set_odd (table, NULL);
  rows = find_pieces (table, header, 0, columns);
  join_pieces (table, header, columns);
  if (rows < LEAST_FOR_ODD)
    return;
  find_pieces (table, header, (rows + LEAST_FOR_ODD / 4) / LEAST_FOR_ODD, &without);
  for (guint i = header + 1; i < table->rows->len; i++)
    g_array_index (table->rows, Row, i).is_odd = goes_across (get_row (table, i), &without);
  find_pieces (table, header, 0, &without);
  join_pieces (table, header, &without);
  if (without.count <= columns->count)
    {
      set_odd (table, NULL);
      return;
    }
  *columns = without;
  /* Long ones that fit after all tell how wide their column is. */
  set_odd (table, columns);
  find_pieces (table, header, 0, &without);
  join_pieces (table, header, &without);
  if (without.count == columns->count)
    *columns = without;
}

/* Whether nearly all cells begin, or end, where their column does. */
static gboolean
is_flush (const Table *table, guint header, const Columns *columns, guint i, gboolean is_left)
{
  guint place = is_left ? columns->begin[i] : columns->end[i] - 1, rows = 0, flush = 0;

  for (guint r = header + 1; r < table->rows->len; r++)
    {
      const Row *row = get_row (table, r);

      if (is_left_out (row) || !is_filled (row, columns->begin[i], columns->end[i]))
        continue;
      rows++;
      flush += place < row->width && row->filled[place];
    }
  return flush >= SHARE_THAT_FITS * rows;
}

/* Numbers grow to the left, texts to the right. */
static void
place_columns (const Table *table, guint header, const Columns *columns, TvTextLayout *layout)
{
  layout->count = MAX (columns->count, 1);
  layout->places[0] = 0;
  for (guint i = 1; i < columns->count; i++)
    {
      guint end = columns->end[i - 1], begin = columns->begin[i], place = begin;

      if (!is_flush (table, header, columns, i, TRUE))
        place = is_flush (table, header, columns, i - 1, FALSE)
                        && !is_flush (table, header, columns, i - 1, TRUE)
                    ? end
                    : MAX (end + 1, begin - MIN (begin, ROOM_FOR_DIGITS));
      layout->places[i] = (guint16) MIN (place, begin);
    }
}

static gboolean
has_values (const Row *row)
{
  const char *at = row->line->at, *end = row->line->end;

  while (at < end)
    {
      const char *stop = at;
      TvCellKind kind;

      while (stop < end && *stop != ' ')
        stop++;
      kind = tv_cell_get_kind (at, (gsize) (stop - at));
      if (kind == TV_CELL_NUMBER || kind == TV_CELL_DATE)
        return TRUE;
      at = tv_layout_skip_blanks (stop, end);
    }
  return FALSE;
}

/* The header is where most columns have names, the first such line of words. Titles above it come
 * again on each page. */
static guint
choose_header (Table *table, gboolean of_words, Columns *out_best)
{
  guint best = G_MAXUINT;

  out_best->count = 0;
  for (guint i = 0; i < MIN (table->rows->len - LEAST_ROWS, HEADER_LOOKS); i++)
    {
      Columns columns;

      for (guint k = i; i > 0 && k < table->rows->len; k++)
        g_array_index (table->rows, Row, k).is_title
            |= get_row (table, k)->hash == get_row (table, i - 1)->hash;
      if (of_words && has_values (get_row (table, i)))
        continue;
      find_columns (table, i, &columns);
      if (columns.count > out_best->count)
        {
          *out_best = columns;
          best = i;
        }
    }
  return best;
}

/* What was left out as a title while the header was looked for, and is one of those above it. */
static void
leave_out_titles (Table *table, guint header)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      Row *row = &g_array_index (table->rows, Row, i);

      row->is_title = FALSE;
      for (guint k = 0; i >= header && k < header; k++)
        row->is_title |= row->hash != 0 && row->hash == get_row (table, k)->hash;
    }
}

static gboolean
is_table (const Table *table, guint header, const Columns *columns, const TvTextLayout *layout)
{
  guint rows = 0, fitting = 0, cells = 0, typed = 0;

  for (guint i = header + 1; i < table->rows->len; i++)
    {
      const Row *row = get_row (table, i);

      if (is_left_out (row))
        continue;
      rows++;
      fitting += tv_layout_fits (row->line, layout);
      for (guint k = 0; k < columns->count; k++)
        cells += is_filled (row, columns->begin[k], columns->end[k]);
    }
  for (guint k = 0; k < columns->count; k++)
    {
      TvCellKind kind = find_kind (table, header, columns->begin[k], columns->end[k]);

      typed += kind == TV_CELL_NUMBER || kind == TV_CELL_DATE;
    }
  return columns->count > 1 && rows >= LEAST_ROWS && fitting >= SHARE_THAT_FITS * rows
         && cells * 2 >= rows * columns->count && (columns->count > 2 || rows > 5)
         && (typed > 0 || rows > 5);
}

static gboolean
find_blanks (Table *table, TvLayoutFound *found)
{
  Columns columns;
  guint header = choose_header (table, TRUE, &columns);

  if (header == G_MAXUINT)
    {
      leave_out_titles (table, 0);
      header = choose_header (table, FALSE, &columns);
    }
  if (header == G_MAXUINT)
    return FALSE;
  leave_out_titles (table, header);
  find_columns (table, header, &columns);
  place_columns (table, header, &columns, &found->layout);
  if (!is_table (table, header, &columns, &found->layout))
    return FALSE;
  found->layout.kind = TV_LAYOUT_FIXED;
  found->first_line = get_row (table, header)->line->number;
  return TRUE;
}

/**
 * tv_layout_find_places:
 * @text: UTF-8
 * @length: of @text
 * @is_whole: whether @text is all there is
 * @out_found: (out caller-allocates): the layout
 *
 * Returns: whether the columns of the text stand at fixed places
 */
gboolean
tv_layout_find_places (const char *text, gsize length, gboolean is_whole, TvLayoutFound *out_found)
{
  Table table = { 0 };
  gboolean is_found;

  memset (out_found, 0, sizeof *out_found);
  table.lines = tv_layout_list_lines (text, length, is_whole, LINES);
  table.rows = g_array_new (FALSE, TRUE, sizeof (Row));
  table.memory = g_malloc (length + 1);
  is_found = tv_layout_find_pieces (table.lines, out_found)
             || (read_rows (&table) && find_blanks (&table, out_found));
  g_array_unref (table.lines);
  g_array_unref (table.rows);
  g_free (table.memory);
  return is_found;
}
