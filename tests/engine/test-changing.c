/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that shrinks, grows or vanishes while it is taken in: the import says so, and nothing of
 * it is kept. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tv-test-shop.h"
#include "tv-test-workspace.h"

#define ROWS 200000

typedef void (*ChangeFunc) (const char *path);

static void
shrink (const char *path)
{
  g_assert_cmpint (truncate (path, 1000), ==, 0);
}

static void
grow (const char *path)
{
  FILE *file = g_fopen (path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs ("C1;2024-01-02;F1;Red;1;10,00;a@x.fr\n", file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
vanish (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
}

typedef struct
{
  TvTestShop shop;
  GPtrArray *files;
  TvProgress *progress;
  gint is_over; /* atomic */
  GError *error;
} Import;

static gpointer
import_thread (gpointer data)
{
  Import *import = data;
  g_autoptr (GPtrArray) results = tv_engine_import (import->shop.engine,
                                                    import->files,
                                                    FALSE,
                                                    import->progress,
                                                    &import->error);

  g_assert_null (results);
  g_atomic_int_set (&import->is_over, 1);
  return NULL;
}

static void
wait_for_rows (Import *import)
{
  TvProgressState state = { 0 };

  while ((!state.is_bytes || state.done_count == 0) && !g_atomic_int_get (&import->is_over))
    {
      g_usleep (200);
      tv_progress_get (import->progress, &state);
    }
}

static void
test_change (gconstpointer data)
{
  ChangeFunc change = (ChangeFunc) data;
  g_autoptr (GString) text = g_string_new (TV_TEST_SALES);
  Import import = { .progress = tv_progress_new (NULL) };
  TvImportFile *file;
  g_autofree char *counts = NULL;
  GThread *thread;

  for (int i = 0; i < ROWS; i++)
    g_string_append_printf (text, "C%d;2024-01-02;F%d;Red;1;10,00;c%d@x.fr\n", i % 999, i, i % 999);
  tv_test_shop_init (&import.shop);
  file = tv_test_shop_sniff (&import.shop, "sales.csv", text->str);
  import.files = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_ptr_array_add (import.files, file);
  thread = g_thread_new ("import", import_thread, &import);
  wait_for_rows (&import);
  change (file->path);
  g_thread_join (thread);
  g_assert_nonnull (import.error);
  g_assert_nonnull (strstr (import.error->message, "sales.csv"));
  counts = tv_test_sqlite (import.shop.path,
                           "SELECT (SELECT count (*) FROM import_batch) || (SELECT count (*) FROM "
                           "sales_line) || (SELECT count (*) FROM customer_ref)");
  g_assert_cmpstr (counts, ==, "000");
  g_clear_error (&import.error);
  g_ptr_array_unref (import.files);
  tv_progress_unref (import.progress);
  tv_test_shop_clear (&import.shop);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/changing/shrinks", (gconstpointer) shrink, test_change);
  g_test_add_data_func ("/changing/grows", (gconstpointer) grow, test_change);
  g_test_add_data_func ("/changing/vanishes", (gconstpointer) vanish, test_change);
  return g_test_run ();
}
