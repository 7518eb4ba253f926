/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers buy in the month after what they bought before: for each product, how much a
 * purchase of each other one, and of itself, speaks for or against it. */
#pragma once

#include "recommend/tv-rank-base.h"

G_BEGIN_DECLS

struct _TvRankNext
{
  guint32 count;  /* products with most buyers, each with a place */
  guint32 *place; /* by product: count = it has none */

  /* Sources and targets are places; weights below 0 speak against the target. */
  TvSimilar table;
};

TvRankNext *tv_rank_next_new (const TvRankBase *base, guint thread_count);
void tv_rank_next_free (TvRankNext *next);
void
tv_rank_next_sum (const TvRankNext *next, const TvRankBase *base, guint32 customer, float *sums);
float tv_rank_next_get_part (const TvRankNext *next,
                             const TvRankBase *base,
                             guint32 pair,
                             guint32 product);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRankNext, tv_rank_next_free)

G_END_DECLS
