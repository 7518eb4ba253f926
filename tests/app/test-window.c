/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in process: it greets an empty workspace, shows every page of a filled one, names
 * every button, sorts and filters customers, says what is wrong with a file that is no workspace,
 * and leaves nothing behind when it closes. */
#define _GNU_SOURCE /* locks of open files */
#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "pages/customers/tva-rfm-map.h"
#include "pages/customers/tva-segment-card.h"
#include "tv-test-merchant.h"
#include "tva-pages.h"
#include "tva-test-window.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-table.h"

typedef struct
{
  TvTestMerchant merchant;
  TvaWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tv_test_merchant_init (&fixture->merchant);
  if (data != NULL)
    tv_test_merchant_run (&fixture->merchant, 1);
  fixture->window = tva_test_window_new (fixture->merchant.path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_window_close (fixture->window);
  tv_test_merchant_clear (&fixture->merchant);
}

static gboolean
has_accelerator (GtkWidget *widget, const char *accel)
{
  g_autofree char *own = NULL;

  if (GTK_IS_SHORTCUT_LABEL (widget))
    g_object_get (widget, "accelerator", &own, NULL);
  if (own != NULL && g_ascii_strcasecmp (own, accel) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_accelerator (child, accel))
      return TRUE;
  return FALSE;
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

/* The window of shortcuts tells the key of each page, and is laid out without a complaint: any
 * warning ends the test. */
static void
test_shortcuts (void)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  g_type_ensure (TVA_TYPE_FLOW);
  builder = gtk_builder_new_from_resource ("/io/github/tastevin/Tastevin/tva-shortcuts.ui");
  window = GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts"));
  for (guint i = 0; i < count; i++)
    if (!has_accelerator (window, pages[i].accel))
      g_error ("the window of shortcuts does not know %s of %s", pages[i].accel, pages[i].id);
  gtk_window_present (GTK_WINDOW (window));
  tva_test_wait (is_mapped, window);
  tva_test_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_empty (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tastevin-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new", "empty.tastevin", NULL);
  TvaWindow *window = tva_test_window_new (path);
  GActionMap *actions = G_ACTION_MAP (window);

  tva_test_wait_text (window, "Welcome to Tastevin");
  tva_test_wait_text (window, "Import files");
  tva_test_wait_text (window, "Try sample data");
  g_assert_true (g_action_get_enabled (g_action_map_lookup_action (actions, "import")));
  g_assert_false (g_action_get_enabled (g_action_map_lookup_action (actions, "new-run")));
  tva_test_check_names (window);
  tva_test_window_close (window);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *action = g_strconcat ("win.go-", pages[i].id, NULL);

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
      tva_test_wait_text (fixture->window, pages[i].title);
      tva_test_settle ();
      tva_test_check_names (fixture->window);
    }
  for (guint i = count; i-- > 0;)
    tva_window_go (fixture->window, pages[i].id, NULL);
  tva_test_settle ();
}

static GtkWidget *
find_type (gpointer root, GType type)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_customers (Fixture *fixture, gconstpointer data)
{
  const TvSummary *summary = tva_window_get_summary (fixture->window);
  g_autofree char *found
      = g_strdup_printf ("%" G_GINT64_FORMAT " customers", summary->customer_count);
  GtkWidget *search, *table;

  tva_window_go (fixture->window, "customers", NULL);
  tva_test_wait_text (fixture->window, found);
  table = find_type (fixture->window, TVA_TYPE_TABLE);
  g_assert_nonnull (table);
  for (int column = 0; column < TV_N_CUSTOMER_COLUMNS; column++)
    {
      g_signal_emit_by_name (table, "sort-changed", column, column % 2 == 1);
      tva_test_settle ();
    }
  search = find_type (fixture->window, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody is called this");
  tva_test_wait_text (fixture->window, "No match");
  tva_test_click (fixture->window, "Clear filters");
  tva_test_wait_text (fixture->window, found);
  g_signal_emit_by_name (search, "activate");
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), table));
  tva_test_wait_text (fixture->window, "Key figures");
}

/* A cell of the map and a segment filter the table; the same again lets all through. */
static void
test_overview (Fixture *fixture, gconstpointer data)
{
  const TvSummary *summary = tva_window_get_summary (fixture->window);
  g_autofree char *all
      = g_strdup_printf ("%" G_GINT64_FORMAT " customers", summary->customer_count);
  g_autoptr (GError) error = NULL;
  TvRfmGrid grid;
  TvRfmBounds bounds;
  gint64 counts[TV_N_SEGMENTS];
  g_autofree char *cell = NULL, *champions = NULL;
  GtkWidget *map, *segments;

  g_assert_true (tv_engine_count_rfm (fixture->merchant.engine, &grid, &bounds, &error));
  g_assert_true (tv_engine_count_segments (fixture->merchant.engine, counts, &error));
  cell = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " customers",
                          grid.count[5][5],
                          summary->customer_count);
  champions = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " customers",
                               counts[TV_SEGMENT_CHAMPION],
                               summary->customer_count);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  tva_window_go (fixture->window, "customers", NULL);
  tva_test_wait_text (fixture->window, all);
  tva_test_wait_text (fixture->window, "Recency and frequency");
  map = find_type (fixture->window, TVA_TYPE_RFM_MAP);
  segments = find_type (fixture->window, TVA_TYPE_SEGMENT_CARD);
  g_assert_true (map != NULL && segments != NULL);
  tva_test_wait_text (fixture->window, tv_segment_get_title (TV_SEGMENT_CHAMPION));
  g_signal_emit_by_name (map, "picked", 5, 5);
  tva_test_wait_text (fixture->window, cell);
  tva_test_click (fixture->window, "Recency 5, frequency 5 ✕");
  tva_test_wait_text (fixture->window, all);
  g_signal_emit_by_name (segments, "picked", TV_SEGMENT_CHAMPION);
  tva_test_wait_text (fixture->window, champions);
  g_signal_emit_by_name (segments, "picked", -1);
  tva_test_wait_text (fixture->window, all);
  tva_rfm_map_set_table_shown (TVA_RFM_MAP (map), TRUE);
  tva_test_wait_text (map, "Mean spend");
  tva_test_check_names (fixture->window);
}

/* The first row of the table of moves. */
static GtkWidget *
find_move (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_object_get_data (G_OBJECT (root), "tva-move") != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_move (child);
  return found;
}

static gboolean
has_move (gpointer data)
{
  tva_segment_card_set_table_shown (data, TRUE);
  return find_move (data) != NULL;
}

/* A row of the table of moves lists its customers; a chip says so and lets all through again. */
static void
test_moves (Fixture *fixture, gconstpointer data)
{
  const TvSummary *summary = tva_window_get_summary (fixture->window);
  TvDay day = summary->profile_as_of_day;
  g_autoptr (GError) error = NULL;
  g_autofree char *some = NULL, *all = NULL, *chip = NULL;
  TvMovement movement;
  GtkWidget *segments;
  int from = 0, to = 0;

  g_assert_true (
      tv_engine_get_movement (fixture->merchant.engine, day - 90, day, &movement, NULL, &error));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  tva_window_go (fixture->window, "customers", NULL);
  tva_test_wait_text (fixture->window, "Recency and frequency");
  segments = find_type (fixture->window, TVA_TYPE_SEGMENT_CARD);
  tva_test_wait (has_move, segments);
  tva_movement_row_get_move (GTK_BUTTON (find_move (segments)), &from, &to);
  some = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " customers",
                          movement.moves[from][to],
                          summary->customer_count);
  all = g_strdup_printf ("%" G_GINT64_FORMAT " customers", summary->customer_count);
  chip = g_strdup_printf ("%s → %s ✕",
                          tv_segment_get_title ((TvSegment) from),
                          tv_segment_get_title ((TvSegment) to));
  g_signal_emit_by_name (find_move (segments), "clicked");
  tva_test_wait_text (fixture->window, some);
  tva_test_check_names (fixture->window);
  tva_test_click (fixture->window, chip);
  tva_test_wait_text (fixture->window, all);
  g_assert_null (tva_test_find_text (fixture->window, chip));
}

static void
test_customer_pane (Fixture *fixture, gconstpointer data)
{
  GtkWidget *table, *label;
  GtkSelectionModel *model;

  tva_window_go (fixture->window, "customers", NULL);
  tva_test_wait_text (fixture->window, "Spent");
  table = find_type (fixture->window, TVA_TYPE_TABLE);
  model = gtk_column_view_get_model (GTK_COLUMN_VIEW (tva_table_get_view (TVA_TABLE (table))));
  tva_test_settle ();
  gtk_selection_model_select_item (model, 0, TRUE);
  label = tva_test_wait_text (fixture->window, "Key figures");
  g_assert_nonnull (label);
  tva_test_wait_text (fixture->window, "Orders over time");
  tva_test_wait_text (fixture->window, "Recency");
  tva_test_wait_text (fixture->window, "What to expect");
  tva_test_wait_text (fixture->window, "Rhythm");
  tva_test_wait_text (fixture->window, "Orders in the next 90 days");
  tva_test_check_names (fixture->window);
}

/* Before the first run the page says what to do, in the place of cards without a figure. */
static void
test_today (Fixture *fixture, gconstpointer data)
{
  gboolean has_run = data != NULL;

  tva_window_go (fixture->window, "today", NULL);
  tva_test_wait_text (fixture->window, has_run ? "Last run" : "What to do next");
  g_assert_cmpint (tva_test_find_text (fixture->window, "To review") != NULL, ==, has_run);
  g_assert_cmpint (tva_test_find_text (fixture->window, "What to do next") != NULL, ==, !has_run);
  tva_test_check_names (fixture->window);
  if (!has_run)
    tva_test_wait_text (fixture->window, "finds what to recommend to each customer, and says why");
}

static gboolean
is_unmapped (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

/* What is wrong is said once, with what to do about it, until one looks at another page. */
static void
test_no_workspace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->merchant.folder, "note.tastevin", NULL);
  GtkWidget *line;

  g_assert_true (
      g_file_set_contents (path, "this is no database, whatever its name says", -1, NULL));
  tva_window_go (fixture->window, "today", NULL);
  tva_window_open_workspace (fixture->window, path);
  line = tva_test_wait_text (fixture->window,
                             "Could not open “note.tastevin”: it is not a Tastevin workspace.");
  tva_test_wait (is_mapped, line);
  tva_test_wait_text (fixture->window, "Choose a workspace of Tastevin, or make a new one.");
  g_assert_cmpstr (tv_engine_get_path (tva_window_get_engine (fixture->window)),
                   ==,
                   fixture->merchant.path);
  tva_window_go (fixture->window, "today", NULL);
  g_assert_true (gtk_widget_get_mapped (line));
  tva_window_go (fixture->window, "customers", NULL);
  tva_test_wait (is_unmapped, line);
}

#define SQLITE_LOCKS 0x40000000 /* where SQLite locks a file */

static void
set_locked (int fd, gboolean is_locked)
{
  struct flock lock = { .l_type = is_locked ? F_WRLCK : F_UNLCK,
                        .l_whence = SEEK_SET,
                        .l_start = SQLITE_LOCKS,
                        .l_len = 1024 };

  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &lock), ==, 0);
}

/* While a workspace is opened for long, as behind a lock or a check, the window says so in the
 * place of the pages. */
static void
test_slow_opening (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tastevin-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "slow.tastevin", NULL);
  TvEngine *engine = tv_engine_open (path, TV_OPEN_CREATE, NULL);
  TvaWindow *window = tva_test_window_new (NULL);
  GtkWidget *title;
  int fd;

  g_object_unref (engine);
  fd = g_open (path, O_RDWR, 0);
  set_locked (fd, TRUE);
  tva_window_open_workspace (window, path);
  title = tva_test_wait_text (window, "Opening “slow.tastevin”");
  g_assert_nonnull (gtk_widget_get_ancestor (title, ADW_TYPE_STATUS_PAGE));
  set_locked (fd, FALSE);
  tva_test_wait_text (window, "Welcome to Tastevin");
  g_assert_null (tva_test_find_text (window, "Opening “slow.tastevin”"));
  tva_test_window_close (window);
  close (fd);
}

/* What could not be done stays to be read on other pages, until something else is started. */
static void
test_lasting_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error
      = g_error_new_literal (TV_ERROR, TV_ERROR_IO, "There is no room on the disk.");
  g_autoptr (TvaOperation) operation = NULL;
  GtkWidget *line;

  tva_window_go (fixture->window, "today", NULL);
  tva_window_show_error (fixture->window, "Could not do it", error);
  line = tva_test_wait_text (fixture->window, "Could not do it");
  tva_window_go (fixture->window, "customers", NULL);
  tva_window_go (fixture->window, "runs", NULL);
  tva_test_settle ();
  g_assert_true (gtk_widget_get_mapped (line));
  operation = tva_window_start_operation (fixture->window, "Something else");
  tva_test_wait (is_unmapped, line);
  tva_operation_finish (operation);
}

static double
get_edge (gpointer widget, gboolean is_lower)
{
  graphene_rect_t bounds;

  g_assert_true (
      gtk_widget_compute_bounds (widget, GTK_WIDGET (gtk_widget_get_root (widget)), &bounds));
  return bounds.origin.y + (is_lower ? bounds.size.height : 0);
}

/* The buttons that decide; a toast about something else must not lie on them. */
static void
test_toast_above_foot (Fixture *fixture, gconstpointer data)
{
  GtkWidget *approve, *toast;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  tva_window_go (fixture->window, "review", NULL);
  approve = tva_test_wait_text (fixture->window, "Approve");
  tva_window_add_toast (fixture->window, adw_toast_new ("Something was done"));
  toast = tva_test_wait_text (fixture->window, "Something was done");
  tva_test_settle ();
  g_assert_cmpfloat (get_edge (toast, TRUE), <, get_edge (approve, FALSE));
}

typedef struct
{
  gpointer window;
  const char *text;
} Gone;

static gboolean
is_gone (gpointer data)
{
  return tva_test_find_text (((Gone *) data)->window, ((Gone *) data)->text) == NULL;
}

static void
wait_gone (Fixture *fixture, const char *text)
{
  tva_test_wait (is_gone, &(Gone){ fixture->window, text });
}

/* An answer is there at once, and the last one is what counts; one that offers something else comes
 * again behind it. */
static void
test_toast_replaces (Fixture *fixture, gconstpointer data)
{
  AdwToast *first = adw_toast_new ("First"), *offer = adw_toast_new ("Offer");
  AdwToast *undo = adw_toast_new ("Done once"), *again = adw_toast_new ("Done twice");

  adw_toast_set_button_label (offer, "Details");
  adw_toast_set_button_label (undo, "Undo");
  adw_toast_set_button_label (again, "Undo");
  tva_window_add_toast (fixture->window, first);
  tva_test_wait_text (fixture->window, "First");
  tva_window_add_toast (fixture->window, offer);
  tva_test_wait_text (fixture->window, "Offer");
  wait_gone (fixture, "First");
  tva_window_add_toast (fixture->window, undo);
  tva_test_wait_text (fixture->window, "Done once");
  tva_window_add_toast (fixture->window, again);
  tva_test_wait_text (fixture->window, "Done twice");
  wait_gone (fixture, "Done once");
  adw_toast_dismiss (again);
  tva_test_wait_text (fixture->window, "Offer");
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/window/shortcuts", test_shortcuts);
  g_test_add_func ("/window/empty", test_empty);
  g_test_add ("/window/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/window/pages-after-run", Fixture, "run", set_up, test_pages, tear_down);
  g_test_add ("/window/today", Fixture, NULL, set_up, test_today, tear_down);
  g_test_add ("/window/today-after-run", Fixture, "run", set_up, test_today, tear_down);
  g_test_add ("/window/customers", Fixture, NULL, set_up, test_customers, tear_down);
  g_test_add ("/window/overview", Fixture, NULL, set_up, test_overview, tear_down);
  g_test_add ("/window/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/window/customer-pane", Fixture, "run", set_up, test_customer_pane, tear_down);
  g_test_add ("/window/no-workspace", Fixture, NULL, set_up, test_no_workspace, tear_down);
  g_test_add_func ("/window/slow-opening", test_slow_opening);
  g_test_add ("/window/lasting-error", Fixture, NULL, set_up, test_lasting_error, tear_down);
  g_test_add ("/window/toast", Fixture, "run", set_up, test_toast_above_foot, tear_down);
  g_test_add ("/window/toasts", Fixture, NULL, set_up, test_toast_replaces, tear_down);
  return g_test_run ();
}
