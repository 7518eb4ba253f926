/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back: an undo is a new event that puts the items of a decision to what they were and
 * brings the decision before it into force again. Reads the items' history in the ledger, writes
 * review_item; nothing is taken out of the ledger. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-error.h"
#include "govern/tv-decision-private.h"
#include "govern/tv-review-list.h"
#include "rows/tv-detail.h"

/* The run of a decision that may be undone. */
static gboolean
check_undo (TvJob *job, gint64 seq, gint64 *out_run_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_EVENT, error);
  gboolean is_decision = FALSE;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, seq);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ERROR)
    return FALSE;
  if (step == TV_STEP_ROW)
    {
      is_decision = g_strcmp0 (tv_statement_get_text (statement, 0), "DECISION") == 0
                    && tv_statement_get_int64 (statement, 1) >= 0;
      *out_run_id = tv_statement_get_int64 (statement, 2);
    }
  tv_statement_reset (statement);
  if (!is_decision)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not undo event %" PRId64 ": it is no decision."),
                 seq);
  return is_decision;
}

/* The decision that was in force before seq: each undo on the way back takes the decision before it
 * out. 0 = none. */
static gboolean
find_decision_before (TvJob *job, gint64 id, gint64 seq, gint64 *out_seq, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_ITEM_HISTORY, error);
  guint undone_count = 0;
  TvStep step;

  *out_seq = 0;
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, id);
  tv_statement_bind_int64 (statement, 2, seq);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      if (tv_statement_get_int64 (statement, 1) < 0)
        undone_count++;
      else if (undone_count > 0)
        undone_count--;
      else
        {
          *out_seq = tv_statement_get_int64 (statement, 0);
          break;
        }
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/* The gate that judged the run last. */
typedef struct
{
  gint64 seq;
  gboolean is_automatic;
} Gate;

static gboolean
read_gate (TvJob *job, gint64 run_id, Gate *out, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_GATE_SEQ, error);

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  if (tv_statement_step (statement, error) != TV_STEP_ROW)
    return FALSE;
  out->seq = tv_statement_get_int64 (statement, 0);
  out->is_automatic
      = tv_detail_get_int64 (tv_statement_get_text (statement, 1), "approval_required", 1) == 0;
  tv_statement_reset (statement);
  return TRUE;
}

/* What no person decides follows the gate, and that may have judged again since. */
static gboolean
follow_gate (TvJob *job, const Gate *gate, TvDecisionChange *change, GError **error)
{
  gint64 is_passed = 0;

  if (!tv_connection_get_int64 (job->db,
                                TV_SQL_GOVERN_GET_VERDICT,
                                &is_passed,
                                error,
                                "i",
                                change->id))
    return FALSE;
  change->to_status = is_passed && gate->is_automatic ? TV_STATUS_APPROVED : TV_STATUS_PENDING;
  change->decided_seq = change->to_status == TV_STATUS_APPROVED ? gate->seq : 0;
  return TRUE;
}

static gboolean
add_undo (TvJob *job,
          gint64 seq,
          const Gate *gate,
          gint64 id,
          int to_status,
          GArray *changes,
          GError **error)
{
  TvDecisionChange change = { 0 };
  gint64 run_id, decided_seq;

  if (!tv_decision_read_item (job, id, &run_id, &change, &decided_seq, error))
    return FALSE;
  if (decided_seq != seq)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_CONFLICT,
                   _ ("Could not undo event %" PRId64 ": recommendation %" PRId64
                      " has been decided or undone since."),
                   seq,
                   id);
      return FALSE;
    }
  if (!find_decision_before (job, id, seq, &change.decided_seq, error))
    return FALSE;
  change.to_status = to_status;
  if (change.decided_seq == 0 && !follow_gate (job, gate, &change, error))
    return FALSE;
  g_array_append_val (changes, change);
  return TRUE;
}

static GArray *
collect_undo (TvJob *job, gint64 seq, gint64 run_id, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (TvDecisionChange));
  TvStatement *statement;
  Gate gate;
  TvStep step;

  if (!read_gate (job, run_id, &gate, error))
    return NULL;
  statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_EVENT_ITEMS, error);
  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, seq);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      if ((changes->len & 1023) == 0 && !tv_progress_check (job->progress, error))
        return NULL;
      if (!add_undo (job,
                     seq,
                     &gate,
                     tv_statement_get_int64 (statement, 0),
                     tv_statement_get_int64 (statement, 1),
                     changes,
                     error))
        return NULL;
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&changes) : NULL;
}

/**
 * tv_decision_undo:
 * @job: the writer's job
 * @seq: a decision of a person
 * @out_item_id: (out) (optional): its first item
 * @error: return location for an error; CONFLICT where a later decision or undo touched one of its
 * items
 *
 * Puts the items of a decision back to what they were, as one new event. Nothing is taken out of
 * the ledger.
 *
 * Returns: the seq of the new event, 0 on error
 */
gint64
tv_decision_undo (TvJob *job, gint64 seq, gint64 *out_item_id, GError **error)
{
  g_autoptr (GArray) changes = NULL;
  g_autofree char *detail = g_strdup_printf ("{\"undoes\":%" PRId64 "}", seq);
  gint64 run_id = 0, undo_seq;

  if (!check_undo (job, seq, &run_id, error))
    return 0;
  changes = collect_undo (job, seq, run_id, error);
  if (changes == NULL)
    return 0;
  undo_seq = tv_decision_append (job, changes, run_id, -1, NULL, detail, error);
  if (undo_seq == 0 || !tv_decision_write (job, changes, error))
    return 0;
  if (out_item_id != NULL)
    *out_item_id = changes->len > 0 ? g_array_index (changes, TvDecisionChange, 0).id : 0;
  return undo_seq;
}

/**
 * tv_decision_find_undoable:
 * @job: a reader's or writer's job
 * @out_seq: (out): the last decision of the latest run whose items are all still as it left them, 0
 * = none
 * @out_item_count: (out): its number of items
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_decision_find_undoable (TvJob *job, gint64 *out_seq, gint64 *out_item_count, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 run_id = tv_review_resolve_run (job, 0, &local_error);
  TvStatement *statement;
  TvStep step;

  *out_seq = *out_item_count = 0;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_UNDOABLE, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      *out_seq = tv_statement_get_int64 (statement, 0);
      *out_item_count = tv_statement_get_int64 (statement, 1);
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}
