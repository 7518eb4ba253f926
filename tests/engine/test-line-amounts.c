/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the amount of a line comes from: prices of one piece or of all, discounts in three forms,
 * and amounts that nothing is to be taken off. */
#include <string.h>

#include "rows/tv-import-mapping.h"
#include "rows/tv-import-notes.h"
#include "tv-test-import.h"

static const struct
{
  const char *name, *text, *mapping, *amounts, *note;
} exports[] = {
  { "share",
    "OrderID,Date,Customer,Product,UnitPrice,Quantity,Discount\n"
    "1,1996-07-04,C1,P1,14.00,12,0\n2,1996-07-08,C1,P2,42.40,35,0.15\n"
    "3,1996-07-08,C1,P3,16.80,15,0.15\n4,1996-07-09,C1,P3,16.80,-1,0.5\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=5 unit_price=4 "
    "discount=6",
    "16800,126140,21420,-840",
    "as a share of it" },
  { "per-cent",
    "Commande;Date;Client;Article;Prix unitaire;Quantité;Remise\n"
    "1;04/07/2024;C1;P1;10,00;3;15 "
    "%\n2;14/07/2024;C1;P1;10,00;1;\n3;15/07/2024;C1;P2;8,00;2;7,5%\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=5 unit_price=4 "
    "discount=6",
    "2550,1000,1480",
    "in per cent" },
  { "per-cent-by-name",
    "Order,Date,Customer,Product,Unit price,Qty,Discount (%)\n1,2024-07-04,C1,P1,10.00,3,15\n"
    "2,2024-07-05,C1,P1,10.00,1,0\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=5 unit_price=4 "
    "discount=6",
    "2550,1000",
    "in per cent" },
  { "money",
    "Order,Date,Customer,Product,Unit price,Qty,Line discount\n1,2024-07-04,C1,P1,10.00,3,2.50\n"
    "2,2024-07-05,C1,P1,10.00,1,-10.00\n3,2024-07-05,C1,P1,10.00,-1,1.00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=5 unit_price=4 "
    "discount=6",
    "2750,0,-900",
    "“Line discount” per line" },
  /* Sales are net already. */
  { "net",
    "Order ID,Order Date,Customer ID,Product Name,Sales,Quantity,Discount,Profit\n"
    "1,2024-07-04,C1,P1,20.00,2,0.2,3.00\n2,2024-07-05,C1,P2,8.00,1,0,1.00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=5 amount_ht=4 "
    "margin=7",
    "2000,800",
    NULL },
  /* The price of an item beside its tax is that of all its pieces, as the tax is. */
  { "marketplace",
    "amazon-order-id\tpurchase-date\tbuyer-email\tsku\tproduct-name\tquantity\titem-price\t"
    "item-tax\tshipping-price\tshipping-tax\n"
    "111\t2024-01-05T10:11:12+00:00\ta@example.org\tS1\tBag\t2\t40.00\t4.00\t0\t0\n"
    "112\t2024-01-06T10:11:12+00:00\tb@example.org\tS2\tMug\t1\t15.00\t1.50\t0\t0\n",
    "INVOICE_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=3 qty=5 "
    "amount_ht=6 email=2",
    "4000,1500",
    NULL },
  /* A till that sells to people knows no amounts but those with tax. */
  { "gross",
    "Ticket;Date;Client;Article;Qté;Total TTC\n1;04/07/2024;C1;P1;3;30,00\n"
    "2;14/07/2024;C2;P1;1;10,00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=5 "
    "amount_ttc=5",
    "3000,1000",
    "include tax" },
  { "gross-price",
    "Beleg;Datum;Kunde;Artikel;Menge;Einzelpreis brutto\n1;04.07.2024;C1;P1;3;10,00\n"
    "2;14.07.2024;C2;P1;1;10,00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5",
    "3000,1000",
    "include tax" },
  { "gross-beside-net",
    "Ticket;Date;Client;Article;Qté;Prix unitaire TTC;Total HT\n1;04/07/2024;C1;P1;3;12,00;30,00\n"
    "2;14/07/2024;C2;P1;1;12,00;10,00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=6",
    "3000,1000",
    NULL },
  { "price-of-all",
    "Order,Date,Customer,Product,Qty,Price\n1,2024-01-05,C1,Bag,1,20.00\n"
    "2,2024-01-06,C2,Bag,3,60.00\n3,2024-01-07,C1,Mug,2,9.99\n4,2024-01-08,C1,Mug,3,14.99\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=5",
    "2000,6000,999,1499",
    NULL },
  { "amount-of-one",
    "Order,Date,Customer,Product,Qty,Amount\n1,2024-01-05,C1,Bag,1,20.00\n"
    "2,2024-01-06,C2,Bag,3,20.00\n3,2024-01-07,C1,Bag,2,20.00\n4,2024-01-08,C1,Bag,5,20.00\n"
    "5,2024-01-07,C1,Mug,2,5.00\n6,2024-01-08,C1,Mug,3,5.00\n7,2024-01-09,C1,Mug,4,5.00\n",
    "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5",
    "2000,6000,4000,10000,1000,1500,2000",
    NULL },
};

static void
test_export (gconstpointer data)
{
  gsize i = (gsize) GPOINTER_TO_UINT (data);
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_auto (GStrv) notes = NULL;
  g_autofree char *found = NULL, *all = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, exports[i].text);
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found, ==, exports[i].mapping);
  notes = tv_import_file_list_notes (file);
  all = g_strjoinv ("\n", notes);
  g_assert_cmpint (strstr (all, "times") != NULL || strstr (all, "include tax") != NULL,
                   ==,
                   exports[i].note != NULL);
  g_assert_true (exports[i].note == NULL || strstr (all, exports[i].note) != NULL);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->rejected_count, ==, 0);
  tv_test_import_expect (&import,
                         "SELECT group_concat (amount_ht_cents) FROM sales_line",
                         exports[i].amounts);
}

/* What stands in an order's first line alone is of the order, is not taken off, and is told. */
static void
test_order_discounts (void)
{
  static const char *const headers[] = { "Discount (%)", "Discount Amount", "Remise" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;
      g_autoptr (TvImportResult) result = NULL;
      g_auto (GStrv) notes = NULL;
      g_autofree char *all = NULL;
      g_autofree char *text
          = g_strdup_printf ("Order,Date,Customer,Product,Unit price,Qty,%s\n"
                             "1,2024-01-05,C1,P1,10.00,1,15\n1,2024-01-05,C1,P2,8.00,1,\n"
                             "1,2024-01-05,C1,P3,6.00,1,\n2,2024-01-06,C2,P1,10.00,1,10\n"
                             "2,2024-01-06,C2,P4,4.00,1,\n3,2024-01-07,C3,P1,10.00,1,0\n",
                             headers[i]);

      tv_test_import_init (&import);
      file = tv_test_import_sniff (&import, text);
      notes = tv_import_file_list_notes (file);
      all = g_strjoinv ("\n", notes);
      g_assert_nonnull (strstr (all, "is not taken off: 2 of the first rows have one."));
      result = tv_test_import_take_file (&import, file);
      tv_test_import_expect (&import,
                             "SELECT group_concat (amount_ht_cents) FROM sales_line",
                             "1000,800,600,1000,400,1000");
    }
}

/* Nobody gives more than all off; a first look without discounts leaves it to each value. */
static void
test_odd_discounts (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("Order,Date,Customer,Product,Unit price,Qty,Discount\n");
  g_autoptr (TvImportResult) result = NULL;
  g_autofree char *rejects = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "%u,2024-01-05,C1,P%u,10.00,1,0\n", i, i);
  g_string_append (text, "70,2024-01-05,C1,P1,10.00,1,0.25\n71,2024-01-05,C1,P1,10.00,1,4\n");
  g_string_append (text, "72,2024-01-05,C1,P1,10.00,1,11\n73,2024-01-05,C1,P1,10.00,1,x\n");
  tv_test_import_init (&import);
  result = tv_test_import_take (&import, text->str);
  rejects = tv_test_import_list_rejects (result);
  g_assert_cmpstr (rejects, ==, "64|Discount|OUT_OF_RANGE|11\n65|Discount|BAD_NUMBER|x\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (amount_ht_cents) FROM sales_line WHERE line > 61",
                         "750,600");
}

/* Lines without any amount have the price of the catalogue, if somebody says so. */
static void
test_catalogue (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) products = NULL, result = NULL;
  g_auto (GStrv) notes = NULL;
  g_autofree char *rejects = NULL, *mapping = NULL;

  tv_test_import_init (&import);
  products = tv_test_import_take (&import,
                                  "Product key,Product label,Price\nP1,Bag,13.335\nP2,Mug,15.00\n"
                                  "P3,Gift,\n");
  file = tv_test_import_sniff (&import,
                               "Order,Date,Customer,Product key,Quantity\n"
                               "1,2024-01-05,C1,P1,3\n2,2024-01-05,C1,P2,-2\n"
                               "3,2024-01-05,C1,P3,1\n4,2024-01-05,C1,P9,1\n");
  g_assert_nonnull (tv_import_file_get_missing (file));
  g_assert_true (tv_import_file_can_take_prices (file));
  file->has_catalogue_prices = TRUE;
  g_assert_null (tv_import_file_get_missing (file));
  g_assert_false (tv_import_file_can_take_prices (file));
  notes = tv_import_file_list_notes (file);
  g_assert_cmpstr (notes[0], ==, "Amounts are quantity times the price in the catalogue.");
  mapping = tv_import_mapping_write (file);
  g_assert_nonnull (strstr (mapping, "\"prices\":\"catalogue\""));
  result = tv_test_import_take_file (&import, file);
  rejects = tv_test_import_list_rejects (result);
  g_assert_cmpstr (rejects, ==, "4|Product key|NO_PRICE|P3\n5|Product key|NO_PRICE|P9\n");
  tv_test_import_expect (&import,
                         "SELECT group_concat (amount_ht_cents) FROM sales_line",
                         "4002,-3000");
  tv_test_import_expect (&import,
                         "SELECT raw FROM import_reject WHERE line = 4",
                         "3,2024-01-05,C1,P3,1");
}

/* By label, too; what lacks more than amounts cannot be helped so. */
static void
test_catalogue_labels (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL, other = NULL;
  g_autoptr (TvImportResult) products = NULL, result = NULL;

  tv_test_import_init (&import);
  products = tv_test_import_take (&import, "Product key,Product label,Price\nP1,Bag,20.00\n");
  file = tv_test_import_sniff (&import,
                               "Order,Date,Customer,Product\n1,2024-01-05,C1,Bag\n"
                               "2,2024-01-06,C1,bag\n");
  file->has_catalogue_prices = tv_import_file_can_take_prices (file);
  g_assert_true (file->has_catalogue_prices);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 1);
  tv_test_import_expect (&import, "SELECT sum (amount_ht_cents) FROM sales_line", "2000");
  other
      = tv_test_import_sniff (&import, "Order,Customer,Product,Quantity\n1,C1,Bag,1\n2,C1,Bag,1\n");
  g_assert_false (tv_import_file_can_take_prices (other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *path = g_strconcat ("/line-amounts/", exports[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER ((guint) i), test_export);
    }
  g_test_add_func ("/line-amounts/odd-discounts", test_odd_discounts);
  g_test_add_func ("/line-amounts/order-discounts", test_order_discounts);
  g_test_add_func ("/line-amounts/catalogue", test_catalogue);
  g_test_add_func ("/line-amounts/catalogue-labels", test_catalogue_labels);
  return g_test_run ();
}
