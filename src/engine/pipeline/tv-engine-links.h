/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who may be one person: finding them, seeing them beside each other, merging them,
 * keeping them apart, and taking any of that back. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-customer-double.h"

G_BEGIN_DECLS

/* of TvCustomerDouble, the likeliest first */
GPtrArray *
tv_engine_list_doubles (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error);
/* of TvCustomerSide, in the order of ids */
GPtrArray *tv_engine_get_sides (TvEngine *engine, const gint64 *ids, guint count, GError **error);

/* Each is one transaction with one event of the ledger, and brings the profiles up to date. They
 * return the number of the event, by which it can be taken back, 0 on an error. */
gint64 tv_engine_merge_customers (TvEngine *engine,
                                  const TvCustomerLink *merge,
                                  TvProgress *progress,
                                  GError **error);
gint64 tv_engine_keep_apart (TvEngine *engine,
                             const gint64 *ids,
                             guint count,
                             TvProgress *progress,
                             GError **error);
gint64 tv_engine_undo_link (TvEngine *engine, gint64 seq, TvProgress *progress, GError **error);
gint64 tv_engine_separate (TvEngine *engine,
                           const char *customer_code,
                           TvProgress *progress,
                           GError **error);
GPtrArray *tv_engine_list_links (TvEngine *engine, GError **error); /* of TvCustomerLink */

G_END_DECLS
