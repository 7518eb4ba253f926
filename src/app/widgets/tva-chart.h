/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart widget: draws one series, shows a point's value under the pointer or on the arrow keys.
 * Usually inside a TvaChartCard. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

#define TVA_TYPE_CHART (tva_chart_get_type ())
G_DECLARE_FINAL_TYPE (TvaChart, tva_chart, TVA, CHART, GtkWidget)

GtkWidget *tva_chart_new (void);
void tva_chart_set_series (TvaChart *chart, TvaChartSeries *series);
TvaChartSeries *tva_chart_get_series (TvaChart *chart);
void tva_chart_set_selected (TvaChart *chart, int index);
int tva_chart_get_selected (TvaChart *chart);

G_END_DECLS
