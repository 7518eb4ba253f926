/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which customers an import names, a check of the data found something in, or moved from one
 * segment to another. */
#pragma once

#include "pipeline/tv-engine-private.h"
#include "rows/tv-customer-row.h"

G_BEGIN_DECLS

GHashTable *tv_customer_origin_ref (TvEngine *engine,
                                    const TvCustomerQuery *query,
                                    TvProgress *progress,
                                    GError **error);

/* In tv-engine-segments.c: those who went from one segment to another. */
GHashTable *tv_movement_ref_movers (TvEngine *engine,
                                    const TvCustomerQuery *query,
                                    TvProgress *progress,
                                    GError **error);

G_END_DECLS
