/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes decisions in the order of the keys, one ledger event each, without ever making the page
 * wait. It keeps this session's decisions as an undo stack, and those that were undone as a redo
 * stack; when one is empty, undo or redo goes on with what the workspace itself can take back or
 * decide again. A redo is a new decision, with a seq of its own. */
#include "pages/review/tva-review-queue.h"

#include "pages/review/tva-review-task.h"

struct _TvaReviewQueue
{
  GObject parent_instance;

  TvEngine *engine;
  GQueue tasks;           /* of TvaReviewTask, those that wait */
  TvaReviewTask *writing; /* NULL = none */
  GPtrArray *stack;       /* of TvaDecision, the latest last */
  GPtrArray *undone;      /* of TvaDecision, the one that was undone last is the last */
  guint done_count;
  GApplication *held; /* kept running while something is to be written */
};

enum
{
  SIGNAL_FAILED,
  SIGNAL_UNDONE,
  SIGNAL_REDONE,
  SIGNAL_IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void write_next (TvaReviewQueue *self);
static void release_application (TvaReviewQueue *self);

G_DEFINE_FINAL_TYPE (TvaReviewQueue, tva_review_queue, G_TYPE_OBJECT)

/* Nothing is written of it that could be undone or redone. */
static void
forget (TvaReviewQueue *self, TvaDecision *decision)
{
  g_ptr_array_remove (self->stack, decision);
  g_ptr_array_remove (self->undone, decision);
}

static void
task_failed (TvaReviewQueue *self, TvaReviewTask *task, const GError *error)
{
  if (task->kind != TVA_TASK_UNDO || task->decision->is_any)
    forget (self, task->decision);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, task->decision, error);
}

static void
task_done (TvaReviewQueue *self, TvaReviewTask *task)
{
  TvaDecision *decision = task->decision;

  if (task->kind == TVA_TASK_UNDO)
    self->done_count -= (guint) MIN (task->out_item_count, self->done_count);
  else
    self->done_count += (guint) task->out_item_count;
  decision->seq = task->out_seq;
  decision->item_count = task->out_item_count;
  decision->is_any = FALSE;
  if (task->out_seq == 0)
    forget (self, decision);
  if (task->kind != TVA_TASK_DECIDE)
    g_signal_emit (self,
                   signals[task->kind == TVA_TASK_UNDO ? SIGNAL_UNDONE : SIGNAL_REDONE],
                   0,
                   decision,
                   task->out_item_id,
                   task->out_item_count);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaReviewQueue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvaReviewTask) task = NULL;

  tv_engine_call_finish (TV_ENGINE (source), result, &error);
  task = g_steal_pointer (&self->writing);
  if (self->engine == task->engine && error != NULL)
    task_failed (self, task, error);
  else if (self->engine == task->engine)
    task_done (self, task);
  write_next (self);
}

static void
write_next (TvaReviewQueue *self)
{
  TvaReviewTask *task;

  if (self->writing != NULL)
    return;
  while ((task = g_queue_peek_head (&self->tasks)) != NULL && tva_review_task_is_void (task))
    {
      forget (self, task->decision);
      tva_review_task_free (g_queue_pop_head (&self->tasks));
    }
  if (task == NULL)
    {
      release_application (self);
      g_signal_emit (self, signals[SIGNAL_IDLE], 0);
      return;
    }
  self->writing = g_queue_pop_head (&self->tasks);
  tv_engine_call_async (self->engine,
                        tva_review_task_write,
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
push (TvaReviewQueue *self, TvaReviewTask *task)
{
  hold_application (self);
  g_queue_push_tail (&self->tasks, task);
  write_next (self);
}

static void
tva_review_queue_finalize (GObject *object)
{
  TvaReviewQueue *self = TVA_REVIEW_QUEUE (object);

  g_queue_clear_full (&self->tasks, (GDestroyNotify) tva_review_task_free);
  g_ptr_array_unref (self->stack);
  g_ptr_array_unref (self->undone);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tva_review_queue_parent_class)->finalize (object);
}

static guint
add_taken_signal (const char *name)
{
  return g_signal_new (name,
                       TVA_TYPE_REVIEW_QUEUE,
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
  signals[SIGNAL_UNDONE] = add_taken_signal ("undone");
  signals[SIGNAL_REDONE] = add_taken_signal ("redone");
  signals[SIGNAL_IDLE]
      = g_signal_new ("idle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tva_review_queue_init (TvaReviewQueue *self)
{
  g_queue_init (&self->tasks);
  self->stack = g_ptr_array_new_with_free_func ((GDestroyNotify) tva_decision_unref);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) tva_decision_unref);
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
 * Changes the workspace. What was painted for the one before is still written to it; its stacks are
 * forgotten.
 */
void
tva_review_queue_set_engine (TvaReviewQueue *queue, TvEngine *engine)
{
  g_return_if_fail (TVA_IS_REVIEW_QUEUE (queue));
  if (queue->engine == engine)
    return;
  g_ptr_array_set_size (queue->stack, 0);
  g_ptr_array_set_size (queue->undone, 0);
  queue->done_count = 0;
  g_set_object (&queue->engine, engine);
}

/**
 * tva_review_queue_decide:
 * @queue: a queue
 * @decision: about one item
 *
 * Writes a decision after those before it. What was undone cannot be redone any more.
 */
void
tva_review_queue_decide (TvaReviewQueue *queue, TvaDecision *decision)
{
  g_return_if_fail (TVA_IS_REVIEW_QUEUE (queue) && queue->engine != NULL);
  g_ptr_array_set_size (queue->undone, 0);
  g_ptr_array_add (queue->stack, tva_decision_ref (decision));
  push (queue, tva_review_task_new (queue->engine, decision, TVA_TASK_DECIDE));
}

/**
 * tva_review_queue_add_written:
 * @queue: a queue
 * @decision: one that was written elsewhere, with its seq
 *
 * Puts a decision on the undo stack. What was undone cannot be redone any more.
 */
void
tva_review_queue_add_written (TvaReviewQueue *queue, TvaDecision *decision)
{
  g_return_if_fail (TVA_IS_REVIEW_QUEUE (queue));
  g_ptr_array_set_size (queue->undone, 0);
  g_ptr_array_add (queue->stack, tva_decision_ref (decision));
  queue->done_count += (guint) decision->item_count;
}

/* Takes the latest one off a stack; a stand-in for what only the workspace knows where it is empty.
 */
static TvaDecision *
take_latest (GPtrArray *stack)
{
  TvaDecision *decision;

  if (stack->len > 0)
    return g_ptr_array_steal_index (stack, stack->len - 1);
  decision = tva_decision_new (0, TV_STATUS_PENDING, TV_STATUS_PENDING, NULL, 0);
  decision->is_any = TRUE;
  return decision;
}

/**
 * tva_review_queue_undo:
 * @queue: a queue
 *
 * Takes back the latest decision: this session's, or else the latest one of the workspace ("undone"
 * tells which).
 *
 * Returns: (transfer full) (nullable): the decision, to be painted at once where it is about one
 * item
 */
TvaDecision *
tva_review_queue_undo (TvaReviewQueue *queue)
{
  g_return_val_if_fail (TVA_IS_REVIEW_QUEUE (queue), NULL);
  TvaDecision *decision;

  if (queue->engine == NULL)
    return NULL;
  decision = take_latest (queue->stack);
  g_ptr_array_add (queue->undone, tva_decision_ref (decision));
  push (queue, tva_review_task_new (queue->engine, decision, TVA_TASK_UNDO));
  return decision;
}

/**
 * tva_review_queue_redo:
 * @queue: a queue
 *
 * Decides again what was undone last: this session's, or else what the workspace can redo
 * ("redone" tells which).
 *
 * Returns: (transfer full) (nullable): the new decision, to be painted at once where it is about
 * one item
 */
TvaDecision *
tva_review_queue_redo (TvaReviewQueue *queue)
{
  g_return_val_if_fail (TVA_IS_REVIEW_QUEUE (queue), NULL);
  g_autoptr (TvaDecision) undone = NULL;
  TvaDecision *decision;
  TvaReviewTask *task;

  if (queue->engine == NULL)
    return NULL;
  undone = take_latest (queue->undone);
  decision = tva_decision_new (undone->item_id,
                               undone->status,
                               undone->from_status,
                               undone->reason,
                               undone->generation);
  decision->item_count = undone->item_count;
  g_ptr_array_add (queue->stack, tva_decision_ref (decision));
  task = tva_review_task_new (queue->engine, decision, TVA_TASK_REDO);
  task->undone = g_steal_pointer (&undone);
  push (queue, task);
  return decision;
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
