/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way forward again: a redo is a decision of its own, with the status, the words and the items
 * of one that was undone. What can be redone is read off the run's events, so it holds after a
 * restart too: each undo offers its decision, the latest first, until somebody decides something
 * else or the policy judges the run again. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/tv-error.h"
#include "govern/tv-decision-private.h"
#include "govern/tv-review-list.h"
#include "rows/tv-detail.h"

/* Walks back over a run's events; each redo on the way has used up an undo before it. */
static gboolean
find_undone (TvJob *job, gint64 run_id, gint64 *out_seq, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_RUN_DECISIONS, error);
  guint redone_count = 0;
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *detail = tv_statement_get_text (statement, 0);
      gint64 undone_seq = tv_detail_get_int64 (detail, "undoes", 0);

      if (tv_detail_get_int64 (detail, "redoes", 0) > 0)
        redone_count++;
      else if (undone_seq == 0)
        break; /* another decision, or a gate */
      else if (redone_count > 0)
        redone_count--;
      else
        {
          *out_seq = undone_seq;
          break;
        }
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/* What was decided then. */
typedef struct
{
  int status;
  gint64 run_id;
  gint64 item_count;
  char *reason; /* (nullable) */
} Undone;

static void
undone_clear (Undone *undone)
{
  g_free (undone->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Undone, undone_clear)

static gboolean
read_undone (TvJob *job, gint64 seq, Undone *out, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_EVENT, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, seq);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ERROR)
    return FALSE;
  if (step == TV_STEP_ROW)
    {
      out->status = (int) tv_statement_get_int64 (statement, 1);
      out->run_id = tv_statement_get_int64 (statement, 2);
      out->item_count = tv_statement_get_int64 (statement, 3);
    }
  tv_statement_reset (statement);
  statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_EVENT_TEXT, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, seq);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    out->reason = tv_statement_dup_text (statement, 0);
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

static GArray *
list_items (TvJob *job, gint64 seq, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_LIST_EVENT_ITEMS, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, seq);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* The run of a decision must have nothing newer than its undo. */
static gboolean
check_redo (TvJob *job, gint64 seq, gint64 run_id, GError **error)
{
  gint64 redoable_seq = 0;

  if (!find_undone (job, run_id, &redoable_seq, error))
    return FALSE;
  if (redoable_seq != seq)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_CONFLICT,
                 _ ("Could not redo event %" PRId64
                    ": it was not undone last, or something else has been decided since."),
                 seq);
  return redoable_seq == seq;
}

/**
 * tv_decision_redo:
 * @job: the writer's job
 * @seq: a decision that tv_decision_find_redoable() named
 * @out_item_id: (out) (optional): its first item
 * @error: return location for an error; CONFLICT where another decision is to be redone first, or
 * none
 *
 * Decides again what was decided and undone, as one new event that can be undone in its turn.
 *
 * Returns: the seq of the new event, 0 on error
 */
gint64
tv_decision_redo (TvJob *job, gint64 seq, gint64 *out_item_id, GError **error)
{
  g_auto (Undone) undone = { 0 };
  g_autoptr (GArray) ids = NULL;
  g_autofree char *detail = g_strdup_printf ("{\"redoes\":%" PRId64 "}", seq);
  gint64 redo_seq;

  if (!read_undone (job, seq, &undone, error) || !check_redo (job, seq, undone.run_id, error))
    return 0;
  ids = list_items (job, seq, error);
  if (ids == NULL)
    return 0;
  redo_seq = tv_decision_take (job,
                               (const gint64 *) (void *) ids->data,
                               ids->len,
                               (TvStatus) undone.status,
                               undone.reason,
                               detail,
                               error);
  if (redo_seq != 0 && out_item_id != NULL)
    *out_item_id = g_array_index (ids, gint64, 0);
  return redo_seq;
}

/**
 * tv_decision_find_redoable:
 * @job: a reader's or writer's job
 * @out_seq: (out): the decision of the latest run that was undone last and can be redone, 0 = none
 * @out_item_count: (out): its number of items
 * @error: return location for an error
 *
 * Returns: TRUE on success
 */
gboolean
tv_decision_find_redoable (TvJob *job, gint64 *out_seq, gint64 *out_item_count, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (Undone) undone = { 0 };
  gint64 run_id = tv_review_resolve_run (job, 0, &local_error);

  *out_seq = *out_item_count = 0;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!find_undone (job, run_id, out_seq, error))
    return FALSE;
  if (*out_seq == 0)
    return TRUE;
  if (!read_undone (job, *out_seq, &undone, error))
    return FALSE;
  *out_item_count = undone.item_count;
  return TRUE;
}
