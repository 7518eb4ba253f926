/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All master customers with what lists sort and search by, in memory as columns: any order or
 * filter of a million of them is a matter of a linear sort. Immutable and shared; good for one
 * state of sources and profiles. */
#pragma once

#include "pipeline/tv-engine-private.h"
#include "rows/tv-customer-row.h"

G_BEGIN_DECLS

TvCustomerIndex *tv_customer_index_load (TvJob *job, const TvStamp *stamp, GError **error);
TvCustomerIndex *tv_customer_index_ref (TvCustomerIndex *index);
void tv_customer_index_unref (TvCustomerIndex *index);
gboolean tv_customer_index_is_good (const TvCustomerIndex *index, const TvStamp *stamp);
GArray *tv_customer_index_list (const TvCustomerIndex *index,
                                const TvCustomerQuery *query,
                                GHashTable *only,
                                TvProgress *progress,
                                GError **error);
void tv_customer_index_count_segments (const TvCustomerIndex *index, gint64 *out_counts);
void tv_customer_index_count_rfm (const TvCustomerIndex *index, TvRfmGrid *grid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCustomerIndex, tv_customer_index_unref)

G_END_DECLS
