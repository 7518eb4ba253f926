/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked for in all lines of a file or of a workspace is looked for in one pass, however
 * many things there are: each is compared with one thing alone, in processor time. */
#include <time.h>

#include "tv-test-shop.h"
#include "tv-test-workspace.h"

#define LINES 60000
#define MANY 900
#define HEADER "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"

static double
now (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* The batch that names all of these labels once, undone: how long that takes. */
static double
undo (TvTestShop *shop, const char *name, const char *label)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autoptr (TvUndoReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch_id;
  double begin;

  for (int i = 0; i < MANY; i++)
    g_string_append_printf (text, "C1;2024-01-02;%s%d;%s %d;1;6,00\n", name, i, label, i);
  batch_id = tv_test_shop_take (shop, name, text->str);
  begin = now ();
  report = tv_engine_undo_batch (shop->engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  return now () - begin;
}

static void
test_services (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *services = NULL;
  double plain, of_services;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "customers.csv", "customer_code;last_name\nC1;Durand\nC2;Petit\n");
  for (int i = 0; i < LINES; i++)
    g_string_append_printf (text, "C2;2024-01-02;F%d;Bordeaux;1;10,00\n", i);
  tv_test_shop_take (&shop, "sales.csv", text->str);
  plain = undo (&shop, "wines.csv", "Bordeaux");
  of_services = undo (&shop, "postage.csv", "Frais de port");
  services = tv_test_sqlite (shop.path, "SELECT count (*) FROM product");
  g_assert_cmpstr (services, ==, "0");
  g_test_message ("undo of %d labels %.3f s, of services %.3f s", MANY, plain, of_services);
  g_assert_cmpfloat (of_services, <, 20 * plain);
}

/* How long it takes to follow what a customer spent. */
static double
follow (TvTestShop *shop, const char *code, gint64 count)
{
  g_autoptr (GError) error = NULL;
  double begin = now ();
  g_autoptr (TvTrace) trace
      = tv_engine_trace (shop->engine, "profile", code, "spent", NULL, &error);
  double end = now ();

  g_assert_no_error (error);
  g_assert_cmpint (trace->count, ==, count);
  for (guint i = 0; i < trace->rows->len; i++)
    {
      const TvTraceRow *row = g_ptr_array_index (trace->rows, i);
      g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT ",00", row->line);

      g_assert_cmpstr (row->original, ==, expected);
    }
  return end - begin;
}

/* The last line of the file is read for both. */
static void
test_trace (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GString) text = g_string_new (HEADER);
  double one, many;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "customers.csv",
                     "customer_code;last_name\nC1;Durand\nC2;Petit\nC3;Roux\n");
  for (int i = 0; i < LINES; i++)
    {
      gboolean is_many = i % (LINES / MANY) == 0 && i / (LINES / MANY) < MANY;
      const char *code = i == LINES - 1 ? "C2" : is_many || i == LINES - 2 ? "C1" : "C3";

      g_string_append_printf (text, "%s;2024-01-02;F%d;Bordeaux;1;%d,00\n", code, i, i + 2);
    }
  tv_test_shop_take (&shop, "sales.csv", text->str);
  one = follow (&shop, "C2", 1);
  many = follow (&shop, "C1", MANY + 1);
  g_test_message ("trace of one line %.3f s, of %d %.3f s", one, MANY, many);
  g_assert_cmpfloat (many, <, 8 * one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/one-pass/services", test_services);
  g_test_add_func ("/one-pass/trace", test_trace);
  return g_test_run ();
}
