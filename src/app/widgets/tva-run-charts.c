/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a run's figures through the engine and makes the series of its charts, for the Runs and
 * Quality pages alike. Writes nothing. */
#include "widgets/tva-run-charts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FAMILY_LIMIT 12 /* further families are one bar */
#define TREND_LIMIT 24  /* latest runs that the trend shows */

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

/**
 * tva_score_to_display:
 * @score: 0-100
 *
 * Returns: (transfer full): the score, with decimals only where it has some
 */
char *
tva_score_to_display (double score)
{
  return tv_number_to_display (score, fabs (score - round (score)) < 1e-9 ? 0 : 2);
}

static void
summarise_scores (TvaChartSeries *series, double minimum_score)
{
  double total = tva_chart_series_get_total (series), reached = 0.;
  guint length = tva_chart_series_get_length (series);

  /* Within a bin the histogram does not know. */
  if (total <= 0. || length == 0 || fabs (remainder (minimum_score, 100. / MAX (length, 1))) > 1e-9)
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
      = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "%s of %s recommendation (%s) reaches the policy’s minimum of %s.",
                       "%s of %s recommendations (%s) reach the policy’s minimum of %s.",
                       (gulong) total),
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
  if (data->run != NULL)
    {
      g_autofree char *minimum = tva_score_to_display (data->run->minimum_score);
      g_autofree char *label = g_strdup_printf (_ ("Minimum %s"), minimum);

      tva_chart_series_set_threshold (series, data->run->minimum_score, label);
      summarise_scores (series, data->run->minimum_score);
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
 * tva_run_get_ranker_title:
 * @run: a run
 *
 * Returns: how it measures fit, translated, static: “Learned from your sales”
 */
const char *
tva_run_get_ranker_title (const TvRunRow *run)
{
  TvRunOptions options = { 0 };
  int ranker;

  tv_run_row_get_options (run, &options);
  ranker = options.ranker != NULL ? tv_ranker_from_code (options.ranker) : -1;
  return tv_ranker_get_title (ranker >= 0 ? ranker : TV_RANKER_FAMILY);
}

/**
 * tva_run_dup_counts:
 * @run: a run
 *
 * Returns: (transfer full): "3 recommendations for 1 customer"
 */
char *
tva_run_dup_counts (const TvRunRow *run)
{
  g_autofree char *items = tv_count_to_display (run->item_count);
  g_autofree char *served = tv_count_to_display (run->served_count);
  g_autofree char *recommendations = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                                   "%s recommendation",
                                                                   "%s recommendations",
                                                                   (gulong) run->item_count),
                                                      items);
  g_autofree char *customers = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s customer", "%s customers", (gulong) run->served_count),
      served);

  /* Translators: "3 recommendations", "1 customer" */
  return g_strdup_printf (_ ("%s for %s"), recommendations, customers);
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
  if (g_strcmp0 (policy, "custom") == 0)
    /* Translators: a policy whose minimum score was set by hand */
    return g_strdup (C_ ("policy", "Custom"));
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
