/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of one file: a row per column that the program knows with the file's header to take
 * it from, the reading of dates and numbers, and a preview of the first rows as they stand in the
 * file. Changes go straight into the source. */
#include "pages/import/tva-import-mapping.h"

#include <glib/gi18n.h>

#include "widgets/tva-table.h"

#define PREVIEW_ROWS 8
#define PREVIEW_COLUMN_WIDTH 140

struct _TvaImportMapping
{
  AdwBin parent_instance;

  TvaImportSource *source;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (TvaImportMapping, tva_import_mapping, ADW_TYPE_BIN)

static void
show_requirement (TvaImportMapping *self, AdwComboRow *row, guint column)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  gboolean is_required = tva_import_source_is_required (self->source, column);
  gboolean is_missing = is_required && file->columns[column] < 0;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               is_missing ? _ ("Required: choose the column that holds it")
                                          : (is_required ? _ ("Required") : ""));
  if (is_missing)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
column_selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  TvaImportMapping *self = TVA_IMPORT_MAPPING (user_data);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "tva-column"));
  guint selected = adw_combo_row_get_selected (row);

  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  tva_import_source_set_column (self->source, column, (int) selected - 1);
  show_requirement (self, row, column);
}

static GtkStringList *
make_headers (const TvImportFile *file)
{
  GtkStringList *headers = gtk_string_list_new (NULL);

  gtk_string_list_append (headers, _ ("Not in this file"));
  for (guint i = 0; file->header[i] != NULL; i++)
    gtk_string_list_append (headers, file->header[i]);
  return headers;
}

static GtkWidget *
make_columns (TvaImportMapping *self)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GtkStringList) headers = make_headers (file);
  guint count;
  const TvImportColumn *columns = tv_import_kind_get_columns (file->kind, &count);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Columns"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Which column of the file holds what."));
  for (guint i = 0; i < count; i++)
    {
      GtkWidget *row = adw_combo_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), columns[i].title);
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (headers));
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) (file->columns[i] + 1));
      g_object_set_data (G_OBJECT (row), "tva-column", GUINT_TO_POINTER (i));
      show_requirement (self, ADW_COMBO_ROW (row), i);
      g_signal_connect (row, "notify::selected", G_CALLBACK (column_selected_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

static void
date_order_selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  tva_import_source_set_date_order (TVA_IMPORT_MAPPING (user_data)->source,
                                    (TvDateOrder) adw_combo_row_get_selected (row));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "");
}

static void
decimal_selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  tva_import_source_set_decimal_mark (TVA_IMPORT_MAPPING (user_data)->source,
                                      adw_combo_row_get_selected (row) == 0 ? '.' : ',');
}

static GtkWidget *
add_choice (GtkWidget *group, const char *title, const char *const *choices, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
make_reading (TvaImportMapping *self)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  GtkWidget *group = adw_preferences_group_new ();
  const char *orders[]
      = { _ ("Year, month, day"), _ ("Day, month, year"), _ ("Month, day, year"), NULL };
  const char *marks[] = { _ ("Point, as in 12.50"), _ ("Comma, as in 12,50"), NULL };
  const char *mark = file->dialect->delimiter;
  const char *delimiter = g_strcmp0 (mark, "\t") == 0  ? _ ("tab")
                          : g_strcmp0 (mark, ";") == 0 ? _ ("semicolon")
                          : g_strcmp0 (mark, ",") == 0 ? _ ("comma")
                                                       : _ ("bar");
  g_autofree char *form = g_strdup_printf (_ ("Characters %s, columns separated by %s."),
                                           file->dialect->encoding,
                                           delimiter);
  GtkWidget *row;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Reading"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), form);
  row = add_choice (group, _ ("Dates"), orders, (guint) file->date_order);
  if (!file->is_date_order_sure)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                 _ ("Please check: the dates can be read in more than one way"));
  g_signal_connect (row, "notify::selected", G_CALLBACK (date_order_selected_cb), self);
  row = add_choice (group, _ ("Decimals"), marks, file->decimal_mark == ',' ? 1 : 0);
  g_signal_connect (row, "notify::selected", G_CALLBACK (decimal_selected_cb), self);
  return group;
}

static char *
cell_to_text (gpointer row, guint column)
{
  char **cells = row;

  return g_strdup (column < g_strv_length (cells) ? cells[column] : "");
}

static GtkWidget *
make_preview (TvaImportMapping *self)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  GtkWidget *group = adw_preferences_group_new ();
  GListStore *rows = g_list_store_new (TVA_TYPE_ITEM);
  guint count = g_strv_length (file->header);
  g_autofree TvaTableColumn *columns = g_new0 (TvaTableColumn, count);
  GtkWidget *table;

  for (guint i = 0; i < count; i++)
    columns[i] = (TvaTableColumn){ .title = file->header[i],
                                   .to_cell = cell_to_text,
                                   .width = PREVIEW_COLUMN_WIDTH };
  for (guint i = 0; i < MIN (file->preview->len, PREVIEW_ROWS); i++)
    {
      g_autoptr (TvaItem) item = tva_item_new (i + 1,
                                               g_strdupv (g_ptr_array_index (file->preview, i)),
                                               (GDestroyNotify) g_strfreev);

      g_list_store_append (rows, item);
    }
  table = tva_table_new (_ ("First rows"),
                         columns,
                         count,
                         FALSE,
                         GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows))));
  gtk_widget_add_css_class (table, "card");
  gtk_widget_add_css_class (table, "preview-table");
  gtk_widget_set_overflow (table, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (table, -1, 250);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("First rows"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), table);
  return group;
}

static void
tva_import_mapping_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_MAPPING (object)->source);
  G_OBJECT_CLASS (tva_import_mapping_parent_class)->dispose (object);
}

static void
tva_import_mapping_class_init (TvaImportMappingClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_mapping_dispose;
}

static void
tva_import_mapping_init (TvaImportMapping *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_set_margin_top (self->box, 18);
  gtk_widget_set_margin_bottom (self->box, 24);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * tva_import_mapping_new:
 * @source: a file of a known kind
 *
 * Shows how the file will be read. Make another one when its kind changes.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tva_import_mapping_new (TvaImportSource *source)
{
  TvaImportMapping *self = g_object_new (TVA_TYPE_IMPORT_MAPPING, NULL);

  self->source = g_object_ref (source);
  gtk_box_append (GTK_BOX (self->box), make_preview (self));
  gtk_box_append (GTK_BOX (self->box), make_columns (self));
  gtk_box_append (GTK_BOX (self->box), make_reading (self));
  return GTK_WIDGET (self);
}
