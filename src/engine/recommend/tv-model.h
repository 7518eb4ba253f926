/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rankers behind one interface. A model is what they learned from the purchases before a day;
 * it does not change afterwards and is shared between threads. A scorer is one worker's memory. */
#pragma once

#include "recommend/tv-rank-features.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

typedef struct _TvModel TvModel;
typedef struct _TvModelScorer TvModelScorer;

typedef struct
{
  guint32 product;
  float score;
} TvRanked;

/* Why a product has its score, grouped for a person; contributions of all groups and base add up to
 * the score. */
typedef struct
{
  float contribution[9]; /* TvFeatureGroup: own purchases, timing, similar, together, popular,
                            family, customers alike, new in the range,
                            what is bought next */
  float base;            /* what every candidate starts from */
  float by_customers, by_label; /* of what is similar: by who buys both, by the words of labels */
  guint32 times;                /* documents in which the customer bought the product */
  TvDay last_day;               /* of these, TV_DAY_NONE = never */
  double usual_days;            /* the customer's interval of the product, < 0 = none */
  gboolean is_unsold;           /* nobody bought the product yet */
  guint32 buyers_30;
  float family_share; /* 0-1 */
} TvModelReason;

typedef struct
{
  gboolean is_quick;  /* no learning: popularity and frequency only */
  guint window_limit; /* the latest windows that are learned from, 1-4; 0 = as many as are needed */
  guint customer_limit; /* that a window is learned from; 0 = 2,500 */
  guint protocols;      /* that weights are learned for, 1 << TvProtocol each; 0 = all */
} TvModelOptions;

TvModel *tv_model_train (const TvFrame *frame,
                         TvDay cutoff,
                         const TvModelOptions *options,
                         guint thread_count,
                         TvProgress *progress,
                         GError **error);
TvModel *tv_model_ref (TvModel *model);
void tv_model_unref (TvModel *model);
TvRanker tv_model_get_ranker (const TvModel *model, TvProtocol protocol);
gboolean tv_model_is_learned (const TvModel *model, TvProtocol protocol);
char *tv_model_dup_report (const TvModel *model);
void tv_model_digest (const TvModel *model, guint8 out[32]);

TvModelScorer *tv_model_scorer_new (const TvModel *model);
void tv_model_scorer_take_unsold (TvModelScorer *scorer);
gboolean tv_model_is_filler (const TvRanked *ranked);
void tv_model_scorer_free (TvModelScorer *scorer);
guint tv_model_scorer_choose (TvModelScorer *scorer,
                              guint32 customer,
                              TvRanker ranker,
                              TvProtocol protocol,
                              guint limit,
                              TvRanked *out);
guint tv_model_scorer_rank (TvModelScorer *scorer,
                            guint32 customer,
                            TvRanker ranker,
                            TvProtocol protocol,
                            guint limit,
                            TvRanked *out);
void tv_model_scorer_score (TvModelScorer *scorer,
                            guint32 customer,
                            TvRanker ranker,
                            TvProtocol protocol,
                            const guint32 *products,
                            guint count,
                            float *out);
void tv_model_scorer_explain (TvModelScorer *scorer,
                              guint32 customer,
                              guint32 product,
                              TvProtocol protocol,
                              TvModelReason *out);

guint32 tv_model_scorer_find_because (const TvModelScorer *scorer,
                                      guint32 product,
                                      const TvModelReason *reason,
                                      TvFeatureGroup group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvModel, tv_model_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvModelScorer, tv_model_scorer_free)

G_END_DECLS
