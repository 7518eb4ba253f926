/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders with several products in a row, in numbered groups of columns: which files are such, what
 * lines they give, and which files only look so. */
#include <string.h>

#include "ingest/tv-item-names.h"
#include "rows/tv-import-mapping.h"
#include "rows/tv-import-notes.h"
#include "tv-test-import.h"

#define MANY 6000 /* more than a first look sees */

static char *
list_names (const char *header)
{
  g_auto (GStrv) cells = g_strsplit (header, ";", -1);
  g_autoptr (GPtrArray) names = tv_item_names_find (cells);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const TvItemName *name = g_ptr_array_index (names, i);

      g_string_append_printf (text, "%s %u-%u@", name->name, name->first, name->last);
      for (guint n = name->first; n <= name->last; n++)
        g_string_append_printf (text, "%d", name->fields[n]);
      g_string_append_c (text, ';');
    }
  return g_string_free (text, FALSE);
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "Date;Item 1;Qty 1;Item 2;Qty 2", "Item 1-2@13;Qty 1-2@24;" },
    { "Item #1 Name;Item #2 Name;Item #3 Name", "Item Name 1-3@012;" },
    { "lines.0.sku;lines.0.qty;lines.1.sku;lines.1.qty", "lines.sku 0-1@02;lines.qty 0-1@13;" },
    { "lines[0].sku;lines[1].sku", "lines.sku 0-1@01;" },
    { "item_1_name;item_2_name", "item_name 1-2@01;" },
    { "Article n°1;Article n°2", "Article 1-2@01;" },
    { "1. Produkt;2. Produkt", "Produkt 1-2@01;" },
    /* The first one without a number, and the very same name again. */
    { "Item;Qty;Item 2;Qty 2;Item 3;Qty 3", "Item 1-3@024;Qty 1-3@135;" },
    { "Ort;Ware;Menge;Ware;Menge", "Ware 1-2@13;Menge 1-2@24;" },
    /* A gap, a number that comes twice, a single one, a year, a column without a name. */
    { "Item 1;Item 3;Tax 1;Tax 1;Code 2;2023;2024;#1;#2", "Tax 1 1-2@23;" },
    { "A 1 b 1;A 1 b 2;A 2 b 1;A 2 b 2", "A b 1 1-2@02;A 1 b 1-2@01;A b 2 1-2@13;A 2 b 1-2@23;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list_names (cases[i][0]);

      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static const char lines_sql[]
    = "SELECT group_concat (line || ' ' || customer_code || ' ' || date (order_day * 86400, "
      "'unixepoch') || ' ' || doc_ref || ' ' || p.text || ' ' || (qty_milli / 1000) || ' ' || "
      "amount_ht_cents, ', ') FROM sales_line JOIN customer_ref AS c ON c.id = customer_ref_id "
      "JOIN "
      "product_ref AS p ON p.id = product_ref_id";

static const char shop[]
    = "order_id,order_date,shipping_total,discount_total,order_total,customer_email,"
      "billing_address_1,billing_address_2,line_item_1,line_item_2,"
      "Product Item 1 Name,Product Item 1 SKU,Product Item 1 Quantity,Product Item 1 Total,"
      "Product Item 2 Name,Product Item 2 SKU,Product Item 2 Quantity,Product Item 2 Total\n"
      "71,2024-03-05 09:10:11,4.90,0,64.90,a@example.org,Road 1,,x,y,Grey jug,J-1,2,40.00,"
      "\"Bowl, 1,5 l x 6\",B-6,1,20.00\n"
      "72,2024-03-06 09:10:11,4.90,2,18.00,b@example.org,Road 2,,x,,Grey jug,J-1,1,20.00,,,,\n"
      "73,2024-03-07 09:10:11,0,0,20.00,a@example.org,Road 1,,x,,\"Bowl, 1,5 l x 6\",B-6,1,20.00,,,"
      "0,0.00\n";

/* What is said of the order holds for each line; its total, delivery and discount are no lines. */
static void
test_shop (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL, copy = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_auto (GStrv) notes = NULL;
  g_autofree char *found = NULL, *told = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, shop);
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found,
                   ==,
                   "INVOICE_LINES customer_code=5 order_date=1 doc_ref=0 product_label=10 "
                   "product_key=11 qty=12 amount_ht=13 email=5 address=6");
  g_assert_cmpstr (file->header[10], ==, "Product Item Name");
  g_assert_cmpuint (g_strv_length (file->header), ==, 14);
  g_assert_cmpuint (file->preview->len, ==, 4);
  notes = tv_import_file_list_notes (file);
  g_assert_cmpstr (notes[0],
                   ==,
                   "Each row is an order with up to 2 products: it is read as one line for each.");
  copy = tv_import_file_copy (file);
  result = tv_test_import_take_file (&import, copy);
  g_assert_cmpint (result->accepted_count, ==, 4);
  g_assert_cmpint (result->order_count, ==, 3);
  told = tv_import_result_dup_orders (result);
  g_assert_cmpstr (told, ==, "3 rows of the file are orders: each of their products is a line.");
  tv_test_import_expect (&import,
                         lines_sql,
                         "2 a@example.org 2024-03-05 71 J-1 2 4000, "
                         "2 a@example.org 2024-03-05 71 B-6 1 2000, "
                         "3 b@example.org 2024-03-06 72 J-1 1 2000, "
                         "4 a@example.org 2024-03-07 73 B-6 1 2000");
}

static const char erp[]
    = "N° commande;Date;Code client;Total;Remise;Article1;Qté1;Total1;Article2;Qté2;Total2;"
      "Article3;Qté3;Total3\n"
      "A1;05/03/2024;C1;31,50;0;Vase;1;12,50;Plat;2;19,00;;;\n"
      "A2;16/03/2024;C2;12,50;0;Vase;1;12,50;Plat;x;9,50;;2;7,00\n"
      "A3;17/03/2024;;9,50;0;Plat;1;9,50;Vase;1;12,50;;;\n"
      "A4;18/03/2024;C1;0;0;;;;;;;;;\n"
      "A5;19/03/2024;C1;0;0;Vase;1\n"
      "A6;19/03/2024;C1;0;0;Vase;1;12,50;;;;;;;Plat\n"
      "Total;;;53,50;;;;;;;;;;\n";

/* A reject names the cell of the file, and is kept as a line that can be taken in alone. */
static void
test_rejects (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autofree char *found = NULL, *rejects = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, erp);
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found,
                   ==,
                   "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=5 qty=6 "
                   "amount_ht=7");
  /* The order has a total as well. */
  g_assert_cmpstr (file->header[7], ==, "Total …");
  g_assert_cmpint (file->decimal_mark, ==, ',');
  result = tv_test_import_take_file (&import, file);
  rejects = tv_test_import_list_rejects (result);
  g_assert_cmpstr (rejects,
                   ==,
                   "3|Qté2|BAD_NUMBER|x\n3|Article3|REQUIRED|\n"
                   "4|Code client|REQUIRED|\n4|Code client|REQUIRED|\n"
                   "5|Qté1|REQUIRED|\n6||TOO_FEW_FIELDS|\n7||TOO_MANY_FIELDS|\n8||TOTAL_ROW|\n");
  tv_test_import_expect (&import,
                         lines_sql,
                         "2 C1 2024-03-05 A1 Vase 1 1250, 2 C1 2024-03-05 A1 Plat 2 1900, "
                         "3 C2 2024-03-16 A2 Vase 1 1250");
  tv_test_import_expect (&import,
                         "SELECT group_concat (raw, char (10)) FROM import_reject WHERE line IN "
                         "(3, 6)",
                         "A2;16/03/2024;C2;12,50;0;Plat;x;9,50\n"
                         "A2;16/03/2024;C2;12,50;0;;2;7,00\n"
                         "\"A5;19/03/2024;C1;0;0;Vase;1\"");
}

/* A cell is mended where it stands in the file. */
static void
test_repairs (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, erp);
  g_assert_cmpstr (tv_import_file_get_own_header (file)[9], ==, "Qté2");
  tv_import_file_set_repair (file, 3, 9, "3");
  tv_import_file_set_repair (file, 4, 2, "C3");
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 6);
  tv_test_import_expect (&import,
                         "SELECT group_concat (line || ' ' || (qty_milli / 1000)) FROM sales_line",
                         "2 1,2 2,3 1,3 3,4 1,4 1");
}

/* Names in other forms: the first without a number, the very same again, those of nested data. */
static void
test_forms (void)
{
  static const struct
  {
    const char *text, *found, *lines, *column;
  } cases[] = {
    { "Bestellnummer;Datum;Kunde;Artikel;Menge;Preis;Artikel;Menge;Preis\n"
      "B1;13.03.2024;K1;Krug;1;10,00;Vase;2;5,00\nB2;14.03.2024;K2;Krug;1;10,00;Vase;x;5,00\n",
      "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5",
      "2 K1 2024-03-13 B1 Krug 1 1000, 2 K1 2024-03-13 B1 Vase 2 1000, 3 K2 2024-03-14 B2 Krug 1 "
      "1000",
      "3|Menge (2)|BAD_NUMBER|x\n" },
    { "id,created_at,customer_id,total_price,items.0.title,items.0.quantity,items.0.price,"
      "items.1.title,items.1.quantity,items.1.price\n"
      "1,2024-03-05,7,12.00,Jug,1,10.00,Cup,2,1.00\n2,2024-03-06,8,3.00,Cup,3,1.00,,,\n",
      "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 unit_price=6",
      "2 7 2024-03-05 1 Jug 1 1000, 2 7 2024-03-05 1 Cup 2 200, 3 8 2024-03-06 2 Cup 3 300",
      "" },
    { "Order number,Order date,Customer code,Item,Qty,Price,Item 2,Qty 2,Price 2\n"
      "1,2024-03-05,C7,Jug,1,10.00,Cup,2,1.00\n2,2024-03-06,C8,Cup,3,1.00,,,\n",
      "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 unit_price=5",
      "2 C7 2024-03-05 1 Jug 1 1000, 2 C7 2024-03-05 1 Cup 2 200, 3 C8 2024-03-06 2 Cup 3 300",
      "" },
    /* All names first, then all pieces. */
    { "Order number,Order date,Customer code,Product 1,Product 2,Quantity 1,Quantity 2,Amount 1,"
      "Amount 2\n"
      "1,2024-03-05,C7,Jug,Cup,1,2,10.00,2.00\n2,2024-03-06,C8,Cup,,3,,3.00,\n",
      "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3 qty=4 amount_ht=5",
      "2 C7 2024-03-05 1 Jug 1 1000, 2 C7 2024-03-05 1 Cup 2 200, 3 C8 2024-03-06 2 Cup 3 300",
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;
      g_autoptr (TvImportResult) result = NULL;
      g_autofree char *found = NULL, *rejects = NULL;

      tv_test_import_init (&import);
      file = tv_test_import_sniff (&import, cases[i].text);
      found = tv_test_import_describe (file);
      g_assert_cmpstr (found, ==, cases[i].found);
      result = tv_test_import_take_file (&import, file);
      rejects = tv_test_import_list_rejects (result);
      g_assert_cmpstr (rejects, ==, cases[i].column);
      tv_test_import_expect (&import, lines_sql, cases[i].lines);
    }
}

/* Numbered columns of other things, beside a product that the row has itself or none at all. */
static void
test_others (void)
{
  static const char *const texts[] = {
    /* taxes, options, discounts and descriptions of a line */
    "Name,Email,Created at,Lineitem name,Lineitem quantity,Lineitem price,Tax 1 Name,Tax 1 "
    "Value,Tax 2 Name,Tax 2 Value\n"
    "#1,a@example.org,2024-03-05,Jug,1,10.00,VAT,1.00,Eco,0.10\n"
    "#2,b@example.org,2024-03-06,Cup,1,5.00,VAT,0.50,,\n",
    "Invoice,Date,Customer,Description 1,Description 2,Qty,Price\n"
    "I1,2024-03-05,C1,Jug,grey,2,9.90\nI2,2024-03-06,C2,Cup,grey,1,4.90\n"
    "I3,2024-03-07,C2,Jug,,1,9.90\n",
    "Order,Date,Customer,Item,Qty,Price,Option 1 name,Option 1 price,Option 2 name,Option 2 price\n"
    "1,2024-03-05,C1,Jug,2,9.90,Gift,1.00,Card,2.00\n2,2024-03-06,C2,Cup,1,4.90,Gift,1.00,,\n",
    /* prices by quantity, parts of a set, categories and attributes in a catalogue */
    "Artikelnummer;Bezeichnung;Menge 1;Preis 1;Menge 2;Preis 2\nA1;Krug;1;10,00;6;9,00\n"
    "A2;Vase;1;8,00;6;7,00\n",
    "SKU,Bundle name,Price,Component 1,Qty 1,Component 2,Qty 2\nB1,Set,30.00,Jug,1,Cup,6\n"
    "B2,Pair,20.00,Cup,2,,\n",
    "User_ID,Product_ID,Age,Product_Category_1,Product_Category_2,Purchase\n1,P1,26-35,3,4,80\n"
    "2,P2,26-35,3,,90\n",
    "SKU,Name,Regular price,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 "
    "value(s)\nS1,Jug,10.00,Size,L,Colour,grey\nS2,Cup,5.00,Size,S,,\n",
    /* what customers like, addresses and phone numbers */
    "Customer code,Last name,Last order date,Product 1,Product 2\nC1,Roe,2024-03-05,Jug,Cup\n"
    "C2,Doe,2024-03-06,Cup,\n",
    "Code client;Nom;Adresse 1;Adresse 2;Tél 1;Tél 2\nC1;Roux;1 rue Haute;;0102030405;\n",
    "Timestamp,Email,Question 1,Question 2\n2024-03-05,a@example.org,Yes,No\n",
  };

  tv_test_import_expect_whole (texts, G_N_ELEMENTS (texts));
}

static const char bare[] = "Order number,Order date,Customer code,Order total,Product 1,Quantity "
                           "1,Product 2,Quantity 2\n"
                           "1,2024-03-05,C1,50.00,Jug,2,Cup,1\n2,2024-03-06,C2,10.00,Cup,2,,\n";

/* Without amounts of the products nothing is made up, least of all of the order's total. */
static void
test_bare (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *wrong = NULL;
  guint count, amount = 0;
  const TvImportColumn *columns = tv_import_kind_get_columns (TV_KIND_SALES_LINES, &count);

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, bare);
  g_assert_nonnull (file->split);
  g_assert_true (tv_import_file_can_take_prices (file));
  g_assert_null (tv_import_file_dup_unsuited (file));
  while (!g_str_equal (columns[amount].name, "amount_ht"))
    amount++;
  tv_import_file_set_column (file, amount, 3);
  wrong = tv_import_file_dup_unsuited (file);
  g_assert_nonnull (strstr (wrong, "“Order total” stands once for a whole order"));
}

/* Products alone: a number and a day for each row, and the same ones in several groups. */
static void
test_names_only (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autofree char *found = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import,
                               "Order number,Order date,Customer code,Product 1,Product 2\n"
                               "1,2024-03-05,C1,Jug,Cup\n2,2024-03-06,C2,Cup,\n"
                               "3,2024-03-07,C1,Cup,Jug\n");
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found, ==, "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=3");
}

/* More lines than one block has, so that orders go on in the next one; days that only the last row
 * decides; the mapping that is kept tells where cells stood. */
static void
test_many (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (TvImportSplit) split = NULL;
  g_autoptr (GString) text = g_string_new ("Order number,Order date,Customer code");
  g_autofree char *mapping = NULL;

  tv_test_import_init (&import);
  for (int n = 1; n <= 7; n++)
    g_string_append_printf (text, ",Product %d,Quantity %d,Amount %d", n, n, n);
  for (int i = 0; i < MANY; i++)
    {
      g_string_append_printf (text, "\n%d,%02d/03/2024,C%d", i, i + 1 == MANY ? 13 : 5, i % 9);
      for (int n = 0; n < 7; n++)
        if (n <= i % 7)
          g_string_append_printf (text, ",P%d,%d,%d.50", (i + n) % 20, n + 1, i);
        else
          g_string_append (text, ",,,");
    }
  file = tv_test_import_sniff (&import, text->str);
  g_assert_false (file->is_date_order_sure);
  mapping = tv_import_mapping_write (file);
  split = tv_import_mapping_dup_split (mapping);
  g_assert_cmpuint (split->item_count, ==, 7);
  g_assert_cmpint (tv_import_split_get_field (split, 6, 5), ==, 23);
  g_assert_cmpint (tv_import_split_get_field (split, 6, 2), ==, 2);
  g_assert_cmpint (tv_import_split_get_field (split, 7, 5), ==, -1);
  g_assert_null (tv_import_mapping_dup_split ("{\"items\": {\"header\": \"a\", \"parts\": 1, "
                                              "\"cells\": [1], \"fields\": [0]}}"));
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->order_count, ==, MANY);
  g_assert_cmpint (result->rejected_count, ==, 0);
  tv_test_import_expect (&import,
                         "SELECT count (*) || ' ' || (sum (qty_milli) / 1000) || ' ' || count "
                         "(DISTINCT line) || ' ' || sum (amount_ht_cents) || ' ' || max (date "
                         "(order_day * 86400, 'unixepoch')) FROM sales_line",
                         "23997 71989 6000 7200599750 2024-03-13");
}

/* Whoever asks for rows as they stand gets them, as does who takes customers from them. */
static void
test_kept (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autofree char *path = NULL;
  TvImportHints hints = TV_IMPORT_HINTS_INIT;

  tv_test_import_init (&import);
  path = tv_test_import_write (&import, "orders.csv", shop, -1);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TvImportFile) file = NULL;

      hints.keeps_rows = i == 0;
      hints.kind = i == 0 ? TV_KIND_UNKNOWN : TV_KIND_CUSTOMERS;
      file = tv_ingest_sniff (path, NULL, &hints, NULL);
      g_assert_null (file->split);
      g_assert_cmpuint (g_strv_length (file->header), ==, 18);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/items/names", test_names);
  g_test_add_func ("/items/shop", test_shop);
  g_test_add_func ("/items/rejects", test_rejects);
  g_test_add_func ("/items/repairs", test_repairs);
  g_test_add_func ("/items/forms", test_forms);
  g_test_add_func ("/items/others", test_others);
  g_test_add_func ("/items/bare", test_bare);
  g_test_add_func ("/items/names-only", test_names_only);
  g_test_add_func ("/items/many", test_many);
  g_test_add_func ("/items/kept", test_kept);
  return g_test_run ();
}
