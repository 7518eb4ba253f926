/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a workbook to the reader of its kind. */
#include "ingest/tv-workbook.h"

#include "ingest/tv-ods.h"
#include "ingest/tv-page.h"
#include "ingest/tv-sheetml.h"
#include "ingest/tv-xls.h"
#include "ingest/tv-xlsx.h"

/* One of them. */
struct _TvWorkbook
{
  TvXlsxReader *xlsx;
  TvOdsReader *ods;
  TvSheetmlReader *sheetml;
  TvPageReader *page;
  TvXlsReader *xls;
};

static GPtrArray *
list_xlsx (const char *path, GError **error)
{
  g_autoptr (TvXlsxBook) book = tv_xlsx_book_open (path, error);
  g_autoptr (GPtrArray) sheets = NULL;

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
  if (format == TV_BYTE_FORMAT_XLSX)
    return list_xlsx (path, error);
  if (format == TV_BYTE_FORMAT_SHEETML)
    return tv_sheetml_list_sheets (path, error);
  if (format == TV_BYTE_FORMAT_PAGE)
    return tv_page_list_tables (path, error);
  if (format == TV_BYTE_FORMAT_XLS)
    return tv_xls_list_sheets (path, error);
  return tv_ods_list_sheets (path, error);
}

/**
 * tv_workbook_open:
 * @path: (type filename): a workbook
 * @format: its kind
 * @sheet: (nullable): name of a sheet; %NULL = the first that is not hidden
 * @progress: (nullable): whose cancel ends the reading, of an old Excel file also while its cells
 * are put in order
 * @error: return location for TV_ERROR_NOT_FOUND where there is no such sheet, and other errors
 * that name the file
 *
 * Opens a sheet before its first row.
 *
 * Returns: (transfer full) (nullable): the workbook
 */
TvWorkbook *
tv_workbook_open (const char *path,
                  TvByteFormat format,
                  const char *sheet,
                  TvProgress *progress,
                  GError **error)
{
  g_autoptr (TvWorkbook) workbook = g_new0 (TvWorkbook, 1);

  if (format == TV_BYTE_FORMAT_XLSX)
    workbook->xlsx = tv_xlsx_reader_open (path, sheet, error);
  else if (format == TV_BYTE_FORMAT_SHEETML)
    workbook->sheetml = tv_sheetml_reader_open (path, sheet, error);
  else if (format == TV_BYTE_FORMAT_PAGE)
    workbook->page = tv_page_reader_open (path, sheet, error);
  else if (format == TV_BYTE_FORMAT_XLS)
    workbook->xls = tv_xls_reader_open (path, sheet, progress, error);
  else
    workbook->ods = tv_ods_reader_open (path, sheet, error);
  return workbook->xlsx != NULL || workbook->sheetml != NULL || workbook->page != NULL
                 || workbook->ods != NULL || workbook->xls != NULL
             ? g_steal_pointer (&workbook)
             : NULL;
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
  g_clear_pointer (&workbook->sheetml, tv_sheetml_reader_free);
  g_clear_pointer (&workbook->page, tv_page_reader_free);
  g_clear_pointer (&workbook->xls, tv_xls_reader_free);
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
  if (workbook->xlsx != NULL)
    return tv_xlsx_reader_read (workbook->xlsx, out_record, error);
  if (workbook->sheetml != NULL)
    return tv_sheetml_reader_read (workbook->sheetml, out_record, error);
  if (workbook->page != NULL)
    return tv_page_reader_read (workbook->page, out_record, error);
  if (workbook->xls != NULL)
    return tv_xls_reader_read (workbook->xls, out_record, error);
  return tv_ods_reader_read (workbook->ods, out_record, error);
}

/**
 * tv_workbook_set_fields:
 * @workbook: the workbook
 * @dialect: what is known of the columns of the sheet
 *
 * Says what the cells of the sheet are read as, before its first row: numbers are written as the
 * texts of the same sheet that are numbers as well, and days counted from the workbook's first one.
 */
void
tv_workbook_set_fields (TvWorkbook *workbook, const TvDialect *dialect)
{
  if (workbook->xlsx != NULL)
    tv_xlsx_reader_set_fields (workbook->xlsx, dialect);
  if (workbook->sheetml != NULL)
    tv_sheetml_reader_set_fields (workbook->sheetml, dialect);
  if (workbook->page != NULL)
    tv_page_reader_set_fields (workbook->page, dialect);
  if (workbook->xls != NULL)
    tv_xls_reader_set_fields (workbook->xls, dialect);
  if (workbook->ods != NULL)
    tv_ods_reader_set_fields (workbook->ods, dialect);
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
  if (workbook->xlsx != NULL)
    return tv_xlsx_reader_get_position (workbook->xlsx);
  if (workbook->sheetml != NULL)
    return tv_sheetml_reader_get_position (workbook->sheetml);
  if (workbook->page != NULL)
    return tv_page_reader_get_position (workbook->page);
  if (workbook->xls != NULL)
    return tv_xls_reader_get_position (workbook->xls);
  return tv_ods_reader_get_position (workbook->ods);
}
