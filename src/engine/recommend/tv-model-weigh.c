/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learned score of a customer's candidates, most of which are new to the customer. The order of
 * a sum is part of the score: everything that scores goes by the functions here. */
#include <math.h>
#include <string.h>

#include "recommend/tv-model-private.h"
#include "recommend/tv-rank-next.h"
#include "recommend/tv-rank-traits.h"

#define TOGETHER 16                                         /* products that are scored together */
#define LANES 4                                             /* in one vector */
#define WHOLE ((TV_N_FEATURES + LANES - 1) / LANES * LANES) /* figures in whole vectors */

/* Who adds a figure that new products have adds it to tv_model_weigh_products() or
 * weigh_new(). */
G_STATIC_ASSERT (TV_N_FEATURES == 32);

/**
 * tv_model_weigh_products: (skip)
 * @base: a base
 * @bias: what every product starts from
 * @weights: (array): learned weights
 *
 * Returns: (transfer full): by product, what the score of one that is new to a customer looks up
 */
TvModelProduct *
tv_model_weigh_products (const TvRankBase *base, float bias, const float *weights)
{
  guint32 count = base->frame->product_count;
  TvModelProduct *products = g_new0 (TvModelProduct, (gsize) count + 1);

  for (guint32 i = 0; i < count; i++)
    {
      products[i].fixed = bias + weights[TV_FEATURE_POPULAR_14] * base->recent_14[i]
                          + weights[TV_FEATURE_POPULAR_30] * base->recent_30[i]
                          + weights[TV_FEATURE_POPULAR_90] * base->recent_90[i]
                          + weights[TV_FEATURE_TREND] * base->trend[i]
                          + weights[TV_FEATURE_NEW_AGE] * base->product_age[i];
      products[i].family = base->frame->product_family[i];
      if (base->traits != NULL)
        memcpy (products[i].lift,
                base->traits->lift + (gsize) i * TV_RANK_LIFTS,
                sizeof products[i].lift);
    }
  return products;
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
  const TvModelProduct *products;
  const float *family, *peers;
  const float *next;         /* NULL = nothing is known of it */
  const guint32 *next_place; /* by product */
  const float *sums[TV_N_RANK_LISTS];
  float scaled[TV_N_RANK_LISTS], logs[TV_N_RANK_LISTS], of_family, of_peers;
  float of_next, of_log_next, of_lift[TV_N_TRAITS];
  guint classes[TV_N_TRAITS]; /* the customer's */
  gboolean has_peers;         /* else their sums are nought */
  gboolean has_lifts;
} NewParts;

static inline NewParts
get_new_parts (const TvModelScorer *scorer, guint learned)
{
  const TvRankScratch *scratch = scorer->scratch;
  const float *weights = scorer->weights[learned];
  NewParts parts = { .products = scorer->products[learned],
                     .family = scratch->family,
                     .peers = scratch->peers.sum,
                     .logs = { [TV_RANK_NEIGHBOURS] = weights[TV_FEATURE_LOG_NEIGHBOURS],
                               [TV_RANK_EASE] = weights[TV_FEATURE_LOG_EASE],
                               [TV_RANK_TOGETHER] = weights[TV_FEATURE_LOG_TOGETHER] },
                     .next = scratch->next,
                     .next_place = scorer->base->next != NULL ? scorer->base->next->place : NULL,
                     .of_next = weights[TV_FEATURE_NEXT],
                     .of_log_next = weights[TV_FEATURE_LOG_NEXT],
                     .of_family = weights[TV_FEATURE_FAMILY],
                     .of_peers = weights[TV_FEATURE_PEERS],
                     .has_peers = scratch->peers.summed_count > 0,
                     .has_lifts = scorer->base->traits != NULL };

  for (guint i = 0; i < TV_N_TRAITS && parts.has_lifts; i++)
    {
      parts.of_lift[i] = weights[TV_FEATURE_LIFT_PIECES + i] * TV_RANK_LIFT_UNIT;
      parts.classes[i] = scratch->classes[i];
    }
  for (guint i = 0; i < TV_N_RANK_LISTS; i++)
    {
      parts.sums[i] = scratch->lists[i].sum;
      parts.scaled[i] = scorer->scaled[learned][i];
    }
  return parts;
}

typedef float Floats __attribute__ ((vector_size (LANES * sizeof (float))));
typedef gint32 Ints __attribute__ ((vector_size (LANES * sizeof (gint32))));

static inline Floats
load (const float *numbers)
{
  return (Floats){ numbers[0], numbers[1], numbers[2], numbers[3] };
}

/* What tv_rank_list_make_log() makes of each. */
static inline Floats
make_logs (Floats sums)
{
  const gint32 bits_of_one = 0x3f800000;
  Floats values = 1 + 1000 * sums;

  return __builtin_convertvector((Ints) values - bits_of_one, Floats) * 0x1p-23f;
}

static inline Floats
weigh_lists (const NewParts *parts, TvRankListKind kind, Floats sums)
{
  return parts->scaled[kind] * sums + parts->logs[kind] * make_logs (sums);
}

static inline Floats
weigh_next (const NewParts *parts, Floats sums)
{
  Floats positive = (Floats) ((Ints) sums & (sums > 0));

  return parts->of_next * sums + parts->of_log_next * make_logs (positive);
}

static inline Floats
take_roots (Floats values)
{
  return (Floats){ sqrtf (values[0]), sqrtf (values[1]), sqrtf (values[2]), sqrtf (values[3]) };
}

/* The figures of some products, before they are weighed. */
typedef struct
{
  float fixed[TOGETHER], family[TOGETHER], peers[TOGETHER], next[TOGETHER];
  float sums[TV_N_RANK_LISTS][TOGETHER];
  gint32 lifts[TV_N_TRAITS][TOGETHER];
} NewFigures;

static inline void
look_up (const NewParts *parts, const guint32 products[TOGETHER], NewFigures *out)
{
  for (guint k = 0; k < TOGETHER; k++)
    {
      guint32 product = products[k];
      const TvModelProduct *known = parts->products + product;

      out->fixed[k] = known->fixed;
      out->family[k] = parts->family[known->family];
#pragma GCC unroll 4
      for (guint i = 0; i < TV_N_RANK_LISTS; i++)
        out->sums[i][k] = parts->sums[i][product];
    }
  for (guint k = 0; k < TOGETHER && parts->has_peers; k++)
    out->peers[k] = parts->peers[products[k]];
  for (guint k = 0; k < TOGETHER && parts->has_lifts; k++)
#pragma GCC unroll 4
    for (guint i = 0; i < TV_N_TRAITS; i++)
      out->lifts[i][k] = parts->products[products[k]].lift[parts->classes[i]];
  for (guint k = 0; k < TOGETHER && parts->next != NULL; k++)
    out->next[k] = parts->next[parts->next_place[products[k]]];
}

static inline Floats
weigh_lifts (const NewParts *parts, const NewFigures *figures, guint k)
{
  Floats sum = { 0 };

#pragma GCC unroll 4
  for (guint i = 0; i < TV_N_TRAITS; i++)
    {
      Ints lifts;

      memcpy (&lifts, figures->lifts[i] + k, sizeof lifts);
      sum += parts->of_lift[i] * __builtin_convertvector(lifts, Floats);
    }
  return sum;
}

/* The learned score of products that are new to the customer, as most candidates are: many figures
 * are nought. All are looked up before the first is added, so that several are added at once. */
static void
weigh_new (const NewParts *parts, const guint32 products[TOGETHER], float out[TOGETHER])
{
  NewFigures figures;

  look_up (parts, products, &figures);
  for (guint k = 0; k < TOGETHER; k += LANES)
    {
      const float (*sums)[TOGETHER] = (const float (*)[TOGETHER]) figures.sums;
      Floats sum = load (figures.fixed + k) + parts->of_family * load (figures.family + k)
                   + parts->scaled[TV_RANK_LABELS] * take_roots (load (sums[TV_RANK_LABELS] + k))
                   + weigh_lists (parts, TV_RANK_NEIGHBOURS, load (sums[TV_RANK_NEIGHBOURS] + k))
                   + weigh_lists (parts, TV_RANK_EASE, load (sums[TV_RANK_EASE] + k))
                   + weigh_lists (parts, TV_RANK_TOGETHER, load (sums[TV_RANK_TOGETHER] + k));

      if (parts->has_peers)
        sum += parts->of_peers * take_roots (take_roots (load (figures.peers + k)));
      if (parts->has_lifts)
        sum += weigh_lifts (parts, &figures, k);
      if (parts->next != NULL)
        sum += weigh_next (parts, load (figures.next + k));
      memcpy (out + k, &sum, sizeof sum);
    }
}

/* Adds four figures of four products, a product in each row, figure by figure. */
static inline Floats
add_figures (Floats sum, const float *weights, const float *const rows[LANES], guint k)
{
  Floats a = load (rows[0] + k), b = load (rows[1] + k), c = load (rows[2] + k);
  Floats d = load (rows[3] + k);
  Floats ab = __builtin_shuffle (a, b, (Ints){ 0, 4, 1, 5 });
  Floats cd = __builtin_shuffle (c, d, (Ints){ 0, 4, 1, 5 });
  Floats ab_2 = __builtin_shuffle (a, b, (Ints){ 2, 6, 3, 7 });
  Floats cd_2 = __builtin_shuffle (c, d, (Ints){ 2, 6, 3, 7 });

  sum += weights[k] * __builtin_shuffle (ab, cd, (Ints){ 0, 1, 4, 5 });
  sum += weights[k + 1] * __builtin_shuffle (ab, cd, (Ints){ 2, 3, 6, 7 });
  sum += weights[k + 2] * __builtin_shuffle (ab_2, cd_2, (Ints){ 0, 1, 4, 5 });
  sum += weights[k + 3] * __builtin_shuffle (ab_2, cd_2, (Ints){ 2, 3, 6, 7 });
  return sum;
}

/* The learned score of products that the customer bought, those at some places. Each addition waits
 * for the one before, and not for those of other products. */
static void
weigh_bought (const TvModelScorer *scorer,
              guint learned,
              const guint32 *products,
              const guint *places,
              guint count,
              float *out)
{
  float weights[WHOLE] = { 0 }, figures[LANES][WHOLE], scores[LANES];
  const float *rows[LANES];
  Floats sum = { 0 };

  memcpy (weights, scorer->weights[learned], TV_N_FEATURES * sizeof *weights);
  for (guint j = 0; j < count; j++)
    {
      tv_rank_scratch_describe (scorer->scratch, products[places[j]], figures[j]);
      memset (figures[j] + TV_N_FEATURES, 0, (WHOLE - TV_N_FEATURES) * sizeof (float));
    }
  for (guint j = 0; j < LANES; j++)
    rows[j] = figures[MIN (j, count - 1)];
  sum += scorer->bias[learned];
  for (guint k = 0; k < WHOLE; k += LANES)
    sum = add_figures (sum, weights, rows, k);
  memcpy (scores, &sum, sizeof sum);
  for (guint j = 0; j < count; j++)
    out[places[j]] = scores[j];
}

/* As many products as are scored together, or fewer at the end. */
static void
weigh_some (const TvModelScorer *scorer,
            const NewParts *parts,
            guint learned,
            const guint32 *products,
            guint count,
            float *out)
{
  const guint32 *pair_at = scorer->scratch->pair_at;
  guint32 some[TOGETHER];
  guint places[TOGETHER], bought = 0;
  float scores[TOGETHER];

  for (guint k = 0; k < TOGETHER; k++)
    some[k] = products[k < count ? k : 0];
  for (guint k = 0; k < count; k++)
    {
      places[bought] = k;
      bought += pair_at[some[k]] != 0;
    }
  if (bought < count)
    weigh_new (parts, some, scores);
  for (guint b = 0; b < bought; b += LANES)
    weigh_bought (scorer, learned, some, places + b, MIN (bought - b, LANES), scores);
  memcpy (out, scores, count * sizeof *out);
}

/**
 * tv_model_weigh_new: (skip)
 * @scorer: a scorer
 * @learned: which weights
 * @products: (array length=count): products that the customer never bought
 * @count: how many
 * @out: (out) (array length=count): their learned scores, as tv_model_weigh() gives them
 *
 * Scores products without asking of each whether it was bought.
 */
void
tv_model_weigh_new (const TvModelScorer *scorer,
                    guint learned,
                    const guint32 *products,
                    guint count,
                    float *out)
{
  const NewParts parts = get_new_parts (scorer, learned);
  guint whole = count / TOGETHER * TOGETHER;

  for (guint i = 0; i < whole; i += TOGETHER)
    weigh_new (&parts, products + i, out + i);
  if (whole < count)
    weigh_some (scorer, &parts, learned, products + whole, count - whole, out + whole);
}

/**
 * tv_model_weigh: (skip)
 * @scorer: a scorer
 * @learned: which weights
 * @products: (array length=count): products
 * @count: how many
 * @out: (out) (array length=count): their learned scores
 *
 * Scores products.
 */
void
tv_model_weigh (const TvModelScorer *scorer,
                guint learned,
                const guint32 *products,
                guint count,
                float *out)
{
  const NewParts parts = get_new_parts (scorer, learned);

  for (guint i = 0; i < count; i += TOGETHER)
    weigh_some (scorer, &parts, learned, products + i, MIN (count - i, TOGETHER), out + i);
}
