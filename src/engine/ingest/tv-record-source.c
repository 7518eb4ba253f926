/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what a file is, and reads it with the reader of that format. */
#include "ingest/tv-record-source.h"

#include "ingest/tv-csv-reader.h"
#include "ingest/tv-workbook.h"

struct _TvRecordSource
{
  TvCsvReader *text; /* one of the two */
  TvWorkbook *workbook;
  gint64 preamble_rows; /* of a sheet, left out here */
  gint64 latest_line;   /* of a sheet, whose empty rows are not told */
  TvPassedLines passed; /* of a sheet: its rows above the table */
};

/* A pipe can be asked only by reading it, which is left to the reader of text. */
static gboolean
find_format (const char *path, TvByteFormat *out_format, GError **error)
{
  *out_format = TV_BYTE_FORMAT_PLAIN;
  return !g_file_test (path, G_FILE_TEST_IS_REGULAR)
         || tv_byte_source_get_format (path, out_format, error);
}

/**
 * tv_record_source_open_with:
 * @path: (type filename): a file
 * @entry: (nullable): the sheet of a workbook or the member of an archive; %NULL = the first
 * visible sheet, the only member
 * @dialect: how text is written; of a workbook, only its counts of rows matter
 * @progress: (nullable): whose cancel ends a long look for the first record
 * @error: return location for an error that names the file
 *
 * Opens a file for reading from its first record.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvRecordSource *
tv_record_source_open_with (const char *path,
                            const char *entry,
                            const TvDialect *dialect,
                            TvProgress *progress,
                            GError **error)
{
  g_autoptr (TvRecordSource) source = g_new0 (TvRecordSource, 1);
  TvByteFormat format;

  if (!find_format (path, &format, error))
    return NULL;
  source->preamble_rows = dialect->preamble_rows;
  if (tv_byte_format_is_book (format))
    source->workbook = tv_workbook_open (path, format, entry, progress, error);
  else
    source->text = tv_csv_reader_open (path, entry, dialect, NULL, error);
  if (source->workbook != NULL)
    tv_workbook_set_fields (source->workbook, dialect);
  return source->text != NULL || source->workbook != NULL ? g_steal_pointer (&source) : NULL;
}

/**
 * tv_record_source_open:
 * @path: (type filename): a file
 * @entry: (nullable): the sheet of a workbook or the member of an archive; %NULL = the first
 * visible sheet, the only member
 * @dialect: how text is written; of a workbook, only its counts of rows matter
 * @error: return location for an error that names the file
 *
 * Opens a file for reading from its first record.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvRecordSource *
tv_record_source_open (const char *path,
                       const char *entry,
                       const TvDialect *dialect,
                       GError **error)
{
  return tv_record_source_open_with (path, entry, dialect, NULL, error);
}

/**
 * tv_record_source_free:
 * @source: (transfer full): the source
 *
 * Closes the file.
 */
void
tv_record_source_free (TvRecordSource *source)
{
  g_clear_pointer (&source->text, tv_csv_reader_free);
  g_clear_pointer (&source->workbook, tv_workbook_free);
  g_free (source);
}

/**
 * tv_record_source_read:
 * @source: the source
 * @out_record: (out caller-allocates): the next record that is not blank
 * @error: return location for an error of the file as a whole
 *
 * Reads one record. One that cannot be read has a problem and no cells that can be relied on.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_record_source_read (TvRecordSource *source, TvRecord *out_record, GError **error)
{
  if (source->text != NULL)
    return tv_csv_reader_read (source->text, out_record, error);
  source->passed = (TvPassedLines){ 0 };
  do
    {
      if (!tv_workbook_read (source->workbook, out_record, error))
        return FALSE;
      if (out_record->line <= source->preamble_rows)
        tv_passed_lines_count (&source->passed, TV_PASSED_TITLES);
    }
  while (out_record->line <= source->preamble_rows);
  out_record->passed = source->passed.has_some ? &source->passed : NULL;
  out_record->is_recut = FALSE;
  out_record->is_below_blank = out_record->line > source->latest_line + 1;
  source->latest_line = out_record->line;
  return TRUE;
}

/**
 * tv_record_source_get_position:
 * @source: the source
 *
 * Returns: how many bytes of the file were consumed, for progress; of what is packed, these are the
 * packed ones
 */
gint64
tv_record_source_get_position (TvRecordSource *source)
{
  return source->text != NULL ? tv_csv_reader_get_position (source->text)
                              : tv_workbook_get_position (source->workbook);
}

/**
 * tv_record_source_list_entries:
 * @path: (type filename): a file
 * @error: return location for an error that names the file
 *
 * Lists what can be chosen in a file: the sheets of a workbook, the members of an archive.
 *
 * Returns: (transfer full) (nullable) (element-type TvByteEntry): them, in their order; empty for a
 * plain file
 */
GPtrArray *
tv_record_source_list_entries (const char *path, GError **error)
{
  TvByteFormat format;

  if (!find_format (path, &format, error))
    return NULL;
  if (tv_byte_format_is_book (format))
    return tv_workbook_list_sheets (path, format, error);
  if (format == TV_BYTE_FORMAT_ZIP)
    return tv_byte_source_list_members (path, error);
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tv_byte_entry_free);
}
