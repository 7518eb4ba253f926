/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three answers about text files: what one is, what it holds, and what in it does not fit a
 * schema. Rows are printed as they are read; rejects are kept beside them, up to a limit. */
#include <glib/gi18n.h>

#include "tvc-text.h"

#define LISTED_SIZE (8 << 20) /* bytes of rejects that are listed, at about */
#define FEW 4                 /* lines that lack what one of them has */

static void
write_columns (TvcJsonOut *out, const TvSniff *sniff)
{
  tvc_json_out_open (out, "columns", '[');
  for (guint i = 0; i < sniff->columns->len; i++)
    {
      const TvSniffColumn *column = sniff->columns->pdata[i];

      tvc_json_out_open (out, NULL, '{');
      tvc_json_out_text (out, "name", column->name, -1);
      tvc_json_out_text (out, "type", column->type, -1);
      tvc_json_out_text (out, "format", column->format, -1);
      tvc_json_out_int (out, "nulls", (gint64) column->null_count);
      tvc_json_out_close (out, '}');
    }
  tvc_json_out_close (out, ']');
}

static void
write_alternatives (TvcJsonOut *out, const TvSniff *sniff)
{
  tvc_json_out_open (out, "alternatives", '[');
  for (guint i = 0; i < sniff->alternatives->len; i++)
    {
      const TvDialect *dialect = sniff->alternatives->pdata[i];

      tvc_json_out_open (out, NULL, '{');
      tvc_json_out_text (out, "delimiter", dialect->delimiter, -1);
      tvc_json_out_char (out, "quote", dialect->quote);
      tvc_json_out_double (out, "confidence", dialect->confidence);
      tvc_json_out_close (out, '}');
    }
  tvc_json_out_close (out, ']');
  tvc_json_out_open (out, "encodings", '[');
  for (guint i = 0; i < sniff->encodings->len; i++)
    {
      g_autofree char *name = tvc_text_dup_encoding (sniff->encodings->pdata[i]);

      tvc_json_out_text (out, NULL, name, -1);
    }
  tvc_json_out_close (out, ']');
}

/* Said only where there are several. */
static void
write_tables (TvcJsonOut *out, const TvSniff *sniff)
{
  if (sniff->tables == NULL)
    return;
  tvc_json_out_open (out, "tables", '[');
  for (guint i = 0; i < sniff->tables->len; i++)
    {
      const TvSniffTable *table = &g_array_index (sniff->tables, TvSniffTable, i);

      tvc_json_out_open (out, NULL, '{');
      tvc_json_out_text (out, "kind", tv_import_kind_get_code (table->kind), -1);
      tvc_json_out_int (out, "first_line", table->first_line);
      tvc_json_out_int (out, "last_line", table->last_line);
      tvc_json_out_close (out, '}');
    }
  tvc_json_out_close (out, ']');
}

/* The sheets of a workbook, and which of them is described. */
static void
write_sheets (TvcJsonOut *out, const char *path, const char *sheet)
{
  g_auto (GStrv) visible = tv_import_list_entries (path, FALSE, NULL);
  g_auto (GStrv) all = tv_import_list_entries (path, TRUE, NULL);

  if (sheet == NULL || visible == NULL || all == NULL)
    return;
  tvc_json_out_text (out, "sheet", sheet, -1);
  tvc_json_out_open (out, "sheets", '[');
  for (guint i = 0; all[i] != NULL; i++)
    {
      tvc_json_out_open (out, NULL, '{');
      tvc_json_out_text (out, "name", all[i], -1);
      tvc_json_out_bool (out, "hidden", !g_strv_contains ((const char *const *) visible, all[i]));
      tvc_json_out_close (out, '}');
    }
  tvc_json_out_close (out, ']');
}

/* Said only where rows are orders that are taken apart. */
static void
write_lines (TvcJsonOut *out, const TvSniff *sniff)
{
  guint products;
  g_auto (GStrv) names = tv_text_list_lines (sniff, &products);

  if (names == NULL)
    return;
  tvc_json_out_open (out, "lines", '{');
  tvc_json_out_int (out, "products", products);
  tvc_json_out_open (out, "columns", '[');
  for (guint i = 0; names[i] != NULL; i++)
    tvc_json_out_text (out, NULL, names[i], -1);
  tvc_json_out_close (out, ']');
  tvc_json_out_close (out, '}');
}

/**
 * tvc_text_sniff:
 * @path: (type filename): a file
 * @options: what is chosen
 *
 * Prints what a file is.
 *
 * Returns: %FALSE where it cannot be read
 */
gboolean
tvc_text_sniff (const char *path, const TvcTextOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sheet = NULL;
  g_autoptr (TvSniff) sniff = tv_text_sniff_book (path, &sheet, &error);
  TvcJsonOut out;

  if (sniff == NULL && error == NULL)
    sniff = tv_text_sniff (path, NULL, &options->hints, &error);

  if (sniff == NULL)
    return tvc_text_fail (error);
  tvc_json_out_init (&out);
  tvc_json_out_bool (&out, "ok", TRUE);
  tvc_text_write_dialect (&out, sniff);
  tvc_json_out_int (&out, "n_columns", sniff->columns->len);
  tvc_json_out_double (&out, "confidence", sniff->dialect->confidence);
  tvc_json_out_double (&out, "encoding_confidence", sniff->encoding_confidence);
  write_columns (&out, sniff);
  write_alternatives (&out, sniff);
  write_tables (&out, sniff);
  write_lines (&out, sniff);
  write_sheets (&out, path, sheet);
  tvc_json_out_end (&out);
  return TRUE;
}

typedef struct
{
  TvcJsonOut out;
  TvcJsonOut rejects; /* printed behind the rows */
  const TvcTextOptions *options;
  gint64 row;
  guint reject_count, column_count; /* 0 = no header says */
  gint64 level_count, longer_count; /* records of as many cells, and with empty ones behind them */
} Answer;

static void
add_reject (const TvRecord *record, guint column, const char *code, gpointer data)
{
  Answer *answer = data;

  if (answer->reject_count++ < TVC_LISTED_REJECTS && answer->rejects.text->len < LISTED_SIZE)
    tvc_text_write_reject (&answer->rejects, answer->row, record, column, code);
}

static gboolean
has_text (const TvRecord *record)
{
  for (guint i = 0; i < record->field_count; i++)
    for (gsize k = 0; k < record->lengths[i]; k++)
      if (!g_ascii_isspace (record->fields[i][k]))
        return TRUE;
  return FALSE;
}

static void
write_cells (TvcJsonOut *out, const char *name, const TvRecord *record)
{
  tvc_json_out_open (out, name, '[');
  for (guint i = 0; i < record->field_count; i++)
    tvc_json_out_text (out, NULL, record->fields[i], (gssize) record->lengths[i]);
  tvc_json_out_close (out, ']');
}

/* Empty cells behind the last column are delimiters that a program writes at the end of its lines;
 * where few lines have them, one of these may have a delimiter too many before them. */
static gboolean
is_odd_surplus (Answer *answer, const TvRecord *record)
{
  if (record->field_count == answer->column_count)
    answer->level_count++;
  if (record->field_count <= answer->column_count)
    return FALSE;
  return answer->longer_count++ * FEW < answer->level_count;
}

static void
take_record (Answer *answer, const TvRecord *record)
{
  guint filled = record->field_count;

  if (answer->options->skips_empty && record->problem == NULL && !has_text (record))
    return;
  answer->row++;
  if (record->problem != NULL)
    add_reject (record, MAX (record->problem_column, 1), record->problem, answer);
  else if (record->quirk != NULL)
    add_reject (record, 1, record->quirk, answer);
  /* What is quoted badly where that is not let pass is no row. */
  if (record->field_count > 0 && (record->problem == NULL || record->problem_column == 0))
    write_cells (&answer->out, NULL, record);
  while (filled > answer->column_count && record->lengths[filled - 1] == 0)
    filled--;
  if (answer->column_count > 0 && record->problem == NULL
      && (is_odd_surplus (answer, record) || filled > answer->column_count))
    add_reject (record, answer->column_count + 1, "TOO_MANY_FIELDS", answer);
  else if (record->problem == NULL && record->field_count < answer->column_count)
    add_reject (record, record->field_count, "TOO_FEW_FIELDS", answer);
}

/* A dialect that is stated in full is taken at its word, for every record; where a part of it is
 * found out, an escape before an ordinary letter stays, as in a path of Windows. */
static TvCsvReader *
open_reader (const char *path,
             const TvSniff *sniff,
             const TvSniffHints *hints,
             TvCsvOptions reading,
             GError **error)
{
  TvCsvReader *reader = tv_csv_reader_open (path, NULL, sniff->dialect, NULL, error);

  reading.guards_all = hints->has_delimiter && hints->has_quote && hints->has_escape;
  reading.is_exact = reading.is_strict || reading.guards_all;
  if (reader != NULL)
    tv_csv_reader_set_options (reader, &reading);
  return reader;
}

/* The header is written as it stands if it is one row, else by the joined names of the columns. */
static gboolean
take_header (Answer *answer, TvCsvReader *reader, const TvSniff *sniff, GError **error)
{
  TvRecord record;

  if (sniff->dialect->header_rows == 0)
    {
      tvc_json_out_null (&answer->out, "header");
      return TRUE;
    }
  for (guint i = 0; i < sniff->dialect->header_rows; i++)
    if (!tv_csv_reader_read (reader, &record, error))
      {
        if (error != NULL && *error == NULL)
          g_set_error_literal (error,
                               TV_ERROR,
                               TV_ERROR_INVALID_INPUT,
                               _ ("The file has no header row."));
        return FALSE;
      }
  if (sniff->dialect->header_rows == 1)
    {
      write_cells (&answer->out, "header", &record);
      answer->column_count = record.field_count;
      return TRUE;
    }
  tvc_json_out_open (&answer->out, "header", '[');
  for (guint i = 0; i < sniff->columns->len; i++)
    {
      const TvSniffColumn *column = sniff->columns->pdata[i];

      tvc_json_out_text (&answer->out, NULL, column->name != NULL ? column->name : "", -1);
    }
  tvc_json_out_close (&answer->out, ']');
  answer->column_count = sniff->columns->len;
  return TRUE;
}

/* Rows are told as they stand in the file, also where it is laid out for the eye. */
static TvSniff *
sniff_lines (const char *path, const TvSniffHints *hints, GError **error)
{
  TvSniffHints plain = *hints;

  plain.is_plain = TRUE;
  return tv_text_sniff (path, NULL, &plain, error);
}

static void
answer_init (Answer *answer, const TvcTextOptions *options)
{
  *answer = (Answer){ .options = options };
  tvc_json_out_init (&answer->out);
  answer->rejects.text = g_string_new (NULL);
  answer->rejects.is_kept = TRUE;
}

static void
answer_end (Answer *answer)
{
  tvc_json_out_open (&answer->out, "rejects", '[');
  g_string_append_len (answer->out.text,
                       answer->rejects.text->str,
                       (gssize) answer->rejects.text->len);
  tvc_json_out_close (&answer->out, ']');
  tvc_json_out_int (&answer->out, "reject_count", answer->reject_count);
  tvc_json_out_drop (&answer->rejects);
}

static gboolean
answer_fail (Answer *answer, const GError *error)
{
  tvc_json_out_drop (&answer->out);
  tvc_json_out_drop (&answer->rejects);
  return tvc_text_fail (error);
}

/**
 * tvc_text_to_json:
 * @path: (type filename): a file
 * @options: how it is to be read
 *
 * Prints the rows of a file. Whether all went well stands at the end of the answer.
 *
 * Returns: %FALSE where it cannot be read
 */
gboolean
tvc_text_to_json (const char *path, const TvcTextOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvSniff) sniff = sniff_lines (path, &options->hints, &error);
  g_autoptr (TvCsvReader) reader = NULL;
  TvCsvOptions reading = options->reading;
  Answer answer;
  TvRecord record;

  if (sniff == NULL)
    return tvc_text_fail (error);
  reading.tells_line_ends = TRUE;
  reader = open_reader (path, sniff, &options->hints, reading, &error);
  answer_init (&answer, options);
  if (reader == NULL || !take_header (&answer, reader, sniff, &error))
    return answer_fail (&answer, error);
  tvc_json_out_open (&answer.out, "rows", '[');
  while (tv_csv_reader_read (reader, &record, &error))
    take_record (&answer, &record);
  tvc_json_out_close (&answer.out, ']');
  answer_end (&answer);
  tvc_json_out_open (&answer.out, "preamble", '[');
  for (guint i = 0; i < sniff->preamble->len; i++)
    tvc_json_out_text (&answer.out, NULL, sniff->preamble->pdata[i], -1);
  tvc_json_out_close (&answer.out, ']');
  tvc_json_out_open (&answer.out, "dialect", '{');
  tvc_text_write_dialect (&answer.out, sniff);
  tvc_json_out_close (&answer.out, '}');
  tvc_json_out_bool (&answer.out, "ok", error == NULL);
  if (error != NULL)
    tvc_json_out_text (&answer.out, "error", error->message, -1);
  tvc_json_out_end (&answer.out);
  return error == NULL;
}

/**
 * tvc_text_check:
 * @path: (type filename): a file
 * @options: how it is to be read
 * @schema: (element-type TvSchemaColumn): what its columns must be
 *
 * Prints the rejects of a file against a schema.
 *
 * Returns: %FALSE where it cannot be read
 */
gboolean
tvc_text_check (const char *path, const TvcTextOptions *options, const GPtrArray *schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvSniff) sniff = sniff_lines (path, &options->hints, &error);
  g_autoptr (TvCsvReader) reader = NULL;
  Answer answer;
  TvRecord record;
  gint64 kept = 0;

  if (sniff == NULL)
    return tvc_text_fail (error);
  reader = open_reader (path, sniff, &options->hints, options->reading, &error);
  answer_init (&answer, options);
  if (reader == NULL || !take_header (&answer, reader, sniff, &error))
    return answer_fail (&answer, error);
  while (tv_csv_reader_read (reader, &record, &error))
    {
      answer.row++;
      kept += tv_schema_check_record (schema, &record, add_reject, &answer) == 0;
    }
  if (error != NULL)
    return answer_fail (&answer, error);
  tvc_json_out_int (&answer.out, "kept", kept);
  answer_end (&answer);
  tvc_json_out_bool (&answer.out, "ok", TRUE);
  tvc_json_out_end (&answer.out);
  return TRUE;
}
