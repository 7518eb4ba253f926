/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders in one file and their lines in another: which files belong together, what each line gets
 * of its order, and what becomes of a line without one. */
#include <string.h>

#include "ingest/tv-date-column.h"
#include "ingest/tv-join.h"
#include "ingest/tv-order-table.h"
#include "rows/tv-import-notes.h"
#include "tv-test-import.h"

#define MANY 5000

static TvImportFile *
sniff (TvTestImport *import, const char *name, const char *text)
{
  g_autofree char *path = tv_test_import_write (import, name, text, -1);
  g_autoptr (GError) error = NULL;
  TvImportFile *file = tv_ingest_sniff (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static TvImportFile *
join (TvTestImport *import, const char *lines_text, const char *orders_text)
{
  g_autoptr (TvImportFile) lines = sniff (import, "lines.csv", lines_text);
  g_autoptr (TvImportFile) orders = sniff (import, "orders.csv", orders_text);
  g_autoptr (GError) error = NULL;
  TvImportFile *file = tv_join_files (lines, orders, FALSE, NULL, &error);
  g_autoptr (TvImportFile) turned = tv_join_files (orders, lines, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (turned);
  return file;
}

static const char shop_lines[]
    = "OrderID;ProductID;UnitPrice;Quantity;Note\n"
      "10248;11;14,00;12;\n10248;42;9,80;10;\"a;b\"\n10250;51;42,40;35;\n10249;14;18,60;x;\n"
      "10999;65;16,80;15;\nTotal;;;72;\n";
static const char shop_orders[]
    = "OrderID,CustomerID,OrderDate,Freight,ShipName,ShipCity,Note\n"
      "10250,HANAR,08/07/1996,65.83,\"Hanari; Carnes\",Rio,\n"
      "10249,TOMSP,05/07/1996,11.61,Toms,Münster,x\n10248,VINET,14/07/1996,32.38,Vins,Reims,\n";

static void
test_shop (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL, copy = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (TvDateEvidence) evidence = NULL;
  g_auto (GStrv) notes = NULL;
  g_autofree char *found = NULL, *rejects = NULL;

  tv_test_import_init (&import);
  file = join (&import, shop_lines, shop_orders);
  g_assert_nonnull (file);
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found,
                   ==,
                   "INVOICE_LINES customer_code=5 order_date=6 doc_ref=0 product_key=1 qty=3 "
                   "unit_price=2 last_name=8 city=9");
  g_assert_cmpstr (file->header[10], ==, "Note (orders.csv)");
  notes = tv_import_file_list_notes (file);
  g_assert_cmpstr (notes[0], ==, "What is said of an order comes from “orders.csv”, by “OrderID”.");
  evidence = tv_date_column_read (file, NULL, NULL);
  g_assert_true (evidence->is_sure);
  g_assert_cmpint (evidence->order, ==, TV_DATE_ORDER_DMY);
  copy = tv_import_file_copy (file);
  result = tv_test_import_take_file (&import, copy);
  rejects = tv_test_import_list_rejects (result);
  g_assert_cmpstr (rejects, ==, "5|Quantity|BAD_NUMBER|x\n6||NO_ORDER|\n7||TOTAL_ROW|\n");
  g_assert_cmpint (result->accepted_count, ==, 3);
  tv_test_import_expect (&import,
                         "SELECT group_concat (customer_code || ' ' || date (order_day * 86400, "
                         "'unixepoch') || ' ' || doc_ref || ' ' || amount_ht_cents, ', ') "
                         "FROM sales_line JOIN customer_ref AS c ON c.id = customer_ref_id",
                         "VINET 1996-07-14 10248 16800, VINET 1996-07-14 10248 9800, "
                         "HANAR 1996-07-08 10250 148400");
  /* A reject is kept as a record that can be imported alone, with what is used of its order. */
  tv_test_import_expect (&import,
                         "SELECT raw FROM import_reject WHERE line = 5",
                         "10249;14;18,60;x;;TOMSP;05/07/1996;;Toms;Münster;");
}

/* The day's order is asked of the orders' whole column. */
static void
test_dates (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvDateEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_import_init (&import);
  file = join (&import,
               "order_id,product_id,price\nA1,P1,10.00\nA2,P1,12.00\n",
               "order_id,customer_id,order_date\nA1,C1,03/04/2024\nA2,C2,05/06/2024\n");
  g_assert_nonnull (file);
  g_assert_false (file->is_date_order_sure);
  evidence = tv_date_column_read (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (evidence->seen_count, ==, 2);
}

/* States, and a date of the lines that is none of the order. */
static void
test_marketplace (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autofree char *found = NULL;

  tv_test_import_init (&import);
  file = join (&import,
               "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight\n"
               "e48,1,p1,s1,2017-09-19 09:45:35,58.90,13.29\n"
               "e48,2,p2,s1,2017-09-19 09:45:35,20.00,13.29\n"
               "53c,1,p1,s1,2017-05-03 11:05:13,58.90,13.29\n",
               "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at\n"
               "53c,c2,canceled,2017-04-26 10:53:06,2017-04-26 11:05:13\n"
               "e48,c1,delivered,2017-09-13 08:59:02,2017-09-13 09:45:35\n");
  g_assert_nonnull (file);
  found = tv_test_import_describe (file);
  g_assert_cmpstr (found,
                   ==,
                   "SALES_LINES customer_code=7 order_date=9 doc_ref=0 order_status=8 "
                   "product_key=2 unit_price=5");
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 2);
  g_assert_cmpint (result->left_out_count, ==, 1);
}

/* Files that do not belong together stay two. */
static void
test_apart (void)
{
  static const struct
  {
    const char *lines, *orders;
  } pairs[] = {
    /* Numbers that come twice tell nothing. */
    { "OrderID,ProductID,UnitPrice\n1,P1,2.00\n2,P1,2.00\n",
      "OrderID,CustomerID,OrderDate\n1,C1,2024-01-05\n1,C2,2024-01-06\n2,C2,2024-01-06\n" },
    /* Orders of other lines. */
    { "OrderID,ProductID,UnitPrice\n1,P1,2.00\n2,P1,2.00\n3,P1,2.00\n",
      "OrderID,CustomerID,OrderDate\n3,C1,2024-01-05\n7,C2,2024-01-06\n8,C2,2024-01-06\n" },
    /* Lines that have all they need. */
    { "OrderID,Customer,Order Date,ProductID,UnitPrice\n1,C1,2024-01-05,P1,2.00\n",
      "OrderID,CustomerID,OrderDate\n1,C1,2024-01-05\n" },
    /* A list of customers. */
    { "OrderID,ProductID,UnitPrice\n1,P1,2.00\n", "CustomerID,Name,City\n1,Ann,Leeds\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;

      tv_test_import_init (&import);
      file = join (&import, pairs[i].lines, pairs[i].orders);
      g_assert_null (file);
    }
}

/* The same lines are other content where their orders are others. */
static void
test_other_orders (void)
{
  static const char lines[] = "OrderID,ProductID,UnitPrice\n1,P1,2.00\n2,P1,2.00\n";
  static const char *const orders[]
      = { "OrderID,CustomerID,OrderDate\n1,C1,2024-01-05\n2,C2,2024-01-06\n",
          "OrderID,CustomerID,OrderDate\n1,C1,2024-01-05\n2,C3,2024-01-06\n" };
  static const gboolean is_new[] = { TRUE, FALSE, TRUE };
  static const guint of_orders[] = { 0, 0, 1 };
  g_auto (TvTestImport) import = { 0 };

  tv_test_import_init (&import);
  for (gsize i = 0; i < G_N_ELEMENTS (is_new); i++)
    {
      g_autoptr (TvImportFile) file = join (&import, lines, orders[of_orders[i]]);
      g_autoptr (TvImportResult) result = tv_test_import_take_file (&import, file);

      g_assert_cmpint (result->same_batch_id != 0, ==, !is_new[i]);
    }
  tv_test_import_expect (&import,
                         "SELECT group_concat (customer_code) FROM (SELECT DISTINCT customer_code "
                         "FROM sales_line JOIN customer_ref AS c ON c.id = customer_ref_id "
                         "ORDER BY 1)",
                         "C1,C2,C3");
}

/* Each line finds its own order among many, whatever their sequence. */
static void
test_many (void)
{
  g_autoptr (GString) lines = g_string_new ("Order ID,SKU,Price,Qty\n");
  g_autoptr (GString) orders = g_string_new ("Order ID,Client,Date\n");
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportResult) result = NULL;

  for (guint i = 0; i < MANY; i++)
    {
      guint k = (i * 1009u) % MANY; /* prime to MANY: every order once */

      g_string_append_printf (lines, "%u,P%u,1.00,1\n%u,P1,1.00,2\n", i + 1, i % 7, i + 1);
      g_string_append_printf (orders, "%u,C%u,2024-01-%02u\n", k + 1, k + 1, k % 28 + 1);
    }
  tv_test_import_init (&import);
  file = join (&import, lines->str, orders->str);
  g_assert_nonnull (file);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 2 * MANY);
  tv_test_import_expect (&import,
                         "SELECT count (*) FROM sales_line JOIN customer_ref AS c ON c.id = "
                         "customer_ref_id WHERE customer_code = 'C' || doc_ref AND strftime ('%d', "
                         "order_day * 86400, 'unixepoch') - 1 = (doc_ref - 1) % 28",
                         "10000");
}

/* More orders than memory has slots for: each is found, whether lines come in the order of the file
 * or in another. */
static void
test_very_many (void)
{
  enum
  {
    ORDERS = 1650000
  };
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) text = g_string_new ("ref,client,day\n");
  g_autoptr (TvImportFile) orders = NULL;
  g_autoptr (TvImportJoin) join = g_new0 (TvImportJoin, 1);
  g_autoptr (TvOrderTable) table = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_wanted[] = { TRUE, FALSE };

  for (guint i = 0; i < ORDERS; i++)
    g_string_append_printf (text, "%u,C%u,2024-01-05\n", i, i);
  tv_test_import_init (&import);
  orders = sniff (&import, "orders.csv", text->str);
  join->path = g_strdup (orders->path);
  join->dialect = tv_dialect_copy (orders->dialect);
  join->own_count = 1;
  join->count = 2;
  join->delimiter = g_strdup (",");
  join->order_fields = g_memdup2 (((guint[]){ 1, 2 }), 2 * sizeof (guint));
  table = tv_order_table_load (join, is_wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tv_order_table_get_near_bytes (table), ==, 0);
  for (guint i = 0; i < 60000; i++)
    {
      guint number = i < 20000 ? i / 2 : (guint) (i * 7368787ull % (ORDERS * 2));
      g_autofree char *key = g_strdup_printf ("%u", number);
      g_autofree char *client = g_strdup_printf ("C%u", number);
      const char *field = key;
      gsize length = strlen (key);
      TvRecord record = { .fields = &field,
                          .lengths = &length,
                          .field_count = 1,
                          .raw = key,
                          .raw_length = length };

      tv_order_table_join (table, &record);
      g_assert_cmpstr (record.problem, ==, number < ORDERS ? NULL : "NO_ORDER");
      if (number < ORDERS)
        g_assert_cmpmem (record.fields[1], record.lengths[1], client, strlen (client));
    }
}

/* Few lines have their order, and its number has another name: nothing is joined by itself, but
 * where a person asks for it. */
static void
test_asked (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (TvImportFile) lines = NULL, orders = NULL, file = NULL, none = NULL;
  g_autoptr (TvImportFile) other = NULL;
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_import_init (&import);
  lines = sniff (&import,
                 "lines.csv",
                 "Ticket,Product,Qty,Amount\nA1,P1,1,5.00\nA2,P1,2,10.00\nA3,P2,1,7.00\n");
  orders = sniff (&import, "orders.csv", "Ref,Customer,Date\nA3,C1,2024-01-05\nA9,C2,2024-01-06\n");
  other = sniff (&import, "others.csv", "Ref,Customer,Date\nB3,C1,2024-01-05\n");
  g_assert_null (tv_join_files (lines, orders, FALSE, NULL, &error));
  g_assert_no_error (error);
  none = tv_join_files (lines, other, TRUE, NULL, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  file = tv_join_files (lines, orders, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (file);
  g_assert_cmpuint (file->join->key, ==, 0);
  g_assert_cmpuint (file->join->order_key, ==, 0);
  result = tv_test_import_take_file (&import, file);
  g_assert_cmpint (result->accepted_count, ==, 1);
  g_assert_cmpint (result->rejected_count, ==, 2);
}

/* One of the two files went through a program that takes its codes for decimal numbers. */
static void
test_float_codes (void)
{
  static const char *const orders[]
      = { "OrderID,CustomerID,OrderDate\n10248.0,77.0,2024-01-05\n10249.0,,2024-01-06\n"
          "10250.0,78.0,2024-01-07\n",
          "OrderID,CustomerID,OrderDate\n10248,77.0,2024-01-05\n10249,,2024-01-06\n"
          "10250,78.0,2024-01-07\n" };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_auto (TvTestImport) import = { 0 };
      g_autoptr (TvImportFile) file = NULL;
      g_autoptr (TvImportResult) result = NULL;

      tv_test_import_init (&import);
      file = join (&import,
                   "OrderID;ProductID;UnitPrice;Quantity\n10248;11;14.00;12\n"
                   "10250;42;9.80;10\n",
                   orders[i]);
      g_assert_nonnull (file);
      result = tv_test_import_take_file (&import, file);
      g_assert_cmpint (result->accepted_count, ==, 2);
      tv_test_import_expect (&import,
                             "SELECT group_concat (customer_code) FROM customer_ref",
                             "77,78");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/join/shop", test_shop);
  g_test_add_func ("/join/dates", test_dates);
  g_test_add_func ("/join/marketplace", test_marketplace);
  g_test_add_func ("/join/apart", test_apart);
  g_test_add_func ("/join/other-orders", test_other_orders);
  g_test_add_func ("/join/many", test_many);
  g_test_add_func ("/join/very-many", test_very_many);
  g_test_add_func ("/join/asked", test_asked);
  g_test_add_func ("/join/float-codes", test_float_codes);
  return g_test_run ();
}
