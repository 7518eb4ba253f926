/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of imports: the keyboard stays where it was when rows are made anew. */
#include <tastevin.h>

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
  return g_test_run ();
}
