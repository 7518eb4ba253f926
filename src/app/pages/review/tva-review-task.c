/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes what the queue hands over. The main thread does not touch a task while it is being
 * written, and the seq of a decision is read only once the task that gives it one is done. */
#include "pages/review/tva-review-task.h"

/**
 * tva_review_task_new:
 * @engine: the workspace
 * @decision: what is taken or undone, or what a redo makes
 * @kind: which of these
 *
 * Returns: (transfer full): a task that is not written yet
 */
TvaReviewTask *
tva_review_task_new (TvEngine *engine, TvaDecision *decision, TvaReviewTaskKind kind)
{
  TvaReviewTask *task = g_new0 (TvaReviewTask, 1);

  task->engine = g_object_ref (engine);
  task->decision = tva_decision_ref (decision);
  task->kind = kind;
  return task;
}

/**
 * tva_review_task_free:
 * @task: (transfer full): a task
 *
 * Gives back what it holds.
 */
void
tva_review_task_free (TvaReviewTask *task)
{
  tva_decision_unref (task->decision);
  g_clear_pointer (&task->undone, tva_decision_unref);
  g_object_unref (task->engine);
  g_free (task);
}

/* The decision that an undo or a redo is about. */
static const TvaDecision *
get_target (const TvaReviewTask *task)
{
  return task->undone != NULL ? task->undone : task->decision;
}

/**
 * tva_review_task_is_void:
 * @task: a task whose predecessors are done
 *
 * Returns: whether it undoes or redoes a decision that could not be written, and so has nothing to
 * do
 */
gboolean
tva_review_task_is_void (const TvaReviewTask *task)
{
  return task->kind != TVA_TASK_DECIDE && !get_target (task)->is_any && get_target (task)->seq == 0;
}

static gboolean
decide (TvEngine *engine, TvaReviewTask *task, TvProgress *progress, GError **error)
{
  const TvaDecision *decision = task->decision;
  const char *reason = *decision->reason != '\0' ? decision->reason : NULL;

  task->out_item_count = 1;
  task->out_item_id = decision->item_id;
  task->out_seq
      = tv_engine_decide (engine, &decision->item_id, 1, decision->status, reason, progress, error);
  return task->out_seq != 0;
}

/* The event that is undone or redone; 0 where the workspace has none. */
static gboolean
find_seq (TvEngine *engine, TvaReviewTask *task, gint64 *out_seq, GError **error)
{
  const TvaDecision *target = get_target (task);
  g_autoptr (GError) local_error = NULL;

  *out_seq = target->seq;
  task->out_item_count = target->item_count;
  if (!target->is_any)
    return TRUE;
  *out_seq = task->kind == TVA_TASK_UNDO
                 ? tv_engine_get_undoable (engine, &task->out_item_count, &local_error)
                 : tv_engine_get_redoable (engine, &task->out_item_count, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * tva_review_task_write:
 * @engine: the workspace
 * @data: a #TvaReviewTask
 * @progress: (nullable): cancel
 * @error: return location for an error
 *
 * Writes a task, on a worker.
 *
 * Returns: not %NULL on success
 */
gpointer
tva_review_task_write (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  TvaReviewTask *task = data;
  gint64 seq;

  if (task->kind == TVA_TASK_DECIDE)
    return GINT_TO_POINTER (decide (engine, task, progress, error));
  if (!find_seq (engine, task, &seq, error))
    return NULL;
  if (seq == 0)
    return GINT_TO_POINTER (TRUE);
  if (task->kind == TVA_TASK_REDO)
    task->out_seq = tv_engine_redo_decision (engine, seq, &task->out_item_id, progress, error);
  else if (tv_engine_undo_decision (engine, seq, &task->out_item_id, progress, error) != 0)
    task->out_seq = seq;
  return GINT_TO_POINTER (task->out_seq != 0);
}
