/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding up rows of a table of similar products. Pointers are held in variables of their own, as a
 * sum that is written could be anything that is read for all the compiler knows. */
#include "recommend/tv-rank-list.h"

#include <string.h>

#define SPARSE 16 /* below a product in so many, only what was touched is written */
#define LANES 4   /* maxima */
#define DENSE 4   /* above a product in so many, all are looked at */
#define AHEAD 16  /* purchases */
#define FETCHED 8 /* lines of the cache */
#define LINE (64 / sizeof (TvSimilarLink))

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
  list->sum = g_new0 (float, (gsize) product_count + TV_TOP_BLOCK);
  list->touched = g_new (guint32, (gsize) product_count + LANES);
  list->free_sum = g_new (float, (gsize) product_count + 2 * TV_TOP_BLOCK);
  list->keys = g_new (guint64, (gsize) product_count + 1);
  list->is_dense = FALSE;
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
  g_free (list->free_sum);
  g_free (list->keys);
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
  const guint32 *touched = list->touched;
  guint32 count = list->touched_count;
  float *sum = list->sum;

  if (count > list->product_count / SPARSE)
    memset (sum, 0, list->product_count * sizeof *sum);
  else
    for (guint32 i = 0; i < count; i++)
      sum[touched[i]] = 0;
  list->largest = 0;
  list->touched_count = 0;
}

/* How many times a sum will be added to. */
static gsize
count_additions (const TvSimilar *similar, const TvRankVoices *voices)
{
  gsize count = 0;

  for (guint32 v = 0; v < voices->count; v++)
    count += similar->offset[voices->source[v] + 1] - similar->offset[voices->source[v]];
  return count;
}

/* Asks for what a source says before it is needed: rows are short, and far from each other. */
static inline void
fetch_row (const TvSimilar *similar, guint32 source)
{
  guint32 begin = similar->offset[source];
  guint32 end = MIN (similar->offset[source + 1], begin + FETCHED * LINE);

  for (guint32 i = begin; i < end; i += LINE)
    __builtin_prefetch (similar->link + i);
}

/**
 * tv_rank_list_fetch: (skip)
 * @similar: similar products
 * @voices: purchases that will be spread soon
 *
 * Asks the memory for what the first of them say, so that it is there by then.
 */
void
tv_rank_list_fetch (const TvSimilar *similar, const TvRankVoices *voices)
{
  for (guint32 v = 0; v < MIN (voices->count, AHEAD); v++)
    fetch_row (similar, voices->source[v]);
}

/* Adds up, and notes which products have a sum or does not: two functions from one. No weight is so
 * small that a sum could stay 0. */
static inline __attribute__ ((always_inline)) void
add_up (TvRankList *list, const TvSimilar *similar, const TvRankVoices *voices, gboolean is_dense)
{
  const TvSimilarLink *link = similar->link;
  const guint32 *offset = similar->offset;
  guint32 *touched = list->touched, count = 0;
  float *sum = list->sum;

  for (guint32 v = 0; v < voices->count; v++)
    {
      guint32 source = voices->source[v], end = offset[source + 1];
      float weight = voices->weight[v];

      if (v + AHEAD < voices->count)
        fetch_row (similar, voices->source[v + AHEAD]);
      for (guint32 i = offset[source]; i < end; i++)
        {
          guint32 product = link[i].target, bits;

          if (!is_dense)
            {
              touched[count] = product;
              memcpy (&bits, &sum[product], sizeof bits);
              count += bits == 0;
            }
          sum[product] += weight * link[i].weight;
        }
    }
  list->touched_count = is_dense ? list->product_count : count;
}

/* Four vectors of four at a time, as each waits for the one before. */
static float
find_largest (const float *sum, guint32 count)
{
  float most[4][4] = { { 0 } }, largest = 0;

  for (const float *at = sum; at < sum + count; at += 16)
#pragma GCC unroll 4
    for (guint v = 0; v < 4; v++)
      for (guint k = 0; k < 4; k++)
        most[v][k] = MAX (most[v][k], at[4 * v + k]);
  for (guint k = 0; k < 4; k++)
    largest = MAX (largest, MAX (MAX (most[0][k], most[1][k]), MAX (most[2][k], most[3][k])));
  return largest;
}

/* The largest of what was touched, and what of it is not taken: sums are far from each other, so
 * they are read but once. Four at a time, as each maximum waits for the one before. */
static inline __attribute__ ((always_inline)) void
look_at_touched (TvRankList *list, const guint32 *taken)
{
  guint32 *touched = list->touched, count = list->touched_count;
  const float *sum = list->sum;
  float *free_sum = list->free_sum, most[LANES] = { 0 };

  for (guint32 k = 0; k < LANES; k++)
    touched[count + k] = touched[0];
  for (guint32 i = 0; i < count; i += LANES)
#pragma GCC unroll 4
    for (guint32 k = 0; k < LANES; k++)
      {
        guint32 product = touched[i + k];
        float own = sum[product];

        most[k] = MAX (most[k], own);
        if (taken != NULL)
          free_sum[i + k] = taken[product] == 0 ? own : 0;
      }
  for (guint32 k = 0; k < LANES; k++)
    list->largest = MAX (list->largest, most[k]);
  if (taken != NULL)
    memset (free_sum + count, 0, TV_TOP_BLOCK * sizeof *free_sum);
}

/**
 * tv_rank_list_spread: (skip)
 * @list: (inout): an empty list
 * @similar: similar products
 * @voices: purchases
 * @taken: (array) (nullable): by product: other than 0 where it will not be wanted of the list;
 *   %NULL = nobody will ask for the best
 *
 * Adds up what purchases say of other products.
 */
void
tv_rank_list_spread (TvRankList *list,
                     const TvSimilar *similar,
                     const TvRankVoices *voices,
                     const guint32 *taken)
{
  list->is_dense = count_additions (similar, voices) > list->product_count / DENSE;
  if (list->is_dense)
    {
      add_up (list, similar, voices, TRUE);
      list->largest = find_largest (list->sum, list->product_count);
      return;
    }
  add_up (list, similar, voices, FALSE);
  if (taken != NULL)
    look_at_touched (list, taken);
  else
    look_at_touched (list, NULL);
}

/* All that was touched and is not taken, in the order of being touched. */
static guint32
pack_touched (const TvRankList *list)
{
  const guint32 *touched = list->touched;
  guint32 count = 0;

  for (guint32 i = 0; i < list->touched_count; i++)
    {
      list->keys[count] = tv_top_pack (list->free_sum[i], touched[i]);
      count += list->free_sum[i] > 0;
    }
  return count;
}

/**
 * tv_rank_list_find_best: (skip)
 * @list: (inout): a list
 * @taken: (array): the same that it was spread with
 * @limit: how many are wanted, at least 1
 * @order: whether anything may depend on their order
 *
 * Returns: the best products as ranks of their sums, in no order that means anything; ties by
 * product; valid until the list is asked again
 */
TvTopList
tv_rank_list_find_best (TvRankList *list, const guint32 *taken, guint limit, TvRankOrder order)
{
  TvTopList best = tv_top_list_begin (list->keys, (gsize) list->product_count + 1, limit);

  if (list->is_dense)
    tv_top_list_add_all (&best, list->sum, taken, list->product_count);
  else if (order == TV_RANK_ANY_ORDER)
    tv_top_list_take (&best, list->free_sum, list->touched, list->touched_count, list->largest);
  else
    best.count = pack_touched (list);
  tv_top_list_shrink (&best);
  return best;
}
