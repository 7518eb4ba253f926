/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches through the public face: undo and redo give the workspace back as it was, what people did
 * since stays, presets are recognised, a dry run tells the difference and the drift and writes
 * nothing, and a value leads back to the row that it came from. */
#include <glib/gstdio.h>

#include "tv-test-merchant.h"
#include "tv-test-workspace.h"

#define SALES "customer_code;order_date;doc_ref;product_label;qty;amount_ht;email\n"

typedef struct
{
  char *folder, *path;
  TvEngine *engine;
} Shop;

static void
shop_init (Shop *shop)
{
  g_autoptr (GError) error = NULL;

  shop->folder = tv_test_folder_new ();
  shop->path = g_build_filename (shop->folder, "shop.tastevin", NULL);
  shop->engine = tv_engine_open (shop->path, TV_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
shop_clear (Shop *shop)
{
  g_clear_object (&shop->engine);
  g_free (shop->path);
  tv_test_folder_free (shop->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shop, shop_clear)

static TvImportFile *
sniff (Shop *shop, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  TvImportFile *file;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  file = tv_import_sniff (path, &error);
  g_assert_no_error (error);
  return file;
}

static GPtrArray *
import (Shop *shop, TvImportFile *file, gboolean is_dry_run)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  g_ptr_array_add (files, file);
  results = tv_engine_import (shop->engine, files, is_dry_run, NULL, &error);
  g_assert_no_error (error);
  return results;
}

static gint64
take (Shop *shop, const char *name, const char *text)
{
  g_autoptr (GPtrArray) results = import (shop, sniff (shop, name, text), FALSE);

  return ((const TvImportResult *) g_ptr_array_index (results, 0))->batch_id;
}

/* All that is derived from the sources, in one text. */
static char *
dump (Shop *shop)
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
  g_auto (Shop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (TvUndoReport) redone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *with = NULL, *without = NULL, *again = NULL;
  const TvUndoGroup *group;
  TvSummary summary;
  gint64 batch_id;

  shop_init (&shop);
  take (&shop,
        "sales-2023.csv",
        SALES "C1;2023-01-02;F1;Red;1;10,00;a@old.fr\nC2;2023-01-03;F2;White;1;20,00;\n");
  before = dump (&shop);
  batch_id = take (&shop,
                   "sales-2024.csv",
                   SALES "C1;2024-01-02;F3;Red;1;10,00;a@new.fr\nC3;2024-01-03;F4;Rosé;1;5,00;\n");
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
  g_assert_error (error, TV_ERROR, TV_ERROR_CONFLICT);
  g_clear_error (&error);
  redone = tv_engine_redo_batch (shop.engine, batch_id, NULL, &error);
  g_assert_no_error (error);
  again = dump (&shop);
  g_assert_cmpstr (with, ==, again);
  g_assert_null (tv_engine_redo_batch (shop.engine, 99, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
}

/* Once undone, the same content may come in again; then the undo cannot be taken back. */
static void
test_undo_and_import_again (void)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = SALES "C1;2023-01-02;F1;Red;1;10,00;\n";
  gint64 first, second;

  shop_init (&shop);
  first = take (&shop, "a.csv", text);
  undone = tv_engine_undo_batch (shop.engine, first, NULL, &error);
  g_assert_no_error (error);
  second = take (&shop, "a.csv", text);
  g_assert_cmpint (second, >, first);
  g_assert_cmpint (take (&shop, "a.csv", text), ==, 0);
  g_assert_null (tv_engine_redo_batch (shop.engine, first, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_CONFLICT);
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
  g_auto (Shop) shop = { 0 };
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (TvUndoReport) undone = NULL;
  g_autoptr (GError) error = NULL;
  const TvSourceRow *source;

  shop_init (&shop);
  take (&shop, "sales-2024-01.csv", SALES "C1;2024-01-02;F1;Red;1;10,00;\n");
  take (&shop, "other.csv", SALES "C1;2024-01-05;F9;Red;1;10,00;\n");
  undone = tv_engine_undo_batch (
      shop.engine,
      take (&shop, "sales-2024-02.csv", SALES "C1;2024-02-02;F2;Red;1;1,00;\n"),
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
  g_auto (Shop) shop = { 0 };
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

  shop_init (&shop);
  file = sniff (&shop, "till.csv", text);
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

  next = sniff (&shop,
                "till-2.csv",
                "KD;wann;Beleg;Ware;Stk;Wert\nKD-7;02.01.2024;F1; red WINE ;2;8,50\n");
  name = tv_engine_match_preset (shop.engine, next, &error);
  g_assert_cmpstr (name, ==, "Till");
  tv_import_file_free (next);
  next = sniff (&shop, "till-2.csv", text);
  g_assert_true (tv_engine_apply_preset (shop.engine, name, next, &error));
  results = import (&shop, next, FALSE);
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
  g_auto (Shop) shop = { 0 };
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *before = NULL, *after = NULL;
  const TvImportResult *result;
  const TvImportDifference *lines, *customers;
  const TvImportChange *change;

  shop_init (&shop);
  take (&shop,
        "sales-1.csv",
        SALES "C1;2024-01-02;F1;Red;1;10,00;a@x.fr\nC1;2024-01-02;F1;Red;1;10,00;a@x.fr\n"
              "C2;2024-01-03;F2;Red;1;10,00;b@x.fr\n");
  before = tv_test_sqlite (shop.path, "SELECT count (*) || max (id) FROM import_batch");
  results = import (&shop,
                    sniff (&shop,
                           "sales-2.csv",
                           SALES "C1;2024-01-02;F1;Red;1;10,00;a@y.fr\n"
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
  g_auto (Shop) shop = { 0 };
  g_autofree char *first = make_month (1, 100, SALES, ",");
  g_autofree char *same = make_month (2, 120, SALES, ",");
  g_autofree char *odd
      = make_month (3,
                    20,
                    "customer_code;order_date;doc_ref;product_label;qty;amount_ht;courriel\n",
                    ".");
  g_autoptr (GPtrArray) quiet = NULL;
  g_autoptr (GPtrArray) loud = NULL;
  const TvImportResult *result;

  shop_init (&shop);
  take (&shop, "sales-2024-01.csv", first);
  quiet = import (&shop, sniff (&shop, "sales-2024-02.csv", same), FALSE);
  result = g_ptr_array_index (quiet, 0);
  g_assert_cmpint (result->previous_batch_id, ==, 1);
  g_assert_cmpuint (result->drift->len, ==, 0);
  loud = import (&shop, sniff (&shop, "sales-2024-03.csv", odd), TRUE);
  result = g_ptr_array_index (loud, 0);
  g_assert_cmpint (result->previous_batch_id, ==, 2);
  g_assert_true (has_drift (result, TV_DRIFT_ROWS));
  g_assert_true (has_drift (result, TV_DRIFT_NEW_COLUMN));
  g_assert_true (has_drift (result, TV_DRIFT_LOST_COLUMN));
  g_assert_true (has_drift (result, TV_DRIFT_FORMAT));
  g_assert_false (has_drift (result, TV_DRIFT_REPEATED));
}

/* A dry run counts those rows that a real import leaves waiting. */
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
  g_auto (Shop) shop = { 0 };
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GPtrArray) tried = NULL;
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GError) error = NULL;

  shop_init (&shop);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (files, sniff (&shop, names[i], texts[i]));
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
  g_assert_cmpint (((const TvImportResult *) g_ptr_array_index (taken, 2))->pending_count, ==, 3);
}

static void
test_trace (void)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (TvTrace) email = NULL;
  g_autoptr (TvTrace) spent = NULL;
  g_autoptr (TvTrace) changed = NULL;
  g_autoptr (GError) error = NULL;
  const TvTraceRow *row;

  shop_init (&shop);
  take (&shop, "a.csv", "code;nom;e-mail\nC1;Duval;A@Old.fr\n");
  take (&shop, "b.csv", "code;nom;e-mail\nC0;Roux;r@x.fr\nC1;Duval;not one\n");
  take (&shop, "c.csv", SALES "C1;2024-01-02;F1;Red;1;10,00;\nC1;2024-01-03;F2;Red;1;5,00;\n");
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
  g_assert_cmpint (spent->count, ==, 2);
  g_assert_true (((const TvTraceRow *) g_ptr_array_index (spent->rows, 1))->is_used);

  /* A file that is not the one any more says nothing. */
  tv_import_file_free (sniff (&shop, "a.csv", "code;nom;e-mail\nC1;Duval;B@Old.fr\n"));
  changed = tv_engine_trace (shop.engine, "customer", "C1", "email", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (((const TvTraceRow *) g_ptr_array_index (changed->rows, 0))->original);
  g_assert_null (tv_engine_trace (shop.engine, "customer", "C1", "shoe_size", NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batches/undo", test_undo);
  g_test_add_func ("/batches/undo-and-import-again", test_undo_and_import_again);
  g_test_add_func ("/batches/undo-keeps-decisions", test_undo_keeps_decisions);
  g_test_add_func ("/batches/sources", test_sources);
  g_test_add_func ("/batches/presets", test_presets);
  g_test_add_func ("/batches/difference", test_difference);
  g_test_add_func ("/batches/drift", test_drift);
  g_test_add_func ("/batches/dry-run-counts-waiting", test_dry_run_counts_waiting);
  g_test_add_func ("/batches/trace", test_trace);
  return g_test_run ();
}
