/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backtests on the Runs page: nothing yet, one made with its sentences and charts, what new runs
 * take, and one sentence where there is nothing to look back at. */
#include "tv-test-merchant.h"
#include "tv-test-shop.h"
#include "tva-test-window.h"

static void
test_make (void)
{
  TvTestMerchant merchant;
  TvaWindow *window;
  g_autoptr (TvBacktest) backtest = NULL;
  g_autoptr (GError) error = NULL;
  TvRunOptions defaults;
  gint64 chosen = 0;

  tv_test_merchant_init (&merchant);
  window = tva_test_window_new (merchant.path);
  tva_window_go (window, "runs", NULL);
  tva_test_wait_text (window, "No run yet");
  tva_test_click (window, "Backtest…");
  tva_test_wait_text (window, "No backtest yet");
  tva_test_check_names (window);
  tva_test_click (window, "New backtest");
  tva_test_wait_text (window, "Share of the purchases foreseen");
  tva_test_wait_text (window, "What new runs do");
  tva_test_wait_text (window, "How sure this is");
  tva_test_check_names (window);
  tva_test_click (window, "Use this for new runs");
  tva_test_wait_text (window, "✓ New runs take this");
  backtest = tv_engine_get_backtest (tva_window_get_engine (window), 0, &error);
  g_assert_no_error (error);
  g_assert_true (tv_engine_get_chosen_backtest (tva_window_get_engine (window), &chosen, &error));
  g_assert_cmpint (chosen, ==, backtest->id);
  g_assert_true (tv_engine_get_run_defaults (tva_window_get_engine (window), &defaults, &error));
  /* What it speaks for stands first. */
  g_assert_cmpstr (defaults.ranker, ==, tv_ranker_get_code (backtest->run_ranker));
  g_assert_cmpstr (defaults.preset, ==, tv_preset_get_code (backtest->run_preset));
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
}

static void
test_missing (void)
{
  g_auto (TvTestShop) shop = { 0 };
  TvaWindow *window;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "one.csv", TV_TEST_SALES "A;2026-03-01;D1;Red;1;10.00;a@example.org\n");
  window = tva_test_window_new (shop.path);
  tva_window_go (window, "runs", "backtest");
  tva_test_wait_text (window, "No backtest yet");
  tva_test_click (window, "New backtest");
  tva_test_wait_text (window, "Not enough to look back at");
  tva_test_wait_text (window,
                      "Could not look back: nobody had bought anything before the hidden days. "
                      "Choose a later day or fewer days.");
  tva_test_window_close (window);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/backtest-view/make", test_make);
  g_test_add_func ("/backtest-view/missing", test_missing);
  return g_test_run ();
}
