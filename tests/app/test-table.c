/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table on the way of the keyboard: Tab goes past its rows, and comes back to the row that was
 * left. What is scrolled into sight has its texts at once, what is out of sight gets them soon, and
 * a row follows its item. Columns grow with the person's text. */
#include "tva-test-window.h"
#include "widgets/tva-table.h"

#define ROWS 300

typedef struct
{
  GtkWidget *window, *before, *table, *after;
  GListModel *rows;
} Fixture;

static char *
to_text (gpointer row)
{
  return g_strdup_printf ("row %d", *(int *) row);
}

static gboolean
is_laid_out (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_height (data) > 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const TvaTableColumn columns[] = { { .title = "One", .to_text = to_text, .width = -1 },
                                     { .title = "Two", .to_text = to_text, .width = -1 } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GListStore *rows = g_list_store_new (TVA_TYPE_ITEM);

  for (int i = 0; i < ROWS; i++)
    {
      g_autoptr (TvaItem) item = tva_item_new (i + 1, g_memdup2 (&i, sizeof i), g_free);

      g_list_store_append (rows, item);
    }
  fixture->rows = G_LIST_MODEL (rows);
  fixture->before = gtk_button_new_with_label ("before");
  fixture->after = gtk_button_new_with_label ("after");
  fixture->table
      = tva_table_new ("Rows",
                       columns,
                       G_N_ELEMENTS (columns),
                       FALSE,
                       GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rows))));
  gtk_box_append (GTK_BOX (box), fixture->before);
  gtk_box_append (GTK_BOX (box), fixture->table);
  gtk_box_append (GTK_BOX (box), fixture->after);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tva_test_wait (is_laid_out, fixture->table);
  gtk_widget_grab_focus (fixture->before);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static GtkWidget *
move (Fixture *fixture, GtkDirectionType direction)
{
  gtk_widget_child_focus (fixture->window, direction);
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first = move (fixture, GTK_DIR_TAB_FORWARD);

  g_assert_true (gtk_widget_is_ancestor (first, fixture->table));
  g_assert_true (move (fixture, GTK_DIR_TAB_FORWARD) == fixture->after);
  g_assert_true (move (fixture, GTK_DIR_TAB_BACKWARD) == first);
  g_assert_true (move (fixture, GTK_DIR_TAB_BACKWARD) == fixture->before);
}

/* Arrows go from row to row. */
static void
test_arrows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first = move (fixture, GTK_DIR_TAB_FORWARD);
  GtkWidget *second = move (fixture, GTK_DIR_DOWN);

  g_assert_true (second != first && gtk_widget_is_ancestor (second, fixture->table));
  g_assert_true (move (fixture, GTK_DIR_TAB_FORWARD) == fixture->after);
  g_assert_true (move (fixture, GTK_DIR_TAB_BACKWARD) == second);
  g_assert_true (move (fixture, GTK_DIR_UP) == first);
}

/* The list of the rows in the view. */
static GtkWidget *
find_list (Fixture *fixture)
{
  GtkWidget *child = gtk_widget_get_first_child (tva_table_get_view (TVA_TABLE (fixture->table)));

  while (!GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* How many rows bear this name, and all of their cells the text. */
static guint
count_rows (Fixture *fixture, const char *name, const char *text)
{
  guint count = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (find_list (fixture)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row),
                                                                   GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                                   name);

      if (other != NULL)
        continue;
      count++;
      for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL;
           cell = gtk_widget_get_next_sibling (cell))
        {
          gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, text);
          gtk_test_accessible_assert_property (gtk_widget_get_first_child (cell),
                                               GTK_ACCESSIBLE_PROPERTY_LABEL,
                                               text);
        }
    }
  return count;
}

static gboolean
has_far_row (gpointer data)
{
  return count_rows (data, "row 150, row 150", "row 150") == 1;
}

static gboolean
has_other_row (gpointer data)
{
  return count_rows (data, "row 1000, row 1000", "row 1000") == 1;
}

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (tva_table_get_view (TVA_TABLE (fixture->table))));
  g_autoptr (TvaItem) last = g_list_model_get_item (fixture->rows, ROWS - 1);
  int other = 1000;

  g_assert_cmpuint (count_rows (fixture, "row 0, row 0", "row 0"), ==, 1);
  tva_test_wait (has_far_row, fixture);
  g_assert_cmpuint (count_rows (fixture, "row 299, row 299", "row 299"), ==, 0);
  gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll));
  g_assert_cmpuint (count_rows (fixture, "row 299, row 299", "row 299"), ==, 1);
  tva_item_set_row (last, g_memdup2 (&other, sizeof other), g_free);
  tva_test_wait (has_other_row, fixture);
}

/* Columns are as much wider as the person's text is larger. */
static void
test_large_text (void)
{
  const TvaTableColumn columns[] = { { .title = "One", .to_text = to_text, .width = 100 } };
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;
  int dpi;

  g_object_get (settings, "gtk-font-name", &font, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-font-name", "Sans 11", NULL);
  for (int percent = 50; percent <= 200; percent += 50)
    {
      GListStore *rows = g_list_store_new (TVA_TYPE_ITEM);
      GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows)));
      GtkWidget *table, *view;
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set (settings, "gtk-xft-dpi", percent * 96 * 1024 / 100, NULL);
      table = g_object_ref_sink (tva_table_new ("Rows", columns, 1, FALSE, model));
      view = tva_table_get_view (TVA_TABLE (table));
      column = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)), 0);
      g_assert_cmpint (gtk_column_view_column_get_fixed_width (column), ==, MAX (percent, 100));
      g_object_unref (table);
    }
  g_object_set (settings, "gtk-font-name", font, "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char *argv[])
{
  tva_test_init (&argc, &argv);
  g_test_add ("/table/tab", Fixture, NULL, set_up, test_tab, tear_down);
  g_test_add ("/table/arrows", Fixture, NULL, set_up, test_arrows, tear_down);
  g_test_add_func ("/table/large-text", test_large_text);
  g_test_add ("/table/texts", Fixture, NULL, set_up, test_texts, tear_down);
  return g_test_run ();
}
