/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deals the hidden days to other customers, trains on that base up to the hidden days, and looks
 * whether everybody is told what is told without these days at all. Where not, as returns of later
 * days lower an amount, the learned ranker must not clearly know more of them than what is popular.
 */
#include "pipeline/tv-backtest-leak.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

static gboolean
add_lists (TvWays *ways,
           TvJob *job,
           const TvJudge *judge,
           const TvModel *model,
           TvRanker ranker,
           GError **error)
{
  TvJudgeLists *lists = tv_backtest_rank (judge,
                                          model,
                                          ranker,
                                          TV_PROTOCOL_ALL,
                                          job->thread_count,
                                          job->progress,
                                          error);

  if (lists != NULL)
    tv_ways_take (ways, lists, ranker, TV_BACKTEST_ALONE);
  return lists != NULL;
}

/* Whether two ways have the same lists. */
static gboolean
are_same (const TvJudge *judge, const TvWays *ways, guint way, guint other)
{
  const TvJudgeLists *lists = g_ptr_array_index (ways->lists, way);
  const TvJudgeLists *others = g_ptr_array_index (ways->lists, other);

  for (guint i = 0; i < judge->count; i++)
    if (lists->lengths[i] != others->lengths[i]
        || memcmp (lists->products + (gsize) i * judge->k,
                   others->products + (gsize) i * judge->k,
                   lists->lengths[i] * sizeof *lists->products)
               != 0)
      return FALSE;
  return TRUE;
}

/**
 * tv_backtest_test_leak:
 * @job: a job
 * @whole: (inout): the base with the hidden days, which nobody else holds; not as it was afterwards
 * @honest: (transfer none): what was learned from a base without the hidden days
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
                       const TvModel *honest,
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
  if (!add_lists (&ways, job, shuffled, model, TV_RANKER_POPULARITY, error)
      || !add_lists (&ways, job, shuffled, model, TV_RANKER_LEARNED, error)
      || !add_lists (&ways, job, shuffled, honest, TV_RANKER_LEARNED, error))
    return FALSE;
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
      = are_same (shuffled, &ways, 1, 2)
        || tv_ways_compare (draws, 1, 0).low <= LEAK_SHARE * out->shuffled_popularity + LEAK_NOISE;
  return TRUE;
}
