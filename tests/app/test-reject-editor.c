/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many rejected rows at once: found by reason, column and text, set, replaced in, left out, and
 * given back by one undo; the next check and the import go by it. */
#include <tastevin.h>

#include "pages/import/tva-import-draft.h"
#include "tv-test-workspace.h"
#include "tva-test-window.h"

typedef struct
{
  char *folder;
  TvaWindow *window;
  TvaImportSource *source;
  gpointer assistant, editor;
} Fixture;

static gboolean
is_read (gpointer source)
{
  return tva_import_source_get_file (source) != NULL;
}

/* Lines 2 and 3 have amounts in words, 4 and 5 days that are none, 6 an amount with a word, 7 is
 * good. */
static const char sales[] = "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
                            "C1;2023-01-02;F1;Red;1;n.c.\nC2;2023-01-03;F2;White;1;on request\n"
                            "C2;2023-99-03;F3;Red;1;30\nC1;2023-99-04;F4;Red;1;40\n"
                            "C1;2023-01-05;F5;Red;1;about 50\nC1;2023-01-06;F6;Red;1;60\n";

static void
open_editor (Fixture *fixture)
{
  tva_test_click (fixture->assistant, "Mend many…");
  fixture->editor = tva_test_wait_window ("Mend many rows");
}

/* A second file, for which there is a test of its own. */
static const char more_sales[] = "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
                                 "C1;2023-02-02;G1;Red;1;later\nC2;2023-02-03;G2;White;1;20\n";

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *workspace = NULL, *path = NULL, *more = NULL;
  const char *paths[3] = { NULL };
  TvaImportDraft *draft;

  fixture->folder = tv_test_folder_new ();
  workspace = g_build_filename (fixture->folder, "fresh.tastevin", NULL);
  path = g_build_filename (fixture->folder, "sales.csv", NULL);
  paths[0] = path;
  fixture->window = tva_test_window_new (workspace);
  draft = tva_import_draft_of (G_OBJECT (fixture->window), tva_window_get_engine (fixture->window));
  g_assert_true (g_file_set_contents (path, sales, -1, NULL));
  if (data != NULL)
    {
      more = g_build_filename (fixture->folder, "more.csv", NULL);
      paths[1] = more;
      g_assert_true (g_file_set_contents (more, data, -1, NULL));
    }
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  fixture->source = tva_import_draft_peek (draft, 0);
  tva_test_wait (is_read, fixture->source);
  if (data != NULL)
    tva_test_wait (is_read, tva_import_draft_peek (draft, 1));
  fixture->assistant = tva_test_wait_window ("Import files");
  tva_test_click (fixture->assistant, "Check now");
  tva_test_wait_text (fixture->assistant,
                      data != NULL ? "2 rows can be imported, 6 cannot"
                                   : "1 row can be imported, 5 cannot");
  open_editor (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_window_close (fixture->window);
  tv_test_folder_free (fixture->folder);
}

/* The nth widget of a type from the top. */
static GtkWidget *
find_nth (GtkWidget *root, GType type, guint *n)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_nth (child, type, n);
  return found;
}

static GtkWidget *
get_nth (Fixture *fixture, GType type, guint n)
{
  GtkWidget *found = find_nth (GTK_WIDGET (fixture->editor), type, &n);

  g_assert_nonnull (found);
  return found;
}

/* Choices: 0 = reason, 1 = column, 2 = what becomes of the rows. */
static void
choose (Fixture *fixture, guint choice, const char *text)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (get_nth (fixture, GTK_TYPE_DROP_DOWN, choice));
  GListModel *titles = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr (GtkStringObject) title = g_list_model_get_item (titles, i);

      if (g_str_equal (gtk_string_object_get_string (title), text))
        {
          gtk_drop_down_set_selected (drop_down, i);
          return;
        }
    }
  g_assert_not_reached ();
}

/* Entries: 0 = what is replaced, 1 = the new text. */
static void
type (Fixture *fixture, guint entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_nth (fixture, GTK_TYPE_ENTRY, entry)), text);
}

/* The two choices before it have an entry of their own. */
static void
search (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_nth (fixture, GTK_TYPE_SEARCH_ENTRY, 2)), text);
}

static void
undo (Fixture *fixture)
{
  GtkWidget *button = get_nth (fixture, GTK_TYPE_BUTTON, 0);

  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static const char *
get_repair (Fixture *fixture, gint64 line, guint header)
{
  return tv_import_file_get_repair (tva_import_source_get_file (fixture->source), line, header);
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  tva_test_check_names (fixture->editor);
  tva_test_wait_text (fixture->editor, "5 of 5 rows shown · choose a column to change its cells");
  choose (fixture, 0, "Not a number");
  tva_test_wait_text (fixture->editor, "3 of 5 rows shown · 0 change");
  search (fixture, "REQUEST");
  type (fixture, 1, "12");
  tva_test_wait_text (fixture->editor, "1 of 5 rows shown · 1 changes");
  search (fixture, "");
  tva_test_wait_text (fixture->editor, "3 of 5 rows shown · 3 change");
  g_assert_null (get_repair (fixture, 2, 5));
  tva_test_click (fixture->editor, "Change 3 rows");
  g_assert_cmpstr (get_repair (fixture, 2, 5), ==, "12");
  g_assert_cmpstr (get_repair (fixture, 6, 5), ==, "12");
  g_assert_null (get_repair (fixture, 4, 5));
  tva_test_wait_text (fixture->editor, "3 of 5 rows shown · 0 change");
  choose (fixture, 2, "Empty all shown");
  tva_test_click (fixture->editor, "Change 3 rows");
  g_assert_cmpstr (get_repair (fixture, 2, 5), ==, "");
  undo (fixture);
  g_assert_cmpstr (get_repair (fixture, 2, 5), ==, "12");
  undo (fixture);
  g_assert_null (get_repair (fixture, 2, 5));
  g_assert_false (gtk_widget_get_sensitive (get_nth (fixture, GTK_TYPE_BUTTON, 0)));
  gtk_window_close (fixture->editor);
}

/* A part of the text is replaced, rows are left out, and what comes of it is imported. */
static void
test_replace_and_leave_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "fresh.tastevin", NULL);
  g_autofree char *amounts = NULL;
  g_autofree char *kept = NULL;

  choose (fixture, 1, "amount_ht");
  choose (fixture, 2, "Replace in all shown");
  type (fixture, 0, "about ");
  type (fixture, 1, "");
  tva_test_click (fixture->editor, "Change 1 row");
  g_assert_cmpstr (get_repair (fixture, 6, 5), ==, "50");
  choose (fixture, 1, "order_date");
  type (fixture, 0, "-99-");
  type (fixture, 1, "-02-");
  tva_test_click (fixture->editor, "Change 2 rows");
  choose (fixture, 1, "All columns");
  choose (fixture, 2, "Leave all shown out");
  search (fixture, "n.c.");
  tva_test_click (fixture->editor, "Change 1 row");
  gtk_window_close (fixture->editor);
  tva_test_settle ();

  /* What was done is there when the window is opened again, and can still be undone. */
  open_editor (fixture);
  undo (fixture);
  choose (fixture, 2, "Leave all shown out");
  search (fixture, "n.c.");
  tva_test_click (fixture->editor, "Change 1 row");
  gtk_window_close (fixture->editor);
  tva_test_click (fixture->assistant, "Check again");
  tva_test_wait_text (fixture->assistant, "4 rows can be imported, 1 cannot");
  tva_test_wait_text (fixture->assistant, "Rows that you leave out");
  tva_test_click (fixture->assistant, "Continue");
  tva_test_click (fixture->assistant, "Import");
  tva_test_wait_text (fixture->assistant, "Finish");
  amounts = tv_test_sqlite (path, "SELECT group_concat (amount_ht_cents) FROM sales_line");
  g_assert_cmpstr (amounts, ==, "3000,4000,5000,6000");
  kept = tv_test_sqlite (path, "SELECT group_concat (line || code) FROM import_reject");
  g_assert_cmpstr (kept, ==, "2DROPPED,3BAD_NUMBER");
  tva_test_click (fixture->assistant, "Finish");
}

/* What is left out is taken in again where the check lists it. */
static void
test_take_in (Fixture *fixture, gconstpointer data)
{
  choose (fixture, 2, "Leave all shown out");
  tva_test_click (fixture->editor, "Change 5 rows");
  gtk_window_close (fixture->editor);
  tva_test_click (fixture->assistant, "Check again");
  tva_test_wait_text (fixture->assistant, "Rows that you leave out");
  g_assert_null (tva_test_find_text (fixture->assistant, "Rows that cannot be taken"));
  tva_test_click (fixture->assistant, "Take them in again");
  tva_test_click (fixture->assistant, "Check again");
  tva_test_wait_text (fixture->assistant, "1 row can be imported, 5 cannot");
  gtk_window_close (fixture->assistant);
}

static char *
dup_first_title (Fixture *fixture)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (get_nth (fixture, GTK_TYPE_COLUMN_VIEW, 0));
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (view), 0);

  return g_strdup (gtk_column_view_column_get_title (column));
}

/* A line is one of a file: with several files each row begins with its own. */
static void
test_first_column (Fixture *fixture, gconstpointer data)
{
  g_autofree char *title = dup_first_title (fixture);

  g_assert_cmpstr (title, ==, data != NULL ? "File" : "Line");
  gtk_window_close (fixture->editor);
}

/* In a narrow window the button stands below the words that it belongs to, which keep their width.
 */
static gboolean
is_wide_enough (gpointer assistant)
{
  GtkWidget *words
      = tva_test_find_text (assistant,
                            "Mend them here, and check again; those that stay are kept aside with "
                            "their reason.");

  return words != NULL && gtk_widget_get_width (assistant) <= 420
         && gtk_widget_get_width (words) >= 300;
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  gtk_window_close (fixture->editor);
  tva_test_settle ();
  gtk_window_set_default_size (fixture->assistant, 400, 700);
  tva_test_wait (is_wide_enough, fixture->assistant);
  gtk_window_close (fixture->assistant);
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/reject-editor/set", Fixture, NULL, set_up, test_set, tear_down);
  g_test_add ("/reject-editor/replace",
              Fixture,
              NULL,
              set_up,
              test_replace_and_leave_out,
              tear_down);
  g_test_add ("/reject-editor/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/reject-editor/take-in", Fixture, NULL, set_up, test_take_in, tear_down);
  g_test_add ("/reject-editor/one-file", Fixture, NULL, set_up, test_first_column, tear_down);
  g_test_add ("/reject-editor/files", Fixture, more_sales, set_up, test_first_column, tear_down);
  return g_test_run ();
}
