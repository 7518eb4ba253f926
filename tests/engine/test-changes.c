/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about one product through the public face: the smallest changes flip when the customer
 * is computed again with them, one step less does not, and products are found by what a person
 * types. */
#include <math.h>

#include "tastevin.h"
#include "tv-test-merchant.h"

/* The item of this product among what the customer gets with these options. */
static gboolean
has_item (TvEngine *engine, const char *code, const char *key, const TvRunOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = tv_engine_compute_customer (engine, code, options, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((TvReviewItem *) items->pdata[i])->product_key, key))
      return TRUE;
  return FALSE;
}

/* How many of the changes were of a kind that can be tried from outside. */
static guint
check_changes (TvEngine *engine, const char *code, const TvWhyNot *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes
      = tv_engine_list_changes (engine, code, why->product_key, NULL, NULL, &error);
  guint tried = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < changes->len; i++)
    {
      const TvChange *change = changes->pdata[i];
      gboolean is_in = change->before != TV_OUTCOME_OUT;

      g_assert_cmpint (change->before, !=, change->after);
      g_assert_cmpint (is_in, ==, why->rank > 0);
      g_assert_nonnull (change->sentence);
      if (change->knob == TV_KNOB_MINIMUM_SCORE && change->before == TV_OUTCOME_PASSED
          && change->after == TV_OUTCOME_HELD)
        {
          g_assert_cmpint (change->to, ==, lround (why->score * 100) + 1);
          tried++;
        }
      if (change->knob == TV_KNOB_TOP_N)
        {
          TvRunOptions options = { .as_of_day = TV_DAY_NONE, .top_n = (guint) change->to };
          gboolean is_up = change->to > change->from;

          g_assert_cmpint (has_item (engine, code, why->product_key, &options),
                           ==,
                           change->after != TV_OUTCOME_OUT);
          options.top_n = is_up ? options.top_n - 1 : options.top_n + 1;
          g_assert_cmpint (has_item (engine, code, why->product_key, &options), ==, is_in);
          tried++;
        }
    }
  return tried;
}

static void
test_changes (void)
{
  TvTestMerchant merchant = { 0 };
  guint tried = 0, codes[TV_N_WHYS] = { 0 };

  tv_test_merchant_init (&merchant);
  {
    const TvCustomerQuery query = { .segment = -1 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) ids = tv_engine_list_customer_ids (merchant.engine, &query, NULL, &error);
    g_autoptr (GPtrArray) customers = NULL;
    g_autoptr (GPtrArray) products = tv_engine_find_products (merchant.engine, "", 100, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (products->len, ==, TV_TEST_PRODUCTS);
    customers = tv_engine_get_customers (merchant.engine,
                                         (const gint64 *) (void *) ids->data,
                                         12,
                                         &error);
    for (guint i = 0; i < 12; i++)
      for (guint j = 0; j < products->len; j += 5)
        {
          const char *code = ((TvCustomerRow *) customers->pdata[i])->customer_code;
          const TvProductMatch *product = products->pdata[j];
          g_autoptr (TvWhyNot) why
              = tv_engine_why_not (merchant.engine, code, product->key, NULL, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpint (why->rank > 0, ==, has_item (merchant.engine, code, product->key, NULL));
          g_assert_cmpstr (why->product_label, ==, product->label);
          codes[why->code]++;
          tried += check_changes (merchant.engine, code, why);
        }
  }
  g_assert_cmpuint (tried, >, 0);
  g_assert_cmpuint (codes[TV_WHY_SCORE_BEATEN] + codes[TV_WHY_FAMILY_TAKEN], >, 0);
  tv_test_merchant_clear (&merchant);
}

static void
test_not_found (void)
{
  TvTestMerchant merchant = { 0 };

  tv_test_merchant_init (&merchant);
  {
    g_autoptr (GError) no_customer = NULL, no_product = NULL, many = NULL;

    g_assert_null (tv_engine_why_not (merchant.engine, "nobody", "P", NULL, NULL, &no_customer));
    g_assert_error (no_customer, TV_ERROR, TV_ERROR_NOT_FOUND);
    g_assert_null (tv_engine_list_changes (merchant.engine,
                                           "C0001",
                                           "no such thing at all",
                                           NULL,
                                           NULL,
                                           &no_product));
    g_assert_error (no_product, TV_ERROR, TV_ERROR_NOT_FOUND);
  }
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/flip", test_changes);
  g_test_add_func ("/changes/not-found", test_not_found);
  return g_test_run ();
}
