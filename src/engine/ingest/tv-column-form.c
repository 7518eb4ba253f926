/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the values of a column are written: kept with a batch, for the comparison with the next one
 * of its source and for the check of currencies. */
#include "ingest/tv-column-form.h"

#include <string.h>

#include "base/tv-amount.h"

/* The currencies that are written in the first values of a column, as in " EUR"; "" = none. */
static char *
list_currencies (const TvIngest *ingest, guint header_index)
{
  const GPtrArray *rows = ingest->file->preview;
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);
      const char *code = NULL;
      g_autofree char *amount
          = header_index < g_strv_length (cells)
                ? tv_amount_find (cells[header_index], ingest->file->decimal_mark, &code)
                : NULL;

      if (amount != NULL && code != NULL && strstr (codes->str, code) == NULL)
        g_string_append_printf (codes, " %s", code);
    }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static char *
describe_amounts (const TvIngest *ingest, guint header_index)
{
  g_autofree char *currencies = list_currencies (ingest, header_index);

  return g_strdup_printf ("0%c00%s", ingest->file->decimal_mark, currencies);
}

/**
 * tv_column_form_describe:
 * @ingest: a file that is taken in
 * @header_index: a column of it
 *
 * Describes how the values of a column are written, for telling when that changes: the order of
 * dates, the decimal mark of amounts and the currencies beside them, as in "0,00 EUR".
 *
 * Returns: (transfer full): the form, "" where there is nothing to tell
 */
char *
tv_column_form_describe (const TvIngest *ingest, guint header_index)
{
  for (guint slot = 0; slot < ingest->plan->slot_count; slot++)
    if (ingest->plan->indices[slot] == (int) header_index)
      switch (ingest->plan->columns[slot])
        {
        case TV_COLUMN_ORDER_DATE:
        case TV_COLUMN_CONTACT_DATE:
          return g_strdup (tv_date_order_get_code (ingest->plan->date_order));
        case TV_COLUMN_AMOUNT_HT:
        case TV_COLUMN_AMOUNT_TTC:
        case TV_COLUMN_UNIT_PRICE:
        case TV_COLUMN_PRICE:
        case TV_COLUMN_COST:
          return describe_amounts (ingest, header_index);
        default:
          return g_strdup ("");
        }
  return g_strdup ("");
}
