/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in the folder of a source: files called alike that were not taken in, also where the
 * source bears the name of a preset. */
#include "pages/import/tva-import-again.h"

#include <glib/gstdio.h>

static void
add_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "12345\n", -1, NULL));
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
assert_found (const char *folder, const char *source_name)
{
  TvBatchRow batch
      = { .file_name = (char *) "till-2024-01.csv", .file_size = 6, .entry = (char *) "" };
  g_autoptr (GPtrArray) batches = g_ptr_array_new ();
  TvSourceRow source
      = { .name = (char *) source_name, .folder = (char *) folder, .batches = batches };
  g_auto (GStrv) paths = NULL;

  g_ptr_array_add (batches, &batch);
  paths = tva_import_again_find (&source);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_true (g_str_has_suffix (paths[0], "till-2024-02.csv"));
}

static void
test_find (void)
{
  static const char *const names[] = { "till-2024-01.csv", "till-2024-02.csv", "other-02.csv" };
  g_autofree char *folder = g_dir_make_tmp ("tastevin-again-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_file (folder, names[i]);
  assert_found (folder, "till #");
  assert_found (folder, "Till of the day");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    remove_file (folder, names[i]);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define MAPPING                                                                                    \
  "{\"kind\": \"sales_lines\", \"orders\": {\"file\": \"%s\", \"folder\": \"%s\", "                \
  "\"encoding\": \"UTF-8\", \"own\": 3, \"fields\": []}, \"columns\": {}}"

static char *
list_again (const char *folder, const char *lines, const char *orders)
{
  g_autofree char *mapping = g_strdup_printf (MAPPING, orders, folder);
  TvBatchRow batch
      = { .file_name = (char *) lines, .file_size = 99, .entry = (char *) "", .mapping = mapping };
  g_autoptr (GPtrArray) batches = g_ptr_array_new ();
  TvSourceRow source = { .name = (char *) "lines", .folder = (char *) folder, .batches = batches };
  g_auto (GStrv) paths = NULL;
  GString *names = g_string_new (NULL);

  g_ptr_array_add (batches, &batch);
  paths = tva_import_again_find (&source);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);

      g_string_append_printf (names, i > 0 ? " %s" : "%s", name);
    }
  return g_string_free (names, FALSE);
}

/* New lines bring their orders along: new ones by their number, or those of the one name. */
static void
test_orders (void)
{
  static const char *const names[]
      = { "lines-01.csv", "lines-02.csv", "orders-01.csv", "orders-02.csv", "all-orders.csv" };
  g_autofree char *folder = g_dir_make_tmp ("tastevin-again-XXXXXX", NULL);
  g_autofree char *numbered = NULL, *same = NULL, *nothing = NULL;

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    add_file (folder, names[i]);
  numbered = list_again (folder, "lines-01.csv", "orders-01.csv");
  g_assert_cmpstr (numbered, ==, "lines-02.csv orders-02.csv");
  same = list_again (folder, "lines-01.csv", "all-orders.csv");
  g_assert_cmpstr (same, ==, "lines-02.csv all-orders.csv");
  nothing = list_again (folder, "other.csv", "all-orders.csv");
  g_assert_cmpstr (nothing, ==, "");
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    remove_file (folder, names[i]);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-again/find", test_find);
  g_test_add_func ("/import-again/orders", test_orders);
  return g_test_run ();
}
