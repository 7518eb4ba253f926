/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row per column that the program knows, with the file's column that it is taken from; above them
 * how well the whole fits, and the presets. Rows are made anew only for another file or kind, so
 * that nobody loses the focus while choosing. */
#include "pages/import/tva-import-mapping.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-column-row.h"
#include "pages/import/tva-import-presets.h"
#include "pages/import/tva-import-switcher.h"
#include "widgets/tva-whole-words.h"

struct _TvaImportMapping
{
  TvaImportStep parent_instance;

  GtkWidget *switcher;
  GtkWidget *score;
  GtkWidget *verdict;
  GtkWidget *own;
  GtkWidget *prices; /* takes the catalogue's for amounts that are not there, or no more */
  GtkWidget *leave;  /* takes a file that cannot be completed off the list */
  GtkWidget *presets;
  GtkWidget *columns;
  GtkWidget *unused;
  GtkWidget *notes;
  GPtrArray *rows;           /* unowned: children of columns */
  const TvImportFile *shown; /* never followed: only to see that it is another one */
  TvImportKind shown_kind;
};

G_DEFINE_FINAL_TYPE (TvaImportMapping, tva_import_mapping, TVA_TYPE_IMPORT_STEP)

static TvaImportSource *
get_source (TvaImportMapping *self)
{
  return tva_import_draft_get_current (tva_import_step_get_draft (TVA_IMPORT_STEP (self)));
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

static void
make_rows (TvaImportMapping *self, TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);
  g_autoptr (GtkStringList) headers = make_headers (file);
  guint count;

  while (self->rows->len > 0)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->columns), row);
    }
  tv_import_kind_get_columns (file->kind, &count);
  for (guint i = 0; i < count; i++)
    {
      GtkWidget *row = tva_import_column_row_new (source, i, G_LIST_MODEL (headers));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->columns), row);
    }
}

/* The file's columns that nothing is taken from, so that nobody has to look for what is missing. */
static void
show_unused (TvaImportMapping *self, const TvImportFile *file)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint count;

  tv_import_kind_get_columns (file->kind, &count);
  for (int k = 0; file->header[k] != NULL; k++)
    {
      gboolean is_used = FALSE;

      for (guint i = 0; i < count; i++)
        is_used |= file->columns[i] == k;
      if (!is_used)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", file->header[k]);
    }
  gtk_widget_set_visible (self->unused, names->len > 0);
  if (names->len > 0)
    {
      /* Translators: %s is a list of columns */
      g_autofree char *text = g_strdup_printf (_ ("Left out: %s"), names->str);

      gtk_label_set_label (GTK_LABEL (self->unused), text);
    }
}

/* What stands in for what the file does not have. */
static void
show_notes (TvaImportMapping *self, const TvImportFile *file)
{
  g_auto (GStrv) notes = tv_import_file_list_notes (file);
  g_autofree char *text = g_strjoinv ("\n", notes);

  gtk_widget_set_visible (self->notes, *text != '\0');
  gtk_label_set_label (GTK_LABEL (self->notes), text);
}

static void
show_prices (TvaImportMapping *self, const TvImportFile *file)
{
  gboolean are_taken = tv_import_file_takes_prices (file);

  gtk_widget_set_visible (self->prices, are_taken || tv_import_file_can_take_prices (file));
  gtk_button_set_label (GTK_BUTTON (self->prices),
                        are_taken ? _ ("Take no prices from the catalogue")
                                  : _ ("Take prices from the catalogue"));
}

/* What the preset says of days or numbers is not how this file is written. */
static void
own_clicked_cb (TvaImportMapping *self)
{
  TvaImportSource *source = get_source (self);

  if (source != NULL && tva_import_source_get_file (source) != NULL)
    tva_import_source_take_own_values (source);
}

static void
show_score (TvaImportMapping *self, TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);
  const TvImportColumn *missing = tv_import_file_get_missing (file);
  g_autofree char *ratio = tv_ratio_to_display (file->mapping_score, 0);
  g_autofree char *text = NULL;

  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->score), file->mapping_score);
  if (missing != NULL)
    /* Translators: %s is the title of a column */
    text = g_strdup_printf (_ ("“%s” is required: choose the column that holds it."),
                            missing->title);
  else
    /* Translators: %s is a percentage */
    text = g_strdup_printf (_ ("All required columns are there. Fit of the columns: %s."), ratio);
  gtk_label_set_label (GTK_LABEL (self->verdict), text);
  show_notes (self, file);
  show_prices (self, file);
  gtk_widget_set_visible (self->own, tva_import_source_has_own_values (source));
  gtk_widget_set_visible (
      self->leave,
      missing != NULL
          && tva_import_draft_count (tva_import_step_get_draft (TVA_IMPORT_STEP (self))) > 1);
  if (missing != NULL)
    gtk_widget_add_css_class (self->verdict, "error");
  else
    gtk_widget_remove_css_class (self->verdict, "error");
}

static void
show_source (TvaImportMapping *self)
{
  TvaImportSource *source = get_source (self);
  TvImportFile *file = source != NULL ? tva_import_source_get_file (source) : NULL;

  if (file == NULL || file->kind == TV_KIND_UNKNOWN)
    return;
  if (file != self->shown || file->kind != self->shown_kind)
    {
      make_rows (self, source);
      tva_import_presets_show (TVA_IMPORT_PRESETS (self->presets),
                               tva_import_step_get_draft (TVA_IMPORT_STEP (self)));
    }
  self->shown = file;
  self->shown_kind = file->kind;
  for (guint i = 0; i < self->rows->len; i++)
    tva_import_column_row_update (g_ptr_array_index (self->rows, i));
  show_score (self, source);
  show_unused (self, file);
}

static void
changed (TvaImportStep *step)
{
  show_source (TVA_IMPORT_MAPPING (step));
}

static void
enter (TvaImportStep *step)
{
  TvaImportMapping *self = TVA_IMPORT_MAPPING (step);

  self->shown = NULL;
  tva_import_switcher_show (TVA_IMPORT_SWITCHER (self->switcher), tva_import_step_get_draft (step));
  show_source (self);
}

static gboolean
is_complete (TvaImportStep *step, TvaImportSource *source)
{
  TvImportFile *file = tva_import_source_get_file (source);

  return file != NULL && file->kind != TV_KIND_UNKNOWN && tv_import_file_get_missing (file) == NULL;
}

static GtkWidget *
get_question (TvaImportStep *step)
{
  TvaImportMapping *self = TVA_IMPORT_MAPPING (step);
  TvaImportSource *source = get_source (self);
  TvImportFile *file = source != NULL ? tva_import_source_get_file (source) : NULL;
  const TvImportColumn *missing = file != NULL ? tv_import_file_get_missing (file) : NULL;
  guint count, column = 0;
  const TvImportColumn *columns
      = missing != NULL ? tv_import_kind_get_columns (file->kind, &count) : NULL;

  if (missing != NULL)
    column = (guint) (missing - columns);
  return missing != NULL && column < self->rows->len
             ? tva_import_column_row_get_choice (g_ptr_array_index (self->rows, column))
             : self->columns;
}

static void
tva_import_mapping_finalize (GObject *object)
{
  g_ptr_array_unref (TVA_IMPORT_MAPPING (object)->rows);
  G_OBJECT_CLASS (tva_import_mapping_parent_class)->finalize (object);
}

static void
tva_import_mapping_class_init (TvaImportMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_import_mapping_finalize;
  TVA_IMPORT_STEP_CLASS (klass)->enter = enter;
  TVA_IMPORT_STEP_CLASS (klass)->changed = changed;
  TVA_IMPORT_STEP_CLASS (klass)->is_complete = is_complete;
  TVA_IMPORT_STEP_CLASS (klass)->get_question = get_question;
}

/* A file that lacks a column need not keep the others waiting. */
static void
leave_clicked_cb (TvaImportMapping *self)
{
  TvaImportSource *source = get_source (self);

  if (source != NULL)
    tva_import_draft_remove (tva_import_step_get_draft (TVA_IMPORT_STEP (self)), source);
  enter (TVA_IMPORT_STEP (self));
}

static void
prices_clicked_cb (TvaImportMapping *self)
{
  TvaImportSource *source = get_source (self);
  TvImportFile *file = source != NULL ? tva_import_source_get_file (source) : NULL;

  if (file == NULL)
    return;
  file->has_catalogue_prices = !tv_import_file_takes_prices (file);
  g_signal_emit_by_name (source, "changed");
}

static GtkWidget *
make_score (TvaImportMapping *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *ways = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6); /* a narrow window has room */

  self->score = gtk_level_bar_new ();
  self->verdict = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->verdict), 0);
  gtk_label_set_wrap (GTK_LABEL (self->verdict), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->score),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Fit of the columns"),
                                  -1);
  gtk_widget_set_hexpand (self->verdict, TRUE);
  self->leave = gtk_button_new_with_label (_ ("Leave this file out"));
  g_signal_connect_swapped (self->leave, "clicked", G_CALLBACK (leave_clicked_cb), self);
  self->prices = gtk_button_new ();
  g_signal_connect_swapped (self->prices, "clicked", G_CALLBACK (prices_clicked_cb), self);
  gtk_box_append (GTK_BOX (head), self->verdict);
  gtk_widget_set_valign (ways, GTK_ALIGN_CENTER);
  self->own = gtk_button_new_with_label (_ ("Read it as it is written"));
  g_signal_connect_swapped (self->own, "clicked", G_CALLBACK (own_clicked_cb), self);
  gtk_box_append (GTK_BOX (ways), self->own);
  gtk_box_append (GTK_BOX (ways), self->prices);
  gtk_box_append (GTK_BOX (ways), self->leave);
  gtk_box_append (GTK_BOX (head), ways);
  self->notes = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->notes), 0);
  gtk_label_set_wrap (GTK_LABEL (self->notes), TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->score);
  gtk_box_append (GTK_BOX (box), self->notes);
  return box;
}

static void
tva_import_mapping_init (TvaImportMapping *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->rows = g_ptr_array_new ();
  self->switcher = tva_import_switcher_new ();
  self->presets = tva_import_presets_new ();
  self->columns = tva_whole_group_new ();
  self->unused = gtk_label_new (NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->columns), _ ("Columns"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->columns),
                                         _ ("Which column of the file holds what."));
  gtk_label_set_xalign (GTK_LABEL (self->unused), 0);
  gtk_label_set_wrap (GTK_LABEL (self->unused), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->unused), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->unused, "dim-label");
  gtk_box_append (GTK_BOX (content), make_score (self));
  gtk_box_append (GTK_BOX (content), self->presets);
  gtk_box_append (GTK_BOX (content), self->columns);
  gtk_box_append (GTK_BOX (content), self->unused);
  gtk_box_append (GTK_BOX (box), self->switcher);
  gtk_box_append (GTK_BOX (box), tva_import_step_make_page (content));
  adw_bin_set_child (ADW_BIN (self), box);
}
