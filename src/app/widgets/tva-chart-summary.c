/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says in words what a chart shows: the summary sentence under its title, one point's text for
 * hover and keyboard, and the description that assistive technology reads, with every value in it.
 * Reads a series, writes nothing. */
#include "widgets/tva-chart-summary.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tastevin.h"

static guint
find_extreme (TvaChartSeries *series, gboolean is_highest)
{
  guint found = 0;

  for (guint i = 1; i < tva_chart_series_get_length (series); i++)
    {
      double value = tva_chart_series_get_point (series, i)->value;
      double best = tva_chart_series_get_point (series, found)->value;

      if (is_highest ? value > best : value < best)
        found = i;
    }
  return found;
}

static char *
say_bars (TvaChartSeries *series)
{
  const TvaChartPoint *highest = tva_chart_series_get_point (series, find_extreme (series, TRUE));
  const TvaChartPoint *lowest = tva_chart_series_get_point (series, find_extreme (series, FALSE));
  double total = tva_chart_series_get_total (series);
  g_autofree char *most = tva_chart_series_format (series, highest->value);
  g_autofree char *least = tva_chart_series_format (series, lowest->value);

  if (tva_chart_series_get_length (series) == 1)
    return g_strdup_printf (_ ("%s: %s."), highest->label, most);
  if (tva_chart_series_get_unit (series) == TVA_CHART_UNIT_COUNT && total > 0.)
    {
      g_autofree char *sum = tva_chart_series_format (series, total);
      g_autofree char *share = tv_ratio_to_display (highest->value / total, 0);

      /* Translators: label, its count, the count of all, its share in per cent */
      return g_strdup_printf (_ ("%s comes first with %s of %s (%s)."),
                              highest->label,
                              most,
                              sum,
                              share);
    }
  if (highest->value == lowest->value)
    /* Translators: the value that all bars of a chart have */
    return g_strdup_printf (_ ("%s everywhere."), most);
  /* Translators: label and value of the highest, label and value of the lowest */
  return g_strdup_printf (_ ("Highest is %s with %s, lowest %s with %s."),
                          highest->label,
                          most,
                          lowest->label,
                          least);
}

static char *
say_histogram (TvaChartSeries *series)
{
  guint length = tva_chart_series_get_length (series);
  double total = tva_chart_series_get_total (series);
  double from, to, position, above = 0.;
  const char *label;
  const TvaChartPoint *fullest = tva_chart_series_get_point (series, find_extreme (series, TRUE));
  g_autofree char *sum = tva_chart_series_format (series, total);

  if (total <= 0.)
    return g_strdup (_ ("There is nothing to count yet."));
  if (!tva_chart_series_get_threshold (series, &position, &label))
    return g_strdup_printf (_ ("Of %s, most lie at %s."), sum, fullest->label);

  tva_chart_series_get_range (series, &from, &to);
  for (guint i = 0; i < length; i++)
    if (from + (to - from) * i / length >= position - 1e-9)
      above += tva_chart_series_get_point (series, i)->value;

  g_autofree char *count = tva_chart_series_format (series, above);
  g_autofree char *share = tv_ratio_to_display (above / total, 1);

  /* Translators: count above the threshold, count of all, share in per cent, the threshold's label,
   * the fullest bin */
  return g_strdup_printf (_ ("%s of %s (%s) lie above the line “%s”; most are at %s."),
                          count,
                          sum,
                          share,
                          label,
                          fullest->label);
}

static char *
say_distance (TvaChartSeries *series, double distance)
{
  g_autofree char *points = NULL;

  if (tva_chart_series_get_unit (series) != TVA_CHART_UNIT_RATIO)
    return tva_chart_series_format (series, distance);
  points = tv_number_to_display (distance * 100., 1);
  /* Translators: percentage points */
  return g_strdup_printf (_ ("%s points"), points);
}

static char *
say_trend (TvaChartSeries *series)
{
  guint length = tva_chart_series_get_length (series);
  const TvaChartPoint *last = tva_chart_series_get_point (series, length - 1);
  int band = tva_chart_series_find_band (series, last->value);
  g_autofree char *value = tva_chart_series_format (series, last->value);
  g_autofree char *now
      = band < 0 ? g_strdup (value)
                 : g_strdup_printf ("%s (%s)",
                                    value,
                                    tva_chart_series_get_band (series, (guint) band)->label);

  if (length == 1)
    return g_strdup_printf (_ ("%s: %s; nothing before it to compare with."), last->label, now);

  double change = last->value - tva_chart_series_get_point (series, length - 2)->value;
  g_autofree char *distance = say_distance (series, fabs (change));

  if (fabs (change) < 5e-5)
    return g_strdup_printf (_ ("%s: %s, as the time before."), last->label, now);
  if (change > 0.)
    return g_strdup_printf (_ ("%s: %s, up by %s."), last->label, now, distance);
  return g_strdup_printf (_ ("%s: %s, down by %s."), last->label, now, distance);
}

static char *
say_waterfall (TvaChartSeries *series)
{
  const TvaChartPoint *highest = tva_chart_series_get_point (series, find_extreme (series, TRUE));
  g_autofree char *most = tva_chart_series_format (series, highest->value);
  g_autofree char *sum = tva_chart_series_format (series, tva_chart_series_get_total (series));

  /* Translators: the part that gives most, its value, the total */
  return g_strdup_printf (_ ("%s gives most, %s of %s."), highest->label, most, sum);
}

/**
 * tva_chart_summary_new:
 * @series: a series
 *
 * Makes one sentence from the points.
 *
 * Returns: (transfer full): the sentence
 */
char *
tva_chart_summary_new (TvaChartSeries *series)
{
  if (tva_chart_series_get_length (series) == 0)
    return g_strdup (_ ("There is nothing to show yet."));

  switch (tva_chart_series_get_kind (series))
    {
    case TVA_CHART_HISTOGRAM:
      return say_histogram (series);
    case TVA_CHART_TREND:
      return say_trend (series);
    case TVA_CHART_WATERFALL:
      return say_waterfall (series);
    case TVA_CHART_COLUMNS:
    case TVA_CHART_BARS:
    default:
      return say_bars (series);
    }
}

/**
 * tva_chart_series_has_intervals:
 * @series: a series
 *
 * Returns: whether any point is known only up to an interval
 */
gboolean
tva_chart_series_has_intervals (TvaChartSeries *series)
{
  for (guint i = 0; i < tva_chart_series_get_length (series); i++)
    {
      const TvaChartPoint *point = tva_chart_series_get_point (series, i);

      if (point->low < point->high)
        return TRUE;
    }
  return FALSE;
}

/**
 * tva_chart_series_dup_interval:
 * @series: a series
 * @index: of the point
 *
 * Returns: (transfer full): "16.1 % to 18.0 %"
 */
char *
tva_chart_series_dup_interval (TvaChartSeries *series, guint index)
{
  const TvaChartPoint *point = tva_chart_series_get_point (series, index);
  g_autofree char *low = tva_chart_series_format (series, point->low);
  g_autofree char *high = tva_chart_series_format (series, point->high);

  /* Translators: where an interval begins and ends */
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

/**
 * tva_chart_series_dup_point_text:
 * @series: a series
 * @index: of the point
 *
 * Returns: (transfer full): "Re-buy: 1,204", with the level or interval where there is one
 */
char *
tva_chart_series_dup_point_text (TvaChartSeries *series, guint index)
{
  const TvaChartPoint *point = tva_chart_series_get_point (series, index);
  int band = tva_chart_series_find_band (series, point->value);
  g_autofree char *value = tva_chart_series_format (series, point->value);

  if (band >= 0)
    /* Translators: a point's label, its value, the name of the band that the value is in */
    return g_strdup_printf (_ ("%s: %s, %s"),
                            point->label,
                            value,
                            tva_chart_series_get_band (series, (guint) band)->label);
  if (point->low < point->high)
    {
      g_autofree char *interval = tva_chart_series_dup_interval (series, index);

      /* Translators: a point's label, its value, the interval that it may lie in */
      return g_strdup_printf (_ ("%s: %s (%s)"), point->label, value, interval);
    }
  return g_strdup_printf (_ ("%s: %s"), point->label, value);
}

/**
 * tva_chart_series_dup_description:
 * @series: a series
 *
 * Returns: (transfer full): the summary and every value, for people who do not see the picture
 */
char *
tva_chart_series_dup_description (TvaChartSeries *series)
{
  g_autofree char *summary = tva_chart_series_dup_summary (series);
  GString *text = g_string_new (summary);

  for (guint i = 0; i < tva_chart_series_get_length (series); i++)
    {
      g_autofree char *point = tva_chart_series_dup_point_text (series, i);

      g_string_append (text, i == 0 ? " " : "; ");
      g_string_append (text, point);
    }
  return g_string_free (text, FALSE);
}
