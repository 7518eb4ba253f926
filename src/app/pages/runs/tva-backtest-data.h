/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is shown of backtests, read on a worker in one go. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

typedef struct
{
  TvSummary summary;
  GPtrArray *backtests; /* of TvBacktest without figures, newest first */
  TvBacktest *backtest; /* the one to show; NULL = there is none */
  TvRunChoice choice;   /* what was chosen for new runs */
} TvaBacktestData;

/* On a worker; id 0 = the latest. A workspace without backtests gives data without one. */
TvaBacktestData *tva_backtest_data_load (TvEngine *engine, gint64 id, GError **error);
void tva_backtest_data_free (TvaBacktestData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaBacktestData, tva_backtest_data_free)

gboolean tva_backtest_data_is_taken (const TvaBacktestData *data, TvRanker ranker, int way);

G_END_DECLS
