/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a run (SPEC section 9): coverage, diversity, estimated accuracy, quality,
 * exposure, the spread of scores, counts. */
#pragma once

#include "frame/tv-facts.h"
#include "frame/tv-run-items.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

void tv_quality_compute (const TvFrame *frame,
                         const TvRunItems *run,
                         double pass_rate,
                         double out_metrics[TV_N_METRICS]);
gboolean tv_quality_measure (TvJob *job,
                             gint64 run_id,
                             const TvFrame *frame,
                             const TvFactsTable *facts,
                             const TvRunItems *run,
                             double pass_rate,
                             GError **error);
gboolean tv_quality_set_pass_rate (TvJob *job, gint64 run_id, double pass_rate, GError **error);

G_END_DECLS
