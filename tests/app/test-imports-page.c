/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of imports: the keyboard stays where it was when rows are made anew. In the assistant, a
 * column of numbers that is mapped by hand is looked at for its decimal mark, what stands in the
 * cells of many rejected rows is mended once, and a preset is deleted where it is chosen. A value
 * in the pane of a customer leads back to its file. */
#include <glib/gstdio.h>
#include <tastevin.h>

#include "pages/import/tva-import-draft.h"
#include "pages/import/tva-import-look.h"
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

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_redo_focused (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (data);

  return GTK_IS_BUTTON (focus)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), "Redo") == 0;
}

static gboolean
is_source_focused (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (data);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_EXPANDER_ROW) : NULL;

  return row != NULL && !GTK_IS_BUTTON (focus);
}

/* Undoing makes the rows anew: the keyboard is where it was, at the button that has become Redo, or
 * at the row of a source. */
static void
test_focus_after_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *customers = g_build_filename (fixture->folder, "a.csv", NULL);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  TvEngine *engine = tva_window_get_engine (fixture->window);
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (customers, "customer_code,last_name\nC1,Dupont\n", -1, NULL));
  g_ptr_array_add (files, tv_import_sniff (customers, &error));
  g_assert_no_error (error);
  results = tv_engine_import (engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
  tva_window_go (fixture->window, "imports", NULL);
  tva_test_wait_text (window, "Undo");
  gtk_widget_grab_focus (find_button (window, "Undo"));
  gtk_widget_activate_action (window, "win.undo", NULL);
  tva_test_wait_text (window, "Redo");
  tva_test_wait (is_redo_focused, window);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (
      gtk_widget_get_ancestor (find_button (window, "Redo"), ADW_TYPE_EXPANDER_ROW),
      GTK_DIR_TAB_FORWARD);
  g_assert_true (is_source_focused (window));
  gtk_widget_activate_action (window, "win.redo", NULL);
  tva_test_wait_text (window, "Undo");
  tva_test_wait (is_source_focused, window);
}

static gboolean
is_read (gpointer source)
{
  return tva_import_source_get_file (source) != NULL;
}

/* The place of a column among those of the file's kind. */
static guint
find_column (TvaImportSource *source, const char *name)
{
  guint count;
  const TvImportColumn *columns
      = tv_import_kind_get_columns (tva_import_source_get_file (source)->kind, &count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (columns[i].name, name))
      return i;
  g_assert_not_reached ();
}

static TvaImportSource *
bring (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  const char *paths[] = { path, NULL };
  TvaImportDraft *draft
      = tva_import_draft_of (G_OBJECT (fixture->window), tva_window_get_engine (fixture->window));
  TvaImportSource *source;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  source
      = tva_import_draft_peek (draft,
                               g_list_model_get_n_items (tva_import_draft_get_sources (draft)) - 1);
  tva_test_wait (is_read, source);
  return source;
}

/* No name says that the last column holds amounts, so nobody looked at how they are written. What a
 * person says of the mark holds whatever column comes. */
static void
test_mark_by_hand (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *text;
    char guess, mark;
  } cases[] = {
    { "a.csv",
      "customer_code\torder_date\tdoc_ref\tproduct_key\tqty\twhat\n"
      "C1\t2023-01-02\tF1\tP1\t1\tabout\nC2\t2023-01-02\tF2\tP1\t1\t19,25\n",
      '.',
      ',' },
    { "b.csv",
      "customer_code;order_date;doc_ref;product_key;qty;what\n"
      "C1;2023-01-02;F1;P1;1,5;about\nC2;2023-01-02;F2;P1;1;19.25\n"
      "C2;2023-01-02;F3;P1;1;7.25\n",
      ',',
      '.' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TvaImportSource *source = bring (fixture, cases[i].name, cases[i].text);
      guint amount = find_column (source, "amount_ht");

      g_assert_cmpint (tva_import_source_get_file (source)->decimal_mark, ==, cases[i].guess);
      tva_import_source_set_column (source, find_column (source, "doc_type"), 5);
      g_assert_cmpint (tva_import_source_get_file (source)->decimal_mark, ==, cases[i].guess);
      tva_import_source_set_column (source, find_column (source, "doc_type"), -1);
      tva_import_source_set_column (source, amount, 5);
      g_assert_cmpint (tva_import_source_get_file (source)->decimal_mark, ==, cases[i].mark);
      tva_import_source_set_decimal_mark (source, cases[i].guess);
      tva_import_source_set_column (source, amount, -1);
      tva_import_source_set_column (source, amount, 5);
      g_assert_cmpint (tva_import_source_get_file (source)->decimal_mark, ==, cases[i].guess);
    }
}

static GtkWidget *
find_tooltip (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root)
      && g_strcmp0 (gtk_widget_get_tooltip_text (root), text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tooltip (child, text);
  return found;
}

static gboolean
has_delete (gpointer window)
{
  return find_tooltip (window, "Delete this preset") != NULL;
}

static GtkWidget *
find_entry (gpointer window, const char *title)
{
  return gtk_widget_get_ancestor (tva_test_wait_text (window, title), ADW_TYPE_ENTRY_ROW);
}

static void
mend (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

/* Three rows say the same word where an amount belongs, one another: the three are mended at once,
 * and one of them gets its own amount after all. */
static void
test_mend_many (Fixture *fixture, gconstpointer data)
{
  GtkWidget *problem;
  gpointer assistant;

  bring (fixture,
         "sales.csv",
         "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
         "C1;2023-01-02;F1;Red;1;n.c.\nC2;2023-01-03;F2;White;1;20\nC2;2023-01-03;F3;Red;1;n.c.\n"
         "C1;2023-01-04;F4;Red;1;later\nC1;2023-01-04;F5;Red;1;n.c.\n");
  assistant = tva_test_wait_window ("Import files");
  tva_test_click (assistant, "Check now");
  problem = tva_test_wait_text (assistant, "Not a number");
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (gtk_widget_get_ancestor (problem, ADW_TYPE_EXPANDER_ROW)),
      TRUE);
  g_assert_null (tva_test_find_text (assistant, "mended"));
  mend (find_entry (assistant, "All 3 rows with “n.c.”, amount_ht"), "12");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (find_entry (assistant, "Line 4, amount_ht"))),
      ==,
      "12");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (find_entry (assistant, "Line 5, amount_ht"))),
      ==,
      "later");
  mend (find_entry (assistant, "Line 6, amount_ht"), "13");
  tva_test_click (assistant, "Check again");
  tva_test_wait_text (assistant, "4 rows can be imported, 1 cannot");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Import");
  tva_test_wait_text (assistant, "Finish");
  {
    g_autofree char *path = g_build_filename (fixture->folder, "fresh.tastevin", NULL);
    g_autofree char *amounts
        = tv_test_sqlite (path, "SELECT group_concat (amount_ht_cents) FROM sales_line");

    g_assert_cmpstr (amounts, ==, "1200,2000,1200,1300");
  }
  tva_test_click (assistant, "Finish");
}

static guint
count_presets (TvEngine *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) presets = tv_engine_list_presets (engine, &error);

  g_assert_no_error (error);
  return presets->len;
}

/* A preset is deleted where it is chosen, and the file stays as it was read. */
static void
test_delete_preset (Fixture *fixture, gconstpointer data)
{
  TvEngine *engine = tva_window_get_engine (fixture->window);
  TvaImportSource *source = bring (fixture, "people.csv", "code;nom;e-mail\nC1;Duval;a@x.fr\n");
  g_autoptr (GError) error = NULL;
  gpointer assistant = tva_test_wait_window ("Import files");

  g_assert_true (
      tv_engine_save_preset (engine, "Till", tva_import_source_get_file (source), &error));
  g_assert_no_error (error);
  tva_import_source_note_preset (source, "Till");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Continue");
  tva_test_wait (has_delete, assistant);
  g_signal_emit_by_name (find_tooltip (assistant, "Delete this preset"), "clicked");
  tva_test_wait_text (
      assistant,
      "“Till” was deleted. The file is still read as it said: save it again to take "
      "that back.");
  g_assert_cmpuint (count_presets (engine), ==, 0);
  g_assert_null (tva_import_source_get_file (source)->preset_name);
  g_assert_false (has_delete (assistant));
  gtk_window_close (assistant);
  tva_test_settle ();
}

/* What was said by hand is kept by the preset and said of the next file; where that one is written
 * otherwise, the check says so, and one press has it read as it is. */
static void
test_unfit_preset (Fixture *fixture, gconstpointer data)
{
  TvEngine *engine = tva_window_get_engine (fixture->window);
  TvaImportSource *source = bring (fixture,
                                   "till 1.csv",
                                   "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
                                   "C1;2023-01-02;F1;Red;1;10\n");
  g_autoptr (GError) error = NULL;
  gpointer assistant = tva_test_wait_window ("Import files");

  tva_import_source_get_choices (source)->encoding = g_strdup ("WINDOWS-1252");
  tva_import_look (source, engine);
  tva_test_settle ();
  tva_test_wait (is_read, source);
  while (tva_import_source_get_file (source)->form == NULL)
    g_main_context_iteration (NULL, TRUE);
  tva_import_source_set_decimal_mark (source, ',');
  g_assert_true (
      tv_engine_save_preset (engine, "R & D", tva_import_source_get_file (source), &error));
  g_assert_no_error (error);
  gtk_window_close (assistant);
  tva_test_settle ();

  tva_import_draft_clear (tva_import_draft_of (G_OBJECT (fixture->window), engine));
  source = bring (fixture,
                  "till 2.csv",
                  "customer_code;order_date;doc_ref;product_label;qty;amount_ht\n"
                  "C1;2023-02-02;F2;Red;1;10.25\nC2;2023-02-03;F3;Red;1;9.75\n");
  g_assert_cmpstr (tva_import_source_get_file (source)->preset_name, ==, "R & D");
  assistant = tva_test_wait_window ("Import files");
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "Kept by the preset");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "A preset that does not fit");
  tva_test_click (assistant, "Read it as it is written");
  tva_test_click (assistant, "Check again");
  tva_test_wait_text (assistant, "All 2 rows can be imported");
  g_assert_cmpint (tva_import_source_get_file (source)->decimal_mark, ==, '.');
  gtk_window_close (assistant);
  tva_test_settle ();
}

/* By a press on the row, as the mouse and Enter do. */
static void
press (gpointer window, const char *title)
{
  gtk_widget_activate (
      gtk_widget_get_ancestor (tva_test_wait_text (window, title), GTK_TYPE_LIST_BOX_ROW));
}

static void
test_trace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sales.csv", NULL);
  TvEngine *engine = tva_window_get_engine (fixture->window);
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  gpointer window;

  g_assert_true (g_file_set_contents (path,
                                      "customer_code;last_name;courriel;order_date;doc_ref;product_"
                                      "key;product_label;qty;amount_ht\n"
                                      "C1;Dupont;A@Example.org;2023-01-02;F1;P1;Red;1;10\n"
                                      "C1;Dupont;A@Example.org;2023-01-03;F2;P1;Red;1;20.5\n",
                                      -1,
                                      NULL));
  g_ptr_array_add (files, tv_import_sniff (path, &error));
  g_assert_no_error (error);
  results = tv_engine_import (engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 900);
  tva_window_go (fixture->window, "customers", "customer:C1");
  press (fixture->window, "E-mail");
  window = tva_test_wait_window ("Where it comes from");
  tva_test_wait_text (window, "1 row of the imports says something of it.");
  tva_test_wait_text (window, "A@Example.org");
  gtk_window_close (window);
  tva_test_settle ();
  press (fixture->window, "Spent, excluding tax");
  window = tva_test_wait_window ("Where it comes from");
  tva_test_wait_text (window, "2 rows of the imports say something of it.");
  tva_test_wait_text (window, "20.5");
  g_assert_nonnull (tva_test_find_text (window, "used"));
  gtk_window_close (window);
  tva_test_settle ();
  /* Without the file, only what was taken in is left, and the window says so. */
  g_assert_cmpint (g_remove (path), ==, 0);
  press (fixture->window, "E-mail");
  window = tva_test_wait_window ("Where it comes from");
  tva_test_wait_text (window, "1 row of the imports says something of it.");
  g_assert_true (
      tva_test_has_part (window, "The file is gone: this is the value as it was taken in"));
  gtk_window_close (window);
  tva_test_settle ();
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/imports-page/focus-after-undo",
              Fixture,
              NULL,
              set_up,
              test_focus_after_undo,
              tear_down);
  g_test_add ("/imports-page/mark-by-hand", Fixture, NULL, set_up, test_mark_by_hand, tear_down);
  g_test_add ("/imports-page/mend-many", Fixture, NULL, set_up, test_mend_many, tear_down);
  g_test_add ("/imports-page/trace", Fixture, NULL, set_up, test_trace, tear_down);
  g_test_add ("/imports-page/delete-preset", Fixture, NULL, set_up, test_delete_preset, tear_down);
  g_test_add ("/imports-page/unfit-preset", Fixture, NULL, set_up, test_unfit_preset, tear_down);
  return g_test_run ();
}
