/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs: everything is calculated in memory on one snapshot while others may write; then one
 * transaction writes profiles, run, verdicts, ledger events and figures. Of a very large base the
 * last customers are still being scored while the first ones' items are written. Where the sources
 * changed in between, the run starts over. */
#include "pipeline/tv-engine-run.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "govern/tv-gate-writing.h"
#include "govern/tv-policy.h"
#include "pipeline/tv-engine-customers.h"
#include "pipeline/tv-run-backtest.h"
#include "pipeline/tv-stages.h"
#include "pipeline/tv-view-item.h"
#include "pipeline/tv-view-run.h"
#include "pipeline/tv-warm.h"
#include "profile/tv-outlook.h"
#include "profile/tv-profile.h"
#include "quality/tv-quality.h"
#include "recommend/tv-run-stream.h"

#define MAXIMUM_ATTEMPTS 3
/* From here on a run is written while it is calculated: others who write wait for longer than they
 * like anyway. */
#define MANY_CUSTOMERS 200000

/* A run between calculation and commit. */
typedef struct
{
  const TvWarm *warm;
  TvRunStream *stream;
  const TvOutlook *outlook;
  gint64 started_usec;
  gint64 backtest_id; /* that its choices were proposed from, 0 = none */
  guint8 digest[TV_DIGEST_LENGTH];
  gboolean is_outdated; /* out: the sources changed while it was calculated */
  gint64 run_id;        /* out */
} Run;

/* The backtest that the run's choices were taken from, where they were taken from one. */
static gboolean
write_backtest (TvJob *job, const Run *run, GError **error)
{
  gint64 backtest_id = tv_run_backtest_find (job, &run->warm->settings, run->backtest_id);

  return backtest_id == 0 || tv_recommend_write_backtest (job, run->run_id, backtest_id, error);
}

/* Stores the items with their verdicts as they come, where they are not all there yet. */
static gboolean
write_items (TvJob *job, Run *run, TvRunWriting *writing, TvGateWriting *gate, GError **error)
{
  const TvFrame *frame = run->warm->frame;
  const TvRunItems *items = tv_run_stream_get_run (run->stream);
  g_autoptr (TvRunDigest) digest = tv_run_digest_new (frame, items);
  gboolean is_done;

  do
    {
      is_done = tv_run_stream_is_done (run->stream);
      if (!is_done && !tv_run_stream_next (run->stream, error))
        return FALSE;
      if (!tv_recommend_write_items (job, frame, items, writing, error)
          || !tv_gate_writing_add (gate, error))
        return FALSE;
      tv_run_digest_add (digest);
    }
  while (!is_done);
  tv_run_digest_finish (digest, run->digest);
  return TRUE;
}

/* The run, and what it was made by. */
static gboolean
write_rest (TvJob *job,
            Run *run,
            const TvRunWriting *writing,
            const TvPolicyRow *policy,
            GError **error)
{
  const TvWarm *warm = run->warm;

  if (!tv_recommend_finish (job,
                            warm->frame,
                            tv_run_stream_get_run (run->stream),
                            writing,
                            policy->id,
                            warm->settings.top_n,
                            run->digest,
                            run->started_usec,
                            error))
    return FALSE;
  run->run_id = writing->run_id;
  return write_backtest (job, run, error)
         && (warm->model == NULL
             || tv_recommend_write_model (job, run->run_id, &warm->settings, warm->model, error));
}

static gboolean
write_results (TvJob *job, Run *run, GError **error)
{
  const TvWarm *warm = run->warm;
  const TvRunItems *items = tv_run_stream_get_run (run->stream);
  g_autoptr (TvPolicyRow) policy = tv_policy_row_copy (warm->policy);
  g_autoptr (TvGateWriting) gate = NULL;
  TvRunWriting writing;
  double pass_rate;

  if (!tv_policy_ensure (job, policy, error))
    return FALSE;
  tv_stages_begin (job->progress, tv_stages_of_run, "recommend", .6, 1);
  if (!tv_recommend_begin (job, &writing, error))
    return FALSE;
  gate = tv_gate_writing_new (job,
                              writing.run_id,
                              writing.first_item_id,
                              warm->frame,
                              warm->facts,
                              items,
                              policy,
                              error);
  if (gate == NULL || !write_items (job, run, &writing, gate, error)
      || !write_rest (job, run, &writing, policy, error))
    return FALSE;
  tv_stages_begin (job->progress, tv_stages_of_run, "govern", 0, 1);
  if (!tv_gate_writing_finish (gate, &pass_rate, error))
    return FALSE;
  tv_stages_begin (job->progress, tv_stages_of_run, "quality", 0, 1);
  return tv_quality_measure (job, run->run_id, warm->frame, warm->facts, items, pass_rate, error);
}

static gboolean
write_run_cb (TvJob *job, gpointer data, GError **error)
{
  Run *run = data;
  TvStamp stamp;

  if (!tv_stamp_read (&stamp, job, error))
    return FALSE;
  run->is_outdated = stamp.batch_id != run->warm->batch_id;
  if (run->is_outdated)
    {
      g_set_error_literal (
          error,
          TV_ERROR,
          TV_ERROR_CONFLICT,
          _ ("Could not finish the run: the data kept changing while it was calculated."));
      return FALSE;
    }
  /* The bar is at the recommendations by now; profiles are a small part of them. */
  tv_stages_begin (job->progress, tv_stages_of_run, "recommend", .5, .6);
  return tv_profile_write (job,
                           run->warm->frame,
                           run->warm->facts,
                           &run->warm->settings,
                           run->outlook,
                           error)
         && write_results (job, run, error);
}

/* One attempt; run->is_outdated tells whether another one may help. */
static gboolean
attempt (TvEngine *engine,
         const TvRunOptions *options,
         Run *run,
         TvProgress *progress,
         GError **error)
{
  guint thread_count = options != NULL && options->thread_count > 0 ? options->thread_count
                                                                    : g_get_num_processors ();
  g_autoptr (TvWarm) warm = tv_engine_ref_warm (engine, options, progress, error);
  guint overlap_from
      = options != NULL && options->overlap_from > 0 ? options->overlap_from : MANY_CUSTOMERS;
  g_autoptr (TvRunStream) stream = NULL;
  g_autoptr (TvOutlook) outlook = NULL;

  if (warm == NULL)
    return FALSE;
  stream = tv_run_stream_new (warm->recommender, thread_count, progress);
  tv_stages_begin (progress, tv_stages_of_run, "profile", .8, 1);
  outlook = tv_outlook_new (warm->frame, thread_count, progress, error);
  if (outlook == NULL)
    return FALSE;
  tv_stages_begin (progress, tv_stages_of_run, "recommend", .3, .5);
  while (warm->frame->customer_count < overlap_from && !tv_run_stream_is_done (stream))
    if (!tv_run_stream_next (stream, error))
      return FALSE;
  run->warm = warm;
  run->stream = stream;
  run->outlook = outlook;
  /* The sources are those that the frame was loaded from, so that all references are good. */
  return tv_engine_write_bulk (engine,
                               write_run_cb,
                               run,
                               TV_CHANGED_RUNS | TV_CHANGED_PROFILES | TV_CHANGED_DECISIONS,
                               progress,
                               error);
}

/**
 * tv_engine_run:
 * @engine: the engine
 * @options: (nullable): reference date, number per customer, policy, threads; NULL = all defaults
 * @progress: (nullable): progress and cancel
 * @error: return location for an error: INVALID_INPUT, NOT_FOUND (policy), REFUSED (no customers),
 * READ_ONLY, BUSY
 *
 * Calculates recommendations for the whole base, judges them by the policy and measures them. The
 * same sources, settings and reference date give the same digest, whatever the number of threads.
 *
 * Returns: the run's id, 0 on error
 */
gint64
tv_engine_run (TvEngine *engine, const TvRunOptions *options, TvProgress *progress, GError **error)
{
  Run run = { .started_usec = g_get_real_time (),
              .backtest_id = options != NULL ? options->backtest_id : 0 };

  if (tv_store_is_read_only (engine->store))
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_READ_ONLY,
                   _ ("Could not calculate a run in “%s”: it is open for reading only."),
                   tv_engine_get_path (engine));
      return 0;
    }
  for (guint i = 1; TRUE; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (attempt (engine, options, &run, progress, &local_error))
        return run.run_id;
      if (!run.is_outdated || i == MAXIMUM_ATTEMPTS)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return 0;
        }
    }
}

/**
 * tv_engine_list_runs:
 * @engine: the engine
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvRunRow) (nullable): all runs with their figures,
 * newest first
 */
GPtrArray *
tv_engine_list_runs (TvEngine *engine, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error) ? tv_view_runs (&read.job, error) : NULL;
}

/**
 * tv_engine_get_run:
 * @engine: the engine
 * @run_id: a run, 0 = the latest
 * @error: return location for an error; NOT_FOUND, or REFUSED where none was made yet
 *
 * Returns: (transfer full) (nullable): the run with its figures
 */
TvRunRow *
tv_engine_get_run (TvEngine *engine, gint64 run_id, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error) ? tv_view_run (&read.job, run_id, error) : NULL;
}

/**
 * tv_engine_get_run_model:
 * @engine: the engine
 * @run_id: a run
 * @out_report: (out) (transfer full) (nullable): how its model was trained, JSON; %NULL where the
 * run needed none
 * @error: return location for an error
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_get_run_model (TvEngine *engine, gint64 run_id, char **out_report, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error)
         && tv_recommend_read_model (&read.job, run_id, out_report, error);
}

/**
 * tv_engine_list_run_counts:
 * @engine: the engine
 * @run_id: a run, 0 = the latest
 * @dimension: by what
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvRunCount) (nullable): the run's counts by this
 * dimension
 */
GPtrArray *
tv_engine_list_run_counts (TvEngine *engine, gint64 run_id, TvDimension dimension, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error)
             ? tv_view_run_counts (&read.job, run_id, dimension, error)
             : NULL;
}

/**
 * tv_engine_list_policies:
 * @engine: the engine
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvPolicyRow) (nullable): the newest version of each
 * policy
 */
GPtrArray *
tv_engine_list_policies (TvEngine *engine, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error) ? tv_policy_list (&read.job, error) : NULL;
}

/* The policy judges what concerns the customer; the coverage of a run that was never made is
 * nobody's fault. */
static GPtrArray *
view_computed (TvEngine *engine, const TvWarm *warm, const TvRunItems *items, GError **error)
{
  g_autoptr (GPtrArray) views
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_review_item_free);
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  for (guint i = 0; i < items->items->len; i++)
    {
      TvReviewItem *view = tv_view_computed_item (&read.job, warm->frame, items, i, error);

      if (view == NULL)
        return NULL;
      view->issues = tv_gate_check_item (warm->frame, warm->facts, items, warm->policy, 0, i);
      view->is_passed = tv_gate_is_passed (view->issues);
      g_ptr_array_add (views, view);
    }
  return g_steal_pointer (&views);
}

/**
 * tv_engine_compute_customer:
 * @engine: the engine
 * @customer_code: any code of the customer
 * @options: (nullable): reference date, number, policy; NULL = all defaults
 * @out_exclusion: (out) (optional): TvExclusion where the list is empty, else -1
 * @progress: (nullable): progress and cancel of the first loading
 * @error: return location for an error; NOT_FOUND names the code
 *
 * Computes what this customer would get, alone; the same items as a run gives. The base is loaded
 * by the first call and kept.
 *
 * Returns: (transfer container) (element-type TvReviewItem) (nullable): the items, not stored,
 * their id is 0
 */
GPtrArray *
tv_engine_compute_customer (TvEngine *engine,
                            const char *customer_code,
                            const TvRunOptions *options,
                            int *out_exclusion,
                            TvProgress *progress,
                            GError **error)
{
  gint64 customer_id = tv_engine_find_customer (engine, customer_code, error);
  g_autoptr (TvWarm) warm = NULL;
  g_autoptr (TvRunItems) items = NULL;
  guint32 customer;

  if (customer_id == 0)
    return NULL;
  warm = tv_engine_ref_warm (engine, options, progress, error);
  if (warm == NULL)
    return NULL;
  if (!tv_frame_find_customer (warm->frame, customer_id, &customer))
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_NOT_FOUND,
                   _ ("Could not find the customer “%s” in this workspace."),
                   customer_code);
      return NULL;
    }
  items = tv_run_items_new (warm->frame, &warm->settings);
  g_mutex_lock (&warm->lock);
  tv_recommender_compute (warm->recommender, customer, items);
  g_mutex_unlock (&warm->lock);
  if (out_exclusion != NULL)
    *out_exclusion = items->items->len == 0 ? items->exclusion[customer] : -1;
  return view_computed (engine, warm, items, error);
}
