/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a check of the data found to the import that it lies in, or to the rows that are mended
 * there: in the one import, or in the one of several that the person chooses. */
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

static void
import_text (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (files, tv_import_sniff (path, &error));
  g_assert_no_error (error);
  results = tv_engine_import (tva_window_get_engine (fixture->window), files, FALSE, NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_tooltip (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tooltip (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
press (Fixture *fixture, const char *check, const char *way)
{
  GtkWidget *button;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-data", NULL);
  button = tva_test_wait_text (fixture->window, check);
  button = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  button = find_tooltip (button, way);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
mend_same_keys (Fixture *fixture)
{
  press (fixture, "Same key twice in a file", "Mend rejected rows");
}

/* What a check found is mended in the file that it found it in, not in the latest one. */
static void
test_rejects_of_check (Fixture *fixture, gconstpointer data)
{
  import_text (fixture,
               "twice.csv",
               "customer_code,last_name,city\nC1,Dupont,Colmar\nC1,Durand,Colmar\n");
  import_text (fixture,
               "later.csv",
               "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n"
               "C1,2023-01-02,F1,Red,1,10\nC1,2023-99-02,F2,Red,1,10\n");
  mend_same_keys (fixture);
  tva_test_wait_text (tva_test_wait_window ("Rejected rows"), "Rejected rows of twice.csv");
}

static gpointer
find_question (TvaWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_question (gpointer data)
{
  return find_question (data) != NULL;
}

/* Where the rows lie in several files, the person says in which. */
static void
test_rejects_of_several (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label, *row;

  import_text (fixture, "old.csv", "customer_code,last_name\nC1,Dupont\nC1,Durand\n");
  import_text (fixture, "new.csv", "customer_code,last_name\nC2,Blanc\nC2,Noir\nC2,Vert\n");
  mend_same_keys (fixture);
  tva_test_wait (has_question, fixture->window);
  tva_test_wait_text (find_question (fixture->window), "2 rows, import 2");
  label = tva_test_wait_text (find_question (fixture->window), "1 row, import 1");
  row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  tva_test_wait_text (tva_test_wait_window ("Rejected rows"), "Rejected rows of old.csv");
}

/* An empty cell need not reject its row: then there is nothing to mend among the rejects. */
static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  static const char *const title = "Required value missing";

  import_text (fixture,
               "nameless.csv",
               "customer_code,last_name,city\nC1,,Colmar\nC2,Roux,Colmar\n");
  press (fixture, title, "Mend rejected rows");
  tva_test_wait_text (tva_test_wait_window (title),
                      "None of these rows was rejected. They are mended where the data comes from, "
                      "and imported again.");
  gtk_window_close (tva_test_wait_window (title));
}

/* Where there are more rows than the dialog shows, it says so. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  static const char *const title = "Objection to advertising not known";
  g_autoptr (GString) text = g_string_new ("customer_code,last_name,email\n");

  for (int i = 0; i < 5001; i++)
    g_string_append_printf (text, "C%d,Roux,r%d@example.org\n", i, i);
  import_text (fixture, "many.csv", text->str);
  press (fixture, title, "Show rows");
  tva_test_wait_text (tva_test_wait_window (title),
                      "These are the first 5000 rows. Saving them as CSV writes all of them.");
  gtk_window_close (tva_test_wait_window (title));
}

/* So does the list of rejected rows. */
static void
test_many_rejects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("customer_code,last_name\n");

  for (int i = 0; i < 5002; i++)
    g_string_append (text, "C1,Roux\n");
  import_text (fixture, "many.csv", text->str);
  mend_same_keys (fixture);
  tva_test_wait_text (tva_test_wait_window ("Rejected rows"),
                      "The first 5000 rejected rows of many.csv");
}

static gboolean
is_batch_focused (gpointer file_name)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      GtkWidget *focus = gtk_root_get_focus (l->data);

      if (focus != NULL && ADW_IS_ACTION_ROW (focus)
          && gtk_widget_has_css_class (focus, "wanted-row")
          && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus)), file_name)
                 == 0)
        return TRUE;
    }
  return FALSE;
}

static const char head[] = "customer_code,order_date,doc_ref,product_label,qty,amount_ht\n";

static void
import_sales (Fixture *fixture, const char *name, const char *rows)
{
  g_autofree char *text = g_strconcat (head, rows, NULL);

  import_text (fixture, name, text);
}

/* From a check to the import that it found something in: its row is shown among those of its
 * source, has the keyboard, and is marked. */
static void
test_import_of_check (Fixture *fixture, gconstpointer data)
{
  import_text (fixture, "people.csv", "customer_code,last_name,city\nC1,Dupont,Colmar\n");
  import_sales (fixture, "old.csv", "C1,2023-01-02,F1,Red,1,10\nC9,2023-01-02,F1,Red,1,10\n");
  import_sales (fixture, "new.csv", "C1,2023-02-02,F2,Red,1,10\n");
  press (fixture, "Sale of an unknown customer", "Show imports");
  tva_test_wait (is_batch_focused, (gpointer) "old.csv");
  /* Again, now that the page is there and another row was marked. */
  import_sales (fixture, "third.csv", "C7,2023-03-02,F3,Red,1,10\n");
  press (fixture, "Sale of an unknown customer", "Show imports");
  tva_test_wait (has_question, fixture->window);
  tva_test_wait_text (find_question (fixture->window), "1 row, import 4");
  gtk_window_close (find_question (fixture->window));
}

/* What is about imports as a whole names them without counting rows. */
static void
test_import_as_a_whole (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label, *row;

  import_sales (fixture, "a.csv", "C1,2023-01-02,F1,Red,1,10 EUR\n");
  import_sales (fixture, "b.csv", "C1,2023-02-02,F2,Red,1,10 USD\n");
  import_sales (fixture, "c.csv", "C1,2023-03-02,F3,Red,1,10 USD\n");
  press (fixture, "More than one currency", "Show imports");
  tva_test_wait (has_question, fixture->window);
  tva_test_wait_text (find_question (fixture->window), "import 3");
  label = tva_test_wait_text (find_question (fixture->window), "import 2");
  row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  tva_test_wait (is_batch_focused, (gpointer) "b.csv");
}

/* Today's card of waiting rows leads to an import that has some. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  import_text (fixture, "people.csv", "customer_code,last_name,city\nC1,Dupont,Colmar\n");
  import_sales (fixture, "waits.csv", "C9,2023-01-02,F1,Red,1,10\n");
  import_text (fixture, "more.csv", "customer_code,last_name,city\nC2,Durand,Colmar\n");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                              "win.show",
                              "(ss)",
                              "imports",
                              "waiting");
  tva_test_wait (is_batch_focused, (gpointer) "waits.csv");
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/data-rejects/one", Fixture, NULL, set_up, test_rejects_of_check, tear_down);
  g_test_add ("/data-rejects/several", Fixture, NULL, set_up, test_rejects_of_several, tear_down);
  g_test_add ("/data-rejects/accepted", Fixture, NULL, set_up, test_accepted, tear_down);
  g_test_add ("/data-rejects/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/data-rejects/import", Fixture, NULL, set_up, test_import_of_check, tear_down);
  g_test_add ("/data-rejects/as-a-whole", Fixture, NULL, set_up, test_import_as_a_whole, tear_down);
  g_test_add ("/data-rejects/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/data-rejects/many-rejects", Fixture, NULL, set_up, test_many_rejects, tear_down);
  return g_test_run ();
}
