/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model of a run in its table, with how it was trained, so that a run can be explained when the
 * base has moved on. */
#include "recommend/tv-recommend.h"

/**
 * tv_recommend_write_model:
 * @job: a job with the writer, inside the transaction of the run
 * @run_id: the run
 * @settings: what it ran with
 * @model: its model
 * @error: return location for an error
 *
 * Stores what was learned.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_recommend_write_model (TvJob *job,
                          gint64 run_id,
                          const TvSettings *settings,
                          const TvModel *model,
                          GError **error)
{
  g_autofree char *report = tv_model_dup_report (model);
  guint8 digest[32];

  tv_model_digest (model, digest);
  return tv_connection_execute (job->db,
                                TV_SQL_RECOMMEND_INSERT_MODEL,
                                error,
                                "ittttbt",
                                run_id,
                                tv_ranker_get_code (settings->ranker),
                                tv_ranker_get_code (tv_model_get_ranker (model, TV_PROTOCOL_ALL)),
                                tv_ranker_get_code (tv_model_get_ranker (model, TV_PROTOCOL_NOVEL)),
                                tv_preset_get_code (settings->preset),
                                digest,
                                sizeof digest,
                                report);
}

/**
 * tv_recommend_write_backtest:
 * @job: a job with the writer, inside the transaction of the run
 * @run_id: the run
 * @backtest_id: the backtest that its choices rest on
 * @error: return location for an error
 *
 * Stores what the run rests on.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_recommend_write_backtest (TvJob *job, gint64 run_id, gint64 backtest_id, GError **error)
{
  return tv_connection_execute (job->db,
                                TV_SQL_RECOMMEND_INSERT_RUN_BACKTEST,
                                error,
                                "ii",
                                run_id,
                                backtest_id);
}

/**
 * tv_recommend_read_model:
 * @job: a job with a reader
 * @run_id: a run
 * @out_report: (out) (transfer full) (nullable): its training report, JSON; %NULL without a model
 * @error: return location for an error
 *
 * Reads how the model of a run was trained.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_recommend_read_model (TvJob *job, gint64 run_id, char **out_report, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_RECOMMEND_GET_MODEL, error);
  TvStep step;

  *out_report = NULL;
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    *out_report = tv_statement_dup_text (statement, 5);
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}
