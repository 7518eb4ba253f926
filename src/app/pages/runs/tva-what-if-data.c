/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the engine on a worker what a run would come to, and makes the series of the panel's charts.
 */
#include "pages/runs/tva-what-if-data.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "widgets/tva-run-charts.h"

typedef struct
{
  TvRunOptions options;
  char *policy;
} PreviewInput;

static void
preview_input_free (PreviewInput *input)
{
  g_free (input->policy);
  g_free (input);
}

static gpointer
load_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_load_what_if (engine, *(gint64 *) input, progress, error);
}

static gpointer
preview_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_preview_run (engine, &((PreviewInput *) input)->options, progress, error);
}

/**
 * tva_what_if_load_async:
 * @engine: an engine
 * @run_id: a run
 * @progress: (nullable): for its cancel
 * @callback: gets the sums of its items, a #TvWhatIf
 * @user_data: for @callback
 *
 * Reads what another minimum score needs.
 */
void
tva_what_if_load_async (TvEngine *engine,
                        gint64 run_id,
                        TvProgress *progress,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  tv_engine_call_async (engine,
                        load_call,
                        g_memdup2 (&run_id, sizeof run_id),
                        g_free,
                        (GDestroyNotify) tv_what_if_free,
                        progress,
                        callback,
                        user_data);
}

/**
 * tva_what_if_preview_async:
 * @engine: an engine
 * @options: what to calculate with; copied, its named choices have to be static
 * @progress: (nullable): for its cancel
 * @callback: gets the sums of the items, a #TvWhatIf
 * @user_data: for @callback
 *
 * Calculates a run without storing it.
 */
void
tva_what_if_preview_async (TvEngine *engine,
                           const TvRunOptions *options,
                           TvProgress *progress,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  PreviewInput *input = g_new0 (PreviewInput, 1);

  input->options = *options;
  input->options.policy = input->policy = g_strdup (options->policy);
  tv_engine_call_async (engine,
                        preview_call,
                        input,
                        (GDestroyNotify) preview_input_free,
                        (GDestroyNotify) tv_what_if_free,
                        progress,
                        callback,
                        user_data);
}

/**
 * tva_what_if_balance:
 * @weights: (inout) (array fixed-size=4): weights in per cent, sum 100
 * @moved: which one moves
 * @value: where to, 0-100
 *
 * Moves a weight. The others share what is left as they stood to each other, by largest remainder,
 * of two the first; where all of them are 0 alike.
 */
void
tva_what_if_balance (guint8 weights[TV_N_PARTS], guint moved, guint8 value)
{
  guint others = 100u - weights[moved], left = 100u - MIN (value, 100);
  guint rest[TV_N_PARTS] = { 0 }, given = 0;

  for (guint i = 0; i < TV_N_PARTS; i++)
    {
      guint share = others > 0 ? weights[i] : 1;
      guint whole = others > 0 ? others : TV_N_PARTS - 1;

      if (i == moved)
        continue;
      weights[i] = (guint8) (left * share / whole);
      rest[i] = left * share % whole + 1;
      given += weights[i];
    }
  weights[moved] = (guint8) (100u - left);
  for (; given < left; given++)
    {
      guint best = moved == 0 ? 1 : 0;

      for (guint i = 0; i < TV_N_PARTS; i++)
        if (i != moved && rest[i] > rest[best])
          best = i;
      weights[best]++;
      rest[best] = 0;
    }
}

/* A low minimum lets few pass where other rules hold the rest: that has to be said. */
static char *
say_others (const TvWhatIfCounts *counts)
{
  g_autofree char *others = tv_count_to_display (counts->other_count);
  char *text;

  /* Translators: a count; comes behind the sentence that says how many pass */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s is held by another rule, whatever the minimum.",
                                       "%s are held by other rules, whatever the minimum.",
                                       (gulong) counts->other_count),
                          others);
  return text;
}

/* In exact counts: within a bin the histogram does not know. */
static void
summarise (TvaChartSeries *series, const TvWhatIf *what_if, double minimum_score)
{
  TvWhatIfCounts counts;
  g_autofree char *passed = NULL;
  g_autofree char *all = NULL;
  g_autofree char *share = NULL;
  g_autofree char *minimum = tva_score_to_display (minimum_score);
  g_autofree char *summary = NULL;
  g_autofree char *others = NULL;
  g_autofree char *both = NULL;

  if (what_if == NULL)
    {
      tva_chart_series_set_summary (series, _ ("Counting…"));
      return;
    }
  tv_what_if_count (what_if, minimum_score, &counts);
  passed = tv_count_to_display (counts.passed_count);
  all = tv_count_to_display (counts.item_count);
  share = tv_ratio_to_display (
      counts.item_count > 0 ? (double) counts.passed_count / (double) counts.item_count : 0,
      1);
  /* Translators: count, count of all, share in per cent, the minimum score */
  summary
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%s of %s recommendation (%s) passes with a minimum of %s.",
                                      "%s of %s recommendations (%s) pass with a minimum of %s.",
                                      (gulong) counts.item_count),
                         passed,
                         all,
                         share,
                         minimum);
  others = say_others (&counts);
  both = g_strjoin (" ", summary, counts.other_count > 0 ? others : NULL, NULL);
  tva_chart_series_set_summary (series, both);
}

/**
 * tva_what_if_chart_scores:
 * @what_if: (nullable): sums; NULL while they are not known
 * @minimum_score: 0-100
 *
 * Returns: (transfer full): histogram of all scores, with the minimum as a line
 */
TvaChartSeries *
tva_what_if_chart_scores (const TvWhatIf *what_if, double minimum_score)
{
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_HISTOGRAM,
                                                 TVA_CHART_UNIT_COUNT,
                                                 _ ("Scores"),
                                                 _ ("Score"),
                                                 _ ("Recommendations"));
  guint width = 100 / TV_WHAT_IF_BINS;
  g_autofree char *minimum = tva_score_to_display (minimum_score);
  g_autofree char *label = g_strdup_printf (_ ("Minimum %s"), minimum);

  for (guint i = 0; i < TV_WHAT_IF_BINS; i++)
    {
      g_autofree char *bin = g_strdup_printf ("%u–%u", i * width, (i + 1) * width);

      tva_chart_series_add (series,
                            bin,
                            what_if != NULL ? (double) tv_what_if_get_bin (what_if, i) : 0);
    }
  tva_chart_series_set_threshold (series, minimum_score, label);
  summarise (series, what_if, minimum_score);
  return series;
}

/**
 * tva_what_if_chart_scenarios:
 * @what_if: (nullable): sums; NULL while they are not known
 * @minimum_score: 0-100
 *
 * Returns: (transfer full): the items that pass, by scenario
 */
TvaChartSeries *
tva_what_if_chart_scenarios (const TvWhatIf *what_if, double minimum_score)
{
  TvaChartSeries *series = tva_chart_series_new (TVA_CHART_BARS,
                                                 TVA_CHART_UNIT_COUNT,
                                                 _ ("Recommendations that pass, per scenario"),
                                                 _ ("Scenario"),
                                                 _ ("Recommendations"));
  TvWhatIfCounts counts = { 0 };

  if (what_if != NULL)
    tv_what_if_count (what_if, minimum_score, &counts);
  else
    tva_chart_series_set_summary (series, _ ("Counting…"));
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    tva_chart_series_add (series, tv_scenario_get_title (i), (double) counts.scenario_passed[i]);
  return series;
}
