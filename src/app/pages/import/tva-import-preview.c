/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of cells as text. It copies what it shows, since the file may be read anew at any moment.
 * Columns are made again only where the header is another one. */
#include "pages/import/tva-import-preview.h"

#include <glib/gi18n.h>

#include "widgets/tva-table.h"

#define COLUMN_WIDTH 140
#define MOST_COLUMNS 40 /* a table of more would not be smooth */
#define MOST_ROWS 100

struct _TvaImportPreview
{
  AdwBin parent_instance;

  GListStore *rows; /* of TvaItem of char ** */
  char **header;
};

G_DEFINE_FINAL_TYPE (TvaImportPreview, tva_import_preview, ADW_TYPE_BIN)

static char *
cell_to_text (gpointer row, guint column)
{
  char **cells = row;

  return g_strdup (column < g_strv_length (cells) ? cells[column] : "");
}

static void
make_table (TvaImportPreview *self, const TvImportFile *file)
{
  guint count = MIN (g_strv_length (file->header), MOST_COLUMNS);
  g_autofree TvaTableColumn *columns = g_new0 (TvaTableColumn, MAX (count, 1));
  GListModel *rows = g_object_ref (G_LIST_MODEL (self->rows));
  GtkWidget *table;

  g_strfreev (self->header);
  self->header = g_strdupv (file->header);
  for (guint i = 0; i < count; i++)
    columns[i] = (TvaTableColumn){ .title = file->header[i],
                                   .to_cell = cell_to_text,
                                   .width = COLUMN_WIDTH,
                                   .is_expanding = i + 1 == count };
  table = tva_table_new (_ ("First rows"),
                         columns,
                         count,
                         FALSE,
                         GTK_SELECTION_MODEL (gtk_no_selection_new (rows)));
  gtk_widget_add_css_class (table, "preview-table");
  adw_bin_set_child (ADW_BIN (self), table);
}

static void
tva_import_preview_finalize (GObject *object)
{
  TvaImportPreview *self = TVA_IMPORT_PREVIEW (object);

  g_object_unref (self->rows);
  g_strfreev (self->header);
  G_OBJECT_CLASS (tva_import_preview_parent_class)->finalize (object);
}

static void
tva_import_preview_class_init (TvaImportPreviewClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->finalize = tva_import_preview_finalize;
}

static void
tva_import_preview_init (TvaImportPreview *self)
{
  self->rows = g_list_store_new (TVA_TYPE_ITEM);
}

/**
 * tva_import_preview_new:
 *
 * Returns: (transfer floating): a preview of nothing
 */
GtkWidget *
tva_import_preview_new (void)
{
  return g_object_new (TVA_TYPE_IMPORT_PREVIEW, NULL);
}

/**
 * tva_import_preview_show:
 * @preview: the preview
 * @file: (nullable): how a file would be read; its rows are copied
 *
 * Shows the first rows.
 */
void
tva_import_preview_show (TvaImportPreview *preview, const TvImportFile *file)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint old = g_list_model_get_n_items (G_LIST_MODEL (preview->rows));

  if (file != NULL
      && (preview->header == NULL
          || !g_strv_equal ((const char *const *) preview->header,
                            (const char *const *) file->header)))
    make_table (preview, file);
  for (guint i = 0; file != NULL && i < MIN (file->preview->len, MOST_ROWS); i++)
    g_ptr_array_add (items,
                     tva_item_new (i + 1,
                                   g_strdupv (g_ptr_array_index (file->preview, i)),
                                   (GDestroyNotify) g_strfreev));
  g_list_store_splice (preview->rows, 0, old, items->pdata, items->len);
}
