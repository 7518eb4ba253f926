/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deals the hidden days to other customers, trains on that base up to the hidden days, and looks
 * whether the learned ranker clearly knows more of them than what is popular. */
#include "pipeline/tv-backtest-leak.h"

#include <glib/gi18n-lib.h>

#include "pipeline/tv-backtest-lists.h"

#define DRAWS 200
#define LEAK_SHARE .5 /* of what is popular: by so much learning may know better what is coming */
#define LEAK_NOISE .005

/**
 * tv_backtest_get_last_day:
 * @options: first hidden day and windows
 *
 * Returns: the last day of the longest window
 */
TvDay
tv_backtest_get_last_day (const TvBacktestOptions *options)
{
  guint longest = 0;

  for (guint w = 0; w < options->window_count; w++)
    longest = MAX (longest, options->windows[w]);
  return options->as_of_day + (TvDay) longest - 1;
}

/**
 * tv_backtest_test_leak:
 * @job: a job
 * @whole: (inout): the base with the hidden days, which nobody else holds; not as it was afterwards
 * @options: what was hidden
 * @out: (inout): where the figures and the verdict are put
 * @error: return location for a cancel
 *
 * Does the leak test.
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
tv_backtest_test_leak (TvJob *job,
                       TvFrame *whole,
                       const TvBacktestOptions *options,
                       TvBacktest *out,
                       GError **error)
{
  g_autoptr (TvModel) model = NULL;
  g_autoptr (TvJudge) shuffled = NULL;
  g_autoptr (TvJudgement) judgement = NULL;
  g_autoptr (TvBootstrap) draws = NULL;
  g_auto (TvWays) ways = { 0 };

  tv_progress_begin_step (job->progress, _ ("Testing that nothing was given away"), .9, 1);
  tv_frame_rotate_futures (whole, options->as_of_day);
  model = tv_model_train (whole,
                          options->leak_day > 0 ? options->leak_day : options->as_of_day,
                          NULL,
                          job->thread_count,
                          job->progress,
                          error);
  if (model == NULL)
    return FALSE;
  shuffled = tv_judge_new (whole,
                           NULL,
                           options->as_of_day,
                           tv_backtest_get_last_day (options),
                           options->k);
  tv_ways_init (&ways);
  for (int i = 0; i < TV_N_RANKERS; i++)
    if (i == TV_RANKER_POPULARITY || i == TV_RANKER_LEARNED)
      {
        TvJudgeLists *lists = tv_backtest_rank (shuffled,
                                                model,
                                                (TvRanker) i,
                                                TV_PROTOCOL_ALL,
                                                job->thread_count,
                                                job->progress,
                                                error);

        if (lists == NULL)
          return FALSE;
        tv_ways_take (&ways, lists, (TvRanker) i, TV_BACKTEST_ALONE);
      }
  judgement = tv_judge_judge (shuffled,
                              TV_PROTOCOL_ALL,
                              options->windows[0],
                              ways.lists,
                              job->progress,
                              error);
  draws = judgement != NULL
              ? tv_judgement_draw (judgement, DRAWS, job->thread_count, job->progress, error)
              : NULL;
  if (draws == NULL)
    return FALSE;
  out->shuffled_popularity = tv_bootstrap_get (draws, tv_judgement_get_column (0)).mean;
  out->shuffled_learned = tv_bootstrap_get (draws, tv_judgement_get_column (1)).mean;
  out->is_leak_free
      = tv_ways_compare (draws, 1, 0).low <= LEAK_SHARE * out->shuffled_popularity + LEAK_NOISE;
  return TRUE;
}
