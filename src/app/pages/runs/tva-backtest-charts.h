/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of a backtest, one series each. */
#pragma once

#include <tastevin.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

TvaChartSeries *tva_backtest_chart_rankers (const TvBacktest *backtest);
TvaChartSeries *tva_backtest_chart_novel (const TvBacktest *backtest);
TvaChartSeries *tva_backtest_chart_runs (const TvBacktest *backtest);
TvaChartSeries *tva_backtest_chart_money (const TvBacktest *backtest, const char *currency);
TvaChartSeries *tva_backtest_chart_segments (const TvBacktest *backtest);
TvaChartSeries *tva_backtest_chart_scenarios (const TvBacktest *backtest);
TvaChartSeries *tva_backtest_chart_coverage (const TvBacktest *backtest);

G_END_DECLS
