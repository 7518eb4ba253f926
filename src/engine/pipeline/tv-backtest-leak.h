/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leak test of a backtest: whether what trains sees anything of the hidden days. Only for the
 * pipeline. */
#pragma once

#include "frame/tv-frame.h"
#include "recommend/tv-model.h"
#include "rows/tv-backtest-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

TvDay tv_backtest_get_last_day (const TvBacktestOptions *options);
gboolean tv_backtest_test_leak (TvJob *job,
                                TvFrame *whole,
                                const TvModel *honest,
                                const TvBacktestOptions *options,
                                TvBacktest *out,
                                GError **error);

G_END_DECLS
