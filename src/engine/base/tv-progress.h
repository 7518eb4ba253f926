/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress and cancelling of one long operation: the worker sets it, any thread reads it. Nested
 * steps carry weights, so that the fraction of the whole only ever grows. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TvProgress TvProgress;

typedef struct
{
  const char *title;   /* translated title of the present step; static */
  double fraction;     /* of the whole operation, 0-1 */
  guint64 done_count;  /* of the present step */
  guint64 total_count; /* 0 = not known */
  gboolean is_bytes;   /* the counts are bytes of a file */
  gint64 elapsed_usec; /* since the operation began */
} TvProgressState;

TvProgress *tv_progress_new (GCancellable *cancellable);
TvProgress *tv_progress_ref (TvProgress *progress);
void tv_progress_unref (TvProgress *progress);
void tv_progress_begin_step (TvProgress *progress, const char *title, double from, double to);
void tv_progress_begin_again (TvProgress *progress);
void tv_progress_set (TvProgress *progress, guint64 done_count, guint64 total_count);
void tv_progress_set_bytes (TvProgress *progress, guint64 done_bytes, guint64 total_bytes);
void tv_progress_get (TvProgress *progress, TvProgressState *out_state);
gboolean tv_progress_is_cancelled (TvProgress *progress);
gboolean tv_progress_check (TvProgress *progress, GError **error);
GCancellable *tv_progress_get_cancellable (TvProgress *progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvProgress, tv_progress_unref)

G_END_DECLS
