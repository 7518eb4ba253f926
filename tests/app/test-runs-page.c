/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Runs page: another minimum is applied to a run and taken back from the toast; a run over a
 * base that has nothing to recommend says what is missing, and its sliders still count; two runs
 * are compared, for all customers or those that are searched. A wheel moves no slider, and the
 * keyboard stays in the list. */
#include "pages/runs/tva-compare-data.h"
#include "pages/runs/tva-what-if-panel.h"

#include <glib/gstdio.h>
#include <math.h>

#include "tv-test-merchant.h"
#include "tv-test-shop.h"
#include "pages/runs/tva-what-if-judge.h"
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

static gboolean
can_undo (gpointer window)
{
  return tva_what_if_can_undo (window);
}

/* Pressed again and again, as the window may still be on its way: the way is gone once. */
static gboolean
redo_to_75 (gpointer window)
{
  gtk_widget_activate_action (window, "win.redo", NULL);
  return is_75 (window);
}

/* What the toast takes back the keys can do again and take back as well, on this page; Review says
 * so. */
static void
check_keys (TvaWindow *window)
{
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  tva_test_wait (redo_to_75, window);
  tva_test_wait (can_undo, window);
  tva_window_go (window, "review", NULL);
  tva_test_settle ();
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  tva_test_wait_text (window,
                      "There is no decision to undo; another minimum score is undone under Runs");
  tva_window_go (window, "runs", NULL);
  tva_test_wait (is_75, window);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  tva_test_wait (is_60, window);
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
  check_keys (window);
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LIST_BOX_ROW (root))
    return tva_test_find_text (root, title) != NULL ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

typedef struct
{
  GtkWidget *window;
  const char *title;
} Wanted;

/* Of the run that is shown: its title stands in the list and above its figures. */
static gboolean
is_run_shown (gpointer data)
{
  const Wanted *wanted = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (wanted->window));
  GtkWidget *view = tva_test_find_text (wanted->window, "Export…");

  while (view != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (view), "TvaRunView"))
    view = gtk_widget_get_parent (view);
  return view != NULL && tva_test_find_text (view, wanted->title) != NULL
         && focus == find_row (wanted->window, wanted->title);
}

/* Whoever walks through the runs stays in the list while each is shown, at the very row: one that
 * was made anew would be another for the pointer and for a screen reader. */
static void
test_walk (void)
{
  TvTestMerchant merchant;
  TvaWindow *window;
  Wanted wanted;

  tv_test_merchant_init (&merchant);
  for (int i = 0; i < 3; i++)
    tv_test_merchant_run (&merchant, 1);
  window = tva_test_window_new (merchant.path);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 900);
  tva_window_go (window, "runs", NULL);
  wanted.window = GTK_WIDGET (window);
  tva_test_wait_text (window, "Recommendations that pass");
  for (int number = 3; number >= 1; number--)
    {
      g_autofree char *title = g_strdup_printf ("Run %d", number);
      g_autoptr (GtkWidget) row = g_object_ref (find_row (wanted.window, title));

      /* As an arrow key does, and for the last one a click. */
      gtk_widget_grab_focus (row);
      gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
      if (number == 1)
        gtk_widget_activate (row);
      wanted.title = title;
      tva_test_wait (is_run_shown, &wanted);
      tva_test_settle ();
      g_assert_true (is_run_shown (&wanted));
      g_assert_true (find_row (wanted.window, title) == row);
    }
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

/* How many sliders and fields of numbers there are; none may take the wheel from the page that
 * scrolls. */
static guint
count_sliders (GtkWidget *widget)
{
  guint count = GTK_IS_SCALE (widget) || GTK_IS_SPIN_BUTTON (widget) ? 1 : 0;
  g_autoptr (GListModel) controllers = count > 0 ? gtk_widget_observe_controllers (widget) : NULL;

  for (guint i = 0; count > 0 && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller),
                         ==,
                         GTK_PHASE_NONE);
    }
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_sliders (child);
  return count;
}

static void
test_wheel (void)
{
  g_autoptr (GtkWidget) panel = g_object_ref_sink (g_object_new (TVA_TYPE_WHAT_IF_PANEL, NULL));

  g_assert_cmpuint (count_sliders (panel), ==, 2 + TV_N_PARTS);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (g_str_equal (G_OBJECT_TYPE_NAME (l->data), "TvaNewRunDialog"))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

static void
test_dialog_wheel (void)
{
  TvTestMerchant merchant;
  TvaWindow *window;

  tv_test_merchant_init (&merchant);
  window = tva_test_window_new (merchant.path);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-run", NULL);
  tva_test_wait (has_dialog, NULL);
  g_assert_cmpuint (count_sliders (find_dialog ()), ==, 1);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  tva_test_settle ();
  tva_test_window_close (window);
  tv_test_merchant_clear (&merchant);
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
compare (TvEngine *engine, const char *words, TvaCompareOrder order, guint limit, const char *path)
{
  const TvaCompareQuestion question = { .before_id = 1,
                                        .after_id = 2,
                                        .difference = -1,
                                        .words = words,
                                        .order = order,
                                        .limit = limit };
  TvaCompareData *data = NULL;

  if (path != NULL)
    tva_compare_data_save (engine, &question, path, NULL, compared_cb, &data);
  else
    tva_compare_data_load (engine, &question, NULL, compared_cb, &data);
  while (data == NULL)
    g_main_context_iteration (NULL, TRUE);
  return data;
}

static double
get_change (const TvRunChangeRow *row)
{
  return fabs ((row->after_label != NULL ? row->after_score : 0)
               - (row->before_label != NULL ? row->before_score : 0));
}

/* The rows stand in the order asked for, a page is the beginning of them, a file holds all. */
static void
check_orders (TvEngine *engine, const char *path)
{
  for (TvaCompareOrder order = 0; order <= TVA_COMPARE_BY_SCORE; order++)
    {
      g_autoptr (TvaCompareData) all = compare (engine, "", order, 1000, NULL);
      g_autoptr (TvaCompareData) page = compare (engine, "", order, 2, path);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_cmpuint (all->rows->len, ==, all->row_count);
      g_assert_cmpuint (page->rows->len, ==, 2);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (text, "\r\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, all->rows->len + 2);
      for (guint i = 0; i < all->rows->len; i++)
        {
          const TvRunChangeRow *row = all->rows->pdata[i];
          const TvRunChangeRow *last = i > 0 ? all->rows->pdata[i - 1] : row;

          g_assert_true (g_str_has_prefix (lines[i + 1], row->customer_code));
          if (i < 2)
            g_assert_cmpint (row->customer_id,
                             ==,
                             ((TvRunChangeRow *) page->rows->pdata[i])->customer_id);
          if (order == TVA_COMPARE_BY_CUSTOMER)
            g_assert_cmpstr (last->customer_code, <=, row->customer_code);
          else if (order == TVA_COMPARE_BY_REASON)
            g_assert_cmpint (last->difference, <=, row->difference);
          else
            g_assert_cmpfloat (get_change (last), >=, get_change (row) - 1e-4);
        }
    }
  g_remove (path);
}

/* Two runs that differ for everybody: one customer is found among them, nobody by other words. */
static void
test_compare (void)
{
  const TvRunOptions options = { .ranker = "POPULARITY", .thread_count = 1 };
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  tv_test_merchant_init (&merchant);
  tv_test_merchant_run (&merchant, 1);
  path = g_strconcat (merchant.path, "-changes.csv", NULL);
  g_assert_cmpint (tv_engine_run (merchant.engine, &options, NULL, &error), ==, 2);
  g_assert_no_error (error);
  {
    g_autoptr (TvaCompareData) all
        = compare (merchant.engine, "", TVA_COMPARE_BY_CUSTOMER, 200, NULL);
    const TvRunChangeRow *first = all->rows->pdata[0];
    g_autoptr (TvaCompareData) one
        = compare (merchant.engine, first->customer_code, TVA_COMPARE_BY_CUSTOMER, 200, NULL);
    g_autoptr (TvaCompareData) none
        = compare (merchant.engine, "nobody of this name", TVA_COMPARE_BY_CUSTOMER, 200, NULL);

    g_assert_cmpint (all->row_count, >, 1);
    g_assert_cmpint (one->row_count, >, 0);
    g_assert_cmpint (one->row_count, <, all->row_count);
    g_assert_cmpstr (((TvRunChangeRow *) one->rows->pdata[0])->customer_code,
                     ==,
                     first->customer_code);
    g_assert_cmpint (none->row_count, ==, 0);
  }
  check_orders (merchant.engine, path);
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/runs-page/apply", test_apply);
  g_test_add_func ("/runs-page/walk", test_walk);
  g_test_add_func ("/runs-page/compare", test_compare);
  g_test_add_func ("/runs-page/empty", test_empty);
  g_test_add_func ("/runs-page/wheel", test_wheel);
  g_test_add_func ("/runs-page/dialog-wheel", test_dialog_wheel);
  return g_test_run ();
}
