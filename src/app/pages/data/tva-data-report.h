/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the Data quality page shows, read on a worker. */
#pragma once

#include <tastevin.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

typedef struct
{
  TvSummary summary;
  TvCheckReport *report; /* NULL without any import */
  GPtrArray *trend;      /* of TvCheckTrend, oldest first */
} TvaDataReport;

/* A TvEngineCall; input: gint64, the batch, 0 = the workspace. */
gpointer
tva_data_report_load (TvEngine *engine, gpointer input, TvProgress *progress, GError **error);
void tva_data_report_free (TvaDataReport *data);
const TvCheckTrend *tva_data_report_find_change (const GPtrArray *trend, double *out_points);
TvaChartSeries *tva_data_report_chart_dimensions (const TvaDataReport *data);
TvaChartSeries *tva_data_report_chart_trend (const TvaDataReport *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaDataReport, tva_data_report_free)

G_END_DECLS
