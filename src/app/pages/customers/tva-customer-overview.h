/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base at a glance above the table of customers: the map of recency and frequency, and the
 * segments with who moved. Picks become filters of the table. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_CUSTOMER_OVERVIEW (tva_customer_overview_get_type ())
G_DECLARE_FINAL_TYPE (TvaCustomerOverview, tva_customer_overview, TVA, CUSTOMER_OVERVIEW, AdwBin)

/* Signals: "scores-picked" (int recency, int frequency; 0, 0 = all), "segment-picked" (int, -1 =
 * all). */
GtkWidget *tva_customer_overview_new (void);
void tva_customer_overview_set_engine (TvaCustomerOverview *overview, TvEngine *engine);
/* What is shown is out of date; it is read again at once where it can be seen. */
void tva_customer_overview_refresh (TvaCustomerOverview *overview);
/* Alone it takes all the room that there is; else as much as it needs, up to a limit. */
void tva_customer_overview_set_is_alone (TvaCustomerOverview *overview, gboolean is_alone);
void tva_customer_overview_set_scores (TvaCustomerOverview *overview, int recency, int frequency);
void tva_customer_overview_set_segment (TvaCustomerOverview *overview, int segment);

G_END_DECLS
