/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry with the text of the cell. What is applied goes to the source as a repair of this
 * import, and is tried by the next check. The whole row of the file is the tooltip. */
#include "pages/import/tva-import-repair-row.h"

#include <glib/gi18n.h>

struct _TvaImportRepairRow
{
  AdwEntryRow parent_instance;

  TvaImportSource *source;
  gint64 line;
  guint header;
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (TvaImportRepairRow, tva_import_repair_row, ADW_TYPE_ENTRY_ROW)

static void
applied_cb (TvaImportRepairRow *self)
{
  gtk_widget_set_visible (self->badge, TRUE);
  tva_import_source_set_repair (self->source,
                                self->line,
                                self->header,
                                gtk_editable_get_text (GTK_EDITABLE (self)));
}

static void
tva_import_repair_row_dispose (GObject *object)
{
  g_clear_object (&TVA_IMPORT_REPAIR_ROW (object)->source);
  G_OBJECT_CLASS (tva_import_repair_row_parent_class)->dispose (object);
}

static void
tva_import_repair_row_class_init (TvaImportRepairRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tva_import_repair_row_dispose;
}

static void
tva_import_repair_row_init (TvaImportRepairRow *self)
{
  self->badge = gtk_label_new (_ ("mended"));
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_add_css_class (self->badge, "accent");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->badge, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->badge);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
  g_signal_connect (self, "apply", G_CALLBACK (applied_cb), NULL);
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
  TvaImportRepairRow *self = g_object_new (TVA_TYPE_IMPORT_REPAIR_ROW, "use-markup", FALSE, NULL);
  TvImportFile *file = tva_import_source_get_file (source);
  const char *repair = tv_import_file_get_repair (file, reject->line, header);
  const char *value = reject->value != NULL ? reject->value : "";
  g_autofree char *line = tv_count_to_display (reject->line);
  g_autofree char *title = NULL;

  self->source = g_object_ref (source);
  self->line = reject->line;
  self->header = header;
  /* Translators: number of a line in a file, name of a column */
  title = g_strdup_printf (_ ("Line %s, %s"), line, file->header[header]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_editable_set_text (GTK_EDITABLE (self), repair != NULL ? repair : value);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), reject->raw);
  return GTK_WIDGET (self);
}
