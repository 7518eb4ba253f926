/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names the preset that was recognised, lets another one be chosen (the file is then looked at anew
 * with it), saves the present reading under a name, and deletes a preset, which can be saved again
 * as long as the file is read as it said. Presets are read and written on workers. */
#include "pages/import/tva-import-presets.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-look.h"
#include "widgets/tva-whole-words.h"

struct _TvaImportPresets
{
  AdwBin parent_instance;

  GtkWidget *group;
  GtkWidget *choice;
  GtkWidget *save;
  GtkWidget *delete;
  GtkWidget *popover;
  GtkWidget *name;
  GtkWidget *confirm;
  GtkWidget *problem;
  TvaImportDraft *draft;
  TvaImportSource *source;
  char *deleted; /* (nullable): name of the preset that was deleted last */
  gboolean is_quiet;
};

G_DEFINE_FINAL_TYPE (TvaImportPresets, tva_import_presets, ADW_TYPE_BIN)

static void
describe (TvaImportPresets *self)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (tva_import_source_get_file (self->source)->preset_name != NULL)
    text = g_strdup (_ ("Recognised by its header, or chosen by you."));
  else if (self->deleted != NULL)
    /* Translators: name of a preset */
    text = g_strdup_printf (
        _ ("“%s” was deleted. The file is still read as it said: save it again to "
           "take that back."),
        self->deleted);
  else
    text = g_strdup (
        _ ("Save how this file is read, and the next one like it is read the same way."));
  escaped = g_markup_escape_text (text, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), escaped);
}

static void
show_names (TvaImportPresets *self, GPtrArray *presets)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < presets->len; i++)
    {
      const TvPresetRow *preset = g_ptr_array_index (presets, i);

      if (g_strcmp0 (preset->name, file->preset_name) == 0)
        selected = i + 1;
      gtk_string_list_append (names, preset->name);
    }
  self->is_quiet = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->choice), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->choice), selected);
  self->is_quiet = FALSE;
  gtk_widget_set_visible (self->delete, selected > 0);
  describe (self);
}

static gpointer
list_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_list_presets (engine, error);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportPresets) self = TVA_IMPORT_PRESETS (user_data);
  g_autoptr (GPtrArray) presets = tv_engine_call_finish (TV_ENGINE (object), result, NULL);

  if (presets != NULL && self->source != NULL && tva_import_source_get_file (self->source) != NULL)
    show_names (self, presets);
}

static void
load (TvaImportPresets *self)
{
  tv_engine_call_async (tva_import_draft_get_engine (self->draft),
                        list_in_worker,
                        NULL,
                        NULL,
                        (GDestroyNotify) g_ptr_array_unref,
                        NULL,
                        listed_cb,
                        g_object_ref (self));
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  TvaImportPresets *self = TVA_IMPORT_PRESETS (user_data);
  GtkStringObject *item = adw_combo_row_get_selected_item (row);
  TvaImportChoices *choices;

  if (self->is_quiet || item == NULL || self->source == NULL)
    return;
  choices = tva_import_source_get_choices (self->source);
  g_free (choices->preset_name);
  choices->preset_name
      = g_strdup (adw_combo_row_get_selected (row) > 0 ? gtk_string_object_get_string (item) : "");
  tva_import_look (self->source, tva_import_draft_get_engine (self->draft));
}

static gpointer
delete_in_worker (TvEngine *engine, gpointer name, TvProgress *progress, GError **error)
{
  return GINT_TO_POINTER (tv_engine_delete_preset (engine, name, error));
}

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportPresets) self = TVA_IMPORT_PRESETS (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_deleted
      = GPOINTER_TO_INT (tv_engine_call_finish (TV_ENGINE (object), result, &error));

  gtk_widget_set_sensitive (self->delete, TRUE);
  if (self->source == NULL || tva_import_source_get_file (self->source) == NULL)
    return;
  if (!is_deleted)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), escaped);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->deleted);
  gtk_widget_grab_focus (self->save);
  tva_import_source_note_preset (self->source, NULL);
  load (self);
}

static void
delete_cb (TvaImportPresets *self)
{
  TvImportFile *file = self->source != NULL ? tva_import_source_get_file (self->source) : NULL;

  if (file == NULL || file->preset_name == NULL)
    return;
  g_free (self->deleted);
  self->deleted = g_strdup (file->preset_name);
  gtk_widget_set_sensitive (self->delete, FALSE);
  tv_engine_call_async (tva_import_draft_get_engine (self->draft),
                        delete_in_worker,
                        g_strdup (file->preset_name),
                        g_free,
                        NULL,
                        NULL,
                        deleted_cb,
                        g_object_ref (self));
}

typedef struct
{
  TvImportFile *file;
  char *name;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  tv_import_file_free (saving->file);
  g_free (saving->name);
  g_free (saving);
}

static gpointer
save_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  Saving *saving = input;

  return GINT_TO_POINTER (tv_engine_save_preset (engine, saving->name, saving->file, error));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportPresets) self = TVA_IMPORT_PRESETS (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = GPOINTER_TO_INT (tv_engine_call_finish (TV_ENGINE (object), result, &error));

  if (self->source == NULL)
    return;
  gtk_widget_set_sensitive (self->confirm, TRUE);
  gtk_widget_set_visible (self->problem, !is_saved);
  if (!is_saved)
    {
      gtk_label_set_label (GTK_LABEL (self->problem), error->message);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  tva_import_source_note_preset (self->source, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  load (self);
}

static void
confirm_cb (TvaImportPresets *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  Saving *saving;

  if (self->source == NULL || *name == '\0')
    return;
  saving = g_new0 (Saving, 1);
  saving->name = g_strdup (name);
  saving->file = tv_import_file_copy (tva_import_source_get_file (self->source));
  g_clear_pointer (&saving->file->repairs, g_hash_table_unref); /* of this file alone */
  g_clear_pointer (&saving->file->dropped, g_hash_table_unref);
  gtk_widget_set_sensitive (self->confirm, FALSE);
  tv_engine_call_async (tva_import_draft_get_engine (self->draft),
                        save_in_worker,
                        saving,
                        saving_free,
                        NULL,
                        NULL,
                        saved_cb,
                        g_object_ref (self));
}

static void
name_changed_cb (GtkEditable *name, gpointer user_data)
{
  gtk_widget_set_sensitive (TVA_IMPORT_PRESETS (user_data)->confirm,
                            *gtk_editable_get_text (name) != '\0');
}

static GtkWidget *
make_popover (TvaImportPresets *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();

  self->popover = gtk_popover_new ();
  self->name = adw_entry_row_new ();
  self->confirm = gtk_button_new_with_label (_ ("Save"));
  self->problem = gtk_label_new (NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name of the preset"));
  gtk_list_box_append (GTK_LIST_BOX (list), self->name);
  gtk_widget_add_css_class (self->confirm, "suggested-action");
  gtk_widget_set_sensitive (self->confirm, FALSE);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), self->confirm);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect (self->name, "changed", G_CALLBACK (name_changed_cb), self);
  g_signal_connect_swapped (self->name, "entry-activated", G_CALLBACK (confirm_cb), self);
  g_signal_connect_swapped (self->confirm, "clicked", G_CALLBACK (confirm_cb), self);
  return self->popover;
}

static void
tva_import_presets_dispose (GObject *object)
{
  TvaImportPresets *self = TVA_IMPORT_PRESETS (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (tva_import_presets_parent_class)->dispose (object);
}

static void
tva_import_presets_finalize (GObject *object)
{
  g_free (TVA_IMPORT_PRESETS (object)->deleted);
  G_OBJECT_CLASS (tva_import_presets_parent_class)->finalize (object);
}

static void
tva_import_presets_class_init (TvaImportPresetsClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  G_OBJECT_CLASS (klass)->dispose = tva_import_presets_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_import_presets_finalize;
}

static void
tva_import_presets_init (TvaImportPresets *self)
{
  self->group = tva_whole_group_new ();
  self->choice = adw_combo_row_new ();
  self->save = gtk_menu_button_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice), _ ("Preset"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->save), C_ ("preset", "Save as…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->save), make_popover (self));
  gtk_widget_set_valign (self->save, GTK_ALIGN_CENTER);
  self->delete = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (self->delete, "flat");
  gtk_widget_set_valign (self->delete, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->delete, FALSE);
  gtk_widget_set_tooltip_text (self->delete, _ ("Delete this preset"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->delete),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Delete this preset"),
                                  -1);
  g_signal_connect_swapped (self->delete, "clicked", G_CALLBACK (delete_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->choice), self->delete);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->choice), self->save);
  tva_whole_words (self->choice, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->choice);
  g_signal_connect (self->choice, "notify::selected", G_CALLBACK (selected_cb), self);
  adw_bin_set_child (ADW_BIN (self), self->group);
}

/**
 * tva_import_presets_new:
 *
 * Returns: (transfer floating): the presets of no file
 */
GtkWidget *
tva_import_presets_new (void)
{
  return g_object_new (TVA_TYPE_IMPORT_PRESETS, NULL);
}

/**
 * tva_import_presets_show:
 * @presets: the row
 * @draft: whose current file is meant
 *
 * Shows the preset of the file and loads the others.
 */
void
tva_import_presets_show (TvaImportPresets *presets, TvaImportDraft *draft)
{
  g_set_object (&presets->draft, draft);
  if (g_set_object (&presets->source, tva_import_draft_get_current (draft)))
    g_clear_pointer (&presets->deleted, g_free);
  load (presets);
}
