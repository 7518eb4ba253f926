/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backtests so far, and what a person chose from one for new runs: the settings run_ranker,
 * run_preset and run_backtest. */
#include "pipeline/tv-engine-backtest.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-error.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-run-backtest.h"
#include "quality/tv-backtest-store.h"

/**
 * tv_run_backtest_read:
 * @job: a job
 *
 * Returns: the backtest that the workspace's choices rest on, 0 = none
 */
gint64
tv_run_backtest_read (TvJob *job)
{
  g_autofree char *kept = tv_job_dup_setting (job, "run_backtest");

  return kept != NULL ? g_ascii_strtoll (kept, NULL, 10) : 0;
}

/**
 * tv_run_backtest_find:
 * @job: a job
 * @settings: what a run ran with
 *
 * Returns: the backtest that the run rests on: the one that these very choices were taken from; 0 =
 * none
 */
gint64
tv_run_backtest_find (TvJob *job, const TvSettings *settings)
{
  g_autofree char *ranker = tv_job_dup_setting (job, "run_ranker");
  g_autofree char *preset = tv_job_dup_setting (job, "run_preset");

  return tv_ranker_from_code (ranker) == settings->ranker
                 && tv_preset_from_code (preset) == settings->preset
             ? tv_run_backtest_read (job)
             : 0;
}

static gboolean
mark_stale (TvJob *job, GPtrArray *backtests, GError **error)
{
  TvStamp stamp;

  if (!tv_stamp_read (&stamp, job, error))
    return FALSE;
  for (guint i = 0; i < backtests->len; i++)
    {
      TvBacktest *backtest = backtests->pdata[i];

      backtest->is_stale = backtest->batch_id != stamp.batch_id;
    }
  return TRUE;
}

/**
 * tv_engine_list_backtests:
 * @engine: the engine
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvBacktest) (nullable): all backtests without their
 * figures, newest first
 */
GPtrArray *
tv_engine_list_backtests (TvEngine *engine, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GPtrArray) list = NULL;

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  list = tv_backtest_list (&read.job, error);
  if (list == NULL || !mark_stale (&read.job, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

/**
 * tv_engine_get_backtest:
 * @engine: the engine
 * @id: a backtest, 0 = the latest
 * @error: return location for an error; NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): the backtest with its figures
 */
TvBacktest *
tv_engine_get_backtest (TvEngine *engine, gint64 id, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvBacktest) backtest = NULL;
  TvStamp stamp;

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  backtest = tv_backtest_read (&read.job, id, error);
  if (backtest == NULL || !tv_stamp_read (&stamp, &read.job, error))
    return NULL;
  backtest->is_stale = backtest->batch_id != stamp.batch_id;
  return g_steal_pointer (&backtest);
}

/* A run's ground is not taken from under it; new runs go on as chosen, without a backtest. */
static gboolean
delete_cb (TvJob *job, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data, run_id = 0;
  g_autoptr (TvBacktest) backtest = tv_backtest_read (job, id, error);

  if (backtest == NULL
      || !tv_connection_get_int64 (job->db,
                                   TV_SQL_VIEWS_GET_RUN_OF_BACKTEST,
                                   &run_id,
                                   error,
                                   "i",
                                   backtest->id))
    return FALSE;
  if (run_id != 0)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_CONFLICT,
                   _ ("Could not delete backtest %" PRId64 ": run %" PRId64 " rests on it."),
                   backtest->id,
                   run_id);
      return FALSE;
    }
  if (tv_run_backtest_read (job) == backtest->id
      && !tv_connection_execute (job->db, TV_SQL_STORE_DELETE_SETTING, error, "t", "run_backtest"))
    return FALSE;
  return tv_backtest_delete (job, backtest->id, error);
}

/**
 * tv_engine_delete_backtest:
 * @engine: the engine
 * @id: a backtest, 0 = the latest
 * @error: return location for an error; CONFLICT where a run rests on it
 *
 * Takes a backtest away.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_delete_backtest (TvEngine *engine, gint64 id, GError **error)
{
  return tv_engine_write (engine, delete_cb, &id, TV_CHANGED_BACKTESTS, NULL, error);
}

typedef struct
{
  gint64 id;
  TvRanker ranker;
  TvPreset preset;
} Choice;

static gboolean
choose_cb (TvJob *job, gpointer data, GError **error)
{
  const Choice *choice = data;
  g_autoptr (TvBacktest) backtest = tv_backtest_read (job, choice->id, error);
  g_autofree char *id = NULL;

  if (backtest == NULL)
    return FALSE;
  id = g_strdup_printf ("%" PRId64, backtest->id);
  return tv_connection_set_setting (job->db,
                                    "run_ranker",
                                    tv_ranker_get_code (choice->ranker),
                                    error)
         && tv_connection_set_setting (job->db,
                                       "run_preset",
                                       tv_preset_get_code (choice->preset),
                                       error)
         && tv_connection_set_setting (job->db, "run_backtest", id, error);
}

/**
 * tv_engine_choose_from_backtest:
 * @engine: the engine
 * @id: the backtest that the choice rests on, 0 = the latest
 * @ranker: what new runs rank with
 * @preset: what they weigh with
 * @error: return location for an error
 *
 * Makes a way of choosing the one that new runs take unless they are told otherwise.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_choose_from_backtest (TvEngine *engine,
                                gint64 id,
                                TvRanker ranker,
                                TvPreset preset,
                                GError **error)
{
  Choice choice = { id, ranker, preset };

  return tv_engine_write (engine, choose_cb, &choice, TV_CHANGED_BACKTESTS, NULL, error);
}

/**
 * tv_engine_get_chosen_backtest:
 * @engine: the engine
 * @out_id: (out): the backtest that the defaults of new runs were chosen from, 0 = none
 * @error: return location for an error
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_get_chosen_backtest (TvEngine *engine, gint64 *out_id, GError **error)
{
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, NULL, error))
    return FALSE;
  *out_id = tv_run_backtest_read (&read.job);
  return TRUE;
}
