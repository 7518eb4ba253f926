/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first rows say of the amounts of a file of sales. */
#include "rows/tv-import-content.h"

#include "rows/tv-import-cells.h"

#define SHARE_OF_FIT .9 /* of the cells that have to be filled in an amount of lines */

/* Whether an amount is the whole order's, written again in each of its lines although they differ.
 */
static gboolean
is_repeated_total (const TvImportFile *file, int header_index)
{
  int doc = tv_import_file_get_index (file, TV_COLUMN_DOC_REF);
  int parts[] = { tv_import_file_get_index (file, TV_COLUMN_QTY),
                  tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE) };
  guint same = 0, different_lines = 0;

  for (guint i = 1; doc >= 0 && i < tv_cells_count_rows (file); i++)
    {
      gboolean is_different = FALSE;

      if (*tv_cells_get (file, i, doc) == '\0'
          || !g_str_equal (tv_cells_get (file, i, doc), tv_cells_get (file, i - 1, doc)))
        continue;
      if (!g_str_equal (tv_cells_get (file, i, header_index),
                        tv_cells_get (file, i - 1, header_index)))
        return FALSE;
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        is_different |= !g_str_equal (tv_cells_get (file, i, parts[k]),
                                      tv_cells_get (file, i - 1, parts[k]));
      same++;
      different_lines += is_different;
    }
  return same >= 3 && different_lines >= 2;
}

/* An order's total must not be counted once a line; where a price is there, the amount comes from
 * it. */
void
tv_import_amounts_complete (TvImportFile *file, gboolean *is_taken)
{
  static const TvColumn amounts[] = { TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC };
  int price = tv_import_file_get_index (file, TV_COLUMN_UNIT_PRICE);

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      int amount = tv_import_file_get_index (file, amounts[i]);

      if (amount < 0 || (price < 0 && amounts[i] == TV_COLUMN_AMOUNT_HT))
        continue;
      if (!is_repeated_total (file, amount)
          && (tv_cells_get_fill (file, amount) >= SHARE_OF_FIT
              || tv_cells_get_fill (file, price) < SHARE_OF_FIT))
        continue;
      is_taken[amount] = FALSE;
      tv_cells_set_column (file, amounts[i], -1, 0);
    }
}
