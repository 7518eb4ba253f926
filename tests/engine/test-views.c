/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages read: the customer table in every order and under searches beside naive ones, and each
 * customer computed alone beside the run. */
#include <locale.h>
#include <string.h>

#include "tv-test-merchant.h"
#include "tv-test-shop.h"

/* Every customer computed alone gets what the run gave. */
static void
test_compute (void)
{
  TvTestMerchant merchant = { 0 };
  TvCustomerQuery query = { .segment = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  guint item_count = 0;

  tv_test_merchant_init (&merchant);
  tv_test_merchant_run (&merchant, 2);
  ids = tv_engine_list_customer_ids (merchant.engine, &query, NULL, &error);
  g_assert_cmpuint (ids->len, ==, TV_TEST_CUSTOMERS);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (TvCustomerDetail) detail
          = tv_engine_get_customer (merchant.engine, g_array_index (ids, gint64, i), &error);
      g_autoptr (GPtrArray) items = NULL;
      int exclusion;

      g_assert_no_error (error);
      items = tv_engine_compute_customer (merchant.engine,
                                          detail->row->customer_code,
                                          NULL,
                                          &exclusion,
                                          NULL,
                                          &error);
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, detail->items->len);
      g_assert_cmpint (exclusion, ==, detail->exclusion);
      for (guint k = 0; k < items->len; k++)
        {
          const TvReviewItem *alone = g_ptr_array_index (items, k);
          const TvReviewItem *stored = g_ptr_array_index (detail->items, k);
          double sum = alone->contributions[0] + alone->contributions[1] + alone->contributions[2]
                       + alone->contributions[3];

          g_assert_cmpstr (alone->product_key, ==, stored->product_key);
          g_assert_cmpstr (alone->explanation, ==, stored->explanation);
          g_assert_cmpfloat_with_epsilon (alone->score, stored->score, 1e-9);
          g_assert_cmpfloat_with_epsilon (sum, alone->score, 1e-9);
          g_assert_cmpuint (alone->issues, ==, stored->issues & ~(guint) TV_GATE_COVERAGE_LOW);
          item_count++;
        }
    }
  g_assert_cmpuint (item_count, >, 0);
  tv_test_merchant_clear (&merchant);
}

/* The value of a row that a column sorts by; the naive twin of the index. */
static gint64
get_value (const TvCustomerRow *row, TvCustomerColumn column)
{
  switch (column)
    {
    case TV_CUSTOMER_COLUMN_SEGMENT:
      return row->segment;
    case TV_CUSTOMER_COLUMN_RECENCY:
      return row->recency_score;
    case TV_CUSTOMER_COLUMN_FREQUENCY:
      return row->frequency_score;
    case TV_CUSTOMER_COLUMN_MONETARY:
      return row->monetary_score;
    case TV_CUSTOMER_COLUMN_ORDERS:
      return row->order_count;
    case TV_CUSTOMER_COLUMN_SPENT:
      return row->spent_cents;
    case TV_CUSTOMER_COLUMN_AVERAGE_ORDER:
      return row->average_order_cents;
    case TV_CUSTOMER_COLUMN_BUDGET:
      return row->budget_level;
    case TV_CUSTOMER_COLUMN_LAST_ORDER:
      return row->last_order_day;
    case TV_CUSTOMER_COLUMN_LAST_CONTACT:
      return row->last_contact_day;
    case TV_CUSTOMER_COLUMN_EXPECTED_ORDERS:
      return row->expected_orders >= 0 ? (gint64) (row->expected_orders * 1e6 + .5) : TV_DAY_NONE;
    case TV_CUSTOMER_COLUMN_EXPECTED_VALUE:
      return row->expected_cents >= 0 ? row->expected_cents : TV_DAY_NONE;
    default:
      return 0;
    }
}

static int
compare_rows (const TvCustomerRow *left, const TvCustomerRow *right, const TvCustomerQuery *query)
{
  gboolean is_day = query->sort == TV_CUSTOMER_COLUMN_LAST_ORDER
                    || query->sort == TV_CUSTOMER_COLUMN_LAST_CONTACT
                    || query->sort == TV_CUSTOMER_COLUMN_EXPECTED_ORDERS
                    || query->sort == TV_CUSTOMER_COLUMN_EXPECTED_VALUE;
  gint64 a = get_value (left, query->sort);
  gint64 b = get_value (right, query->sort);
  int order = (a > b) - (a < b);

  if (query->sort == TV_CUSTOMER_COLUMN_CODE)
    return query->is_descending ? strcmp (right->customer_code, left->customer_code)
                                : strcmp (left->customer_code, right->customer_code);
  if (query->sort == TV_CUSTOMER_COLUMN_NAME || query->sort == TV_CUSTOMER_COLUMN_TOP_FAMILY)
    {
      gboolean is_name = query->sort == TV_CUSTOMER_COLUMN_NAME;
      g_autofree char *l = tv_text_fold (is_name ? left->name : left->top_family);
      g_autofree char *r = tv_text_fold (is_name ? right->name : right->top_family);

      if (!is_name && (l[0] == '\0') != (r[0] == '\0'))
        return l[0] == '\0' ? 1 : -1;
      order = strcmp (l, r);
    }
  else if (is_day && (a == TV_DAY_NONE) != (b == TV_DAY_NONE))
    return a == TV_DAY_NONE ? 1 : -1;
  if (query->is_descending)
    order = -order;
  /* Equal names are told apart by what follows the name in the search text. */
  return order != 0 || query->sort == TV_CUSTOMER_COLUMN_NAME
             ? order
             : strcmp (left->customer_code, right->customer_code);
}

static void
test_lists (void)
{
  static const char *const searches[]
      = { NULL, "", "ETIENNE", "lyon dupont1", "c0007", "c7@example", "nobody" };
  static const guint expected[]
      = { TV_TEST_CUSTOMERS, TV_TEST_CUSTOMERS, TV_TEST_CUSTOMERS / 2, G_MAXUINT, 1, G_MAXUINT, 0 };
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;

  tv_test_merchant_init (&merchant);
  for (int column = 0; column < TV_N_CUSTOMER_COLUMNS; column++)
    for (int direction = 0; direction < 2; direction++)
      {
        TvCustomerQuery query = { .sort = column, .is_descending = direction, .segment = -1 };
        g_autoptr (GArray) ids
            = tv_engine_list_customer_ids (merchant.engine, &query, NULL, &error);
        g_autoptr (GPtrArray) rows = tv_engine_get_customers (merchant.engine,
                                                              (const gint64 *) (void *) ids->data,
                                                              ids->len,
                                                              &error);

        g_assert_cmpuint (rows->len, ==, TV_TEST_CUSTOMERS);
        for (guint i = 1; i < rows->len; i++)
          g_assert_cmpint (
              compare_rows (g_ptr_array_index (rows, i - 1), g_ptr_array_index (rows, i), &query),
              <=,
              0);
      }
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      TvCustomerQuery query = { .search = searches[i], .segment = -1 };
      g_autoptr (GArray) ids = tv_engine_list_customer_ids (merchant.engine, &query, NULL, &error);

      if (expected[i] != G_MAXUINT)
        g_assert_cmpuint (ids->len, ==, expected[i]);
      else
        g_assert_cmpuint (ids->len, >, 0);
    }
  tv_test_merchant_clear (&merchant);
}

static guint
count_customers (TvEngine *engine, gint64 batch_id, int check, const char *search)
{
  TvCustomerQuery query
      = { .segment = -1, .batch_id = batch_id, .found_by = check + 1, .search = search };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tv_engine_list_customer_ids (engine, &query, NULL, &error);

  g_assert_no_error (error);
  return ids->len;
}

/* The customers of one import, and those that a check finds something in; an undo is seen. */
static void
test_origins (void)
{
  static const char *const files[] = {
    "customer_code,last_name,first_name,email,is_optout\n"
    "C1,Dupont,Alice,info@example.org,0\nC2,Martin,Bob,bob@example.org,\n",
    "customer_code,last_name,first_name,email,is_optout\n"
    "C2,Martin,Bob,bob@example.net,\nC3,Noël,Chloé,chloe@example.org,0\n",
    "customer_code,order_date,doc_ref,product_key,qty,amount_ht\n"
    "C1,2024-01-02,F1,P1,1,5\nC9,2024-01-02,F2,P1,1,5\n",
  };
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvUndoReport) report = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_shop_init (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strdup_printf ("file%u.csv", i);

      tv_test_shop_take (&shop, name, files[i]);
    }
  g_assert_cmpuint (count_customers (shop.engine, 0, -1, NULL), ==, 3);
  g_assert_cmpuint (count_customers (shop.engine, 1, -1, NULL), ==, 2);
  g_assert_cmpuint (count_customers (shop.engine, 2, -1, NULL), ==, 2);
  g_assert_cmpuint (count_customers (shop.engine, 2, -1, "chloe"), ==, 1);
  g_assert_cmpuint (count_customers (shop.engine, 3, -1, NULL), ==, 1);
  g_assert_cmpuint (count_customers (shop.engine, 0, TV_CHECK_ROLE_ADDRESS, NULL), ==, 1);
  g_assert_cmpuint (count_customers (shop.engine, 2, TV_CHECK_ROLE_ADDRESS, NULL), ==, 0);
  g_assert_cmpuint (count_customers (shop.engine, 0, TV_CHECK_CONSENT_MISSING, NULL), ==, 1);
  report = tv_engine_undo_batch (shop.engine, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_customers (shop.engine, 0, TV_CHECK_ROLE_ADDRESS, NULL), ==, 0);
}

static void
expect_currency (TvTestShop *shop, const char *currency)
{
  g_autoptr (GError) error = NULL;
  TvSummary summary;

  g_assert_true (tv_engine_get_summary (shop->engine, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (summary.currency, ==, currency);
}

/* Amounts are of the currency that the files write beside them; a file with two says nothing. */
static void
test_currency (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch_id;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "first.csv", TV_TEST_SALES "C1;2023-01-02;F1;Red;1;10,00;a@old.fr\n");
  expect_currency (&shop, "EUR");
  tv_test_shop_take (&shop,
                     "mixed.csv",
                     TV_TEST_SALES "C1;2023-02-02;F2;Red;1;£10,00;a@old.fr\n"
                                   "C1;2023-02-03;F3;Red;1;$10,00;a@old.fr\n");
  expect_currency (&shop, "EUR");
  batch_id = tv_test_shop_take (&shop,
                                "till.csv",
                                TV_TEST_SALES "C1;2023-03-02;F4;Red;1;£10,00;a@old.fr\n");
  expect_currency (&shop, "GBP");
  undone = tv_engine_undo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  expect_currency (&shop, "EUR");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/currency", test_currency);
  g_test_add_func ("/views/compute", test_compute);
  g_test_add_func ("/views/lists", test_lists);
  g_test_add_func ("/views/origins", test_origins);
  return g_test_run ();
}
