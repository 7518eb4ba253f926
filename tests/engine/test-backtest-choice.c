/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person chooses from a backtest for new runs, what a run remembers of it, and the way back
 * to what was chosen before. */
#include "tv-test-merchant.h"

static TvBacktest *
make (TvEngine *engine)
{
  const TvBacktestOptions options
      = { .as_of_day = TV_DAY_NONE, .windows = { 30 }, .window_count = 1, .k = 10, .draws = 50 };
  g_autoptr (GError) error = NULL;
  TvBacktest *backtest = tv_engine_backtest (engine, &options, NULL, &error);

  g_assert_no_error (error);
  return backtest;
}

static void
test_choice (void)
{
  TvTestMerchant merchant;
  g_autoptr (TvBacktest) backtest = NULL;
  g_autoptr (TvBacktest) other = NULL;
  g_autoptr (TvRunRow) before = NULL;
  g_autoptr (TvRunRow) after = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  TvRunOptions defaults, elsewhere = { .as_of_day = TV_DAY_NONE, .preset = "ORIGINAL" };
  gint64 chosen = -1, run_id;

  tv_test_merchant_init (&merchant);
  backtest = make (merchant.engine);
  other = make (merchant.engine);
  before = tv_engine_get_run (merchant.engine,
                              tv_engine_run (merchant.engine, NULL, NULL, &error),
                              NULL);
  g_assert_no_error (error);
  g_assert_cmpint (before->backtest_id, ==, 0);
  g_assert_true (tv_engine_choose_from_backtest (merchant.engine,
                                                 backtest->id,
                                                 TV_RANKER_LEARNED,
                                                 TV_PRESET_BALANCED,
                                                 &error));
  g_assert_true (tv_engine_get_run_defaults (merchant.engine, &defaults, &error));
  g_assert_cmpstr (defaults.ranker, ==, "LEARNED");
  g_assert_cmpstr (defaults.preset, ==, "BALANCED");
  g_assert_true (tv_engine_get_chosen_backtest (merchant.engine, &chosen, &error));
  g_assert_cmpint (chosen, ==, backtest->id);
  run_id = tv_engine_run (merchant.engine, NULL, NULL, &error);
  after = tv_engine_get_run (merchant.engine, run_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->backtest_id, ==, backtest->id);
  g_clear_pointer (&after, tv_run_row_free);
  /* A run that was told otherwise does not rest on it. */
  run_id = tv_engine_run (merchant.engine, &elsewhere, NULL, &error);
  after = tv_engine_get_run (merchant.engine, run_id, &error);
  g_assert_cmpint (after->backtest_id, ==, 0);
  g_assert_false (tv_engine_delete_backtest (merchant.engine, backtest->id, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (tv_engine_delete_backtest (merchant.engine, other->id, &error));
  list = tv_engine_list_backtests (merchant.engine, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (tv_engine_get_backtest (merchant.engine, other->id, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_NOT_FOUND);
  tv_test_merchant_clear (&merchant);
}

static void
assert_defaults (TvEngine *engine, const char *ranker, const char *preset, guint8 calibration)
{
  g_autoptr (GError) error = NULL;
  TvRunOptions defaults;

  g_assert_true (tv_engine_get_run_defaults (engine, &defaults, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (defaults.ranker, ==, ranker);
  g_assert_cmpstr (defaults.preset, ==, preset);
  g_assert_cmpint (defaults.calibration, ==, calibration);
}

static gint64
run_and_get_ground (TvEngine *engine, const TvRunOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) row
      = tv_engine_get_run (engine, tv_engine_run (engine, options, NULL, &error), NULL);

  g_assert_no_error (error);
  return row->backtest_id;
}

/* A calibrated way is taken as a whole, and going back brings back what was there, be it nothing.
 */
static void
test_going_back (void)
{
  TvTestMerchant merchant;
  g_autoptr (TvBacktest) backtest = NULL;
  g_autoptr (GError) error = NULL;
  TvRunOptions plain = { .as_of_day = TV_DAY_NONE, .calibration = TV_CALIBRATION_NONE };
  TvRunChoice before, first;

  tv_test_merchant_init (&merchant);
  backtest = make (merchant.engine);
  g_assert_true (tv_engine_get_run_choice (merchant.engine, &before, &error));
  g_assert_cmpint (before.ranker, ==, -1);
  g_assert_true (tv_engine_choose_from_backtest (merchant.engine,
                                                 0,
                                                 TV_RANKER_LEARNED,
                                                 TV_PRESET_BALANCED + TV_BACKTEST_CALIBRATED,
                                                 &error));
  assert_defaults (merchant.engine, "LEARNED", "BALANCED", TV_CALIBRATION);
  g_assert_cmpint (run_and_get_ground (merchant.engine, NULL), ==, backtest->id);
  /* Without calibration it is another way. */
  g_assert_cmpint (run_and_get_ground (merchant.engine, &plain), ==, 0);
  g_assert_true (tv_engine_get_run_choice (merchant.engine, &first, &error));
  g_assert_true (tv_engine_choose_from_backtest (merchant.engine,
                                                 backtest->id,
                                                 TV_RANKER_FAMILY,
                                                 TV_PRESET_MARGIN_FIRST,
                                                 &error));
  assert_defaults (merchant.engine, "FAMILY", "MARGIN_FIRST", TV_CALIBRATION_NONE);
  g_assert_true (tv_engine_set_run_choice (merchant.engine, &first, &error));
  assert_defaults (merchant.engine, "LEARNED", "BALANCED", TV_CALIBRATION);
  g_assert_true (tv_engine_set_run_choice (merchant.engine, &before, &error));
  g_assert_no_error (error);
  assert_defaults (merchant.engine, "FAMILY", "ORIGINAL", TV_CALIBRATION_NONE);
  tv_test_merchant_clear (&merchant);
}

/* A run that does what a backtest speaks for rests on it where it was proposed from it. */
static void
test_proposed (void)
{
  TvTestMerchant merchant;
  g_autoptr (TvBacktest) backtest = NULL;
  TvRunOptions options = { .as_of_day = TV_DAY_NONE };

  tv_test_merchant_init (&merchant);
  backtest = make (merchant.engine);
  options.ranker = tv_ranker_get_code (backtest->run_ranker);
  options.preset = tv_preset_get_code (tv_backtest_way_get_preset (backtest->run_way));
  options.calibration
      = tv_backtest_way_is_calibrated (backtest->run_way) ? TV_CALIBRATION : TV_CALIBRATION_NONE;
  g_assert_cmpint (run_and_get_ground (merchant.engine, &options), ==, 0);
  options.backtest_id = backtest->id;
  g_assert_cmpint (run_and_get_ground (merchant.engine, &options), ==, backtest->id);
  options.ranker = backtest->run_ranker == TV_RANKER_POPULARITY ? "FREQUENCY" : "POPULARITY";
  g_assert_cmpint (run_and_get_ground (merchant.engine, &options), ==, 0);
  options.backtest_id = backtest->id + 1000;
  g_assert_cmpint (run_and_get_ground (merchant.engine, &options), ==, 0);
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backtest-choice/remembered", test_choice);
  g_test_add_func ("/backtest-choice/going-back", test_going_back);
  g_test_add_func ("/backtest-choice/proposed", test_proposed);
  return g_test_run ();
}
