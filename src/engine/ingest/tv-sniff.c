/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file will be read: encoding, delimiter, header, kind, columns, date order, decimal mark and
 * the first rows. Reads the beginning of the file (its whole only for the encoding); needs no
 * workspace. */
#include "ingest/tv-sniff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-number.h"
#include "base/tv-text.h"
#include "ingest/tv-consent-marks.h"
#include "ingest/tv-csv-reader.h"
#include "ingest/tv-float-codes.h"
#include "ingest/tv-header-encoding.h"
#include "ingest/tv-header-names.h"
#include "ingest/tv-ingest.h"
#include "ingest/tv-item-groups.h"
#include "ingest/tv-record-split.h"
#include "ingest/tv-sniffer.h"
#include "ingest/tv-table-find.h"
#include "ingest/tv-unknown-kind.h"
#include "rows/tv-import-cells.h"
#include "rows/tv-import-columns.h"

#define RECORDS 5000 /* looked at */
#define PREVIEW_ROWS 50

static char **
copy_cells (const TvRecord *record, gboolean is_cleaned)
{
  char **cells = g_new0 (char *, record->field_count + 1);

  for (guint i = 0; i < record->field_count; i++)
    {
      g_autofree char *cell = tv_record_dup_cell (record, i);

      cells[i] = is_cleaned ? tv_text_clean (cell) : g_steal_pointer (&cell);
    }
  return cells;
}

static gboolean
is_date_column (TvColumn column)
{
  return column == TV_COLUMN_ORDER_DATE || column == TV_COLUMN_CONTACT_DATE;
}

static gboolean
is_number_column (TvColumn column)
{
  return column == TV_COLUMN_QTY || column == TV_COLUMN_AMOUNT_HT || column == TV_COLUMN_AMOUNT_TTC
         || column == TV_COLUMN_UNIT_PRICE || column == TV_COLUMN_DISCOUNT
         || column == TV_COLUMN_MARGIN || column == TV_COLUMN_PRICE || column == TV_COLUMN_COST;
}

/* The first rows are kept, for what stands in them tells as much as the header does. */
static gboolean
read_preview (TvImportFile *file, TvCsvReader *reader, TvRecord *record)
{
  while (file->preview->len < PREVIEW_ROWS && tv_csv_reader_read (reader, record, NULL)
         && (file->last_line == 0 || record->line <= file->last_line))
    g_ptr_array_add (file->preview, copy_cells (record, FALSE));
  return file->preview->len == PREVIEW_ROWS;
}

/* What the header and the first rows make the file; FALSE where no more rows are behind these. */
static gboolean
tell_rows (TvImportFile *file, const TvImportHints *hints, TvCsvReader *reader, TvRecord *record)
{
  gboolean has_more = read_preview (file, reader, record);

  tv_item_rows_find (file, hints);
  tv_sniff_find_kind (file);
  return has_more;
}

typedef struct
{
  TvDateVotes dates;
  TvDecimalVotes decimals;
  TvFloatCodes codes;
  TvConsentMarks marks;
  const TvColumn *columns; /* of the file's kind */
  guint count;
} Votes;

static void
vote_cell (Votes *votes, TvColumn column, const char *text, gsize length)
{
  if (is_date_column (column))
    tv_date_votes_add (&votes->dates, text, length);
  else if (is_number_column (column))
    tv_decimal_votes_add (&votes->decimals,
                          text,
                          length,
                          column != TV_COLUMN_QTY && column != TV_COLUMN_UNIT_PRICE
                              && column != TV_COLUMN_DISCOUNT);
  else
    {
      tv_float_codes_add (&votes->codes, column, text, length);
      tv_consent_marks_add (&votes->marks, column, text, length);
    }
}

static void
vote_record (Votes *votes, const TvImportFile *file, const TvRecord *record)
{
  for (guint i = 0; i < votes->count; i++)
    if (file->columns[i] >= 0 && (guint) file->columns[i] < record->field_count)
      vote_cell (votes,
                 votes->columns[i],
                 record->fields[file->columns[i]],
                 record->lengths[file->columns[i]]);
}

/* Each line of a record that is taken apart. */
static void
vote_parts (Votes *votes, const TvImportFile *file, const TvRecord *record, TvRecordSplit *split)
{
  TvRecord line;
  guint item;

  tv_record_split_begin (split, record);
  while (tv_record_split_next (split, &line, &item))
    vote_record (votes, file, &line);
}

/* Looks at the rows behind those that were kept. */
static void
look_further (Votes *votes, const TvImportFile *file, TvCsvReader *reader, TvRecord *record)
{
  g_autofree TvRecordSplit *split = file->split != NULL ? g_new0 (TvRecordSplit, 1) : NULL;

  if (split != NULL)
    tv_record_split_init (split, file->split);
  for (guint left = RECORDS - PREVIEW_ROWS;
       left > 0 && tv_csv_reader_read (reader, record, NULL)
       && (file->last_line == 0 || record->line <= file->last_line);
       left--)
    if (split != NULL)
      vote_parts (votes, file, record, split);
    else
      vote_record (votes, file, record);
  if (split != NULL)
    tv_record_split_clear (split);
}

/* Looks at the rows that were kept, and at those behind them, if there are any. */
static void
look_at_values (TvImportFile *file, TvCsvReader *reader, TvRecord *record, gboolean has_more)
{
  Votes votes = { 0 };

  if (file->kind != TV_KIND_UNKNOWN)
    votes.columns = tv_import_kind_list_columns (file->kind, &votes.count);
  for (guint k = 0; k < file->preview->len; k++)
    {
      char **cells = g_ptr_array_index (file->preview, k);

      for (guint i = 0; i < votes.count; i++)
        if (file->columns[i] >= 0 && (guint) file->columns[i] < g_strv_length (cells))
          {
            const char *cell = cells[file->columns[i]];

            vote_cell (&votes, votes.columns[i], cell, strlen (cell));
          }
    }
  if (has_more)
    look_further (&votes, file, reader, record);
  tv_date_votes_apply (&votes.dates, file);
  tv_float_codes_apply (&votes.codes, file);
  tv_consent_marks_apply (&votes.marks, file);
  file->decimal_mark = tv_decimal_votes_decide (&votes.decimals, '\0');
  if (file->decimal_mark == '\0')
    file->decimal_mark
        = tv_sniff_find_mark (file, g_strcmp0 (file->dialect->delimiter, ";") == 0 ? ',' : '.');
}

/**
 * tv_sniff_look_at_days:
 * @file: (inout): a file with a kind and its first rows
 *
 * Looks anew at how its days are written, for the column that is mapped to them by now.
 */
void
tv_sniff_look_at_days (TvImportFile *file)
{
  int index = tv_import_file_get_index (file,
                                        file->kind == TV_KIND_CONTACTS ? TV_COLUMN_CONTACT_DATE
                                                                       : TV_COLUMN_ORDER_DATE);
  TvDateVotes votes = { 0 };

  for (guint i = 0; index >= 0 && i < tv_cells_count_rows (file); i++)
    {
      const char *cell = tv_cells_get (file, i, index);

      tv_date_votes_add (&votes, cell, strlen (cell));
    }
  tv_date_votes_apply (&votes, file);
}

/* A table without a header has numbers for names, the same ones in every language, so that a preset
 * knows them again. */
static char **
number_columns (guint count)
{
  char **names = g_new0 (char *, count + 1);

  for (guint i = 0; i < count; i++)
    names[i] = g_strdup_printf ("#%u", i + 1);
  return names;
}

static gboolean
read_header (TvImportFile *file, TvCsvReader *reader, TvRecord *record, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *name = g_path_get_basename (file->path);

  if (!tv_csv_reader_read (reader, record, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error,
                     TV_ERROR,
                     TV_ERROR_INVALID_INPUT,
                     _ ("Could not read “%s”: it has no header row."),
                     name);
      return FALSE;
    }
  if (file->dialect->header_rows == 0)
    {
      file->header = number_columns (record->field_count);
      return TRUE;
    }
  g_ptr_array_add (rows, copy_cells (record, TRUE));
  while (rows->len < file->dialect->header_rows && tv_csv_reader_read (reader, record, NULL))
    g_ptr_array_add (rows, copy_cells (record, TRUE));
  file->header = tv_header_names_choose (rows);
  return TRUE;
}

/* Opens the file and passes its header, if it has one. */
static TvCsvReader *
open_rows (TvImportFile *file, TvRecord *record, GError **error)
{
  g_autoptr (TvCsvReader) reader
      = tv_csv_reader_open (file->path, file->entry, file->dialect, NULL, error);

  if (reader == NULL || !read_header (file, reader, record, error))
    return NULL;
  return file->dialect->header_rows > 0
             ? g_steal_pointer (&reader)
             : tv_csv_reader_open (file->path, file->entry, file->dialect, NULL, error);
}

static TvSniffHints
choose (const TvImportHints *hints)
{
  TvSniffHints chosen = { 0 };

  if (hints == NULL)
    return chosen;
  chosen.encoding = hints->encoding;
  chosen.delimiter = hints->delimiter;
  chosen.has_delimiter = hints->delimiter != NULL;
  chosen.has_quote = hints->quote >= 0;
  chosen.quote = chosen.has_quote ? (gunichar) hints->quote : 0;
  return chosen;
}

/* Columns are known by their names, so there is a header unless a person says that there is none.
 */
static void
place_header (TvDialect *dialect, const TvImportHints *hints)
{
  gboolean is_placed = hints != NULL && hints->preamble_rows >= 0;

  dialect->header_rows = is_placed ? 1 : MAX (dialect->header_rows, 1);
  if (is_placed)
    dialect->preamble_rows = (guint) hints->preamble_rows;
  if (hints != NULL && hints->header_rows >= 0)
    dialect->header_rows = (guint) hints->header_rows;
}

/* Of several tables, the one that a person points at, else the first of the kind that is asked for,
 * else the first. What is said of the header holds for the table that the look found first. */
static void
choose_table (TvImportFile *file, const TvImportHints *hints)
{
  gboolean is_placed = hints != NULL && hints->preamble_rows >= 0;
  const TvSniffTable *chosen = &g_array_index (file->tables, TvSniffTable, 0);
  gboolean is_found = FALSE;

  for (guint i = 0; i < file->tables->len && !is_found; i++)
    {
      const TvSniffTable *table = &g_array_index (file->tables, TvSniffTable, i);

      if (is_placed)
        is_found = table->last_line == 0 || table->last_line > hints->preamble_rows;
      else
        is_found = hints != NULL && hints->kind != TV_KIND_UNKNOWN
                   && tv_table_is_of_kind (table->kind, hints->kind);
      if (is_found)
        chosen = table;
    }
  file->last_line = chosen->last_line;
  if (*chosen->delimiter != '\0' && (hints == NULL || hints->delimiter == NULL))
    {
      g_free (file->dialect->delimiter);
      file->dialect->delimiter = g_strdup (chosen->delimiter);
    }
  if (is_placed || file->dialect->preamble_rows + 1 == chosen->first_line)
    return;
  file->dialect->preamble_rows = (guint) (chosen->first_line - 1);
  file->dialect->header_rows
      = hints != NULL && hints->header_rows >= 0 ? (guint) hints->header_rows : 1;
}

/* The look goes no further than the beginning of the file: a table of a kind that is asked for is
 * looked for in all of it. Where there is none, the file is read as it was found. */
static TvCsvReader *
open_far_table (TvImportFile *file,
                const TvImportHints *hints,
                TvRecord *record,
                gboolean *out_has_more,
                GError **error)
{
  g_autoptr (GArray) tables = tv_tables_find_in_file (file->path,
                                                      file->entry,
                                                      file->dialect,
                                                      hints->kind,
                                                      hints->progress,
                                                      error);
  TvCsvReader *reader;

  if (tables == NULL)
    return NULL;
  if (tables->len > 1)
    {
      g_clear_pointer (&file->tables, g_array_unref);
      file->tables = g_steal_pointer (&tables);
      choose_table (file, hints);
    }
  g_clear_pointer (&file->header, g_strfreev);
  g_clear_pointer (&file->split, tv_import_split_free);
  reader = open_rows (file, record, error);
  if (reader == NULL)
    return NULL;
  g_ptr_array_set_size (file->preview, 0);
  *out_has_more = tell_rows (file, hints, reader, record);
  return reader;
}

/* Opens the file and passes its header, whose names may tell that the encoding was guessed wrong.
 */
static TvCsvReader *
open_guessed (TvImportFile *file, const TvSniff *sniff, TvRecord *record, GError **error)
{
  g_autoptr (TvCsvReader) reader = open_rows (file, record, error);
  const char *encoding;

  if (reader == NULL)
    return NULL;
  encoding = tv_header_encoding_choose (file->header, file->dialect->encoding, sniff->encodings);
  if (encoding == NULL)
    return g_steal_pointer (&reader);
  g_free (file->dialect->encoding);
  file->dialect->encoding = g_strdup (encoding);
  g_clear_pointer (&file->header, g_strfreev);
  return open_rows (file, record, error);
}

/**
 * tv_ingest_sniff:
 * @path: (type filename): a file
 * @entry: (nullable): sheet of a workbook or member of an archive
 * @hints: (nullable): what is known about it
 * @error: return location for an error that names the file
 *
 * Finds out how a file is to be read.
 *
 * Returns: (transfer full) (nullable): the file; its kind is TV_KIND_UNKNOWN where the header tells
 * nothing
 */
TvImportFile *
tv_ingest_sniff (const char *path, const char *entry, const TvImportHints *hints, GError **error)
{
  g_autoptr (TvImportFile) file = g_new0 (TvImportFile, 1);
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (TvCsvReader) reader = NULL;
  g_autoptr (TvSniff) sniff = NULL;
  TvSniffHints chosen = choose (hints);
  gboolean has_more;

  if (entry != NULL || !tv_unknown_kind_refuse_json (path, error))
    sniff = tv_sniff_file (path, entry, &chosen, error);
  if (sniff == NULL)
    return NULL;
  if (sniff->size == 0)
    {
      g_autofree char *name = g_path_get_basename (path);

      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not read “%s”: %s."),
                   name,
                   _ ("it is empty; export it again"));
      return NULL;
    }
  if (sniff->has_tall_rows)
    {
      g_autofree char *name = g_path_get_basename (path);

      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not read “%s”: %s."),
                   name,
                   _ ("each row of this list takes several lines; export it with one line for each "
                      "row"));
      return NULL;
    }
  file->path = g_strdup (path);
  file->entry = g_strdup (entry);
  file->size = sniff->size;
  file->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  file->dialect = g_steal_pointer (&sniff->dialect);
  file->encoding_confidence = sniff->encoding_confidence;
  place_header (file->dialect, hints);
  file->tables = g_steal_pointer (&sniff->tables);
  if (file->tables != NULL)
    choose_table (file, hints);
  reader = open_guessed (file, sniff, record, error);
  if (reader == NULL)
    return NULL;
  has_more = tell_rows (file, hints, reader, record);
  if (hints != NULL && hints->kind != TV_KIND_UNKNOWN && hints->preamble_rows < 0
      && !sniff->is_whole && !tv_table_is_of_kind (file->kind, hints->kind))
    {
      g_clear_pointer (&reader, tv_csv_reader_free);
      reader = open_far_table (file, hints, record, &has_more, error);
      if (reader == NULL)
        return NULL;
    }
  look_at_values (file, reader, record, has_more);
  return g_steal_pointer (&file);
}
