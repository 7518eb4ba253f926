/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a backtest: what a ranker alone, or a whole run, would have chosen for the tested
 * customers, each with its name. Only for the pipeline. */
#pragma once

#include "quality/tv-judge.h"
#include "recommend/tv-recommend.h"

G_BEGIN_DECLS

typedef struct
{
  TvRanker ranker;
  int way; /* as in TvBacktestResult */
} TvWayKey;

/* Ways of choosing that are judged together. */
typedef struct
{
  GPtrArray *lists; /* of TvJudgeLists */
  GArray *keys;     /* of TvWayKey */
} TvWays;

void tv_ways_init (TvWays *ways);
void tv_ways_clear (TvWays *ways);
void tv_ways_take (TvWays *ways, TvJudgeLists *lists, TvRanker ranker, int way);
TvBacktestFigure tv_ways_compare (const TvBootstrap *draws, guint way, guint other);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvWays, tv_ways_clear)

TvJudgeLists *tv_backtest_rank (const TvJudge *judge,
                                const TvModel *model,
                                TvRanker ranker,
                                TvProtocol protocol,
                                guint thread_count,
                                TvProgress *progress,
                                GError **error);
TvJudgeLists *tv_backtest_keep_reached (const TvJudge *judge,
                                        const TvJudgeLists *lists,
                                        const TvFrame *before,
                                        guint silence_days);
TvJudgeLists *tv_backtest_recommend (const TvJudge *judge,
                                     TvRecommender *recommender,
                                     guint thread_count,
                                     TvProgress *progress,
                                     GError **error);

G_END_DECLS
