/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranked products for everybody as of a day, straight from the rankers: what a backtest scores. */
#pragma once

#include "base/tv-day.h"
#include "pipeline/tv-engine.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

typedef struct
{
  TvDay as_of_day; /* nothing of this day or later is known */
  guint top_n;
  TvProtocol protocol;
  int ranker;         /* TvRanker, -1 = the one that the base speaks for */
  guint thread_count; /* 0 = all processors */
} TvRankOptions;

typedef struct
{
  gint64 customer_count, row_count;
  TvRanker ranker;
  gboolean is_learned; /* whether there was enough to learn from */
  char *report;        /* JSON: how the model was trained */
  double load_seconds, train_seconds, rank_seconds;
} TvRankResult;

/* CSV: customer_code, rank, product_key, score */
TvRankResult *tv_engine_rank (TvEngine *engine,
                              const TvRankOptions *options,
                              const char *path,
                              TvProgress *progress,
                              GError **error);
void tv_rank_result_free (TvRankResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRankResult, tv_rank_result_free)

G_END_DECLS
