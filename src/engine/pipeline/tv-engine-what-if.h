/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What if the policy asked for another score, or the parts of the score weighed otherwise: exact
 * answers before anything is written, and the way to make them true. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-what-if.h"

G_BEGIN_DECLS

/* The stored items of a run (0 = the latest) under any minimum score. */
TvWhatIf *
tv_engine_load_what_if (TvEngine *engine, gint64 run_id, TvProgress *progress, GError **error);
/* The items that a run with these options would give, calculated and not stored. */
TvWhatIf *tv_engine_preview_run (TvEngine *engine,
                                 const TvRunOptions *options,
                                 TvProgress *progress,
                                 GError **error);
/* Judges the stored items of a run by its policy with another minimum score. */
gboolean tv_engine_judge_run (TvEngine *engine,
                              gint64 run_id,
                              double minimum_score,
                              TvProgress *progress,
                              GError **error);

G_END_DECLS
