/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a backtest: loads the base as it was before the hidden days, and once more with them. What
 * trains and chooses only ever gets the first; the second is for judging. Everything is calculated
 * on one snapshot; the write at the end is short. */
#include "pipeline/tv-engine-backtest.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "govern/tv-policy.h"
#include "pipeline/tv-backtest-leak.h"
#include "pipeline/tv-backtest-runs.h"
#include "pipeline/tv-warm.h"
#include "quality/tv-backtest-store.h"

#define DRAWS 1000
#define FEWEST_DRAWS 200
#define MOST_PICKS 20000000 /* draws x customers, where more than the fewest */

typedef void (*ChooseFunc) (TvBacktest *out, const TvWays *ways, const TvBootstrap *draws);

static void
session_clear (TvBacktestSession *session)
{
  g_clear_pointer (&session->judge, tv_judge_free);
  g_clear_pointer (&session->policy, tv_policy_row_free);
  g_clear_pointer (&session->model, tv_model_unref);
  g_clear_pointer (&session->facts, tv_facts_table_free);
  g_clear_pointer (&session->whole, tv_frame_unref);
  g_clear_pointer (&session->before, tv_frame_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvBacktestSession, session_clear)

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, TV_ERROR, TV_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
check_base (const TvBacktestSession *session, GError **error)
{
  const TvFrame *before = session->before, *whole = session->whole;

  if (before->customer_count == 0)
    return fail (error,
                 _ ("Could not look back: the workspace has no customers yet. Import customers and "
                    "sales first."));
  if (before->product_count == 0)
    return fail (error,
                 _ ("Could not look back: the workspace has no products yet. Import products and "
                    "sales first."));
  if (whole->event_offset[whole->customer_count] == 0)
    return fail (error,
                 _ ("Could not look back: there are no purchases up to the end of the hidden "
                    "days."));
  if (before->event_offset[before->customer_count] == 0)
    return fail (error,
                 _ ("Could not look back: nobody had bought anything before the hidden days. "
                    "Choose a later day or fewer days."));
  return TRUE;
}

static gboolean
load (TvBacktestSession *session, GError **error)
{
  const TvBacktestOptions *options = session->options;
  TvJob *job = session->job;
  TvRunOptions run = { .as_of_day = TV_DAY_NONE };

  tv_progress_begin_step (job->progress, _ ("Loading the days before"), 0, .1);
  session->before = tv_frame_load (job, options->as_of_day - 1, error);
  if (session->before == NULL)
    return FALSE;
  tv_progress_begin_step (job->progress, _ ("Loading the hidden days"), .1, .2);
  session->whole = tv_frame_load (job, tv_backtest_get_last_day (options), error);
  if (session->whole == NULL || !check_base (session, error))
    return FALSE;
  session->policy = tv_policy_find (job, NULL, 0, error);
  if (session->policy == NULL
      || !tv_warm_fill_settings (&session->settings, job, &run, session->policy, error))
    return FALSE;
  session->facts = tv_facts_table_new (session->before,
                                       &session->settings,
                                       job->thread_count,
                                       job->progress,
                                       error);
  if (session->facts == NULL)
    return FALSE;
  session->judge = tv_judge_new (session->whole,
                                 session->facts,
                                 options->as_of_day,
                                 tv_backtest_get_last_day (options),
                                 options->k);
  session->out->customer_count = session->judge->customer_count;
  session->out->is_margin_known = session->judge->is_margin_known;
  return TRUE;
}

static guint
get_draws (const TvBacktestSession *session, guint customers)
{
  if (session->options->draws > 0)
    return session->options->draws;
  return CLAMP (MOST_PICKS / MAX (customers, 1), FEWEST_DRAWS, DRAWS);
}

/* A calibrated list takes the place of its run only where it is clearly better. */
static void
choose_calibrated (TvBacktest *out, const TvWays *ways, const TvBootstrap *draws)
{
  guint plain = 0, calibrated = 0;

  for (guint i = TV_N_RANKERS; i < ways->keys->len; i++)
    {
      TvWayKey key = g_array_index (ways->keys, TvWayKey, i);

      if (key.ranker == out->run_ranker && key.way == out->run_way)
        plain = i;
      else if (tv_backtest_way_is_calibrated (key.way))
        calibrated = i;
    }
  if (plain != 0 && calibrated != 0 && tv_ways_compare (draws, calibrated, plain).low > 0)
    out->run_way = g_array_index (ways->keys, TvWayKey, calibrated).way;
}

/* Of the runs, the first that is not clearly worse than the best one: a tie goes to the simpler. */
static void
choose_run (TvBacktest *out, const TvWays *ways, const TvBootstrap *draws)
{
  guint first = TV_N_RANKERS, best = first;

  for (guint i = first; i < ways->keys->len; i++)
    if (tv_bootstrap_get (draws, tv_judgement_get_column (i)).mean
        > tv_bootstrap_get (draws, tv_judgement_get_column (best)).mean)
      best = i;
  while (first < best && tv_ways_compare (draws, best, first).low > 0)
    first++;
  out->run_ranker = g_array_index (ways->keys, TvWayKey, first).ranker;
  out->run_way = g_array_index (ways->keys, TvWayKey, first).way;
}

/* The figures of some ways of choosing for one window; @choose, if any, looks at the draws. */
static gboolean
judge (TvBacktestSession *session,
       TvProtocol protocol,
       guint window,
       const TvWays *ways,
       ChooseFunc choose,
       GError **error)
{
  TvJob *job = session->job;
  TvBacktest *out = session->out;
  g_autoptr (TvJudgement) judgement = tv_judge_judge (session->judge,
                                                      protocol,
                                                      session->options->windows[window],
                                                      ways->lists,
                                                      job->progress,
                                                      error);
  g_autoptr (TvBootstrap) draws = NULL;

  if (judgement == NULL)
    return FALSE;
  tv_judgement_get_truth (judgement, &out->truth[protocol][window]);
  out->options.draws = get_draws (session, (guint) out->truth[protocol][window].customer_count);
  draws
      = tv_judgement_draw (judgement, out->options.draws, job->thread_count, job->progress, error);
  if (draws == NULL)
    return FALSE;
  for (guint i = 0; i < ways->keys->len; i++)
    {
      TvWayKey key = g_array_index (ways->keys, TvWayKey, i);
      TvBacktestResult *result = tv_backtest_add (out, protocol, window, key.ranker, key.way);

      tv_judgement_fill (judgement, draws, i, result);
      result->over_popularity = tv_ways_compare (draws, i, TV_RANKER_POPULARITY);
      result->over_frequency = tv_ways_compare (draws, i, TV_RANKER_FREQUENCY);
    }
  if (choose != NULL)
    choose (out, ways, draws);
  return TRUE;
}

/* The best ranker by the first window; the learned one only where it is clearly better than the
 * simple ones. */
static TvRanker
choose_ranker (const TvBacktest *out, TvProtocol protocol)
{
  const TvBacktestResult *results[TV_N_RANKERS] = { NULL };
  TvRanker best = TV_RANKER_POPULARITY;

  for (int i = 0; i < TV_N_RANKERS; i++)
    results[i] = tv_backtest_find (out, protocol, 0, (TvRanker) i, TV_BACKTEST_ALONE);
  for (int i = 0; i < TV_RANKER_LEARNED; i++)
    if (results[i]->ndcg.mean > results[best]->ndcg.mean)
      best = (TvRanker) i;
  if (results[TV_RANKER_LEARNED]->over_popularity.low > 0
      && results[TV_RANKER_LEARNED]->over_frequency.low > 0
      && results[TV_RANKER_LEARNED]->ndcg.mean > results[best]->ndcg.mean)
    best = TV_RANKER_LEARNED;
  return best;
}

static gboolean
rank (TvBacktestSession *session, TvProtocol protocol, TvWays *ways, GError **error)
{
  for (int i = 0; i < TV_N_RANKERS; i++)
    {
      TvJudgeLists *lists = tv_backtest_rank (session->judge,
                                              session->model,
                                              (TvRanker) i,
                                              protocol,
                                              session->job->thread_count,
                                              session->job->progress,
                                              error);

      if (lists == NULL)
        return FALSE;
      tv_ways_take (ways, lists, (TvRanker) i, TV_BACKTEST_ALONE);
    }
  return TRUE;
}

/* With all products, whole runs are judged too: with the original formula, and with the ranker that
 * the first window speaks for. */
static gboolean
add_runs (TvBacktestSession *session, TvWays *ways, GError **error)
{
  g_autoptr (TvRecommender) original = NULL;
  g_autoptr (TvRecommender) learned = NULL;
  TvRanker best;

  tv_progress_begin_step (session->job->progress, _ ("Choosing as whole runs do"), .45, .75);
  if (!judge (session, TV_PROTOCOL_ALL, 0, ways, NULL, error))
    return FALSE;
  best = choose_ranker (session->out, TV_PROTOCOL_ALL);
  original = tv_backtest_make_recommender (session, TV_RANKER_FAMILY, error);
  if (original == NULL || !tv_backtest_add_runs (session, original, TV_RANKER_FAMILY, ways, error))
    return FALSE;
  if (best != TV_RANKER_FAMILY)
    {
      learned = tv_backtest_make_recommender (session, best, error);
      if (learned == NULL || !tv_backtest_add_runs (session, learned, best, ways, error))
        return FALSE;
    }
  return judge (session, TV_PROTOCOL_ALL, 0, ways, choose_run, error)
         && tv_backtest_add_steps (session,
                                   session->out->run_ranker == TV_RANKER_FAMILY ? original
                                                                                : learned,
                                   ways,
                                   error);
}

static gboolean
compare_ways (TvBacktestSession *session, GError **error)
{
  for (int p = 0; p < TV_N_PROTOCOLS; p++)
    {
      g_auto (TvWays) ways = { 0 };

      tv_progress_begin_step (session->job->progress,
                              _ ("Ranking and comparing"),
                              p == 0 ? .4 : .75 + .05 * p,
                              p == 0 ? .45 : .8 + .05 * p);
      tv_ways_init (&ways);
      if (!rank (session, (TvProtocol) p, &ways, error)
          || (p == TV_PROTOCOL_ALL && !add_runs (session, &ways, error)))
        return FALSE;
      for (guint w = 0; w < session->options->window_count; w++)
        if (!judge (session,
                    (TvProtocol) p,
                    w,
                    &ways,
                    p == TV_PROTOCOL_ALL && w == 0 ? choose_calibrated : NULL,
                    error))
          return FALSE;
      session->out->best[p] = choose_ranker (session->out, (TvProtocol) p);
    }
  return TRUE;
}

static gboolean
check_truth (const TvBacktest *out, GError **error)
{
  for (guint w = 0; w < out->options.window_count; w++)
    if (out->truth[TV_PROTOCOL_ALL][w].customer_count > 0)
      return TRUE;
  return fail (error,
               _ ("Could not look back: nobody who had bought before that day bought again in the "
                  "days after it. Choose an earlier day."));
}

static gboolean
measure (TvBacktestSession *session, GError **error)
{
  TvJob *job = session->job;
  TvStamp stamp;

  if (!tv_stamp_read (&stamp, job, error) || !load (session, error))
    return FALSE;
  session->out->batch_id = stamp.batch_id;
  tv_progress_begin_step (job->progress, _ ("Training on the days before"), .2, .4);
  session->model = tv_model_train (session->before,
                                   session->options->as_of_day,
                                   NULL,
                                   job->thread_count,
                                   job->progress,
                                   error);
  if (session->model == NULL || !compare_ways (session, error) || !check_truth (session->out, error)
      || !tv_backtest_test_leak (job,
                                 session->whole,
                                 session->model,
                                 session->options,
                                 session->out,
                                 error))
    return FALSE;
  session->out->report = tv_model_dup_report (session->model);
  return TRUE;
}

static gboolean
write_cb (TvJob *job, gpointer data, GError **error)
{
  TvBacktest *backtest = data;

  backtest->id = tv_backtest_write (job, backtest, error);
  return backtest->id != 0;
}

/* Without a day, the longest window ends with the last order. */
static gboolean
fill_options (TvBacktestOptions *options, TvJob *job, GError **error)
{
  TvDay last = tv_job_get_day_setting (job, "last_order_day");

  if (options->as_of_day != TV_DAY_NONE)
    return TRUE;
  if (last == TV_DAY_NONE)
    return fail (error, _ ("Could not look back: there are no sales yet. Import some first."));
  options->as_of_day = 0;
  options->as_of_day = last - tv_backtest_get_last_day (options); /* the length less one */
  return TRUE;
}

/**
 * tv_engine_backtest:
 * @engine: the engine
 * @options: first hidden day (%TV_DAY_NONE = the longest window ends with the last order), windows,
 * length of the lists
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; INVALID_INPUT says what is missing for looking back
 *
 * Compares ways of choosing on what was bought after a day, with nothing of it known to them, and
 * stores the figures where the workspace may be written. The same figures for any number of
 * threads.
 *
 * Returns: (transfer full) (nullable): the figures
 */
TvBacktest *
tv_engine_backtest (TvEngine *engine,
                    const TvBacktestOptions *options,
                    TvProgress *progress,
                    GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvBacktest) out = g_new0 (TvBacktest, 1);
  g_auto (TvBacktestSession) session = { 0 };
  TvBacktestOptions filled = *options;
  gint64 began = g_get_monotonic_time ();

  g_return_val_if_fail (options->k >= 1 && options->k <= 100 && options->window_count >= 1
                            && options->window_count <= TV_BACKTEST_WINDOWS,
                        NULL);
  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  if (options->thread_count > 0)
    read.job.thread_count = options->thread_count;
  out->created_usec = read.job.now_usec;
  if (!fill_options (&filled, &read.job, error))
    return NULL;
  out->options = filled;
  session.job = &read.job;
  session.options = &filled;
  session.out = out;
  if (!measure (&session, error))
    return NULL;
  out->duration_usec = g_get_monotonic_time () - began;
  tv_read_clear (&read);
  if (!options->is_unkept && !tv_engine_is_read_only (engine)
      && !tv_engine_write (engine, write_cb, out, TV_CHANGED_BACKTESTS, progress, error))
    return NULL;
  return g_steal_pointer (&out);
}
