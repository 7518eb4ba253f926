/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of TvaItem. Rows follow their item; rows, cells and headers bear names that a person
 * would read. Sorting is only announced: GTK 4.8 does not tell the primary column, so each column's
 * sorter notes when it is asked first. */
#include "widgets/tva-table.h"

#include <glib/gi18n.h>

#include "widgets/tva-cell.h"
#include "widgets/tva-table-rows.h"

typedef struct
{
  TvaTable *table; /* unowned: the table owns its view, the view its columns */
  TvaTableColumn column;
  guint index;
} Column;

#define NAMING_COLUMNS 3
#define LAYOUT_MS 50 /* some frames */

struct _TvaTable
{
  TvaTabStop parent_instance;

  GtkWidget *view;
  TvaCellFont *font;
  TvaTableRows *rows;
  GPtrArray *columns;    /* of Column, unowned: the factories own them */
  guint scroll_position; /* where scroll_id will scroll to */
  guint scroll_id;
  int asked_column;  /* while the sorter is being asked, -1 = nobody yet */
  gboolean is_quiet; /* while the program sets the order */
};

enum
{
  SIGNAL_SORT_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaTable, tva_table, TVA_TYPE_TAB_STOP)

static void
column_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  if (widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    -1);
}

static char *
dup_text (const Column *column, TvaItem *item)
{
  gpointer row = tva_item_get_row (item);

  if (row == NULL)
    return g_strdup (tva_item_get_id (item) != 0 ? "…" : "");
  return column->column.to_cell != NULL ? column->column.to_cell (row, column->index)
                                        : column->column.to_text (row);
}

/* Sets the texts of all cells of a row. The row is named by its first columns, so that it can be
 * told from its cells. */
static int
fill_row (GtkListItem *list_item, gpointer user_data)
{
  TvaTable *self = TVA_TABLE (user_data);
  TvaItem *item = TVA_ITEM (gtk_list_item_get_item (list_item));
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  GtkWidget *row = gtk_widget_get_parent (cell);
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++, cell = gtk_widget_get_next_sibling (cell))
    {
      TvaCell *child = TVA_CELL (gtk_widget_get_first_child (cell));
      g_autofree char *text = dup_text (g_ptr_array_index (self->columns, i), item);

      if (i < NAMING_COLUMNS && *text != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", text);
      if (tva_cell_set_text (child, text))
        set_name (cell, text);
    }
  set_name (row, name->str);
  return gtk_widget_get_allocated_height (row);
}

static void
item_changed_cb (TvaItem *item, gpointer user_data)
{
  GtkListItem *list_item = GTK_LIST_ITEM (user_data);
  GtkWidget *table = gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), TVA_TYPE_TABLE);

  if (table != NULL)
    tva_table_rows_add (TVA_TABLE (table)->rows, list_item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Column *column = user_data;

  gtk_list_item_set_child (list_item,
                           tva_cell_new (column->table->font, column->column.is_numeric));
}

/* Only the first cell of a row listens to its item. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Column *column = user_data;

  g_signal_connect (gtk_list_item_get_item (list_item),
                    "changed",
                    G_CALLBACK (item_changed_cb),
                    list_item);
  tva_table_rows_add (column->table->rows, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Column *column = user_data;

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item),
                                        item_changed_cb,
                                        list_item);
  tva_table_rows_remove (column->table->rows, list_item);
}

static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Column *column = user_data;

  if (column->table->asked_column < 0)
    column->table->asked_column = (int) column->index;
  return -1;
}

static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  TvaTable *self = TVA_TABLE (user_data);
  GtkOrdering order;

  if (self->is_quiet)
    return;
  self->asked_column = -1;
  order = gtk_sorter_compare (sorter, self, self->view);
  if (self->asked_column >= 0)
    g_signal_emit (self,
                   signals[SIGNAL_SORT_CHANGED],
                   0,
                   self->asked_column,
                   order == GTK_ORDERING_LARGER);
}

static void
activate_cb (GtkColumnView *view, guint position, gpointer user_data)
{
  g_autoptr (TvaItem) item
      = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);

  if (item != NULL)
    g_signal_emit (user_data, signals[SIGNAL_ACTIVATED], 0, item);
}

/* Widths are said for text of 11 points at 96 dots per inch; who reads larger text needs wider
 * columns, or amounts would end in dots. Never narrower, as the heads would not fit. */
static int
scale_width (TvaTable *self, int width)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  g_autofree char *font = NULL;
  g_autoptr (PangoFontDescription) description = NULL;
  int dpi = -1; /* 1024ths; -1 = not known */
  double scale;

  g_object_get (settings, "gtk-font-name", &font, "gtk-xft-dpi", &dpi, NULL);
  description = pango_font_description_from_string (font);
  scale = (dpi > 0 ? dpi / 1024. / 96. : 1.) * pango_font_description_get_size (description)
          / (11. * PANGO_SCALE);
  return (int) (width * MAX (scale, 1.) + .5);
}

static void
add_column (TvaTable *self, const TvaTableColumn *info, guint index, gboolean is_sortable)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  Column *data = g_new0 (Column, 1);

  data->table = self;
  data->column = *info;
  data->index = index;
  g_ptr_array_add (self->columns, data);
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data, column_free, 0);
  if (index == 0)
    {
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
    }
  column = gtk_column_view_column_new (info->title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, info->is_expanding);
  if (info->width > 0)
    gtk_column_view_column_set_fixed_width (column, scale_width (self, info->width));
  if (is_sortable)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, data, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
}

static void
name_headers (TvaTable *self, const TvaTableColumn *columns, guint column_count)
{
  GtkWidget *header = gtk_widget_get_first_child (self->view);
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  set_name (header, _ ("Column titles"));
  for (guint i = 0; i < column_count && title != NULL;
       i++, title = gtk_widget_get_next_sibling (title))
    set_name (title, columns[i].title);
}

static GtkWidget *
find_list (TvaTable *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  return NULL;
}

static gboolean
scroll_cb (gpointer user_data)
{
  TvaTable *self = TVA_TABLE (user_data);
  GtkWidget *list = find_list (self);
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view)));

  self->scroll_id = 0;
  if (list != NULL && self->scroll_position < g_list_model_get_n_items (model))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", self->scroll_position);
  return G_SOURCE_REMOVE;
}

static void
tva_table_dispose (GObject *object)
{
  g_clear_handle_id (&TVA_TABLE (object)->scroll_id, g_source_remove);
  G_OBJECT_CLASS (tva_table_parent_class)->dispose (object);
}

static void
tva_table_finalize (GObject *object)
{
  TvaTable *self = TVA_TABLE (object);

  g_ptr_array_unref (self->columns);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->font, tva_cell_font_unref);
  G_OBJECT_CLASS (tva_table_parent_class)->finalize (object);
}

static void
tva_table_class_init (TvaTableClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_table_finalize;
  signals[SIGNAL_SORT_CHANGED] = g_signal_new ("sort-changed",
                                               TVA_TYPE_TABLE,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               2,
                                               G_TYPE_INT,
                                               G_TYPE_BOOLEAN);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            TVA_TYPE_TABLE,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            TVA_TYPE_ITEM);
}

static void
tva_table_init (TvaTable *self)
{
  self->columns = g_ptr_array_new ();
}

/**
 * tva_table_new:
 * @label: accessible name, such as "Customers"
 * @columns: (array length=column_count): the columns; copied, their titles must stay
 * @column_count: how many
 * @is_sortable: whether a click on a header asks for another order
 * @selection: (transfer full): a selection over TvaItem
 *
 * Makes a scrolled table.
 *
 * Returns: (transfer floating): the table
 */
GtkWidget *
tva_table_new (const char *label,
               const TvaTableColumn *columns,
               guint column_count,
               gboolean is_sortable,
               GtkSelectionModel *selection)
{
  TvaTable *self = g_object_new (TVA_TYPE_TABLE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list;

  self->view = gtk_column_view_new (selection);
  gtk_widget_add_css_class (self->view, "data-table");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  self->font = tva_cell_font_new (self->view);
  self->rows = tva_table_rows_new (G_LIST_MODEL (selection),
                                   gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)),
                                   fill_row,
                                   self);
  gtk_column_view_set_reorderable (GTK_COLUMN_VIEW (self->view), FALSE);
  for (guint i = 0; i < column_count; i++)
    add_column (self, &columns[i], i, is_sortable);
  name_headers (self, columns, column_count);
  set_name (self->view, label);
  list = find_list (self);
  set_name (list, label);
  if (is_sortable)
    g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)),
                             "changed",
                             G_CALLBACK (sorter_changed_cb),
                             self,
                             0);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  return GTK_WIDGET (self);
}

/**
 * tva_table_set_sort:
 * @table: a table
 * @column: index of a column, -1 = none
 * @is_descending: which way
 *
 * Shows the order that the rows are in, without a signal.
 */
void
tva_table_set_sort (TvaTable *table, int column, gboolean is_descending)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (table->view));
  g_autoptr (GtkColumnViewColumn) chosen
      = column >= 0 ? g_list_model_get_item (columns, (guint) column) : NULL;

  table->is_quiet = TRUE;
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table->view),
                                  chosen,
                                  is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  table->is_quiet = FALSE;
}

/**
 * tva_table_scroll_to:
 * @table: a table
 * @position: a row
 *
 * Brings the row into sight once the rows have been laid out: a list of GTK 4.8 that is scrolled
 * before that shows one row only.
 */
void
tva_table_scroll_to (TvaTable *table, guint position)
{
  table->scroll_position = position;
  if (table->scroll_id == 0)
    table->scroll_id = g_timeout_add (LAYOUT_MS, scroll_cb, table);
}

/**
 * tva_table_scroll_to_top:
 * @table: a table
 *
 * Brings the first row into sight.
 */
void
tva_table_scroll_to_top (TvaTable *table)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (table)));

  g_clear_handle_id (&table->scroll_id, g_source_remove);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scrolled), 0);
}

/**
 * tva_table_get_view:
 * @table: a table
 *
 * Returns: (transfer none): the GtkColumnView
 */
GtkWidget *
tva_table_get_view (TvaTable *table)
{
  return table->view;
}
