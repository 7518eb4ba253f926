/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base by scores and segments: who is where now, who moved since when, and what the scores go
 * by. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-rfm.h"

G_BEGIN_DECLS

/* customers and their spend by recency and frequency, and the bounds behind the scores */
gboolean tv_engine_count_rfm (TvEngine *engine,
                              TvRfmGrid *out_grid,
                              TvRfmBounds *out_bounds,
                              GError **error);
/* segments as they were on one day and as they are on another, by all that was known by then */
gboolean tv_engine_get_movement (TvEngine *engine,
                                 gint32 from_day,
                                 gint32 to_day,
                                 TvMovement *out_movement,
                                 TvProgress *progress,
                                 GError **error);
TvRfmBins tv_engine_get_rfm_bins (TvEngine *engine);
gboolean
tv_engine_set_rfm_bins (TvEngine *engine, TvRfmBins bins, TvProgress *progress, GError **error);

G_END_DECLS
