/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dialect fits where it cuts the records into the same number of cells, into many, and where each
 * cell is one thing. Lines above and below the table may have fewer cells without being held
 * against it; quotes at wrong places are. The idea that shape and types must agree is of van den
 * Burg, Nazabal and Sutton, "Wrangling messy CSV files by detecting row and type patterns" (2019).
 */
#include "ingest/tv-dialect-score.h"

#include <string.h>

#include "ingest/tv-cell-kind.h"
#include "ingest/tv-csv-cut.h"

#define RECORDS 400
#define LARGEST 512       /* cells counted apart */
#define LONGEST_SCHEME 16 /* bytes of an address up to the marks behind its scheme */
#define WIDE 6            /* cells that no sentence has between its commas by chance */

typedef struct
{
  guint counts[RECORDS];
  guint8 ends_empty[RECORDS]; /* the last cell is empty */
  double clean[RECORDS];
  guint length;
} Rows;

/* Whether the cell stood in quotes: its text begins behind one, or was copied. */
static gboolean
is_quoted (const TvCsvCutter *cutter, const char *cell, const char *text, const char *end)
{
  const TvCsvMark *quote = &cutter->form.quote;

  if (cell < text || cell >= end)
    return quote->length > 0 && cell >= cutter->copies
           && cell < cutter->copies + cutter->copies_size;
  return quote->length > 0 && cell >= text + quote->length
         && memcmp (cell - quote->length, quote->bytes, quote->length) == 0;
}

static double
judge_record (const TvCsvCutter *cutter,
              const TvRecord *record,
              const char *text,
              const char *end,
              guint *out_quoted)
{
  double sum = 0;
  guint count = MIN (record->field_count, 64);

  for (guint i = 0; i < count; i++)
    {
      if (is_quoted (cutter, record->fields[i], text, end))
        {
          (*out_quoted)++;
          sum++;
        }
      else
        sum += tv_cell_get_cleanness (record->fields[i], record->lengths[i]);
    }
  return count > 0 ? sum / count : 1;
}

/* Minutes and seconds have two digits. */
static gboolean
is_moment (const char *text, gsize length)
{
  guint colons = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] == ':')
      {
        colons++;
        if (i == 0 || i + 2 >= length || !g_ascii_isdigit (text[i - 1])
            || !g_ascii_isdigit (text[i + 1]) || !g_ascii_isdigit (text[i + 2])
            || (i + 3 < length && g_ascii_isdigit (text[i + 3])))
          return FALSE;
      }
  return colons > 0 && tv_cell_get_kind (text, length) == TV_CELL_DATE;
}

/* An address of the web or of a file. */
static gboolean
is_link (const char *text, gsize length)
{
  return g_strstr_len (text, (gssize) MIN (length, LONGEST_SCHEME), "://") != NULL
         && memchr (text, ' ', length) == NULL;
}

/* A line that is one value as a whole, whatever stands in it. */
static void
note_single (const TvRecord *record, gboolean is_first, TvDialectScore *score)
{
  if (record->field_count != 1)
    return;
  if (is_moment (record->fields[0], record->lengths[0])
      || is_link (record->fields[0], record->lengths[0]))
    score->moment_count++;
  else if (!is_first && tv_cell_get_kind (record->fields[0], record->lengths[0]) == TV_CELL_NUMBER)
    score->figure_count++;
}

static gboolean
is_comment (const TvCsvCutter *cutter, const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;
  return tv_csv_mark_is_at (&cutter->form.comment, at, end);
}

static void
read_rows (TvCsvCutter *cutter,
           const char *text,
           const char *end,
           gboolean is_whole,
           Rows *rows,
           TvDialectScore *score)
{
  const char *at = text;
  TvRecord record;

  rows->length = 0;
  while (at < end && rows->length < RECORDS)
    {
      guint line_end = tv_csv_line_end (&cutter->form, at, end), quoted = 0;

      if (line_end > 0)
        {
          at += line_end;
          continue;
        }
      if (is_comment (cutter, at, end))
        {
          at = tv_csv_find_line_end (&cutter->form, at, end);
          continue;
        }
      if (tv_csv_cutter_cut (cutter, at, end, is_whole, &record) == TV_CSV_CUT_MORE)
        break;
      rows->counts[rows->length] = MIN (record.field_count, LARGEST - 1);
      rows->ends_empty[rows->length]
          = record.field_count > 1 && record.lengths[record.field_count - 1] == 0;
      rows->clean[rows->length] = judge_record (cutter, &record, text, end, &quoted);
      note_single (&record, rows->length == 0, score);
      if (record.problem != NULL || record.quirk != NULL)
        {
          score->quirk_count++;
          rows->clean[rows->length] *= 0.5;
        }
      else
        score->quoted_count += quoted;
      score->wide_count += record.field_count >= WIDE && rows->clean[rows->length] > 0.95
                           && record.quirk == NULL && record.problem == NULL;
      rows->length++;
      at = cutter->end + cutter->end_length;
    }
}

static guint
find_mode (const Rows *rows)
{
  guint tally[LARGEST] = { 0 }, best = 1;
  double best_weight = 0;

  for (guint i = 0; i < rows->length; i++)
    tally[rows->counts[i]]++;
  for (guint n = 2; n < LARGEST; n++)
    {
      double weight = tally[n] * (n - 1.0) / n;

      if (weight > best_weight)
        {
          best_weight = weight;
          best = n;
        }
    }
  return best;
}

/* Lines of one cell above the first and below the last record of the table count little. */
static void
weigh (const Rows *rows, guint mode, TvDialectScore *score)
{
  guint first = 0, last = rows->length;
  double sum = 0, same = 0, clean = 0;

  while (first < rows->length && rows->counts[first] != mode)
    first++;
  while (last > first && rows->counts[last - 1] != mode)
    last--;
  for (guint i = 0; i < rows->length; i++)
    {
      gboolean is_inside = i >= first && i < last;
      double weight = is_inside ? 1 : rows->counts[i] < mode ? 0.35 : 0.7;
      guint difference = rows->counts[i] > mode ? rows->counts[i] - mode : mode - rows->counts[i];

      sum += weight;
      if (difference == 0)
        same += weight;
      else if (mode >= 4 && rows->counts[i] > 1 && difference == 1)
        same += weight * 0.5;
      else if (mode >= 4 && rows->counts[i] > 1)
        same += weight * 0.2;
      clean += weight * rows->clean[i];
    }
  score->uniformity = sum > 0 ? same / sum : 0;
  score->cleanness = sum > 0 ? clean / sum : 0;
}

/* A delimiter at the end of every record makes no column. */
static guint
count_columns (const Rows *rows, guint mode)
{
  for (guint i = 0; i < rows->length; i++)
    if (rows->counts[i] == mode && !rows->ends_empty[i])
      return mode;
  return mode - 1;
}

/**
 * tv_dialect_score:
 * @dialect: a dialect
 * @text: UTF-8, with %TV_CSV_PADDING bytes that can be read behind it
 * @length: of @text
 * @is_whole: whether @text is all there is; else its last record may be cut
 * @out_score: (out caller-allocates): how well it fits
 *
 * Reads the first records in a dialect and judges what comes out.
 */
void
tv_dialect_score (const TvDialect *dialect,
                  const char *text,
                  gsize length,
                  gboolean is_whole,
                  TvDialectScore *out_score)
{
  g_auto (TvCsvCutter) cutter = { 0 };
  g_autofree Rows *rows = g_new (Rows, 1);
  guint mode;

  memset (out_score, 0, sizeof *out_score);
  tv_csv_cutter_init (&cutter, dialect);
  cutter.field_limit = LARGEST;
  read_rows (&cutter, text, text + length, is_whole, rows, out_score);
  out_score->record_count = rows->length;
  mode = find_mode (rows);
  weigh (rows, mode, out_score);
  out_score->is_first_whole = rows->length > 0 && rows->counts[0] == mode;
  if (mode > 1)
    mode = count_columns (rows, mode);
  out_score->column_count = mode;
  /* In a single record, many cells prove nothing. */
  if (rows->length == 1)
    mode = MIN (mode, 4);
  if (mode > 1)
    out_score->score
        = out_score->uniformity * out_score->uniformity * out_score->cleanness * (1 - 0.9 / mode);
  else
    out_score->score = 0.12 * out_score->cleanness * out_score->cleanness;
}
