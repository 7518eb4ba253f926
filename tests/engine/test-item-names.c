/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders whose products are named and nothing else, several in a cell, and those that have a
 * product with its keys in each numbered cell. */
#include "tv-test-import.h"

static char *
describe (const char *text, guint *out_lines)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, text);
  *out_lines = file->preview->len;
  return tv_test_import_describe (file);
}

/* Names that stand alone in one row stand beside others in another. */
static void
test_names (void)
{
  static const char *const marks[] = { ";", "; ", "|", " | ", ", ", ",", " + ", " / ", "\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("Order number,Order date,Customer code,Order total,Products\n"
                             "1,2024-03-05,C1,30.00,\"Jug%sCup\"\n2,2024-03-06,C2,10.00,Cup\n"
                             "3,2024-03-07,C1,10.00,\"Jar%sJug%sCup\"\n4,2024-03-08,C3,10.00,Jug\n",
                             marks[i],
                             marks[i],
                             marks[i]);
      guint lines;
      g_autofree char *found = describe (text, &lines);

      g_assert_cmpstr (found,
                       ==,
                       "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4");
      g_assert_cmpuint (lines, ==, 7);
    }
}

static void
test_prices (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL, products = NULL;
  g_autoptr (TvImportResult) catalogue = NULL, result = NULL;

  tv_test_import_init (&import);
  products
      = tv_test_import_sniff (&import, "product_key,product_label,price\nP1,Jug,5\nP2,Cup,4\n");
  catalogue = tv_test_import_take_file (&import, products);
  file = tv_test_import_sniff (&import,
                               "Order number,Order date,Customer code,Products\n"
                               "1,2024-03-05,C1,Jug; Cup\n2,2024-03-06,C2,Cup\n"
                               "3,2024-03-07,C1,Cup;Jug;\n4,2024-03-08,C3,Jug\n");
  g_assert_true (tv_import_file_can_take_prices (file));
  file->has_catalogue_prices = TRUE;
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 6);
  g_assert_cmpint (result->order_count, ==, 4);
  tv_test_import_expect (&import,
                         "SELECT group_concat (line || ' ' || p.text || ' ' || qty_milli || ' ' || "
                         "amount_ht_cents, ', ') FROM sales_line JOIN product_ref AS p ON p.id = "
                         "product_ref_id",
                         "2 Jug 1000 500, 2 Cup 1000 400, 3 Cup 1000 400, 4 Cup 1000 400, 4 Jug "
                         "1000 500, 5 Jug 1000 500");
}

/* Marks within names, what is said of products, and lines that are no orders. */
static void
test_others (void)
{
  static const char *const texts[] = {
    "Order,Date,Customer,Product\n1,2024-03-05,C1,\"Jug, grey\"\n2,2024-03-06,C2,Jug\n"
    "3,2024-03-07,C1,\"Cup, grey\"\n4,2024-03-08,C1,\"Jug, blue\"\n5,2024-03-08,C2,Cup\n",
    "Order,Date,Customer,Product\n1,2024-03-05,C1,Jug / Pichet\n2,2024-03-06,C2,Cup / Tasse\n"
    "3,2024-03-07,C1,Jug / Pichet\n4,2024-03-08,C1,Vase\n",
    "Order,Date,Customer,Product,Qty,Amount\n1,2024-03-05,C1,Jug; Cup,1,9.00\n2,2024-03-06,C2,Cup,"
    "1,4.00\n3,2024-03-07,C1,Cup; Jug,2,18.00\n4,2024-03-08,C3,Jug,1,5.00\n",
    "Order,Date,Customer,Product\n1,2024-03-05,C1,Jug; Cup\n1,2024-03-05,C1,Cup\n"
    "2,2024-03-07,C1,Cup; Jug\n2,2024-03-07,C1,Jug\n",
    "Customer,Date,Tags,Product\nC1,2024-03-05,Jug; Cup,Jug\nC2,2024-03-06,Cup,Cup\n"
    "C3,2024-03-07,Cup; Jug,Jug\nC4,2024-03-08,Jug,Jug\n",
  };

  tv_test_import_expect_whole (texts, G_N_ELEMENTS (texts));
}

/* Three orders; of the products in numbered cells, the last one is counted by a letter. */
static char *
write_keyed (const char *pair, const char *key)
{
  static const char *const cells[] = { "Jug@2@5.00", "Cup@1@4.00", "Jug@x@5.00" };
  char *products[G_N_ELEMENTS (cells)];
  char *text;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cells[i], "@", -1);

      products[i] = g_strdup_printf ("\"name%s%s%sqty%s%s%sprice%s%s\"",
                                     key,
                                     parts[0],
                                     pair,
                                     key,
                                     parts[1],
                                     pair,
                                     key,
                                     parts[2]);
    }
  text = g_strdup_printf ("Order,Date,Customer code,Total,Item 1,Item 2,Item 3\n"
                          "A1,2024-03-05,C1,14.00,%s,%s,\nA2,2024-03-06,C2,4.00,%s,,\n"
                          "A3,2024-03-07,C2,9.00,%s,,%s\n",
                          products[0],
                          products[1],
                          products[1],
                          products[1],
                          products[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_free (products[i]);
  return text;
}

static void
test_keyed (void)
{
  static const char *const marks[][2]
      = { { ", ", "=" }, { "|", ":" }, { "; ", ": " }, { "\n", ":" } };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;
      g_autoptr (TvImportResult) result = NULL;
      g_autofree char *told = NULL, *rejects = NULL;
      g_autofree char *text = write_keyed (marks[i][0], marks[i][1]);

      tv_test_import_init (&import);
      file = tv_test_import_sniff (&import, text);
      told = tv_test_import_describe (file);
      g_assert_cmpstr (told,
                       ==,
                       "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 "
                       "unit_price=6");
      result = tv_test_import_take_file (&import, file);
      rejects = tv_test_import_list_rejects (result);
      g_assert_true (g_str_has_suffix (rejects, "|Item 3|BAD_NUMBER|x\n"));
      tv_test_import_expect (&import,
                             "SELECT group_concat (p.text || ' ' || (qty_milli / 1000) || ' ' || "
                             "amount_ht_cents, ', ') FROM sales_line JOIN product_ref AS p ON p.id "
                             "= product_ref_id",
                             "Jug 2 1000, Cup 1 400, Cup 1 400, Cup 1 400");
    }
}

/* Taxes and options are numbered and have keys as well. */
static void
test_keyed_others (void)
{
  static const char *const texts[] = {
    "Order,Date,Customer,Product,Qty,Amount,Tax 1,Tax 2\n1,2024-03-05,C1,Jug,1,9.00,name=VAT; "
    "rate=20,\n2,2024-03-06,C2,Cup,1,4.00,name=VAT; rate=20,name=Duty; rate=1\n",
    "Order,Date,Customer,Product,Qty,Amount,Option 1,Option 2\n1,2024-03-05,C1,Jug,1,9.00,"
    "name=Bow|qty=1,\n2,2024-03-06,C2,Cup,1,4.00,name=Bow|qty=1,name=Card|qty=1\n",
  };

  tv_test_import_expect_whole (texts, G_N_ELEMENTS (texts));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item-names/names", test_names);
  g_test_add_func ("/item-names/prices", test_prices);
  g_test_add_func ("/item-names/others", test_others);
  g_test_add_func ("/item-names/keyed", test_keyed);
  g_test_add_func ("/item-names/keyed-others", test_keyed_others);
  return g_test_run ();
}
