/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads for the customer table and pane. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-customer-row.h"

G_BEGIN_DECLS

/* The ids (gint64) of all customers that the query lets through, in its order (ties: code). Sorted
 * in memory, not by SQL: 1M in well under 300 ms. */
GArray *tv_engine_list_customer_ids (TvEngine *engine,
                                     const TvCustomerQuery *query,
                                     TvProgress *progress,
                                     GError **error);
/* of TvCustomerRow, same length and order as ids; an unknown id gives a NULL element */
GPtrArray *
tv_engine_get_customers (TvEngine *engine, const gint64 *ids, gsize id_count, GError **error);
gint64 tv_engine_find_customer (TvEngine *engine,
                                const char *customer_code,
                                GError **error); /* the master's id, 0 = not found */
TvCustomerDetail *tv_engine_get_customer (TvEngine *engine, gint64 customer_id, GError **error);
/* counts per segment over all customers, TV_N_SEGMENTS long */
gboolean tv_engine_count_segments (TvEngine *engine, gint64 *out_counts, GError **error);

G_END_DECLS
