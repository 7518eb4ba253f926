/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is drawn about a run: read on a worker in one go, then turned into one series per
 * chart. */
#pragma once

#include <tastevin.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

typedef struct
{
  TvSummary summary;
  TvRunRow *run;                      /* NULL = there is none */
  GPtrArray *runs;                    /* of TvRunRow, newest first */
  GPtrArray *counts[TV_N_DIMENSIONS]; /* of TvRunCount */
} TvaRunData;

/* On a worker; run_id 0 = the latest. A workspace without runs gives data without a run. */
TvaRunData *tva_run_data_load (TvEngine *engine, gint64 run_id, GError **error);
void tva_run_data_free (TvaRunData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaRunData, tva_run_data_free)

TvaChartSeries *tva_run_chart_scenarios (const TvaRunData *data);
TvaChartSeries *tva_run_chart_families (const TvaRunData *data);
TvaChartSeries *tva_run_chart_exclusions (const TvaRunData *data);
TvaChartSeries *tva_run_chart_scores (const TvaRunData *data);
TvaChartSeries *tva_run_chart_trend (const TvaRunData *data);

char *tva_score_to_display (double score);
char *tva_run_dup_title (const TvRunRow *run);
const char *tva_run_get_ranker_title (const TvRunRow *run);
char *tva_run_dup_counts (const TvRunRow *run);
char *tva_run_dup_policy_title (const char *policy);
char *tva_run_dup_time (gint64 usec);

G_END_DECLS
