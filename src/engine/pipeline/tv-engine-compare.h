/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two runs compared: who gets something else, and why. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-run-change.h"

G_BEGIN_DECLS

TvRunComparison *tv_engine_compare_runs (TvEngine *engine,
                                         gint64 before_id,
                                         gint64 after_id,
                                         TvProgress *progress,
                                         GError **error);
/* of TvRunChangeRow, same length and order as the changes */
GPtrArray *tv_engine_get_run_changes (TvEngine *engine,
                                      const TvRunChange *changes,
                                      gsize count,
                                      GError **error);
/* The changes in their order, as a CSV file. */
gboolean tv_engine_write_run_changes (TvEngine *engine,
                                      const TvRunChange *changes,
                                      gsize count,
                                      const char *path,
                                      TvProgress *progress,
                                      GError **error);

G_END_DECLS
