/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the checks through the engine and makes the series of the page's charts. Writes nothing
 * itself; the engine keeps the scores of batches that it measures for the trend. */
#include "pages/data/tva-data-report.h"

#include <glib/gi18n.h>

#define TREND_LIMIT 24 /* latest imports that the trend shows */

/**
 * tva_data_report_load:
 * @engine: the workspace
 * @input: a gint64, the batch, 0 = the workspace
 * @progress: (nullable): cancel
 * @error: return location for an error
 *
 * Runs the checks. For a worker.
 *
 * Returns: (transfer full) (nullable): the data, without a report where nothing was imported
 */
gpointer
tva_data_report_load (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  g_autoptr (TvaDataReport) data = g_new0 (TvaDataReport, 1);

  if (!tv_engine_get_summary (engine, &data->summary, error))
    return NULL;
  data->trend = tv_engine_list_check_trend (engine, progress, error);
  if (data->trend == NULL)
    return NULL;
  if (data->trend->len == 0)
    return g_steal_pointer (&data);
  data->report = tv_engine_check_data (engine, *(gint64 *) input, progress, error);
  return data->report != NULL ? g_steal_pointer (&data) : NULL;
}

/**
 * tva_data_report_free:
 * @data: (transfer full): data
 *
 * Frees it.
 */
void
tva_data_report_free (TvaDataReport *data)
{
  g_free (data->report);
  g_clear_pointer (&data->trend, g_ptr_array_unref);
  g_free (data);
}

/* The latest one of the same source that was taken in before, and measured. */
static const TvCheckTrend *
find_before (const GPtrArray *trend, const TvCheckTrend *point)
{
  const TvCheckTrend *before = NULL;

  for (guint i = 0; i < trend->len && g_ptr_array_index (trend, i) != point; i++)
    {
      const TvCheckTrend *other = g_ptr_array_index (trend, i);

      if (other->score >= 0 && other->created_usec != point->created_usec
          && g_str_equal (other->source, point->source))
        before = other;
    }
  return before;
}

/**
 * tva_data_report_find_change:
 * @trend: (element-type TvCheckTrend): the batches that count, oldest first
 * @out_points: (out): points of the score, 0-100, that the newest import has more than the one
 *   before
 *
 * Compares the newest import with the one of the same source before it, as a catalogue says nothing
 * of sales. Of files that were taken in at once the last one stands that was taken in before.
 *
 * Returns: (nullable): the import before; %NULL where there is none
 */
const TvCheckTrend *
tva_data_report_find_change (const GPtrArray *trend, double *out_points)
{
  const TvCheckTrend *newest = NULL;

  for (guint i = trend->len; i > 0; i--)
    {
      const TvCheckTrend *point = g_ptr_array_index (trend, i - 1), *before;

      if (point->score < 0)
        continue;
      if (newest != NULL && point->created_usec != newest->created_usec)
        return NULL;
      newest = point;
      before = find_before (trend, point);
      if (before == NULL)
        continue;
      *out_points = point->score - before->score;
      return before;
    }
  return NULL;
}

/**
 * tva_data_report_chart_dimensions:
 * @data: data with a report
 *
 * Returns: (transfer full): the share of good values by dimension
 */
TvaChartSeries *
tva_data_report_chart_dimensions (const TvaDataReport *data)
{
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_BARS,
                                                 TVA_CHART_UNIT_RATIO,
                                                 _ ("Good values by dimension"),
                                                 _ ("Dimension"),
                                                 _ ("Good"));
  int lowest = -1;

  for (int i = 0; i < TV_N_CHECK_DIMENSIONS; i++)
    {
      double good = data->report->dimensions[i];

      if (good < 0)
        continue;
      tva_chart_series_add (series,
                            tv_check_dimension_get_title (i),
                            tv_check_score_to_shown (good) / 100);
      if (tv_check_dimension_get_weight (i) > 0
          && (lowest < 0 || good < data->report->dimensions[lowest]))
        lowest = i;
    }
  tva_chart_series_set_range (series, 0, 1);
  if (lowest >= 0)
    {
      g_autofree char *share
          = tv_ratio_to_display (tv_check_score_to_shown (data->report->dimensions[lowest]) / 100,
                                 1);
      /* Translators: a dimension such as "Validity", a share in per cent */
      g_autofree char *text
          = g_strdup_printf (_ ("The weakest dimension is “%s” with %s good values."),
                             tv_check_dimension_get_title (lowest),
                             share);

      tva_chart_series_set_summary (series, text);
    }
  return series;
}

/**
 * tva_data_report_chart_trend:
 * @data: data with a report
 *
 * Returns: (transfer full): the score of each import
 */
TvaChartSeries *
tva_data_report_chart_trend (const TvaDataReport *data)
{
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_TREND,
                                                 TVA_CHART_UNIT_NUMBER,
                                                 _ ("Score of each import"),
                                                 C_ ("an import", "Import"),
                                                 C_ ("of the data", "Score"));
  guint first = data->trend->len > TREND_LIMIT ? data->trend->len - TREND_LIMIT : 0;

  for (guint i = first; i < data->trend->len; i++)
    {
      const TvCheckTrend *point = g_ptr_array_index (data->trend, i);

      if (point->score >= 0)
        tva_chart_series_add (series, point->file_name, tv_check_score_to_shown (point->score));
    }
  tva_chart_series_set_range (series, 0, 100);
  return series;
}
