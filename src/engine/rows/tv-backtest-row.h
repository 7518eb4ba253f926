/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backtest: the last days are hidden, every way of choosing works with the rest, and its lists
 * are compared with what was bought then. A way is a ranker alone, or a ranker with the weights of
 * a run: scenarios, filters and family places then count too. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"
#include "rows/tv-presets.h"

G_BEGIN_DECLS

#define TV_BACKTEST_WINDOWS 4   /* at most */
#define TV_BACKTEST_LOYALTIES 3 /* customers with one order, two to four, five and more before */
#define TV_BACKTEST_ALONE (-1)  /* in place of a preset: the ranker's own list */
/* The steps from there to the run that the backtest speaks for, each on top of the one before. */
#define TV_BACKTEST_REACHED (-2)   /* nothing for whom a run may not write to */
#define TV_BACKTEST_SCENARIOS (-3) /* only what a scenario asks for; still by fit alone */
#define TV_BACKTEST_WEIGHTS (-4)   /* by the whole score; as many of a family as there are */
#define TV_BACKTEST_CALIBRATED 16  /* added to a preset: families as the customer buys */

typedef struct
{
  TvDay as_of_day; /* the first hidden day */
  guint windows[TV_BACKTEST_WINDOWS];
  guint window_count;
  guint k;            /* length of the lists, 1-100; those of runs end at 20 */
  guint draws;        /* of the bootstrap, 0 = 1000, fewer on very large bases */
  guint thread_count; /* 0 = all processors */
  gboolean is_unkept; /* measured only, not stored */
  TvDay leak_day;     /* for tests: what the leak test's training may see; 0 = up to as_of_day */
} TvBacktestOptions;

typedef struct
{
  double mean, low, high; /* low, high: 95 % of the draws */
} TvBacktestFigure;

/* A group of customers. */
typedef struct
{
  gint64 customer_count; /* tested */
  double recall, ndcg, hit_rate;
} TvBacktestSlice;

/* The items of one scenario, of a run's lists. */
typedef struct
{
  gint64 shown_count;
  gint64 bought_count; /* of these, bought in the hidden days */
} TvBacktestScenario;

/* One way of choosing, protocol and window. */
typedef struct
{
  TvProtocol protocol;
  guint window; /* index in the options */
  TvRanker ranker;
  int way; /* TvPreset, calibrated or not, or one of the negative ones above */
  TvBacktestFigure recall, ndcg, hit_rate, precision;
  TvBacktestFigure over_popularity, over_frequency; /* paired differences of ndcg */
  double revenue, margin; /* share of the hidden amounts that the lists would have foreseen, 0-1 */
  gint64 found_cents;     /* the revenue as money */
  double coverage, gini;  /* of the products shown to the tested customers, over all sold before */
  TvBacktestSlice by_segment[TV_N_SEGMENTS]; /* as of the day before */
  TvBacktestSlice by_loyalty[TV_BACKTEST_LOYALTIES];
  TvBacktestScenario by_scenario[TV_N_SCENARIOS];
} TvBacktestResult;

/* What there was to foresee. */
typedef struct
{
  gint64 customer_count; /* with something that could be foreseen */
  gint64 pair_count;     /* customers and products */
  gint64 amount_cents;   /* net of returns */
} TvBacktestTruth;

typedef struct
{
  gint64 id; /* 0 = not stored */
  gint64 created_usec, duration_usec;
  gint64 batch_id;   /* the state of the sources */
  gboolean is_stale; /* the sources have changed since */
  TvBacktestOptions options;
  gint64 customer_count; /* with a purchase before */
  gboolean is_margin_known;
  TvBacktestTruth truth[TV_N_PROTOCOLS][TV_BACKTEST_WINDOWS];
  GArray *results;               /* of TvBacktestResult; NULL in a list of backtests */
  TvRanker best[TV_N_PROTOCOLS]; /* by ndcg of the first window; a tie within the interval goes to
                                    the simpler one */
  TvRanker run_ranker;           /* what it speaks for in new runs; ties as above */
  int run_way;                   /* TvPreset, calibrated or not */
  /* The base with the hidden days dealt to other customers: a ranker that was trained on it must be
   * no better than what is popular, or it has seen what it should not. */
  double shuffled_learned, shuffled_popularity;
  gboolean is_leak_free;
  char *report; /* JSON: the training */
} TvBacktest;

/* What a person chose for new runs. */
typedef struct
{
  gint64 backtest_id; /* that it rests on, 0 = none */
  int ranker;         /* TvRanker, -1 = nothing was chosen */
  int way;            /* TvPreset, calibrated or not, -1 = nothing was chosen */
} TvRunChoice;

void tv_backtest_free (TvBacktest *backtest);
const TvBacktestResult *tv_backtest_find (const TvBacktest *backtest,
                                          TvProtocol protocol,
                                          guint window,
                                          TvRanker ranker,
                                          int way);
TvBacktestResult *
tv_backtest_add (TvBacktest *backtest, TvProtocol protocol, guint window, TvRanker ranker, int way);
gboolean tv_backtest_is_even (const TvBacktest *backtest, TvProtocol protocol);
gboolean tv_backtest_way_is_run (int way);
gboolean tv_backtest_way_is_calibrated (int way);
TvPreset tv_backtest_way_get_preset (int way);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvBacktest, tv_backtest_free)

G_END_DECLS
