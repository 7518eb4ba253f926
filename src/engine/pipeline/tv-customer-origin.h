/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which customers an import names, or a check of the data found something in. */
#pragma once

#include "pipeline/tv-engine-private.h"
#include "rows/tv-customer-row.h"

G_BEGIN_DECLS

GHashTable *tv_customer_origin_ref (TvEngine *engine,
                                    const TvCustomerQuery *query,
                                    TvProgress *progress,
                                    GError **error);

G_END_DECLS
