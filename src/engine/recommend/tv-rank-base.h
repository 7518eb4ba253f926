/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the purchases before one day say, ready for ranking: pairs of customer and product with
 * their decayed counts, products with their buyers, and three tables of similar products. A pure
 * function of the purchases before the day, so that nothing later can leak into it. */
#pragma once

#include "frame/tv-frame.h"

G_BEGIN_DECLS

#define TV_RANK_DECAYS 5

typedef struct
{
  guint32 target;
  float weight;
} TvSimilarLink;

/* Similar products by source: those of source i are offset[i] .. offset[i + 1] - 1, targets
 * ascending. */
typedef struct
{
  guint32 *offset; /* product_count + 1 */
  TvSimilarLink *link;
  float most; /* no weight is above it */
} TvSimilar;

/**
 * tv_similar_get: (skip)
 * @similar: a table
 * @source: of a link
 * @target: of a link
 *
 * Looks a link up, without a branch that could be guessed wrong.
 *
 * Returns: what the source says of the target, 0 where it says nothing
 */
static inline float
tv_similar_get (const TvSimilar *similar, guint32 source, guint32 target)
{
  const TvSimilarLink *link = similar->link + similar->offset[source];
  guint32 left = similar->offset[source + 1] - similar->offset[source];

  if (left == 0)
    return 0;
  for (; left > 1; left -= left / 2)
    link += (left / 2) & -(guint32) (link[left / 2].target <= target);
  return link->target == target ? link->weight : 0;
}

typedef struct _TvRankPeers TvRankPeers;
typedef struct _TvRankNext TvRankNext;
typedef struct _TvRankTraits TvRankTraits;

/* Whether similar products are looked for, and whether old documents say less of them. */
typedef enum
{
  TV_RANK_PLAIN,
  TV_RANK_FULL,
  TV_RANK_FADING,
} TvRankDetail;

typedef struct
{
  const TvFrame *frame;
  TvRankDetail detail;
  TvDay cutoff; /* purchases of this day and later are not known */
  guint32 step; /* pairs are kept of every step-th customer; 1 = of all */

  /* pairs of the customers that are kept, in the order of the first purchase */
  guint32 *pair_offset; /* customer_count + 1 */
  guint32 *pair_product;
  guint32 *pair_count; /* documents */
  TvDay *pair_first, *pair_last;
  float *p15, *p60, *p240; /* purchases, each halved every 15, 60, 240 days */

  /* per product, of all customers */
  guint32 *buyers, *repeat_buyers;
  guint32 *buyers_14, *buyers_30, *buyers_90;
  float *recent_14, *recent_30, *recent_90; /* popularity, 0-1 */
  float *trend, *repeat_rate;
  float *product_age; /* ln (1 + days since the first purchase, at most 400) */
  guint32 *by_rank;   /* product by its key's place among all keys */
  guint32 *popular;   /* products of the universe, by buyers of the last 30 days */
  guint32 popular_count;
  guint32 universe_count;
  guint32 active_count;         /* customers with a purchase */
  double usual_gap;             /* days, the base's own rebuy interval */
  float *decay[TV_RANK_DECAYS]; /* by age in days: half-lives 15, 60, 240, 120, 180 */
  guint32 decay_length;

  TvSimilar neighbours, together, ease;
  TvRankNext *next;        /* NULL where nothing could be learned, and in a large base */
  gboolean is_borrower;    /* the three tables, and what is bought next, are another base's */
  const TvSimilar *labels; /* of another's, may be NULL */
  TvRankPeers *peers;      /* NULL where nothing is learned of similar products */
  TvRankTraits *traits;    /* how customers buy; NULL in a large base */
} TvRankBase;

TvRankBase *tv_rank_base_new (const TvFrame *frame,
                              const TvSimilar *labels,
                              TvDay cutoff,
                              guint32 step,
                              TvRankDetail detail,
                              guint thread_count,
                              TvProgress *progress,
                              GError **error);
void tv_rank_base_free (TvRankBase *base);
void tv_rank_base_borrow (TvRankBase *base, const TvRankBase *older);
guint32 tv_rank_base_get_end (const TvRankBase *base, guint32 customer);
gboolean tv_rank_base_is_kept (const TvRankBase *base, guint32 customer);
void tv_similar_clear (TvSimilar *similar);

/* Fill in the three tables. */
gboolean tv_rank_base_find_neighbours (TvRankBase *base,
                                       guint thread_count,
                                       TvProgress *progress,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRankBase, tv_rank_base_free)

G_END_DECLS
