/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data of a chart. It holds points, bands and a threshold, prints values in the user's locale,
 * and keeps every number finite so that drawing never meets one that is not. The sentences about it
 * are in tva-chart-summary.c. */
#include "widgets/tva-chart-series.h"

#include <math.h>

#include "tastevin.h"
#include "widgets/tva-chart-summary.h"

struct _TvaChartSeries
{
  gatomicrefcount reference_count;
  TvaChartKind kind;
  TvaChartUnit unit;
  char *title;
  char *label_title;
  char *value_title;
  char *summary;
  char *currency;
  char *threshold_label;
  double threshold;
  gboolean has_threshold;
  double range_from, range_to;
  GArray *points;
  GArray *bands;
};

static void
clear_point (gpointer data)
{
  g_clear_pointer (&((TvaChartPoint *) data)->label, g_free);
}

static void
clear_band (gpointer data)
{
  g_clear_pointer (&((TvaChartBand *) data)->label, g_free);
}

/**
 * tva_chart_series_new:
 * @kind: how it will be drawn
 * @unit: how its values are printed
 * @title: what the chart is about; its accessible name
 * @label_title: what the points are ("Scenario")
 * @value_title: what their values are ("Items")
 *
 * Returns: (transfer full): a series without points
 */
TvaChartSeries *
tva_chart_series_new (TvaChartKind kind,
                      TvaChartUnit unit,
                      const char *title,
                      const char *label_title,
                      const char *value_title)
{
  TvaChartSeries *series = g_new0 (TvaChartSeries, 1);

  g_atomic_ref_count_init (&series->reference_count);
  series->kind = kind;
  series->unit = unit;
  series->title = g_strdup (title);
  series->label_title = g_strdup (label_title);
  series->value_title = g_strdup (value_title);
  series->range_to = 100.;
  series->points = g_array_new (FALSE, TRUE, sizeof (TvaChartPoint));
  g_array_set_clear_func (series->points, clear_point);
  series->bands = g_array_new (FALSE, TRUE, sizeof (TvaChartBand));
  g_array_set_clear_func (series->bands, clear_band);
  return series;
}

/**
 * tva_chart_series_ref:
 * @series: a series
 *
 * Returns: (transfer full): @series
 */
TvaChartSeries *
tva_chart_series_ref (TvaChartSeries *series)
{
  g_atomic_ref_count_inc (&series->reference_count);
  return series;
}

/**
 * tva_chart_series_unref:
 * @series: (transfer full): a series
 *
 * Gives a reference back.
 */
void
tva_chart_series_unref (TvaChartSeries *series)
{
  if (!g_atomic_ref_count_dec (&series->reference_count))
    return;
  g_free (series->title);
  g_free (series->label_title);
  g_free (series->value_title);
  g_free (series->summary);
  g_free (series->currency);
  g_free (series->threshold_label);
  g_array_unref (series->points);
  g_array_unref (series->bands);
  g_free (series);
}

/**
 * tva_chart_series_add:
 * @series: a series
 * @label: what the point is
 * @value: its value in the series' unit; kept within ±10¹⁵; what is no number counts as 0
 *
 * Appends a point.
 */
void
tva_chart_series_add (TvaChartSeries *series, const char *label, double value)
{
  tva_chart_series_add_interval (series, label, value, value, value);
}

/**
 * tva_chart_series_add_interval:
 * @series: a series of horizontal bars
 * @label: what the point is
 * @value: its value in the series' unit; kept within ±10¹⁵; what is no number counts as 0
 * @low: where the interval around it begins
 * @high: where it ends
 *
 * Appends a point that is known up to an interval, which is drawn as a whisker.
 */
void
tva_chart_series_add_interval (TvaChartSeries *series,
                               const char *label,
                               double value,
                               double low,
                               double high)
{
  double kept = isnan (value) ? 0. : CLAMP (value, -1e15, 1e15);
  TvaChartPoint point = { g_strdup (label),
                          kept,
                          isnan (low) ? kept : CLAMP (low, -1e15, kept),
                          isnan (high) ? kept : CLAMP (high, kept, 1e15) };

  g_array_append_val (series->points, point);
}

/**
 * tva_chart_series_add_band:
 * @series: a trend
 * @label: the level's title
 * @from: the value where it begins
 *
 * Appends a level; levels are added from the lowest to the highest.
 */
void
tva_chart_series_add_band (TvaChartSeries *series, const char *label, double from)
{
  TvaChartBand band = { g_strdup (label), from };

  g_array_append_val (series->bands, band);
}

/**
 * tva_chart_series_set_currency:
 * @series: a series of money
 * @currency: (nullable): ISO 4217 code
 *
 * Sets the currency that values are printed with.
 */
void
tva_chart_series_set_currency (TvaChartSeries *series, const char *currency)
{
  g_free (series->currency);
  series->currency = g_strdup (currency);
}

/**
 * tva_chart_series_set_range:
 * @series: a histogram
 * @from: lower edge of the first bin
 * @to: upper edge of the last bin, above @from
 *
 * Sets what the bins cover; 0 to 100 by default.
 */
void
tva_chart_series_set_range (TvaChartSeries *series, double from, double to)
{
  g_return_if_fail (to > from);
  series->range_from = from;
  series->range_to = to;
}

/**
 * tva_chart_series_set_summary:
 * @series: a series
 * @summary: one sentence that says what the chart shows
 *
 * Replaces the sentence that would be made from the points.
 */
void
tva_chart_series_set_summary (TvaChartSeries *series, const char *summary)
{
  g_free (series->summary);
  series->summary = g_strdup (summary);
}

/**
 * tva_chart_series_set_threshold:
 * @series: a histogram
 * @position: where the line stands, in the range's unit
 * @label: what it is ("Minimum 60")
 *
 * Sets the threshold line.
 */
void
tva_chart_series_set_threshold (TvaChartSeries *series, double position, const char *label)
{
  g_free (series->threshold_label);
  series->threshold_label = g_strdup (label);
  series->threshold = position;
  series->has_threshold = isfinite (position);
}

/**
 * tva_chart_series_get_kind:
 * @series: a series
 *
 * Returns: how it is drawn
 */
TvaChartKind
tva_chart_series_get_kind (TvaChartSeries *series)
{
  return series->kind;
}

/**
 * tva_chart_series_get_unit:
 * @series: a series
 *
 * Returns: how its values are printed
 */
TvaChartUnit
tva_chart_series_get_unit (TvaChartSeries *series)
{
  return series->unit;
}

/**
 * tva_chart_series_get_title:
 * @series: a series
 *
 * Returns: the chart's title
 */
const char *
tva_chart_series_get_title (TvaChartSeries *series)
{
  return series->title;
}

/**
 * tva_chart_series_get_label_title:
 * @series: a series
 *
 * Returns: the title of the table's first column
 */
const char *
tva_chart_series_get_label_title (TvaChartSeries *series)
{
  return series->label_title;
}

/**
 * tva_chart_series_get_value_title:
 * @series: a series
 *
 * Returns: the title of the table's second column
 */
const char *
tva_chart_series_get_value_title (TvaChartSeries *series)
{
  return series->value_title;
}

/**
 * tva_chart_series_get_length:
 * @series: a series
 *
 * Returns: the number of points
 */
guint
tva_chart_series_get_length (TvaChartSeries *series)
{
  return series->points->len;
}

/**
 * tva_chart_series_get_point:
 * @series: a series
 * @index: of the point, below the length
 *
 * Returns: the point
 */
const TvaChartPoint *
tva_chart_series_get_point (TvaChartSeries *series, guint index)
{
  g_return_val_if_fail (index < series->points->len, NULL);
  return &g_array_index (series->points, TvaChartPoint, index);
}

/**
 * tva_chart_series_get_band_count:
 * @series: a series
 *
 * Returns: the number of level bands
 */
guint
tva_chart_series_get_band_count (TvaChartSeries *series)
{
  return series->bands->len;
}

/**
 * tva_chart_series_get_band:
 * @series: a series
 * @index: of the band
 *
 * Returns: the band
 */
const TvaChartBand *
tva_chart_series_get_band (TvaChartSeries *series, guint index)
{
  g_return_val_if_fail (index < series->bands->len, NULL);
  return &g_array_index (series->bands, TvaChartBand, index);
}

/**
 * tva_chart_series_find_band:
 * @series: a series
 * @value: a value
 *
 * Returns: the index of the level that @value lies in, -1 where there are none
 */
int
tva_chart_series_find_band (TvaChartSeries *series, double value)
{
  int found = series->bands->len > 0 ? 0 : -1;

  for (guint i = 0; i < series->bands->len; i++)
    if (value >= tva_chart_series_get_band (series, i)->from)
      found = (int) i;
  return found;
}

/**
 * tva_chart_series_get_range:
 * @series: a histogram
 * @out_from: (out): lower edge of the first bin
 * @out_to: (out): upper edge of the last bin
 *
 * Gets what the bins cover.
 */
void
tva_chart_series_get_range (TvaChartSeries *series, double *out_from, double *out_to)
{
  *out_from = series->range_from;
  *out_to = series->range_to;
}

/**
 * tva_chart_series_get_threshold:
 * @series: a series
 * @out_position: (out): where the line stands
 * @out_label: (out) (transfer none): what it is
 *
 * Returns: %FALSE where there is none
 */
gboolean
tva_chart_series_get_threshold (TvaChartSeries *series,
                                double *out_position,
                                const char **out_label)
{
  *out_position = series->threshold;
  *out_label = series->threshold_label;
  return series->has_threshold;
}

/**
 * tva_chart_series_get_total:
 * @series: a series
 *
 * Returns: the sum of all values
 */
double
tva_chart_series_get_total (TvaChartSeries *series)
{
  double total = 0.;

  for (guint i = 0; i < series->points->len; i++)
    total += tva_chart_series_get_point (series, i)->value;
  return total;
}

/**
 * tva_chart_series_format:
 * @series: a series
 * @value: a value in its unit
 *
 * Returns: (transfer full): @value as people read it
 */
char *
tva_chart_series_format (TvaChartSeries *series, double value)
{
  switch (series->unit)
    {
    case TVA_CHART_UNIT_NUMBER:
      return tv_number_to_display (value, 1);
    case TVA_CHART_UNIT_SCORE:
      return tv_number_to_display (value, 2);
    case TVA_CHART_UNIT_RATIO:
      return tv_ratio_to_display (value, 1);
    case TVA_CHART_UNIT_MONEY:
      return tv_money_to_display ((gint64) llround (value), series->currency);
    case TVA_CHART_UNIT_COUNT:
    default:
      return tv_count_to_display ((gint64) llround (value));
    }
}

/**
 * tva_chart_series_dup_summary:
 * @series: a series
 *
 * Returns: (transfer full): one sentence that says what the points show
 */
char *
tva_chart_series_dup_summary (TvaChartSeries *series)
{
  return series->summary != NULL ? g_strdup (series->summary) : tva_chart_summary_new (series);
}
