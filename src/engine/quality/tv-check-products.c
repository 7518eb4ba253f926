/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the catalogue, the latest row of each key, in one pass over source_product; and of keys
 * and labels that sales mention and no product answers to. */
#include <string.h>

#include "quality/tv-check-private.h"
#include "quality/tv-check-text.h"

#define EAN_LENGTH 13

enum
{
  TEXT_LABEL,
  TEXT_FAMILY,
  TEXT_SUB_FAMILY,
  TEXT_BRAND,
  TEXT_GRAPE,
  N_TEXTS,
};

static const struct
{
  const char *name;
  gboolean is_name;
} texts[N_TEXTS] = {
  [TEXT_LABEL] = { "product_label", FALSE },  [TEXT_FAMILY] = { "family", TRUE },
  [TEXT_SUB_FAMILY] = { "sub_family", TRUE }, [TEXT_BRAND] = { "brand", TRUE },
  [TEXT_GRAPE] = { "grape", TRUE },
};

typedef struct
{
  TvCheckScan *scan;
  TvCheckColumn columns[N_TEXTS];
  TvCheckColumn keys;
  TvCheckSuspects short_keys; /* of one digit fewer than an EAN */
} Products;

typedef struct
{
  TvCheckPlace place;
  gint64 cents;
  const char *text[N_TEXTS];
  gboolean has_price, has_cost;
  gint64 price, cost;
  int vintage; /* 0 = none */
} Product;

static void
products_clear (Products *products)
{
  for (int i = 0; i < N_TEXTS; i++)
    tv_check_column_clear (&products->columns[i]);
  tv_check_column_clear (&products->keys);
  tv_check_suspects_clear (&products->short_keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Products, products_clear)

static const char *
get_text (TvStatement *statement, int column)
{
  const char *text = tv_statement_get_text (statement, column);

  return text != NULL ? text : "";
}

static void
read_product (const TvCheckScan *scan, TvStatement *statement, Product *product)
{
  gint64 ref = tv_statement_get_int64 (statement, 3);
  gboolean is_within = ref >= 0 && ref <= scan->product_ref_count;

  product->place = (TvCheckPlace){ .table = "source_product",
                                   .id = tv_statement_get_int64 (statement, 0),
                                   .batch_id = tv_statement_get_int64 (statement, 1),
                                   .line = tv_statement_get_int64 (statement, 2),
                                   .key = get_text (statement, 4),
                                   .counted = is_within ? &scan->product_counted[ref] : NULL };
  product->cents = is_within ? scan->product_cents[ref] : 0;
  for (int i = 0; i < N_TEXTS; i++)
    product->text[i] = get_text (statement, 5 + i);
  product->vintage = (int) tv_statement_get_int64 (statement, 5 + N_TEXTS);
  product->has_price = !tv_statement_is_null (statement, 6 + N_TEXTS);
  product->price = tv_statement_get_int64 (statement, 6 + N_TEXTS);
  product->has_cost = !tv_statement_is_null (statement, 7 + N_TEXTS);
  product->cost = tv_statement_get_int64 (statement, 7 + N_TEXTS);
}

static void
count_cell (Products *products,
            const Product *product,
            TvCheck check,
            gboolean is_bad,
            const char *column,
            const char *value)
{
  tv_check_count (products->scan, check, is_bad, product->cents, &product->place, column, value);
}

static void
judge_product (Products *products, const Product *product)
{
  const char *key = product->place.key;
  int year = tv_check_find_year (product->text[TEXT_LABEL]);

  for (int i = 0; i < N_TEXTS; i++)
    tv_check_cell (products->scan,
                   &products->columns[i],
                   product->cents,
                   &product->place,
                   product->text[i]);
  tv_check_cell (products->scan, &products->keys, product->cents, &product->place, key);
  count_cell (products,
              product,
              TV_CHECK_REQUIRED_EMPTY,
              *product->text[TEXT_FAMILY] == '\0',
              "family",
              "");
  if (product->has_price)
    count_cell (products, product, TV_CHECK_RANGE, product->price < 0, "price", NULL);
  if (product->has_price && product->has_cost)
    count_cell (products,
                product,
                TV_CHECK_RANGE,
                product->cost < 0 || (product->price >= 0 && product->cost > product->price),
                "cost",
                NULL);
  if (product->vintage > 0 && year > 0)
    {
      g_autofree char *value = g_strdup_printf ("%d", product->vintage);

      count_cell (products,
                  product,
                  TV_CHECK_VINTAGE_MISMATCH,
                  product->vintage != year,
                  "vintage",
                  value);
    }
  if (tv_check_is_digits (key, EAN_LENGTH - 1))
    tv_check_suspects_add (&products->short_keys,
                           products->scan,
                           TV_CHECK_LOST_ZERO,
                           product->cents,
                           &product->place,
                           "product_key",
                           key);
  if (tv_check_is_digits (key, EAN_LENGTH))
    count_cell (products,
                product,
                TV_CHECK_FORMAT,
                !tv_check_has_ean_digit (key),
                "product_key",
                key);
}

/* An EAN of 13 digits that begins with a zero is a UPC of 12, so only keys of a catalogue that has
 * mostly 13 digits are short by a lost zero. */
static void
judge_keys (Products *products)
{
  const TvCheckColumn *keys = &products->keys;
  gint64 full = g_array_index (keys->lengths, gint64, EAN_LENGTH);

  if (full > 9 * products->short_keys.count && full * 10 > keys->count * 9)
    tv_check_count_late (products->scan, TV_CHECK_LOST_ZERO, &products->short_keys, keys->count);
}

static gboolean
scan_labels (TvCheckScan *scan, GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (scan->job->db, TV_SQL_QUALITY_LIST_PRODUCT_REFS, error);
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 ref = tv_statement_get_int64 (statement, 0);
      TvCheckPlace place
          = { .table = "product_ref", .id = ref, .key = tv_statement_get_text (statement, 1) };
      gboolean is_within = ref >= 0 && ref <= scan->product_ref_count;
      gboolean is_lost = is_within && !scan->is_product[ref];

      tv_check_count (scan,
                      TV_CHECK_LABEL_WITHOUT_ALIAS,
                      is_lost,
                      is_within ? scan->product_cents[ref] : 0,
                      &place,
                      "product_label",
                      place.key);
      scan->report->headline.unmatched_product_count += is_lost;
    }
  return step == TV_STEP_DONE;
}

/**
 * tv_check_scan_products:
 * @scan: (inout): the scan, after the sales
 * @error: return location for an error or a cancel
 *
 * Checks the products.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_check_scan_products (TvCheckScan *scan, GError **error)
{
  g_auto (Products) products = { .scan = scan };
  TvStatement *statement;
  gint64 seen = 0;
  TvStep step;

  for (int i = 0; i < N_TEXTS; i++)
    tv_check_column_init (&products.columns[i], "source_product", texts[i].name, texts[i].is_name);
  tv_check_column_init (&products.keys, "source_product", "product_key", FALSE);
  products.keys.is_code = TRUE;
  if (!tv_check_prepare (scan, &statement, TV_SQL_QUALITY_LIST_PRODUCTS, error))
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      Product product;

      if (!tv_check_tick (scan, ++seen, error))
        return FALSE;
      read_product (scan, statement, &product);
      judge_product (&products, &product);
    }
  for (int i = 0; i < N_TEXTS; i++)
    tv_check_column_judge (&products.columns[i], scan);
  tv_check_column_judge (&products.keys, scan);
  judge_keys (&products);
  return step == TV_STEP_DONE && (scan->batch_id != 0 || scan_labels (scan, error));
}
