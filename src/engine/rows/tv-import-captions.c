/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of bookkeeping put the lines of each customer below a line with nothing but the name, and
 * leave the column empty in them. */
#include "rows/tv-import-cells.h"
#include "rows/tv-import-content.h"

#define LEAST_LINES 2
#define BY_CAPTION .8 /* how sure such a match is */

static gboolean
has_others (const TvImportFile *file, guint row, int header_index)
{
  for (int h = 0; file->header[h] != NULL; h++)
    if (h != header_index && *tv_cells_get (file, row, h) != '\0')
      return TRUE;
  return FALSE;
}

/**
 * tv_import_column_has_captions:
 * @file: a file of sales with its first rows
 * @header_index: a header cell, -1 = none
 *
 * Returns: whether the column holds captions: it is filled in rows that have nothing else and empty
 * in the lines below them, but for a total of each part and one of all
 */
gboolean
tv_import_column_has_captions (const TvImportFile *file, int header_index)
{
  guint captions = 0, lines = 0, totals = 0;

  for (guint i = 0; header_index >= 0 && i < tv_cells_count_rows (file); i++)
    {
      gboolean is_filled = *tv_cells_get (file, i, header_index) != '\0';
      gboolean is_more = has_others (file, i, header_index);

      captions += is_filled && !is_more;
      lines += !is_filled && is_more;
      totals += is_filled && is_more;
      if (captions == 0 && (lines > 0 || totals > 0))
        return FALSE;
    }
  return captions > 0 && lines >= LEAST_LINES && lines >= captions && totals <= captions + 1;
}

/**
 * tv_import_captions_complete:
 * @file: (inout): a file of sales with the mapping that its header proposes, and its first rows
 *
 * Where no column names the customer, takes the captions of a column without a name.
 */
void
tv_import_captions_complete (TvImportFile *file)
{
  int found = 0;

  if (!tv_cells_is_open (file, TV_COLUMN_CUSTOMER_CODE))
    return;
  while (file->header[found] != NULL && *file->header[found] != '\0')
    found++;
  if (file->header[found] == NULL || !tv_import_column_has_captions (file, found))
    return;
  tv_cells_set_column (file, TV_COLUMN_CUSTOMER_CODE, found, BY_CAPTION);
  if (tv_cells_is_open (file, TV_COLUMN_LAST_NAME))
    tv_cells_set_column (file, TV_COLUMN_LAST_NAME, found, BY_CAPTION);
}
