/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a column's transform as a small form. Each change is taken at once, and the first
 * values show what becomes of them. */
#include "pages/import/tva-import-transform-popover.h"

#include <glib/gi18n.h>

#define EXAMPLES 4

struct _TvaImportTransformPopover
{
  GtkPopover parent_instance;

  GtkWidget *trim;
  GtkWidget *text_case;
  GtkWidget *prefix;
  GtkWidget *suffix;
  GtkWidget *characters;
  GtkWidget *null_words;
  GtkWidget *default_text;
  GtkWidget *grid;
  GtkWidget *before[EXAMPLES];
  GtkWidget *after[EXAMPLES];
  TvaImportSource *source;
  guint header;
  gboolean keeps_words; /* it was said that no word means an empty cell */
  gboolean is_quiet;
};

G_DEFINE_FINAL_TYPE (TvaImportTransformPopover, tva_import_transform_popover, GTK_TYPE_POPOVER)

static void
show_examples (TvaImportTransformPopover *self)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  guint shown = 0;

  for (guint i = 0; i < file->preview->len && shown < EXAMPLES; i++)
    {
      char **cells = g_ptr_array_index (file->preview, i);
      g_autofree char *text = NULL;

      if (self->header >= g_strv_length (cells))
        continue;
      text = tva_import_source_dup_cell (self->source, self->header, cells[self->header]);
      gtk_label_set_label (GTK_LABEL (self->before[shown]), cells[self->header]);
      gtk_label_set_label (GTK_LABEL (self->after[shown]), *text != '\0' ? text : _ ("empty"));
      shown++;
    }
}

static char *
dup_entry (GtkWidget *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? g_strdup (text) : NULL;
}

static char **
split_words (GtkWidget *row)
{
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (row)), ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint count = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      {
        g_strv_builder_add (builder, words[i]);
        count++;
      }
  return count > 0 ? g_strv_builder_end (builder) : NULL;
}

static void
changed_cb (TvaImportTransformPopover *self)
{
  g_autoptr (TvColumnTransform) transform = NULL;

  if (self->is_quiet)
    return;
  transform = tv_column_transform_new ();
  transform->is_trimmed = gtk_switch_get_active (GTK_SWITCH (self->trim));
  transform->text_case = (TvTextCase) adw_combo_row_get_selected (ADW_COMBO_ROW (self->text_case));
  transform->prefix = dup_entry (self->prefix);
  transform->suffix = dup_entry (self->suffix);
  transform->characters = dup_entry (self->characters);
  transform->default_text = dup_entry (self->default_text);
  transform->null_words = split_words (self->null_words);
  if (transform->null_words == NULL && self->keeps_words)
    transform->null_words = g_new0 (char *, 1);
  tva_import_source_set_transform (self->source, self->header, transform);
  show_examples (self);
}

static GtkWidget *
add_entry (TvaImportTransformPopover *self, GtkWidget *list, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  return row;
}

static void
add_trim (TvaImportTransformPopover *self, GtkWidget *list)
{
  GtkWidget *row = adw_action_row_new ();

  self->trim = gtk_switch_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Leave out spaces around"));
  gtk_widget_set_valign (self->trim, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->trim);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->trim);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_signal_connect_swapped (self->trim, "notify::active", G_CALLBACK (changed_cb), self);
}

static void
add_case (TvaImportTransformPopover *self, GtkWidget *list)
{
  const char *cases[] = { [TV_CASE_KEEP] = _ ("As they are"),
                          [TV_CASE_LOWER] = _ ("Small"),
                          [TV_CASE_UPPER] = _ ("Capital"),
                          [TV_CASE_TITLE] = _ ("Capital at each word"),
                          [TV_N_CASES] = NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (cases);

  self->text_case = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->text_case), _ ("Letters"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->text_case), G_LIST_MODEL (model));
  gtk_list_box_append (GTK_LIST_BOX (list), self->text_case);
  g_signal_connect_swapped (self->text_case, "notify::selected", G_CALLBACK (changed_cb), self);
}

static GtkWidget *
make_cell (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_examples (TvaImportTransformPopover *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_grid_attach (GTK_GRID (self->grid), make_cell (_ ("In the file"), "heading"), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), make_cell (_ ("Taken in"), "heading"), 1, 0, 1, 1);
  for (int i = 0; i < EXAMPLES; i++)
    {
      self->before[i] = make_cell (NULL, "dim-label");
      self->after[i] = make_cell (NULL, NULL);
      gtk_grid_attach (GTK_GRID (self->grid), self->before[i], 0, i + 1, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), self->after[i], 1, i + 1, 1, 1);
    }
  return self->grid;
}

static void
set_entry (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_transform (TvaImportTransformPopover *self)
{
  const TvColumnTransform *transform = tva_import_source_get_transform (self->source, self->header);
  g_autofree char *words = NULL;

  self->is_quiet = TRUE;
  if (transform != NULL)
    {
      self->keeps_words = transform->null_words != NULL && transform->null_words[0] == NULL;
      words = transform->null_words != NULL ? g_strjoinv (", ", transform->null_words) : NULL;
      gtk_switch_set_active (GTK_SWITCH (self->trim), transform->is_trimmed);
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->text_case), transform->text_case);
      set_entry (self->prefix, transform->prefix);
      set_entry (self->suffix, transform->suffix);
      set_entry (self->characters, transform->characters);
      set_entry (self->null_words, words);
      set_entry (self->default_text, transform->default_text);
    }
  self->is_quiet = FALSE;
  show_examples (self);
}

static void
tva_import_transform_popover_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_TRANSFORM_POPOVER (object)->source);
  G_OBJECT_CLASS (tva_import_transform_popover_parent_class)->dispose (object);
}

static void
tva_import_transform_popover_class_init (TvaImportTransformPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_import_transform_popover_dispose;
}

static void
tva_import_transform_popover_init (TvaImportTransformPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  add_trim (self, list);
  add_case (self, list);
  self->prefix = add_entry (self, list, _ ("Take off at the beginning"));
  self->suffix = add_entry (self, list, _ ("Take off at the end"));
  self->characters = add_entry (self, list, _ ("Take out these characters"));
  self->null_words = add_entry (self, list, _ ("Words that mean empty, with commas"));
  self->default_text = add_entry (self, list, _ ("Where it is empty"));
  gtk_box_append (GTK_BOX (box), make_examples (self));
  gtk_box_append (GTK_BOX (box), list);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
}

/**
 * tva_import_transform_popover_new:
 * @source: a file that was read
 * @header: a column of the file
 *
 * Returns: (transfer floating): the form of its transform
 */
GtkWidget *
tva_import_transform_popover_new (TvaImportSource *source, guint header)
{
  TvaImportTransformPopover *self = g_object_new (TVA_TYPE_IMPORT_TRANSFORM_POPOVER, NULL);

  self->source = g_object_ref (source);
  self->header = header;
  show_transform (self);
  return GTK_WIDGET (self);
}
