/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rejected rows that come back mended, more than once and undone in any order: what is open is what
 * stands nowhere else. Rows whose key stood already do not take the place of what stands. */
#include <string.h>

#include "tv-test-shop.h"
#include "tv-test-workspace.h"

static char *
dup_rejects (TvTestShop *shop, gint64 batch_id)
{
  g_autofree char *path = g_build_filename (shop->folder, "rejects.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_assert_true (tv_engine_write_rejects (shop->engine, batch_id, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  return text;
}

/* A file of rejects with some texts replaced, taken in. */
static gint64
take (TvTestShop *shop,
      const char *name,
      const char *rejects,
      const char *const *changes,
      gint64 accepted)
{
  g_autoptr (GString) text = g_string_new (rejects);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  const TvImportResult *result;
  TvImportFile *file;
  gboolean is_known;

  for (guint i = 0; changes[i] != NULL; i += 2)
    g_assert_cmpuint (g_string_replace (text, changes[i], changes[i + 1], 0), ==, 1);
  file = tv_test_shop_sniff (shop, name, text->str);
  g_assert_true (tv_engine_recognise (shop->engine, file, &is_known, &error));
  g_assert_no_error (error);
  g_assert_true (is_known);
  results = tv_test_shop_import (shop, file, FALSE);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->accepted_count, ==, accepted);
  return result->batch_id;
}

static void
undo (TvTestShop *shop, gint64 batch_id, gboolean is_redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvUndoReport) report = NULL;

  report = is_redo ? tv_engine_redo_batch (shop->engine, batch_id, NULL, &error)
                   : tv_engine_undo_batch (shop->engine, batch_id, NULL, &error);
  g_assert_no_error (error);
}

/* The open rejects, each as batch and the day that is wrong in it. */
static void
expect_open (TvTestShop *shop, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rejects = tv_engine_list_rejects (shop->engine, 0, 100, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  TvSummary summary;

  g_assert_no_error (error);
  for (guint i = 0; i < rejects->len; i++)
    {
      const TvRejectRow *reject = g_ptr_array_index (rejects, i);

      g_string_append_printf (text,
                              i > 0 ? " %d:%s" : "%d:%s",
                              (int) reject->batch_id,
                              reject->value);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_true (tv_engine_get_summary (shop->engine, &summary, &error));
  g_assert_cmpint (summary.reject_count, ==, rejects->len);
}

static gint64
take_bad_days (TvTestShop *shop)
{
  return tv_test_shop_take (shop,
                            "sales.csv",
                            "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
                            "C1;2024-01-01;F0;Red;1;10\nC1;2024-91-01;F1;Red;1;10\n"
                            "C1;2024-92-01;F2;Red;1;10\nC1;2024-93-01;F3;Red;1;10\n");
}

/* What was mended badly is a reject of its own file, is saved, and comes back from there. */
static void
test_chain (void)
{
  static const char *const second[] = { "2024-91", "2024-01", NULL };
  static const char *const third[] = { "2024-92", "2024-02", NULL };
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *rejects = NULL, *again = NULL;

  tv_test_shop_init (&shop);
  g_assert_cmpint (take_bad_days (&shop), ==, 1);
  rejects = dup_rejects (&shop, 1);
  g_assert_cmpint (take (&shop, "second.csv", rejects, second, 1), ==, 2);
  expect_open (&shop, "2:2024-92-01 2:2024-93-01");
  again = dup_rejects (&shop, 2);
  g_assert_cmpint (take (&shop, "third.csv", again, third, 1), ==, 3);
  expect_open (&shop, "3:2024-93-01");

  undo (&shop, 2, FALSE);
  expect_open (&shop, "1:2024-91-01 3:2024-93-01");
  undo (&shop, 3, FALSE);
  expect_open (&shop, "1:2024-91-01 1:2024-92-01 1:2024-93-01");
  undo (&shop, 2, TRUE);
  expect_open (&shop, "2:2024-92-01 2:2024-93-01");
  undo (&shop, 3, TRUE);
  expect_open (&shop, "3:2024-93-01");
}

/* The first file of rejects is mended a bit more each time. */
static void
test_same_file (void)
{
  static const char *const second[] = { "2024-91", "2024-01", NULL };
  static const char *const third[]
      = { "2024-92", "2024-02", "2024-93", "2024-03", "2024-91-01;F1", "2024-91-01;G1", NULL };
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *rejects = NULL;

  tv_test_shop_init (&shop);
  take_bad_days (&shop);
  rejects = dup_rejects (&shop, 1);
  take (&shop, "second.csv", rejects, second, 1);
  take (&shop, "third.csv", rejects, third, 2);
  expect_open (&shop, "3:2024-91-01");
  undo (&shop, 3, FALSE);
  expect_open (&shop, "2:2024-92-01 2:2024-93-01");
  undo (&shop, 3, TRUE);
  undo (&shop, 2, FALSE);
  expect_open (&shop, "3:2024-91-01");
}

/* Two that take up different rows do not know of each other. */
static void
test_parts (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *rejects = NULL;
  g_auto (GStrv) lines = NULL;
  static const char *const days[] = { "2024-91", "2024-01", NULL };
  static const char *const others[] = { "2024-92", "2024-02", NULL };

  tv_test_shop_init (&shop);
  take_bad_days (&shop);
  rejects = dup_rejects (&shop, 1);
  lines = g_strsplit (rejects, "\r\n", -1);
  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *part = g_strdup_printf ("%s\r\n%s\r\n", lines[0], lines[i]);

      take (&shop, i == 1 ? "one.csv" : "two.csv", part, i == 1 ? days : others, 1);
    }
  expect_open (&shop, "1:2024-93-01");
  undo (&shop, 2, FALSE);
  expect_open (&shop, "1:2024-91-01 1:2024-93-01");
}

static void
expect_names (TvTestShop *shop, const char *expected)
{
  g_autofree char *names = tv_test_sqlite (
      shop->path,
      "SELECT group_concat (name, ' ') FROM (SELECT r.customer_code || '=' || c.last_name AS name "
      "FROM customer AS c JOIN customer_ref AS r ON r.id = c.id ORDER BY c.id)");

  g_assert_cmpstr (names, ==, expected);
}

/* The second of two customers with one code comes back. */
static void
test_customers (void)
{
  static const char *const nothing[] = { NULL };
  static const char *const key[] = { ";K1;Second", ";K2;Second", NULL };
  static const char *const mark[] = { ";DUPLICATE_KEY;", ";;", NULL };
  static const char *const name[] = { ";Second;", ";Third;", NULL };
  static const char *const late[] = { ";Second;", ";Fourth;", NULL };
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *rejects = NULL, *again = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "people.csv",
                     "customer_code;last_name;email\nK1;First;a@x.fr\nK1;Second;b@x.fr\n");
  rejects = dup_rejects (&shop, 1);
  take (&shop, "unchanged.csv", rejects, nothing, 0);
  expect_names (&shop, "K1=First");
  again = dup_rejects (&shop, 2);
  take (&shop, "unchanged-again.csv", again, nothing, 0);
  take (&shop, "name.csv", rejects, name, 0);
  expect_names (&shop, "K1=First");
  take (&shop, "key.csv", rejects, key, 1);
  expect_names (&shop, "K1=First K2=Second");
  take (&shop, "mark.csv", rejects, mark, 1);
  expect_names (&shop, "K1=Second K2=Second");

  /* Where what stood is gone, nothing is overwritten. */
  undo (&shop, 6, FALSE);
  undo (&shop, 5, FALSE);
  undo (&shop, 1, FALSE);
  take (&shop, "late.csv", rejects, late, 1);
  expect_names (&shop, "K1=Fourth");
}

static void
test_products (void)
{
  static const char *const nothing[] = { NULL };
  static const char *const key[] = { ";P1;White", ";P2;White", NULL };
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *rejects = NULL, *stored = NULL;
  g_autoptr (TvImportFile) file = NULL;
  g_auto (GStrv) notes = NULL;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "wines.csv",
                     "product_key;product_label;price\nP1;Red;5,00\nP1;White;6,00\n");
  rejects = dup_rejects (&shop, 1);
  take (&shop, "unchanged.csv", rejects, nothing, 0);
  take (&shop, "key.csv", rejects, key, 1);
  stored = tv_test_sqlite (shop.path,
                           "SELECT group_concat (product_label || price_cents) FROM (SELECT * FROM "
                           "product ORDER BY id)");
  g_assert_cmpstr (stored, ==, "Red500,White600");
  file = tv_test_shop_sniff (&shop, "look.csv", rejects);
  notes = tv_import_file_list_notes (file);
  g_assert_nonnull (notes[0]);
  g_assert_nonnull (strstr (notes[0], "reject_code"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mended/chain", test_chain);
  g_test_add_func ("/mended/same-file", test_same_file);
  g_test_add_func ("/mended/parts", test_parts);
  g_test_add_func ("/mended/customers", test_customers);
  g_test_add_func ("/mended/products", test_products);
  return g_test_run ();
}
