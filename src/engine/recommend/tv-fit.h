/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a product fits a customer, from a model's scores: the percentile of a score among what
 * the model ranks for the customers of the base. */
#pragma once

#include "recommend/tv-model.h"

G_BEGIN_DECLS

#define TV_FIT_LIST 100   /* products of a customer that are ranked at most */
#define TV_FIT_SHORT 30   /* and at least, for lists that scenarios filter */
#define TV_FIT_PER_ITEM 8 /* for each item that is wanted */
#define TV_FIT_TOGETHER 8 /* scores that are looked up together */

typedef struct _TvFit TvFit;

TvFit *tv_fit_new (const TvFrame *frame,
                   TvModel *model,
                   TvRanker ranker,
                   guint thread_count,
                   TvProgress *progress,
                   GError **error);
void tv_fit_free (TvFit *fit);
const TvModel *tv_fit_get_model (const TvFit *fit);
/* What ranks for a protocol: the ranker that was asked for, or for LEARNED what its guards chose.
 */
TvRanker tv_fit_get_ranker (const TvFit *fit, TvProtocol protocol);
guint16 tv_fit_get_affinity (const TvFit *fit, TvProtocol protocol, float score);
void tv_fit_get_affinities (const TvFit *fit,
                            TvProtocol protocol,
                            const float scores[TV_FIT_TOGETHER],
                            guint16 out[TV_FIT_TOGETHER]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFit, tv_fit_free)

G_END_DECLS
