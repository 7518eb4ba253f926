/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with backtests from the window: making one, deleting one, choosing from one. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

/* Called on the main loop with the error, or with NULL when it is done. */
typedef void (*TvaBacktestDone) (gpointer data, const GError *error);

void tva_backtest_start (TvaWindow *window, guint days, TvaBacktestDone done, GObject *data);
void tva_backtest_delete (TvEngine *engine, gint64 id, TvaBacktestDone done, GObject *data);
void tva_backtest_choose (TvaWindow *window, gint64 id, TvRanker ranker, int way);

G_END_DECLS
