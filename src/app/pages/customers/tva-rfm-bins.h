/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scores of recency, frequency and money go by. */
#pragma once

#include "pages/customers/tva-customer-overview.h"

G_BEGIN_DECLS

void tva_rfm_bins_choose (TvaCustomerOverview *overview, TvEngine *engine, TvRfmBins bins);
GMenuModel *tva_rfm_menu_new (void);

G_END_DECLS
