/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways in which new runs may choose, each with its figures, and the one that the backtest
 * speaks for. */
#pragma once

#include <adwaita.h>

#include "pages/runs/tva-backtest-data.h"

G_BEGIN_DECLS

#define TVA_TYPE_BACKTEST_WAYS (tva_backtest_ways_get_type ())
G_DECLARE_FINAL_TYPE (TvaBacktestWays, tva_backtest_ways, TVA, BACKTEST_WAYS, AdwBin)

/* Signals: "chosen" (int ranker, int way): new runs shall take this. */
void tva_backtest_ways_set_data (TvaBacktestWays *ways, const TvaBacktestData *data);

G_END_DECLS
