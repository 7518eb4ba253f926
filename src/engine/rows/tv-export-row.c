/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports as rows: the codes of the layouts, and freeing. */
#include "rows/tv-export-row.h"

/**
 * tv_export_layout_get_code:
 * @layout: a layout
 *
 * Returns: what the store and the ledger call it, "ITEMS" or "CUSTOMERS"
 */
const char *
tv_export_layout_get_code (TvExportLayout layout)
{
  return layout == TV_EXPORT_CUSTOMERS ? "CUSTOMERS" : "ITEMS";
}

/**
 * tv_export_result_free:
 * @result: (nullable) (transfer full): what an export came to
 *
 * Frees the result.
 */
void
tv_export_result_free (TvExportResult *result)
{
  if (result == NULL)
    return;
  g_free (result->path);
  g_free (result->sha256);
  g_free (result);
}

/**
 * tv_export_row_free:
 * @row: (nullable) (transfer full): an export
 *
 * Frees the export.
 */
void
tv_export_row_free (TvExportRow *row)
{
  if (row == NULL)
    return;
  g_free (row->file_path);
  g_free (row->layout);
  g_free (row->sha256);
  g_free (row->state);
  g_free (row);
}
