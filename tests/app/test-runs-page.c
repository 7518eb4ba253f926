/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Runs page: another minimum is applied to a run and taken back from the toast; a run over a
 * base that has nothing to recommend says what is missing, and its sliders still count; two runs
 * are compared, for all customers or those that are searched. */
#include "pages/runs/tva-compare-data.h"
#include "tv-test-merchant.h"
#include "tv-test-shop.h"
#include "tva-test-window.h"

static double
get_minimum (TvaWindow *window)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) run = tv_engine_get_run (tva_window_get_engine (window), 0, &error);

  g_assert_no_error (error);
  return run->minimum_score;
}

static gboolean
is_75 (gpointer data)
{
  return get_minimum (data) == 75;
}

static gboolean
is_60 (gpointer data)
{
  return get_minimum (data) == 60;
}

/* The minimum's field: the first one on the page. */
static GtkWidget *
find_spin_button (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root) || GTK_IS_SPIN_BUTTON (root))
    return gtk_widget_get_mapped (root) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_spin_button (child);
  return found;
}

static void
test_apply (void)
{
  TvTestMerchant merchant;
  TvaWindow *window;

  tv_test_merchant_init (&merchant);
  tv_test_merchant_run (&merchant, 1);
  window = tva_test_window_new (merchant.path);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 900);
  tva_window_go (window, "runs", NULL);
  tva_test_wait_text (window, "What if?");
  tva_test_wait_text (window, "Recommendations that pass");
  g_assert_true (is_60 (window));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_spin_button (GTK_WIDGET (window))), 75);
  tva_test_wait_text (window, "Applying judges this run again. What people decided stays.");
  tva_test_click (window, "Apply");
  tva_test_wait (is_75, window);
  tva_test_click (window, "Undo");
  tva_test_wait (is_60, window);
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
}

static void
check_empty (const char *text, const char *sentence)
{
  g_auto (TvTestShop) shop = { 0 };
  TvaWindow *window;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop, "odd.csv", text);
  g_assert_cmpint (tv_engine_run (shop.engine, NULL, NULL, NULL), >, 0);
  window = tva_test_window_new (shop.path);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 900);
  tva_window_go (window, "runs", NULL);
  tva_test_wait_text (window, sentence);
  tva_test_wait_text (window, "Recommendations that pass");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_spin_button (GTK_WIDGET (window))), 75);
  tva_test_settle ();
  tva_test_check_names (window);
  tva_test_window_close (window);
}

/* Returns only: what is no purchase is no order. */
static void
test_empty (void)
{
  check_empty (TV_TEST_SALES "A;2026-03-01;D1;Red;-1;-10.00;a@example.org\n"
                             "B;2026-03-02;D2;Red;-1;-10.00;b@example.org\n",
               "Nobody got a recommendation. Why, for 2 of 2 customers: No order yet. Import "
               "sales, or choose a reference date after the first order.");
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(TvaCompareData **) user_data = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  g_assert_no_error (error);
}

static TvaCompareData *
compare (TvEngine *engine, const char *words)
{
  TvaCompareData *data = NULL;

  tva_compare_data_load (engine, 1, 2, -1, words, NULL, compared_cb, &data);
  while (data == NULL)
    g_main_context_iteration (NULL, TRUE);
  return data;
}

/* Two runs that differ for everybody: one customer is found among them, nobody by other words. */
static void
test_compare (void)
{
  const TvRunOptions options = { .ranker = "POPULARITY", .thread_count = 1 };
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;

  tv_test_merchant_init (&merchant);
  tv_test_merchant_run (&merchant, 1);
  g_assert_cmpint (tv_engine_run (merchant.engine, &options, NULL, &error), ==, 2);
  g_assert_no_error (error);
  {
    g_autoptr (TvaCompareData) all = compare (merchant.engine, "");
    const TvRunChangeRow *first = all->rows->pdata[0];
    g_autoptr (TvaCompareData) one = compare (merchant.engine, first->customer_code);
    g_autoptr (TvaCompareData) none = compare (merchant.engine, "nobody of this name");

    g_assert_cmpint (all->row_count, >, 1);
    g_assert_cmpint (one->row_count, >, 0);
    g_assert_cmpint (one->row_count, <, all->row_count);
    g_assert_cmpstr (((TvRunChangeRow *) one->rows->pdata[0])->customer_code,
                     ==,
                     first->customer_code);
    g_assert_cmpint (none->row_count, ==, 0);
  }
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/runs-page/apply", test_apply);
  g_test_add_func ("/runs-page/compare", test_compare);
  g_test_add_func ("/runs-page/empty", test_empty);
  return g_test_run ();
}
