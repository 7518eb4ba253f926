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
#include "ingest/tv-csv-reader.h"
#include "ingest/tv-header-names.h"
#include "ingest/tv-ingest.h"
#include "ingest/tv-sniffer.h"
#include "ingest/tv-table-find.h"
#include "rows/tv-import-columns.h"

#define RECORDS 5000 /* looked at */
#define PREVIEW_ROWS 50

static char **
copy_cells (const TvRecord *record, gboolean is_cleaned)
{
  char **cells = g_new0 (char *, record->field_count + 1);

  for (guint i = 0; i < record->field_count; i++)
    {
      g_autofree char *cell = g_utf8_make_valid (record->fields[i], (gssize) record->lengths[i]);

      cells[i] = is_cleaned ? tv_text_clean (cell) : g_steal_pointer (&cell);
    }
  return cells;
}

static guint
count_mapped (const TvImportFile *file, const TvColumn *wanted, guint wanted_count)
{
  guint count = 0;

  for (guint i = 0; i < wanted_count; i++)
    count += tv_import_file_get_index (file, wanted[i]) >= 0;
  return count;
}

/* One file for everything brings along what belongs to customers, or names its products by key and
 * label with a price. Takes a file of sales lines; sets the kind that it is. */
static void
tell_invoices (TvImportFile *file)
{
  static const TvColumn personal[]
      = { TV_COLUMN_LAST_NAME, TV_COLUMN_FIRST_NAME, TV_COLUMN_EMAIL,
          TV_COLUMN_CITY,      TV_COLUMN_COUNTRY,    TV_COLUMN_POSTAL_CODE };
  static const TvColumn product[]
      = { TV_COLUMN_PRODUCT_KEY, TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_UNIT_PRICE };

  tv_import_file_set_kind (file, TV_KIND_INVOICE_LINES);
  if (count_mapped (file, personal, G_N_ELEMENTS (personal)) == 0
      && count_mapped (file, product, G_N_ELEMENTS (product)) < G_N_ELEMENTS (product))
    tv_import_file_set_kind (file, TV_KIND_SALES_LINES);
}

/* The kind whose required columns are there and that knows most of the header. Where another one
 * knows clearly more and only lacks a column, it is that one, so that the column can be named. */
static void
find_kind (TvImportFile *file)
{
  static const TvImportKind order[]
      = { TV_KIND_SALES_LINES, TV_KIND_CONTACTS, TV_KIND_CUSTOMERS, TV_KIND_PRODUCTS };
  guint best[2] = { 1, 2 }; /* complete, incomplete; a single match, such as "code", says nothing */
  TvImportKind kind[2] = { TV_KIND_UNKNOWN, TV_KIND_UNKNOWN };

  for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
    {
      guint count, mapped = 0;
      gboolean is_incomplete;

      tv_import_file_set_kind (file, order[k]);
      tv_import_kind_get_columns (order[k], &count);
      for (guint i = 0; i < count; i++)
        mapped += file->columns[i] >= 0;
      is_incomplete = tv_import_file_get_missing (file) != NULL;
      if (mapped <= best[is_incomplete])
        continue;
      best[is_incomplete] = mapped;
      kind[is_incomplete] = order[k];
    }
  if (best[1] > best[0] + 1)
    kind[0] = kind[1];
  if (kind[0] == TV_KIND_SALES_LINES)
    tell_invoices (file);
  else
    tv_import_file_set_kind (file, kind[0]);
}

/**
 * tv_sniff_find_kind:
 * @file: (inout): a file with a header
 *
 * Sets the kind that the header tells, and the mapping that it proposes.
 */
void
tv_sniff_find_kind (TvImportFile *file)
{
  find_kind (file);
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
         || column == TV_COLUMN_UNIT_PRICE || column == TV_COLUMN_MARGIN
         || column == TV_COLUMN_PRICE || column == TV_COLUMN_COST;
}

/**
 * tv_date_votes_add:
 * @votes: the votes
 * @text: a cell of a column of dates
 * @length: of @text
 *
 * Counts in which orders of day and month the cell is a day; an empty one does not vote.
 */
void
tv_date_votes_add (TvDateVotes *votes, const char *text, gsize length)
{
  TvDay day;
  gsize digits = 0;

  while (digits < length && g_ascii_isdigit (text[digits]))
    digits++;
  if (length == 0)
    return;
  votes->seen++;
  if (digits >= 4)
    votes->year_first++;
  else
    {
      votes->day_first += tv_day_parse (text, (gssize) length, TV_DATE_ORDER_DMY, &day);
      votes->month_first += tv_day_parse (text, (gssize) length, TV_DATE_ORDER_MDY, &day);
    }
}

/**
 * tv_date_votes_decide:
 * @votes: the votes
 * @out_order: (out): the likelier order; day first where nothing speaks
 *
 * Returns: whether the values decide it
 */
gboolean
tv_date_votes_decide (const TvDateVotes *votes, TvDateOrder *out_order)
{
  guint64 open = votes->seen - votes->year_first;

  if (open == 0)
    *out_order = TV_DATE_ORDER_YMD;
  else
    *out_order = votes->month_first > votes->day_first ? TV_DATE_ORDER_MDY : TV_DATE_ORDER_DMY;
  return open == 0 || votes->month_first != votes->day_first;
}

/* A mark followed by one, two or four digits at the end of a number can only be the decimal one. */
static void
vote_decimal (const char *text, gsize length, guint *points, guint *commas)
{
  gsize end = length, i;

  while (end > 0 && !g_ascii_isdigit (text[end - 1]))
    end--;
  for (i = end; i > 0 && g_ascii_isdigit (text[i - 1]); i--)
    ;
  if (i == 0 || end - i == 3 || end == i)
    return;
  *points += text[i - 1] == '.';
  *commas += text[i - 1] == ',';
}

static void
look_at_values (TvImportFile *file, TvCsvReader *reader, TvRecord *record)
{
  guint count, points = 0, commas = 0, left = RECORDS;
  const TvColumn *columns
      = file->kind == TV_KIND_UNKNOWN ? NULL : tv_import_kind_list_columns (file->kind, &count);
  TvDateVotes votes = { 0 };

  while (left-- > 0 && tv_csv_reader_read (reader, record, NULL)
         && (file->last_line == 0 || record->line <= file->last_line))
    {
      if (file->preview->len < PREVIEW_ROWS)
        g_ptr_array_add (file->preview, copy_cells (record, FALSE));
      for (guint i = 0; columns != NULL && i < count; i++)
        {
          int index = file->columns[i];

          if (index < 0 || (guint) index >= record->field_count)
            continue;
          if (is_date_column (columns[i]))
            tv_date_votes_add (&votes, record->fields[index], record->lengths[index]);
          else if (is_number_column (columns[i]))
            vote_decimal (record->fields[index], record->lengths[index], &points, &commas);
        }
    }
  file->is_date_order_sure = tv_date_votes_decide (&votes, &file->date_order);
  file->decimal_mark
      = commas > points || (commas == points && g_strcmp0 (file->dialect->delimiter, ";") == 0)
            ? ','
            : '.';
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
open_far_table (TvImportFile *file, const TvImportHints *hints, TvRecord *record, GError **error)
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
  reader = open_rows (file, record, error);
  if (reader != NULL)
    find_kind (file);
  return reader;
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
  reader = open_rows (file, record, error);
  if (reader == NULL)
    return NULL;
  find_kind (file);
  if (hints != NULL && hints->kind != TV_KIND_UNKNOWN && hints->preamble_rows < 0
      && !sniff->is_whole && !tv_table_is_of_kind (file->kind, hints->kind))
    {
      g_clear_pointer (&reader, tv_csv_reader_free);
      reader = open_far_table (file, hints, record, error);
      if (reader == NULL)
        return NULL;
    }
  look_at_values (file, reader, record);
  return g_steal_pointer (&file);
}
