/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report of a till in the import assistant, its columns at fixed places: what it is read as, and
 * that a person can choose otherwise and back. */
#include <adwaita.h>

#include "pages/import/tva-import-assistant.h"
#include "tv-test-workspace.h"
#include "tva-test-window.h"

static const char report[]
    = "DAILY SALES                          PAGE   1\n\n"
      "CUSTNO  NAME           ITEM    LABEL         QTY   AMOUNT DATE\n"
      "100101  North Wind     4711    Red jug         6    53.40 2026-10-01\n"
      "100102  Blue Eagle     4712    Cup, wide      12  1106.80 2026-10-02\n"
      "100103  Bistro         4711    Red jug         1     8.90 2026-10-03\n"
      "\nThree rows were printed\n";

typedef struct
{
  char *folder;
  TvaWindow *window;
  GtkWindow *assistant;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  const char *paths[] = { NULL, NULL };
  g_autoptr (GList) all = NULL;

  fixture->folder = tv_test_folder_new ();
  file = g_build_filename (fixture->folder, "report.txt", NULL);
  g_assert_true (g_file_set_contents (file, report, -1, NULL));
  path = g_build_filename (fixture->folder, "fresh.tastevin", NULL);
  fixture->window = tva_test_window_new (path);
  paths[0] = file;
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", paths);
  all = gtk_window_list_toplevels ();
  for (GList *l = all; l != NULL; l = l->next)
    if (g_strcmp0 (gtk_window_get_title (l->data), "Import files") == 0)
      fixture->assistant = l->data;
  g_assert_nonnull (fixture->assistant);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tva_test_window_close (fixture->window);
  tv_test_folder_free (fixture->folder);
}

static AdwComboRow *
find_separator (Fixture *fixture)
{
  GtkWidget *title = tva_test_wait_text (fixture->assistant, "Between columns");

  return ADW_COMBO_ROW (gtk_widget_get_ancestor (title, ADW_TYPE_COMBO_ROW));
}

static void
choose (Fixture *fixture, const char *title)
{
  AdwComboRow *row = find_separator (fixture);
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), title))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_error ("there is no choice “%s”", title);
}

static gboolean
is_fixed (gpointer data)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (find_separator (data));

  return g_str_equal (gtk_string_object_get_string (item), "Fixed width");
}

/* Whether the file is read with one column, which is all that semicolons make of it. */
static gboolean
has_no_kind (gpointer data)
{
  Fixture *fixture = data;

  return tva_test_find_text (fixture->assistant, "The header does not tell what the rows are")
         != NULL;
}

static gboolean
has_kind (gpointer data)
{
  return !has_no_kind (data);
}

static void
test_fixed_width (Fixture *fixture, gconstpointer data)
{
  tva_test_wait_text (fixture->assistant, "report.txt");
  tva_test_click (fixture->assistant, "Continue");
  tva_test_wait (is_fixed, fixture);
  choose (fixture, "Semicolon");
  tva_test_wait (has_no_kind, fixture);
  tva_test_wait_text (fixture->assistant, "Chosen by you");
  choose (fixture, "Fixed width");
  tva_test_wait (has_kind, fixture);
  tva_test_wait (is_fixed, fixture);
  tva_test_click (fixture->assistant, "Check now");
  tva_test_wait_text (fixture->assistant, "All 3 rows can be imported");
  g_assert_true (
      tva_test_has_part (fixture->assistant, "4 lines passed by: titles and notes, blank lines"));
}

int
main (int argc, char *argv[])
{
  tva_test_init (&argc, &argv);
  g_test_add ("/import-layouts/fixed-width", Fixture, NULL, set_up, test_fixed_width, tear_down);
  return g_test_run ();
}
