/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run in the tables: its items, perhaps as they come, and the rest of it. */
#include "recommend/tv-recommend.h"

#include <string.h>

static gint64
write_run (TvJob *job,
           const TvRunItems *run,
           gint64 policy_id,
           guint top_n,
           const guint8 digest[32],
           gint64 first_item_id,
           gint64 started_usec,
           GError **error)
{
  g_autofree char *settings = tv_settings_to_json (&run->settings);

  if (!tv_connection_execute (job->db,
                              TV_SQL_RECOMMEND_INSERT_RUN,
                              error,
                              "iiitiiiiiibii",
                              (gint64) run->as_of_day,
                              (gint64) top_n,
                              policy_id,
                              settings,
                              (gint64) run->customer_count,
                              (gint64) run->eligible_count,
                              (gint64) run->served_count,
                              (gint64) run->items->len,
                              first_item_id,
                              (gint64) run->is_margin_known,
                              digest,
                              (gsize) 32,
                              job->now_usec,
                              g_get_real_time () - started_usec))
    return 0;
  return tv_connection_get_last_rowid (job->db);
}

/**
 * tv_recommend_begin:
 * @job: a job with the writer, inside a transaction
 * @writing: (out caller-allocates): the numbers of the run and of its first item
 * @error: return location for an error
 *
 * Begins to store a run.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_recommend_begin (TvJob *job, TvRunWriting *writing, GError **error)
{
  writing->item_count = 0;
  return tv_connection_get_int64 (job->db,
                                  TV_SQL_RECOMMEND_GET_NEXT_ITEM,
                                  &writing->first_item_id,
                                  error,
                                  "")
         && tv_connection_get_int64 (job->db,
                                     TV_SQL_RECOMMEND_GET_NEXT_RUN,
                                     &writing->run_id,
                                     error,
                                     "");
}

/**
 * tv_recommend_write_items:
 * @job: a job with the writer, inside a transaction: a bulk one, as the run itself may come after
 * them
 * @frame: the frame of the run
 * @run: its items, more of them than the last time perhaps
 * @writing: (inout): how far the items are stored
 * @error: return location for an error
 *
 * Stores the items that are not stored yet.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_recommend_write_items (TvJob *job,
                          const TvFrame *frame,
                          const TvRunItems *run,
                          TvRunWriting *writing,
                          GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_RECOMMEND_INSERT_ITEM, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 2, writing->run_id);
  for (guint i = writing->item_count; i < run->items->len; i++)
    {
      const TvRunItem *item = &g_array_index (run->items, TvRunItem, i);
      const char *explanation = (const char *) run->explanations->data + item->explanation;
      const guint16 parts[]
          = { item->score, item->affinity, item->popularity, item->profit, item->base };

      tv_statement_bind_int64 (statement, 1, writing->first_item_id + i);
      tv_statement_bind_int64 (statement, 3, frame->customer_id[item->customer]);
      tv_statement_bind_int64 (statement, 4, item->rank);
      tv_statement_bind_int64 (statement, 5, frame->product_id[item->product]);
      tv_statement_bind_int64 (statement, 6, item->scenario);
      for (int j = 0; j < 5; j++)
        tv_statement_bind_double (statement, 7 + j, parts[j] / 100.0);
      tv_statement_bind_fixed_text (statement, 12, explanation, (guint) strlen (explanation));
      if (!tv_statement_run (statement, error))
        return FALSE;
      if ((i & 0xfff) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
    }
  writing->item_count = run->items->len;
  return TRUE;
}

static gboolean
write_exclusions (TvJob *job,
                  const TvFrame *frame,
                  const TvRunItems *run,
                  gint64 run_id,
                  GError **error)
{
  TvStatement *statement
      = tv_connection_prepare (job->db, TV_SQL_RECOMMEND_INSERT_EXCLUSION, error);

  if (statement == NULL)
    return FALSE;
  for (guint32 i = 0; i < run->customer_count; i++)
    {
      if (run->exclusion[i] == TV_RUN_SERVED)
        continue;
      tv_statement_bind_int64 (statement, 1, run_id);
      tv_statement_bind_int64 (statement, 2, frame->customer_id[i]);
      tv_statement_bind_int64 (statement, 3, run->exclusion[i]);
      if (!tv_statement_run (statement, error))
        return FALSE;
    }
  return tv_progress_check (job->progress, error);
}

/**
 * tv_recommend_finish:
 * @job: a job with the writer, inside the bulk transaction that stored the items
 * @frame: the frame of the run
 * @run: its items, all of them
 * @writing: what was begun
 * @policy_id: the policy version that judges it
 * @top_n: items wanted a customer
 * @digest: (array fixed-size=32): of the run
 * @started_usec: when it began, for the duration
 * @error: return location for an error
 *
 * Stores the rest of a run: visible with the transaction's commit.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_recommend_finish (TvJob *job,
                     const TvFrame *frame,
                     const TvRunItems *run,
                     const TvRunWriting *writing,
                     gint64 policy_id,
                     guint top_n,
                     const guint8 digest[32],
                     gint64 started_usec,
                     GError **error)
{
  gint64 run_id
      = write_run (job, run, policy_id, top_n, digest, writing->first_item_id, started_usec, error);

  g_return_val_if_fail (run_id == 0 || run_id == writing->run_id, FALSE);
  return run_id != 0 && write_exclusions (job, frame, run, run_id, error);
}

/**
 * tv_recommend_write:
 * @job: a job with the writer, inside a transaction
 * @frame: the frame of the run
 * @run: its items
 * @policy_id: the policy version that judges it
 * @top_n: items wanted a customer
 * @digest: (array fixed-size=32): of the run
 * @started_usec: when it began, for the duration
 * @error: return location for an error
 *
 * Stores a run as a whole: visible with the transaction's commit.
 *
 * Returns: the run's id, 0 on an error
 */
gint64
tv_recommend_write (TvJob *job,
                    const TvFrame *frame,
                    const TvRunItems *run,
                    gint64 policy_id,
                    guint top_n,
                    const guint8 digest[32],
                    gint64 started_usec,
                    GError **error)
{
  TvRunWriting writing;

  if (!tv_recommend_begin (job, &writing, error)
      || !tv_recommend_finish (job,
                               frame,
                               run,
                               &writing,
                               policy_id,
                               top_n,
                               digest,
                               started_usec,
                               error)
      || !tv_recommend_write_items (job, frame, run, &writing, error))
    return 0;
  return writing.run_id;
}

/**
 * tv_recommend_set_policy:
 * @job: a job with the writer
 * @run_id: a run
 * @policy_id: the policy that judges it from now on
 * @error: return location for an error
 *
 * Notes another policy with a run; its items and its digest stay.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_recommend_set_policy (TvJob *job, gint64 run_id, gint64 policy_id, GError **error)
{
  return tv_connection_execute (job->db,
                                TV_SQL_RECOMMEND_SET_POLICY,
                                error,
                                "ii",
                                policy_id,
                                run_id);
}
