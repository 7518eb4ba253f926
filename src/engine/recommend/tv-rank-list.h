/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the purchases of one customer say of other products by one table of similar products: a sum
 * for each of them. */
#pragma once

#include <math.h>
#include <string.h>

#include "recommend/tv-rank-base.h"
#include "recommend/tv-top.h"

G_BEGIN_DECLS

/* Purchases that speak for others, each with its weight above 0. */
typedef struct
{
  guint32 *source; /* products */
  float *weight;
  guint32 count;
} TvRankVoices;

/* What is learned from candidates depends by a hair on their order, as sums are rounded: there it
 * is always the same one. Scores do not. */
typedef enum
{
  TV_RANK_SAME_ORDER,
  TV_RANK_ANY_ORDER,
} TvRankOrder;

typedef struct
{
  float *sum; /* by product */
  float largest;
  gboolean is_dense; /* all products may have a sum: it is not noted which ones have */
  guint32 *touched;  /* products with a sum */
  guint32 touched_count;
  float *free_sum; /* of what was touched, 0 where it is taken; filled up to whole blocks */
  guint64 *keys;
  guint32 product_count;
} TvRankList;

void tv_rank_list_init (TvRankList *list, guint32 product_count);
void tv_rank_list_clear (TvRankList *list);
void tv_rank_list_reset (TvRankList *list);
void tv_rank_list_fetch (const TvSimilar *similar, const TvRankVoices *voices);
void tv_rank_list_spread (TvRankList *list,
                          const TvSimilar *similar,
                          const TvRankVoices *voices,
                          const guint32 *taken);

/**
 * tv_rank_list_get: (skip)
 * @list: a list
 * @product: a product
 *
 * Returns: its sum by the largest one of the customer, 0-1
 */
static inline float
tv_rank_list_get (const TvRankList *list, guint32 product)
{
  return list->largest > 0 ? list->sum[product] / list->largest : 0;
}

/**
 * tv_rank_list_make_log: (skip)
 * @sum: of a product, at least 0
 *
 * What is faint beside the largest sum tells products apart as well. The logarithm is straight
 * between powers of two, as the bits of a number are: it is made from them, the same on every
 * machine.
 *
 * Returns: log2 (1 + 1000 times the sum), 0 or more, less than .09 too low
 */
static inline float
tv_rank_list_make_log (float sum)
{
  const gint32 bits_of_one = 0x3f800000;
  float value = 1 + 1000 * sum;
  gint32 bits;

  memcpy (&bits, &value, sizeof bits);
  return (float) (bits - bits_of_one) * 0x1p-23f;
}

/**
 * tv_rank_list_get_log: (skip)
 * @list: a list
 * @product: a product
 *
 * Returns: the logarithm of its sum
 */
static inline float
tv_rank_list_get_log (const TvRankList *list, guint32 product)
{
  return tv_rank_list_make_log (list->sum[product]);
}

/**
 * tv_rank_list_get_root: (skip)
 * @list: a list
 * @product: a product
 *
 * For a list where some likeness says much beside none.
 *
 * Returns: the square root of its share of the largest sum of the customer, 0-1
 */
static inline float
tv_rank_list_get_root (const TvRankList *list, guint32 product)
{
  return sqrtf (tv_rank_list_get (list, product));
}

TvTopList
tv_rank_list_find_best (TvRankList *list, const guint32 *taken, guint limit, TvRankOrder order);

G_END_DECLS
