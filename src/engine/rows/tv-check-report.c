/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic that makes dimensions and a score of the checks' figures, and ranks what they
 * found. */
#include "rows/tv-check-row.h"

#include <math.h>

#define HIGHEST_NOT_WHOLE 99.9

/**
 * tv_check_report_rate:
 * @report: a report whose figures are complete
 *
 * Fills in dimensions and score: a dimension is 100 x good / looked at over its checks, the score
 * their weighted geometric mean, so that one at zero cannot hide behind the others. Dimensions for
 * which there was nothing to look at are left out and the other weights scaled up.
 */
void
tv_check_report_rate (TvCheckReport *report)
{
  double sum = 0, weights = 0;
  gboolean has_zero = FALSE;

  for (int d = 0; d < TV_N_CHECK_DIMENSIONS; d++)
    {
      gint64 concerned = 0, bad = 0;

      for (int i = 0; i < TV_N_CHECKS; i++)
        if (tv_check_get_dimension (i) == (TvCheckDimension) d)
          {
            concerned += report->figures[i].concerned_count;
            bad += report->figures[i].bad_count;
          }
      report->dimensions[d]
          = concerned > 0 ? 100. * (double) (concerned - bad) / (double) concerned : -1;
      if (concerned == 0 || tv_check_dimension_get_weight (d) <= 0)
        continue;
      weights += tv_check_dimension_get_weight (d);
      if (report->dimensions[d] > 0)
        sum += tv_check_dimension_get_weight (d) * log (report->dimensions[d] / 100);
      else
        has_zero = TRUE;
    }
  report->score = weights > 0 ? 100 * exp (sum / weights) : -1;
  if (has_zero)
    report->score = 0;
}

/**
 * tv_check_score_to_shown:
 * @score: 0 to 100
 *
 * To one decimal, so that what is not whole is not shown as whole: 99.97 is shown as 99.9.
 *
 * Returns: the score that one decimal shows
 */
double
tv_check_score_to_shown (double score)
{
  return score < 100 ? MIN (round (score * 10) / 10, HIGHEST_NOT_WHOLE) : score;
}

/**
 * tv_check_report_dup_formula:
 * @report: a rated report
 *
 * Returns: (transfer full): the score written out with its figures, such as
 * "completeness 98.2 ^ 0.20 × validity 99.9 ^ 0.20 = 98.9"
 */
char *
tv_check_report_dup_formula (const TvCheckReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double weights = 0;

  for (int d = 0; d < TV_N_CHECK_DIMENSIONS; d++)
    if (report->dimensions[d] >= 0)
      weights += tv_check_dimension_get_weight (d);
  for (int d = 0; d < TV_N_CHECK_DIMENSIONS; d++)
    if (report->dimensions[d] >= 0 && tv_check_dimension_get_weight (d) > 0)
      g_string_append_printf (text,
                              "%s%s %.1f ^ %.2f",
                              text->len > 0 ? " × " : "",
                              tv_check_dimension_get_title (d),
                              tv_check_score_to_shown (report->dimensions[d]),
                              tv_check_dimension_get_weight (d) / weights);
  if (text->len > 0)
    g_string_append_printf (text, " = %.1f", tv_check_score_to_shown (report->score));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Causes rank by what they cost: their share of what was looked at, ten times for an error. */
static double
get_cost (const TvCheckFigure *figure)
{
  static const double factors[TV_N_SEVERITIES] = { 10, 3, 1 };

  if (figure->bad_count == 0)
    return 0;
  return factors[tv_check_get_severity (figure->check)] * (double) figure->bad_count
         / (double) MAX (figure->concerned_count, 1);
}

static int
compare_costs (gconstpointer a, gconstpointer b, gpointer data)
{
  const TvCheckReport *report = data;
  double x = get_cost (&report->figures[*(const TvCheck *) a]);
  double y = get_cost (&report->figures[*(const TvCheck *) b]);

  if (x != y)
    return x > y ? -1 : 1;
  return (int) *(const TvCheck *) a - (int) *(const TvCheck *) b;
}

/**
 * tv_check_report_list_worst:
 * @report: a report
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type TvCheck): the checks that found something, the costliest
 * first
 */
GArray *
tv_check_report_list_worst (const TvCheckReport *report, guint limit)
{
  GArray *worst = g_array_new (FALSE, FALSE, sizeof (TvCheck));

  for (TvCheck i = 0; i < TV_N_CHECKS; i++)
    if (report->figures[i].bad_count > 0)
      g_array_append_val (worst, i);
  g_array_sort_with_data (worst, compare_costs, (gpointer) report);
  if (worst->len > limit)
    g_array_set_size (worst, limit);
  return worst;
}
