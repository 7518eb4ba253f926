/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a backtest says, in sentences for somebody who has never heard of its measures. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

char *tva_backtest_dup_in_hundred (double ratio);
char *tva_backtest_dup_way (TvRanker ranker, int way);
char *tva_backtest_dup_title (const TvBacktest *backtest);
char *tva_backtest_dup_headline (const TvBacktest *backtest);
char *tva_backtest_dup_baseline (const TvBacktest *backtest);
char *tva_backtest_dup_method (const TvBacktest *backtest);
char *tva_backtest_dup_money (const TvBacktest *backtest, const char *currency);
char *tva_backtest_dup_way_figures (const TvBacktest *backtest,
                                    const TvBacktestResult *result,
                                    const char *currency);
char *tva_backtest_dup_difference (const TvBacktest *backtest);
char *tva_backtest_dup_leak (const TvBacktest *backtest);
char *tva_backtest_dup_expert (const TvBacktest *backtest);

G_END_DECLS
