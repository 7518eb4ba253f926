/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes decisions in the order of the keys, one ledger event each, without ever making the page
 * wait. It keeps this session's decisions as an undo stack; when that is empty, undo goes on with
 * the latest decision that the workspace itself can take back. */
#include "pages/review/tva-review-queue.h"

typedef struct
{
  TvEngine *engine;      /* the workspace that was open when the key was pressed */
  TvaDecision *decision; /* NULL = undo whatever the workspace can */
  gboolean is_undo;
  gint64 out_seq;
  gint64 out_item_id;
  gint64 out_item_count;
} Task;

struct _TvaReviewQueue
{
  GObject parent_instance;

  TvEngine *engine;
  GQueue tasks;     /* of Task, those that wait */
  Task *writing;    /* NULL = none */
  GPtrArray *stack; /* of TvaDecision, the latest last */
  guint done_count;
  GApplication *held; /* kept running while something is to be written */
};

enum
{
  SIGNAL_FAILED,
  SIGNAL_UNDONE,
  SIGNAL_IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void write_next (TvaReviewQueue *self);
static void release_application (TvaReviewQueue *self);

G_DEFINE_FINAL_TYPE (TvaReviewQueue, tva_review_queue, G_TYPE_OBJECT)

static void
task_free (Task *task)
{
  g_clear_pointer (&task->decision, tva_decision_unref);
  g_object_unref (task->engine);
  g_free (task);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Task, task_free)

static Task *
task_new (TvEngine *engine, TvaDecision *decision, gboolean is_undo)
{
  Task *task = g_new0 (Task, 1);

  task->engine = g_object_ref (engine);
  task->decision = decision != NULL ? tva_decision_ref (decision) : NULL;
  task->is_undo = is_undo;
  return task;
}

/* On the worker. The main thread does not touch a task while it is being written, and reads
 * decision->seq of the ones before only. */
static gpointer
write_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  Task *task = input;

  if (!task->is_undo)
    {
      const char *reason = *task->decision->reason != '\0' ? task->decision->reason : NULL;

      task->out_item_count = 1;
      task->out_item_id = task->decision->item_id;
      task->out_seq = tv_engine_decide (engine,
                                        &task->decision->item_id,
                                        1,
                                        task->decision->status,
                                        reason,
                                        progress,
                                        error);
      return GINT_TO_POINTER (task->out_seq != 0);
    }
  if (task->decision != NULL)
    {
      task->out_seq = task->decision->seq;
      task->out_item_count = task->decision->item_count;
    }
  else
    {
      g_autoptr (GError) local_error = NULL;

      task->out_seq = tv_engine_get_undoable (engine, &task->out_item_count, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (task->out_seq == 0)
        {
          task->out_item_count = 0;
          return GINT_TO_POINTER (TRUE);
        }
    }
  return GINT_TO_POINTER (
      tv_engine_undo_decision (engine, task->out_seq, &task->out_item_id, progress, error) != 0);
}

static void
task_done (TvaReviewQueue *self, Task *task, const GError *error)
{
  if (error != NULL)
    {
      if (!task->is_undo)
        g_ptr_array_remove (self->stack, task->decision);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, task->decision, error);
      return;
    }
  if (!task->is_undo)
    {
      task->decision->seq = task->out_seq;
      self->done_count++;
      return;
    }
  self->done_count -= (guint) MIN (task->out_item_count, self->done_count);
  g_signal_emit (self,
                 signals[SIGNAL_UNDONE],
                 0,
                 task->decision,
                 task->out_item_id,
                 task->out_item_count);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaReviewQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Task) task = NULL;

  tv_engine_call_finish (TV_ENGINE (source), result, &error);
  task = g_steal_pointer (&self->writing);
  if (self->engine == task->engine)
    task_done (self, task, error);
  write_next (self);
}

static void
write_next (TvaReviewQueue *self)
{
  Task *task;

  if (self->writing != NULL)
    return;
  /* A decision that could not be written needs no undo. */
  while ((task = g_queue_peek_head (&self->tasks)) != NULL && task->is_undo
         && task->decision != NULL && task->decision->seq == 0)
    task_free (g_queue_pop_head (&self->tasks));
  if (task == NULL)
    {
      release_application (self);
      g_signal_emit (self, signals[SIGNAL_IDLE], 0);
      return;
    }
  self->writing = g_queue_pop_head (&self->tasks);
  tv_engine_call_async (self->engine,
                        write_call,
                        task,
                        NULL,
                        NULL,
                        NULL,
                        written_cb,
                        g_object_ref (self));
}

/* What was painted counts as done for the person, so the program does not end before it is written.
 */
static void
hold_application (TvaReviewQueue *self)
{
  GApplication *application = g_application_get_default ();

  if (self->held != NULL || application == NULL)
    return;
  self->held = g_object_ref (application);
  g_application_hold (application);
}

static void
release_application (TvaReviewQueue *self)
{
  if (self->held == NULL)
    return;
  g_application_release (self->held);
  g_clear_object (&self->held);
}

static void
push (TvaReviewQueue *self, Task *task)
{
  hold_application (self);
  g_queue_push_tail (&self->tasks, task);
  write_next (self);
}

static void
tva_review_queue_finalize (GObject *object)
{
  TvaReviewQueue *self = TVA_REVIEW_QUEUE (object);

  g_queue_clear_full (&self->tasks, (GDestroyNotify) task_free);
  g_ptr_array_unref (self->stack);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tva_review_queue_parent_class)->finalize (object);
}

static void
tva_review_queue_class_init (TvaReviewQueueClass *klass)
{
  GType type = TVA_TYPE_REVIEW_QUEUE;

  G_OBJECT_CLASS (klass)->finalize = tva_review_queue_finalize;
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         type,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_POINTER,
                                         G_TYPE_ERROR);
  signals[SIGNAL_UNDONE] = g_signal_new ("undone",
                                         type,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         3,
                                         G_TYPE_POINTER,
                                         G_TYPE_INT64,
                                         G_TYPE_INT64);
  signals[SIGNAL_IDLE]
      = g_signal_new ("idle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tva_review_queue_init (TvaReviewQueue *self)
{
  g_queue_init (&self->tasks);
  self->stack = g_ptr_array_new_with_free_func ((GDestroyNotify) tva_decision_unref);
}

/**
 * tva_review_queue_new:
 *
 * Returns: (transfer full): an empty queue
 */
TvaReviewQueue *
tva_review_queue_new (void)
{
  return g_object_new (TVA_TYPE_REVIEW_QUEUE, NULL);
}

/**
 * tva_review_queue_set_engine:
 * @queue: a queue
 * @engine: (nullable): the workspace to write to from now on
 *
 * Changes the workspace. What was painted for the one before is still written to it; its undo stack
 * is forgotten.
 */
void
tva_review_queue_set_engine (TvaReviewQueue *queue, TvEngine *engine)
{
  g_return_if_fail (TVA_IS_REVIEW_QUEUE (queue));
  if (queue->engine == engine)
    return;
  g_ptr_array_set_size (queue->stack, 0);
  queue->done_count = 0;
  g_set_object (&queue->engine, engine);
}

/**
 * tva_review_queue_decide:
 * @queue: a queue
 * @decision: about one item
 *
 * Writes a decision after those before it.
 */
void
tva_review_queue_decide (TvaReviewQueue *queue, TvaDecision *decision)
{
  g_return_if_fail (TVA_IS_REVIEW_QUEUE (queue) && queue->engine != NULL);
  g_ptr_array_add (queue->stack, tva_decision_ref (decision));
  push (queue, task_new (queue->engine, decision, FALSE));
}

/**
 * tva_review_queue_add_written:
 * @queue: a queue
 * @decision: one that was written elsewhere, with its seq
 *
 * Puts a decision on the undo stack.
 */
void
tva_review_queue_add_written (TvaReviewQueue *queue, TvaDecision *decision)
{
  g_return_if_fail (TVA_IS_REVIEW_QUEUE (queue));
  g_ptr_array_add (queue->stack, tva_decision_ref (decision));
  queue->done_count += (guint) decision->item_count;
}

/**
 * tva_review_queue_undo:
 * @queue: a queue
 *
 * Takes back the latest decision: this session's, or else the latest one of the workspace ("undone"
 * tells which).
 *
 * Returns: (transfer full) (nullable): this session's decision, to be painted at once; %NULL where
 * it is the workspace's
 */
TvaDecision *
tva_review_queue_undo (TvaReviewQueue *queue)
{
  g_return_val_if_fail (TVA_IS_REVIEW_QUEUE (queue), NULL);
  g_autoptr (TvaDecision) decision = NULL;

  if (queue->engine == NULL)
    return NULL;
  if (queue->stack->len > 0)
    decision = g_ptr_array_steal_index (queue->stack, queue->stack->len - 1);
  push (queue, task_new (queue->engine, decision, TRUE));
  return g_steal_pointer (&decision);
}

/**
 * tva_review_queue_is_busy:
 * @queue: a queue
 *
 * Returns: whether something is still to be written
 */
gboolean
tva_review_queue_is_busy (TvaReviewQueue *queue)
{
  g_return_val_if_fail (TVA_IS_REVIEW_QUEUE (queue), FALSE);
  return queue->writing != NULL || queue->tasks.length > 0;
}

/**
 * tva_review_queue_get_done_count:
 * @queue: a queue
 *
 * Returns: how many items this session has decided and not undone
 */
guint
tva_review_queue_get_done_count (TvaReviewQueue *queue)
{
  g_return_val_if_fail (TVA_IS_REVIEW_QUEUE (queue), 0);
  return queue->done_count;
}

/**
 * tva_review_queue_get_decision_count:
 * @queue: a queue
 *
 * Returns: how many decisions of this session were not undone, one for each of many items as well;
 * what a person's pace is measured by
 */
guint
tva_review_queue_get_decision_count (TvaReviewQueue *queue)
{
  g_return_val_if_fail (TVA_IS_REVIEW_QUEUE (queue), 0);
  return queue->stack->len;
}
