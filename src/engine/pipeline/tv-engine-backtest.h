/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backtests: the last days are hidden, every way of choosing works with the rest, and its lists are
 * compared with what was bought then. They are stored; a person may choose from one what new runs
 * do, and those runs remember it. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-backtest-row.h"
#include "rows/tv-run-row.h"

G_BEGIN_DECLS

TvBacktest *tv_engine_backtest (TvEngine *engine,
                                const TvBacktestOptions *options,
                                TvProgress *progress,
                                GError **error);
GPtrArray *
tv_engine_list_backtests (TvEngine *engine,
                          GError **error); /* of TvBacktest without figures, newest first */
TvBacktest *tv_engine_get_backtest (TvEngine *engine, gint64 id, GError **error); /* 0 = latest */
gboolean tv_engine_delete_backtest (TvEngine *engine, gint64 id, GError **error);
gboolean tv_engine_choose_from_backtest (TvEngine *engine,
                                         gint64 id,
                                         TvRanker ranker,
                                         int way,
                                         GError **error);
/* What a person chose for new runs; and back to what had been chosen before. */
gboolean tv_engine_get_run_choice (TvEngine *engine, TvRunChoice *out_choice, GError **error);
gboolean tv_engine_set_run_choice (TvEngine *engine, const TvRunChoice *choice, GError **error);
/* The backtest that the defaults of new runs were chosen from, 0 = none. */
gboolean tv_engine_get_chosen_backtest (TvEngine *engine, gint64 *out_id, GError **error);

G_END_DECLS
