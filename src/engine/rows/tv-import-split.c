/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of what takes orders apart, and where its cells stand. */
#include "rows/tv-import-split.h"

/**
 * tv_import_split_copy:
 * @split: (nullable): how rows are taken apart
 *
 * Returns: (transfer full) (nullable): the same once more
 */
TvImportSplit *
tv_import_split_copy (const TvImportSplit *split)
{
  TvImportSplit *copy;

  if (split == NULL)
    return NULL;
  copy = g_memdup2 (split, sizeof *split);
  copy->header = g_strdupv (split->header);
  copy->places = g_memdup2 (split->places, split->count * sizeof *split->places);
  copy->fields = g_memdup2 (split->fields,
                            (gsize) split->item_count * split->part_count * sizeof *split->fields);
  return copy;
}

/**
 * tv_import_split_free:
 * @split: (transfer full) (nullable): how rows are taken apart
 *
 * Frees it.
 */
void
tv_import_split_free (TvImportSplit *split)
{
  if (split == NULL)
    return;
  g_strfreev (split->header);
  g_free (split->places);
  g_free (split->fields);
  g_free (split);
}

/**
 * tv_import_split_is_part:
 * @split: how rows are taken apart
 * @cell: of a line
 *
 * Returns: whether each product of a row has a cell of its own; else the row has one for all
 */
gboolean
tv_import_split_is_part (const TvImportSplit *split, guint cell)
{
  return cell < split->count && split->places[cell] < 0;
}

/**
 * tv_import_split_get_field:
 * @split: how rows are taken apart
 * @item: a product of the row, from 0
 * @cell: of its line
 *
 * Returns: the cell in the row of the file; -1 = there is none
 */
int
tv_import_split_get_field (const TvImportSplit *split, guint item, guint cell)
{
  if (cell >= split->count || item >= split->item_count)
    return -1;
  if (split->places[cell] >= 0)
    return split->places[cell];
  return split->fields[item * split->part_count + (guint) (-1 - split->places[cell])];
}
