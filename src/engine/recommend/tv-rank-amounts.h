/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one customer spent on each product, and how long what was bought last may last. One worker's
 * memory for one customer after another. */
#pragma once

#include "recommend/tv-rank-base.h"

G_BEGIN_DECLS

typedef struct
{
  float *spend; /* by product that was bought: amount net of returns, never below 0 */
  float total;

  /* NULL in a large base: the part of the amount that is of the latest day with one */
  float *latest;
  TvDay *latest_day;
} TvRankAmounts;

void tv_rank_amounts_init (TvRankAmounts *amounts, const TvRankBase *base);
void tv_rank_amounts_clear (TvRankAmounts *amounts);
void tv_rank_amounts_forget (TvRankAmounts *amounts, const TvRankBase *base, guint32 customer);
void tv_rank_amounts_read (TvRankAmounts *amounts, const TvRankBase *base, guint32 customer);
float
tv_rank_amounts_get_used_up (const TvRankAmounts *amounts, const TvRankBase *base, guint32 pair);
float
tv_rank_amounts_get_stock (const TvRankAmounts *amounts, const TvRankBase *base, guint32 pair);

G_END_DECLS
