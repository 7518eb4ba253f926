/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports: cells that come back as they were and that no spreadsheet runs, files that appear whole
 * or not at all, customers who have opted out since, and what the sweep makes of an export that was
 * killed between its steps. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/tv-error.h"
#include "exchange/tv-csv-writer.h"
#include "exchange/tv-export.h"
#include "ledger/tv-ledger.h"
#include "tv-test-run.h"
#include "tv-test-workspace.h"

/* A naive reader of what the writer writes: rows of cells. */
static GPtrArray *
read_csv (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *row = NULL;
  const char *c = text;

  g_assert_true (g_str_has_prefix (c, "\xEF\xBB\xBF"));
  for (c += 3; *c != '\0';)
    {
      GString *cell = g_string_new (NULL);

      if (row == NULL)
        g_ptr_array_add (rows, row = g_ptr_array_new_with_free_func (g_free));
      if (*c == '"')
        {
          for (c++; *c != '"' || c[1] == '"'; c++)
            {
              c += *c == '"';
              g_string_append_c (cell, *c);
            }
          c++;
        }
      else
        while (*c != ',' && *c != '\r')
          g_string_append_c (cell, *c++);
      g_ptr_array_add (row, g_string_free (cell, FALSE));
      if (*c == ',')
        {
          c++;
          continue;
        }
      g_assert_cmpmem (c, 2, "\r\n", 2);
      c += 2;
      row = NULL;
    }
  return rows;
}

static const char *
get_cell (GPtrArray *rows, guint row, guint column)
{
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, row), column);
}

static char *
make_cell (void)
{
  static const char *const pieces[]
      = { "=", "+", "-", "@", "\t", "\r", "\n", "＝",  "－",      "\"",
          ",", ";", "'", " ", "a",  "é",  "1",  "1.5", "Château", "" };
  GString *cell = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
    g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (cell, FALSE);
}

/* 2,000 rows of random cells; a dangerous one comes back with the apostrophe before it, any other
 * as it was. */
static void
test_cells (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cells.csv", NULL);
  g_autoptr (TvAtomicFile) file = tv_atomic_file_new (path, "test", NULL);
  g_auto (TvCsvWriter) writer = { 0 };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;
  guint8 hash[TV_DIGEST_LENGTH], again[TV_DIGEST_LENGTH];

  tv_csv_writer_init (&writer, file);
  for (guint i = 0; i < 2000; i++)
    {
      char *cell = make_cell ();

      g_ptr_array_add (cells, cell);
      tv_csv_writer_add_text (&writer, cell);
      tv_csv_writer_add_int64 (&writer, -(gint64) i);
      g_assert_true (tv_csv_writer_end_row (&writer, NULL));
    }
  g_assert_true (tv_csv_writer_flush (&writer, NULL));
  g_assert_true (tv_atomic_file_finish (file, hash, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (tv_atomic_file_place (tv_atomic_file_get_temp_path (file), path, NULL));
  g_assert_true (tv_digest_file (path, again, NULL));
  g_assert_cmpmem (hash, sizeof hash, again, sizeof again);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  rows = read_csv (text);
  g_assert_cmpuint (rows->len, ==, 2000);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);
      const char *found = get_cell (rows, i, 0);

      g_assert_false (tv_csv_is_dangerous (found));
      g_assert_cmpstr (found + (tv_csv_is_dangerous (cell) ? 1 : 0), ==, cell);
      g_assert_cmpint (g_ascii_strtoll (get_cell (rows, i, 1), NULL, 10), ==, -(gint64) i);
    }
  tv_test_folder_free (folder);
}

/* Numbers of any size, halves of a millionth among them, as the standard library prints them. */
static void
test_floats (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "floats.csv", NULL);
  g_autoptr (TvAtomicFile) file = tv_atomic_file_new (path, "test", NULL);
  g_auto (TvCsvWriter) writer = { 0 };

  tv_csv_writer_init (&writer, file);
  for (guint i = 0; i < 4000; i++)
    {
      float value = (float) g_test_rand_double_range (-4, 4);
      guint32 bits = (guint32) g_test_rand_int ();
      char text[64];

      if (i % 4 == 1)
        memcpy (&value, &bits, sizeof value);
      else if (i % 4 == 2)
        value = (float) g_test_rand_int_range (-4096, 4096) / 128; /* seven decimals */
      else if (i % 4 == 3)
        value *= (float) (1 << (i / 4 % 30));
      if (!isfinite (value))
        value = i % 8 == 1 ? -0.f : 0;
      g_string_truncate (writer.buffer, 0);
      tv_csv_writer_add_float (&writer, value);
      writer.column = 0;
      g_ascii_formatd (text, sizeof text, "%.6f", (double) value);
      g_assert_cmpstr (writer.buffer->str, ==, text);
    }
  tv_test_folder_free (folder);
}

typedef struct
{
  TvExportRequest request;
  TvAtomicFile *file;
  TvExportResult *result;
} Export;

static gboolean
prepare_cb (TvJob *job, gpointer data, GError **error)
{
  Export *export = data;

  export->result = tv_export_prepare (job, &export->request, &export->file, error);
  return export->result != NULL;
}

static gboolean
sweep_cb (TvJob *job, gpointer data, GError **error)
{
  return tv_export_sweep (job, error);
}

static gboolean
set_placed_cb (TvJob *job, gpointer data, GError **error)
{
  Export *export = data;

  return tv_export_set_state (job, export->result->export_id, TRUE, error);
}

static gboolean
list_cb (TvJob *job, gpointer data, GError **error)
{
  *(GPtrArray **) data = tv_export_list (job, error);
  return TRUE;
}

static char *
dup_last_state (TvStore *store)
{
  g_autoptr (GPtrArray) rows = NULL;

  tv_test_run_read (store, list_cb, &rows, NULL);
  return rows->len > 0 ? g_strdup (((TvExportRow *) g_ptr_array_index (rows, 0))->state)
                       : g_strdup ("");
}

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->file, tv_atomic_file_free);
  g_clear_pointer (&export->result, tv_export_result_free);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (listing) != NULL)
    count++;
  return count;
}

static GPtrArray *
export_rows (TvStore *store,
             const char *path,
             TvExportLayout layout,
             guint columns,
             TvExportResult **out_result)
{
  Export export = { .request = { .path = path, .layout = layout, .product_columns = columns } };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  tv_test_run_write (store, prepare_cb, &export, &error);
  g_assert_no_error (error);
  tv_atomic_file_keep (export.file);
  g_assert_true (tv_export_place (export.file, export.result, &error));
  g_assert_true (tv_test_run_write (store, set_placed_cb, &export, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *out_result = g_steal_pointer (&export.result);
  export_clear (&export);
  return read_csv (text);
}

/* 30 items of 10 customers, 20 approved by the policy: two of each customer. Customers 2 and 4 may
 * no longer be addressed. */
static void
test_layouts (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 30, TRUE);
  g_autofree char *workspace = g_strdup (tv_store_get_path (store));
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *answer = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (TvExportResult) result = NULL;
  g_autoptr (TvExportResult) by_customer = NULL;

  tv_store_close (store);
  answer = tv_test_sqlite (
      workspace,
      "UPDATE customer SET is_optout = 1 WHERE id = 2; UPDATE customer SET master_id = 5 WHERE id "
      "= 4; UPDATE customer SET is_bounced = 1 WHERE id = 5; "
      "UPDATE customer SET email = '', phone = '' WHERE id = 7");
  store = tv_store_open (workspace, TV_OPEN_DEFAULT, NULL);
  items = export_rows (store, path, TV_EXPORT_ITEMS, 0, &result);
  g_assert_cmpuint (items->len, ==, 1 + 14);
  g_assert_cmpint (result->row_count, ==, 14);
  g_assert_cmpint (result->left_out_count, ==, 6);
  g_assert_cmpint (result->cut_count, ==, 0);
  g_assert_cmpint (result->no_address_count, ==, 2);
  g_assert_cmpstr (get_cell (items, 0, 0), ==, "customer_code");
  g_assert_cmpstr (get_cell (items, 1, 0), ==, "C00001");
  g_assert_cmpstr (get_cell (items, 1, 4), ==, "'+336123410001");
  g_assert_cmpstr (get_cell (items, 2, 7), ==, "'=HYPERLINK(\"x\")");
  g_assert_cmpstr (get_cell (items, 1, 9), ==, "UPSELL");
  g_assert_cmpstr (get_cell (items, 1, 10), ==, "51.00");
  g_assert_cmpstr (get_cell (items, 1, 12), ==, "1");
  g_assert_cmpstr (get_cell (items, 1, 13), ==, "2024-10-04");
  customers = export_rows (store, path, TV_EXPORT_CUSTOMERS, 1, &by_customer);
  g_assert_cmpuint (customers->len, ==, 1 + 7);
  g_assert_cmpint (by_customer->item_count, ==, 7);
  g_assert_cmpint (by_customer->cut_count, ==, 7);
  g_assert_cmpint (by_customer->no_address_count, ==, 1);
  g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (customers, 1))->len, ==, 9 + 4 + 2);
  state = dup_last_state (store);
  g_assert_cmpstr (state, ==, "PLACED");
  tv_store_close (store);
  tv_test_folder_free (folder);
}

/* Customers 3 and 8 turn out to be one person, who has no phone by the one code: what both had is
 * written once, behind the others, and to the address of the master. */
static void
test_merged_since (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 30, TRUE);
  g_autofree char *workspace = g_strdup (tv_store_get_path (store));
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *answer = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (TvExportResult) result = NULL;
  g_autoptr (TvExportResult) by_customer = NULL;

  tv_store_close (store);
  answer = tv_test_sqlite (
      workspace,
      "UPDATE customer SET master_id = 3, email = '', phone = '' WHERE id = 8; "
      "UPDATE recommendation SET product_id = (SELECT min (product_id) FROM recommendation AS r "
      "JOIN review_item AS i USING (id) WHERE r.customer_id = 3 AND i.status = 1) WHERE id = "
      "(SELECT min (id) FROM review_item JOIN recommendation AS r USING (id) WHERE r.customer_id "
      "= 8 AND status = 1)");
  store = tv_store_open (workspace, TV_OPEN_DEFAULT, NULL);
  items = export_rows (store, path, TV_EXPORT_ITEMS, 0, &result);
  g_assert_cmpint (result->item_count, ==, 19);
  g_assert_cmpint (result->doubled_count, ==, 1);
  g_assert_cmpint (result->left_out_count, ==, 0);
  g_assert_cmpint (result->no_address_count, ==, 0);
  for (guint i = 1; i < items->len; i++)
    g_assert_cmpint (g_str_equal (get_cell (items, i, 0), "C00003"), ==, i >= items->len - 3);
  customers = export_rows (store, path, TV_EXPORT_CUSTOMERS, 4, &by_customer);
  g_assert_cmpuint (customers->len, ==, 1 + 9);
  g_assert_cmpint (by_customer->item_count, ==, 19);
  g_assert_cmpint (by_customer->doubled_count, ==, 1);
  g_assert_cmpstr (get_cell (customers, 9, 0), ==, "C00003");
  g_assert_cmpstr (get_cell (customers, 9, 9 + 2 * 4), !=, "");
  g_assert_cmpstr (get_cell (customers, 9, 9 + 3 * 4), ==, "");
  g_assert_cmpfloat (g_ascii_strtod (get_cell (customers, 9, 9 + 2), NULL),
                     >=,
                     g_ascii_strtod (get_cell (customers, 9, 9 + 4 + 2), NULL));
  tv_store_close (store);
  tv_test_folder_free (folder);
}

static void
test_refusals (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 30, FALSE);
  g_autofree char *fine = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "out.csv", NULL);
  const struct
  {
    TvExportRequest request;
    TvError code;
  } cases[] = {
    { { .path = fine }, TV_ERROR_REFUSED },
    { { .path = nowhere }, TV_ERROR_NOT_FOUND },
    { { .path = folder }, TV_ERROR_INVALID_INPUT },
    { { .path = fine, .run_id = 9 }, TV_ERROR_NOT_FOUND },
    { { .path = fine, .layout = TV_EXPORT_CUSTOMERS, .product_columns = 21 },
      TV_ERROR_INVALID_INPUT },
    { { .path = "/proc/out.csv" }, TV_ERROR_NOT_FOUND },
  };
  guint file_count = count_files (folder);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Export export = { .request = cases[i].request };
      g_autoptr (GError) error = NULL;

      g_assert_false (tv_test_run_write (store, prepare_cb, &export, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, TV_ERROR, (int) cases[i].code);
      export_clear (&export);
    }
  g_assert_cmpuint (count_files (folder), ==, file_count);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

/* Killed after the commit (the file is beside its place), after the rename, with the bytes changed,
 * with the bytes gone. */
static void
test_sweep (void)
{
  static const char *const expected[] = { "PLACED", "PLACED", "LOST", "LOST" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      char *folder = tv_test_folder_new ();
      TvStore *store = tv_test_run_new (folder, 30, TRUE);
      g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
      Export export = { .request = { .path = path } };
      g_autoptr (GError) error = NULL;
      g_autofree char *state = NULL;

      g_assert_true (tv_test_run_write (store, prepare_cb, &export, &error));
      tv_atomic_file_keep (export.file);
      if (i == 1)
        g_assert_true (tv_export_place (export.file, export.result, NULL));
      else if (i == 2)
        g_assert_true (
            g_file_set_contents (tv_atomic_file_get_temp_path (export.file), "other", -1, NULL));
      else if (i == 3)
        g_unlink (tv_atomic_file_get_temp_path (export.file));
      g_assert_true (tv_test_run_write (store, sweep_cb, NULL, &error));
      state = dup_last_state (store);
      g_assert_cmpstr (state, ==, expected[i]);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, i < 2);
      g_assert_false (g_file_test (tv_atomic_file_get_temp_path (export.file), G_FILE_TEST_EXISTS));
      if (i == 0)
        g_assert_true (tv_export_place (export.file, export.result, &error));
      export_clear (&export);
      tv_store_close (store);
      tv_test_folder_free (folder);
    }
}

static gboolean
check_cb (TvJob *job, gpointer data, GError **error)
{
  return tv_export_check (job, data, error);
}

static void
test_check (void)
{
  char *folder = tv_test_folder_new ();
  TvStore *store = tv_test_run_new (folder, 30, TRUE);
  g_autofree char *workspace = g_strdup (tv_store_get_path (store));
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autofree char *answer = NULL;
  g_autoptr (TvExportResult) result = NULL;
  g_autoptr (GPtrArray) rows = export_rows (store, path, TV_EXPORT_ITEMS, 0, &result);
  g_autoptr (GPtrArray) findings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_ledger_finding_free);

  g_assert_true (tv_test_run_read (store, check_cb, findings, NULL));
  g_assert_cmpuint (findings->len, ==, 0);
  tv_store_close (store);
  answer = tv_test_sqlite (workspace, "UPDATE export_file SET file_sha256 = zeroblob (32)");
  store = tv_store_open (workspace, TV_OPEN_DEFAULT, NULL);
  g_assert_true (tv_test_run_read (store, check_cb, findings, NULL));
  g_assert_cmpuint (findings->len, ==, 1);
  tv_store_close (store);
  tv_test_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/cells", test_cells);
  g_test_add_func ("/export/floats", test_floats);
  g_test_add_func ("/export/layouts", test_layouts);
  g_test_add_func ("/export/merged-since", test_merged_since);
  g_test_add_func ("/export/refusals", test_refusals);
  g_test_add_func ("/export/sweep", test_sweep);
  g_test_add_func ("/export/check", test_check);
  return g_test_run ();
}
