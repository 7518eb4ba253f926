/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the newest import compares with the one before it: the files of one import are no imports of
 * their own. */
#include "pages/data/tva-data-report.h"

static void
add (GPtrArray *trend, gint64 created_usec, double score)
{
  TvCheckTrend *point = g_new0 (TvCheckTrend, 1);

  point->created_usec = created_usec;
  point->score = score;
  g_ptr_array_add (trend, point);
}

static void
test_change (void)
{
  g_autoptr (GPtrArray) trend = g_ptr_array_new_with_free_func (g_free);
  double points;

  g_assert_false (tva_data_report_find_change (trend, &points));
  add (trend, 10, 99.5);
  g_assert_false (tva_data_report_find_change (trend, &points));
  /* Two more files of the first import; one of them was never measured. */
  add (trend, 10, -2);
  add (trend, 10, 98.5);
  g_assert_false (tva_data_report_find_change (trend, &points));
  add (trend, 20, 90);
  add (trend, 20, 97);
  g_assert_true (tva_data_report_find_change (trend, &points));
  g_assert_cmpfloat_with_epsilon (points, -1.5, 1e-9);
  add (trend, 30, -1);
  g_assert_true (tva_data_report_find_change (trend, &points));
  g_assert_cmpfloat_with_epsilon (points, -1.5, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-change/change", test_change);
  return g_test_run ();
}
