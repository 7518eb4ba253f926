/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets whole runs choose for the tested customers of a backtest: with each of the weights, with
 * calibrated lists, and with some of a run's rules only. */
#include "pipeline/tv-backtest-runs.h"

#include "pipeline/tv-warm.h"

#define MAXIMUM_TOP_N 20

/* What a run with this ranker is made with; calibration in per cent. */
static gboolean
fill_run_settings (TvBacktestSession *session,
                   TvRanker ranker,
                   TvPreset preset,
                   guint8 calibration,
                   TvSettings *settings,
                   GError **error)
{
  const TvRunOptions options = {
    .as_of_day = TV_DAY_NONE,
    .ranker = tv_ranker_get_code (ranker),
    .preset = tv_preset_get_code (preset),
    .calibration = calibration > 0 ? calibration : TV_CALIBRATION_NONE,
    .top_n = MIN (session->options->k, MAXIMUM_TOP_N),
  };

  return tv_warm_fill_settings (settings, session->job, &options, session->policy, error);
}

/**
 * tv_backtest_make_recommender:
 * @session: base, model and policy of a backtest
 * @ranker: what the runs rank with
 * @error: return location for an error
 *
 * Makes what the runs with one ranker share.
 *
 * Returns: (transfer full) (nullable): a recommender of the base as it was
 */
TvRecommender *
tv_backtest_make_recommender (TvBacktestSession *session, TvRanker ranker, GError **error)
{
  TvJob *job = session->job;
  TvSettings settings;

  if (!fill_run_settings (session, ranker, TV_PRESET_ORIGINAL, 0, &settings, error))
    return NULL;
  return tv_recommender_new (session->before,
                             session->facts,
                             &settings,
                             session->model,
                             session->policy->minimum_score,
                             job->thread_count,
                             job->progress,
                             error);
}

/* What runs with these settings would have chosen. */
static gboolean
recommend_way (TvBacktestSession *session,
               TvRecommender *recommender,
               const TvSettings *settings,
               int way,
               TvWays *ways,
               GError **error)
{
  TvJob *job = session->job;
  TvJudgeLists *lists;

  tv_recommender_reweigh (recommender, settings);
  lists = tv_backtest_recommend (session->judge,
                                 recommender,
                                 job->thread_count,
                                 job->progress,
                                 error);
  if (lists != NULL)
    tv_ways_take (ways, lists, (TvRanker) settings->ranker, way);
  return lists != NULL;
}

/**
 * tv_backtest_add_runs:
 * @session: base, model and policy of a backtest
 * @recommender: (inout): of @ranker
 * @ranker: what the runs rank with
 * @ways: (inout): where the lists are added
 * @error: return location for a cancel
 *
 * Adds whole runs with one ranker and each of the weights.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_backtest_add_runs (TvBacktestSession *session,
                      TvRecommender *recommender,
                      TvRanker ranker,
                      TvWays *ways,
                      GError **error)
{
  TvSettings settings;

  for (int preset = 0; preset < TV_N_PRESETS; preset++)
    if (!fill_run_settings (session, ranker, (TvPreset) preset, 0, &settings, error)
        || !recommend_way (session, recommender, &settings, preset, ways, error))
      return FALSE;
  return TRUE;
}

/**
 * tv_backtest_add_steps:
 * @session: base, model and policy of a backtest; which run it speaks for is known
 * @recommender: (inout): of that run's ranker
 * @ways: (inout): the rankers' lists, and where more are added
 * @error: return location for a cancel
 *
 * Adds the steps from the ranker's own list to the run that the backtest speaks for, one rule after
 * the other; and that run with calibrated lists.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_backtest_add_steps (TvBacktestSession *session,
                       TvRecommender *recommender,
                       TvWays *ways,
                       GError **error)
{
  const guint8 by_fit[TV_N_PARTS] = { [TV_PART_AFFINITY] = 100 };
  TvRanker ranker = session->out->run_ranker;
  TvPreset preset = tv_backtest_way_get_preset (session->out->run_way);
  TvSettings settings, plain;

  if (!fill_run_settings (session, ranker, preset, TV_CALIBRATION, &settings, error)
      || !recommend_way (session,
                         recommender,
                         &settings,
                         (int) preset + TV_BACKTEST_CALIBRATED,
                         ways,
                         error)
      || !fill_run_settings (session, ranker, preset, 0, &settings, error))
    return FALSE;
  tv_ways_take (ways,
                tv_backtest_keep_reached (session->judge,
                                          ways->lists->pdata[ranker],
                                          session->before,
                                          settings.silence_days),
                ranker,
                TV_BACKTEST_REACHED);
  settings.family_cap = (guint8) settings.top_n;
  plain = settings;
  tv_settings_set_weights (&plain, by_fit);
  return recommend_way (session, recommender, &plain, TV_BACKTEST_SCENARIOS, ways, error)
         && recommend_way (session, recommender, &settings, TV_BACKTEST_WEIGHTS, ways, error);
}
