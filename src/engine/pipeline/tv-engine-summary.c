/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workspace in figures, for the Today page and the command line's info. Cheap enough to ask
 * again after each commit: large tables are counted through the batches and through covering
 * indices. */
#include <string.h>

#include "base/tv-day.h"
#include "pipeline/tv-engine-private.h"
#include "rows/tv-enums.h"

static gboolean
read_base (TvJob *job, TvSummary *summary, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_COUNT_BASE, error);

  if (statement == NULL || tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  summary->customer_count = tv_statement_get_int64 (statement, 0);
  summary->product_count = tv_statement_get_int64 (statement, 1);
  summary->run_count = tv_statement_get_int64 (statement, 2);
  summary->event_count = tv_statement_get_int64 (statement, 3);
  summary->sources_usec = tv_statement_get_int64 (statement, 5);
  tv_statement_reset (statement);
  return TRUE;
}

static gboolean
read_batches (TvJob *job, TvSummary *summary, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_BATCHES, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvImportKind kind = tv_import_kind_from_code (tv_statement_get_text (statement, 1));
      gint64 accepted = tv_statement_get_int64 (statement, 4);

      if (g_strcmp0 (tv_statement_get_text (statement, 7), "UNDONE") == 0)
        continue;
      summary->batch_count++;
      summary->reject_count
          += MAX (tv_statement_get_int64 (statement, 5) - tv_statement_get_int64 (statement, 14),
                  0);
      if (kind == TV_KIND_SALES_LINES || kind == TV_KIND_INVOICE_LINES)
        summary->line_count += accepted;
      else if (kind == TV_KIND_CONTACTS)
        summary->contact_count += accepted;
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE;
}

static gboolean
read_latest_run (TvJob *job, TvSummary *summary, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_COUNT_STATUSES, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, summary->latest_run_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 count = tv_statement_get_int64 (statement, 2);

      switch (tv_statement_get_int64 (statement, 0))
        {
        case TV_STATUS_PENDING:
          summary->pending_review_count += count;
          break;
        case TV_STATUS_FLAGGED:
          summary->flagged_review_count += count;
          break;
        case TV_STATUS_APPROVED:
          summary->approved_count += count;
          break;
        default:
          break;
        }
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE
         && tv_connection_get_int64 (job->db,
                                     TV_SQL_VIEWS_COUNT_UNEXPORTED,
                                     &summary->approved_unexported_count,
                                     error,
                                     "i",
                                     summary->latest_run_id);
}

static void
read_settings (TvJob *job, TvSummary *summary)
{
  g_autofree char *currency = tv_job_dup_currency (job);
  g_autofree char *country = tv_job_dup_setting (job, "country");
  g_autofree char *sample = tv_job_dup_setting (job, "is_sample");

  g_strlcpy (summary->country, country != NULL ? country : "FR", sizeof summary->country);
  g_strlcpy (summary->currency, currency, sizeof summary->currency);
  summary->is_sample = g_strcmp0 (sample, "1") == 0;
  summary->first_order_day = tv_job_get_day_setting (job, "first_order_day");
  summary->last_order_day = tv_job_get_day_setting (job, "last_order_day");
  summary->proposed_as_of_day = tv_propose_as_of (summary->last_order_day);
}

/**
 * tv_engine_get_summary:
 * @engine: the engine
 * @out_summary: (out caller-allocates): the figures
 * @error: return location for an error
 *
 * Reads the workspace in figures, all from one state of it.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_get_summary (TvEngine *engine, TvSummary *out_summary, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GHashTable) pending = NULL;
  TvStamp stamp;

  memset (out_summary, 0, sizeof *out_summary);
  if (!tv_read_begin (&read, engine, NULL, error) || !tv_stamp_read (&stamp, &read.job, error))
    return FALSE;
  out_summary->latest_run_id = stamp.run_id;
  out_summary->profile_as_of_day = stamp.profile_day;
  read_settings (&read.job, out_summary);
  if (!read_base (&read.job, out_summary, error) || !read_batches (&read.job, out_summary, error)
      || !read_latest_run (&read.job, out_summary, error))
    return FALSE;
  pending = tv_engine_ref_pending (engine, &read.job, &out_summary->pending_count, error);
  return pending != NULL;
}
