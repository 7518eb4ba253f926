/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions on recommendations. Reads and writes review_item, and appends a DECISION event with its
 * items to the ledger in the same transaction. An item's decided_seq is the decision in force:
 * undoing one puts the status and the decision before it back, so that a person can undo step by
 * step as far as the first. */
#include "govern/tv-decision-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-error.h"
#include "govern/tv-review-list.h"
#include "ledger/tv-ledger.h"

static gboolean
check_decision (TvStatus status, const char *reason, GError **error)
{
  if (status != TV_STATUS_APPROVED && status != TV_STATUS_REJECTED && status != TV_STATUS_FLAGGED)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_INVALID_INPUT,
                           _ ("Could not decide: a recommendation is approved, rejected or "
                              "flagged; use undo to go back."));
      return FALSE;
    }
  if (status != TV_STATUS_APPROVED && reason == NULL)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not set the status “%s”: it needs a reason."),
                   tv_status_get_title (status));
      return FALSE;
    }
  return TRUE;
}

/**
 * tv_decision_read_item:
 * @job: a reader's or writer's job
 * @id: the item
 * @out_run_id: (out): its run
 * @change: (inout): gets id, from_status and version
 * @out_decided_seq: (out): the decision in force, 0 = none
 * @error: return location for an error
 *
 * Reads an item as it stands.
 *
 * Returns: TRUE on success
 */
gboolean
tv_decision_read_item (TvJob *job,
                       gint64 id,
                       gint64 *out_run_id,
                       TvDecisionChange *change,
                       gint64 *out_decided_seq,
                       GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_ITEM, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_DONE)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not decide on recommendation %" PRId64
                    ": the workspace has none of this number."),
                 id);
  if (step != TV_STEP_ROW)
    return FALSE;
  *out_run_id = tv_statement_get_int64 (statement, 0);
  change->id = id;
  change->from_status = tv_statement_get_int64 (statement, 1);
  change->version = tv_statement_get_int64 (statement, 2);
  *out_decided_seq = tv_statement_get_int64 (statement, 3);
  tv_statement_reset (statement);
  return TRUE;
}

/* The items that change, each once, in the order given; all of one run. */
static GArray *
collect_changes (TvJob *job,
                 const gint64 *ids,
                 gsize id_count,
                 TvStatus status,
                 gint64 *out_run_id,
                 GError **error)
{
  g_autoptr (GArray) changes = g_array_sized_new (FALSE, TRUE, sizeof (TvDecisionChange), id_count);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  *out_run_id = 0;
  for (gsize i = 0; i < id_count; i++)
    {
      TvDecisionChange change = { 0 };
      gint64 run_id, decided_seq;

      if ((i & 1023) == 0 && !tv_progress_check (job->progress, error))
        return NULL;
      if (!g_hash_table_add (seen, GSIZE_TO_POINTER (ids[i])))
        continue;
      if (!tv_decision_read_item (job, ids[i], &run_id, &change, &decided_seq, error))
        return NULL;
      if (*out_run_id == 0)
        *out_run_id = run_id;
      if (run_id != *out_run_id)
        {
          g_set_error (error,
                       TV_ERROR,
                       TV_ERROR_INVALID_INPUT,
                       _ ("Could not decide: the recommendations belong to different runs (%" PRId64
                          " and %" PRId64 ")."),
                       *out_run_id,
                       run_id);
          return NULL;
        }
      change.to_status = status;
      if (change.from_status != (int) status)
        g_array_append_val (changes, change);
    }
  return g_steal_pointer (&changes);
}

/**
 * tv_decision_append:
 * @job: the writer's job
 * @changes: (element-type TvDecisionChange): what changes
 * @run_id: the run of all of them
 * @status: the new status, -1 for an undo
 * @reason: (nullable): what the person wrote
 * @detail: (nullable): machine facts as JSON
 * @error: return location for an error
 *
 * Appends the DECISION event of some changes.
 *
 * Returns: its seq, 0 on error
 */
gint64
tv_decision_append (TvJob *job,
                    const GArray *changes,
                    gint64 run_id,
                    int status,
                    const char *reason,
                    const char *detail,
                    GError **error)
{
  g_autofree TvLedgerItem *items = g_new (TvLedgerItem, changes->len);
  TvLedgerEvent event = { .kind = "DECISION",
                          .run_id = run_id,
                          .status = status,
                          .items = items,
                          .item_count = changes->len,
                          .text = reason,
                          .detail = detail };

  for (guint i = 0; i < changes->len; i++)
    {
      const TvDecisionChange *change = &g_array_index (changes, TvDecisionChange, i);

      items[i] = (TvLedgerItem){ .recommendation_id = change->id,
                                 .from_status = change->from_status,
                                 .to_status = change->to_status };
    }
  return tv_ledger_append (job, &event, error);
}

/**
 * tv_decision_write:
 * @job: the writer's job
 * @changes: (element-type TvDecisionChange): what changes
 * @error: return location for an error; CONFLICT where an item is no longer what was read
 *
 * Writes the new statuses.
 *
 * Returns: TRUE on success
 */
gboolean
tv_decision_write (TvJob *job, const GArray *changes, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_UPDATE_ITEM, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const TvDecisionChange *change = &g_array_index (changes, TvDecisionChange, i);

      if ((i & 1023) == 0)
        {
          tv_progress_set (job->progress, i, changes->len);
          if (!tv_progress_check (job->progress, error))
            return FALSE;
        }
      tv_statement_bind_int64 (statement, 1, change->to_status);
      if (change->decided_seq > 0)
        tv_statement_bind_int64 (statement, 2, change->decided_seq);
      else
        tv_statement_bind_null (statement, 2);
      tv_statement_bind_int64 (statement, 3, change->id);
      tv_statement_bind_int64 (statement, 4, change->version);
      if (!tv_statement_run (statement, error))
        return FALSE;
      if (tv_connection_get_change_count (job->db) != 1)
        {
          g_set_error (
              error,
              TV_ERROR,
              TV_ERROR_CONFLICT,
              _ ("Could not decide on recommendation %" PRId64 ": it has changed in the meantime."),
              change->id);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * tv_decision_take:
 * @job: the writer's job
 * @ids: (array length=id_count): recommendations of one run
 * @id_count: how many
 * @status: their new status
 * @reason: (nullable): what the person wrote
 * @detail: (nullable): machine facts as JSON
 * @error: return location for an error; REFUSED where all have this status already
 *
 * Changes items and appends the event of it.
 *
 * Returns: its seq, 0 on error
 */
gint64
tv_decision_take (TvJob *job,
                  const gint64 *ids,
                  gsize id_count,
                  TvStatus status,
                  const char *reason,
                  const char *detail,
                  GError **error)
{
  g_autoptr (GArray) changes = NULL;
  gint64 run_id, seq;

  changes = collect_changes (job, ids, id_count, status, &run_id, error);
  if (changes == NULL)
    return 0;
  if (changes->len == 0)
    {
      g_set_error (
          error,
          TV_ERROR,
          TV_ERROR_REFUSED,
          _ ("Nothing was left to decide: no recommendation here could still become “%s”."),
          tv_status_get_title (status));
      return 0;
    }
  seq = tv_decision_append (job, changes, run_id, status, reason, detail, error);
  if (seq == 0)
    return 0;
  for (guint i = 0; i < changes->len; i++)
    g_array_index (changes, TvDecisionChange, i).decided_seq = seq;
  return tv_decision_write (job, changes, error) ? seq : 0;
}

static gint64
apply (TvJob *job,
       const gint64 *ids,
       gsize id_count,
       TvStatus status,
       const char *reason,
       const char *detail,
       GError **error)
{
  g_autofree char *typed = reason != NULL ? g_strstrip (g_strdup (reason)) : NULL;

  if (typed != NULL && typed[0] == '\0')
    g_clear_pointer (&typed, g_free);
  if (!check_decision (status, typed, error))
    return 0;
  return tv_decision_take (job, ids, id_count, status, typed, detail, error);
}

/**
 * tv_decision_apply:
 * @job: the writer's job
 * @ids: (array length=id_count): recommendations of one run; one that is named twice counts once
 * @id_count: how many
 * @status: APPROVED, REJECTED or FLAGGED
 * @reason: (nullable): what the person wrote; required to reject and to flag
 * @error: return location for an error: INVALID_INPUT, NOT_FOUND, or CONFLICT where all have this
 * status already
 *
 * Decides on items. Those that have the status already are left alone.
 *
 * Returns: the seq of the ledger event, 0 on error
 */
gint64
tv_decision_apply (TvJob *job,
                   const gint64 *ids,
                   gsize id_count,
                   TvStatus status,
                   const char *reason,
                   GError **error)
{
  return apply (job, ids, id_count, status, reason, NULL, error);
}

/**
 * tv_decision_apply_query:
 * @job: the writer's job
 * @query: the filter that the person saw
 * @expected_count: how many items it showed
 * @status: APPROVED, REJECTED or FLAGGED
 * @reason: (nullable): what the person wrote; required to reject and to flag
 * @error: return location for an error; CONFLICT where the filter now shows another number of items
 *
 * Decides on all that a filter shows. The words searched for stay out of the ledger's detail, for
 * they may name a person.
 *
 * Returns: the seq of the ledger event, 0 on error
 */
gint64
tv_decision_apply_query (TvJob *job,
                         const TvReviewQuery *query,
                         gint64 expected_count,
                         TvStatus status,
                         const char *reason,
                         GError **error)
{
  g_autoptr (GArray) ids = tv_review_list_ids (job, query, error);
  g_autofree char *detail = NULL;

  if (ids == NULL)
    return 0;
  if (ids->len != expected_count)
    {
      g_set_error (
          error,
          TV_ERROR,
          TV_ERROR_CONFLICT,
          g_dngettext (GETTEXT_PACKAGE,
                       "Could not decide: the filter shows %u recommendation now, not %" PRId64
                       " as before; nothing was changed.",
                       "Could not decide: the filter shows %u recommendations now, not %" PRId64
                       " as before; nothing was changed.",
                       ids->len),
          ids->len,
          expected_count);
      return 0;
    }
  detail = g_strdup_printf ("{\"filter\":{\"status\":%d,\"scenario\":%d,\"minimum_score_"
                            "hundredths\":%d,\"is_search\":%d}}",
                            query->status,
                            query->scenario,
                            (int) (query->minimum_score * 100 + 0.5),
                            query->search != NULL && query->search[0] != '\0');
  return apply (job, (const gint64 *) (void *) ids->data, ids->len, status, reason, detail, error);
}
