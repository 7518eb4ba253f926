/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fuzz target as an ordinary test: every file of its corpus, whole, cut off at many places, and
 * with bytes changed by a seeded generator. */
#include "fuzz.h"

#include <string.h>

#define CUTS 24
#define CHANGES 40

/* As a copy of its own, so that a sanitizer sees what reads beyond it. */
static void
run (const char *data, gsize size)
{
  g_autofree uint8_t *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
test_file (gconstpointer path)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  run (data, size);
  for (int i = 0; i < CUTS; i++)
    run (data, size * (gsize) i / CUTS);
  for (int i = 0; i < CHANGES && size > 0; i++)
    {
      g_autofree char *changed = g_memdup2 (data, size);

      for (int count = g_rand_int_range (rand, 1, 4); count > 0; count--)
        changed[g_rand_int_range (rand, 0, (gint32) size)] = (char) g_rand_int_range (rand, 0, 256);
      run (changed, size);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/corpus/", name, NULL);

      g_ptr_array_add (paths, g_build_filename (argv[1], name, NULL));
      g_test_add_data_func (test, paths->pdata[paths->len - 1], test_file);
    }
  g_assert_cmpuint (paths->len, >, 0);
  return g_test_run ();
}
