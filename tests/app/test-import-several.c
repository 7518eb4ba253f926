/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several files at once in the import assistant: which of them is shown, what is said at the end of
 * rows that wait, and whose customers are shown behind it. */
#include "pages/import/tva-import-assistant.h"
#include "pages/import/tva-import-switcher.h"
#include "tv-test-workspace.h"
#include "tva-test-window.h"

typedef struct
{
  char *folder;
  TvaWindow *window;
} Fixture;

static const struct
{
  const char *name, *text;
} files[] = {
  { "cards.csv", "Card No,Surname,Email\nM1,Kerr,kerr@example.org\nM2,Lowe,lowe@example.org\n" },
  { "shop.csv", "Customer No,Surname,Email\nW1,Reid,reid@example.org\n" },
  { "till.csv",
    "Receipt No,Date,Customer No,Item,Qty,Net\nR1,14/03/2026,M1,Mug,1,9.00\n"
    "R2,15/03/2026,M2,Mug,1,9.00\nR3,16/03/2026,M9,Mug,1,9.00\n" },
  { "prices.csv", "Stock code,Description,RRP\nP1,Mug,10.80\n" },
};

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
find_mapped (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_mapped (child, type);
  return found;
}

static GtkWidget *
open_assistant (Fixture *fixture)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, files[i].name, NULL);

      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      g_strv_builder_add (paths, path);
    }
  list = g_strv_builder_end (paths);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-paths", "^as", list);
  return tva_test_find_window ("Import files");
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  GtkWidget *assistant = open_assistant (fixture), *choice;

  tva_test_wait_text (assistant, "prices.csv");
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "File 1 of 4");
  choice = find_mapped (find_mapped (assistant, TVA_TYPE_IMPORT_SWITCHER), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 2);
  tva_test_wait_text (assistant, "File 3 of 4");
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "File 3 of 4");
}

/* Two files of customers: none of them is all that was brought. */
static void
test_done (Fixture *fixture, gconstpointer data)
{
  GtkWidget *assistant = open_assistant (fixture);

  tva_test_wait_text (assistant, "prices.csv");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "Nothing was written yet.");
  tva_test_click (assistant, "Continue");
  tva_test_click (assistant, "Import");
  tva_test_wait_text (assistant,
                      "1 row waits for its customer or product, and counts for nothing until an "
                      "import brings these.");
  tva_test_wait_text (assistant, "Run recommendations now");
  tva_test_click (assistant, "Show customers");
  tva_test_wait_text (fixture->window, "3 customers");
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add ("/import-several/place", Fixture, NULL, set_up, test_place, tear_down);
  g_test_add ("/import-several/done", Fixture, NULL, set_up, test_done, tear_down);
  return g_test_run ();
}
