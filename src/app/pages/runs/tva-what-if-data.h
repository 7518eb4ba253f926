/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions behind the panel "What if?", asked on a worker, and the charts of their answers. */
#pragma once

#include <tastevin.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

void tva_what_if_load_async (TvEngine *engine,
                             gint64 run_id,
                             TvProgress *progress,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void tva_what_if_preview_async (TvEngine *engine,
                                const TvRunOptions *options,
                                TvProgress *progress,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* One weight moves, the others keep their proportions; the sum stays 100. */
void tva_what_if_balance (guint8 weights[TV_N_PARTS], guint moved, guint8 value);

TvaChartSeries *tva_what_if_chart_scores (const TvWhatIf *what_if, double minimum_score);
TvaChartSeries *tva_what_if_chart_scenarios (const TvWhatIf *what_if, double minimum_score);

G_END_DECLS
