/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thirteen columns of the customer table, and the choices of its filter and its order. */
#pragma once

#include "widgets/tva-table.h"

G_BEGIN_DECLS

/* In the order of TvCustomerColumn, TV_N_CUSTOMER_COLUMNS long. */
TvaTableColumn *tva_customer_columns_new (void);             /* (transfer full): g_free () */
GListModel *tva_customer_segments_new (void);                /* "All segments", then each */
GMenuModel *tva_customer_sort_menu_new (const char *action); /* target: the column, int32 */

G_END_DECLS
