/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Customers page: table, search, filter and a pane for one customer. Target: "customer:CODE".
 */
#pragma once

#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_CUSTOMERS_PAGE (tva_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (TvaCustomersPage, tva_customers_page, TVA, CUSTOMERS_PAGE, AdwBin)

G_END_DECLS
