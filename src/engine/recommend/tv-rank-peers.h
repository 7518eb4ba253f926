/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who bought lately, ready to be compared with any other: the way from a product to those
 * who bought it, and what each of them bought in the last weeks. */
#pragma once

#include <math.h>

#include "recommend/tv-rank-list.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 peer;
  float weight; /* the peer's purchases of the product, of all its purchases' length */
} TvRankBuyer;

typedef struct
{
  guint32 product;
  float weight; /* purchases halved every 15 days */
} TvRankRecent;

/* The peer's nearness to a customer is the cosine of their purchases. */
struct _TvRankPeers
{
  guint32 count;
  guint32 *customer; /* of each peer, ascending */

  /* by product: those of product i are buyer_offset[i] .. buyer_offset[i + 1] - 1 */
  guint32 *buyer_offset; /* product_count + 1 */
  TvRankBuyer *buyer;    /* ascending by peer */

  /* by peer: what it bought lately, in the order of the first purchase */
  guint32 *recent_offset; /* count + 1 */
  TvRankRecent *recent;
};

/* One worker's memory for the peers of one customer after another. */
typedef struct
{
  float *nearness;     /* by peer */
  guint64 *keys;       /* the nearest first, as many as the count says */
  guint nearest_count; /* of the present customer */
  float *sum;          /* by product: what near peers bought lately */
  guint summed_count;  /* purchases in the sums */
} TvRankPeersScratch;

TvRankPeers *tv_rank_peers_new (const TvRankBase *base);
void tv_rank_peers_free (TvRankPeers *peers);
void tv_rank_peers_scratch_init (TvRankPeersScratch *scratch, const TvRankBase *base);
void tv_rank_peers_scratch_clear (TvRankPeersScratch *scratch);
void tv_rank_peers_find (TvRankPeersScratch *scratch,
                         const TvRankBase *base,
                         guint32 customer,
                         const TvRankVoices *voices);

/**
 * tv_rank_peers_flatten: (skip)
 * @sum: what near peers bought of a product lately, at least 0
 *
 * Whether a near peer bought the product lately at all says more than how many of them did, so the
 * figure rises steeply from 0 and then hardly any more.
 *
 * Returns: the fourth root
 */
static inline float
tv_rank_peers_flatten (float sum)
{
  return sqrtf (sqrtf (sum));
}

/**
 * tv_rank_peers_get: (skip)
 * @scratch: memory, of a customer
 * @product: a product
 *
 * Returns: the fourth root of what near peers bought of it lately
 */
static inline float
tv_rank_peers_get (const TvRankPeersScratch *scratch, guint32 product)
{
  return tv_rank_peers_flatten (scratch->sum[product]);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRankPeers, tv_rank_peers_free)

G_END_DECLS
