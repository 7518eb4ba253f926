/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry with the text of the cell, or of the cell of many rows that all have the same one. What
 * is applied goes to the source as a repair of this import, and is tried by the next check. The
 * whole row of the file is the tooltip. */
#include "pages/import/tva-import-repair-row.h"

#include <glib/gi18n.h>

struct _TvaImportRepairRow
{
  AdwEntryRow parent_instance;

  TvaImportSource *source;
  GArray *lines; /* of gint64 */
  guint header;
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (TvaImportRepairRow, tva_import_repair_row, ADW_TYPE_ENTRY_ROW)

static void
applied_cb (TvaImportRepairRow *self)
{
  tva_import_source_set_repair (self->source,
                                self->lines,
                                self->header,
                                gtk_editable_get_text (GTK_EDITABLE (self)));
}

/* The text that all its rows are mended with; NULL where one is not, or with another. */
static const char *
get_repair (TvaImportRepairRow *self)
{
  TvImportFile *file = tva_import_source_get_file (self->source);
  const char *common = NULL;

  for (guint i = 0; file != NULL && i < self->lines->len; i++)
    {
      gint64 line = g_array_index (self->lines, gint64, i);
      const char *repair = tv_import_file_get_repair (file, line, self->header);

      if (repair == NULL || (common != NULL && !g_str_equal (repair, common)))
        return NULL;
      common = repair;
    }
  return common;
}

static gboolean
is_left_out_by_hand (TvaImportRepairRow *self)
{
  TvImportFile *file = tva_import_source_get_file (self->source);

  for (guint i = 0; file != NULL && i < self->lines->len; i++)
    if (!tv_import_file_drops_line (file, g_array_index (self->lines, gint64, i)))
      return FALSE;
  return file != NULL;
}

/* A row may be mended here, or together with others that have the same text. */
static void
show_repair (TvaImportRepairRow *self)
{
  const char *repair = get_repair (self);
  gboolean is_left_out = is_left_out_by_hand (self);

  gtk_widget_set_visible (self->badge, repair != NULL || is_left_out);
  gtk_label_set_text (GTK_LABEL (self->badge), is_left_out ? _ ("left out") : _ ("mended"));
  if (repair == NULL || g_str_equal (repair, gtk_editable_get_text (GTK_EDITABLE (self))))
    return;
  /* What was not typed is not to be applied. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self), repair);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
}

static void
tva_import_repair_row_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_REPAIR_ROW (object)->source);
  G_OBJECT_CLASS (tva_import_repair_row_parent_class)->dispose (object);
}

static void
tva_import_repair_row_finalize (GObject *object)
{
  g_array_unref (TVA_IMPORT_REPAIR_ROW (object)->lines);
  G_OBJECT_CLASS (tva_import_repair_row_parent_class)->finalize (object);
}

static void
tva_import_repair_row_class_init (TvaImportRepairRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_import_repair_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tva_import_repair_row_finalize;
}

static void
tva_import_repair_row_init (TvaImportRepairRow *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->badge = gtk_label_new (_ ("mended"));
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_add_css_class (self->badge, "accent");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->badge, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->badge);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
  g_signal_connect (self, "apply", G_CALLBACK (applied_cb), NULL);
}

static TvaImportRepairRow *
row_new (TvaImportSource *source, const TvRejectRow *const *rejects, guint count, guint header)
{
  TvaImportRepairRow *self = g_object_new (TVA_TYPE_IMPORT_REPAIR_ROW, "use-markup", FALSE, NULL);

  self->source = g_object_ref (source);
  self->header = header;
  for (guint i = 0; i < count; i++)
    g_array_append_val (self->lines, rejects[i]->line);
  gtk_editable_set_text (GTK_EDITABLE (self), rejects[0]->value != NULL ? rejects[0]->value : "");
  g_signal_connect_object (source, "changed", G_CALLBACK (show_repair), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * tva_import_repair_row_new:
 * @source: the file of the row
 * @reject: the rejected row; copied
 * @header: the file's column of the cell
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
tva_import_repair_row_new (TvaImportSource *source, const TvRejectRow *reject, guint header)
{
  TvaImportRepairRow *self = row_new (source, &reject, 1, header);
  g_autofree char *line = tv_count_to_display (reject->line);
  /* Translators: number of a line in a file, name of a column */
  g_autofree char *title = g_strdup_printf (
      _ ("Line %s, %s"),
      line,
      tv_import_file_get_own_header (tva_import_source_get_file (source))[header]);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), reject->raw);
  show_repair (self);
  return GTK_WIDGET (self);
}

/**
 * tva_import_repair_row_new_for_all:
 * @source: the file of the rows
 * @rejects: (element-type TvRejectRow): rejected rows that have the same text in this cell; copied
 * @header: the file's column of the cell
 *
 * Returns: (transfer floating): a row that mends all of them at once
 */
GtkWidget *
tva_import_repair_row_new_for_all (TvaImportSource *source, GPtrArray *rejects, guint header)
{
  const TvRejectRow *const *rows = (const TvRejectRow *const *) (gpointer) rejects->pdata;
  TvaImportRepairRow *self = row_new (source, rows, rejects->len, header);
  const char *column = tv_import_file_get_own_header (tva_import_source_get_file (source))[header];
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *count = tv_count_to_display (rejects->len);
  g_autofree char *title = NULL;

  if (*value != '\0')
    /* Translators: a count of rows, the text that stands in a cell of each, name of the column */
    title = g_strdup_printf (
        ngettext ("%s row with “%s”, %s", "All %s rows with “%s”, %s", rejects->len),
        count,
        value,
        column);
  else
    /* Translators: a count of rows whose cell is empty, name of the column */
    title = g_strdup_printf (ngettext ("%s empty row, %s", "All %s empty rows, %s", rejects->len),
                             count,
                             column);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  show_repair (self);
  return GTK_WIDGET (self);
}
