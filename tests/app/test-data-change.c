/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the newest import compares with the one of its source before it: the files of one import are
 * no imports of their own. */
#include "pages/data/tva-data-report.h"

static void
add (GPtrArray *trend, const char *source, gint64 created_usec, double score)
{
  TvCheckTrend *point = g_new0 (TvCheckTrend, 1);

  point->source = g_strdup (source);
  point->file_name = g_strdup (source);
  point->created_usec = created_usec;
  point->score = score;
  g_ptr_array_add (trend, point);
}

static void
test_change (void)
{
  g_autoptr (GPtrArray) trend
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_trend_free);
  double points;

  g_assert_null (tva_data_report_find_change (trend, &points));
  add (trend, "sales", 10, 99.5);
  g_assert_null (tva_data_report_find_change (trend, &points));
  /* Two more files of the first import; one of them was never measured. */
  add (trend, "customers", 10, -2);
  add (trend, "sales", 10, 98.5);
  g_assert_null (tva_data_report_find_change (trend, &points));
  add (trend, "customers", 20, 90);
  add (trend, "sales", 20, 97);
  g_assert_true (tva_data_report_find_change (trend, &points) == trend->pdata[2]);
  g_assert_cmpfloat_with_epsilon (points, -1.5, 1e-9);
  add (trend, "sales", 30, -1);
  g_assert_true (tva_data_report_find_change (trend, &points) == trend->pdata[2]);
  g_assert_cmpfloat_with_epsilon (points, -1.5, 1e-9);
}

/* A catalogue is not compared with sales; of files taken in at once the one that was there before
 * is. */
static void
test_sources (void)
{
  g_autoptr (GPtrArray) trend
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_check_trend_free);
  double points;

  add (trend, "sales", 10, 99);
  add (trend, "products", 20, 60);
  g_assert_null (tva_data_report_find_change (trend, &points));
  add (trend, "sales", 30, 98);
  add (trend, "contacts", 30, 50);
  g_assert_true (tva_data_report_find_change (trend, &points) == trend->pdata[0]);
  g_assert_cmpfloat_with_epsilon (points, -1, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-change/change", test_change);
  g_test_add_func ("/data-change/sources", test_sources);
  return g_test_run ();
}
