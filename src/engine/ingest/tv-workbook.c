/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a workbook to the reader of its kind. */
#include "ingest/tv-workbook.h"

#include "ingest/tv-ods.h"
#include "ingest/tv-xlsx.h"

struct _TvWorkbook
{
  TvXlsxReader *xlsx;
  TvOdsReader *ods;
};

/**
 * tv_workbook_list_sheets:
 * @path: (type filename): a workbook
 * @format: its kind
 * @error: return location for an error that names the file
 *
 * Lists the sheets with cells.
 *
 * Returns: (transfer full) (nullable) (element-type TvByteEntry): them, in their order
 */
GPtrArray *
tv_workbook_list_sheets (const char *path, TvByteFormat format, GError **error)
{
  g_autoptr (TvXlsxBook) book = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  if (format == TV_BYTE_FORMAT_ODS)
    return tv_ods_list_sheets (path, error);
  book = tv_xlsx_book_open (path, error);
  if (book == NULL)
    return NULL;
  sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_byte_entry_free);
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const TvXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);
      TvByteEntry *entry;

      if (sheet->part == NULL)
        continue;
      entry = g_new0 (TvByteEntry, 1);
      entry->name = g_strdup (sheet->name);
      entry->size = -1;
      entry->is_hidden = sheet->is_hidden;
      g_ptr_array_add (sheets, entry);
    }
  return g_steal_pointer (&sheets);
}

/**
 * tv_workbook_open:
 * @path: (type filename): a workbook
 * @format: its kind
 * @sheet: (nullable): name of a sheet; %NULL = the first that is not hidden
 * @error: return location for TV_ERROR_NOT_FOUND where there is no such sheet, and other errors
 * that name the file
 *
 * Opens a sheet before its first row.
 *
 * Returns: (transfer full) (nullable): the workbook
 */
TvWorkbook *
tv_workbook_open (const char *path, TvByteFormat format, const char *sheet, GError **error)
{
  g_autoptr (TvWorkbook) workbook = g_new0 (TvWorkbook, 1);

  if (format == TV_BYTE_FORMAT_ODS)
    workbook->ods = tv_ods_reader_open (path, sheet, error);
  else
    workbook->xlsx = tv_xlsx_reader_open (path, sheet, error);
  return workbook->ods != NULL || workbook->xlsx != NULL ? g_steal_pointer (&workbook) : NULL;
}

/**
 * tv_workbook_free:
 * @workbook: (transfer full): the workbook
 *
 * Closes the workbook.
 */
void
tv_workbook_free (TvWorkbook *workbook)
{
  g_clear_pointer (&workbook->xlsx, tv_xlsx_reader_free);
  g_clear_pointer (&workbook->ods, tv_ods_reader_free);
  g_free (workbook);
}

/**
 * tv_workbook_read:
 * @workbook: the workbook
 * @out_record: (out caller-allocates): the next row that is not empty
 * @error: return location for an error of the workbook as a whole
 *
 * Reads one row; its line is its number in the sheet.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_workbook_read (TvWorkbook *workbook, TvRecord *out_record, GError **error)
{
  return workbook->xlsx != NULL ? tv_xlsx_reader_read (workbook->xlsx, out_record, error)
                                : tv_ods_reader_read (workbook->ods, out_record, error);
}

/**
 * tv_workbook_get_position:
 * @workbook: the workbook
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_workbook_get_position (const TvWorkbook *workbook)
{
  return workbook->xlsx != NULL ? tv_xlsx_reader_get_position (workbook->xlsx)
                                : tv_ods_reader_get_position (workbook->ods);
}
