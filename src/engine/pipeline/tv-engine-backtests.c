/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backtests so far, and what a person chose from one for new runs: the settings run_ranker,
 * run_preset, run_calibration and run_backtest. */
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

static void
read_choice (TvJob *job, TvRunChoice *choice)
{
  g_autofree char *ranker = tv_job_dup_setting (job, "run_ranker");
  g_autofree char *preset = tv_job_dup_setting (job, "run_preset");
  g_autofree char *calibration = tv_job_dup_setting (job, "run_calibration");

  *choice = (TvRunChoice){ .backtest_id = tv_run_backtest_read (job),
                           .ranker = tv_ranker_from_code (ranker),
                           .way = tv_preset_from_code (preset) };
  if (choice->way >= 0 && calibration != NULL && g_ascii_strtoll (calibration, NULL, 10) > 0)
    choice->way += TV_BACKTEST_CALIBRATED;
}

static gboolean
is_of (const TvSettings *settings, int ranker, int way)
{
  gboolean is_calibrated = settings->calibration > 0;

  return ranker == settings->ranker && way >= 0
         && (int) tv_backtest_way_get_preset (way) == settings->preset
         && tv_backtest_way_is_calibrated (way) == is_calibrated;
}

/**
 * tv_run_backtest_find:
 * @job: a job
 * @settings: what a run ran with
 * @proposed_id: the backtest that the choices were proposed from, 0 = none
 *
 * Returns: the backtest that the run rests on: the one that these very choices were taken from, or
 * that speaks for them if they were proposed from it; 0 = none
 */
gint64
tv_run_backtest_find (TvJob *job, const TvSettings *settings, gint64 proposed_id)
{
  g_autoptr (TvBacktest) proposed
      = proposed_id != 0 ? tv_backtest_read (job, proposed_id, NULL) : NULL;
  TvRunChoice choice;

  if (proposed != NULL && is_of (settings, (int) proposed->run_ranker, proposed->run_way))
    return proposed->id;
  read_choice (job, &choice);
  return is_of (settings, choice.ranker, choice.way) ? choice.backtest_id : 0;
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
 * @error: return location for an error; NOT_FOUND, or REFUSED where none was made yet
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
                   TV_ERROR_REFUSED,
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
 * @error: return location for an error; REFUSED where a run rests on it
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

static gboolean
set_or_delete (TvJob *job, const char *key, const char *value, GError **error)
{
  return value != NULL
             ? tv_connection_set_setting (job->db, key, value, error)
             : tv_connection_execute (job->db, TV_SQL_STORE_DELETE_SETTING, error, "t", key);
}

static gboolean
choose_cb (TvJob *job, gpointer data, GError **error)
{
  const TvRunChoice *choice = data;
  g_autoptr (TvBacktest) backtest
      = choice->backtest_id != 0 ? tv_backtest_read (job, choice->backtest_id, NULL) : NULL;
  /* One that was deleted since is not gone back to. */
  g_autofree char *id = backtest != NULL ? g_strdup_printf ("%" PRId64, backtest->id) : NULL;
  g_autofree char *calibration
      = tv_backtest_way_is_calibrated (choice->way) ? g_strdup_printf ("%d", TV_CALIBRATION) : NULL;
  const char *ranker = choice->ranker >= 0 ? tv_ranker_get_code ((TvRanker) choice->ranker) : NULL;
  const char *preset
      = choice->way >= 0 ? tv_preset_get_code (tv_backtest_way_get_preset (choice->way)) : NULL;

  return set_or_delete (job, "run_ranker", ranker, error)
         && set_or_delete (job, "run_preset", preset, error)
         && set_or_delete (job, "run_calibration", calibration, error)
         && set_or_delete (job, "run_backtest", id, error);
}

static gboolean
choose_from_cb (TvJob *job, gpointer data, GError **error)
{
  TvRunChoice *choice = data;
  g_autoptr (TvBacktest) backtest = tv_backtest_read (job, choice->backtest_id, error);

  if (backtest == NULL)
    return FALSE;
  choice->backtest_id = backtest->id;
  return choose_cb (job, choice, error);
}

/**
 * tv_engine_choose_from_backtest:
 * @engine: the engine
 * @id: the backtest that the choice rests on, 0 = the latest
 * @ranker: what new runs rank with
 * @way: the way of a run of it: what new runs weigh with, calibrated or not
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
                                int way,
                                GError **error)
{
  TvRunChoice choice = { id, (int) ranker, way };

  g_return_val_if_fail (tv_backtest_way_is_run (way), FALSE);
  return tv_engine_write (engine, choose_from_cb, &choice, TV_CHANGED_BACKTESTS, NULL, error);
}

/**
 * tv_engine_get_run_choice:
 * @engine: the engine
 * @out_choice: (out): what a person chose for new runs
 * @error: return location for an error
 *
 * Reads the choice, for going back to it.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_get_run_choice (TvEngine *engine, TvRunChoice *out_choice, GError **error)
{
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, NULL, error))
    return FALSE;
  read_choice (&read.job, out_choice);
  return TRUE;
}

/**
 * tv_engine_set_run_choice:
 * @engine: the engine
 * @choice: what tv_engine_get_run_choice () gave
 * @error: return location for an error
 *
 * Goes back to a choice, or to none.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_engine_set_run_choice (TvEngine *engine, const TvRunChoice *choice, GError **error)
{
  TvRunChoice copy = *choice;

  return tv_engine_write (engine, choose_cb, &copy, TV_CHANGED_BACKTESTS, NULL, error);
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
