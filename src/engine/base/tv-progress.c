/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress and cancelling of one long operation, shared between the worker that sets it and any
 * thread that shows it. A step owns a part of the whole, so nested work only names its own counts.
 * All functions take NULL for "nobody watches". Reads and writes memory only. */
#include "base/tv-progress.h"

struct _TvProgress
{
  gatomicrefcount references;
  GCancellable *cancellable;
  GMutex lock; /* guards all below */
  const char *title;
  double from, to, fraction;
  guint64 done_count, total_count;
  gboolean is_bytes;
  gint64 started_usec;
};

/**
 * tv_progress_new:
 * @cancellable: (nullable): what cancels the operation; %NULL makes a new one
 *
 * Begins the progress of one operation. Its clock starts now.
 *
 * Returns: (transfer full): progress at nothing done
 */
TvProgress *
tv_progress_new (GCancellable *cancellable)
{
  TvProgress *progress = g_new0 (TvProgress, 1);

  g_atomic_ref_count_init (&progress->references);
  progress->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  g_mutex_init (&progress->lock);
  progress->title = "";
  progress->to = 1;
  progress->started_usec = g_get_monotonic_time ();
  return progress;
}

/**
 * tv_progress_ref:
 * @progress: progress
 *
 * Takes a reference; any thread.
 *
 * Returns: (transfer full): @progress
 */
TvProgress *
tv_progress_ref (TvProgress *progress)
{
  g_atomic_ref_count_inc (&progress->references);
  return progress;
}

/**
 * tv_progress_unref:
 * @progress: (transfer full): progress
 *
 * Gives a reference back; any thread.
 */
void
tv_progress_unref (TvProgress *progress)
{
  if (!g_atomic_ref_count_dec (&progress->references))
    return;
  g_object_unref (progress->cancellable);
  g_mutex_clear (&progress->lock);
  g_free (progress);
}

/**
 * tv_progress_begin_step:
 * @progress: (nullable): progress
 * @title: translated and static: what is done now
 * @from: where this step begins in the whole, 0-1
 * @to: where it ends
 *
 * Begins the next step. The fraction of the whole never falls, whatever @from is.
 */
void
tv_progress_begin_step (TvProgress *progress, const char *title, double from, double to)
{
  if (progress == NULL)
    return;
  g_mutex_lock (&progress->lock);
  progress->title = title;
  progress->from = from;
  progress->to = to;
  progress->done_count = progress->total_count = 0;
  progress->fraction = MAX (progress->fraction, CLAMP (from, 0, 1));
  g_mutex_unlock (&progress->lock);
}

/**
 * tv_progress_begin_again:
 * @progress: (nullable): progress
 *
 * Begins another operation that is watched and cancelled by the same: nothing of it is done.
 */
void
tv_progress_begin_again (TvProgress *progress)
{
  if (progress == NULL)
    return;
  g_mutex_lock (&progress->lock);
  progress->title = "";
  progress->from = progress->fraction = 0;
  progress->to = 1;
  progress->done_count = progress->total_count = 0;
  progress->started_usec = g_get_monotonic_time ();
  g_mutex_unlock (&progress->lock);
}

static void
set_counts (TvProgress *progress, guint64 done_count, guint64 total_count, gboolean is_bytes)
{
  if (progress == NULL)
    return;
  g_mutex_lock (&progress->lock);
  progress->done_count = done_count;
  progress->total_count = total_count;
  progress->is_bytes = is_bytes;
  if (total_count > 0)
    {
      double part = MIN (1.0, (double) done_count / (double) total_count);
      double fraction = progress->from + part * (progress->to - progress->from);

      progress->fraction = MAX (progress->fraction, CLAMP (fraction, 0, 1));
    }
  g_mutex_unlock (&progress->lock);
}

/**
 * tv_progress_set:
 * @progress: (nullable): progress
 * @done_count: how much of the present step is done
 * @total_count: how much it has, 0 = not known
 *
 * Says how far the present step is.
 */
void
tv_progress_set (TvProgress *progress, guint64 done_count, guint64 total_count)
{
  set_counts (progress, done_count, total_count, FALSE);
}

/**
 * tv_progress_set_bytes:
 * @progress: (nullable): the progress; with %NULL nothing happens
 * @done_bytes: read or written in the present step
 * @total_bytes: of the whole step, 0 = not known
 *
 * Says how far the present step is, where it is counted in bytes of a file. Any thread.
 */
void
tv_progress_set_bytes (TvProgress *progress, guint64 done_bytes, guint64 total_bytes)
{
  set_counts (progress, done_bytes, total_bytes, TRUE);
}

/**
 * tv_progress_get:
 * @progress: (nullable): progress
 * @out_state: (out caller-allocates): how far it is
 *
 * Reads the progress; any thread.
 */
void
tv_progress_get (TvProgress *progress, TvProgressState *out_state)
{
  *out_state = (TvProgressState){ .title = "" };
  if (progress == NULL)
    return;
  g_mutex_lock (&progress->lock);
  out_state->title = progress->title;
  out_state->fraction = progress->fraction;
  out_state->done_count = progress->done_count;
  out_state->total_count = progress->total_count;
  out_state->is_bytes = progress->is_bytes;
  out_state->elapsed_usec = g_get_monotonic_time () - progress->started_usec;
  g_mutex_unlock (&progress->lock);
}

/**
 * tv_progress_is_cancelled:
 * @progress: (nullable): progress
 *
 * Asks whether the operation should stop; any thread, cheap.
 *
 * Returns: %TRUE after a cancel
 */
gboolean
tv_progress_is_cancelled (TvProgress *progress)
{
  return progress != NULL && g_cancellable_is_cancelled (progress->cancellable);
}

/**
 * tv_progress_check:
 * @progress: (nullable): progress
 * @error: return location
 *
 * The same as tv_progress_is_cancelled(), for a loop that ends with an error.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED after a cancel
 */
gboolean
tv_progress_check (TvProgress *progress, GError **error)
{
  return progress == NULL || !g_cancellable_set_error_if_cancelled (progress->cancellable, error);
}

/**
 * tv_progress_get_cancellable:
 * @progress: (nullable): progress
 *
 * Returns: (transfer none) (nullable): what cancels the operation
 */
GCancellable *
tv_progress_get_cancellable (TvProgress *progress)
{
  return progress != NULL ? progress->cancellable : NULL;
}
