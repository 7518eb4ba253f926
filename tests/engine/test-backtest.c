/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a backtest by hand, their intervals, and backtests of made-up shops: the same for
 * any number of threads, the same when they are read again, a leak that is found, nothing half done
 * after a cancel, and an answer where there is nothing to look back at. */
#include <math.h>

#include "quality/tv-backtest.h"
#include "quality/tv-bootstrap.h"
#include "tv-test-merchant.h"
#include "tv-test-shop.h"

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

/* Where all rankers foresee the same share, none is best. */
static void
test_even (void)
{
  g_autoptr (TvBacktest) backtest = g_new0 (TvBacktest, 1);

  g_assert_false (tv_backtest_is_even (backtest, TV_PROTOCOL_ALL));
  for (int i = 0; i < TV_N_RANKERS; i++)
    {
      TvBacktestResult *result
          = tv_backtest_add (backtest, TV_PROTOCOL_ALL, 0, (TvRanker) i, TV_BACKTEST_ALONE);

      g_assert_cmpint (tv_backtest_is_even (backtest, TV_PROTOCOL_ALL), ==, FALSE);
      result->recall.mean = .25;
    }
  g_assert_true (tv_backtest_is_even (backtest, TV_PROTOCOL_ALL));
  tv_backtest_add (backtest, TV_PROTOCOL_ALL, 0, TV_RANKER_LEARNED, TV_BACKTEST_ALONE)->recall.mean
      = .26;
  g_assert_false (tv_backtest_is_even (backtest, TV_PROTOCOL_ALL));
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
  float values[400][2];
  TvInterval interval;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      values[i][0] = (float) (i % 5) / 4;
      values[i][1] = values[i][0] - .1f;
    }
  for (guint threads = 1; threads <= 2; threads++)
    {
      g_autoptr (TvBootstrap) draws
          = tv_bootstrap_new (values[0], G_N_ELEMENTS (values), 2, 400, threads, NULL, NULL);
      g_autoptr (TvBootstrap) again
          = tv_bootstrap_new (values[0], G_N_ELEMENTS (values), 2, 400, 1, NULL, NULL);

      interval = tv_bootstrap_get (draws, 0);
      g_assert_cmpfloat_with_epsilon (interval.mean, .5, 1e-6);
      /* The standard error of this mean is .0177. */
      g_assert_cmpfloat_with_epsilon (interval.high - interval.low, 2 * 1.96 * .0177, .02);
      g_assert_cmpfloat (interval.low, ==, tv_bootstrap_get (again, 0).low);
      interval = tv_bootstrap_compare (draws, 0, 1);
      g_assert_cmpfloat_with_epsilon (interval.low, .1, 1e-5);
      g_assert_cmpfloat_with_epsilon (interval.high, .1, 1e-5);
    }
}

/* What is the same for all is the mean and both ends, to the bit. */
static void
test_certain (void)
{
  for (guint count = 1; count < 60; count++)
    {
      g_autofree float *ones = g_new (float, count);
      g_autoptr (TvBootstrap) draws = NULL;
      TvInterval interval;

      for (guint i = 0; i < count; i++)
        ones[i] = 1;
      draws = tv_bootstrap_new (ones, count, 1, 20, 1, NULL, NULL);
      interval = tv_bootstrap_get (draws, 0);
      g_assert_cmpfloat (interval.mean, ==, 1);
      g_assert_cmpfloat (interval.low, ==, 1);
      g_assert_cmpfloat (interval.high, ==, 1);
    }
}

static void
check_figure (const TvBacktestFigure *figure)
{
  g_assert_true (isfinite (figure->mean) && isfinite (figure->low) && isfinite (figure->high));
  g_assert_cmpfloat (figure->low, <=, figure->mean + 1e-9);
  g_assert_cmpfloat (figure->high, >=, figure->mean - 1e-9);
}

/* No figure that is none, no share beyond its range, groups that add up. */
static void
check_result (const TvBacktest *backtest, const TvBacktestResult *result)
{
  gint64 customers = backtest->truth[result->protocol][result->window].customer_count;
  gint64 by_segment = 0, by_loyalty = 0;

  check_figure (&result->recall);
  check_figure (&result->ndcg);
  check_figure (&result->hit_rate);
  check_figure (&result->precision);
  check_figure (&result->over_popularity);
  check_figure (&result->over_frequency);
  g_assert_true (result->ndcg.mean >= 0 && result->ndcg.mean <= 1);
  g_assert_true (result->revenue >= 0 && result->revenue <= 1);
  g_assert_true (result->margin >= 0 && isfinite (result->margin));
  g_assert_true (result->coverage >= 0 && result->coverage <= 1);
  g_assert_true (result->gini >= 0 && result->gini <= 1);
  for (guint i = 0; i < TV_N_SEGMENTS; i++)
    by_segment += result->by_segment[i].customer_count;
  for (guint i = 0; i < TV_BACKTEST_LOYALTIES; i++)
    by_loyalty += result->by_loyalty[i].customer_count;
  g_assert_cmpint (by_segment, ==, customers);
  g_assert_cmpint (by_loyalty, ==, customers);
}

static void
assert_same (const TvBacktestResult *a, const TvBacktestResult *b)
{
  g_assert_cmpfloat (a->recall.mean, ==, b->recall.mean);
  g_assert_cmpfloat (a->recall.low, ==, b->recall.low);
  g_assert_cmpfloat (a->ndcg.mean, ==, b->ndcg.mean);
  g_assert_cmpfloat (a->ndcg.high, ==, b->ndcg.high);
  g_assert_cmpfloat (a->hit_rate.mean, ==, b->hit_rate.mean);
  g_assert_cmpfloat (a->precision.mean, ==, b->precision.mean);
  g_assert_cmpfloat (a->over_popularity.low, ==, b->over_popularity.low);
  g_assert_cmpfloat (a->over_frequency.high, ==, b->over_frequency.high);
  g_assert_cmpfloat (a->revenue, ==, b->revenue);
  g_assert_cmpfloat (a->margin, ==, b->margin);
  g_assert_cmpint (a->found_cents, ==, b->found_cents);
  g_assert_cmpfloat (a->coverage, ==, b->coverage);
  g_assert_cmpfloat (a->gini, ==, b->gini);
  for (guint i = 0; i < TV_N_SEGMENTS; i++)
    {
      g_assert_cmpint (a->by_segment[i].customer_count, ==, b->by_segment[i].customer_count);
      g_assert_cmpfloat (a->by_segment[i].recall, ==, b->by_segment[i].recall);
    }
  for (guint i = 0; i < TV_N_SCENARIOS; i++)
    {
      g_assert_cmpint (a->by_scenario[i].shown_count, ==, b->by_scenario[i].shown_count);
      g_assert_cmpint (a->by_scenario[i].bought_count, ==, b->by_scenario[i].bought_count);
    }
}

static void
assert_same_backtest (const TvBacktest *a, const TvBacktest *b)
{
  g_assert_cmpuint (a->results->len, ==, b->results->len);
  g_assert_cmpint (a->run_ranker, ==, b->run_ranker);
  g_assert_cmpint (a->run_way, ==, b->run_way);
  g_assert_cmpfloat (a->shuffled_learned, ==, b->shuffled_learned);
  g_assert_cmpfloat (a->shuffled_popularity, ==, b->shuffled_popularity);
  for (int p = 0; p < TV_N_PROTOCOLS; p++)
    {
      g_assert_cmpint (a->best[p], ==, b->best[p]);
      for (guint w = 0; w < a->options.window_count; w++)
        {
          g_assert_cmpint (a->truth[p][w].customer_count, ==, b->truth[p][w].customer_count);
          g_assert_cmpint (a->truth[p][w].pair_count, ==, b->truth[p][w].pair_count);
          g_assert_cmpint (a->truth[p][w].amount_cents, ==, b->truth[p][w].amount_cents);
        }
    }
  for (guint i = 0; i < a->results->len; i++)
    {
      const TvBacktestResult *result = &g_array_index (a->results, TvBacktestResult, i);
      const TvBacktestResult *other
          = tv_backtest_find (b, result->protocol, result->window, result->ranker, result->way);

      check_result (a, result);
      g_assert_nonnull (other);
      assert_same (result, other);
    }
}

static TvBacktest *
make (TvEngine *engine, guint threads)
{
  const TvBacktestOptions options = { .as_of_day = TV_DAY_NONE,
                                      .windows = { 30, 60 },
                                      .window_count = 2,
                                      .k = 10,
                                      .draws = 50,
                                      .thread_count = threads };
  g_autoptr (GError) error = NULL;
  TvBacktest *backtest = tv_engine_backtest (engine, &options, NULL, &error);

  g_assert_no_error (error);
  return backtest;
}

static void
test_shop (void)
{
  TvTestMerchant merchant;
  g_autoptr (TvBacktest) one = NULL;
  g_autoptr (TvBacktest) two = NULL;
  g_autoptr (TvBacktest) read = NULL;
  g_autoptr (GError) error = NULL;
  TvSummary summary;

  tv_test_merchant_init (&merchant);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  one = make (merchant.engine, 1);
  two = make (merchant.engine, 2);
  g_assert_cmpint (one->options.as_of_day, ==, summary.last_order_day - 59);
  g_assert_cmpint (two->id, ==, one->id + 1);
  assert_same_backtest (one, two);
  read = tv_engine_get_backtest (merchant.engine, one->id, &error);
  g_assert_no_error (error);
  assert_same_backtest (one, read);
  g_assert_cmpstr (read->report, ==, one->report);
  g_assert_cmpuint (read->options.window_count, ==, 2);
  g_assert_cmpuint (read->options.windows[1], ==, 60);
  g_assert_false (read->is_stale);
  tv_test_merchant_clear (&merchant);
}

/* The run that is spoken for is there with calibrated lists too, and so is each step to it. What is
 * left out for whom a run may not write to can only lower the share. */
static void
check_steps (const TvBacktest *backtest)
{
  static const int ways[] = { TV_BACKTEST_REACHED, TV_BACKTEST_SCENARIOS, TV_BACKTEST_WEIGHTS };
  const TvBacktestResult *alone
      = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, backtest->run_ranker, TV_BACKTEST_ALONE);
  const TvBacktestResult *reached
      = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, backtest->run_ranker, TV_BACKTEST_REACHED);
  int preset = (int) tv_backtest_way_get_preset (backtest->run_way);

  g_assert_nonnull (tv_backtest_find (backtest,
                                      TV_PROTOCOL_ALL,
                                      0,
                                      backtest->run_ranker,
                                      preset + TV_BACKTEST_CALIBRATED));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_assert_nonnull (
        tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, backtest->run_ranker, ways[i]));
  g_assert_cmpfloat (reached->recall.mean, <=, alone->recall.mean);
  g_assert_cmpint (reached->found_cents, <=, alone->found_cents);
}

/* All whole runs are there, with each weight once; nothing but these has scenarios. */
static void
test_ways (void)
{
  TvTestMerchant merchant;
  g_autoptr (TvBacktest) backtest = NULL;

  tv_test_merchant_init (&merchant);
  backtest = make (merchant.engine, 0);
  for (int preset = 0; preset < TV_N_PRESETS; preset++)
    {
      const TvBacktestResult *result
          = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, TV_RANKER_FAMILY, preset);
      gint64 shown = 0;

      g_assert_nonnull (result);
      for (guint i = 0; i < TV_N_SCENARIOS; i++)
        {
          shown += result->by_scenario[i].shown_count;
          g_assert_cmpint (result->by_scenario[i].bought_count,
                           <=,
                           result->by_scenario[i].shown_count);
        }
      g_assert_cmpint (shown, >, 0);
    }
  g_assert_nonnull (
      tv_backtest_find (backtest, TV_PROTOCOL_ALL, 1, backtest->run_ranker, backtest->run_way));
  check_steps (backtest);
  for (int ranker = 0; ranker < TV_N_RANKERS; ranker++)
    for (int p = 0; p < TV_N_PROTOCOLS; p++)
      g_assert_nonnull (
          tv_backtest_find (backtest, (TvProtocol) p, 1, (TvRanker) ranker, TV_BACKTEST_ALONE));
  tv_test_merchant_clear (&merchant);
}

/* Customers who never buy the same twice and share no taste: what one will buy cannot be
 * known, unless one looks. */
static char *
make_lottery (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GString *text = g_string_new (TV_TEST_SALES);

  for (guint c = 0; c < 80; c++)
    for (guint order = 0; order < 10; order++)
      for (guint line = 0; line < 4; line++)
        g_string_append_printf (text,
                                "K%u;2026-%02u-%02u;D%u-%u;Wine %u;1;10.00;k%u@example.org\n",
                                c,
                                1 + order / 2,
                                1 + 14 * (order % 2) + c % 14,
                                c,
                                order,
                                g_rand_int_range (rand, 0, 200),
                                c);
  return g_string_free (text, FALSE);
}

static void
test_leak (void)
{
  g_autofree char *text = make_lottery ();
  g_auto (TvTestShop) shop = { 0 };
  TvBacktestOptions options
      = { .windows = { 30 }, .window_count = 1, .k = 10, .draws = 20, .is_unkept = TRUE };
  g_autoptr (TvBacktest) honest = NULL;
  g_autoptr (TvBacktest) leaking = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_shop_init (&shop);
  g_assert_cmpint (tv_test_shop_take (&shop, "lottery.csv", text), >, 0);
  options.as_of_day = tv_day_from_ymd (2026, 5, 1);
  honest = tv_engine_backtest (shop.engine, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (honest->id, ==, 0);
  /* Training that sees the hidden days takes what was bought then for a habit. */
  options.leak_day = options.as_of_day + 30;
  leaking = tv_engine_backtest (shop.engine, &options, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("learned %g, popular %g; with a leak %g, %g",
                  honest->shuffled_learned,
                  honest->shuffled_popularity,
                  leaking->shuffled_learned,
                  leaking->shuffled_popularity);
  g_assert_true (honest->is_leak_free);
  g_assert_false (leaking->is_leak_free);
}

static gpointer
cancel_later (gpointer data)
{
  gpointer *call = data;

  g_usleep (GPOINTER_TO_UINT (call[1]));
  g_cancellable_cancel (call[0]);
  return NULL;
}

/* Whenever it is cancelled, a backtest is either there as a whole or not at all. */
static void
test_cancel (void)
{
  const TvBacktestOptions options
      = { .as_of_day = TV_DAY_NONE, .windows = { 30 }, .window_count = 1, .k = 10, .draws = 200 };
  TvTestMerchant merchant;
  guint made = 0, cancelled = 0;

  tv_test_merchant_init (&merchant);
  for (guint delay = 0; delay < 400000; delay += 40000)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      gpointer call[] = { cancellable, GUINT_TO_POINTER (delay) };
      GThread *thread = g_thread_new ("cancel", cancel_later, call);
      g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
      g_autoptr (GError) error = NULL;
      g_autoptr (TvBacktest) backtest
          = tv_engine_backtest (merchant.engine, &options, progress, &error);
      g_autoptr (GPtrArray) list = NULL;

      g_thread_join (thread);
      if (backtest == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      made += backtest != NULL;
      cancelled += backtest == NULL;
      list = tv_engine_list_backtests (merchant.engine, NULL);
      g_assert_cmpuint (list->len, ==, made);
    }
  g_test_message ("%u made, %u cancelled", made, cancelled);
  g_assert_cmpuint (cancelled, >, 0);
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tv_test_merchant_clear (&merchant);
}

static void
assert_refused (TvEngine *engine, TvDay day, const char *part)
{
  const TvBacktestOptions options
      = { .as_of_day = day, .windows = { 30 }, .window_count = 1, .k = 10, .draws = 20 };
  g_autoptr (GError) error = NULL;

  g_assert_null (tv_engine_backtest (engine, &options, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
}

/* Nothing there, one day only, nothing before, nothing after: a sentence says which. */
static void
test_missing (void)
{
  g_auto (TvTestShop) shop = { 0 };
  TvDay day = tv_day_from_ymd (2026, 3, 1);
  g_autoptr (GPtrArray) list = NULL;

  tv_test_shop_init (&shop);
  assert_refused (shop.engine, TV_DAY_NONE, "no sales yet");
  assert_refused (shop.engine, day, "no customers yet");
  tv_test_shop_take (&shop,
                     "one.csv",
                     TV_TEST_SALES "A;2026-03-01;D1;Red;1;10.00;a@example.org\n"
                                   "B;2026-03-01;D2;Red;1;10.00;b@example.org\n");
  assert_refused (shop.engine, TV_DAY_NONE, "before the hidden days");
  assert_refused (shop.engine, day, "before the hidden days");
  assert_refused (shop.engine, day + 1, "in the days after it");
  assert_refused (shop.engine, day - 400, "no purchases");
  list = tv_engine_list_backtests (shop.engine, NULL);
  g_assert_cmpuint (list->len, ==, 0);
}

/* One customer, one product, bought twice: all of it is foreseen, and every figure is one. */
static void
test_smallest (void)
{
  g_auto (TvTestShop) shop = { 0 };
  const TvBacktestOptions options
      = { .as_of_day = TV_DAY_NONE, .windows = { 30 }, .window_count = 1, .k = 10 };
  g_autoptr (TvBacktest) backtest = NULL;
  g_autoptr (GError) error = NULL;
  const TvBacktestResult *result;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "small.csv",
                     TV_TEST_SALES "A;2026-03-01;D1;Red;1;10.00;a@example.org\n"
                                   "A;2026-04-20;D2;Red;2;20.00;a@example.org\n"
                                   "A;2026-04-20;D2;New;1;70.00;a@example.org\n");
  backtest = tv_engine_backtest (shop.engine, &options, NULL, &error);
  g_assert_no_error (error);
  /* What was first sold in the hidden days cannot be foreseen. */
  g_assert_cmpint (backtest->truth[TV_PROTOCOL_ALL][0].pair_count, ==, 1);
  g_assert_cmpint (backtest->truth[TV_PROTOCOL_ALL][0].amount_cents, ==, 2000);
  g_assert_cmpint (backtest->truth[TV_PROTOCOL_NOVEL][0].customer_count, ==, 0);
  result = tv_backtest_find (backtest, TV_PROTOCOL_ALL, 0, TV_RANKER_FREQUENCY, TV_BACKTEST_ALONE);
  g_assert_cmpfloat (result->recall.mean, ==, 1);
  g_assert_cmpint (result->found_cents, ==, 2000);
  g_assert_cmpfloat (result->revenue, ==, 1);
  for (guint i = 0; i < backtest->results->len; i++)
    check_result (backtest, &g_array_index (backtest->results, TvBacktestResult, i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backtest/scores", test_scores);
  g_test_add_func ("/backtest/even", test_even);
  g_test_add_func ("/backtest/exposure", test_exposure);
  g_test_add_func ("/backtest/intervals", test_intervals);
  g_test_add_func ("/backtest/certain", test_certain);
  g_test_add_func ("/backtest/shop", test_shop);
  g_test_add_func ("/backtest/ways", test_ways);
  g_test_add_func ("/backtest/leak", test_leak);
  g_test_add_func ("/backtest/cancel", test_cancel);
  g_test_add_func ("/backtest/missing", test_missing);
  g_test_add_func ("/backtest/smallest", test_smallest);
  return g_test_run ();
}
