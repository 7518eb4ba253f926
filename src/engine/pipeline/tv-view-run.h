/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs as the faces show them: the run with its figures, its counts, its statuses. */
#pragma once

#include "rows/tv-run-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_view_count_statuses (TvJob *job,
                                 gint64 run_id,
                                 gint64 out_counts[TV_N_STATUSES],
                                 gint64 *out_held_count,
                                 GError **error);
GPtrArray *tv_view_runs (TvJob *job, GError **error);
TvRunRow *tv_view_run (TvJob *job, gint64 run_id, GError **error);
GPtrArray *tv_view_run_counts (TvJob *job, gint64 run_id, TvDimension dimension, GError **error);

G_END_DECLS
