/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backtests on the Runs page: makes one, shows one, and lets the person choose from it what new
 * runs do. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

#define TVA_TYPE_BACKTEST_VIEW (tva_backtest_view_get_type ())
G_DECLARE_FINAL_TYPE (TvaBacktestView, tva_backtest_view, TVA, BACKTEST_VIEW, AdwBin)

/* Signals: "back" (the person wants the runs). */
void tva_backtest_view_set_engine (TvaBacktestView *view, TvEngine *engine);
void tva_backtest_view_refresh (TvaBacktestView *view);
void tva_backtest_view_show (TvaBacktestView *view, gint64 id);

G_END_DECLS
