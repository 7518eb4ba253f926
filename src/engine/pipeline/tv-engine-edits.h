/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers by hand: values in the place of those of the files, an objection that came by phone,
 * and taking that back. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-customer-edit.h"

G_BEGIN_DECLS

/* Each is one transaction with one event of the ledger, and brings the profiles up to date. They
 * return the number of the event, by which it can be taken back, 0 on an error. */
gint64 tv_engine_edit_customer (TvEngine *engine,
                                const TvCustomerEdit *edit,
                                TvProgress *progress,
                                GError **error);
/* a sentence for each field whose value would be refused, NULL in the place of the others */
GPtrArray *tv_engine_list_refusals (TvEngine *engine, const TvCustomerEdit *edit, GError **error);
gint64 tv_engine_undo_edit (TvEngine *engine, gint64 seq, TvProgress *progress, GError **error);
/* of TvCustomerEdit, the oldest first; customer_id 0 = of all */
GPtrArray *tv_engine_list_edits (TvEngine *engine, gint64 customer_id, GError **error);

G_END_DECLS
