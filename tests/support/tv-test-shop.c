/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small shop for tests of imports: every file is a text, sniffed and taken in as a person would.
 */
#include "tv-test-shop.h"

#include "tv-test-workspace.h"

/**
 * tv_test_shop_init:
 * @shop: (out caller-allocates): the workspace
 *
 * Makes a fresh workspace in a folder of its own.
 */
void
tv_test_shop_init (TvTestShop *shop)
{
  g_autoptr (GError) error = NULL;

  shop->folder = tv_test_folder_new ();
  shop->path = g_build_filename (shop->folder, "shop.tastevin", NULL);
  shop->engine = tv_engine_open (shop->path, TV_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

/**
 * tv_test_shop_clear:
 * @shop: the workspace
 *
 * Closes it and takes the folder away.
 */
void
tv_test_shop_clear (TvTestShop *shop)
{
  g_clear_object (&shop->engine);
  g_free (shop->path);
  tv_test_folder_free (shop->folder);
}

/**
 * tv_test_shop_sniff:
 * @shop: the workspace
 * @name: of the file
 * @text: what is in it
 *
 * Returns: (transfer full): how the file, written into the folder, will be read
 */
TvImportFile *
tv_test_shop_sniff (TvTestShop *shop, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  TvImportFile *file;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  file = tv_import_sniff (path, &error);
  g_assert_no_error (error);
  return file;
}

/**
 * tv_test_shop_check_pending:
 * @shop: the workspace
 * @results: (element-type TvImportResult): what an import that was no trial just came to
 *
 * Checks that as many rows wait as each result says, and as its batch notes, by looking at them
 * all.
 */
void
tv_test_shop_check_pending (TvTestShop *shop, GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);
      gint64 batch_id = result->same_batch_id != 0 ? result->same_batch_id : result->batch_id;
      g_autofree char *sql = g_strdup_printf (
          "SELECT ((SELECT count (*) FROM sales_line WHERE batch_id = %1$" G_GINT64_FORMAT
          " AND (customer_ref_id NOT IN (SELECT id FROM customer)"
          " OR product_ref_id NOT IN (SELECT product_ref_id FROM product_alias)))"
          " + (SELECT count (*) FROM contact_event WHERE batch_id = %1$" G_GINT64_FORMAT
          " AND customer_ref_id NOT IN (SELECT id FROM customer)))"
          " || ' ' || (SELECT pending_count FROM import_batch WHERE id = %1$" G_GINT64_FORMAT ")",
          batch_id);
      g_autofree char *found = tv_test_sqlite (shop->path, sql);
      g_autofree char *expected
          = g_strdup_printf ("%1$" G_GINT64_FORMAT " %1$" G_GINT64_FORMAT, result->pending_count);

      if (result->same_batch_id == 0)
        g_assert_cmpstr (found, ==, expected);
      else
        g_assert_cmpint (g_ascii_strtoll (found, NULL, 10), ==, result->pending_count);
    }
}

/**
 * tv_test_shop_import:
 * @shop: the workspace
 * @file: (transfer full): a file
 * @is_dry_run: only try
 *
 * Returns: (transfer container) (element-type TvImportResult): what it came to
 */
GPtrArray *
tv_test_shop_import (TvTestShop *shop, TvImportFile *file, gboolean is_dry_run)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  g_ptr_array_add (files, file);
  results = tv_engine_import (shop->engine, files, is_dry_run, NULL, &error);
  g_assert_no_error (error);
  if (!is_dry_run)
    tv_test_shop_check_pending (shop, results);
  return results;
}

/**
 * tv_test_shop_take:
 * @shop: the workspace
 * @name: of the file
 * @text: what is in it
 *
 * Returns: the batch, 0 where the content was there already
 */
gint64
tv_test_shop_take (TvTestShop *shop, const char *name, const char *text)
{
  g_autoptr (GPtrArray) results
      = tv_test_shop_import (shop, tv_test_shop_sniff (shop, name, text), FALSE);

  return ((const TvImportResult *) g_ptr_array_index (results, 0))->batch_id;
}
