/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the mapping: the column's title, a badge where it is required or only nearly matched,
 * the first values as they will be taken in, the file's column to choose, and the transform. */
#include "pages/import/tva-import-column-row.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-look.h"
#include "pages/import/tva-import-step.h"
#include "pages/import/tva-import-transform-popover.h"
#include "widgets/tva-flow.h"
#include "widgets/tva-name.h"
#include "widgets/tva-one-line.h"
#include "widgets/tva-whole-words.h"

#define SAMPLES 3
#define SURE_SCORE 0.85 /* below it a match is worth a look */

struct _TvaImportColumnRow
{
  AdwActionRow parent_instance;

  TvaImportSource *source;
  guint column;
  GtkWidget *badge;
  GtkWidget *choice;
  GtkWidget *transform;
  gboolean is_quiet;
};

G_DEFINE_FINAL_TYPE (TvaImportColumnRow, tva_import_column_row, ADW_TYPE_ACTION_ROW)

static int
get_header (TvaImportColumnRow *self)
{
  return tva_import_source_get_file (self->source)->columns[self->column];
}

/* The first different values, as they are after the transform. */
static char *
dup_samples (TvaImportColumnRow *self)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  guint header = (guint) get_header (self);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < file->preview->len && texts->len < SAMPLES; i++)
    {
      char **cells = g_ptr_array_index (file->preview, i);
      g_autofree char *text = NULL;

      if (header >= g_strv_length (cells))
        continue;
      text = tva_import_source_dup_cell (self->source, header, cells[header]);
      if (*text != '\0' && !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  if (texts->len == 0)
    return g_strdup (_ ("Empty in the first rows"));
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" · ", (char **) texts->pdata);
}

static void
show_badge (TvaImportColumnRow *self, gboolean is_missing)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  double score = get_header (self) >= 0 ? file->column_scores[self->column] : 1;
  gboolean is_required
      = tv_import_file_is_required (tva_import_source_get_file (self->source), self->column);
  g_autofree char *ratio = tv_ratio_to_display (score, 0);
  /* Translators: how sure a match of two columns is, %s is a percentage */
  g_autofree char *doubt = g_strdup_printf (_ ("%s sure"), ratio);
  gboolean is_doubtful = score < SURE_SCORE;

  gtk_widget_set_visible (self->badge, is_required || is_doubtful);
  gtk_label_set_label (GTK_LABEL (self->badge), is_doubtful ? doubt : _ ("Required"));
  if (is_missing || is_doubtful)
    gtk_widget_add_css_class (self->badge, "warning");
  else
    gtk_widget_remove_css_class (self->badge, "warning");
}

/* How days are written was found out of another column, or of none. */
static void
look_at_days (TvaImportColumnRow *self)
{
  GtkWidget *step = gtk_widget_get_ancestor (GTK_WIDGET (self), TVA_TYPE_IMPORT_STEP);
  TvaImportDraft *draft = step != NULL ? tva_import_step_get_draft (TVA_IMPORT_STEP (step)) : NULL;

  if (draft != NULL)
    tva_import_look (self->source, tva_import_draft_get_engine (draft));
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, gpointer user_data)
{
  TvaImportColumnRow *self = TVA_IMPORT_COLUMN_ROW (user_data);
  guint selected = gtk_drop_down_get_selected (choice);

  if (self->is_quiet || selected == GTK_INVALID_LIST_POSITION)
    return;
  tva_import_source_set_column (self->source, self->column, (int) selected - 1);
  if (selected > 0 && tva_import_source_find_dates (self->source) == (int) selected - 1)
    look_at_days (self);
}

static void
popover_cb (GtkMenuButton *button, gpointer user_data)
{
  TvaImportColumnRow *self = TVA_IMPORT_COLUMN_ROW (user_data);
  int header = get_header (self);

  if (header >= 0)
    gtk_menu_button_set_popover (button,
                                 tva_import_transform_popover_new (self->source, (guint) header));
}

static void
tva_import_column_row_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_COLUMN_ROW (object)->source);
  G_OBJECT_CLASS (tva_import_column_row_parent_class)->dispose (object);
}

static void
tva_import_column_row_class_init (TvaImportColumnRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_import_column_row_dispose;
}

static void
tva_import_column_row_init (TvaImportColumnRow *self)
{
  GtkWidget *flow = tva_flow_new (0, 6);

  self->badge = gtk_label_new (NULL);
  self->choice = gtk_drop_down_new (NULL, NULL);
  self->transform = gtk_menu_button_new ();
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->choice, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->transform, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->choice, 170, -1);
  tva_one_line_set_choice (GTK_DROP_DOWN (self->choice));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->transform), "document-edit-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->transform), GTK_ARROW_LEFT);
  gtk_widget_add_css_class (self->transform, "flat");
  gtk_widget_set_tooltip_text (self->transform, _ ("Prepare the values"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->transform), popover_cb, self, NULL);
  /* Where text is large they have no room beside each other. */
  tva_flow_append (TVA_FLOW (flow), self->badge);
  tva_flow_append (TVA_FLOW (flow), self->choice);
  tva_flow_append (TVA_FLOW (flow), self->transform);
  gtk_widget_set_valign (flow, GTK_ALIGN_CENTER);
  tva_flow_set_at_end (TVA_FLOW (flow), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), flow);
  tva_whole_words (self, FALSE);
  g_signal_connect (self->choice, "notify::selected", G_CALLBACK (selected_cb), self);
}

/**
 * tva_import_column_row_new:
 * @source: a file with a kind
 * @column: a column of its kind
 * @headers: the choices: none, then the file's columns
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
tva_import_column_row_new (TvaImportSource *source, guint column, GListModel *headers)
{
  TvaImportColumnRow *self = g_object_new (TVA_TYPE_IMPORT_COLUMN_ROW, "use-markup", FALSE, NULL);
  guint count;
  const TvImportColumn *columns
      = tv_import_kind_get_columns (tva_import_source_get_file (source)->kind, &count);
  g_autofree char *prepare = NULL;

  self->source = g_object_ref (source);
  self->column = column;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), columns[column].title);
  tva_name_set_choice (GTK_DROP_DOWN (self->choice), columns[column].title);
  /* Translators: %s is the title of a column */
  prepare = g_strdup_printf (_ ("Prepare the values of %s"), columns[column].title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->transform),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  prepare,
                                  -1);
  self->is_quiet = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), headers);
  self->is_quiet = FALSE;
  tva_import_column_row_update (self);
  return GTK_WIDGET (self);
}

/**
 * tva_import_column_row_get_choice:
 * @row: the row
 *
 * Returns: (transfer none): what the file's column is chosen with
 */
GtkWidget *
tva_import_column_row_get_choice (TvaImportColumnRow *row)
{
  return row->choice;
}

/* What to do about a column that is required and not there; the first such one has the focus. */
static const char *
get_advice (TvaImportColumnRow *self)
{
  const TvImportFile *file = tva_import_source_get_file (self->source);
  guint count;
  const TvImportColumn *column = tv_import_kind_get_columns (file->kind, &count) + self->column;

  return column == tv_import_file_get_missing (file) && tv_import_file_can_take_prices (file)
             ? _ ("Choose its column, or take the prices of the catalogue above")
             : _ ("Choose the column that holds it");
}

/**
 * tva_import_column_row_update:
 * @row: the row
 *
 * Shows the mapping as it is now.
 */
void
tva_import_column_row_update (TvaImportColumnRow *row)
{
  int header = get_header (row);
  gboolean is_missing
      = header < 0
        && tv_import_file_is_required (tva_import_source_get_file (row->source), row->column);
  g_autofree char *samples = header >= 0 ? dup_samples (row) : NULL;

  row->is_quiet = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (row->choice), (guint) (header + 1));
  row->is_quiet = FALSE;
  tva_one_line_set_subtitle (ADW_ACTION_ROW (row),
                             is_missing ? get_advice (row) : (header >= 0 ? samples : ""));
  /* What to do is read to its end, however narrow the window is. */
  if (is_missing)
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_sensitive (row->transform, header >= 0);
  if (header >= 0 && tva_import_source_get_transform (row->source, (guint) header) != NULL)
    gtk_widget_add_css_class (row->transform, "accent");
  else
    gtk_widget_remove_css_class (row->transform, "accent");
  show_badge (row, is_missing);
}
