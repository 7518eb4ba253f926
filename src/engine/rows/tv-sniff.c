/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and freeing what a look at a file tells. Plain values, for any thread. */
#include "rows/tv-sniff.h"

/**
 * tv_sniff_new:
 *
 * Returns: (transfer full): an empty answer, with all lists
 */
TvSniff *
tv_sniff_new (void)
{
  TvSniff *sniff = g_new0 (TvSniff, 1);

  sniff->encodings = g_ptr_array_new_with_free_func (g_free);
  sniff->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_dialect_free);
  sniff->preamble = g_ptr_array_new_with_free_func (g_free);
  sniff->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_sniff_column_free);
  sniff->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return sniff;
}

/**
 * tv_sniff_free:
 * @sniff: (transfer full): an answer
 *
 * Frees it.
 */
void
tv_sniff_free (TvSniff *sniff)
{
  g_clear_pointer (&sniff->dialect, tv_dialect_free);
  g_ptr_array_unref (sniff->encodings);
  g_ptr_array_unref (sniff->alternatives);
  g_ptr_array_unref (sniff->preamble);
  g_ptr_array_unref (sniff->columns);
  g_ptr_array_unref (sniff->rows);
  g_clear_pointer (&sniff->tables, g_array_unref);
  g_free (sniff);
}

/**
 * tv_sniff_column_free:
 * @column: (transfer full): a column
 *
 * Frees it.
 */
void
tv_sniff_column_free (TvSniffColumn *column)
{
  g_free (column->name);
  g_free (column->format);
  g_free (column);
}
