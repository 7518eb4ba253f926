/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the result of a check or an import: one row a file with what it gave. */
#include "pages/import/tva-import-report.h"

#include <glib/gi18n.h>

#include "widgets/tva-whole-words.h"

static char *
dup_counts (const TvImportResult *result)
{
  const gint64 counts[TV_N_ROW_FATES] = {
    [TV_ROW_ACCEPTED] = result->accepted_count, [TV_ROW_REJECTED] = result->rejected_count,
    [TV_ROW_LEFT_OUT] = result->left_out_count, [TV_ROW_TOTALS] = result->total_count,
    [TV_ROW_DROPPED] = result->dropped_count,   [TV_ROW_WAITING_FOR] = result->pending_count
  };
  g_autofree char *next = tv_import_result_dup_next_table (result);
  g_autofree char *orders = tv_import_result_dup_orders (result);
  g_autofree char *shared = tv_import_result_dup_shared (result);
  g_autofree char *passed = tv_passed_lines_dup_text (&result->passed);
  g_autofree char *text = NULL;
  const char *lines[6] = { NULL };
  guint count = 0;

  if (result->same_batch_id != 0)
    return g_strdup (_ ("This very content was imported before: nothing changes"));
  if (tv_import_result_is_empty (result))
    return g_strdup (_ ("No rows below the header: nothing to import"));
  text = tv_row_fate_dup_counts (counts, " · ");
  lines[count++] = text;
  if (orders != NULL)
    lines[count++] = orders;
  if (shared != NULL)
    lines[count++] = shared;
  if (passed != NULL)
    lines[count++] = passed;
  if (next != NULL)
    lines[count++] = next;
  return g_strjoinv ("\n", (char **) lines);
}

/* The way to what was kept aside; there is one only after an import. */
static void
add_rejects (GtkWidget *row, const TvImportResult *result, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-list-symbolic");
  /* Translators: %s is the name of a file */
  g_autofree char *label = g_strdup_printf (_ ("Rejected rows of %s"), name);

  gtk_widget_set_tooltip_text (button, _ ("Rejected rows"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "done.rejects");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                    "(xs)",
                                    result->batch_id,
                                    result->file_name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (const TvImportResult *result)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  gboolean is_clean = result->rejected_count == 0 && result->next_table_line == 0
                      && (result->accepted_count > 0 || result->same_batch_id != 0);
  GtkWidget *icon
      = gtk_image_new_from_icon_name (is_clean ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  GtkWidget *kind = gtk_label_new (tv_import_kind_get_title (result->kind));
  g_autofree char *counts = dup_counts (result);
  g_autofree char *name = tva_import_report_dup_name (result);

  gtk_widget_add_css_class (icon, is_clean ? "success" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_clean ? _ ("Complete") : _ ("Not complete"),
                                  -1);
  gtk_widget_add_css_class (kind, "badge");
  gtk_widget_set_valign (kind, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), counts);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kind);
  if (result->batch_id != 0 && result->same_batch_id == 0 && result->rejected_count > 0)
    add_rejects (row, result, name);
  return row;
}

/**
 * tva_import_report_dup_name:
 * @result: what a file came to
 *
 * Returns: (transfer full): the file's name, with that of its sheet or member
 */
char *
tva_import_report_dup_name (const TvImportResult *result)
{
  return result->entry != NULL ? g_strdup_printf ("%s · %s", result->file_name, result->entry)
                               : g_strdup (result->file_name);
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
  gint64 accepted = tva_import_report_count_accepted (results);
  g_autofree char *accepted_text = tv_count_to_display (accepted);
  g_autofree char *rejected_text = NULL;
  g_autofree char *imported = NULL;
  g_autofree char *lost = NULL;

  for (guint i = 0; i < results->len; i++)
    rejected += ((TvImportResult *) g_ptr_array_index (results, i))->rejected_count;
  rejected_text = tv_count_to_display (rejected);
  lost = tv_row_fate_dup_count (TV_ROW_REJECTED, rejected);
  if (is_dry_run && rejected == 0)
    return g_strdup_printf (
        ngettext ("%s row can be imported", "All %s rows can be imported", (gulong) accepted),
        accepted_text);
  if (is_dry_run)
    return g_strdup_printf (ngettext ("%s row can be imported, %s cannot",
                                      "%s rows can be imported, %s cannot",
                                      (gulong) accepted),
                            accepted_text,
                            rejected_text);
  imported = g_strdup_printf (ngettext ("%s row imported", "%s rows imported", (gulong) accepted),
                              accepted_text);
  if (rejected == 0)
    return g_steal_pointer (&imported);
  return g_strdup_printf ("%s, %s", imported, lost);
}

/**
 * tva_import_report_new:
 * @results: (element-type TvImportResult): what files came to
 * @is_dry_run: whether nothing was written
 *
 * Makes a list of the files with what each gave.
 *
 * Returns: (transfer floating): a group of rows
 */
GtkWidget *
tva_import_report_new (GPtrArray *results, gboolean is_dry_run)
{
  GtkWidget *group = tva_whole_group_new ();
  g_autofree char *headline = tva_import_report_dup_headline (results, is_dry_run);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   is_dry_run ? headline : _ ("Files"));
  if (is_dry_run)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _ ("Nothing was written yet."));
  for (guint i = 0; i < results->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (g_ptr_array_index (results, i)));
  return group;
}
