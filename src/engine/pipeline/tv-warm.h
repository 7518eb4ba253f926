/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A base ready to be scored: frame, facts and recommender for one state of the sources, reference
 * date, policy and number per customer. The engine keeps the last one warm; shared by reference. */
#pragma once

#include "frame/tv-facts.h"
#include "pipeline/tv-engine-private.h"
#include "recommend/tv-recommend.h"
#include "rows/tv-run-row.h"

G_BEGIN_DECLS

struct _TvWarm
{
  gatomicrefcount references;
  gint64 batch_id; /* the state of the sources */
  TvDay as_of_day;
  TvPolicyRow *policy;
  TvSettings settings;
  TvSettings asked; /* the same before the bounds of the scores were drawn from the base */
  TvWarm *parent;   /* (nullable): whose facts these are */
  TvFrame *frame;
  TvFactsTable *facts;
  TvModel *model; /* NULL for the ranker FAMILY */
  TvRecommender *recommender;
  GMutex lock; /* of the recommender, for single customers */
};

TvWarm *tv_warm_ref (TvWarm *warm);
void tv_warm_unref (TvWarm *warm);
TvWarm *tv_engine_ref_warm (TvEngine *engine,
                            const TvRunOptions *options,
                            TvProgress *progress,
                            GError **error);
gboolean tv_warm_fill_settings (TvSettings *settings,
                                TvJob *job,
                                const TvRunOptions *options,
                                const TvPolicyRow *policy,
                                GError **error);
void tv_engine_drop_warm (TvEngine *engine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWarm, tv_warm_unref)

G_END_DECLS
