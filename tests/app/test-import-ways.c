/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import assistant by other ways than the mouse's: files that are dropped, a focus that waits
 * where the keyboard goes on; and what is taken back there. */
#include "pages/import/tva-import-assistant.h"
#include "pages/import/tva-import-draft.h"
#include "tv-test-workspace.h"
#include "tva-test-window.h"

typedef struct
{
  char *folder;
  TvaWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = tv_test_folder_new ();
  path = g_build_filename (fixture->folder, "fresh.tastevin", NULL);
  fixture->window = tva_test_window_new (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_window_close (fixture->window);
  tv_test_folder_free (fixture->folder);
}

static GtkWindow *
find_assistant (void)
{
  return tva_test_find_window ("Import files");
}

static GtkEventController *
find_drop_target (gpointer window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return controller;
    }
  g_assert_not_reached ();
}

static void
drop (gpointer window, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_prepend (NULL, file);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop_target (window), "drop", &value, 1., 1., &is_taken);
  g_assert_true (is_taken);
}

static void
drag_over (gpointer window)
{
  GdkDragAction action = 0;

  g_signal_emit_by_name (find_drop_target (window), "enter", 1., 1., &action);
  g_assert_cmpuint (action, ==, GDK_ACTION_COPY);
}

/* A file dropped on the window opens the assistant, another one dropped on the assistant joins it;
 * the same one again does not. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *customers = g_build_filename (fixture->folder, "a.csv", NULL);
  g_autofree char *products = g_build_filename (fixture->folder, "b.csv", NULL);
  GtkWindow *assistant;

  g_assert_true (g_file_set_contents (customers, "customer_code,last_name\nC1,Dupont\n", -1, NULL));
  g_assert_true (g_file_set_contents (products, "product_key,product_label\nP1,Red\n", -1, NULL));
  drop (fixture->window, customers);
  assistant = find_assistant ();
  tva_test_wait_text (assistant, "a.csv");
  drop (assistant, products);
  drop (assistant, customers);
  tva_test_wait_text (assistant, "b.csv");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "All 2 rows can be imported");
}

/* While something is dragged over a window, a cover says what dropping it does. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autofree char *customers = g_build_filename (fixture->folder, "a.csv", NULL);
  GtkWindow *assistant;

  g_assert_true (g_file_set_contents (customers, "customer_code,last_name\nC1,Dupont\n", -1, NULL));
  drag_over (fixture->window);
  tva_test_wait_text (fixture->window, "Drop to import");
  g_signal_emit_by_name (find_drop_target (fixture->window), "leave");
  g_assert_null (tva_test_find_text (fixture->window, "Drop to import"));
  drop (fixture->window, customers);
  assistant = find_assistant ();
  tva_test_wait_text (assistant, "a.csv");
  drag_over (assistant);
  tva_test_wait_text (assistant, "Drop to add");
  g_signal_emit_by_name (find_drop_target (assistant), "leave");
  g_assert_null (tva_test_find_text (assistant, "Drop to add"));
}

static gboolean
is_shop_open (gpointer data)
{
  return g_str_has_suffix (tv_engine_get_path (tva_window_get_engine (data)), "shop.tastevin");
}

/* A workspace is opened and not imported; a file that is no table says so in the assistant, and one
 * that is not on this computer in the window. */
static void
test_drop_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *shop = g_build_filename (fixture->folder, "shop.tastevin", NULL);
  g_autofree char *picture = g_build_filename (fixture->folder, "a.png", NULL);
  g_autoptr (TvEngine) engine = tv_engine_open (shop, TV_OPEN_CREATE, NULL);
  g_autoptr (GFile) far = g_file_new_for_uri ("sftp://example.org/a.csv");
  g_autoptr (GSList) files = g_slist_prepend (NULL, far);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_assert_nonnull (engine);
  g_clear_object (&engine);
  drop (fixture->window, shop);
  tva_test_wait (is_shop_open, fixture->window);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop_target (fixture->window), "drop", &value, 1., 1., &is_taken);
  tva_test_wait_text (fixture->window, "Only files on this computer can be imported");
  g_assert_true (
      g_file_set_contents (picture, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1", 24, NULL));
  drop (fixture->window, picture);
  tva_test_wait_text (find_assistant (), "a.png");
}

/* Ctrl+Z on the page of imports undoes the newest one with all its files and tells of each,
 * Shift+Ctrl+Z takes that back. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *customers = g_build_filename (fixture->folder, "a.csv", NULL);
  g_autofree char *products = g_build_filename (fixture->folder, "b.csv", NULL);
  const char *paths[] = { customers, products, NULL };
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWindow *assistant;

  g_assert_true (g_file_set_contents (customers, "customer_code,last_name\nC1,Dupont\n", -1, NULL));
  g_assert_true (g_file_set_contents (products, "product_key,product_label\nP1,Red\n", -1, NULL));
  gtk_widget_activate_action (window, "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  tva_test_click (assistant, "Check now");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Import");
  tva_test_wait_text (assistant, "Import more files…");
  tva_test_click (assistant, "Finish");
  tva_window_go (fixture->window, "imports", NULL);
  tva_test_wait_text (window, "2 files · 2 rows accepted · 0 rejected");
  gtk_widget_activate_action (window, "win.undo", NULL);
  tva_test_wait_text (window, "2 files were undone");
  tva_test_wait_text (window, "0 files · 0 rows accepted · 0 rejected");
  tva_test_click (window, "Details");
  tva_test_wait_text (tva_test_find_window ("Import undone"), "a.csv was undone");
  tva_test_wait_text (tva_test_find_window ("Import undone"), "b.csv was undone");
  gtk_window_close (tva_test_find_window ("Import undone"));
  gtk_widget_activate_action (window, "win.undo", NULL);
  gtk_widget_activate_action (window, "win.redo", NULL);
  tva_test_wait_text (window, "2 files are imported again");
  tva_test_wait_text (window, "2 files · 2 rows accepted · 0 rejected");
}

static gboolean
is_choice_focused (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (data);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW) : NULL;

  return row != NULL
         && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                         "Amount excluding tax");
}

static gboolean
is_day_focused (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (data);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW) : NULL;

  return row != NULL
         && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Order date");
}

static gboolean
is_next_focused (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (data);

  return GTK_IS_BUTTON (focus)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), "Continue") == 0;
}

/* The focus waits at the column that has to be chosen, and after a check at the way on. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bare = g_build_filename (fixture->folder, "bare.csv", NULL);
  const char *paths[] = { bare, NULL };
  GtkWindow *assistant;
  GtkWidget *row;

  g_assert_true (g_file_set_contents (bare,
                                      "customer_code;order_date;doc_ref;product_key;qty;what\n"
                                      "C1;2023-01-02;F1;P1;1;9\n",
                                      -1,
                                      NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  tva_test_wait_text (
      assistant,
      "No column for “Amount excluding tax” was found: choose the file and match it.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Continue");
  tva_test_wait (is_choice_focused, assistant);
  row = gtk_root_get_focus (GTK_ROOT (assistant));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_ancestor (row, GTK_TYPE_DROP_DOWN)), 6);
  tva_test_click (assistant, "Check");
  tva_test_wait_text (assistant, "Nothing was written yet.");
  tva_test_wait (is_next_focused, assistant);
}

static gboolean
is_asked (gpointer source)
{
  return tva_import_source_needs_date_order (source)
         && tva_import_source_get_dates (source) != NULL;
}

/* A column of digits that a person maps to the days is looked at like one that was recognised: what
 * comes first in them is asked. */
static void
test_days_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bare = g_build_filename (fixture->folder, "bare.csv", NULL);
  const char *paths[] = { bare, NULL };
  TvaImportSource *source;
  GtkWindow *assistant;
  GtkWidget *row;

  g_assert_true (
      g_file_set_contents (bare,
                           "customer_code;doc_ref;product_key;qty;amount_ht;what\n"
                           "C1;F1;P1;1;9;020324\nC1;F2;P1;1;9;060324\nC2;F3;P1;1;9;070424\n",
                           -1,
                           NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  tva_test_wait_text (assistant,
                      "No column for “Order date” was found: choose the file and match it.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Continue");
  tva_test_wait (is_day_focused, assistant);
  row = gtk_root_get_focus (GTK_ROOT (assistant));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_ancestor (row, GTK_TYPE_DROP_DOWN)), 6);
  source = tva_import_draft_peek (
      tva_import_draft_of (G_OBJECT (fixture->window), tva_window_get_engine (fixture->window)),
      0);
  tva_test_wait (is_asked, source);
  g_assert_true (tva_import_source_get_file (source)->has_bare_days);
  tva_import_source_set_date_order (source, TV_DATE_ORDER_DMY);
  g_assert_true (tva_import_source_is_ready (source));
}

static GtkWidget *
find_join (GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_MENU_BUTTON (root)
      && g_strcmp0 (gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (root)), "insert-link-symbolic")
             == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_join (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_join (gpointer assistant)
{
  return find_join (assistant) != NULL;
}

/* Two files that were taken for one are two again and have @sign said of them, then one. */
static void
part_and_join (Fixture *fixture, const char *const *paths, const char *sign)
{
  GtkWindow *assistant;
  GtkWidget *join;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  tva_test_wait_text (assistant, "Separate");
  tva_test_click (assistant, "Separate");
  tva_test_wait_text (assistant, "orders.csv");
  tva_test_wait_text (assistant, sign);
  tva_test_wait (has_join, assistant);
  join = find_join (GTK_WIDGET (assistant));
  gtk_menu_button_popup (GTK_MENU_BUTTON (join));
  tva_test_click (gtk_menu_button_get_popover (GTK_MENU_BUTTON (join)), "orders.csv");
  tva_test_wait_text (assistant, "Separate");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "All 2 rows can be imported");
}

/* Lines and their orders become one, and two again when a person says so; then he can say which
 * file has the orders. */
static void
test_pair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lines = g_build_filename (fixture->folder, "lines.csv", NULL);
  g_autofree char *orders = g_build_filename (fixture->folder, "orders.csv", NULL);
  const char *paths[] = { lines, orders, NULL };

  g_assert_true (g_file_set_contents (lines,
                                      "OrderID,Product,Qty,Amount\n1,P1,1,5.00\n2,P1,2,10.00\n",
                                      -1,
                                      NULL));
  g_assert_true (g_file_set_contents (orders,
                                      "OrderID,Customer,Date\n1,C1,2024-01-25\n2,C2,2024-01-26\n",
                                      -1,
                                      NULL));
  part_and_join (fixture,
                 paths,
                 "No column for “Customer code” was found: choose the file and match it.");
}

/* Lines that name their products in full look like a list of products, and their orders like
 * contacts; they are one all the same. */
static void
test_named_pair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lines = g_build_filename (fixture->folder, "items.csv", NULL);
  g_autofree char *orders = g_build_filename (fixture->folder, "orders.csv", NULL);
  const char *paths[] = { orders, lines, NULL };

  g_assert_true (g_file_set_contents (lines,
                                      "order_id,sku,product_name,quantity,unit_price\n"
                                      "1,P1,Red,1,5.00\n2,P2,White,2,6.00\n",
                                      -1,
                                      NULL));
  g_assert_true (g_file_set_contents (orders,
                                      "order_id,order_date,customer_id,customer_email,status\n"
                                      "1,2024-01-25,C1,c1@example.org,completed\n"
                                      "2,2024-01-26,C2,c2@example.org,completed\n",
                                      -1,
                                      NULL));
  part_and_join (fixture, paths, "items.csv");
}

/* Prices of the catalogue are taken for lines without amounts, and not any more. */
static void
test_prices (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lines = g_build_filename (fixture->folder, "lines.csv", NULL);
  const char *paths[] = { lines, NULL };
  GtkWindow *assistant;

  g_assert_true (g_file_set_contents (lines,
                                      "customer_code;order_date;doc_ref;product_key;qty\n"
                                      "C1;2023-01-02;F1;P1;1\n",
                                      -1,
                                      NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  tva_test_wait_text (
      assistant,
      "No column for “Amount excluding tax” was found: choose the file and match it.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "Take prices from the catalogue");
  tva_test_click (assistant, "Take prices from the catalogue");
  tva_test_wait_text (assistant, "Amounts are quantity times the price in the catalogue.");
  tva_test_click (assistant, "Take no prices from the catalogue");
  tva_test_wait_text (assistant,
                      "“Amount excluding tax” is required: choose the column that holds it.");
  tva_test_wait_text (assistant, "Take prices from the catalogue");
}

/* Orders that came to nothing are counted, and left out again. */
static void
test_orders (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lines = g_build_filename (fixture->folder, "lines.csv", NULL);
  const char *paths[] = { lines, NULL };
  GtkWindow *assistant;

  g_assert_true (g_file_set_contents (
      lines,
      "customer_code;order_date;doc_ref;product_key;product_label;qty;amount_ht;status\n"
      "C1;2023-01-02;F1;P1;Red;1;10;completed\nC1;2023-01-03;F2;P1;Red;1;10;cancelled\n",
      -1,
      NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  tva_test_wait_text (assistant, "lines.csv");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant,
                      "Orders that came to nothing are left out of everything that is counted.");
  tva_test_click (assistant, "Count them as sales");
  tva_test_wait_text (assistant, "These figures are of before your changes: check again.");
  tva_test_click (assistant, "Check again");
  tva_test_wait_text (assistant, "Orders that came to nothing count as sales.");
  tva_test_wait_text (assistant, "All 2 rows can be imported");
  tva_test_click (assistant, "Leave them out again");
  tva_test_click (assistant, "Check again");
  tva_test_wait_text (assistant,
                      "Orders that came to nothing are left out of everything that is counted.");
  tva_test_wait_text (assistant, "Count them as sales");
}

static gboolean
is_nothing_awaited (gpointer assistant)
{
  return tva_test_find_text (assistant, "All 2 rows can be imported") != NULL
         && tva_test_find_text (assistant, "Rows that would wait") == NULL;
}

/* Where all sales would wait, their customers and products can be made from them. */
static void
test_bring_all (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lines = g_build_filename (fixture->folder, "till.csv", NULL);
  const char *paths[] = { lines, NULL };
  GtkWindow *assistant;

  g_assert_true (
      g_file_set_contents (lines,
                           "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
                           "C1;2023-01-02;F1;Red;1;10\nC2;2023-01-03;F2;White;1;12\n",
                           -1,
                           NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  assistant = find_assistant ();
  tva_test_wait_text (assistant, "till.csv");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "Rows that would wait");
  tva_test_click (assistant, "Make them from the sales");
  tva_test_click (assistant, "Check again");
  tva_test_wait (is_nothing_awaited, assistant);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/import-ways/drop", Fixture, NULL, set_up, test_drop, tear_down);
  g_test_add ("/import-ways/drag", Fixture, NULL, set_up, test_drag, tear_down);
  g_test_add ("/import-ways/drop-others", Fixture, NULL, set_up, test_drop_others, tear_down);
  g_test_add ("/import-ways/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/import-ways/focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/import-ways/named-pair", Fixture, NULL, set_up, test_named_pair, tear_down);
  g_test_add ("/import-ways/pair", Fixture, NULL, set_up, test_pair, tear_down);
  g_test_add ("/import-ways/prices", Fixture, NULL, set_up, test_prices, tear_down);
  g_test_add ("/import-ways/days-by-hand", Fixture, NULL, set_up, test_days_by_hand, tear_down);
  g_test_add ("/import-ways/orders", Fixture, NULL, set_up, test_orders, tear_down);
  g_test_add ("/import-ways/bring-all", Fixture, NULL, set_up, test_bring_all, tear_down);
  return g_test_run ();
}
