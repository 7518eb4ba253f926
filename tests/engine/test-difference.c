/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told before and after an import: the difference that a file makes, its drift against the
 * one before, the rows that would wait, and where a stored value came from. */
#include "tv-test-shop.h"
#include "tv-test-workspace.h"

static const TvImportDifference *
find_difference (const TvImportResult *result, const char *table)
{
  for (guint i = 0; i < result->differences->len; i++)
    {
      const TvImportDifference *difference = g_ptr_array_index (result->differences, i);

      if (g_str_equal (difference->table, table))
        return difference;
    }
  return NULL;
}

static gboolean
has_drift (const TvImportResult *result, TvDriftKind kind)
{
  for (guint i = 0; i < result->drift->len; i++)
    if (((const TvDriftFinding *) g_ptr_array_index (result->drift, i))->kind == kind)
      return TRUE;
  return FALSE;
}

static void
test_difference (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *before = NULL, *after = NULL;
  const TvImportResult *result;
  const TvImportDifference *lines, *customers;
  const TvImportChange *change;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "sales-1.csv",
                     TV_TEST_SALES
                     "C1;2024-01-02;F1;Red;1;10,00;a@x.fr\nC1;2024-01-02;F1;Red;1;10,00;a@x.fr\n"
                     "C2;2024-01-03;F2;Red;1;10,00;b@x.fr\n");
  before = tv_test_sqlite (shop.path, "SELECT count (*) || max (id) FROM import_batch");
  results = tv_test_shop_import (&shop,
                                 tv_test_shop_sniff (&shop,
                                                     "sales-2.csv",
                                                     TV_TEST_SALES
                                                     "C1;2024-01-02;F1;Red;1;10,00;a@y.fr\n"
                                                     "C2;2024-01-03;F2;Red;2;10,00;b@x.fr\n"
                                                     "C3;2024-01-04;F3;Red;1;10,00;c@x.fr\n"
                                                     "C3;2024-01-04;F4;Red;x;10,00;c@x.fr\n"),
                                 TRUE);
  after = tv_test_sqlite (shop.path, "SELECT count (*) || max (id) FROM import_batch");
  g_assert_cmpstr (before, ==, after);
  result = g_ptr_array_index (results, 0);
  lines = find_difference (result, "sales_line");
  g_assert_cmpint (lines->unchanged_count, ==, 1);
  g_assert_cmpint (lines->changed_count, ==, 1);
  g_assert_cmpint (lines->new_count, ==, 1);
  g_assert_cmpint (lines->rejected_count, ==, 1);
  customers = find_difference (result, "customer");
  g_assert_cmpint (customers->new_count, ==, 1);
  g_assert_cmpint (customers->changed_count, ==, 1);
  g_assert_cmpint (customers->unchanged_count, ==, 1);
  change = g_ptr_array_index (customers->changes, 0);
  g_assert_cmpstr (change->key, ==, "C1");
  g_assert_cmpstr (change->column, ==, "email");
  g_assert_cmpstr (change->before, ==, "a@x.fr");
  g_assert_cmpstr (change->after, ==, "a@y.fr");
  g_assert_true (has_drift (result, TV_DRIFT_REPEATED));
}

static void
check_counts (const TvImportResult *result,
              const char *table,
              gint64 new_count,
              gint64 changed_count,
              gint64 unchanged_count)
{
  const TvImportDifference *difference = find_difference (result, table);

  g_assert_cmpint (difference->new_count, ==, new_count);
  g_assert_cmpint (difference->changed_count, ==, changed_count);
  g_assert_cmpint (difference->unchanged_count, ==, unchanged_count);
}

static GPtrArray *
take_together (TvTestShop *shop, const char *customers, const char *lines, gboolean is_dry_run)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  g_ptr_array_add (files, tv_test_shop_sniff (shop, "people.csv", customers));
  g_ptr_array_add (files, tv_test_shop_sniff (shop, "lines.csv", lines));
  results = tv_engine_import (shop->engine, files, is_dry_run, NULL, &error);
  g_assert_no_error (error);
  return results;
}

/* Customers who stand in two files of an import are new once, and what only the second file changes
 * is told there. */
static void
test_two_files (void)
{
  static const char *const people = "code;nom;e-mail\nC1;Duval;a@x.fr\nC2;Roux;b@x.fr\n";
  static const char *const lines
      = TV_TEST_SALES "C1;2024-01-02;F1;Red;1;10,00;a@x.fr\nC2;2024-01-03;F2;Red;1;10,00;b@x.fr\n"
                      "C3;2024-01-04;F3;Rose;1;10,00;c@x.fr\n";
  g_auto (TvTestShop) shop = { 0 };

  tv_test_shop_init (&shop);
  for (int is_dry_run = 1; is_dry_run >= 0; is_dry_run--)
    {
      g_autoptr (GPtrArray) results = take_together (&shop, people, lines, is_dry_run);

      check_counts (g_ptr_array_index (results, 0), "customer", 2, 0, 0);
      check_counts (g_ptr_array_index (results, 1), "customer", 1, 0, 0);
    }
  {
    g_autoptr (GPtrArray) results
        = take_together (&shop,
                         "code;nom;e-mail\nC1;Dupont;a@x.fr\nC2;Roux;b@x.fr\n",
                         TV_TEST_SALES "C1;2024-02-02;F4;Red;1;10,00;z@x.fr\n"
                                       "C2;2024-02-03;F5;Red;1;10,00;y@x.fr\n"
                                       "C3;2024-02-03;F6;Red;1;10,00;c@x.fr\n",
                         TRUE);

    check_counts (g_ptr_array_index (results, 0), "customer", 0, 1, 1);
    check_counts (g_ptr_array_index (results, 1), "customer", 0, 1, 1);
  }
}

/* A product that stands twice in a catalogue, row by row the same, is one. */
static void
test_repeated_product (void)
{
  static const char *const text
      = "product_key;product_label;price\nP1;Red;5\nP1;Red;5\nP2;White;6\n";
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  tv_test_shop_init (&shop);
  first = tv_test_shop_import (&shop, tv_test_shop_sniff (&shop, "a.csv", text), FALSE);
  check_counts (g_ptr_array_index (first, 0), "product", 2, 0, 0);
  second = tv_test_shop_import (
      &shop,
      tv_test_shop_sniff (&shop,
                          "b.csv",
                          "product_key;product_label;price\nP1;Red;5\nP1;Red;5\nP2;White;7\n"),
      FALSE);
  check_counts (g_ptr_array_index (second, 0), "product", 0, 1, 1);
}

static char *
make_month (int month, int rows, const char *header, const char *mark)
{
  GString *text = g_string_new (header);

  for (int i = 0; i < rows; i++)
    g_string_append_printf (text,
                            "C%d;2024-%02d-%02d;F%d;Red;1;10%s50;c%d@x.fr\n",
                            i,
                            month,
                            1 + i % 28,
                            month * 1000 + i,
                            mark,
                            i);
  return g_string_free (text, FALSE);
}

static void
test_drift (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *first = make_month (1, 100, TV_TEST_SALES, ",");
  g_autofree char *same = make_month (2, 120, TV_TEST_SALES, ",");
  g_autofree char *odd
      = make_month (3,
                    20,
                    "customer_code;order_date;doc_ref;product_label;qty;amount_ht;courriel\n",
                    ".");
  g_autoptr (GPtrArray) quiet = NULL;
  g_autoptr (GPtrArray) loud = NULL;
  const TvImportResult *result;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "sales-2024-01.csv", first);
  quiet = tv_test_shop_import (&shop, tv_test_shop_sniff (&shop, "sales-2024-02.csv", same), FALSE);
  result = g_ptr_array_index (quiet, 0);
  g_assert_cmpint (result->previous_batch_id, ==, 1);
  g_assert_cmpuint (result->drift->len, ==, 0);
  loud = tv_test_shop_import (&shop, tv_test_shop_sniff (&shop, "sales-2024-03.csv", odd), TRUE);
  result = g_ptr_array_index (loud, 0);
  g_assert_cmpint (result->previous_batch_id, ==, 2);
  g_assert_true (has_drift (result, TV_DRIFT_ROWS));
  g_assert_true (has_drift (result, TV_DRIFT_NEW_COLUMN));
  g_assert_true (has_drift (result, TV_DRIFT_LOST_COLUMN));
  g_assert_true (has_drift (result, TV_DRIFT_FORMAT));
  g_assert_false (has_drift (result, TV_DRIFT_REPEATED));
}

/* Ten months in one file have ten times the money; a lost decimal mark among them is told. */
static void
test_drift_of_total (void)
{
  static const char *const marks[] = { ",", "0," };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_auto (TvTestShop) shop = { 0 };
      g_autofree char *month = make_month (1, 20, TV_TEST_SALES, ",");
      g_autofree char *all = make_month (2, 200, TV_TEST_SALES, marks[i]);
      g_autoptr (GPtrArray) results = NULL;
      const TvImportResult *result;

      tv_test_shop_init (&shop);
      tv_test_shop_take (&shop, "sales-2024-01.csv", month);
      results
          = tv_test_shop_import (&shop, tv_test_shop_sniff (&shop, "sales-2024-02.csv", all), TRUE);
      result = g_ptr_array_index (results, 0);
      g_assert_true (has_drift (result, TV_DRIFT_ROWS));
      g_assert_cmpint (has_drift (result, TV_DRIFT_TOTAL), ==, i == 1);
    }
}

static const char *
get_message (const TvImportResult *result, TvDriftKind kind)
{
  for (guint i = 0; i < result->drift->len; i++)
    {
      const TvDriftFinding *finding = g_ptr_array_index (result->drift, i);

      if (finding->kind == kind)
        return finding->message;
    }
  return NULL;
}

/* A person reads titles of columns and dates as they look; programs keep the names and codes. */
static void
test_words (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) results = NULL;
  const TvImportResult *result;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "sales-2024-01.csv",
                     TV_TEST_SALES "C1;13/01/2024;F1;Riesling;1;10.00;a@example.org\n"
                                   "C2;14/01/2024;F2;Riesling;1;10.00;b@example.org\n");
  results = tv_test_shop_import (
      &shop,
      tv_test_shop_sniff (&shop,
                          "sales-2024-02.csv",
                          TV_TEST_SALES "C1;02/13/2024;F3;Riesling;1;100.00;a@example.org\n"
                                        "C2;02/14/2024;F4;Riesling;1;100.00;b@example.org\n"),
      TRUE);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpstr (get_message (result, TV_DRIFT_TOTAL),
                   ==,
                   "Amount excluding tax: The total jumped (before: 20.00, now: 200.00)");
  g_assert_cmpstr (get_message (result, TV_DRIFT_FORMAT),
                   ==,
                   "order_date: Written in another way (before: DD/MM/YYYY, now: MM/DD/YYYY)");
}

static void
check_waits (const TvImportResult *result)
{
  static const char *const names[] = { "C9", "Unknown", "White" };

  g_assert_cmpint (result->waiting_customer_count, ==, 1);
  g_assert_cmpint (result->waiting_product_count, ==, 2);
  g_assert_cmpuint (result->waits->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const TvImportWait *wait = g_ptr_array_index (result->waits, i);

      g_assert_cmpstr (wait->name, ==, names[i]);
      g_assert_true (wait->is_customer == (i == 0));
      g_assert_cmpint (wait->row_count, ==, 1);
    }
}

/* A dry run counts those rows that a real import leaves waiting, and says for whom. */
static void
test_dry_run_counts_waiting (void)
{
  static const char *const names[] = { "products.csv", "customers.csv", "lines.csv" };
  static const char *const texts[] = {
    "product_key,product_label,price\nP1,Red wine,5\nP2,White,6\nP3,White,7\n",
    "customer_code,last_name\nC1,A\nC2,B\n",
    "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"
    "C1,2024-01-02,F1,RED WINE,1,5\nC1,2024-01-02,F1,White,1,5\nC9,2024-01-02,F2,Red wine,1,5\n"
    "C2,2024-01-02,F3,Unknown,1,5\n"
  };
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GPtrArray) tried = NULL;
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_shop_init (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (files, tv_test_shop_sniff (&shop, names[i], texts[i]));
  tried = tv_engine_import (shop.engine, files, TRUE, NULL, &error);
  g_assert_no_error (error);
  taken = tv_engine_import (shop.engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < taken->len; i++)
    {
      const TvImportResult *would = g_ptr_array_index (tried, i),
                           *did = g_ptr_array_index (taken, i);

      g_assert_cmpint (would->pending_count, ==, did->pending_count);
      g_assert_cmpint (would->accepted_count, ==, did->accepted_count);
      g_assert_cmpint (would->batch_id, ==, 0);
    }
  tv_test_shop_check_pending (&shop, taken);
  g_assert_cmpint (((const TvImportResult *) g_ptr_array_index (taken, 2))->pending_count, ==, 3);
  check_waits (g_ptr_array_index (tried, 2));
}

/* A file of one kind with few customers and products, so that files speak of each other's. */
static char *
draw_file (TvImportKind kind)
{
  static const char *const labels[]
      = { "Red", "RED", "White", "Rosé", "Rose", "Postage", "Discount", "Brut 75 cl", "P1" };
  static const char *const heads[]
      = { "customer_code;last_name\n",
          "product_key;product_label\n",
          "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n",
          "customer_code;contact_date;channel;status\n",
          "customer_code;last_name;order_date;doc_ref;product_key;product_label;qty;amount_ht\n" };
  GString *text = g_string_new (heads[kind]);

  for (int i = g_test_rand_int_range (1, 12); i > 0; i--)
    {
      int customer = g_test_rand_int_range (0, 8), product = g_test_rand_int_range (0, 5);
      const char *label = labels[g_test_rand_int_range (0, G_N_ELEMENTS (labels))];
      int day = g_test_rand_int_range (1, 28), qty = g_test_rand_int_range (-1, 3);

      if (kind == TV_KIND_CUSTOMERS)
        g_string_append_printf (text, "C%d;Name %d\n", customer, customer);
      else if (kind == TV_KIND_PRODUCTS)
        g_string_append_printf (text, "P%d;%s\n", product, label);
      else if (kind == TV_KIND_SALES_LINES)
        g_string_append_printf (text,
                                "C%d;2024-01-%02d;F%d;%s;%d;5\n",
                                customer,
                                day,
                                i,
                                label,
                                qty);
      else if (kind == TV_KIND_CONTACTS)
        g_string_append_printf (text, "C%d;2024-01-%02d;EMAIL;SENT\n", customer, day);
      else
        g_string_append_printf (text,
                                "C%d;N;2024-01-%02d;F%d;P%d;%s;%d;5\n",
                                customer,
                                day,
                                i,
                                product,
                                label,
                                qty);
    }
  return g_string_free (text, FALSE);
}

/* Whatever files come together and one import after the other, as many rows wait as are told. */
static void
test_waiting_is_true (void)
{
  g_auto (TvTestShop) shop = { 0 };

  tv_test_shop_init (&shop);
  for (guint round = 0; round < 4; round++)
    {
      g_autoptr (GPtrArray) files
          = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
      g_autoptr (GPtrArray) results = NULL;
      g_autoptr (GError) error = NULL;

      for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
        {
          TvImportKind kind = g_test_rand_int_range (0, TV_N_KINDS);
          g_autofree char *text = draw_file (kind);
          g_autofree char *name = g_strdup_printf ("%u-%d.csv", round, i);

          g_ptr_array_add (files, tv_test_shop_sniff (&shop, name, text));
          g_assert_cmpint (((TvImportFile *) g_ptr_array_index (files, files->len - 1))->kind,
                           ==,
                           kind);
        }
      results = tv_engine_import (shop.engine, files, FALSE, NULL, &error);
      g_assert_no_error (error);
      tv_test_shop_check_pending (&shop, results);
    }
}

/* A key in the place of a label is no new name of a product that has one, but the only one of a
 * product that has none, whichever import brought either. */
static void
test_waiting_for_key (void)
{
  static const char *const keyed = "product_key;product_label\nP1;P1\nP3;P3\n";
  static const char *const lines
      = "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
        "C1;2024-01-02;F1;P1;1;5\nC1;2024-01-02;F1;Red;1;5\nC1;2024-01-02;F1;P3;1;5\n";
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) results = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "people.csv", "customer_code,last_name\nC1,A\nC2,B\n");
  /* P1 was a name of two products, and is none of today's. */
  tv_test_shop_take (&shop, "a.csv", "product_key;product_label\nP1;Red\nP2;P1\n");
  tv_test_shop_take (&shop, "b.csv", "product_key;product_label\nP2;White\n");
  results = take_together (&shop, keyed, lines, FALSE);
  tv_test_shop_check_pending (&shop, results);
  g_assert_cmpint (((const TvImportResult *) g_ptr_array_index (results, 1))->pending_count, ==, 1);
}

static void
test_trace (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvTrace) email = NULL;
  g_autoptr (TvTrace) spent = NULL;
  g_autoptr (TvTrace) changed = NULL;
  g_autoptr (GError) error = NULL;
  const TvTraceRow *row;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "a.csv", "code;nom;e-mail\nC1;Duval;A@Old.fr\n");
  tv_test_shop_take (&shop, "b.csv", "code;nom;e-mail\nC0;Roux;r@x.fr\nC1;Duval;not one\n");
  tv_test_shop_take (&shop,
                     "c.csv",
                     TV_TEST_SALES "C1;2024-01-02;F1;Red;1;10,00;\nC1;2024-01-03;F2;Red;1;5,00;\n"
                                   "C1;2024-01-03;F2;Frais de port;1;7,00;\n");
  email = tv_engine_trace (shop.engine, "customer", "C1", "email", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (email->value, ==, "a@old.fr");
  g_assert_cmpint (email->count, ==, 3);
  row = g_ptr_array_index (email->rows, 0);
  g_assert_true (row->is_used);
  g_assert_cmpstr (row->file_name, ==, "a.csv");
  g_assert_cmpint (row->line, ==, 2);
  g_assert_cmpstr (row->header, ==, "e-mail");
  g_assert_cmpstr (row->original, ==, "A@Old.fr");
  for (guint i = 1; i < email->rows->len; i++)
    g_assert_false (((const TvTraceRow *) g_ptr_array_index (email->rows, i))->is_used);

  spent = tv_engine_trace (shop.engine, "profile", "C1", "spent_cents", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (spent->value, ==, "15.00");
  g_assert_cmpint (spent->count, ==, 3);
  g_assert_true (((const TvTraceRow *) g_ptr_array_index (spent->rows, 1))->is_used);
  row = g_ptr_array_index (spent->rows, 2);
  g_assert_cmpstr (row->product, ==, "Frais de port");
  g_assert_false (row->is_used);

  /* A file that is not the one any more says nothing. */
  tv_import_file_free (tv_test_shop_sniff (&shop, "a.csv", "code;nom;e-mail\nC1;Duval;B@Old.fr\n"));
  changed = tv_engine_trace (shop.engine, "customer", "C1", "email", NULL, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (changed->rows, 0);
  g_assert_null (row->original);
  g_assert_cmpint (row->file, ==, TV_TRACE_FILE_CHANGED);
  g_assert_nonnull (tv_trace_row_get_note (row));
  row = g_ptr_array_index (changed->rows, 1);
  g_assert_cmpint (row->file, ==, TV_TRACE_FILE_THERE);
  g_assert_null (tv_trace_row_get_note (row));
  g_assert_null (tv_engine_trace (shop.engine, "customer", "C1", "shoe_size", NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/difference/counts", test_difference);
  g_test_add_func ("/difference/two-files", test_two_files);
  g_test_add_func ("/difference/repeated-product", test_repeated_product);
  g_test_add_func ("/difference/drift", test_drift);
  g_test_add_func ("/difference/drift-of-total", test_drift_of_total);
  g_test_add_func ("/difference/words", test_words);
  g_test_add_func ("/difference/dry-run-counts-waiting", test_dry_run_counts_waiting);
  g_test_add_func ("/difference/waiting-is-true", test_waiting_is_true);
  g_test_add_func ("/difference/waiting-for-key", test_waiting_for_key);
  g_test_add_func ("/difference/trace", test_trace);
  return g_test_run ();
}
