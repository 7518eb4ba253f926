/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backtests on the Runs page: nothing yet, one made with its sentences and charts, what new runs
 * take, and one sentence where there is nothing to look back at. */
#include "tv-test-merchant.h"
#include "tv-test-shop.h"
#include "tva-test-window.h"

static gboolean
is_in_status_page (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_STATUS_PAGE) != NULL;
}

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
  g_assert_true (is_in_status_page (tva_test_find_text (window, "New backtest")));
  tva_test_click (window, "New backtest");
  tva_test_wait_text (window, "Share of the purchases foreseen");
  g_assert_false (is_in_status_page (tva_test_wait_text (window, "New backtest")));
  tva_test_wait_text (window, "What new runs do");
  tva_test_wait_text (window, "How sure this is");
  tva_test_check_names (window);
  tva_test_click (window, "Use");
  tva_test_wait_text (window, "✓ In use");
  backtest = tv_engine_get_backtest (tva_window_get_engine (window), 0, &error);
  g_assert_no_error (error);
  g_assert_true (tv_engine_get_chosen_backtest (tva_window_get_engine (window), &chosen, &error));
  g_assert_cmpint (chosen, ==, backtest->id);
  g_assert_true (tv_engine_get_run_defaults (tva_window_get_engine (window), &defaults, &error));
  /* What it speaks for stands first. */
  g_assert_cmpstr (defaults.ranker, ==, tv_ranker_get_code (backtest->run_ranker));
  g_assert_cmpstr (defaults.preset,
                   ==,
                   tv_preset_get_code (tv_backtest_way_get_preset (backtest->run_way)));
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
}

static TvRunChoice
get_choice (TvaWindow *window)
{
  g_autoptr (GError) error = NULL;
  TvRunChoice choice;

  g_assert_true (tv_engine_get_run_choice (tva_window_get_engine (window), &choice, &error));
  g_assert_no_error (error);
  return choice;
}

static gboolean
is_nothing_chosen (gpointer data)
{
  TvRunChoice choice = get_choice (data);

  return choice.backtest_id == 0 && choice.ranker == -1 && choice.way == -1;
}

static GtkWindow *
find_dialog (TvaWindow *window)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *item = toplevels; item != NULL; item = item->next)
    if (gtk_window_get_transient_for (item->data) == GTK_WINDOW (window))
      return item->data;
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static GtkWindow *
open_dialog (TvaWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-run", NULL);
  tva_test_wait (has_dialog, window);
  return find_dialog (window);
}

/* A choice can be undone from where it is said. What a new run is proposed follows: first nothing
 * was tried, then the backtest speaks for something, then it was chosen. */
static void
test_undo (void)
{
  TvTestMerchant merchant;
  TvaWindow *window;
  GtkWindow *dialog;

  tv_test_merchant_init (&merchant);
  window = tva_test_window_new (merchant.path);
  dialog = open_dialog (window);
  tva_test_wait_text (dialog, "Not tried on past sales yet");
  tva_test_check_names (dialog);
  tva_test_click (dialog, "Backtest…");
  tva_test_wait_text (window, "No backtest yet");
  tva_test_click (window, "New backtest");
  tva_test_wait_text (window, "From the ranking to the run");
  g_assert_true (is_nothing_chosen (window));
  dialog = open_dialog (window);
  tva_test_wait_text (dialog, "Rests on a backtest");
  g_assert_null (tva_test_find_text (dialog, "Backtest…"));
  gtk_window_close (dialog);
  tva_test_click (window, "Use");
  tva_test_wait_text (window, "✓ In use");
  g_assert_cmpint (get_choice (window).backtest_id, !=, 0);
  tva_test_click (window, "Undo");
  tva_test_wait (is_nothing_chosen, window);
  tva_test_wait_text (window, "New runs do what they did before");
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
}

/* Mapped or not: the bar waits a moment before it shows itself, and this shop's backtest is short.
 */
static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* A backtest that is cancelled while it runs leaves nothing behind, says so, and can be made again.
 */
static void
test_cancel (void)
{
  TvTestMerchant merchant;
  TvaWindow *window;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  tv_test_merchant_init (&merchant);
  window = tva_test_window_new (merchant.path);
  tva_window_go (window, "runs", "backtest");
  tva_test_wait_text (window, "No backtest yet");
  tva_test_click (window, "New backtest");
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "Cancel"), "clicked");
  tva_test_wait_text (window, "The backtest was cancelled; nothing has changed");
  g_assert_nonnull (tva_test_find_text (window, "No backtest yet"));
  list = tv_engine_list_backtests (tva_window_get_engine (window), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 0);
  tva_test_click (window, "New backtest");
  tva_test_wait_text (window, "Share of the purchases foreseen");
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
  g_test_add_func ("/backtest-view/undo", test_undo);
  g_test_add_func ("/backtest-view/cancel", test_cancel);
  g_test_add_func ("/backtest-view/missing", test_missing);
  return g_test_run ();
}
