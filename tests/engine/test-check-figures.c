/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of the data page are true: revenue counts once, people and not codes are counted,
 * with all that was heard of them, days to come are told wherever they stand, and what an import
 * was worth follows what others brought since. */
#include "tv-test-shop.h"

#define CUSTOMERS "customer_code,last_name,first_name,email,phone,is_optout\n"
#define PRODUCTS "product_key,product_label,family,price,cost\n"
#define SALES "customer_code,order_date,doc_ref,product_key,qty,amount_ht\n"
#define CONTACTS "customer_code,contact_date,channel,status\n"
#define WINES PRODUCTS "P1,Chinon,Rouge,12.00,6.00\nP2,Bourgueil,Rouge,9.00,4.00\n"

static TvCheckReport *
measure (TvTestShop *shop, gint64 batch_id)
{
  g_autoptr (GError) error = NULL;
  TvCheckReport *report = tv_engine_check_data (shop->engine, batch_id, NULL, &error);

  g_assert_no_error (error);
  return report;
}

/* Two bad cells of one customer touch the customer's sales once; what an unknown one sent back is
 * no revenue, neither of those concerned nor of all. */
static void
test_revenue (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree TvCheckReport *report = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "c.csv", CUSTOMERS "C1,Dupont,Alice,alice@,12,0\nC2,Petit,Luc,,,0\n");
  tv_test_shop_take (&shop, "p.csv", WINES);
  tv_test_shop_take (&shop,
                     "s.csv",
                     SALES "C1,2024-03-05,F1,P1,1,10.00\nC2,2024-03-06,F2,P1,1,60.00\n"
                           "C9,2024-03-07,F3,P1,1,30.00\nC9,2024-03-08,F4,P1,-1,-30.00\n");
  report = measure (&shop, 0);
  g_assert_cmpint (report->revenue_cents, ==, 10000);
  g_assert_cmpint (report->figures[TV_CHECK_FORMAT].bad_count, ==, 2);
  g_assert_cmpint (report->figures[TV_CHECK_FORMAT].revenue_cents, ==, 1000);
  g_assert_cmpint (report->figures[TV_CHECK_UNKNOWN_CUSTOMER].bad_count, ==, 2);
  g_assert_cmpint (report->figures[TV_CHECK_UNKNOWN_CUSTOMER].revenue_cents, ==, 3000);
}

/* Two codes of one person are one; who objected or could not be reached by then is none to contact.
 * Of a file its own rows are counted. */
static void
test_people (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree TvCheckReport *report = NULL, *file = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "c.csv",
                     CUSTOMERS "C1,Dupont,Alice,alice@example.org,,0\n"
                               "C2,Dupont,Alice,alice@example.org,,0\n"
                               "C3,Petit,Luc,luc@example.org,,0\nC4,Roux,Lea,lea@example.org,,0\n"
                               "C5,Blanc,Noe,noe@example.org,,0\nC6,Faure,Max,,,0\n");
  tv_test_shop_take (&shop,
                     "k.csv",
                     CONTACTS "C3,2024-03-05,EMAIL,OPTOUT\nC4,2024-03-05,EMAIL,BOUNCED\n");
  report = measure (&shop, 0);
  g_assert_cmpint (report->headline.customer_count, ==, 5);
  g_assert_cmpint (report->headline.contactable_count, ==, 2);
  file = measure (&shop, 1);
  g_assert_cmpint (file->headline.customer_count, ==, 6);
  g_assert_cmpint (file->headline.contactable_count, ==, 5);
}

/* A contact of a day to come counts as such, in all imports and in its own. */
static void
test_future_contact (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "c.csv", CUSTOMERS "C1,Dupont,Alice,alice@example.org,,0\n");
  tv_test_shop_take (&shop,
                     "k.csv",
                     CONTACTS "C1,2024-03-05,EMAIL,SENT\nC1,2094-03-05,EMAIL,SENT\n");
  for (gint64 batch = 0; batch <= 2; batch++)
    {
      g_autofree TvCheckReport *report = measure (&shop, batch);

      g_assert_cmpint (report->figures[TV_CHECK_FUTURE_DATE].bad_count, ==, batch == 1 ? 0 : 1);
      g_assert_cmpint (report->figures[TV_CHECK_FUTURE_DATE].concerned_count,
                       ==,
                       batch == 1 ? 0 : 2);
    }
  rows = tv_engine_list_check_rows (shop.engine, 0, TV_CHECK_FUTURE_DATE, 9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((TvCheckRow *) rows->pdata[0])->value, ==, "2094-03-05");
  g_assert_cmpint (((TvCheckRow *) rows->pdata[0])->line, ==, 3);
}

/* A price below nought is one value out of its range, and no second one for being below its cost.
 */
static void
test_negative_price (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree TvCheckReport *report = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "p.csv", PRODUCTS "P1,Chinon,Rouge,-12.00,6.00\n");
  report = measure (&shop, 0);
  g_assert_cmpint (report->figures[TV_CHECK_RANGE].bad_count, ==, 1);
}

static void
expect_first_score (TvTestShop *shop, double expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) trend = tv_engine_list_check_trend (shop->engine, NULL, &error);
  g_autofree TvCheckReport *report = measure (shop, 1);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (((TvCheckTrend *) trend->pdata[0])->score, expected, 1e-9);
  g_assert_cmpfloat_with_epsilon (report->score, expected, 1e-9);
}

/* Sales that came before their customers and products were worth nothing, and are worth what they
 * are as soon as these are there, however early somebody looked; without them nothing again. */
static void
test_trend (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 products;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "s.csv", SALES "C1,2024-03-05,F1,P1,1,10.00\n");
  expect_first_score (&shop, 0);
  tv_test_shop_take (&shop, "c.csv", CUSTOMERS "C1,Dupont,Alice,alice@example.org,,0\n");
  products = tv_test_shop_take (&shop, "p.csv", WINES);
  expect_first_score (&shop, 100);
  undone = tv_engine_undo_batch (shop.engine, products, NULL, &error);
  g_assert_no_error (error);
  {
    g_autofree TvCheckReport *report = measure (&shop, 1);

    expect_first_score (&shop, report->score);
    g_assert_cmpfloat (report->score, <, 100);
  }
}

/* A column that came and one that went are two of the five that the two files have; the file is not
 * worth nothing for it, though nothing else speaks for its consistency. */
static void
test_columns (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree TvCheckReport *report = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "k_1.csv", CONTACTS "C1,2024-03-05,EMAIL,SENT\n");
  tv_test_shop_take (&shop,
                     "k_2.csv",
                     "customer_code,contact_date,channel,campaign_id\nC1,2024-04-05,EMAIL,A\n");
  report = measure (&shop, 2);
  g_assert_cmpint (report->figures[TV_CHECK_COLUMN_DRIFT].concerned_count, ==, 5);
  g_assert_cmpint (report->figures[TV_CHECK_COLUMN_DRIFT].bad_count, ==, 2);
  g_assert_cmpfloat_with_epsilon (report->dimensions[TV_CHECK_CONSISTENCY], 60, 1e-9);
  g_assert_cmpfloat (report->score, >, 0);
  rows = tv_engine_list_check_rows (shop.engine, 2, TV_CHECK_COLUMN_DRIFT, 9, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((TvCheckRow *) rows->pdata[0])->value, ==, "+campaign_id");
  g_assert_cmpstr (((TvCheckRow *) rows->pdata[1])->value, ==, "−status");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-figures/revenue", test_revenue);
  g_test_add_func ("/check-figures/people", test_people);
  g_test_add_func ("/check-figures/future-contact", test_future_contact);
  g_test_add_func ("/check-figures/negative-price", test_negative_price);
  g_test_add_func ("/check-figures/trend", test_trend);
  g_test_add_func ("/check-figures/columns", test_columns);
  return g_test_run ();
}
