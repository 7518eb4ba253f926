/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backtest: the last days are hidden, every ranker learns from the rest, and its lists are
 * compared with what was bought then. */
#pragma once

#include "base/tv-day.h"
#include "pipeline/tv-engine.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

#define TV_BACKTEST_WINDOWS 4   /* at most */
#define TV_BACKTEST_LOYALTIES 3 /* customers with one order, two to four, five and more before */

typedef struct
{
  TvDay as_of_day; /* the first hidden day */
  guint windows[TV_BACKTEST_WINDOWS];
  guint window_count;
  guint k;            /* length of the lists, 1-100 */
  guint draws;        /* of the bootstrap, 0 = 200 */
  guint thread_count; /* 0 = all processors */
} TvBacktestOptions;

typedef struct
{
  double mean, low, high;
} TvBacktestFigure;

/* One ranker, protocol and window. */
typedef struct
{
  TvBacktestFigure recall, ndcg, hit_rate, precision;
  TvBacktestFigure over_popularity, over_frequency; /* paired differences of ndcg */
  double revenue, margin; /* share of the hidden amounts that the lists would have foreseen, 0-1 */
  double coverage, gini;  /* of the products shown */
  double by_loyalty[TV_BACKTEST_LOYALTIES]; /* ndcg */
} TvBacktestResult;

typedef struct
{
  TvBacktestOptions options;
  gint64 customer_count; /* with a purchase before */
  gint64 test_customers[TV_N_PROTOCOLS][TV_BACKTEST_WINDOWS];
  gint64 test_pairs[TV_N_PROTOCOLS][TV_BACKTEST_WINDOWS];
  TvBacktestResult results[TV_N_PROTOCOLS][TV_BACKTEST_WINDOWS][TV_N_RANKERS];
  TvRanker best[TV_N_PROTOCOLS]; /* by ndcg of the first window; a tie within the interval goes to
                                    the simpler one */
  /* The lists against somebody else's future: the learned ranker must then be no better than what
   * is popular, or it has seen what it should not. */
  double shuffled_learned, shuffled_popularity;
  gboolean is_leak_free;
  char *report; /* JSON: the training */
} TvBacktest;

TvBacktest *tv_engine_backtest (TvEngine *engine,
                                const TvBacktestOptions *options,
                                TvProgress *progress,
                                GError **error);
void tv_backtest_free (TvBacktest *backtest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvBacktest, tv_backtest_free)

G_END_DECLS
