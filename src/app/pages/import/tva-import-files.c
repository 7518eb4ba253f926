/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that a person chose: each is looked at on a worker as soon as it is added, and has a
 * row that says what was found. */
#include "pages/import/tva-import-files.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-file-row.h"

struct _TvaImportFiles
{
  AdwBin parent_instance;

  GtkWidget *list;
  GPtrArray *sources; /* of TvaImportSource */
  TvEngine *engine;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportFiles, tva_import_files, ADW_TYPE_BIN)

static gpointer
sniff_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_import_sniff (input, error);
}

static void
sniffed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportSource) source = TVA_IMPORT_SOURCE (user_data);
  g_autoptr (GError) error = NULL;
  TvImportFile *file = tv_engine_call_finish (TV_ENGINE (object), result, &error);

  if (file != NULL)
    tva_import_source_take_file (source, file);
  else if (error != NULL)
    tva_import_source_set_error (source, error);
}

static void
source_changed_cb (TvaImportSource *source, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CHANGED], 0);
}

static void
row_removed_cb (TvaImportFileRow *row, gpointer user_data)
{
  TvaImportFiles *self = TVA_IMPORT_FILES (user_data);

  g_ptr_array_remove (self->sources, tva_import_file_row_get_source (row));
  gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (chosen, i);
          g_autofree char *path = g_file_get_path (file);

          if (path != NULL)
            tva_import_files_add (TVA_IMPORT_FILES (user_data), path);
        }
    }
  g_object_unref (dialog);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  g_signal_emit (user_data,
                 signals[SIGNAL_OPENED],
                 0,
                 tva_import_file_row_get_source (TVA_IMPORT_FILE_ROW (row)));
}

static void
choose_clicked_cb (GtkButton *button, gpointer user_data)
{
  tva_import_files_choose (TVA_IMPORT_FILES (user_data));
}

static GtkWidget *
make_content (TvaImportFiles *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Add files…"));

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files"),
                                  -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Files"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Their order does not matter. Choose a file to see its columns."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->list);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (button, "clicked", G_CALLBACK (choose_clicked_cb), self);
  return box;
}

static void
tva_import_files_dispose (GObject *object)
{
  TvaImportFiles *self = TVA_IMPORT_FILES (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  G_OBJECT_CLASS (tva_import_files_parent_class)->dispose (object);
}

static void
tva_import_files_class_init (TvaImportFilesClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_files_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TVA_TYPE_IMPORT_FILES,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_OPENED] = g_signal_new ("opened",
                                         TVA_TYPE_IMPORT_FILES,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         TVA_TYPE_IMPORT_SOURCE);
}

static void
tva_import_files_init (TvaImportFiles *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_content (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * tva_import_files_set_engine:
 * @files: the list
 * @engine: whose workers look at the files
 *
 * Says who reads; before the first file.
 */
void
tva_import_files_set_engine (TvaImportFiles *files, TvEngine *engine)
{
  g_set_object (&files->engine, engine);
}

/**
 * tva_import_files_get_sources:
 * @files: the list
 *
 * Returns: (transfer none) (element-type TvaImportSource): the files
 */
GPtrArray *
tva_import_files_get_sources (TvaImportFiles *files)
{
  return files->sources;
}

/**
 * tva_import_files_is_ready:
 * @files: the list
 *
 * Returns: whether there are files and nothing is missing for any
 */
gboolean
tva_import_files_is_ready (TvaImportFiles *files)
{
  for (guint i = 0; i < files->sources->len; i++)
    if (!tva_import_source_is_ready (g_ptr_array_index (files->sources, i)))
      return FALSE;
  return files->sources->len > 0;
}

/**
 * tva_import_files_add_list:
 * @files: the list
 * @list: (element-type GFile): files
 *
 * Adds those that have a path.
 */
void
tva_import_files_add_list (TvaImportFiles *files, GSList *list)
{
  for (GSList *l = list; l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);

      if (path != NULL)
        tva_import_files_add (files, path);
    }
}

/**
 * tva_import_files_add:
 * @files: the list
 * @path: a file
 *
 * Adds a file and has it looked at; one that is there already is not added again.
 */
void
tva_import_files_add (TvaImportFiles *files, const char *path)
{
  TvaImportSource *source;
  GtkWidget *row;

  for (guint i = 0; i < files->sources->len; i++)
    if (g_str_equal (tva_import_source_get_path (g_ptr_array_index (files->sources, i)), path))
      return;
  source = tva_import_source_new (path);
  row = tva_import_file_row_new (source);
  g_ptr_array_add (files->sources, source);
  gtk_list_box_append (GTK_LIST_BOX (files->list), row);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), files, 0);
  g_signal_connect_object (source, "changed", G_CALLBACK (source_changed_cb), files, 0);
  tv_engine_call_async (files->engine,
                        sniff_in_worker,
                        g_strdup (path),
                        g_free,
                        (GDestroyNotify) tv_import_file_free,
                        NULL,
                        sniffed_cb,
                        g_object_ref (source));
  g_signal_emit (files, signals[SIGNAL_CHANGED], 0);
}

/**
 * tva_import_files_choose:
 * @files: the list
 *
 * Lets the person choose files to add.
 */
void
tva_import_files_choose (TvaImportFiles *files)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Choose Files to Import"),
                                     GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (files))),
                                     GTK_FILE_CHOOSER_ACTION_OPEN,
                                     _ ("_Add"),
                                     NULL);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Tables (CSV, TSV, text)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), files, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
