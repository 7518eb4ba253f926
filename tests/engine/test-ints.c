/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of integers: narrow while it can be, exact always. */
#include "frame/tv-ints.h"

/* A column keeps what it is given: narrow while all fit, wide from the first one on that does not.
 */
static void
test_ints (void)
{
  static const gint64 values[]
      = { 0, -1, 99, G_MAXINT32, G_MININT32 + 1, G_MININT64, G_MININT32, 3000000000, G_MAXINT64 };
  static const guint32 order[] = { 8, 0, 5 };

  for (gsize count = 1; count <= G_N_ELEMENTS (values); count++)
    {
      TvInts ints;

      tv_ints_init (&ints, count);
      for (gsize i = 0; i < count; i++)
        tv_ints_set (&ints, i, values[i]);
      g_assert_cmpint (ints.wide != NULL, ==, count > 6);
      for (gsize i = 0; i < count; i++)
        g_assert_cmpint (tv_ints_get (&ints, i), ==, values[i]);
      if (count == G_N_ELEMENTS (values))
        {
          tv_ints_reorder (&ints, order, G_N_ELEMENTS (order));
          for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
            g_assert_cmpint (tv_ints_get (&ints, i), ==, values[order[i]]);
        }
      tv_ints_clear (&ints);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ints/widen", test_ints);
  return g_test_run ();
}
