/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learned score of a customer's candidates, most of which are new to the customer. The order of
 * a sum is part of the score: everything that scores goes by the functions here. */
#include <math.h>

#include "recommend/tv-model-private.h"
#include "recommend/tv-top.h"

/* Who adds a figure that new products have adds it to tv_model_weigh_new_products() or
 * weigh_new(). */
G_STATIC_ASSERT (TV_N_FEATURES == 25);

/**
 * tv_model_weigh_new_products: (skip)
 * @base: a base
 * @bias: what every product starts from
 * @weights: (array): learned weights
 *
 * Returns: (transfer full): by product, what the score of one that is new to a customer has of the
 * product alone
 */
float *
tv_model_weigh_new_products (const TvRankBase *base, float bias, const float *weights)
{
  guint32 count = base->frame->product_count;
  float *fixed = g_new (float, (gsize) count + 1);

  for (guint32 i = 0; i < count; i++)
    fixed[i] = bias + weights[TV_FEATURE_POPULAR_14] * base->recent_14[i]
               + weights[TV_FEATURE_POPULAR_30] * base->recent_30[i]
               + weights[TV_FEATURE_POPULAR_90] * base->recent_90[i]
               + weights[TV_FEATURE_TREND] * base->trend[i]
               + weights[TV_FEATURE_NEW_AGE] * base->product_age[i];
  return fixed;
}

/* The weight of a sum itself rather than of its share of the customer's largest one. Never
 * infinite: most sums are 0. */
static float
scale (float largest, float weight)
{
  return largest > 0 ? CLAMP (weight / largest, -G_MAXFLOAT, G_MAXFLOAT) : 0;
}

/**
 * tv_model_weigh_begin: (skip)
 * @scorer: (inout): a scorer whose scratch has begun a customer
 * @learned: which weights
 *
 * Makes the weights of the customer's sums, once for all products.
 */
void
tv_model_weigh_begin (TvModelScorer *scorer, guint learned)
{
  const TvRankList *lists = scorer->scratch->lists;
  const float *weights = scorer->weights[learned];
  float *scaled = scorer->scaled[learned];

  scaled[TV_RANK_NEIGHBOURS]
      = scale (lists[TV_RANK_NEIGHBOURS].largest,
               weights[TV_FEATURE_NEIGHBOURS] + weights[TV_FEATURE_NEW_NEIGHBOURS]);
  scaled[TV_RANK_EASE] = scale (lists[TV_RANK_EASE].largest, weights[TV_FEATURE_EASE]);
  scaled[TV_RANK_TOGETHER] = scale (lists[TV_RANK_TOGETHER].largest, weights[TV_FEATURE_TOGETHER]);
  scaled[TV_RANK_LABELS]
      = scale (sqrtf (lists[TV_RANK_LABELS].largest), weights[TV_FEATURE_NEW_LABEL]);
}

/* What the learned score of new products is made of, held apart from the scorer, as whatever is
 * written could change it for all the compiler knows. */
typedef struct
{
  const float *fixed, *family, *peers;
  const guint32 *product_family;
  const float *sums[TV_N_RANK_LISTS];
  float scaled[TV_N_RANK_LISTS], logs[TV_N_RANK_LISTS], of_family, of_peers;
} NewParts;

static inline NewParts
get_new_parts (const TvModelScorer *scorer, guint learned)
{
  const TvRankScratch *scratch = scorer->scratch;
  const float *weights = scorer->weights[learned];
  NewParts parts = { .fixed = scorer->fixed[learned],
                     .family = scratch->family,
                     .peers = scratch->peers.sum,
                     .product_family = scorer->base->frame->product_family,
                     .logs = { [TV_RANK_NEIGHBOURS] = weights[TV_FEATURE_LOG_NEIGHBOURS],
                               [TV_RANK_EASE] = weights[TV_FEATURE_LOG_EASE],
                               [TV_RANK_TOGETHER] = weights[TV_FEATURE_LOG_TOGETHER] },
                     .of_family = weights[TV_FEATURE_FAMILY],
                     .of_peers = weights[TV_FEATURE_PEERS] };

  for (guint i = 0; i < TV_N_RANK_LISTS; i++)
    {
      parts.sums[i] = scratch->lists[i].sum;
      parts.scaled[i] = scorer->scaled[learned][i];
    }
  return parts;
}

static inline float
weigh_list (const NewParts *parts, TvRankListKind kind, guint32 product)
{
  float sum = parts->sums[kind][product];

  return parts->scaled[kind] * sum + parts->logs[kind] * tv_rank_list_make_log (sum);
}

/* The learned score of a product that is new to the customer, as most candidates are: many figures
 * are nought. */
static inline float
weigh_new (const NewParts *parts, guint32 product)
{
  return parts->fixed[product] + parts->of_family * parts->family[parts->product_family[product]]
         + parts->of_peers * tv_rank_peers_flatten (parts->peers[product])
         + parts->scaled[TV_RANK_LABELS] * sqrtf (parts->sums[TV_RANK_LABELS][product])
         + weigh_list (parts, TV_RANK_NEIGHBOURS, product)
         + weigh_list (parts, TV_RANK_EASE, product)
         + weigh_list (parts, TV_RANK_TOGETHER, product);
}

/**
 * tv_model_weigh: (skip)
 * @scorer: a scorer
 * @product: a product
 * @learned: which weights
 *
 * Returns: the learned score of one product
 */
float
tv_model_weigh (const TvModelScorer *scorer, guint32 product, guint learned)
{
  const float *weights = scorer->weights[learned];
  float figures[TV_N_FEATURES], sum = scorer->bias[learned];

  if (scorer->scratch->pair_at[product] == 0)
    {
      const NewParts parts = get_new_parts (scorer, learned);

      return weigh_new (&parts, product);
    }
  tv_rank_scratch_describe (scorer->scratch, product, figures);
  for (guint k = 0; k < TV_N_FEATURES; k++)
    sum += weights[k] * figures[k];
  return sum;
}

/**
 * tv_model_weigh_candidates: (skip)
 * @scorer: a scorer with its candidates
 * @learned: which weights
 * @keys: (out) (array): their scores, with their keys' places as ranks
 *
 * Scores all candidates.
 */
void
tv_model_weigh_candidates (const TvModelScorer *scorer, guint learned, guint64 *keys)
{
  const TvRankScratch *scratch = scorer->scratch;
  const guint32 *products = (const guint32 *) (gpointer) scratch->candidates->data;
  const guint32 *key_rank = scorer->base->frame->key_rank, *pair_at = scratch->pair_at;
  const NewParts parts = get_new_parts (scorer, learned);
  guint count = scratch->candidates->len;

  for (guint i = 0; i < count; i++)
    {
      guint32 product = products[i];
      float score = pair_at[product] == 0 ? weigh_new (&parts, product)
                                          : tv_model_weigh (scorer, product, learned);

      keys[i] = tv_top_pack_any (score, key_rank[product]);
    }
}
