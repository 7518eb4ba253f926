/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy of a pipe holds what customers bought: it is gone when who looked at it is done, even
 * where a thread was left behind in the middle of the file. */
#include <glib/gstdio.h>

#include "ingest/tv-join.h"
#include "ingest/tv-row-reader.h"
#include "tv-test-import.h"

/* More rows than all blocks hold. */
#define LINES 60000

static TvImportFile *
sniff_copy (TvTestImport *import, const char *name, const char *text, char **out_folder)
{
  g_autofree char *written = tv_test_import_write (import, name, text, -1);
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  TvImportFile *file;

  *out_folder = g_strconcat (written, ".copy", NULL);
  copy = g_build_filename (*out_folder, name, NULL);
  g_assert_cmpint (g_mkdir (*out_folder, 0700), ==, 0);
  g_assert_cmpint (g_rename (written, copy), ==, 0);
  file = tv_ingest_sniff (copy, NULL, NULL, &error);
  g_assert_no_error (error);
  file->spool = tv_import_spool_new (copy, *out_folder);
  return file;
}

static void
test_copies (void)
{
  g_auto (TvTestImport) import = { 0 };
  g_autoptr (GString) orders_text = g_string_new ("order_id;customer_code;order_date\n");
  g_autoptr (GString) lines_text = g_string_new ("order_id;product_label;qty;amount_ht\n");
  g_autofree char *orders_folder = NULL, *lines_folder = NULL;
  g_autoptr (GError) error = NULL;
  TvImportFile *orders, *lines, *joined;
  TvRowReader *reader;

  tv_test_import_init (&import);
  for (int i = 0; i < 200; i++)
    g_string_append_printf (orders_text, "O%d;C%d;2024-01-%02d\n", i, i % 9, 1 + i % 28);
  for (int i = 0; i < LINES; i++)
    g_string_append_printf (lines_text, "O%d;Riesling %d;1;10,00\n", i % 200, i % 7);
  orders = sniff_copy (&import, "orders.csv", orders_text->str, &orders_folder);
  lines = sniff_copy (&import, "lines.csv", lines_text->str, &lines_folder);
  joined = tv_join_files (lines, orders, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (joined);
  tv_import_file_free (orders);
  tv_import_file_free (lines);
  g_assert_true (g_file_test (orders_folder, G_FILE_TEST_IS_DIR));
  reader = tv_row_reader_new (joined, TV_DATE_ORDER_YMD, NULL, NULL);
  g_assert_nonnull (tv_row_reader_take (reader, &error));
  g_assert_no_error (error);
  tv_row_reader_free (reader);
  tv_import_file_free (joined);
  g_assert_false (g_file_test (orders_folder, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (lines_folder, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-reader/copies", test_copies);
  return g_test_run ();
}
