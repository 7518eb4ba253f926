/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the table begins: lines of another shape above it are the preamble; a first record is a
 * header where it is of another kind than what stands below it. */
#include <string.h>

#include "ingest/tv-cell-kind.h"
#include "ingest/tv-csv-layout.h"
#include "ingest/tv-dialect-guess.h"
#include "ingest/tv-header-row.h"
#include "rows/tv-text-layout.h"

#define ROWS 200
#define HEADERS 4       /* rows of a header at most */
#define LONE_NAMES 3    /* that make a header where no row is below it */
#define LONGEST_NAME 40 /* bytes, of these: what is longer is a sentence */
#define FIELDS (1 << 16)

typedef struct
{
  TvHeaderRow rows[ROWS];
  guint length, mode;
} Table;

static guint
find_mode (const Table *table)
{
  guint best = 1;
  double best_weight = 0;

  for (guint i = 0; i < table->length; i++)
    {
      guint n = table->rows[i].count, tally = 0;

      for (guint k = 0; k < table->length; k++)
        tally += table->rows[k].count == n;
      if (tally * (n - 0.9) / n > best_weight)
        {
          best_weight = tally * (n - 0.9) / n;
          best = n;
        }
    }
  return best;
}

static void
read_table (const char *text,
            gsize length,
            gboolean is_whole,
            const TvDialect *dialect,
            Table *table)
{
  g_auto (TvCsvCutter) cutter = { 0 };
  const char *at = text, *end = text + length;
  TvRecord record;
  guint line = 1;

  tv_csv_cutter_init (&cutter, dialect);
  cutter.field_limit = FIELDS;
  cutter.recuts = TRUE;
  table->length = 0;
  while (at < end && table->length < ROWS)
    {
      guint line_end = tv_csv_line_end (&cutter.form, at, end);
      const char *p = at;

      /* Of each file that was put together with others. */
      if (line_end == 0 && g_str_has_prefix (at, TV_CSV_MARK))
        {
          at += strlen (TV_CSV_MARK);
          continue;
        }
      while (p < end && (*p == ' ' || *p == '\t'))
        p++;
      if (line_end == 0 && tv_csv_mark_is_at (&cutter.form.comment, p, end))
        {
          at = tv_csv_find_line_end (&cutter.form, at, end);
          line_end = at < end ? tv_csv_line_end (&cutter.form, at, end) : 0;
        }
      else if (line_end == 0)
        {
          TvCsvCut found = tv_csv_layout_cut (&cutter, at, end, is_whole, &record);

          if (found == TV_CSV_CUT_MORE)
            break;
          if (found == TV_CSV_CUT_DONE && line > dialect->preamble_rows)
            {
              tv_header_row_init (&table->rows[table->length], &record);
              table->rows[table->length++].line = line;
            }
          line += cutter.line_count;
          at = cutter.end;
          line_end = cutter.end_length;
        }
      line++;
      at += line_end;
    }
  table->mode = find_mode (table);
}

/* A line above the table: fewer cells, or next to nothing in them. */
static gboolean
is_preamble (const Table *table, const TvHeaderRow *row)
{
  if (row->count == table->mode)
    return table->mode >= 3 && row->filled <= 1;
  if (row->count > table->mode)
    return FALSE;
  return row->count == 1 || row->filled <= 1 || row->count * 2 <= table->mode;
}

/* What most filled cells of a column are, below a row; TEXT where nothing prevails. */
static TvCellKind
find_column_kind (const Table *table, guint from, guint column)
{
  guint tally[TV_N_CELL_KINDS] = { 0 }, filled = 0;

  for (guint i = from; i < table->length; i++)
    if (column < table->rows[i].count)
      tally[table->rows[i].kinds[column]]++;
  filled = tally[TV_CELL_NUMBER] + tally[TV_CELL_DATE] + tally[TV_CELL_TEXT];
  if (filled == 0)
    return TV_CELL_EMPTY;
  for (guint kind = TV_CELL_NUMBER; kind < TV_CELL_TEXT; kind++)
    if (tally[kind] * 10 >= filled * 7)
      return (TvCellKind) kind;
  return TV_CELL_TEXT;
}

/* Whether a row is another one once more, as the header of each part of a file that was put
 * together is, or of each of its pages. */
static gboolean
is_copy (const TvHeaderRow *row, const TvHeaderRow *other)
{
  return row->count == other->count && row->filled > 1
         && memcmp (row->hashes,
                    other->hashes,
                    MIN (row->count, TV_HEADER_COLUMNS) * sizeof *row->hashes)
                == 0;
}

static gboolean
is_repeated (const Table *table, guint row, guint column)
{
  for (guint i = row + 1; i < table->length; i++)
    if (column < table->rows[i].count
        && table->rows[i].hashes[column] == table->rows[row].hashes[column]
        && !is_copy (&table->rows[i], &table->rows[row]))
      return TRUE;
  return FALSE;
}

/* Whether half of the filled cells below a text with digits or an address are shaped like it. */
static gboolean
is_shaped_alike (const Table *table, guint row, guint column)
{
  guint alike = 0, filled = 0;

  if (table->rows[row].shapes[column] == 0)
    return FALSE;
  for (guint i = row + 1; i < table->length; i++)
    if (column < table->rows[i].count && table->rows[i].kinds[column] != TV_CELL_EMPTY)
      {
        filled++;
        alike += table->rows[i].shapes[column] == table->rows[row].shapes[column];
      }
  return alike > 0 && alike * 2 >= filled;
}

/* Whether a year has figures of another kind below it, as the years of a report have. */
static gboolean
is_year_of_figures (const Table *table, guint row, guint column)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << column;
  guint figures = 0;

  if ((table->rows[row].year_columns & bit) == 0)
    return FALSE;
  for (guint i = row + 1; i < table->length; i++)
    {
      if ((table->rows[i].year_columns & bit) != 0)
        return FALSE;
      figures += column < table->rows[i].count && table->rows[i].kinds[column] == TV_CELL_NUMBER;
    }
  return figures > 0;
}

/* Whether nothing below a value is of its kind: days above amounts, numbers of products above yes
 * and no, where more has to be seen. */
static gboolean
is_of_other_kind (const Table *table, guint row, guint column)
{
  guint filled = 0;

  for (guint i = row + 1; i < table->length; i++)
    if (column < table->rows[i].count && table->rows[i].kinds[column] != TV_CELL_EMPTY)
      {
        if (table->rows[i].kinds[column] == table->rows[row].kinds[column])
          return FALSE;
        filled++;
      }
  return filled >= (find_column_kind (table, row + 1, column) == TV_CELL_TEXT ? 3 : 2);
}

static double
judge_value (const Table *table, guint at, guint column)
{
  const TvHeaderRow *row = &table->rows[at];

  if (row->values * 2 > row->filled && is_of_other_kind (table, at, column))
    return 0.3;
  if (row->years * 2 <= row->filled)
    return -2;
  return is_year_of_figures (table, at, column) ? 0.3 : -0.3;
}

static gboolean
is_named_twice (const TvHeaderRow *row, guint column)
{
  for (guint k = 0; k < column; k++)
    if (row->hashes[k] == row->hashes[column])
      return TRUE;
  return FALSE;
}

/* Whether the only row of a table is one of names: several of them, none twice. */
static gboolean
is_lone_header (const TvHeaderRow *row)
{
  if (row->count < LONE_NAMES || row->filled < row->count || row->longest > LONGEST_NAME)
    return FALSE;
  for (guint i = 0; i < MIN (row->count, TV_HEADER_COLUMNS); i++)
    if (row->kinds[i] != TV_CELL_TEXT || row->shapes[i] != 0 || is_named_twice (row, i))
      return FALSE;
  return TRUE;
}

/* How much speaks for a row as header: above zero, it is one. */
static double
judge_header (const Table *table, guint at)
{
  const TvHeaderRow *row = &table->rows[at];
  double sum = 0;

  if (at + 1 >= table->length)
    return is_lone_header (row) ? 1 : -1;
  for (guint i = 0; i < MIN (row->count, TV_HEADER_COLUMNS); i++)
    {
      TvCellKind below = find_column_kind (table, at + 1, i);

      if (row->kinds[i] == TV_CELL_EMPTY)
        {
          sum -= below != TV_CELL_EMPTY ? 0.2 : 0;
          continue;
        }
      if (row->kinds[i] != TV_CELL_TEXT)
        sum += judge_value (table, at, i);
      else if (below == TV_CELL_NUMBER || below == TV_CELL_DATE)
        sum += 2;
      else if (is_shaped_alike (table, at, i))
        sum -= 2;
      else if (is_repeated (table, at, i))
        sum -= 0.6;
      else
        sum += 0.3;
      if (is_named_twice (row, i))
        sum -= 0.4;
    }
  return sum;
}

/* Whether a row is words throughout, as far as any row below it goes. */
static gboolean
is_all_text (const Table *table, guint at)
{
  const TvHeaderRow *row = &table->rows[at];

  for (guint i = 0; i < MIN (row->reach, TV_HEADER_COLUMNS); i++)
    if (row->kinds[i] != TV_CELL_TEXT)
      return FALSE;
  for (guint i = at + 1; i < table->length; i++)
    if (table->rows[i].reach > row->reach)
      return FALSE;
  return TRUE;
}

static gboolean
has_names_twice (const TvHeaderRow *row)
{
  for (guint i = 1; i < MIN (row->reach, TV_HEADER_COLUMNS); i++)
    if (is_named_twice (row, i))
      return TRUE;
  return FALSE;
}

/* Notes have far fewer cells than the table, or are filled up with empty ones by a spreadsheet. A
 * page or a total may stand far to the right; captions over columns of equal names may, too, and
 * those of merged cells have empty ones between them. */
static gboolean
is_note (const Table *table, const TvHeaderRow *row, gboolean *has_figures)
{
  if (row->count * 3 <= table->mode * 2)
    return TRUE;
  if (row->count != table->mode || table->mode < 4 || row->filled * 3 > table->mode * 2)
    return FALSE;
  if (row->reach * 3 <= table->mode * 2 && row->filled == row->reach)
    return TRUE;
  *has_figures |= row->values > row->years;
  return row->values > row->years;
}

/* Notes of several cells above the table: lines with far fewer cells than a line of words below
 * them, which has the number of the rows, and values below it. */
static guint
pass_notes (const Table *table, guint start)
{
  guint at = start;
  gboolean has_figures = FALSE;

  while (at < table->length && is_note (table, &table->rows[at], &has_figures))
    at++;
  return at > start && at < table->length && table->rows[at].count == table->mode
                 && is_all_text (table, at) && judge_header (table, at) >= 2
                 && !(has_figures && has_names_twice (&table->rows[at]))
             ? at
             : start;
}

static guint
find_start (const Table *table)
{
  guint start = 0;

  if (table->mode < 2)
    return 0;
  while (start < table->length && is_preamble (table, &table->rows[start]))
    start++;
  /* All of it would be preamble: then none is. */
  return start == table->length ? 0 : pass_notes (table, start);
}

/* Whether a row below the header belongs to it: words where the columns hold numbers. */
static gboolean
is_more_header (const Table *table, guint at)
{
  const TvHeaderRow *row = &table->rows[at];
  guint typed = 0, words = 0;

  if (at + 2 >= table->length || row->filled < 2)
    return FALSE;
  for (guint i = 0; i < MIN (row->count, TV_HEADER_COLUMNS); i++)
    {
      TvCellKind below = find_column_kind (table, at + 1, i);

      if (row->kinds[i] == TV_CELL_NUMBER || row->kinds[i] == TV_CELL_DATE)
        return FALSE;
      if (below != TV_CELL_NUMBER && below != TV_CELL_DATE)
        continue;
      typed++;
      words += row->kinds[i] == TV_CELL_TEXT;
    }
  return typed >= 2 && words * 2 > typed;
}

/* Whether a row holds captions over groups of columns, with nothing over the others of a group, and
 * the row below it the names. */
static gboolean
is_captions (const Table *table, guint at)
{
  const TvHeaderRow *row = &table->rows[at];

  if (at + 2 >= table->length || row->filled < 2 || row->filled * 2 > row->count
      || row->count != table->mode || row->kinds[0] == TV_CELL_EMPTY)
    return FALSE;
  for (guint i = 0; i < MIN (row->count, TV_HEADER_COLUMNS); i++)
    if (row->kinds[i] != TV_CELL_TEXT && row->kinds[i] != TV_CELL_EMPTY)
      return FALSE;
  return table->rows[at + 1].filled == row->count && is_all_text (table, at + 1)
         && judge_header (table, at + 1) >= 2 && is_more_header (table, at + 1);
}

/**
 * tv_header_guess:
 * @text: UTF-8, with %TV_CSV_PADDING bytes that can be read behind it
 * @length: of @text
 * @is_whole: whether @text is all there is
 * @hints: whether the header is chosen
 * @dialect: its preamble_rows and header_rows are set; of a text that is laid out for the eye they
 * say what is known of them already
 *
 * Finds the lines above the table, and how many of its records are header.
 */
void
tv_header_guess (const char *text,
                 gsize length,
                 gboolean is_whole,
                 const TvSniffHints *hints,
                 TvDialect *dialect)
{
  g_autofree Table *table = g_new (Table, 1);
  gboolean is_laid_out = tv_text_layout_is_drawn (dialect->delimiter);
  guint start, least = is_laid_out && hints->header == TV_HEADER_AUTO ? dialect->header_rows : 0;

  if (!is_laid_out)
    dialect->preamble_rows = 0;
  dialect->header_rows = 0;
  read_table (text, length, is_whole, dialect, table);
  if (table->length == 0)
    {
      dialect->header_rows = hints->header == TV_HEADER_FIRST;
      return;
    }
  start = hints->header == TV_HEADER_AUTO && !is_laid_out ? find_start (table) : 0;
  if (start > 0 || is_laid_out)
    dialect->preamble_rows = table->rows[start].line - 1;
  /* What a rule stands below is a header, whatever it says. */
  dialect->header_rows = least;
  if (least > 0 || hints->header == TV_HEADER_NONE
      || (hints->header == TV_HEADER_AUTO && judge_header (table, start) <= 0
          && !is_captions (table, start)))
    return;
  dialect->header_rows = 1;
  while (hints->header == TV_HEADER_AUTO && dialect->header_rows < HEADERS
         && is_more_header (table, start + dialect->header_rows))
    dialect->header_rows++;
}
