/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the workspace knows, and on top of it what the catalogues of the same import say. A product
 * is found by its reference, or by what it is called, where no line had that label yet. */
#include "ingest/tv-prices.h"

struct _TvPrices
{
  GHashTable *by_ref;   /* of gint64 * to gint64 *: cents */
  GHashTable *by_label; /* of char * to gint64 * */
};

/**
 * tv_prices_load:
 * @job: a reader's or writer's job
 * @error: return location for an error
 *
 * Loads the prices of all products, by each key and label that means one, and by what each is
 * called.
 *
 * Returns: (transfer full) (nullable): the prices
 */
TvPrices *
tv_prices_load (TvJob *job, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_LIST_PRICES, error);
  TvPrices *prices = g_new0 (TvPrices, 1);
  TvStep step = TV_STEP_ERROR;

  prices->by_ref = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  prices->by_label = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    tv_prices_note (prices,
                    tv_statement_get_int64 (statement, 0),
                    tv_statement_get_text (statement, 1),
                    tv_statement_get_int64 (statement, 2));
  if (step == TV_STEP_DONE)
    return prices;
  tv_prices_free (prices);
  return NULL;
}

/**
 * tv_prices_free:
 * @prices: (transfer full) (nullable): prices
 *
 * Frees them.
 */
void
tv_prices_free (TvPrices *prices)
{
  if (prices == NULL)
    return;
  g_hash_table_unref (prices->by_ref);
  g_hash_table_unref (prices->by_label);
  g_free (prices);
}

/**
 * tv_prices_note:
 * @prices: prices
 * @ref_id: of a product's key, made up or not
 * @label: (nullable): what it is called
 * @cents: its price
 *
 * Notes a price; the latest stands.
 */
void
tv_prices_note (TvPrices *prices, gint64 ref_id, const char *label, gint64 cents)
{
  g_hash_table_insert (prices->by_ref,
                       g_memdup2 (&ref_id, sizeof ref_id),
                       g_memdup2 (&cents, sizeof cents));
  if (label != NULL)
    g_hash_table_insert (prices->by_label, g_strdup (label), g_memdup2 (&cents, sizeof cents));
}

/**
 * tv_prices_find:
 * @prices: prices
 * @ref_id: of a product's key or label, 0 = none yet
 * @label: (nullable): the label by which the product is known
 * @out_cents: (out): its price
 *
 * Returns: whether there is a price
 */
gboolean
tv_prices_find (const TvPrices *prices, gint64 ref_id, const char *label, gint64 *out_cents)
{
  const gint64 *cents = g_hash_table_lookup (prices->by_ref, &ref_id);

  if (cents == NULL && label != NULL)
    cents = g_hash_table_lookup (prices->by_label, label);
  if (cents != NULL)
    *out_cents = *cents;
  return cents != NULL;
}
