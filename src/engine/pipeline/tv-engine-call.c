/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any engine function on a worker: the one adaptor between the synchronous engine and faces with a
 * main loop. Reads and writes nothing itself. */
#include "pipeline/tv-engine.h"

/* A call on a worker. */
typedef struct
{
  TvEngineCall func;
  gpointer input;
  GDestroyNotify free_input;
  GDestroyNotify free_result;
  TvProgress *progress;
} Call;

static void
call_free (Call *call)
{
  if (call->free_input != NULL && call->input != NULL)
    call->free_input (call->input);
  g_clear_pointer (&call->progress, tv_progress_unref);
  g_free (call);
}

static void
call_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Call *call = task_data;
  GError *error = NULL;
  gpointer result = call->func (TV_ENGINE (source), call->input, call->progress, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, call->free_result);
}

/**
 * tv_engine_call_async:
 * @engine: the engine
 * @func: what to do on the worker
 * @input: (nullable): for @func
 * @free_input: (nullable): frees @input afterwards
 * @free_result: (nullable): frees a result that nobody takes
 * @progress: (nullable): progress and cancel
 * @callback: called on the caller's main context
 * @user_data: for @callback
 *
 * Runs any engine function on a worker. What was committed before a cancel took effect counts as
 * done.
 */
void
tv_engine_call_async (TvEngine *engine,
                      TvEngineCall func,
                      gpointer input,
                      GDestroyNotify free_input,
                      GDestroyNotify free_result,
                      TvProgress *progress,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task
      = g_task_new (engine,
                    progress != NULL ? tv_progress_get_cancellable (progress) : NULL,
                    callback,
                    user_data);
  Call *call = g_new0 (Call, 1);

  call->func = func;
  call->input = input;
  call->free_input = free_input;
  call->free_result = free_result;
  call->progress = progress != NULL ? tv_progress_ref (progress) : NULL;
  g_task_set_source_tag (task, tv_engine_call_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  g_task_run_in_thread (task, call_thread);
}

/**
 * tv_engine_call_finish:
 * @engine: the engine
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the function gave; NULL may be a good result, so look
 * at @error
 */
gpointer
tv_engine_call_finish (TvEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
