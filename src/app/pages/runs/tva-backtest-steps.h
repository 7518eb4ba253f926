/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run gives up of its ranking's foresight, and for what: one bar a rule. */
#pragma once

#include <tastevin.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

TvaChartSeries *tva_backtest_chart_steps (const TvBacktest *backtest);

G_END_DECLS
