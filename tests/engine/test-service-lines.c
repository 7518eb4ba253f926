/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Postage, charges and corrections among the lines of a plain sales file, where no catalogue names
 * them: they wait for nothing, count as no product, and make way for a catalogue that does. */
#include "tv-test-shop.h"
#include "tv-test-workspace.h"

#define CUSTOMERS "customer_code;last_name;email\nC1;Durand;d@x.fr\nC2;Petit;p@x.fr\n"
#define PRODUCTS                                                                                   \
  "SELECT coalesce (group_concat (product_key || '=' || product_label || '/' || name, ', '), '') " \
  "FROM (SELECT * FROM product AS p JOIN family AS f ON f.id = p.family_id ORDER BY p.id)"

static void
expect (TvTestShop *shop, const char *products)
{
  g_autofree char *found = tv_test_sqlite (shop->path, PRODUCTS);

  g_assert_cmpstr (found, ==, products);
}

/* Takes a file in twice, first as a trial; both say how many lines wait. */
static gint64
take (TvTestShop *shop, const char *name, const char *text, gint64 waiting)
{
  g_autoptr (GPtrArray) trial
      = tv_test_shop_import (shop, tv_test_shop_sniff (shop, name, text), TRUE);
  g_autoptr (GPtrArray) real
      = tv_test_shop_import (shop, tv_test_shop_sniff (shop, name, text), FALSE);
  const TvImportResult *tried = g_ptr_array_index (trial, 0), *taken = g_ptr_array_index (real, 0);

  g_assert_cmpint (taken->rejected_count, ==, 0);
  g_assert_cmpint (tried->pending_count, ==, waiting);
  g_assert_cmpint (taken->pending_count, ==, waiting);
  return taken->batch_id;
}

static void
test_labels (void)
{
  g_auto (TvTestShop) shop = { 0 };

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "customers.csv", CUSTOMERS);
  take (&shop,
        "sales.csv",
        "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
        "C1;2024-01-02;F1;Bordeaux;1;10,00\nC1;2024-01-02;F1;Frais de port;1;6,00\n"
        "C2;2024-01-03;F2;Bank charges;1;2,00\nC2;2024-01-03;F2;Remise;-1;-1,00\n"
        "C2;2024-01-04;F3;Port;1;20,00\n",
        2);
  expect (&shop,
          "Frais de port=Frais de port/Services, Bank charges=Bank charges/Services, "
          "Remise=Remise/Services");
  /* A catalogue says better what it is, under its own key. */
  take (&shop,
        "products.csv",
        "product_key;product_label;family\nP1;Bordeaux;Vins\nP9;Frais de port;Divers\n",
        0);
  expect (&shop,
          "Bank charges=Bank charges/Services, Remise=Remise/Services, P1=Bordeaux/Vins, "
          "P9=Frais de port/Divers");
}

static void
test_codes (void)
{
  g_auto (TvTestShop) shop = { 0 };

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "customers.csv", CUSTOMERS);
  take (&shop,
        "sales.csv",
        "customer_code;order_date;doc_ref;product_key;qty;amount_ht\n"
        "C1;2024-01-02;F1;85A;1;10,00\nC1;2024-01-02;F1;POST;1;6,00\n"
        "C2;2024-01-03;F2;BANK CHARGES;1;2,00\nC2;2024-01-03;F2;M;1;1,00\n",
        1);
  expect (&shop, "POST=POST/Services, BANK CHARGES=BANK CHARGES/Services, M=M/Services");
  take (&shop, "products.csv", "product_key;product_label;family\nM;Muscat;Vins\n", 0);
  expect (&shop, "POST=POST/Services, BANK CHARGES=BANK CHARGES/Services, M=Muscat/Vins");
}

/* Beside an unknown code, the label of the line decides. */
static void
test_codes_with_labels (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch_id;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "customers.csv", CUSTOMERS);
  batch_id
      = take (&shop,
              "sales.csv",
              "customer_code;order_date;doc_ref;product_key;product_label;qty;amount_ht\n"
              "C1;2024-01-02;F1;A1;Bordeaux;1;10,00\nC1;2024-01-02;F1;Z7;Frais de port;1;6,00\n"
              "C2;2024-01-03;F2;Z8;Remise client;-1;-2,00\nC2;2024-01-03;F2;PORT;;1;1,00\n",
              1);
  expect (&shop, "Z7=Frais de port/Services, Z8=Remise client/Services, PORT=PORT/Services");
  undone = tv_engine_undo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  expect (&shop, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-lines/labels", test_labels);
  g_test_add_func ("/service-lines/codes", test_codes);
  g_test_add_func ("/service-lines/codes-with-labels", test_codes_with_labels);
  return g_test_run ();
}
