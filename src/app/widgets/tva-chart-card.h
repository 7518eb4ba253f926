/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart with all that makes it readable by everybody: title, summary sentence, and the same data
 * as a table (Ctrl+T). */
#pragma once

#include <adwaita.h>

#include "widgets/tva-chart-series.h"

G_BEGIN_DECLS

#define TVA_TYPE_CHART_CARD (tva_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (TvaChartCard, tva_chart_card, TVA, CHART_CARD, AdwBin)

GtkWidget *tva_chart_card_new (void);
void tva_chart_card_set_series (TvaChartCard *card, TvaChartSeries *series);
void tva_chart_card_take_series (TvaChartCard *card, TvaChartSeries *series);
void tva_chart_card_set_table_shown (TvaChartCard *card, gboolean is_shown);
gboolean tva_chart_card_get_table_shown (TvaChartCard *card);
/* Ctrl+T anywhere in parent toggles all cards below it. */
void tva_chart_card_add_shortcut (GtkWidget *parent);

G_END_DECLS
