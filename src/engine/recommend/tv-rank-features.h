/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a ranker sees of one customer and one product: some twenty figures, each between a
 * customer's candidates. One worker's memory for one customer after another. */
#pragma once

#include "recommend/tv-rank-amounts.h"
#include "recommend/tv-rank-list.h"
#include "recommend/tv-rank-peers.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

typedef enum
{
  TV_FEATURE_P15,
  TV_FEATURE_P240,
  TV_FEATURE_LOG_COUNT,
  TV_FEATURE_EVER,
  TV_FEATURE_RECENT,
  TV_FEATURE_KNOWN_AGE,
  TV_FEATURE_KNOWN_POPULAR,
  TV_FEATURE_NEIGHBOURS,
  TV_FEATURE_EASE,
  TV_FEATURE_POPULAR_14,
  TV_FEATURE_POPULAR_30,
  TV_FEATURE_POPULAR_90,
  TV_FEATURE_TREND,
  TV_FEATURE_FAMILY,
  TV_FEATURE_REPEAT_RATE,
  TV_FEATURE_DUE,
  TV_FEATURE_TOGETHER,
  TV_FEATURE_NEW_NEIGHBOURS,
  TV_FEATURE_NEW_LABEL,
  TV_FEATURE_NEW_AGE,
  TV_FEATURE_SPEND,
  TV_FEATURE_PEERS,
  TV_FEATURE_LOG_NEIGHBOURS,
  TV_FEATURE_LOG_EASE,
  TV_FEATURE_LOG_TOGETHER,
  TV_FEATURE_NEXT,
  TV_FEATURE_LOG_NEXT,
  TV_FEATURE_LIFT_PIECES, /* of the traits, in their order */
  TV_FEATURE_LIFT_ORDER,
  TV_FEATURE_LIFT_TENURE,
  TV_FEATURE_USED_UP,
  TV_FEATURE_STOCK,
  TV_N_FEATURES,
} TvFeature;

/* Lists of products that resemble what the customer bought. */
typedef enum
{
  TV_RANK_NEIGHBOURS,
  TV_RANK_EASE,
  TV_RANK_TOGETHER,
  TV_RANK_LABELS,
  TV_N_RANK_LISTS,
} TvRankListKind;

/* What features are about, for a person. */
typedef enum
{
  TV_GROUP_OWN,
  TV_GROUP_TIMING,
  TV_GROUP_SIMILAR,
  TV_GROUP_TOGETHER,
  TV_GROUP_POPULAR,
  TV_GROUP_FAMILY,
  TV_GROUP_PEERS,
  TV_GROUP_NEW,
  TV_GROUP_NEXT,
  TV_N_GROUPS,
} TvFeatureGroup;

#define TV_RANK_AGES 2048 /* days, whose figures are made once */
#define TV_RANK_COUNTS 64 /* purchases too */

typedef struct
{
  const TvRankBase *base;
  guint32 customer;
  TvRankOrder order;  /* that candidates need: the same one, unless whoever asks changes it */
  GArray *candidates; /* of guint32, products in the order that they were found */
  GArray *fresh; /* of guint32: candidates that are new to the customer, once they were asked for */
  guint fresh_count;
  gboolean has_fresh;
  guint32 *pair_at; /* by product: pair + 1, 0 = never bought; of the present customer */
  guint8 *is_candidate;
  TvRankVoices voices[2]; /* for all tables but that of labels, for that */
  TvRankList lists[TV_N_RANK_LISTS];
  float *next;   /* by place, what the purchases say of the month to come; NULL = of nothing */
  float *family; /* by family: decayed share */
  GArray *families;
  guint64 *keys;
  TvRankAmounts amounts;
  const guint8 *classes; /* of the present customer, by trait; NULL in a large base */
  TvRankPeersScratch peers;
  float *recent, *due_once; /* by age in days, due_once: of a single purchase */
  float log_count[TV_RANK_COUNTS];
} TvRankScratch;

TvRankScratch *tv_rank_scratch_new (const TvRankBase *base);
void tv_rank_scratch_free (TvRankScratch *scratch);
void tv_rank_scratch_begin (TvRankScratch *scratch, guint32 customer);
void tv_rank_scratch_collect (TvRankScratch *scratch, TvProtocol protocol);
void tv_rank_scratch_add_unsold (TvRankScratch *scratch,
                                 const guint32 *unsold,
                                 guint32 count,
                                 guint limit);
void tv_rank_scratch_describe (const TvRankScratch *scratch, guint32 product, float *out);
const char *tv_feature_get_code (TvFeature feature);
const TvFeatureGroup *tv_feature_get_groups (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRankScratch, tv_rank_scratch_free)

G_END_DECLS
