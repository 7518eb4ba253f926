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
  copy->fields
      = g_memdup2 (split->fields, tv_import_split_count_fields (split) * sizeof *split->fields);
  copy->item_mark = g_strdup (split->item_mark);
  copy->pair_mark = g_strdup (split->pair_mark);
  copy->key_mark = g_strdup (split->key_mark);
  copy->keys = g_strdupv (split->keys);
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
  g_free (split->item_mark);
  g_free (split->pair_mark);
  g_free (split->key_mark);
  g_strfreev (split->keys);
  g_free (split);
}

/**
 * tv_import_split_has_cells:
 * @split: how rows are taken apart
 *
 * Returns: whether each product of a row stands in cells of its own
 */
gboolean
tv_import_split_has_cells (const TvImportSplit *split)
{
  return split->form == TV_LIST_NONE || split->form == TV_LIST_KEYED;
}

/**
 * tv_import_split_count_fields:
 * @split: how rows are taken apart
 *
 * Returns: how many cells of the file its fields name
 */
gsize
tv_import_split_count_fields (const TvImportSplit *split)
{
  return (gsize) (tv_import_split_has_cells (split) ? split->item_count : 1) * split->part_count;
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
  guint part;

  if (cell >= split->count)
    return -1;
  if (split->places[cell] >= 0)
    return split->places[cell];
  part = (guint) (-1 - split->places[cell]);
  if (!tv_import_split_has_cells (split))
    return split->fields[part];
  return item < split->item_count ? split->fields[item * split->part_count + part] : -1;
}
