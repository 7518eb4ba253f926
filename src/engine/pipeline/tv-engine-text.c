/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The faces' way to the sniffer. */
#include "pipeline/tv-engine-text.h"

#include <string.h>

#include "base/tv-text.h"
#include "ingest/tv-byte-source.h"
#include "ingest/tv-column-type.h"
#include "ingest/tv-item-groups.h"
#include "ingest/tv-page-text.h"
#include "ingest/tv-sniffer.h"
#include "pipeline/tv-engine-import.h"

/**
 * tv_text_sniff:
 * @path: (type filename): a file
 * @entry: (nullable): member of an archive
 * @hints: (nullable): what is chosen; all else is found out
 * @error: return location for an error that names the file
 *
 * Looks at a file.
 *
 * Returns: (transfer full) (nullable): what it tells
 */
TvSniff *
tv_text_sniff (const char *path, const char *entry, const TvSniffHints *hints, GError **error)
{
  return tv_sniff_file (path, entry, hints, error);
}

static TvSniffColumn *
describe_column (const TvImportFile *file, guint index)
{
  TvSniffColumn *column = g_new0 (TvSniffColumn, 1);
  TvColumnTally tally = { 0 };

  for (guint i = 0; i < file->preview->len; i++)
    {
      char **cells = g_ptr_array_index (file->preview, i);
      const char *cell = index < g_strv_length (cells) ? cells[index] : "";

      tv_column_tally_add (&tally, cell, strlen (cell));
    }
  column->name = file->dialect->header_rows > 0 ? g_strdup (file->header[index]) : NULL;
  column->null_count = tally.empty;
  column->type = tv_column_tally_get_type (&tally);
  column->format = tv_column_tally_describe_format (&tally);
  return column;
}

static void
take_page_encoding (TvDialect *dialect, const char *path)
{
  char *encoding = tv_page_choose_encoding (path, NULL);

  if (encoding == NULL)
    return;
  g_free (dialect->encoding);
  dialect->encoding = encoding;
}

/* Whether a file holds sheets, be it that they are packed. */
static gboolean
has_sheets (const char *path, TvByteFormat *out_format)
{
  g_autoptr (TvByteSource) packed = NULL;
  g_autofree char *name = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !tv_byte_source_get_format (path, out_format, NULL))
    return FALSE;
  if (tv_byte_format_is_book (*out_format))
    return TRUE;
  packed = tv_byte_source_open_packed (path, NULL, NULL, &name);
  return packed != NULL;
}

/**
 * tv_text_sniff_book:
 * @path: (type filename): a file
 * @out_sheet: (out) (transfer full): the sheet that is described
 * @error: return location for an error that names the file
 *
 * Looks at the sheet of a workbook that an import would take. It has no delimiter, and its columns
 * are told by its first rows. A web page has an encoding, also where nothing in it is a table.
 *
 * Returns: (transfer full) (nullable): what it tells; %NULL without an error where the file is no
 * workbook
 */
TvSniff *
tv_text_sniff_book (const char *path, char **out_sheet, GError **error)
{
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvSniff) sniff = NULL;
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  TvByteFormat format;

  if (!has_sheets (path, &format))
    return NULL;
  hints.keeps_rows = TRUE;
  file = tv_import_sniff_with (path, NULL, &hints, format == TV_BYTE_FORMAT_PAGE ? NULL : error);
  if (file == NULL || (!tv_byte_format_is_book (format) && file->spool == NULL))
    return NULL;
  sniff = tv_sniff_new ();
  g_clear_pointer (&sniff->dialect, tv_dialect_free);
  sniff->dialect = tv_dialect_copy (file->dialect);
  g_clear_pointer (&sniff->dialect->delimiter, g_free);
  if (format == TV_BYTE_FORMAT_PAGE)
    take_page_encoding (sniff->dialect, path);
  sniff->dialect->quote = sniff->dialect->escape = 0;
  sniff->encoding_confidence = 1;
  for (guint i = 0; file->header[i] != NULL; i++)
    g_ptr_array_add (sniff->columns, describe_column (file, i));
  g_ptr_array_extend_and_steal (sniff->rows, g_steal_pointer (&file->preview));
  *out_sheet = g_strdup (file->entry);
  return g_steal_pointer (&sniff);
}

/**
 * tv_text_list_lines:
 * @sniff: a look at a file
 * @out_products: (out): products in a row, at most
 *
 * Tells whether an import would take rows for orders with several products, and what their lines
 * have.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): what the cells of a line are
 * called; %NULL where each row is a line
 */
char **
tv_text_list_lines (const TvSniff *sniff, guint *out_products)
{
  g_autoptr (TvImportFile) file = g_new0 (TvImportFile, 1);

  file->dialect = tv_dialect_copy (sniff->dialect);
  file->header = g_new0 (char *, sniff->columns->len + 1);
  for (guint i = 0; i < sniff->columns->len; i++)
    {
      const TvSniffColumn *column = g_ptr_array_index (sniff->columns, i);

      file->header[i] = tv_text_clean (column->name != NULL ? column->name : "");
    }
  file->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < sniff->rows->len; i++)
    g_ptr_array_add (file->preview, g_strdupv (g_ptr_array_index (sniff->rows, i)));
  if (!tv_item_rows_find (file, NULL))
    return NULL;
  *out_products = file->split->item_count;
  return g_steal_pointer (&file->header);
}
