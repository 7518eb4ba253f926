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
  scorer->scratch->order = TV_RANK_ANY_ORDER;
  scorer->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  scorer->scores = g_array_new (FALSE, FALSE, sizeof (float));
  for (guint i = 0; i < TV_N_LEARNED && weights != NULL; i++)
    if (weights[i].is_fitted)
      {
        scorer->logistic[i] = &weights[i];
        tv_logistic_fold (&weights[i], &scorer->bias[i], scorer->weights[i]);
        for (guint k = 0; k < TV_N_FEATURES; k++)
          scorer->slope[i][k] = weights[i].weight[k] / (weights[i].spread[k] + 1e-6);
        scorer->products[i] = tv_model_weigh_products (base, scorer->bias[i], scorer->weights[i]);
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
  const TvRankBase *base = scorer->base;

  g_free (scorer->unsold);
  scorer->unsold = g_new (guint32, (gsize) base->frame->product_count + 1);
  scorer->unsold_count = 0;
  for (guint32 i = 0; i < base->frame->product_count; i++)
    {
      scorer->unsold[scorer->unsold_count] = i;
      scorer->unsold_count += base->buyers[i] == 0 && base->frame->is_sellable[i];
    }
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
  g_array_unref (scorer->scores);
  g_free (scorer->unsold);
  for (guint i = 0; i < TV_N_LEARNED; i++)
    g_free (scorer->products[i]);
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

static float
score_product (const TvModelScorer *scorer, guint32 product, TvRanker ranker, TvProtocol protocol)
{
  const TvRankBase *base = scorer->base;
  guint32 at = scorer->scratch->pair_at[product];

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
      return blend (scorer, product, protocol);
    }
}

/* The scores of products for the customer who was begun. */
static void
score (const TvModelScorer *scorer,
       TvRanker ranker,
       TvProtocol protocol,
       const guint32 *products,
       guint count,
       float *out)
{
  guint learned = get_learned (protocol);

  if (ranker == TV_RANKER_LEARNED && scorer->logistic[learned] != NULL)
    {
      tv_model_weigh (scorer, learned, products, count, out);
      return;
    }
  for (guint i = 0; i < count; i++)
    out[i] = score_product (scorer, products[i], ranker, protocol);
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
      if (scorer->unsold_count > 0 && protocol != TV_PROTOCOL_REPEAT && ranker == TV_RANKER_LEARNED)
        tv_rank_scratch_add_unsold (scratch, scorer->unsold, scorer->unsold_count, UNSOLD);
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

/* Reads a customer, but once. */
void
tv_model_scorer_begin (TvModelScorer *scorer, guint32 customer)
{
  if (scorer->scratch->customer == customer)
    return;
  tv_rank_scratch_begin (scorer->scratch, customer);
  for (guint i = 0; i < TV_N_LEARNED; i++)
    if (scorer->logistic[i] != NULL)
      tv_model_weigh_begin (scorer, i);
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
 * tv_model_is_filler:
 * @ranked: a product of a list
 *
 * Returns: whether it only fills the list, with no score of its own
 */
gboolean
tv_model_is_filler (const TvRanked *ranked)
{
  return ranked->score == FILLED_SCORE;
}

/* Brings the best candidates to the front of the keys; returns how many there are. */
static guint
select_best (TvModelScorer *scorer,
             guint32 customer,
             TvRanker ranker,
             TvProtocol protocol,
             guint limit)
{
  const GArray *candidates = scorer->scratch->candidates;
  const guint32 *key_rank = scorer->base->frame->key_rank, *products;
  guint64 *keys;
  float *scores;

  tv_model_scorer_begin (scorer, customer);
  collect (scorer, ranker, protocol);
  g_array_set_size (scorer->keys, candidates->len);
  g_array_set_size (scorer->scores, candidates->len);
  products = (const guint32 *) (gpointer) candidates->data;
  keys = (guint64 *) (gpointer) scorer->keys->data;
  scores = (float *) (gpointer) scorer->scores->data;
  if (ranker == TV_RANKER_LEARNED && protocol == TV_PROTOCOL_NOVEL
      && scorer->logistic[get_learned (protocol)] != NULL)
    tv_model_weigh_new (scorer, get_learned (protocol), products, candidates->len, scores);
  else
    score (scorer, ranker, protocol, products, candidates->len, scores);
  for (guint i = 0; i < candidates->len; i++)
    keys[i] = tv_top_pack_any (scores[i], key_rank[products[i]]);
  tv_top_select (keys, candidates->len, limit);
  return MIN (candidates->len, limit);
}

static guint
put_out (const TvModelScorer *scorer, TvProtocol protocol, guint count, guint limit, TvRanked *out)
{
  const guint64 *keys = (const guint64 *) (gpointer) scorer->keys->data;

  for (guint i = 0; i < count; i++)
    out[i]
        = (TvRanked){ scorer->base->by_rank[tv_top_get_rank (keys[i])], tv_top_get_any (keys[i]) };
  return fill (scorer, protocol, limit, out, count);
}

/**
 * tv_model_scorer_choose:
 * @scorer: (inout): a scorer
 * @customer: index of a customer of the frame
 * @ranker: how to rank
 * @protocol: which products may be candidates
 * @limit: how many are wanted
 * @out: (out) (array length=limit): the best ones, in no order
 *
 * Chooses what tv_model_scorer_rank() ranks, for who puts it in an order of his own.
 *
 * Returns: how many there are
 */
guint
tv_model_scorer_choose (TvModelScorer *scorer,
                        guint32 customer,
                        TvRanker ranker,
                        TvProtocol protocol,
                        guint limit,
                        TvRanked *out)
{
  guint count = select_best (scorer, customer, ranker, protocol, limit);

  return put_out (scorer, protocol, count, limit, out);
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
  guint count = select_best (scorer, customer, ranker, protocol, limit);

  tv_top_sort ((guint64 *) (gpointer) scorer->keys->data, count);
  return put_out (scorer, protocol, count, limit, out);
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
  tv_model_scorer_begin (scorer, customer);
  score (scorer, ranker, protocol, products, count, out);
}
