/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a run's figures through the engine and makes the series of its charts, for the Runs and
 * Quality pages alike. Writes nothing. */
#include "widgets/tva-run-charts.h"

#include <glib/gi18n-lib.h>

#define FAMILY_LIMIT 12 /* further families are one bar */
#define TREND_LIMIT 24  /* latest runs that the trend shows */

static double
find_minimum_score (TvEngine *engine, const TvRunRow *run, GError **error)
{
  g_autoptr (GPtrArray) policies = tv_engine_list_policies (engine, error);
  double minimum = -1.;

  for (guint i = 0; policies != NULL && i < policies->len; i++)
    {
      const TvPolicyRow *policy = policies->pdata[i];

      if (g_strcmp0 (policy->name, run->policy) == 0 && policy->version == run->policy_version)
        minimum = policy->minimum_score;
    }
  return minimum;
}

/**
 * tva_run_data_load:
 * @engine: an engine
 * @run_id: the run to show, 0 = the latest
 * @error: return location
 *
 * Reads all that the pages draw about a run. Call it on a worker.
 *
 * Returns: (transfer full): the data, without a run where the workspace has none; %NULL on error
 */
TvaRunData *
tva_run_data_load (TvEngine *engine, gint64 run_id, GError **error)
{
  g_autoptr (TvaRunData) data = g_new0 (TvaRunData, 1);
  g_autoptr (GError) local_error = NULL;

  data->minimum_score = -1.;
  if (!tv_engine_get_summary (engine, &data->summary, error))
    return NULL;
  data->runs = tv_engine_list_runs (engine, error);
  if (data->runs == NULL)
    return NULL;
  if (data->runs->len == 0)
    return g_steal_pointer (&data);
  data->run = tv_engine_get_run (engine, run_id, error);
  if (data->run == NULL)
    return NULL;
  for (int i = 0; i < TV_N_DIMENSIONS; i++)
    {
      data->counts[i] = tv_engine_list_run_counts (engine, data->run->id, (TvDimension) i, error);
      if (data->counts[i] == NULL)
        return NULL;
    }
  data->minimum_score = find_minimum_score (engine, data->run, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&data);
}

/**
 * tva_run_data_free:
 * @data: (transfer full): data
 *
 * Frees it.
 */
void
tva_run_data_free (TvaRunData *data)
{
  g_clear_pointer (&data->run, tv_run_row_free);
  g_clear_pointer (&data->runs, g_ptr_array_unref);
  for (int i = 0; i < TV_N_DIMENSIONS; i++)
    g_clear_pointer (&data->counts[i], g_ptr_array_unref);
  g_free (data);
}

static TvaChartSeries *
make_bars (const TvaRunData *data,
           TvDimension dimension,
           const char *title,
           const char *label_title,
           const char *value_title)
{
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_BARS,
                                                 TVA_CHART_UNIT_COUNT,
                                                 title,
                                                 label_title,
                                                 value_title);
  const GPtrArray *counts = data->counts[dimension];
  double others = 0.;

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const TvRunCount *count = counts->pdata[i];

      /* The last place is kept for one family, if it is the last, or for all that are left. */
      if (dimension == TV_DIMENSION_FAMILY && i >= FAMILY_LIMIT - 1 && counts->len > FAMILY_LIMIT)
        others += (double) count->count;
      else
        tva_chart_series_add (series,
                              *count->label != '\0' ? count->label : _ ("Without a family"),
                              (double) count->count);
    }
  if (others > 0.)
    tva_chart_series_add (series, _ ("Other families"), others);
  return series;
}

/**
 * tva_run_chart_scenarios:
 * @data: a run's data
 *
 * Returns: (transfer full): items per scenario
 */
TvaChartSeries *
tva_run_chart_scenarios (const TvaRunData *data)
{
  return make_bars (data,
                    TV_DIMENSION_SCENARIO,
                    _ ("Recommendations per scenario"),
                    _ ("Scenario"),
                    _ ("Recommendations"));
}

/**
 * tva_run_chart_families:
 * @data: a run's data
 *
 * Returns: (transfer full): items per product family, the largest first
 */
TvaChartSeries *
tva_run_chart_families (const TvaRunData *data)
{
  return make_bars (data,
                    TV_DIMENSION_FAMILY,
                    _ ("Recommendations per family"),
                    _ ("Family"),
                    _ ("Recommendations"));
}

/**
 * tva_run_chart_exclusions:
 * @data: a run's data
 *
 * Returns: (transfer full): customers that got nothing, per reason
 */
TvaChartSeries *
tva_run_chart_exclusions (const TvaRunData *data)
{
  return make_bars (data,
                    TV_DIMENSION_EXCLUSION,
                    _ ("Customers who got nothing, and why"),
                    _ ("Reason"),
                    _ ("Customers"));
}

static void
summarise_scores (TvaChartSeries *series, double minimum_score)
{
  double total = tva_chart_series_get_total (series), reached = 0.;
  guint length = tva_chart_series_get_length (series);

  if (total <= 0. || length == 0)
    return;
  for (guint i = 0; i < length; i++)
    if (100. * i / length >= minimum_score - 1e-9)
      reached += tva_chart_series_get_point (series, i)->value;

  g_autofree char *count = tv_count_to_display ((gint64) reached);
  g_autofree char *all = tv_count_to_display ((gint64) total);
  g_autofree char *share = tv_ratio_to_display (reached / total, 1);
  g_autofree char *minimum = tv_number_to_display (minimum_score, 0);
  g_autofree char *summary
      /* Translators: count, count of all, share in per cent, the minimum score */
      = g_strdup_printf (_ ("%s of %s recommendations (%s) reach the policy’s minimum of %s."),
                         count,
                         all,
                         share,
                         minimum);

  tva_chart_series_set_summary (series, summary);
}

/**
 * tva_run_chart_scores:
 * @data: a run's data
 *
 * Returns: (transfer full): histogram of scores, with the policy's minimum as a line
 */
TvaChartSeries *
tva_run_chart_scores (const TvaRunData *data)
{
  const GPtrArray *counts = data->counts[TV_DIMENSION_SCORE_BIN];
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_HISTOGRAM,
                                                 TVA_CHART_UNIT_COUNT,
                                                 _ ("Scores"),
                                                 _ ("Score"),
                                                 _ ("Recommendations"));

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const TvRunCount *count = counts->pdata[i];

      tva_chart_series_add (series, count->label, (double) count->count);
    }
  if (data->minimum_score >= 0.)
    {
      g_autofree char *minimum = tv_number_to_display (data->minimum_score, 0);
      g_autofree char *label = g_strdup_printf (_ ("Minimum %s"), minimum);

      tva_chart_series_set_threshold (series, data->minimum_score, label);
      summarise_scores (series, data->minimum_score);
    }
  return series;
}

/**
 * tva_run_chart_trend:
 * @data: a run's data
 *
 * Returns: (transfer full): quality over the latest runs, oldest first, with the four level bands
 */
TvaChartSeries *
tva_run_chart_trend (const TvaRunData *data)
{
  static const double starts[TV_N_QUALITIES] = { 0., .60, .75, .90 }; /* SPEC section 9 */
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_TREND,
                                                 TVA_CHART_UNIT_RATIO,
                                                 _ ("Quality over runs"),
                                                 _ ("Run"),
                                                 _ ("Quality"));

  for (int i = 0; i < TV_N_QUALITIES; i++)
    tva_chart_series_add_band (series, tv_quality_level_get_title ((TvQualityLevel) i), starts[i]);
  for (guint i = MIN (data->runs->len, TREND_LIMIT); i > 0; i--)
    {
      const TvRunRow *run = data->runs->pdata[i - 1];
      g_autofree char *label = tva_run_dup_title (run);

      tva_chart_series_add (series, label, run->metrics[TV_METRIC_QUALITY]);
    }
  return series;
}

/**
 * tva_run_dup_title:
 * @run: a run
 *
 * Returns: (transfer full): "Run 3"
 */
char *
tva_run_dup_title (const TvRunRow *run)
{
  g_autofree char *number = tv_count_to_display (run->id);

  return g_strdup_printf (_ ("Run %s"), number);
}

/**
 * tva_run_dup_policy_title:
 * @policy: a policy's name as it is stored
 *
 * Returns: (transfer full): its translated title; the name itself for one of the user's own
 */
char *
tva_run_dup_policy_title (const char *policy)
{
  if (g_strcmp0 (policy, "strict") == 0)
    return g_strdup (_ ("Strict"));
  if (g_strcmp0 (policy, "standard") == 0)
    return g_strdup (_ ("Standard"));
  if (g_strcmp0 (policy, "permissive") == 0)
    return g_strdup (_ ("Permissive"));
  return g_strdup (policy);
}

/**
 * tva_run_dup_time:
 * @usec: microseconds since 1970, UTC
 *
 * Returns: (transfer full): date and time of day in the local time zone
 */
char *
tva_run_dup_time (gint64 usec)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%-d %b %Y, %H:%M") : g_strdup ("");
}
