/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quality of the data: all checks over a batch or the workspace, the rows that one of them
 * found, the trend over the imports. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-check-row.h"

G_BEGIN_DECLS

TvCheckReport *
tv_engine_check_data (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error);
/* of TvCheckRow */
GPtrArray *tv_engine_list_check_rows (TvEngine *engine,
                                      gint64 batch_id,
                                      TvCheck check,
                                      guint limit,
                                      TvProgress *progress,
                                      GError **error);
/* CSV: table, file, line, key, column, value */
gboolean tv_engine_write_check_rows (TvEngine *engine,
                                     gint64 batch_id,
                                     TvCheck check,
                                     const char *path,
                                     TvProgress *progress,
                                     GError **error);
/* of TvCheckImport, the latest import first: those with rows that a check finds, rejected rows
 * where these are what it is mended by */
GPtrArray *tv_engine_list_check_imports (TvEngine *engine,
                                         gint64 batch_id,
                                         TvCheck check,
                                         TvProgress *progress,
                                         GError **error);
/* of TvCheckTrend, oldest first */
GPtrArray *tv_engine_list_check_trend (TvEngine *engine, TvProgress *progress, GError **error);

G_END_DECLS
