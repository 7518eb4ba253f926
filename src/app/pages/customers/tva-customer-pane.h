/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One customer: figures, RFM, orders over time, families, contact, recommendations. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_CUSTOMER_PANE (tva_customer_pane_get_type ())
G_DECLARE_FINAL_TYPE (TvaCustomerPane, tva_customer_pane, TVA, CUSTOMER_PANE, AdwBin)

/* Signal: "closed". */
GtkWidget *tva_customer_pane_new (void);
void tva_customer_pane_show (TvaCustomerPane *pane,
                             TvEngine *engine,
                             gint64 customer_id); /* 0 = nobody */
gint64 tva_customer_pane_get_id (TvaCustomerPane *pane);

G_END_DECLS
