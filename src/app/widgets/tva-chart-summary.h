/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the sentence that says what a series shows, from its points alone. */
#pragma once

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

char *tva_chart_summary_new (TvaChartSeries *series);

G_END_DECLS
