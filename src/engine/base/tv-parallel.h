/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work over a range of indices on several threads, in chunks whose borders do not depend on the
 * number of threads. */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

#define TV_PARALLEL_CHUNK 4096 /* indices a chunk */

/* Does the indices begin .. end - 1; chunk counts the chunks from 0; scratch is the worker's
 * own. */
typedef void (
    *TvParallelFunc) (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end);

gboolean tv_parallel_run (guint32 count,
                          guint thread_count,
                          TvParallelFunc func,
                          gpointer data,
                          gpointer (*new_scratch) (gpointer data),
                          GDestroyNotify free_scratch,
                          TvProgress *progress,
                          GError **error);

gboolean tv_parallel_run_chunks (guint32 count,
                                 guint32 chunk,
                                 guint thread_count,
                                 TvParallelFunc func,
                                 gpointer data,
                                 gpointer (*new_scratch) (gpointer data),
                                 GDestroyNotify free_scratch,
                                 TvProgress *progress,
                                 GError **error);

G_END_DECLS
