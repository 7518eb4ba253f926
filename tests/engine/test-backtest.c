/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a backtest by hand, their intervals, and a backtest of the sample shop: the same
 * twice, for any number of threads, without a leak, and an answer where there is nothing to look
 * back at. */
#include <math.h>

#include "pipeline/tv-engine-backtest.h"
#include "quality/tv-backtest.h"
#include "tv-test-merchant.h"

static void
test_scores (void)
{
  const guint8 hits[] = { 1, 0, 1, 0 };
  TvListScore score = tv_list_score (hits, 4, 3, 5);

  g_assert_cmpfloat_with_epsilon (score.recall, 2. / 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (score.precision, .4, 1e-6);
  g_assert_cmpfloat (score.hit, ==, 1);
  g_assert_cmpfloat_with_epsilon (score.ndcg, (1 + .5) / (1 + 1 / log2 (3) + .5), 1e-6);
  score = tv_list_score (hits, 0, 3, 5);
  g_assert_cmpfloat (score.ndcg, ==, 0);
  score = tv_list_score (hits, 1, 1, 5);
  g_assert_cmpfloat (score.ndcg, ==, 1);
}

static void
test_exposure (void)
{
  const guint32 even[] = { 3, 3, 3, 3 }, one[] = { 0, 0, 0, 8 };

  g_assert_cmpfloat_with_epsilon (tv_exposure_get_gini (even, 4), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (tv_exposure_get_gini (one, 4), .75, 1e-9);
  g_assert_cmpfloat (tv_exposure_get_gini (one, 3), ==, 0);
}

static void
test_intervals (void)
{
  float values[400], others[400];
  TvInterval interval, same;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      values[i] = (float) (i % 5) / 4;
      others[i] = values[i] - .1f;
    }
  interval = tv_interval_bootstrap (values, NULL, G_N_ELEMENTS (values), 400);
  g_assert_cmpfloat_with_epsilon (interval.mean, .5, 1e-6);
  /* The standard error of this mean is .0177. */
  g_assert_cmpfloat_with_epsilon (interval.high - interval.low, 2 * 1.96 * .0177, .02);
  same = tv_interval_bootstrap (values, NULL, G_N_ELEMENTS (values), 400);
  g_assert_cmpfloat (interval.low, ==, same.low);
  interval = tv_interval_bootstrap (values, others, G_N_ELEMENTS (values), 400);
  g_assert_cmpfloat_with_epsilon (interval.low, .1, 1e-5);
  g_assert_cmpfloat_with_epsilon (interval.high, .1, 1e-5);
}

static void
test_shop (void)
{
  TvTestMerchant merchant;
  TvBacktestOptions options = { .windows = { 30 }, .window_count = 1, .k = 10, .draws = 50 };
  TvSummary summary;
  g_autoptr (GError) error = NULL;
  double first[TV_N_PROTOCOLS];

  tv_test_merchant_init (&merchant);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  options.as_of_day = summary.last_order_day - 29;
  for (guint threads = 1; threads <= 2; threads++)
    {
      g_autoptr (TvBacktest) backtest = NULL;

      options.thread_count = threads;
      backtest = tv_engine_backtest (merchant.engine, &options, NULL, &error);
      if (backtest == NULL)
        {
          g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
          g_clear_error (&error);
          break;
        }
      for (int p = 0; p < TV_N_PROTOCOLS; p++)
        {
          const TvBacktestResult *result = &backtest->results[p][0][TV_RANKER_LEARNED];

          g_assert_true (result->ndcg.mean >= 0 && result->ndcg.mean <= 1);
          g_assert_cmpfloat (result->ndcg.low, <=, result->ndcg.mean + 1e-9);
          g_assert_cmpfloat (result->revenue, <=, 1);
          if (threads == 1)
            first[p] = result->ndcg.mean;
          else
            g_assert_cmpfloat (result->ndcg.mean, ==, first[p]);
        }
    }
  options.as_of_day = summary.last_order_day + 1;
  g_assert_null (tv_engine_backtest (merchant.engine, &options, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backtest/scores", test_scores);
  g_test_add_func ("/backtest/exposure", test_exposure);
  g_test_add_func ("/backtest/intervals", test_intervals);
  g_test_add_func ("/backtest/shop", test_shop);
  return g_test_run ();
}
