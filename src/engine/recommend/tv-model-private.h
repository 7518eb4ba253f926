/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the model share. */
#pragma once

#include "recommend/tv-logistic.h"
#include "recommend/tv-model.h"
#include "recommend/tv-rank-traits.h"

G_BEGIN_DECLS

#define TV_BLEND_NEIGHBOURS .1f /* of similar products, where there is too little to learn from */
#define TV_N_LEARNED 2          /* weights for all products, and for new ones */

/* How the candidates for the choice did on the days before the cutoff. */
typedef struct
{
  guint customer_count;
  double ndcg[TV_N_RANKERS]; /* < 0 = not measured */
  double gain, gain_error;   /* learned minus the better simple one, and its standard error */
} TvModelTrial;

/* What the score of a product that is new to a customer looks up by the product, in one place: what
 * lies apart takes a look into memory for each. */
typedef struct
{
  float fixed; /* what the score has of the product alone */
  guint32 family;
  gint8 lift[TV_RANK_LIFTS];
} TvModelProduct;

struct _TvModel
{
  gatomicrefcount references;
  TvFrame *frame;   /* a reference */
  TvSimilar labels; /* shared by all bases */
  TvRankBase *base;
  TvLogistic weights[TV_N_LEARNED];
  TvModelTrial trials[TV_N_LEARNED];
  TvRanker ranker[TV_N_LEARNED]; /* what the trial chose */
  gboolean is_left_out[TV_N_LEARNED];
  guint window_count;
  guint32 sample_step;
};

struct _TvModelScorer
{
  const TvRankBase *base;
  TvRankScratch *scratch;
  guint32 *unsold; /* products that nobody bought yet and that may be sold; NULL = not ranked */
  guint32 unsold_count;
  float bias[TV_N_LEARNED];
  float weights[TV_N_LEARNED][TV_N_FEATURES];
  const TvLogistic *logistic[TV_N_LEARNED];    /* NULL = the blend instead */
  double slope[TV_N_LEARNED][TV_N_FEATURES];   /* what a figure adds by each unit of its own */
  TvModelProduct *products[TV_N_LEARNED];      /* by index, where something was learned */
  float scaled[TV_N_LEARNED][TV_N_RANK_LISTS]; /* weights of the present customer's sums */
  GArray *keys;                                /* of guint64 */
  GArray *scores;                              /* of float */
};

TvModelScorer *tv_model_scorer_new_for_base (const TvRankBase *base, const TvLogistic *weights);
void tv_model_scorer_begin (TvModelScorer *scorer, guint32 customer);

TvModelProduct *tv_model_weigh_products (const TvRankBase *base, float bias, const float *weights);
void tv_model_weigh_begin (TvModelScorer *scorer, guint learned);
void tv_model_weigh_new (const TvModelScorer *scorer,
                         guint learned,
                         const guint32 *products,
                         guint count,
                         float *out);
void tv_model_weigh (const TvModelScorer *scorer,
                     guint learned,
                     const guint32 *products,
                     guint count,
                     float *out);

G_END_DECLS
