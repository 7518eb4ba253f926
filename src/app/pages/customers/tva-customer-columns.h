/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thirteen columns of the customer table. */
#pragma once

#include "widgets/tva-table.h"

G_BEGIN_DECLS

/* In the order of TvCustomerColumn, TV_N_CUSTOMER_COLUMNS long. */
TvaTableColumn *tva_customer_columns_new (void); /* (transfer full): g_free () */

G_END_DECLS
