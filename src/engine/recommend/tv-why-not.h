/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a customer does not get a product: the first filter that excluded it or the item that beat
 * it, by indices of the frame. */
#pragma once

#include "recommend/tv-recommend.h"
#include "rows/tv-why.h"

G_BEGIN_DECLS

typedef struct
{
  TvWhyCode code;
  int exclusion; /* TvExclusion, -1 = none */
  TvMissed misses[TV_N_SCENARIOS];
  int scenario;   /* the one with the highest base that offers it, -1 = none */
  int rank;       /* from 1 on; 0 = not recommended */
  TvRunItem item; /* score and parts, where a scenario offers it */
  gboolean has_rival;
  TvRunItem rival; /* what has its place */
} TvReasonNot;

void tv_recommender_explain_missing (TvRecommender *recommender,
                                     guint32 customer,
                                     guint32 product,
                                     TvReasonNot *out);

G_END_DECLS
