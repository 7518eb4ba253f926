/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undoes batches on a worker and shows the report: what went back, what stays and why, and what
 * could not be called back. */
#include "pages/import/tva-undo-report.h"

#include <glib/gi18n.h>

#include "widgets/tva-small-window.h"
#include "widgets/tva-whole-words.h"

#define MOST_NAMES 12

static const char *const icons[TV_N_UNDO_OUTCOMES] = {
  [TV_UNDO_REVERSED] = "edit-undo-symbolic",
  [TV_UNDO_KEPT] = "emblem-ok-symbolic",
  [TV_UNDO_COULD_NOT] = "dialog-warning-symbolic",
};

static char *
dup_names (const TvUndoGroup *group)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; group->names != NULL && i < MIN (group->names->len, MOST_NAMES); i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (group->names, i));
  if (group->names != NULL && group->names->len > MOST_NAMES)
    g_string_append (names, ", …");
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static GtkWidget *
make_group (const TvUndoGroup *group)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[group->outcome]);
  GtkWidget *badge = gtk_label_new (tv_undo_outcome_get_title (group->outcome));
  g_autofree char *names = dup_names (group);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tv_undo_outcome_get_title (group->outcome),
                                  -1);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  if (group->outcome == TV_UNDO_COULD_NOT)
    gtk_widget_add_css_class (badge, "warning");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), group->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), names);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  return row;
}

/**
 * tva_undo_report_new:
 * @report: what was done; copied as far as it is shown
 *
 * Returns: (transfer floating): a group of rows
 */
GtkWidget *
tva_undo_report_new (const TvUndoReport *report)
{
  GtkWidget *group = tva_whole_group_new ();
  g_autofree char *title
      = g_strdup_printf (report->is_redo ? _ ("%s is imported again") : _ ("%s was undone"),
                         report->file_name);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < report->groups->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_group (g_ptr_array_index (report->groups, i)));
  return group;
}

/**
 * tva_undo_report_present:
 * @parent: a widget of the window that it belongs to
 * @reports: (element-type TvUndoReport): what was done with each file, one at least
 *
 * Shows the reports in a window of their own.
 */
void
tva_undo_report_present (GtkWidget *parent, const GPtrArray *reports)
{
  const TvUndoReport *first = g_ptr_array_index (reports, 0);
  GtkWidget *page = adw_preferences_page_new ();

  for (guint i = 0; i < reports->len; i++)
    adw_preferences_page_add (
        ADW_PREFERENCES_PAGE (page),
        ADW_PREFERENCES_GROUP (tva_undo_report_new (g_ptr_array_index (reports, i))));
  tva_small_window_present (parent,
                            first->is_redo ? _ ("Import redone") : _ ("Import undone"),
                            page,
                            600,
                            460);
}

typedef struct
{
  GArray *batches; /* of gint64 */
  gboolean is_redo;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_array_unref (input->batches);
  g_free (input);
}

static gpointer
undo_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  const Input *input = data;

  return tv_engine_change_batches (engine,
                                   (const gint64 *) (gpointer) input->batches->data,
                                   input->batches->len,
                                   input->is_redo,
                                   progress,
                                   error);
}

/**
 * tva_undo_batches:
 * @engine: the workspace
 * @batches: (element-type gint64): batches
 * @is_redo: whether an undo is taken back
 * @progress: (nullable): progress and cancel
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Undoes or redoes files of an import on a worker, all or none of them.
 */
void
tva_undo_batches (TvEngine *engine,
                  GArray *batches,
                  gboolean is_redo,
                  TvProgress *progress,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  Input *input = g_new0 (Input, 1);

  input->batches = g_array_ref (batches);
  input->is_redo = is_redo;
  tv_engine_call_async (engine,
                        undo_in_worker,
                        input,
                        input_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        progress,
                        callback,
                        user_data);
}

/**
 * tva_undo_batches_finish:
 * @engine: the workspace
 * @result: as given to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type TvUndoReport): what each undo did
 */
GPtrArray *
tva_undo_batches_finish (TvEngine *engine, GAsyncResult *result, GError **error)
{
  return tv_engine_call_finish (engine, result, error);
}
