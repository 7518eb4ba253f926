/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding up rows of a table of similar products. Pointers are held in variables of their own, as a
 * sum that is written could be anything that is read for all the compiler knows. */
#include "recommend/tv-rank-list.h"

#include <string.h>

#define SPARSE 16 /* below a product in so many, only what was touched is written */
#define AHEAD 2   /* purchases */
#define FETCHED 4 /* lines of the cache */
#define LINE (64 / sizeof (guint32))

/**
 * tv_rank_list_init: (skip)
 * @list: (out caller-allocates): an empty list
 * @product_count: of the frame
 *
 * Begins.
 */
void
tv_rank_list_init (TvRankList *list, guint32 product_count)
{
  list->sum = g_new0 (float, (gsize) product_count + 1);
  list->touched = g_new (guint32, (gsize) product_count + 1);
  list->touched_count = 0;
  list->largest = 0;
  list->product_count = product_count;
}

/**
 * tv_rank_list_clear: (skip)
 * @list: a list
 *
 * Frees what it holds.
 */
void
tv_rank_list_clear (TvRankList *list)
{
  g_free (list->sum);
  g_free (list->touched);
}

/**
 * tv_rank_list_reset: (skip)
 * @list: (inout): a list
 *
 * Makes it empty.
 */
void
tv_rank_list_reset (TvRankList *list)
{
  if (list->touched_count > list->product_count / SPARSE)
    memset (list->sum, 0, list->product_count * sizeof *list->sum);
  else
    for (guint32 i = 0; i < list->touched_count; i++)
      list->sum[list->touched[i]] = 0;
  list->largest = 0;
  list->touched_count = 0;
}

/* Asks for what a source says before it is needed: rows are short, and far from each other. */
static inline void
fetch_ahead (const TvSimilar *similar, guint32 source)
{
  guint32 first = similar->offset[source];

  for (guint line = 0; line < FETCHED; line++)
    {
      __builtin_prefetch (similar->target + first + line * LINE);
      __builtin_prefetch (similar->weight + first + line * LINE);
    }
}

/* Notes which products have a sum; no weight is so small that it could stay 0. */
static void
add_up (TvRankList *list, const TvSimilar *similar, const TvRankVoices *voices)
{
  const guint32 *target = similar->target, *offset = similar->offset;
  const float *share = similar->weight;
  guint32 *touched = list->touched, count = 0;
  float *sum = list->sum;

  for (guint32 v = 0; v < voices->count; v++)
    {
      guint32 source = voices->source[v], end = offset[source + 1];
      float weight = voices->weight[v];

      if (v + AHEAD < voices->count)
        fetch_ahead (similar, voices->source[v + AHEAD]);
      for (guint32 i = offset[source]; i < end; i++)
        {
          guint32 product = target[i], bits;

          touched[count] = product;
          memcpy (&bits, &sum[product], sizeof bits);
          count += bits == 0;
          sum[product] += weight * share[i];
        }
    }
  list->touched_count = count;
}

/**
 * tv_rank_list_spread: (skip)
 * @list: (inout): an empty list
 * @similar: similar products
 * @voices: purchases
 *
 * Adds up what purchases say of other products.
 */
void
tv_rank_list_spread (TvRankList *list, const TvSimilar *similar, const TvRankVoices *voices)
{
  const guint32 *touched = list->touched;
  const float *sum = list->sum;
  float largest = 0;

  add_up (list, similar, voices);
  for (guint32 i = 0; i < list->touched_count; i++)
    largest = MAX (largest, sum[touched[i]]);
  list->largest = largest;
}

/**
 * tv_rank_list_get: (skip)
 * @list: a list
 * @product: a product
 *
 * Returns: its sum by the largest one of the customer, 0-1
 */
float
tv_rank_list_get (const TvRankList *list, guint32 product)
{
  return list->largest > 0 ? list->sum[product] / list->largest : 0;
}

/**
 * tv_rank_list_find_best: (skip)
 * @list: a list
 * @taken: (array): by product: other than 0 where it is not wanted
 * @keys: (array): memory for one key more than there are products
 * @limit: how many are wanted, at least 1
 *
 * Returns: the best products as ranks of their sums, in no order; ties by product
 */
TvTopList
tv_rank_list_find_best (const TvRankList *list, const guint32 *taken, guint64 *keys, guint limit)
{
  TvTopList best = tv_top_list_begin (keys, (gsize) list->touched_count + 1, limit);

  for (guint32 i = 0; i < list->touched_count; i++)
    if (taken[list->touched[i]] == 0)
      tv_top_list_add (&best, tv_top_pack (list->sum[list->touched[i]], list->touched[i]));
  tv_top_list_shrink (&best);
  return best;
}
