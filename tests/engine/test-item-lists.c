/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders with a list of products in a cell, or lists side by side: which cells are lists, how they
 * are cut, and which only look so. */
#include <string.h>

#include "ingest/tv-item-list.h"
#include "ingest/tv-item-trial.h"
#include "tv-test-import.h"

static char *
cut (const TvImportSplit *split, const char *const *cells)
{
  gsize lengths[4] = { 0 };
  TvRecord record = { .fields = cells, .lengths = lengths };
  g_auto (TvItemList) list = { 0 };
  GString *text = g_string_new (NULL);
  const char *problem;

  for (; cells[record.field_count] != NULL; record.field_count++)
    lengths[record.field_count] = strlen (cells[record.field_count]);
  tv_item_list_init (&list);
  problem = tv_item_list_cut (&list, split, &record);
  for (guint i = 0; problem == NULL && i < list.count; i++)
    for (guint part = 0; part < split->part_count; part++)
      {
        TvItemPiece piece = tv_item_list_get (&list, split, i, part);

        g_string_append_len (text, piece.text, (gssize) piece.length);
        g_string_append_c (text, part + 1 < split->part_count ? '|' : '/');
      }
  return problem != NULL ? (g_string_free (text, TRUE), g_strdup (problem))
                         : g_string_free (text, FALSE);
}

static void
test_cut (void)
{
  static char *const keys[] = { "name", "quantity", NULL };
  static const struct
  {
    TvListForm form;
    const char *marks[3], *cells[4], *cut;
  } cases[] = {
    { TV_LIST_COUNTED, { ", " }, { "2 x Jug, 1 x Cup", NULL }, "Jug|2/Cup|1/" },
    { TV_LIST_COUNTED,
      { ", " },
      { "2× Jug, grey, 6 x 20 cl, 12 * Cup", NULL },
      "Jug, grey, 6 x 20 cl|2/Cup|12/" },
    { TV_LIST_COUNTED, { ", " }, { "2 x Jug, 6x20 cl, 1 x Cup", NULL }, "Jug, 6x20 cl|2/Cup|1/" },
    { TV_LIST_COUNTED, { ", " }, { "Jug, 1 x Cup", NULL }, "Jug|/Cup|1/" },
    { TV_LIST_COUNTED_BEHIND,
      { ";" },
      { "Jug × 2; Cup; blue x 1 ;Jar (x3)", NULL },
      "Jug|2/Cup; blue|1/Jar|3/" },
    { TV_LIST_COUNTED_BEHIND, { ";" }, { "Jug × 2; Box", NULL }, "Jug|2/Box|/" },
    { TV_LIST_COUNTED_BEHIND, { "\n" }, { "Box 2\nMax 3 x 4", NULL }, "Box 2\nMax 3|4/" },
    { TV_LIST_PAIRS,
      { ";", "|", ":" },
      { "name:Jug; grey|id:4|quantity:2;name:Set: A|B|quantity:1", NULL },
      "Jug; grey|2/Set: A|B|1/" },
    { TV_LIST_PAIRS, { ";", "|", ":" }, { "", NULL }, "" },
    { TV_LIST_JSON,
      { NULL },
      { "[{\"name\": \"Jug\", \"quantity\": 2, \"more\": {\"a\": []}}, {\"name\": \"Cup\", "
        "\"quantity\": 1.5}]",
        NULL },
      "Jug|2/Cup|1.5/" },
    { TV_LIST_JSON, { NULL }, { "[{\"name\": ", NULL }, "UNEQUAL_LISTS" },
    { TV_LIST_JSON, { NULL }, { "[[[[[[[[]]]]]]]]", NULL }, "UNEQUAL_LISTS" },
    { TV_LIST_JSON, { NULL }, { "1{\"name\": \"Jug\"}]", NULL }, "UNEQUAL_LISTS" },
    { TV_LIST_JSON,
      { NULL },
      { "[{\"name\": \"Jug\"}]{\"name\": \"Cup\"}", NULL },
      "UNEQUAL_LISTS" },
    { TV_LIST_JSON, { NULL }, { " [{\"name\": \"Jug]\"}] ", NULL }, "Jug]|/" },
    { TV_LIST_PARALLEL, { "|" }, { "Jug|Cup", "2 | 1", NULL }, "Jug|2/Cup|1/" },
    { TV_LIST_PARALLEL, { "|" }, { "Jug|Cup", "2", NULL }, "UNEQUAL_LISTS" },
    { TV_LIST_PARALLEL, { "|" }, { "Jug", "2|1", NULL }, "UNEQUAL_LISTS" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int fields[] = { 0, cases[i].form == TV_LIST_PARALLEL ? 1 : 0 };
      gboolean has_keys = cases[i].form == TV_LIST_PAIRS || cases[i].form == TV_LIST_JSON;
      TvImportSplit split = { .form = cases[i].form,
                              .part_count = 2,
                              .fields = fields,
                              .item_mark = (char *) cases[i].marks[0],
                              .pair_mark = (char *) cases[i].marks[1],
                              .key_mark = (char *) cases[i].marks[2],
                              .keys = has_keys ? (char **) keys : NULL };
      g_autofree char *found = cut (&split, cases[i].cells);

      g_assert_cmpstr (found, ==, cases[i].cut);
    }
}

static const char lines_sql[]
    = "SELECT group_concat (line || ' ' || customer_code || ' ' || doc_ref || ' ' || p.text || ' ' "
      "|| (qty_milli / 1000) || ' ' || amount_ht_cents, ', ') FROM sales_line JOIN customer_ref AS "
      "c ON c.id = customer_ref_id JOIN product_ref AS p ON p.id = product_ref_id";

static void
expect_lines (const char *text, const char *found, const char *rejects, const char *lines)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autofree char *told = NULL, *listed = NULL;

  tv_test_import_init (&import);
  file = tv_test_import_sniff (&import, text);
  told = tv_test_import_describe (file);
  g_assert_cmpstr (told, ==, found);
  result = tv_test_import_take_file (&import, file);
  listed = tv_test_import_list_rejects (result);
  g_assert_cmpstr (listed, ==, rejects);
  tv_test_import_expect (&import, lines_sql, lines);
}

static void
test_parallel (void)
{
  expect_lines ("N° commande;Date;Code client;Total TTC;Articles;Quantités;Prix unitaires\n"
                "A1;13/03/2024;C1;99,00;Vase|Plat, bleu;1|2;12,50|9,50\n"
                "A2;14/03/2024;C2;12,50;Vase;1;12,50\n"
                "A3;15/03/2024;C2;99,00;Vase|Plat, bleu|Pot;1|x|1;12,50|9,50|3,00\n",
                "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=5 "
                "unit_price=6",
                "4|Quantités|BAD_NUMBER|x\n",
                "2 C1 A1 Vase 1 1250, 2 C1 A1 Plat, bleu 2 1900, 3 C2 A2 Vase 1 1250, "
                "4 C2 A3 Vase 1 1250, 4 C2 A3 Pot 1 300");
}

/* A row beyond the first ones whose lists are not of one length is rejected as a whole. */
static void
test_unequal (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autofree char *rejects = NULL;
  g_autoptr (GString) text
      = g_string_new ("Order number,Order date,Customer code,Products,Quantities,Amounts");

  tv_test_import_init (&import);
  for (int i = 0; i < 60; i++)
    g_string_append (text,
                     i % 2 == 0 ? "\n1,2024-03-05,C1,Jug|Cup,1|2,5.00|6.00"
                                : "\n2,2024-03-05,C1,Jug,1,5.00");
  g_string_append (text, "\n3,2024-03-05,C1,Jug|Cup,1,5.00");
  file = tv_test_import_sniff (&import, text->str);
  result = tv_test_import_take_file (&import, file);
  rejects = tv_test_import_list_rejects (result);
  g_assert_cmpstr (rejects, ==, "62||UNEQUAL_LISTS|\n");
  g_assert_cmpint (result->accepted_count, ==, 90);
  tv_test_import_expect (&import,
                         "SELECT raw FROM import_reject",
                         "\"3,2024-03-05,C1,Jug|Cup,1,5.00\"");
}

static void
test_pairs (void)
{
  expect_lines ("order_id,order_date,customer_id,order_total,line_items,tax_items\n"
                "1,2024-03-05,7,30.00,\"name:Jug|product_id:4|quantity:2|total:20.00;name:Cup, "
                "blue|product_id:5|quantity:1|total:5.00\",code:VAT|label:VAT|total:5.00\n"
                "2,2024-03-06,8,5.00,\"name:Cup, blue|product_id:5|quantity:1|total:5.00\","
                "code:VAT|label:VAT|total:1.00\n",
                "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 product_key=5 "
                "qty=6 amount_ht=7",
                "",
                "2 7 1 4 2 2000, 2 7 1 5 1 500, 3 8 2 5 1 500");
}

/* Products that are parted by another mark than their keys are. */
static void
test_pairs_of_commas (void)
{
  expect_lines ("Order ID,Order Date,Customer ID,Product Details\n"
                "1,2024-03-05,7,\"Product Qty: 2, Product Name: Jug, Product Total Price: 20.00|"
                "Product Qty: 1, Product Name: Cup, Product Total Price: 5.00\"\n"
                "2,2024-03-06,8,\"Product Qty: 1, Product Name: Cup, Product Total Price: 5.00\"\n",
                "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_label=4 qty=3 "
                "amount_ht=5",
                "",
                "2 7 1 Jug 2 2000, 2 7 1 Cup 1 500, 3 8 2 Cup 1 500");
}

static void
test_json (void)
{
  expect_lines ("order_id,order_date,customer_id,order_total,items\n"
                "1,2024-03-05,7,30.00,\"[{\"\"sku\"\": \"\"J1\"\", \"\"qty\"\": 2, \"\"price\"\": "
                "10.5}, {\"\"sku\"\": \"\"C1\"\", \"\"qty\"\": 1, \"\"price\"\": 5}]\"\n"
                "2,2024-03-06,8,5.00,\"[{\"\"sku\"\": \"\"C1\"\", \"\"qty\"\": 1, \"\"price\"\": "
                "5}]\"\n3,2024-03-06,8,5.00,[]\n",
                "SALES_LINES customer_code=2 order_date=1 doc_ref=0 product_key=4 qty=5 "
                "unit_price=6",
                "4|items|REQUIRED|\n",
                "2 7 1 J1 2 2100, 2 7 1 C1 1 500, 3 8 2 C1 1 500");
}

static void
test_counted (void)
{
  static const struct
  {
    const char *cells[3], *found;
  } cases[] = {
    { { "\"2 x Jug, 1 x Cup, blue\"", "1 x Jug", "\"1 x Cup, blue, 3 x Jar\"" },
      "product_label=4 qty=5" },
    { { "Jug × 2; Cup × 1", "Jug × 1", "Cup × 1; Jar × 3" }, "product_label=4 qty=5" },
    { { "\"Jug (x2)\nCup (x1)\"", "Jug (x1)", "\"Cup (x1)\nJar (x3)\"" }, "product_label=4 qty=5" },
    { { "\"2 x Jug (SKU J1), 1 x Cup (SKU C1)\"",
        "1 x Jug (SKU J1)",
        "\"1 x Cup (SKU C1), 3 x Jar (SKU R1)\"" },
      "product_label=4 product_key=6 qty=5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;
      g_autofree char *text = g_strdup_printf (
          "Order number,Order date,Customer code,Order total,Items\n1,2024-03-05,C1,30.00,%s\n"
          "2,2024-03-06,C2,10.00,%s\n3,2024-03-07,C1,10.00,%s\n",
          cases[i].cells[0],
          cases[i].cells[1],
          cases[i].cells[2]);
      g_autofree char *found = NULL, *expected = NULL;

      tv_test_import_init (&import);
      file = tv_test_import_sniff (&import, text);
      found = tv_test_import_describe (file);
      expected = g_strconcat ("SALES_LINES customer_code=2 order_date=1 doc_ref=0 ",
                              cases[i].found,
                              NULL);
      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpuint (file->preview->len, ==, 5);
      g_assert_true (tv_import_file_can_take_prices (file));
    }
}

/* Names with commas and counts, lists of other things, lists that every row has alike. */
static void
test_others (void)
{
  static const char *const texts[] = {
    "Order,Date,Customer,Product,Qty,Amount\n1,2024-03-05,C1,\"Magnum 1,5 L x 6\",1,9.90\n"
    "2,2024-03-06,C2,\"2 x Jug, 1 x Cup\",1,4.90\n3,2024-03-07,C2,\"1 x Jug, 1 x Jar, 2 x "
    "Cup\",1,9.90\n",
    "Order,Date,Customer,Product,Amount\n1,2024-03-05,C1,\"Magnum 1,5 L x 6\",9.90\n"
    "2,2024-03-06,C2,\"Case, 6 x 75 cl\",4.90\n3,2024-03-07,C2,\"Jug, grey\",9.90\n",
    "Order,Date,Customer,Product,Amount\n1,2024-03-05,C1,6 x Jug,9.90\n2,2024-03-06,C2,1 x "
    "Cup,4.90\n",
    "Order,Date,Customer,Product,Qty,Amount,Options\n1,2024-03-05,C1,Jug,1,9.90,size:L|colour:red\n"
    "2,2024-03-06,C2,Cup,1,4.90,size:S|colour:blue\n",
    "Order,Date,Customer,Product,Variants,Qty,Amount,Lots\n1,2024-03-05,C1,Jug,a|b,1,9.90,1|2\n"
    "2,2024-03-06,C2,Cup,a,1,4.90,3\n3,2024-03-06,C2,Cup,a|b|c,1,4.90,3|4|5\n",
    "Code client;Nom;Ville;Tags;Scores\nC1;Roux;Colmar;a|b;1|2\nC2;Noir;Colmar;a;1\n"
    "C3;Blanc;Colmar;a|b|c;1|2|3\n",
    "SKU,Name,Price,Categories,Images\nS1,Jug,9.90,\"Red, Dry\",\"a.jpg, b.jpg\"\nS2,Cup,4.90,Red,"
    "a.jpg\n",
  };

  tv_test_import_expect_whole (texts, G_N_ELEMENTS (texts));
}

/* A cell of very many products is a reject, and costs no memory. */
static void
test_too_many (void)
{
  int fields[] = { 0, 0 };
  TvImportSplit split
      = { .form = TV_LIST_COUNTED, .part_count = 2, .fields = fields, .item_mark = (char *) "," };
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *cells[] = { NULL, NULL };
  g_autofree char *found = NULL;

  for (int i = 0; i <= TV_ITEM_LIST_MOST; i++)
    g_string_append (cell, "1 x Jug,");
  cells[0] = cell->str;
  found = cut (&split, cells);
  g_assert_cmpstr (found, ==, "TOO_MANY_FIELDS");
}

/* The wider a file, the fewer ways to take its rows apart are tried, as each looks at all columns
 * anew; some are in any file. */
static void
test_wide (void)
{
  guint before = tv_item_trial_get_most (1);

  g_assert_cmpuint (before, >, 2);
  for (guint width = 1; width <= TV_RECORD_MAXIMUM_FIELDS; width++)
    {
      guint most = tv_item_trial_get_most (width);

      g_assert_cmpuint (most, <=, before);
      g_assert_cmpuint (most, >=, 2);
      if (most > 2)
        g_assert_cmpuint (most * width, <=, 500);
      before = most;
    }
  g_assert_cmpuint (before, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item-lists/cut", test_cut);
  g_test_add_func ("/item-lists/parallel", test_parallel);
  g_test_add_func ("/item-lists/unequal", test_unequal);
  g_test_add_func ("/item-lists/pairs", test_pairs);
  g_test_add_func ("/item-lists/pairs-of-commas", test_pairs_of_commas);
  g_test_add_func ("/item-lists/json", test_json);
  g_test_add_func ("/item-lists/counted", test_counted);
  g_test_add_func ("/item-lists/others", test_others);
  g_test_add_func ("/item-lists/too-many", test_too_many);
  g_test_add_func ("/item-lists/wide", test_wide);
  return g_test_run ();
}
