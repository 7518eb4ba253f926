/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs: calculate, list, figures, policies; one customer computed alone. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-run-row.h"
#include "rows/tv-review-item.h"

G_BEGIN_DECLS

gint64 tv_engine_run (TvEngine *engine,
                      const TvRunOptions *options,
                      TvProgress *progress,
                      GError **error); /* run id, 0 on error */
/* What a run takes where its options do not say: the texts are static. */
gboolean tv_engine_get_run_defaults (TvEngine *engine, TvRunOptions *out_options, GError **error);
GPtrArray *tv_engine_list_runs (TvEngine *engine,
                                GError **error); /* of TvRunRow, newest first, with metrics */
TvRunRow *tv_engine_get_run (TvEngine *engine, gint64 run_id, GError **error); /* 0 = the latest */
gboolean
tv_engine_get_run_model (TvEngine *engine, gint64 run_id, char **out_report, GError **error);
/* of TvRunCount; fixed dimensions (scenario, segment, score bin, exclusion) in their own order with
 * zeros, families largest first */
GPtrArray *
tv_engine_list_run_counts (TvEngine *engine, gint64 run_id, TvDimension dimension, GError **error);
GPtrArray *tv_engine_list_policies (TvEngine *engine,
                                    GError **error); /* of TvPolicyRow, newest version of each */
/* What this customer would get now, computed alone on the frame that the engine keeps warm (not
 * stored). (array of TvReviewItem, id 0); out_exclusion: TvExclusion where it is empty, else -1. */
GPtrArray *tv_engine_compute_customer (TvEngine *engine,
                                       const char *customer_code,
                                       const TvRunOptions *options,
                                       int *out_exclusion,
                                       TvProgress *progress,
                                       GError **error);

G_END_DECLS
