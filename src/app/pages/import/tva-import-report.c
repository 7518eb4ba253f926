/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the result of a check or an import: what each file gave, then every rejected row (the first
 * thousand of each file) with its line, column, reason and text. */
#include "pages/import/tva-import-report.h"

#include <glib/gi18n.h>

#include "models/tva-item.h"
#include "pages/import/tva-rejects-table.h"

static char *
dup_counts (const TvImportResult *result)
{
  g_autofree char *accepted = tv_count_to_display (result->accepted_count);
  g_autofree char *rejected = tv_count_to_display (result->rejected_count);
  g_autofree char *pending = tv_count_to_display (result->pending_count);

  if (result->same_batch_id != 0)
    return g_strdup (_ ("This very content was imported before: nothing changes"));
  /* Translators: counts of rows of a file */
  return g_strdup_printf (
      _ ("%s accepted · %s rejected · %s waiting for their customer or product"),
      accepted,
      rejected,
      pending);
}

static GtkWidget *
make_row (const TvImportResult *result)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  gboolean is_clean = result->rejected_count == 0;
  GtkWidget *icon
      = gtk_image_new_from_icon_name (is_clean ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  GtkWidget *kind = gtk_label_new (tv_import_kind_get_title (result->kind));
  g_autofree char *counts = dup_counts (result);

  gtk_widget_add_css_class (icon, is_clean ? "success" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_clean ? _ ("No rejected rows") : _ ("Has rejected rows"),
                                  -1);
  gtk_widget_add_css_class (kind, "badge");
  gtk_widget_set_valign (kind, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), result->file_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), counts);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kind);
  return row;
}

static GtkWidget *
make_rejects (GPtrArray *results)
{
  g_autoptr (GListStore) rejects = g_list_store_new (TVA_TYPE_ITEM);
  GtkWidget *group, *table;

  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);

      for (guint k = 0; result->rejects != NULL && k < result->rejects->len; k++)
        tva_rejects_table_add (rejects, g_ptr_array_index (result->rejects, k), result->file_name);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (rejects)) == 0)
    return NULL;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Rejected rows"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("They are kept aside. Mend them in the file and import it again."));
  table = tva_rejects_table_new (G_LIST_MODEL (rejects));
  gtk_widget_add_css_class (table, "card");
  gtk_widget_set_overflow (table, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (table, -1, 260);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), table);
  return group;
}

/**
 * tva_import_report_count_accepted:
 * @results: (element-type TvImportResult): what files came to
 *
 * Returns: the rows that were (or would be) taken in
 */
gint64
tva_import_report_count_accepted (GPtrArray *results)
{
  gint64 count = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const TvImportResult *result = g_ptr_array_index (results, i);

      if (result->same_batch_id == 0)
        count += result->accepted_count;
    }
  return count;
}

/**
 * tva_import_report_dup_headline:
 * @results: (element-type TvImportResult): what files came to
 * @is_dry_run: whether nothing was written
 *
 * Returns: (transfer full): the whole in one sentence
 */
char *
tva_import_report_dup_headline (GPtrArray *results, gboolean is_dry_run)
{
  gint64 rejected = 0;
  g_autofree char *accepted_text = tv_count_to_display (tva_import_report_count_accepted (results));
  g_autofree char *rejected_text = NULL;

  for (guint i = 0; i < results->len; i++)
    rejected += ((TvImportResult *) g_ptr_array_index (results, i))->rejected_count;
  rejected_text = tv_count_to_display (rejected);
  if (is_dry_run)
    return g_strdup_printf (_ ("%s rows can be imported, %s cannot"), accepted_text, rejected_text);
  return g_strdup_printf (_ ("%s rows imported, %s rejected"), accepted_text, rejected_text);
}

/**
 * tva_import_report_new:
 * @results: (element-type TvImportResult): what files came to
 * @is_dry_run: whether nothing was written
 *
 * Makes the report.
 *
 * Returns: (transfer floating): a widget that scrolls
 */
GtkWidget *
tva_import_report_new (GPtrArray *results, gboolean is_dry_run)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *rejects = make_rejects (results);
  g_autofree char *headline = tva_import_report_dup_headline (results, is_dry_run);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   is_dry_run ? headline : _ ("Files"));
  if (is_dry_run)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _ ("Nothing was written yet."));
  for (guint i = 0; i < results->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (g_ptr_array_index (results, i)));
  gtk_box_append (GTK_BOX (box), group);
  if (rejects != NULL)
    gtk_box_append (GTK_BOX (box), rejects);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
