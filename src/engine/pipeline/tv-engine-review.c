/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review of recommendations: lists, items, decisions, undo and redo, each as one read or one
 * write transaction over the govern room. */
#include "pipeline/tv-engine-review.h"

#include <string.h>

#include "govern/tv-decision.h"
#include "govern/tv-review-list.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-view-item.h"
#include "pipeline/tv-view-run.h"

/* A decision on its way into the transaction. */
typedef struct
{
  const gint64 *ids;
  gsize id_count;
  const TvReviewQuery *query;
  gint64 expected_count;
  TvStatus status;
  const char *reason;
  gint64 undone_seq;
  gint64 item_id;
  gint64 seq; /* out */
} Decision;

/**
 * tv_engine_list_review_ids:
 * @engine: the engine
 * @query: the filter
 * @progress: (nullable): cancel
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the recommendations that the filter
 * lets through, by id, which is by customer and rank; empty without a run
 */
GArray *
tv_engine_list_review_ids (TvEngine *engine,
                           const TvReviewQuery *query,
                           TvProgress *progress,
                           GError **error)
{
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  return tv_review_list_ids (&read.job, query, error);
}

/**
 * tv_engine_get_review_items:
 * @engine: the engine
 * @ids: (array length=id_count): recommendations
 * @id_count: how many
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvReviewItem) (nullable): the items in the order of
 * the ids; NULL elements for unknown ids
 */
GPtrArray *
tv_engine_get_review_items (TvEngine *engine, const gint64 *ids, gsize id_count, GError **error)
{
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  return tv_view_items (&read.job, ids, id_count, error);
}

static gboolean
decide_cb (TvJob *job, gpointer data, GError **error)
{
  Decision *decision = data;

  if (decision->query != NULL)
    decision->seq = tv_decision_apply_query (job,
                                             decision->query,
                                             decision->expected_count,
                                             decision->status,
                                             decision->reason,
                                             error);
  else
    decision->seq = tv_decision_apply (job,
                                       decision->ids,
                                       decision->id_count,
                                       decision->status,
                                       decision->reason,
                                       error);
  return decision->seq > 0;
}

/**
 * tv_engine_decide:
 * @engine: the engine
 * @ids: (array length=id_count): recommendations of one run
 * @id_count: how many
 * @status: APPROVED, REJECTED or FLAGGED
 * @reason: (nullable): what the person wrote; required to reject and to flag
 * @progress: (nullable): progress and cancel
 * @error: return location for an error: INVALID_INPUT, NOT_FOUND, REFUSED (nothing was left to
 * decide), READ_ONLY, BUSY
 *
 * Decides on items in one transaction with one ledger event. Items that have the status already are
 * left alone.
 *
 * Returns: the seq of the event, 0 on error
 */
gint64
tv_engine_decide (TvEngine *engine,
                  const gint64 *ids,
                  gsize id_count,
                  TvStatus status,
                  const char *reason,
                  TvProgress *progress,
                  GError **error)
{
  Decision decision = { .ids = ids, .id_count = id_count, .status = status, .reason = reason };

  return tv_engine_write (engine, decide_cb, &decision, TV_CHANGED_DECISIONS, progress, error)
             ? decision.seq
             : 0;
}

/**
 * tv_engine_decide_query:
 * @engine: the engine
 * @query: the filter that the person saw
 * @expected_count: how many items it showed
 * @status: APPROVED, REJECTED or FLAGGED
 * @reason: (nullable): what the person wrote; required to reject and to flag
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; CONFLICT where the filter shows another number now
 *
 * Decides on all that the filter lets through.
 *
 * Returns: the seq of the event, 0 on error
 */
gint64
tv_engine_decide_query (TvEngine *engine,
                        const TvReviewQuery *query,
                        gint64 expected_count,
                        TvStatus status,
                        const char *reason,
                        TvProgress *progress,
                        GError **error)
{
  Decision decision
      = { .query = query, .expected_count = expected_count, .status = status, .reason = reason };

  return tv_engine_write (engine, decide_cb, &decision, TV_CHANGED_DECISIONS, progress, error)
             ? decision.seq
             : 0;
}

static gboolean
undo_cb (TvJob *job, gpointer data, GError **error)
{
  Decision *decision = data;

  decision->seq = tv_decision_undo (job, decision->undone_seq, &decision->item_id, error);
  return decision->seq > 0;
}

/**
 * tv_engine_undo_decision:
 * @engine: the engine
 * @seq: the decision to undo
 * @out_item_id: (out) (optional): its first item, for the focus
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; CONFLICT where a later decision touched one of its items
 *
 * Puts the items of a decision back to what they were, as one new event.
 *
 * Returns: the seq of the new event, 0 on error
 */
gint64
tv_engine_undo_decision (TvEngine *engine,
                         gint64 seq,
                         gint64 *out_item_id,
                         TvProgress *progress,
                         GError **error)
{
  Decision decision = { .undone_seq = seq };

  if (!tv_engine_write (engine, undo_cb, &decision, TV_CHANGED_DECISIONS, progress, error))
    return 0;
  if (out_item_id != NULL)
    *out_item_id = decision.item_id;
  return decision.seq;
}

static gboolean
redo_cb (TvJob *job, gpointer data, GError **error)
{
  Decision *decision = data;

  decision->seq = tv_decision_redo (job, decision->undone_seq, &decision->item_id, error);
  return decision->seq > 0;
}

/**
 * tv_engine_redo_decision:
 * @engine: the engine
 * @seq: the decision to redo, as tv_engine_get_redoable() named it
 * @out_item_id: (out) (optional): its first item, for the focus
 * @progress: (nullable): progress and cancel
 * @error: return location for an error; CONFLICT where something else was decided since
 *
 * Decides again what was decided and undone, as one new event.
 *
 * Returns: the seq of the new event, 0 on error
 */
gint64
tv_engine_redo_decision (TvEngine *engine,
                         gint64 seq,
                         gint64 *out_item_id,
                         TvProgress *progress,
                         GError **error)
{
  Decision decision = { .undone_seq = seq };

  if (!tv_engine_write (engine, redo_cb, &decision, TV_CHANGED_DECISIONS, progress, error))
    return 0;
  if (out_item_id != NULL)
    *out_item_id = decision.item_id;
  return decision.seq;
}

/**
 * tv_engine_get_undoable:
 * @engine: the engine
 * @out_item_count: (out) (optional): how many items it was about
 * @error: return location for an error
 *
 * Returns: the last decision of the latest run that can be undone; 0 = none, or on error
 */
gint64
tv_engine_get_undoable (TvEngine *engine, gint64 *out_item_count, GError **error)
{
  g_auto (TvRead) read = { 0 };
  gint64 seq = 0;
  gint64 count = 0;

  if (!tv_read_begin (&read, engine, NULL, error)
      || !tv_decision_find_undoable (&read.job, &seq, &count, error))
    return 0;
  if (out_item_count != NULL)
    *out_item_count = count;
  return seq;
}

/**
 * tv_engine_get_redoable:
 * @engine: the engine
 * @out_item_count: (out) (optional): how many items it was about
 * @error: return location for an error
 *
 * Returns: the decision of the latest run that was undone last and can be redone; 0 = none, or on
 * error
 */
gint64
tv_engine_get_redoable (TvEngine *engine, gint64 *out_item_count, GError **error)
{
  g_auto (TvRead) read = { 0 };
  gint64 seq = 0;
  gint64 count = 0;

  if (!tv_read_begin (&read, engine, NULL, error)
      || !tv_decision_find_redoable (&read.job, &seq, &count, error))
    return 0;
  if (out_item_count != NULL)
    *out_item_count = count;
  return seq;
}

/**
 * tv_engine_count_statuses:
 * @engine: the engine
 * @run_id: a run, 0 = the latest
 * @out_counts: (out caller-allocates) (array fixed-size=4): items in each status
 * @out_held_count: (out) (optional): pending items that the policy does not let through
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_count_statuses (TvEngine *engine,
                          gint64 run_id,
                          gint64 out_counts[TV_N_STATUSES],
                          gint64 *out_held_count,
                          GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GError) local_error = NULL;
  gint64 held_count = 0;

  memset (out_counts, 0, TV_N_STATUSES * sizeof (gint64));
  if (!tv_read_begin (&read, engine, NULL, error))
    return FALSE;
  run_id = tv_review_resolve_run (&read.job, run_id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!tv_view_count_statuses (&read.job, run_id, out_counts, &held_count, error))
    return FALSE;
  if (out_held_count != NULL)
    *out_held_count = held_count;
  return TRUE;
}
