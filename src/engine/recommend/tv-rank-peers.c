/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customers who buy most alike bought lately: neighbours of a customer by the cosine of
 * purchases halved every 240 days, and their purchases halved every 15 days (the form is that of
 * UP-CF, Faggioli, Polato and Aiolli 2020). Only who bought within the last weeks can say anything,
 * and of very many a regular sample says nearly as much. */
#include "recommend/tv-rank-peers.h"

#include <math.h>
#include <string.h>

#include "recommend/tv-top.h"

#define LATELY 60    /* days */
#define MOST 4096    /* peers of a base */
#define NEAREST 100  /* peers of a customer */
#define AHEAD 8      /* rows that are asked for before they are needed */
#define FETCHED 2    /* lines of the cache */
#define LINE 64      /* bytes */
#define SPARSE 16    /* below a product in so many, only what was touched is written */
#define LEAST 1e-15f /* that a peer weighs beside the nearest one */

static gboolean
is_recent (const TvRankBase *base, guint32 customer)
{
  guint32 end = tv_rank_base_get_end (base, customer);

  return tv_rank_base_is_kept (base, customer) && end > base->frame->event_offset[customer]
         && base->cutoff - base->frame->event_day[end - 1] <= LATELY;
}

/* Every so many of those who bought lately. */
static void
choose_peers (TvRankPeers *peers, const TvRankBase *base)
{
  guint32 found = 0, step, at = 0;

  for (guint32 c = 0; c < base->frame->customer_count; c++)
    found += is_recent (base, c);
  step = MAX ((found + MOST - 1) / MOST, 1);
  peers->customer = g_new (guint32, (gsize) found / step + 2);
  for (guint32 c = 0; c < base->frame->customer_count; c++)
    if (is_recent (base, c) && at++ % step == 0)
      peers->customer[peers->count++] = c;
}

static void
collect_recent (TvRankPeers *peers, const TvRankBase *base, guint32 pair_count)
{
  guint32 at = 0;

  peers->recent_offset = g_new0 (guint32, (gsize) peers->count + 1);
  peers->recent = g_new (TvRankRecent, (gsize) pair_count + 1);
  for (guint32 p = 0; p < peers->count; p++)
    {
      guint32 customer = peers->customer[p];

      for (guint32 pair = base->pair_offset[customer]; pair < base->pair_offset[customer + 1];
           pair++)
        if (base->cutoff - base->pair_last[pair] <= LATELY)
          peers->recent[at++] = (TvRankRecent){ base->pair_product[pair], base->p15[pair] };
      peers->recent_offset[p + 1] = at;
    }
}

static void
collect_buyers (TvRankPeers *peers, const TvRankBase *base, guint32 pair_count)
{
  guint32 count = base->frame->product_count;
  g_autofree guint32 *next = NULL;

  peers->buyer_offset = g_new0 (guint32, (gsize) count + 1);
  peers->buyer = g_new (TvRankBuyer, (gsize) pair_count + 1);
  for (guint32 p = 0; p < peers->count; p++)
    for (guint32 pair = base->pair_offset[peers->customer[p]];
         pair < base->pair_offset[peers->customer[p] + 1];
         pair++)
      peers->buyer_offset[base->pair_product[pair] + 1]++;
  for (guint32 i = 0; i < count; i++)
    peers->buyer_offset[i + 1] += peers->buyer_offset[i];
  next = g_memdup2 (peers->buyer_offset, ((gsize) count + 1) * sizeof *next);
  for (guint32 p = 0; p < peers->count; p++)
    {
      guint32 begin = base->pair_offset[peers->customer[p]];
      guint32 end = base->pair_offset[peers->customer[p] + 1];
      float square = 0, length;

      for (guint32 pair = begin; pair < end; pair++)
        square += base->p240[pair] * base->p240[pair];
      length = sqrtf (square);
      for (guint32 pair = begin; pair < end; pair++)
        peers->buyer[next[base->pair_product[pair]]++]
            = (TvRankBuyer){ p, base->p240[pair] / length };
    }
}

/**
 * tv_rank_peers_new: (skip)
 * @base: (transfer none): a base with its pairs
 *
 * Returns: (transfer full): the customers that others may be compared with; none of another day
 */
TvRankPeers *
tv_rank_peers_new (const TvRankBase *base)
{
  TvRankPeers *peers = g_new0 (TvRankPeers, 1);
  guint32 pair_count = 0;

  choose_peers (peers, base);
  for (guint32 p = 0; p < peers->count; p++)
    pair_count += base->pair_offset[peers->customer[p] + 1] - base->pair_offset[peers->customer[p]];
  collect_recent (peers, base, pair_count);
  collect_buyers (peers, base, pair_count);
  return peers;
}

/**
 * tv_rank_peers_free: (skip)
 * @peers: (transfer full): peers
 *
 * Frees them.
 */
void
tv_rank_peers_free (TvRankPeers *peers)
{
  g_free (peers->customer);
  g_free (peers->buyer_offset);
  g_free (peers->buyer);
  g_free (peers->recent_offset);
  g_free (peers->recent);
  g_free (peers);
}

/**
 * tv_rank_peers_scratch_init: (skip)
 * @scratch: (out caller-allocates): memory
 * @base: (transfer none): a base
 *
 * Makes memory for one worker.
 */
void
tv_rank_peers_scratch_init (TvRankPeersScratch *scratch, const TvRankBase *base)
{
  gsize peers = (gsize) (base->peers != NULL ? base->peers->count : 0) + 1;
  gsize products = (gsize) base->frame->product_count + 1;

  *scratch = (TvRankPeersScratch){
    .nearness = g_new0 (float, peers + TV_TOP_BLOCK),
    .keys = g_new (guint64, MAX (peers, 4 * NEAREST)),
    .sum = g_new0 (float, products),
  };
}

/**
 * tv_rank_peers_scratch_clear: (skip)
 * @scratch: memory
 *
 * Frees what it holds.
 */
void
tv_rank_peers_scratch_clear (TvRankPeersScratch *scratch)
{
  g_free (scratch->nearness);
  g_free (scratch->keys);
  g_free (scratch->sum);
}

/* The peer that a customer is, or one past the last. */
static guint32
find_peer (const TvRankPeers *peers, guint32 customer)
{
  guint32 low = 0, high = peers->count;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (peers->customer[middle] < customer)
        low = middle + 1;
      else
        high = middle;
    }
  return low < peers->count && peers->customer[low] == customer ? low : peers->count;
}

static inline void
fetch (const void *row)
{
  for (guint line = 0; line < FETCHED; line++)
    __builtin_prefetch ((const char *) row + line * LINE);
}

/* The nearness to each peer, but for the customer itself. Pointers are held in variables of their
 * own, as a nearness that is written could be any of them for all the compiler knows. */
static TvTopList
find_nearest (TvRankPeersScratch *scratch,
              const TvRankBase *base,
              guint32 customer,
              const TvRankVoices *voices)
{
  const TvRankPeers *peers = base->peers;
  TvTopList best
      = tv_top_list_begin (scratch->keys, MAX ((gsize) peers->count + 1, 4 * NEAREST), NEAREST);
  const TvRankBuyer *buyer = peers->buyer;
  const guint32 *product = voices->source, *offset = peers->buyer_offset;
  guint32 stop = voices->count;
  float *nearness = scratch->nearness;

  for (guint32 v = 0; v < MIN (stop, AHEAD); v++)
    fetch (buyer + offset[product[v]]);
  memset (nearness, 0, peers->count * sizeof *nearness);
  for (guint32 v = 0; v < stop; v++)
    {
      guint32 end = offset[product[v] + 1];
      float weight = voices->weight[v];

      if (v + AHEAD < stop)
        fetch (buyer + offset[product[v + AHEAD]]);
      for (guint32 i = offset[product[v]]; i < end; i++)
        nearness[buyer[i].peer] += weight * buyer[i].weight;
    }
  nearness[find_peer (peers, customer)] = 0;
  tv_top_list_add_all (&best, nearness, NULL, peers->count);
  tv_top_list_shrink (&best);
  return best;
}

static float
find_largest (const TvTopList *best)
{
  float largest = 0;

  for (guint i = 0; i < best->count; i++)
    largest = MAX (largest, tv_top_get_score (best->keys[i]));
  return largest;
}

/* What a peer weighs beside the nearest one. */
static float
weigh (guint64 key, float largest)
{
  float nearness = tv_top_get_score (key) / largest;

  return MAX (nearness * nearness * nearness, LEAST);
}

/* Takes the sums of the customer before away, all of them or those alone that were touched. */
static void
forget (TvRankPeersScratch *scratch, const TvRankBase *base)
{
  const TvRankPeers *peers = base->peers;
  gboolean is_dense = scratch->summed_count > base->frame->product_count / SPARSE;

  if (is_dense)
    memset (scratch->sum, 0, base->frame->product_count * sizeof *scratch->sum);
  for (guint i = 0; i < scratch->nearest_count && !is_dense; i++)
    {
      guint32 peer = tv_top_get_rank (scratch->keys[i]);

      for (guint32 k = peers->recent_offset[peer]; k < peers->recent_offset[peer + 1]; k++)
        scratch->sum[peers->recent[k].product] = 0;
    }
  scratch->summed_count = 0;
}

/**
 * tv_rank_peers_find: (skip)
 * @scratch: (inout): memory
 * @base: the base that the memory was made for
 * @customer: a customer whose pairs the base keeps
 * @voices: the customer's weightiest purchases, halved every 240 days
 *
 * Sums what the nearest peers bought lately, weighted by the cube of their nearness, of all of
 * these.
 */
void
tv_rank_peers_find (TvRankPeersScratch *scratch,
                    const TvRankBase *base,
                    guint32 customer,
                    const TvRankVoices *voices)
{
  const TvRankPeers *peers = base->peers;
  const TvRankRecent *recent;
  float *sum = scratch->sum;
  TvTopList best;
  float total = 0, largest;

  if (peers == NULL || peers->count == 0)
    return;
  forget (scratch, base);
  best = find_nearest (scratch, base, customer, voices);
  recent = peers->recent;
  scratch->nearest_count = best.count;
  largest = find_largest (&best);
  for (guint i = 0; i < best.count; i++)
    {
      if (i < AHEAD)
        fetch (recent + peers->recent_offset[tv_top_get_rank (best.keys[i])]);
      total += weigh (best.keys[i], largest);
    }
  for (guint i = 0; i < best.count; i++)
    {
      guint32 peer = tv_top_get_rank (best.keys[i]), end = peers->recent_offset[peer + 1];
      float weight = weigh (best.keys[i], largest) / total;

      if (i + AHEAD < best.count)
        fetch (recent + peers->recent_offset[tv_top_get_rank (best.keys[i + AHEAD])]);
      scratch->summed_count += end - peers->recent_offset[peer];
      for (guint32 k = peers->recent_offset[peer]; k < end; k++)
        sum[recent[k].product] += weight * recent[k].weight;
    }
}
