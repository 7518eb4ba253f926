/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a score of the checks' figures, the order of what they found, and how a score is
 * shown. */
#include <math.h>
#include <string.h>

#include "rows/tv-check-row.h"

static void
test_score (void)
{
  TvCheckReport report = { 0 };
  g_autoptr (GArray) worst = NULL;
  double expected;

  tv_check_report_rate (&report);
  g_assert_cmpfloat (report.score, <, 0);
  for (int i = 0; i < TV_N_CHECKS; i++)
    report.figures[i] = (TvCheckFigure){ .check = i };
  report.figures[TV_CHECK_TYPE] = (TvCheckFigure){ TV_CHECK_TYPE, 100, 10, 0 };
  report.figures[TV_CHECK_ROLE_ADDRESS] = (TvCheckFigure){ TV_CHECK_ROLE_ADDRESS, 100, 30, 0 };
  report.figures[TV_CHECK_UNIQUE_KEY] = (TvCheckFigure){ TV_CHECK_UNIQUE_KEY, 50, 0, 0 };
  report.figures[TV_CHECK_OUTLIER] = (TvCheckFigure){ TV_CHECK_OUTLIER, 10, 10, 0 };
  tv_check_report_rate (&report);
  g_assert_cmpfloat_with_epsilon (report.dimensions[TV_CHECK_VALIDITY], 80, 1e-9);
  g_assert_cmpfloat (report.dimensions[TV_CHECK_FRESHNESS], <, 0);
  expected = 100 * pow (.8, .20 / .35);
  g_assert_cmpfloat_with_epsilon (report.score, expected, 1e-9);
  worst = tv_check_report_list_worst (&report, 2);
  g_assert_cmpuint (worst->len, ==, 2);
  /* A tenth of errors costs as much as all of a note; the table's order decides. */
  g_assert_cmpint (g_array_index (worst, TvCheck, 0), ==, TV_CHECK_TYPE);
  g_assert_cmpint (g_array_index (worst, TvCheck, 1), ==, TV_CHECK_OUTLIER);
  report.figures[TV_CHECK_UNIQUE_KEY].bad_count = 50;
  tv_check_report_rate (&report);
  g_assert_cmpfloat (report.score, ==, 0); /* nothing hides a zero */
}

/* One bad row among many is not shown as none. */
static void
test_shown_score (void)
{
  TvCheckReport report = { 0 };
  g_autofree char *formula = NULL, *whole = NULL;

  for (int i = 0; i < TV_N_CHECKS; i++)
    report.figures[i] = (TvCheckFigure){ .check = i };
  report.figures[TV_CHECK_TYPE] = (TvCheckFigure){ TV_CHECK_TYPE, 100000, 1, 0 };
  tv_check_report_rate (&report);
  formula = tv_check_report_dup_formula (&report);
  g_assert_nonnull (strstr (formula, " 99.9 ^ 1.00 = 99.9"));
  report.figures[TV_CHECK_TYPE].bad_count = 0;
  tv_check_report_rate (&report);
  whole = tv_check_report_dup_formula (&report);
  g_assert_nonnull (strstr (whole, " 100.0 ^ 1.00 = 100.0"));
  g_assert_cmpfloat (tv_check_score_to_shown (98.76), ==, 98.8);
  g_assert_cmpfloat (tv_check_score_to_shown (0), ==, 0);
  g_assert_cmpfloat (tv_check_score_to_shown (-1), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-score/score", test_score);
  g_test_add_func ("/check-score/shown", test_shown_score);
  return g_test_run ();
}
