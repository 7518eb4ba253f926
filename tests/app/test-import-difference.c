/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last look of the import assistant: of a file with everything only the tables that it has
 * something of. */
#include "pages/import/tva-import-assistant.h"
#include "tv-test-workspace.h"
#include "tva-test-window.h"

static guint
count_text (GtkWidget *root, const char *text)
{
  guint count = 0;

  if (!gtk_widget_get_mapped (root))
    return 0;
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    count++;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_text (child, text);
  return count;
}

/* A product that a file only takes back, and that the catalogue has, is not one of the file's. */
static void
test_empty_tables (void)
{
  g_autofree char *folder = tv_test_folder_new ();
  g_autofree char *workspace = g_build_filename (folder, "fresh.tastevin", NULL);
  g_autofree char *catalogue = g_build_filename (folder, "catalogue.csv", NULL);
  g_autofree char *returns = g_build_filename (folder, "returns.csv", NULL);
  const char *paths[] = { catalogue, returns, NULL };
  TvaWindow *window = tva_test_window_new (workspace);
  GtkWindow *assistant;

  g_assert_true (
      g_file_set_contents (catalogue, "product_key;product_label;price\nP1;Red;10,00\n", -1, NULL));
  g_assert_true (g_file_set_contents (returns,
                                      "customer_code;last_name;order_date;doc_ref;"
                                      "product_key;qty;amount_ht\n"
                                      "C1;Durand;2023-01-02;F1;P1;-1;-10,00\n",
                                      -1,
                                      NULL));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.import-paths", "^as", paths);
  assistant = tva_test_find_window ("Import files");
  tva_test_wait_text (assistant, "returns.csv");
  tva_test_click (assistant, "Check now");
  tva_test_wait_text (assistant, "All 2 rows can be imported");
  tva_test_click (assistant, "Continue");
  tva_test_wait_text (assistant, "What would change");
  g_assert_cmpuint (count_text (GTK_WIDGET (assistant), "Products"), ==, 1);
  g_assert_cmpuint (count_text (GTK_WIDGET (assistant), "Customers"), ==, 1);
  g_assert_cmpuint (count_text (GTK_WIDGET (assistant), "Sales lines"), ==, 1);
  tva_test_window_close (window);
  tv_test_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  tva_test_init (&argc, &argv);
  g_test_add_func ("/import-difference/empty-tables", test_empty_tables);
  return g_test_run ();
}
