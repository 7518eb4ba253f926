/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches through the public face: undo and redo give the workspace back as it was, what people did
 * since stays, sources are told apart, presets are recognised. */
#include <string.h>

#include "tv-test-merchant.h"
#include "tv-test-shop.h"
#include "tv-test-workspace.h"

/* All that is derived from the sources, in one text. */
static char *
dump (TvTestShop *shop)
{
  return tv_test_sqlite (
      shop->path,
      "SELECT (SELECT group_concat (id || master_id || last_name || email || city || is_optout, "
      "',') "
      "FROM (SELECT * FROM customer ORDER BY id)) || '/' || "
      "(SELECT group_concat (id || product_label || family_id || coalesce (price_cents, '-'), ',') "
      "FROM (SELECT * FROM product ORDER BY id)) || '/' || "
      "(SELECT group_concat (product_ref_id || '>' || product_id, ',') FROM (SELECT * FROM "
      "product_alias ORDER BY product_ref_id)) || '/' || "
      "(SELECT group_concat (customer_id || ':' || spent_cents || ':' || order_count, ',') FROM "
      "(SELECT * FROM profile ORDER BY customer_id))");
}

static const TvUndoGroup *
find_group (const TvUndoReport *report, const char *code)
{
  for (guint i = 0; i < report->groups->len; i++)
    {
      const TvUndoGroup *group = g_ptr_array_index (report->groups, i);

      if (g_str_equal (group->code, code))
        return group;
    }
  return NULL;
}

static void
test_undo (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (TvUndoReport) redone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *with = NULL, *without = NULL, *again = NULL;
  const TvUndoGroup *group;
  TvSummary summary;
  gint64 batch_id;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "sales-2023.csv",
                     TV_TEST_SALES
                     "C1;2023-01-02;F1;Red;1;10,00;a@old.fr\nC2;2023-01-03;F2;White;1;20,00;\n");
  before = dump (&shop);
  batch_id = tv_test_shop_take (
      &shop,
      "sales-2024.csv",
      TV_TEST_SALES "C1;2024-01-02;F3;Red;1;10,00;a@new.fr\nC3;2024-01-03;F4;Rosé;1;5,00;\n");
  with = dump (&shop);
  g_assert_cmpstr (before, !=, with);

  undone = tv_engine_undo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  without = dump (&shop);
  g_assert_cmpstr (before, ==, without);
  group = find_group (undone, "CUSTOMERS_GONE");
  g_assert_cmpint (group->count, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (group->names, 0), ==, "C3");
  group = find_group (undone, "CUSTOMERS_CHANGED");
  g_assert_cmpstr (g_ptr_array_index (group->names, 0), ==, "C1");
  g_assert_cmpint (find_group (undone, "SALES_LINES")->count, ==, 2);
  g_assert_cmpint (find_group (undone, "PRODUCTS_GONE")->count, ==, 1);
  g_assert_cmpint (find_group (undone, "PRODUCTS_KEPT")->count, ==, 1);
  g_assert_true (tv_engine_get_summary (shop.engine, &summary, &error));
  g_assert_cmpint (summary.line_count, ==, 2);
  g_assert_cmpint (summary.pending_count, ==, 0);
  g_assert_cmpint (summary.last_order_day, ==, tv_day_from_ymd (2023, 1, 3));

  g_assert_null (tv_engine_undo_batch (shop.engine, batch_id, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
  g_clear_error (&error);
  redone = tv_engine_redo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  again = dump (&shop);
  g_assert_cmpstr (with, ==, again);
  g_assert_null (tv_engine_redo_batch (shop.engine, 99, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
}

static void
expect_days (TvTestShop *shop, TvDay first, TvDay last)
{
  g_autoptr (GError) error = NULL;
  TvSummary summary;

  g_assert_true (tv_engine_get_summary (shop->engine, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpint (summary.first_order_day, ==, first);
  g_assert_cmpint (summary.last_order_day, ==, last);
  g_assert_cmpint (summary.proposed_as_of_day, ==, last);
}

/* What is taken back is no order, in a file with sales or without; where a day to come makes it
 * doubtful, the lines themselves are looked at. */
static void
test_days_of_sales (void)
{
  g_auto (TvTestShop) shop = { 0 };
  TvDay first = tv_day_from_ymd (2023, 1, 2), last = tv_day_from_ymd (2023, 4, 3);

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "a.csv",
                     TV_TEST_SALES "C1;2022-12-30;A1;Red;-1;-10,00;\n"
                                   "C1;2023-01-02;F1;Red;2;20,00;\n"
                                   "C1;2023-04-03;F2;White;1;9,00;\n"
                                   "C1;2023-05-04;A2;White;-1;-9,00;\n"
                                   "C1;2023-05-05;A3;Red;1;-2,00;\n");
  expect_days (&shop, first, last);
  tv_test_shop_take (&shop, "b.csv", TV_TEST_SALES "C1;2023-06-06;A4;Red;-1;-10,00;\n");
  expect_days (&shop, first, last);
  tv_test_shop_take (&shop, "c.csv", TV_TEST_SALES "C1;2094-06-06;F3;Red;1;10,00;\n");
  expect_days (&shop, first, last);
}

/* Both files of an import count no more, or neither: a customer of both is gone with them. */
static void
test_undo_together (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) refused = NULL, undone = NULL, redone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *with = NULL, *kept = NULL, *without = NULL, *again = NULL;
  gint64 batches[3] = { 0, 0, 99 };

  tv_test_shop_init (&shop);
  batches[0] = tv_test_shop_take (&shop, "a.csv", TV_TEST_SALES "C1;2024-01-02;F1;Red;1;10,00;\n");
  batches[1] = tv_test_shop_take (&shop,
                                  "b.csv",
                                  TV_TEST_SALES "C1;2024-02-02;F2;Red;1;9,00;\n"
                                                "C2;2024-02-03;F3;White;1;5,00;\n");
  with = dump (&shop);
  refused = tv_engine_change_batches (shop.engine, batches, 3, FALSE, NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
  g_clear_error (&error);
  kept = dump (&shop);
  g_assert_cmpstr (with, ==, kept);
  undone = tv_engine_change_batches (shop.engine, batches, 2, FALSE, NULL, &error);
  g_assert_no_error (error);
  without = tv_test_sqlite (shop.path, "SELECT count (*) FROM profile");
  g_assert_cmpstr (without, ==, "0");
  g_assert_cmpuint (undone->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const TvUndoReport *report = g_ptr_array_index (undone, i);

      g_assert_cmpint (report->batch_id, ==, batches[i]);
      g_assert_cmpint (find_group (report, "SALES_LINES")->count, ==, i + 1);
      g_assert_cmpint (find_group (report, "CUSTOMERS_GONE")->count, ==, i + 1);
    }
  redone = tv_engine_change_batches (shop.engine, batches, 2, TRUE, NULL, &error);
  g_assert_no_error (error);
  again = dump (&shop);
  g_assert_cmpstr (with, ==, again);
}

/* Once undone, the same content may come in again; then the undo cannot be taken back. */
static void
test_undo_and_import_again (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = TV_TEST_SALES "C1;2023-01-02;F1;Red;1;10,00;\n";
  gint64 first, second;

  tv_test_shop_init (&shop);
  first = tv_test_shop_take (&shop, "a.csv", text);
  undone = tv_engine_undo_batch (shop.engine, first, NULL, &error);
  g_assert_no_error (error);
  second = tv_test_shop_take (&shop, "a.csv", text);
  g_assert_cmpint (second, >, first);
  g_assert_cmpint (tv_test_shop_take (&shop, "a.csv", text), ==, 0);
  g_assert_null (tv_engine_redo_batch (shop.engine, first, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
}

/* What people decided on a run that knew the batch stays, and is told; the chain holds. */
static void
test_undo_keeps_decisions (void)
{
  const char *count = "SELECT count (*) FROM review_item WHERE decided_seq IS NOT NULL";
  TvTestMerchant merchant = { 0 };
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *decided = NULL, *kept = NULL;
  const char *path;
  gint64 item_id;

  tv_test_merchant_init (&merchant);
  path = tv_engine_get_path (merchant.engine);
  tv_test_merchant_run (&merchant, 1);
  decided = tv_test_sqlite (path, "SELECT min (id) FROM review_item");
  item_id = g_ascii_strtoll (decided, NULL, 10);
  g_free (decided);
  tv_engine_decide (merchant.engine, &item_id, 1, TV_STATUS_FLAGGED, "later", NULL, &error);
  g_assert_no_error (error);
  decided = tv_test_sqlite (path, count);
  batches = tv_engine_list_batches (merchant.engine, &error);
  for (guint i = 0; i < batches->len; i++)
    {
      const TvBatchRow *batch = g_ptr_array_index (batches, i);

      if (batch->kind != TV_KIND_CUSTOMERS)
        continue;
      undone = tv_engine_undo_batch (merchant.engine, batch->id, NULL, &error);
      g_assert_no_error (error);
    }
  kept = tv_test_sqlite (path, count);
  g_assert_cmpstr (decided, ==, kept);
  g_assert_cmpint (find_group (undone, "DECISIONS")->count, ==, 1);
  g_assert_cmpint (find_group (undone, "DECISIONS")->outcome, ==, TV_UNDO_KEPT);
  g_assert_cmpint (find_group (undone, "RUNS")->outcome, ==, TV_UNDO_COULD_NOT);
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tv_test_merchant_clear (&merchant);
}

static void
test_sources (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  const TvSourceRow *source;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "sales-2024-01.csv", TV_TEST_SALES "C1;2024-01-02;F1;Red;1;10,00;\n");
  tv_test_shop_take (&shop, "other.csv", TV_TEST_SALES "C1;2024-01-05;F9;Red;1;10,00;\n");
  undone = tv_engine_undo_batch (shop.engine,
                                 tv_test_shop_take (&shop,
                                                    "sales-2024-02.csv",
                                                    TV_TEST_SALES "C1;2024-02-02;F2;Red;1;1,00;\n"),
                                 NULL,
                                 &error);
  g_assert_no_error (error);
  sources = tv_engine_list_sources (shop.engine, &error);
  g_assert_cmpuint (sources->len, ==, 2);
  source = g_ptr_array_index (sources, 0);
  g_assert_cmpstr (source->name, ==, "sales #");
  g_assert_cmpstr (source->folder, ==, shop.folder);
  g_assert_cmpuint (source->batches->len, ==, 2);
  g_assert_true (((const TvBatchRow *) g_ptr_array_index (source->batches, 0))->is_undone);
  g_assert_false (((const TvBatchRow *) g_ptr_array_index (source->batches, 1))->is_undone);
}

/* A saved mapping with its transforms is recognised by the header, whatever its case. */
static void
test_presets (void)
{
  g_auto (TvTestShop) shop = { 0 };
  const char *text = "Kd;Wann;Beleg;Ware;Stk;Wert\nKD-7;02.01.2024;F1; red WINE ;2;8,50\n";
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvColumnTransform) code = tv_column_transform_new ();
  g_autoptr (TvColumnTransform) label = tv_column_transform_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) presets = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *stored = NULL;
  static const char *const columns[]
      = { "customer_code", "order_date", "doc_ref", "product_label", "qty", "amount_ht" };
  const TvImportColumn *table;
  TvImportFile *next;
  guint count;

  tv_test_shop_init (&shop);
  file = tv_test_shop_sniff (&shop, "till.csv", text);
  tv_import_file_set_kind (file, TV_KIND_INVOICE_LINES);
  table = tv_import_kind_get_columns (TV_KIND_INVOICE_LINES, &count);
  for (guint i = 0; i < count; i++)
    tv_import_file_set_column (file, i, -1);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    for (guint i = 0; i < count; i++)
      if (g_str_equal (table[i].name, columns[c]))
        tv_import_file_set_column (file, i, (int) c);
  file->date_order = TV_DATE_ORDER_DMY;
  code->prefix = g_strdup ("KD-");
  label->is_trimmed = TRUE;
  label->text_case = TV_CASE_TITLE;
  tv_import_file_set_transform (file, 0, code);
  tv_import_file_set_transform (file, 3, label);
  g_assert_true (tv_engine_save_preset (shop.engine, "Till", file, &error));

  next = tv_test_shop_sniff (&shop,
                             "till-2.csv",
                             "KD;wann;Beleg;Ware;Stk;Wert\nKD-7;02.01.2024;F1; red WINE ;2;8,50\n");
  name = tv_engine_match_preset (shop.engine, next, &error);
  g_assert_cmpstr (name, ==, "Till");
  tv_import_file_free (next);
  next = tv_test_shop_sniff (&shop, "till-2.csv", text);
  g_assert_true (tv_engine_apply_preset (shop.engine, name, next, &error));
  results = tv_test_shop_import (&shop, next, FALSE);
  stored = tv_test_sqlite (shop.path,
                           "SELECT r.customer_code || '|' || p.text || '|' || s.amount_ht_cents || "
                           "'|' || s.order_day FROM sales_line AS s JOIN customer_ref AS r ON r.id "
                           "= s.customer_ref_id JOIN product_ref AS p ON p.id = s.product_ref_id");
  g_assert_cmpstr (stored, ==, "7|Red Wine|850|19724");
  presets = tv_engine_list_presets (shop.engine, &error);
  g_assert_cmpuint (presets->len, ==, 1);
  g_assert_true (tv_engine_delete_preset (shop.engine, "Till", &error));
  g_assert_false (tv_engine_delete_preset (shop.engine, "Till", &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
}

static void
expect_open_rejects (TvTestShop *shop, gint64 batch_id, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rejects = tv_engine_list_rejects (shop->engine, 0, 100, &error);
  TvSummary summary;

  g_assert_no_error (error);
  g_assert_cmpuint (rejects->len, ==, count);
  g_assert_cmpint (((const TvRejectRow *) g_ptr_array_index (rejects, 0))->batch_id, ==, batch_id);
  g_assert_true (tv_engine_get_summary (shop->engine, &summary, &error));
  g_assert_cmpint (summary.reject_count, ==, count);
}

/* Rejects leave in their own columns, between the delimiters of their file, are mended as a
 * spreadsheet saves them, and come back with the mapping of their batch. */
static void
test_mended (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autofree char *path = NULL, *text = NULL, *stored = NULL;
  g_autoptr (GString) mended = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvUndoReport) undone = NULL;
  TvImportFile *file;
  gboolean is_known;

  tv_test_shop_init (&shop);
  file = tv_test_shop_sniff (&shop,
                             "ventes.csv",
                             "Code client;Date;Pièce;Désignation;Qté;Montant HT\n"
                             "C1;13/02/2024;F1;Vin;1;10,50\n"
                             "C1;31/02/2024;F2;\"Vin; gris\";-1;-10,50\n"
                             "C1;02/03/2024;F3\n");
  g_ptr_array_unref (tv_test_shop_import (&shop, file, FALSE));
  path = g_build_filename (shop.folder, "out.csv", NULL);
  g_assert_true (tv_engine_write_rejects (shop.engine, 0, path, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_nonnull (strstr (text, "\r\n1;3;Date;BAD_DATE;"));
  g_assert_nonnull (strstr (text, ";C1;31/02/2024;F2;\"Vin; gris\";\"'-1\";\"'-10,50\"\r\n"));

  mended = g_string_new (text);
  g_string_replace (mended, "31/02", "03/04", 0);
  g_string_replace (mended, "\"'-10,50\"", "-10,50", 0);
  file = tv_test_shop_sniff (&shop, "back.csv", mended->str);
  g_assert_true (tv_engine_recognise (shop.engine, file, &is_known, &error));
  g_assert_true (is_known);
  results = tv_test_shop_import (&shop, file, FALSE);
  g_assert_cmpint (((const TvImportResult *) g_ptr_array_index (results, 0))->accepted_count,
                   ==,
                   1);
  stored = tv_test_sqlite (shop.path,
                           "SELECT order_day || '|' || qty_milli || '|' || amount_ht_cents FROM "
                           "sales_line WHERE batch_id = 2");
  g_assert_cmpstr (stored, ==, "19816|-1000|-1050");

  /* What came back is settled where it was, be it good now or a reject of its own file; until that
   * file is undone. */
  expect_open_rejects (&shop, 2, 1);
  undone = tv_engine_undo_batch (shop.engine, 2, NULL, &error);
  g_assert_no_error (error);
  expect_open_rejects (&shop, 1, 2);
}

/* Mended cells are read instead of the file's own, in the check and in the import; the rest of the
 * row and the file stay as they are. */
static void
test_repairs (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportFile) copy = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) checked = NULL;
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  TvImportResult *result;
  TvRejectRow *reject;

  tv_test_shop_init (&shop);
  file = tv_test_shop_sniff (&shop,
                             "sales.csv",
                             TV_TEST_SALES "C1;2023-01-02;F1;Red;1;10,00;a@old.fr\n"
                                           "C2;2023-99-03;F2;White;1;20,00;\n");
  g_ptr_array_add (files, file);
  checked = tv_engine_import (shop.engine, files, TRUE, NULL, &error);
  g_assert_no_error (error);
  result = g_ptr_array_index (checked, 0);
  g_assert_cmpint (result->rejected_count, ==, 1);
  reject = g_ptr_array_index (result->rejects, 0);
  tv_import_file_set_repair (file, reject->line, 1, "2023-01-03");
  g_assert_cmpuint (tv_import_file_count_repairs (file), ==, 1);
  copy = tv_import_file_copy (file);
  g_assert_cmpstr (tv_import_file_get_repair (copy, reject->line, 1), ==, "2023-01-03");
  g_assert_null (tv_import_file_get_repair (copy, reject->line, 0));
  json = tv_import_mapping_write (copy);
  g_assert_nonnull (strstr (json, "\"mended_cells\":1"));
  files->pdata[0] = copy;
  taken = tv_engine_import (shop.engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
  result = g_ptr_array_index (taken, 0);
  g_assert_cmpint (result->rejected_count, ==, 0);
  g_assert_cmpint (result->accepted_count, ==, 2);
  tv_import_file_set_repair (copy, reject->line, 1, NULL);
  g_assert_cmpuint (tv_import_file_count_repairs (copy), ==, 0);
}

/* Rows that a person leaves out are not taken, be they good or bad, and are kept with this reason;
 * they count neither as rejected nor among the rows that a check finds. */
static void
test_dropped (void)
{
  g_auto (TvTestShop) shop = { 0 };
  g_autoptr (TvImportFile) file = NULL;
  g_autoptr (TvImportFile) copy = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GPtrArray) imports = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL, *kept = NULL;
  const TvImportResult *result;

  tv_test_shop_init (&shop);
  file = tv_test_shop_sniff (&shop,
                             "sales.csv",
                             TV_TEST_SALES "C1;2023-01-02;F1;Red;1;10,00;a@old.fr\n"
                                           "C2;2023-99-03;F2;White;1;20,00;\n"
                                           "C2;2023-99-04;F3;White;1;30,00;\n"
                                           "C2;2023-01-05;F4;White;1;40,00;\n");
  for (gint64 line = 3; line <= 5; line++)
    tv_import_file_drop_line (file, line, TRUE);
  tv_import_file_drop_line (file, 4, FALSE);
  copy = tv_import_file_copy (file);
  g_assert_true (tv_import_file_drops_line (copy, 3) && !tv_import_file_drops_line (copy, 4));
  g_assert_cmpuint (tv_import_file_count_dropped (copy), ==, 2);
  json = tv_import_mapping_write (copy);
  g_assert_nonnull (strstr (json, "\"left_out_rows\":2"));
  g_ptr_array_add (files, copy);
  taken = tv_engine_import (shop.engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
  result = g_ptr_array_index (taken, 0);
  g_assert_cmpint (result->accepted_count, ==, 1);
  g_assert_cmpint (result->rejected_count, ==, 1);
  g_assert_cmpint (result->dropped_count, ==, 2);
  kept = tv_test_sqlite (shop.path, "SELECT group_concat (line || code) FROM import_reject");
  g_assert_cmpstr (kept, ==, "3DROPPED,4BAD_DATE,5DROPPED");
  imports = tv_engine_list_check_imports (shop.engine, 0, TV_CHECK_TYPE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((const TvCheckImport *) g_ptr_array_index (imports, 0))->row_count, ==, 1);
  batches = tv_engine_list_batches (shop.engine, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((const TvBatchRow *) g_ptr_array_index (batches, 0))->dropped_count, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batches/undo", test_undo);
  g_test_add_func ("/batches/days-of-sales", test_days_of_sales);
  g_test_add_func ("/batches/undo-together", test_undo_together);
  g_test_add_func ("/batches/undo-and-import-again", test_undo_and_import_again);
  g_test_add_func ("/batches/undo-keeps-decisions", test_undo_keeps_decisions);
  g_test_add_func ("/batches/sources", test_sources);
  g_test_add_func ("/batches/presets", test_presets);
  g_test_add_func ("/batches/mended", test_mended);
  g_test_add_func ("/batches/repairs", test_repairs);
  g_test_add_func ("/batches/dropped", test_dropped);
  return g_test_run ();
}
