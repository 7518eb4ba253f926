/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recommender's insides, for what asks it about one customer: why not this product, and what
 * would change it. */
#pragma once

#include "recommend/tv-candidates-private.h"
#include "recommend/tv-recommend.h"

G_BEGIN_DECLS

/* How well a customer knows a family. */
enum
{
  TV_CLOSE_NOT,
  TV_CLOSE_KNOWN,
  TV_CLOSE_TOP,
  TV_N_CLOSE,
};

struct _TvRecommender
{
  const TvFrame *frame;
  const TvFactsTable *facts;
  TvSettings settings;
  guint16 minimum_score; /* hundredths */
  TvCatalogue *catalogue;
  TvFit *fit;        /* NULL for the ranker FAMILY */
  gboolean is_alone; /* the frame holds one customer, who has this index in the model */
  guint32 alone_customer;
  guint16 affinity[TV_N_CLOSE], affinity_share[TV_N_CLOSE]; /* hundredths; share: of the score */
  guint16 whole_share; /* hundredths that the best affinity adds to a score */
  guint16 base[TV_N_SCENARIOS], base_share[TV_N_SCENARIOS]; /* hundredths */
  GMutex lock;                                              /* over alone */
  TvCandidates *alone; /* memory for one customer after another */
};

/* What one chunk of customers came to. */
typedef struct
{
  GArray *items;
  GByteArray *explanations; /* NULL = nobody asks why */
} TvPart;

void tv_recommender_init_shares (TvRecommender *recommender);
void tv_recommender_score (const TvRecommender *recommender,
                           const TvCandidates *candidates,
                           const TvFacts *facts,
                           TvCandidate *candidate);
guint tv_recommender_choose (const TvRecommender *recommender,
                             TvCandidates *candidates,
                             const TvFacts *facts,
                             guint top_n,
                             TvCandidate **out);
guint8 tv_recommender_do_customer (const TvRecommender *recommender,
                                   TvCandidates *candidates,
                                   guint32 customer,
                                   TvPart *part);
void tv_recommender_join_part (TvRunItems *run, const TvPart *part);

G_END_DECLS
