/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recommending: which products for whom, with which score and why. Pure functions of frame, facts
 * and settings; writing and digests of a run beside them. */
#pragma once

#include "frame/tv-facts.h"
#include "frame/tv-run-items.h"
#include "recommend/tv-catalogue.h"
#include "recommend/tv-model.h"

G_BEGIN_DECLS

typedef struct _TvRecommender TvRecommender;
typedef struct _TvRunDigest TvRunDigest;

/* A run on its way into the tables. */
typedef struct
{
  gint64 run_id, first_item_id;
  guint item_count; /* stored so far */
} TvRunWriting;

TvRecommender *tv_recommender_new (const TvFrame *frame,
                                   const TvFactsTable *facts,
                                   const TvSettings *settings,
                                   TvModel *model,
                                   double minimum_score,
                                   guint thread_count,
                                   TvProgress *progress,
                                   GError **error);
TvRecommender *tv_recommender_new_for_catalogue (const TvFrame *frame,
                                                 const TvFactsTable *facts,
                                                 const TvSettings *settings,
                                                 TvCatalogue *catalogue,
                                                 TvModel *model,
                                                 double minimum_score,
                                                 guint thread_count,
                                                 TvProgress *progress,
                                                 GError **error);
void tv_recommender_free (TvRecommender *recommender);
TvRunItems *tv_recommender_run (TvRecommender *recommender,
                                guint thread_count,
                                TvProgress *progress,
                                GError **error);
/* For backtests. */
GArray *tv_recommender_run_some (TvRecommender *recommender,
                                 const guint32 *customers,
                                 guint32 count,
                                 guint thread_count,
                                 TvProgress *progress,
                                 GError **error); /* of TvRunItem */
void tv_recommender_reweigh (TvRecommender *recommender, const TvSettings *settings);
gboolean tv_recommender_compute (TvRecommender *recommender, guint32 customer, TvRunItems *out);

TvRunDigest *tv_run_digest_new (const TvFrame *frame, const TvRunItems *run);
void tv_run_digest_free (TvRunDigest *self);
void tv_run_digest_add (TvRunDigest *self);
void tv_run_digest_finish (TvRunDigest *self, guint8 out[32]);
void tv_recommend_digest (const TvFrame *frame, const TvRunItems *run, guint8 out[32]);
gboolean tv_recommend_begin (TvJob *job, TvRunWriting *writing, GError **error);
gboolean tv_recommend_write_items (TvJob *job,
                                   const TvFrame *frame,
                                   const TvRunItems *run,
                                   TvRunWriting *writing,
                                   GError **error);
gboolean tv_recommend_finish (TvJob *job,
                              const TvFrame *frame,
                              const TvRunItems *run,
                              const TvRunWriting *writing,
                              gint64 policy_id,
                              guint top_n,
                              const guint8 digest[32],
                              gint64 started_usec,
                              GError **error);
gint64 tv_recommend_write (TvJob *job,
                           const TvFrame *frame,
                           const TvRunItems *run,
                           gint64 policy_id,
                           guint top_n,
                           const guint8 digest[32],
                           gint64 started_usec,
                           GError **error);
gboolean tv_recommend_write_model (TvJob *job,
                                   gint64 run_id,
                                   const TvSettings *settings,
                                   const TvModel *model,
                                   GError **error);
gboolean tv_recommend_set_policy (TvJob *job, gint64 run_id, gint64 policy_id, GError **error);
gboolean
tv_recommend_write_backtest (TvJob *job, gint64 run_id, gint64 backtest_id, GError **error);
gboolean tv_recommend_read_model (TvJob *job, gint64 run_id, char **out_report, GError **error);
gboolean tv_recommend_verify_run (TvJob *job, gint64 run_id, guint8 out[32], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRecommender, tv_recommender_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRunDigest, tv_run_digest_free)

G_END_DECLS
