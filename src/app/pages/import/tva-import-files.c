/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that a person chose, each with a row that says what was found, and the ways to more of
 * them: a file chooser, dropping, and the folders that earlier imports came from. */
#include "pages/import/tva-import-files.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-again.h"
#include "pages/import/tva-import-file-row.h"
#include "widgets/tva-whole-words.h"

struct _TvaImportFiles
{
  TvaImportStep parent_instance;

  GtkStack *stack;
  GtkWidget *group;
  GtkWidget *list;
  GtkWidget *drop_bad; /* takes what cannot be read off the list */
  GtkWidget *again[2]; /* for the empty page and for the list */
};

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaImportFiles, tva_import_files, TVA_TYPE_IMPORT_STEP)

static TvaImportDraft *
get_draft (TvaImportFiles *self)
{
  return tva_import_step_get_draft (TVA_IMPORT_STEP (self));
}

static void
row_removed_cb (TvaImportFileRow *row, gpointer user_data)
{
  tva_import_draft_remove (get_draft (TVA_IMPORT_FILES (user_data)),
                           tva_import_file_row_get_source (row));
}

static GtkWidget *
make_row_cb (gpointer item, gpointer user_data)
{
  GtkWidget *row = tva_import_file_row_new (get_draft (TVA_IMPORT_FILES (user_data)), item);

  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), user_data, 0);
  return row;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  tva_import_draft_set_current (get_draft (TVA_IMPORT_FILES (user_data)),
                                tva_import_file_row_get_source (TVA_IMPORT_FILE_ROW (row)));
  g_signal_emit (user_data, signals[SIGNAL_OPENED], 0);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      GSList *list = NULL;

      for (guint i = g_list_model_get_n_items (chosen); i > 0; i--)
        list = g_slist_prepend (list, g_list_model_get_item (chosen, i - 1));
      tva_import_files_add_list (TVA_IMPORT_FILES (user_data), list);
      g_slist_free_full (list, g_object_unref);
    }
  g_object_unref (dialog);
}

static void
choose_clicked_cb (GtkButton *button, gpointer user_data)
{
  tva_import_files_choose (TVA_IMPORT_FILES (user_data));
}

static void
again_added_cb (TvaImportAgain *again, const char *const *paths, gpointer user_data)
{
  for (guint i = 0; paths[i] != NULL; i++)
    tva_import_draft_add (get_draft (TVA_IMPORT_FILES (user_data)), paths[i]);
}

static GtkWidget *
make_choose (TvaImportFiles *self, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect (button, "clicked", G_CALLBACK (choose_clicked_cb), self);
  return button;
}

static GtkWidget *
make_again (TvaImportFiles *self, guint place)
{
  self->again[place] = tva_import_again_new ();
  g_signal_connect (self->again[place], "added", G_CALLBACK (again_added_cb), self);
  return self->again[place];
}

static GtkWidget *
make_empty (TvaImportFiles *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *button = make_choose (self, _ ("Choose files…"));

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), button);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_again (self, 0));
  gtk_box_append (GTK_BOX (box), clamp);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "folder-download-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Choose files"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Exports of customers, products, sales and contacts as CSV or as a workbook; several at "
         "once, in any order. You can also drop them on the window, or paste them."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  return page;
}

static gboolean
is_bad (TvaImportSource *source)
{
  return tva_import_source_get_error (source) != NULL
         && tva_import_source_get_file (source) == NULL;
}

static void
drop_bad_clicked_cb (TvaImportFiles *self)
{
  TvaImportDraft *draft = get_draft (self);

  for (guint i = tva_import_draft_count (draft); i > 0; i--)
    if (is_bad (tva_import_draft_peek (draft, i - 1)))
      tva_import_draft_remove (draft, tva_import_draft_peek (draft, i - 1));
}

/* What keeps a person from going on stands above the list, since the button alone cannot say it. */
static void
show_hint (TvaImportFiles *self)
{
  TvaImportDraft *draft = get_draft (self);
  guint bad = 0, unknown = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    {
      TvaImportSource *source = tva_import_draft_peek (draft, i);
      const TvImportFile *file = tva_import_source_get_file (source);

      bad += is_bad (source);
      unknown += file != NULL && file->kind == TV_KIND_UNKNOWN;
    }
  if (bad > 0)
    text = g_strdup_printf (ngettext ("%u file cannot be read: take it off to go on.",
                                      "%u files cannot be read: take them off to go on.",
                                      bad),
                            bad);
  else if (unknown > 0)
    text = g_strdup_printf (
        ngettext ("What %u file holds is not clear: choose its kind to go on.",
                  "What %u files hold is not clear: choose their kinds to go on.",
                  unknown),
        unknown);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->group),
      text != NULL ? text
                   : _ ("Their order does not matter. Choose a file to see how it is read."));
  gtk_button_set_label (GTK_BUTTON (self->drop_bad),
                        bad == 1 ? _ ("Take it off") : _ ("Take them off"));
  gtk_widget_set_visible (self->drop_bad, bad > 0);
}

static GtkWidget *
make_list (TvaImportFiles *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->group = tva_whole_group_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files"),
                                  -1);
  self->drop_bad = gtk_button_new ();
  gtk_widget_set_valign (self->drop_bad, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->drop_bad, FALSE);
  g_signal_connect_swapped (self->drop_bad, "clicked", G_CALLBACK (drop_bad_clicked_cb), self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Files"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->group), self->drop_bad);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->list);
  gtk_box_append (GTK_BOX (box), self->group);
  gtk_box_append (GTK_BOX (box), make_choose (self, _ ("Add files…")));
  gtk_box_append (GTK_BOX (box), make_again (self, 1));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  return tva_import_step_make_page (box);
}

static void
show_taken (TvaImportFiles *self)
{
  TvaImportDraft *draft = get_draft (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < tva_import_draft_count (draft); i++)
    {
      TvaImportSource *source = tva_import_draft_peek (draft, i);
      TvaImportSource *orders = tva_import_source_get_orders (source);

      g_strv_builder_add (builder, tva_import_source_get_path (source));
      if (orders != NULL)
        g_strv_builder_add (builder, tva_import_source_get_path (orders));
    }
  paths = g_strv_builder_end (builder);
  for (guint i = 0; i < G_N_ELEMENTS (self->again); i++)
    tva_import_again_set_taken (TVA_IMPORT_AGAIN (self->again[i]), (const char *const *) paths);
}

static void
changed (TvaImportStep *step)
{
  TvaImportFiles *self = TVA_IMPORT_FILES (step);

  show_taken (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    tva_import_draft_count (get_draft (self)) > 0 ? "list"
                                                                                  : "empty");
  show_hint (self);
}

static void
enter (TvaImportStep *step)
{
  TvaImportFiles *self = TVA_IMPORT_FILES (step);
  TvaImportDraft *draft = get_draft (self);

  gtk_list_box_bind_model (GTK_LIST_BOX (self->list),
                           tva_import_draft_get_sources (draft),
                           make_row_cb,
                           self,
                           NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->again); i++)
    tva_import_again_load (TVA_IMPORT_AGAIN (self->again[i]), tva_import_draft_get_engine (draft));
  changed (step);
}

static gboolean
is_complete (TvaImportStep *step, TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);

  return file != NULL && file->kind != TV_KIND_UNKNOWN;
}

static void
tva_import_files_class_init (TvaImportFilesClass *klass)
{
  TVA_IMPORT_STEP_CLASS (klass)->enter = enter;
  TVA_IMPORT_STEP_CLASS (klass)->changed = changed;
  TVA_IMPORT_STEP_CLASS (klass)->is_complete = is_complete;
  signals[SIGNAL_OPENED] = g_signal_new ("opened",
                                         TVA_TYPE_IMPORT_FILES,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
}

static void
tva_import_files_init (TvaImportFiles *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_empty (self), "empty");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

/**
 * tva_import_files_add_list:
 * @files: the step
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
        tva_import_draft_add (get_draft (files), path);
    }
}

/**
 * tva_import_files_choose:
 * @files: the step
 *
 * Lets the person choose files to add.
 */
void
tva_import_files_choose (TvaImportFiles *files)
{
  static const char *const suffixes[]
      = { "csv", "tsv", "txt", "gz", "zip", "xlsx", "xls", "ods", "fods", "html", "htm", "xml" };
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Choose Files to Import"),
                                     GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (files))),
                                     GTK_FILE_CHOOSER_ACTION_OPEN,
                                     _ ("_Add"),
                                     NULL);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Tables (CSV, TSV, text, workbooks)"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (tables, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), files, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
