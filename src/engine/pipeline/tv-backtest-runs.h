/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a backtest works with, and the lists of its runs. Only for the pipeline. */
#pragma once

#include "pipeline/tv-backtest-lists.h"
#include "rows/tv-run-row.h"

G_BEGIN_DECLS

typedef struct
{
  TvJob *job;
  const TvBacktestOptions *options;
  TvBacktest *out;
  TvFrame *before, *whole;
  TvFactsTable *facts;
  TvModel *model;
  TvPolicyRow *policy;
  TvSettings settings;
  TvJudge *judge;
} TvBacktestSession;

TvRecommender *
tv_backtest_make_recommender (TvBacktestSession *session, TvRanker ranker, GError **error);
gboolean tv_backtest_add_runs (TvBacktestSession *session,
                               TvRecommender *recommender,
                               TvRanker ranker,
                               TvWays *ways,
                               GError **error);
gboolean tv_backtest_add_steps (TvBacktestSession *session,
                                TvRecommender *recommender,
                                TvWays *ways,
                                GError **error);

G_END_DECLS
