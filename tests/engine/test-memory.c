/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays of many megabytes: what stands in them, and that the system was asked for large pages. */
#include <stdio.h>
#include <string.h>

#include "base/tv-memory.h"

#define COUNT ((gsize) 3 << 20) /* of eight bytes: twelve large pages, wherever they begin */

/* Whether any of the large pages of an array are advised; by the flags of its mapping. */
static gboolean
is_advised (gconstpointer memory)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guintptr middle = (guintptr) memory + COUNT * sizeof (guint64) / 2;
  gboolean is_in = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guintptr begin, end;

      if (sscanf (lines[i], "%" G_GINTPTR_MODIFIER "x-%" G_GINTPTR_MODIFIER "x ", &begin, &end)
          == 2)
        is_in = begin <= middle && middle < end;
      else if (is_in && g_str_has_prefix (lines[i], "VmFlags:"))
        return strstr (lines[i], " hg") != NULL;
    }
  return FALSE;
}

static void
test_arrays (void)
{
  g_autofree guint64 *zeros = tv_memory_new0 (COUNT, sizeof *zeros);
  g_autofree guint64 *numbers = tv_memory_new (COUNT / 2, sizeof *numbers);

  for (gsize i = 0; i < COUNT; i++)
    g_assert_cmpuint (zeros[i], ==, 0);
  for (gsize i = 0; i < COUNT / 2; i++)
    numbers[i] = i * 2654435761u;
  numbers = tv_memory_renew (numbers, COUNT, sizeof *numbers);
  for (gsize i = 0; i < COUNT / 2; i++)
    g_assert_cmpuint (numbers[i], ==, i * 2654435761u);
  if (!g_file_test ("/sys/kernel/mm/transparent_hugepage/enabled", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("The system has no large pages");
      return;
    }
  g_assert_true (is_advised (zeros));
  g_assert_true (is_advised (numbers));
}

/* What has no whole page is left alone, and nothing at all is an array as well. */
static void
test_little (void)
{
  g_autofree guint8 *few = tv_memory_new0 (3, 1);
  g_autofree guint8 *none = tv_memory_new (0, 8);

  g_assert_cmpmem (few, 3, "\0\0\0", 3);
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/arrays", test_arrays);
  g_test_add_func ("/memory/little", test_little);
  return g_test_run ();
}
