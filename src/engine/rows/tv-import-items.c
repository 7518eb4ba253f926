/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is told of a file whose rows are orders with several products in each. */
#include <glib/gi18n-lib.h>

#include "base/tv-number.h"
#include "rows/tv-import-columns.h"

/**
 * tv_import_file_dup_items_note:
 * @file: a file
 *
 * Returns: (transfer full) (nullable): that its rows are taken apart, as a translated sentence;
 * %NULL where each is a line
 */
char *
tv_import_file_dup_items_note (const TvImportFile *file)
{
  if (file->split == NULL || !tv_import_kind_has_lines (file->kind))
    return NULL;
  return g_strdup_printf (
      ngettext ("Each row is an order with up to %u product: it is read as one line for each.",
                "Each row is an order with up to %u products: it is read as one line for each.",
                file->split->item_count),
      file->split->item_count);
}

/**
 * tv_import_file_dup_unsuited:
 * @file: a file with a kind
 *
 * Finds a column that a person mapped and that no line can have: the total of an order for the
 * amount of each of its products.
 *
 * Returns: (transfer full) (nullable): what is wrong with it, as the translated end of a sentence;
 * %NULL = nothing is
 */
char *
tv_import_file_dup_unsuited (const TvImportFile *file)
{
  guint count;
  const TvColumn *columns = tv_import_kind_list_columns (file->kind, &count);
  const TvImportColumn *table = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; file->split != NULL && i < count; i++)
    if (tv_column_is_of_item (columns[i])
        && !tv_import_file_is_open_to (file, file->columns[i], columns[i]))
      /* Translators: goes on from “Could not import “file”: ”; name of a column of the file, title
       * of what it was matched to */
      return g_strdup_printf (_ ("“%s” stands once for a whole order and cannot be “%s” of each of "
                                 "its products"),
                              file->header[file->columns[i]],
                              table[i].title);
  return NULL;
}

/**
 * tv_import_result_dup_orders:
 * @result: what a file came to
 *
 * Returns: (transfer full) (nullable): how many rows were taken apart, as a translated sentence;
 * %NULL where each is a line
 */
char *
tv_import_result_dup_orders (const TvImportResult *result)
{
  g_autofree char *count = tv_count_to_display (result->order_count);

  if (result->order_count == 0)
    return NULL;
  return g_strdup_printf (
      ngettext ("%s row of the file is an order: each of its products is a line.",
                "%s rows of the file are orders: each of their products is a "
                "line.",
                (gulong) result->order_count),
      count);
}
