/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A counter of chunks that workers draw from; results go where the chunk's number says, so that
 * their order is always the same. */
#include "base/tv-parallel.h"

typedef struct
{
  guint32 count, chunk, chunk_count;
  TvParallelFunc func;
  gpointer data;
  gpointer (*new_scratch) (gpointer data);
  GDestroyNotify free_scratch;
  TvProgress *progress;
  gint next_chunk; /* atomic */
} Work;

static gpointer
work (gpointer data)
{
  Work *task = data;
  gpointer scratch = task->new_scratch != NULL ? task->new_scratch (task->data) : NULL;

  for (;;)
    {
      guint32 chunk = (guint32) g_atomic_int_add (&task->next_chunk, 1);
      guint32 begin = chunk * task->chunk;

      if (chunk >= task->chunk_count || tv_progress_is_cancelled (task->progress))
        break;
      task->func (task->data, scratch, chunk, begin, MIN (begin + task->chunk, task->count));
      tv_progress_set (task->progress, begin, task->count);
    }
  if (scratch != NULL && task->free_scratch != NULL)
    task->free_scratch (scratch);
  return NULL;
}

/**
 * tv_parallel_run_chunks:
 * @count: number of indices
 * @chunk: indices a chunk, at least 1
 * @thread_count: workers, the caller's thread among them; at least 1
 * @func: does one chunk; called on any worker, for each chunk once
 * @data: for @func
 * @new_scratch: (nullable): makes a worker's own memory
 * @free_scratch: (nullable): frees it
 * @progress: (nullable): told how far it is, and asked whether to stop
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * As tv_parallel_run(), for indices of which each is much work.
 *
 * Returns: %FALSE if it was cancelled; then some chunks were not done
 */
gboolean
tv_parallel_run_chunks (guint32 count,
                        guint32 chunk,
                        guint thread_count,
                        TvParallelFunc func,
                        gpointer data,
                        gpointer (*new_scratch) (gpointer data),
                        GDestroyNotify free_scratch,
                        TvProgress *progress,
                        GError **error)
{
  Work task = { count,        chunk,    count / chunk + (count % chunk != 0),
                func,         data,     new_scratch,
                free_scratch, progress, 0 };
  guint helper_count = MIN (MAX (thread_count, 1), MAX (task.chunk_count, 1)) - 1;
  g_autofree GThread **helpers = g_new (GThread *, helper_count + 1);

  for (guint i = 0; i < helper_count; i++)
    helpers[i] = g_thread_new ("worker", work, &task);
  work (&task);
  for (guint i = 0; i < helper_count; i++)
    g_thread_join (helpers[i]);
  return tv_progress_check (progress, error);
}

/**
 * tv_parallel_run:
 * @count: number of indices
 * @thread_count: workers, the caller's thread among them; at least 1
 * @func: does one chunk; called on any worker, for each chunk once
 * @data: for @func
 * @new_scratch: (nullable): makes a worker's own memory
 * @free_scratch: (nullable): frees it
 * @progress: (nullable): told how far it is, and asked whether to stop
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Does all chunks and waits for them.
 *
 * Returns: %FALSE if it was cancelled; then some chunks were not done
 */
gboolean
tv_parallel_run (guint32 count,
                 guint thread_count,
                 TvParallelFunc func,
                 gpointer data,
                 gpointer (*new_scratch) (gpointer data),
                 GDestroyNotify free_scratch,
                 TvProgress *progress,
                 GError **error)
{
  return tv_parallel_run_chunks (count,
                                 TV_PARALLEL_CHUNK,
                                 thread_count,
                                 func,
                                 data,
                                 new_scratch,
                                 free_scratch,
                                 progress,
                                 error);
}
