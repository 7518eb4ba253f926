/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backtests in their tables. */
#pragma once

#include "rows/tv-backtest-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gint64 tv_backtest_write (TvJob *job, const TvBacktest *backtest, GError **error);
TvBacktest *tv_backtest_read (TvJob *job, gint64 id, GError **error);
GPtrArray *tv_backtest_list (TvJob *job, GError **error);
gboolean tv_backtest_delete (TvJob *job, gint64 id, GError **error);

G_END_DECLS
