/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scoring one customer's candidates by any of the rankers, and the choice of the best. Works on one
 * base and never writes to it. */
#include <string.h>

#include "recommend/tv-model-private.h"
#include "recommend/tv-top.h"

/* Weights of the blend, for a base that is too small to learn from. */
#define BLEND_POPULAR_ALL .3f
#define BLEND_POPULAR_NOVEL .02f
#define UNSOLD 5 /* products without a buyer among a customer's candidates, at most */
/* What fills a list stands below all that has a score. */
#define FILLED_SCORE -1e6f

/**
 * tv_model_scorer_new_for_base: (skip)
 * @base: (transfer none): a base
 * @weights: (nullable) (array length=TV_N_LEARNED): learned weights
 *
 * Returns: (transfer full): a scorer
 */
TvModelScorer *
tv_model_scorer_new_for_base (const TvRankBase *base, const TvLogistic *weights)
{
  TvModelScorer *scorer = g_new0 (TvModelScorer, 1);

  scorer->base = base;
  scorer->scratch = tv_rank_scratch_new (base);
  scorer->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < TV_N_LEARNED && weights != NULL; i++)
    if (weights[i].is_fitted)
      {
        scorer->logistic[i] = &weights[i];
        tv_logistic_fold (&weights[i], &scorer->bias[i], scorer->weights[i]);
      }
  return scorer;
}

/**
 * tv_model_scorer_new:
 * @model: (transfer none): a model; it has to live as long as the scorer
 *
 * Returns: (transfer full): memory for one worker
 */
TvModelScorer *
tv_model_scorer_new (const TvModel *model)
{
  return tv_model_scorer_new_for_base (model->base, model->weights);
}

/**
 * tv_model_scorer_take_unsold:
 * @scorer: (inout): a scorer
 *
 * Lets the learned ranker rank a few products that nobody bought yet, known by their labels and
 * families alone. What is measured on past purchases leaves them out, as none could be among them.
 */
void
tv_model_scorer_take_unsold (TvModelScorer *scorer)
{
  scorer->takes_unsold = scorer->base->universe_count < scorer->base->frame->product_count;
}

/**
 * tv_model_scorer_free:
 * @scorer: (transfer full): a scorer
 *
 * Frees it.
 */
void
tv_model_scorer_free (TvModelScorer *scorer)
{
  tv_rank_scratch_free (scorer->scratch);
  g_array_unref (scorer->keys);
  g_free (scorer);
}

static guint
get_learned (TvProtocol protocol)
{
  return protocol == TV_PROTOCOL_NOVEL ? 1 : 0;
}

static float
get_neighbours (const TvModelScorer *scorer, guint32 product)
{
  return tv_rank_list_get (&scorer->scratch->lists[TV_RANK_NEIGHBOURS], product);
}

static float
blend (const TvModelScorer *scorer, guint32 product, TvProtocol protocol)
{
  const TvRankBase *base = scorer->base;
  guint32 at = scorer->scratch->pair_at[product];
  float own = at > 0 ? base->p240[at - 1] / (base->p240[at - 1] + 1) : 0;

  return own + TV_BLEND_NEIGHBOURS * get_neighbours (scorer, product)
         + (protocol == TV_PROTOCOL_NOVEL ? BLEND_POPULAR_NOVEL : BLEND_POPULAR_ALL)
               * base->recent_30[product];
}

/* The formula of the first version: the family's standing and popularity, whatever the product. */
static float
score_by_family (const TvModelScorer *scorer, guint32 product)
{
  const TvRankScratch *scratch = scorer->scratch;
  guint32 family = scorer->base->frame->product_family[product];
  float largest = 0, affinity = 50;

  for (guint i = 0; i < scratch->families->len; i++)
    largest = MAX (largest, scratch->family[g_array_index (scratch->families, guint32, i)]);
  if (scratch->family[family] > 0)
    affinity += scratch->family[family] == largest ? 25 : 10;
  return .4f * affinity + 30 * scorer->base->recent_90[product];
}

/* Who adds a figure that new products have adds it to weigh(). */
G_STATIC_ASSERT (TV_N_FEATURES == 25);

/* The learned score. Of a product that is new to the customer, as most candidates are, many
 * figures are nought: the others, weighed in their order, come to the very same sum. */
static float
weigh (const TvModelScorer *scorer, guint32 product, guint learned)
{
  const TvRankBase *base = scorer->base;
  const TvRankScratch *scratch = scorer->scratch;
  const TvRankList *lists = scratch->lists;
  const float *weights = scorer->weights[learned];
  float figures[TV_N_FEATURES], sum = scorer->bias[learned], neighbours;

  if (scratch->pair_at[product] > 0)
    {
      tv_rank_scratch_describe (scratch, product, figures);
      for (guint k = 0; k < TV_N_FEATURES; k++)
        sum += weights[k] * figures[k];
      return sum;
    }
  neighbours = tv_rank_list_get (&lists[TV_RANK_NEIGHBOURS], product);
  sum += weights[TV_FEATURE_NEIGHBOURS] * neighbours;
  sum += weights[TV_FEATURE_EASE] * tv_rank_list_get (&lists[TV_RANK_EASE], product);
  sum += weights[TV_FEATURE_POPULAR_14] * base->recent_14[product];
  sum += weights[TV_FEATURE_POPULAR_30] * base->recent_30[product];
  sum += weights[TV_FEATURE_POPULAR_90] * base->recent_90[product];
  sum += weights[TV_FEATURE_TREND] * base->trend[product];
  sum += weights[TV_FEATURE_FAMILY] * scratch->family[base->frame->product_family[product]];
  sum += weights[TV_FEATURE_TOGETHER] * tv_rank_list_get (&lists[TV_RANK_TOGETHER], product);
  sum += weights[TV_FEATURE_NEW_NEIGHBOURS] * neighbours;
  sum += weights[TV_FEATURE_NEW_LABEL] * tv_rank_list_get (&lists[TV_RANK_LABELS], product);
  sum += weights[TV_FEATURE_NEW_AGE] * base->product_age[product];
  sum += weights[TV_FEATURE_PEERS] * tv_rank_peers_get (&scratch->peers, product);
  sum += weights[TV_FEATURE_LOG_NEIGHBOURS]
         * tv_rank_list_get_log (&lists[TV_RANK_NEIGHBOURS], product);
  sum += weights[TV_FEATURE_LOG_EASE] * tv_rank_list_get_log (&lists[TV_RANK_EASE], product);
  sum += weights[TV_FEATURE_LOG_TOGETHER]
         * tv_rank_list_get_log (&lists[TV_RANK_TOGETHER], product);
  return sum;
}

static float
score_product (const TvModelScorer *scorer, guint32 product, TvRanker ranker, TvProtocol protocol)
{
  const TvRankBase *base = scorer->base;
  guint32 at = scorer->scratch->pair_at[product];
  guint learned = get_learned (protocol);

  switch (ranker)
    {
    case TV_RANKER_POPULARITY:
      return base->recent_30[product];
    case TV_RANKER_FREQUENCY:
      return (at > 0 ? (float) base->pair_count[at - 1] : 0) + .5f * base->recent_30[product];
    case TV_RANKER_FAMILY:
      return score_by_family (scorer, product);
    case TV_RANKER_NEIGHBOURS:
      return get_neighbours (scorer, product) + 1e-3f * base->recent_30[product];
    default:
      if (scorer->logistic[learned] == NULL)
        return blend (scorer, product, protocol);
      return weigh (scorer, product, learned);
    }
}

/* Family, and popularity alone, look at the whole universe; the others at the candidates. */
static void
collect (TvModelScorer *scorer, TvRanker ranker, TvProtocol protocol)
{
  TvRankScratch *scratch = scorer->scratch;

  if (protocol == TV_PROTOCOL_REPEAT || ranker == TV_RANKER_NEIGHBOURS
      || ranker == TV_RANKER_LEARNED)
    {
      tv_rank_scratch_collect (scratch, protocol);
      if (scorer->takes_unsold && protocol != TV_PROTOCOL_REPEAT && ranker == TV_RANKER_LEARNED)
        tv_rank_scratch_add_unsold (scratch, UNSOLD);
      return;
    }
  g_array_set_size (scratch->candidates, 0);
  for (guint i = 0; i < scorer->base->popular_count; i++)
    {
      guint32 product = scorer->base->popular[i];

      if (protocol != TV_PROTOCOL_NOVEL || scratch->pair_at[product] == 0)
        g_array_append_val (scratch->candidates, product);
    }
}

static void
begin (TvModelScorer *scorer, guint32 customer)
{
  if (scorer->scratch->customer != customer)
    tv_rank_scratch_begin (scorer->scratch, customer);
}

/* What is popular now fills a list that has room left. */
static guint
fill (const TvModelScorer *scorer, TvProtocol protocol, guint limit, TvRanked *out, guint count)
{
  const TvRankBase *base = scorer->base;

  for (guint i = 0; i < base->popular_count && count < limit && protocol != TV_PROTOCOL_REPEAT; i++)
    {
      guint32 product = base->popular[i];
      gboolean is_there = protocol == TV_PROTOCOL_NOVEL && scorer->scratch->pair_at[product] != 0;

      for (guint k = 0; k < count && !is_there; k++)
        is_there = out[k].product == product;
      if (!is_there)
        out[count++] = (TvRanked){ product, FILLED_SCORE };
    }
  return count;
}

/**
 * tv_model_scorer_rank:
 * @scorer: (inout): a scorer
 * @customer: index of a customer of the frame
 * @ranker: how to rank
 * @protocol: which products may be candidates
 * @limit: how many are wanted
 * @out: (out) (array length=limit): the best ones, the best first; ties by key
 *
 * Ranks products for a customer.
 *
 * Returns: how many there are
 */
guint
tv_model_scorer_rank (TvModelScorer *scorer,
                      guint32 customer,
                      TvRanker ranker,
                      TvProtocol protocol,
                      guint limit,
                      TvRanked *out)
{
  const TvRankBase *base = scorer->base;
  const GArray *candidates = scorer->scratch->candidates;
  guint64 *keys;
  guint count;

  begin (scorer, customer);
  collect (scorer, ranker, protocol);
  g_array_set_size (scorer->keys, candidates->len);
  keys = (guint64 *) (gpointer) scorer->keys->data;
  for (guint i = 0; i < candidates->len; i++)
    {
      guint32 product = g_array_index (candidates, guint32, i);

      keys[i] = tv_top_pack_any (score_product (scorer, product, ranker, protocol),
                                 base->frame->key_rank[product]);
    }
  tv_top_select (keys, candidates->len, limit);
  count = MIN (candidates->len, limit);
  tv_top_sort (keys, count);
  for (guint i = 0; i < count; i++)
    out[i] = (TvRanked){ base->by_rank[tv_top_get_rank (keys[i])], tv_top_get_any (keys[i]) };
  return fill (scorer, protocol, limit, out, count);
}

/**
 * tv_model_scorer_score:
 * @scorer: (inout): a scorer
 * @customer: index of a customer of the frame
 * @ranker: how to rank
 * @protocol: which weights the learned ranker takes
 * @products: (array length=count): products
 * @count: how many
 * @out: (out) (array length=count): their scores
 *
 * Scores given products for a customer, candidates or not.
 */
void
tv_model_scorer_score (TvModelScorer *scorer,
                       guint32 customer,
                       TvRanker ranker,
                       TvProtocol protocol,
                       const guint32 *products,
                       guint count,
                       float *out)
{
  begin (scorer, customer);
  for (guint i = 0; i < count; i++)
    out[i] = score_product (scorer, products[i], ranker, protocol);
}
