/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the values of a column are written: kept with a batch, for the comparison with the next one
 * of its source and for the check of currencies. */
#include "ingest/tv-column-form.h"

/**
 * tv_column_form_has_currency:
 * @column: a column
 *
 * Returns: whether its cells are amounts, beside which a currency may be named
 */
gboolean
tv_column_form_has_currency (TvColumn column)
{
  return column == TV_COLUMN_AMOUNT_HT || column == TV_COLUMN_AMOUNT_TTC
         || column == TV_COLUMN_UNIT_PRICE || column == TV_COLUMN_PRICE || column == TV_COLUMN_COST;
}

static char *
describe_column (const TvIngest *ingest, const TvRowTally *tally, TvColumn column, guint index)
{
  if (column == TV_COLUMN_ORDER_DATE || column == TV_COLUMN_CONTACT_DATE)
    return g_strdup (tv_date_order_get_code (ingest->plan->date_order));
  if (!tv_column_form_has_currency (column))
    return g_strdup ("");
  return g_strdup_printf ("0%c00%s",
                          ingest->file->decimal_mark,
                          tv_currency_watch_get_codes (&tally->currencies[index]));
}

/**
 * tv_column_form_describe:
 * @ingest: a file that is taken in
 * @tally: what its reading counted
 * @header_index: a column of it
 *
 * Describes how the values of a column are written, for telling when that changes: the order of
 * dates, the decimal mark of amounts and the currencies beside them, as in "0,00 EUR".
 *
 * Returns: (transfer full): the form, "" where there is nothing to tell
 */
char *
tv_column_form_describe (const TvIngest *ingest, const TvRowTally *tally, guint header_index)
{
  for (guint slot = 0; slot < ingest->plan->slot_count; slot++)
    if (ingest->plan->indices[slot] == (int) header_index)
      return describe_column (ingest, tally, ingest->plan->columns[slot], header_index);
  return g_strdup ("");
}
