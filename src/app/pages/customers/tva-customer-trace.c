/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the rows of the imports that say something about a value, those that it is made of first,
 * and what a person wrote instead, which can be taken back from here.
 * A file is read again to see whether its line still says so, which may take a while: the window is
 * there at once and is filled from a worker. */
#include "pages/customers/tva-customer-trace.h"

#include <glib/gi18n.h>

#include "widgets/tva-one-line.h"
#include "widgets/tva-run-charts.h"
#include "widgets/tva-small-window.h"
#include "widgets/tva-whole-words.h"

#define MOST_ROWS 100
#define EDIT_SEQ "tva-edit-seq" /* of a button */
#define PANE "tva-pane"         /* of the group: whose actions take back */

/* Where in which file, and what became of that file. */
static char *
dup_place (const TvTraceRow *row)
{
  g_autofree char *line = tv_count_to_display (row->line);
  g_autofree char *time = tva_run_dup_time (row->imported_usec);
  g_autofree char *place = NULL;
  const char *note = tv_trace_row_get_note (row);

  if (row->edit_seq != 0 && *row->beside != '\0')
    /* Translators: a time, the name of a person, names of columns */
    return g_strdup_printf (_ ("Edited by hand on %s by %s, together with: %s"),
                            time,
                            row->actor,
                            row->beside);
  if (row->edit_seq != 0)
    /* Translators: a time, the name of a person */
    return g_strdup_printf (_ ("Edited by hand on %s by %s"), time, row->actor);
  if (row->line == 0)
    place = g_strdup (row->file_name);
  else if (*row->header != '\0')
    /* Translators: name of a file, number of a line in it, name of a column */
    place = g_strdup_printf (_ ("%s, line %s, column “%s”"), row->file_name, line, row->header);
  else
    /* Translators: name of a file, number of a line in it */
    place = g_strdup_printf (_ ("%s, line %s"), row->file_name, line);
  if (row->is_undone)
    /* Translators: a place in a file, a time */
    return g_strdup_printf (_ ("%s · imported %s, undone"), place, time);
  if (note != NULL)
    /* Translators: a place in a file, a time, a sentence on what became of the file */
    return g_strdup_printf (_ ("%s · imported %s\n%s"), place, time, note);
  /* Translators: a place in a file, a time */
  return g_strdup_printf (_ ("%s · imported %s"), place, time);
}

static void
take_back_cb (GtkButton *button, gpointer pane)
{
  const gint64 *seq = g_object_get_data (G_OBJECT (button), EDIT_SEQ);

  gtk_widget_activate_action (pane, "customer.take-back", "x", *seq);
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))));
}

static GtkWidget *
make_take_back (const TvTraceRow *row, GtkWidget *pane)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Take Back"));

  gtk_widget_set_tooltip_text (button, _ ("All that was changed then"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button),
                          EDIT_SEQ,
                          g_memdup2 (&row->edit_seq, sizeof row->edit_seq),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_back_cb), pane, 0);
  return button;
}

/* "1" and "0" are no words. */
static const char *
get_text (const TvTraceRow *row, const char *column)
{
  const char *text = row->original != NULL ? row->original : row->value;

  if (row->edit_seq != 0 && tv_customer_flag_from_code (column) >= 0)
    return g_str_equal (text, "1") ? _ ("yes") : _ ("no");
  return *text != '\0' ? text : _ ("empty");
}

static GtkWidget *
make_row (const TvTraceRow *row, const char *column, GtkWidget *pane)
{
  GtkWidget *widget = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  g_autofree char *place = dup_place (row);

  tva_one_line_set_title (ADW_ACTION_ROW (widget), get_text (row, column));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), place);
  if (row->is_used)
    {
      GtkWidget *badge = gtk_label_new (_ ("used"));

      gtk_widget_add_css_class (badge, "badge");
      gtk_widget_add_css_class (badge, "accent");
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (widget), badge);
    }
  if (row->edit_seq != 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (widget), make_take_back (row, pane));
  return widget;
}

static gint64
count_edits (const TvTrace *trace)
{
  gint64 count = 0;

  for (guint i = 0; i < trace->rows->len; i++)
    count += ((const TvTraceRow *) g_ptr_array_index (trace->rows, i))->edit_seq != 0;
  return count;
}

static void
show_trace (AdwPreferencesGroup *group, const TvTrace *trace)
{
  guint shown = MIN (trace->rows->len, MOST_ROWS);
  gint64 of_files = trace->count - count_edits (trace);
  g_autofree char *count = tv_count_to_display (of_files);
  g_autofree char *sentence
      = g_strdup_printf (ngettext ("%s row of the imports says something of it.",
                                   "%s rows of the imports say something of it.",
                                   (gulong) of_files),
                         count);
  GtkWidget *pane = g_object_get_data (G_OBJECT (group), PANE);

  adw_preferences_group_set_description (group, sentence);
  for (guint i = 0; i < shown; i++)
    adw_preferences_group_add (group,
                               make_row (g_ptr_array_index (trace->rows, i), trace->column, pane));
  if (trace->count > shown)
    {
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
      g_autofree char *rest = tv_count_to_display (trace->count - shown);
      g_autofree char *title = g_strdup_printf (
          ngettext ("%s more row", "%s more rows", (gulong) (trace->count - shown)),
          rest);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_preferences_group_add (group, row);
    }
}

static gpointer
trace_in_worker (TvEngine *engine, gpointer target, TvProgress *progress, GError **error)
{
  const char *table, *code, *column;

  g_variant_get (target, "(&s&s&s&s)", &table, &code, &column, NULL);
  return tv_engine_trace (engine, table, code, column, progress, error);
}

static void
traced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwPreferencesGroup) group = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvTrace) trace = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (trace != NULL)
    show_trace (group, trace);
  else
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_preferences_group_set_description (group, escaped);
    }
}

/**
 * tva_customer_trace_present:
 * @parent: a widget of the window that it belongs to
 * @engine: the workspace
 * @target: (transfer none): table, code of the customer, column, and what the value is called
 *
 * Shows where a value comes from; closing the window ends the search.
 */
void
tva_customer_trace_present (GtkWidget *parent, TvEngine *engine, GVariant *target)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = tva_whole_group_new ();
  const char *title;

  g_variant_get_child (target, 3, "&s", &title);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Looking through the imports…"));
  g_object_set_data_full (G_OBJECT (group), PANE, g_object_ref (parent), g_object_unref);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  g_signal_connect_object (page,
                           "destroy",
                           G_CALLBACK (g_cancellable_cancel),
                           cancellable,
                           G_CONNECT_SWAPPED);
  tva_small_window_present (parent, _ ("Where it comes from"), page, 600, 460);
  tv_engine_call_async (engine,
                        trace_in_worker,
                        g_variant_ref (target),
                        (GDestroyNotify) g_variant_unref,
                        (GDestroyNotify) tv_trace_free,
                        progress,
                        traced_cb,
                        g_object_ref (group));
}

/**
 * tva_customer_trace_add:
 * @row: a row of the customer's pane that shows a value
 * @table: "customer" or "profile"
 * @code: of the customer
 * @column: of the table
 *
 * Lets a row lead to where its value comes from.
 */
void
tva_customer_trace_add (GtkWidget *row, const char *table, const char *code, const char *column)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  GtkWidget *icon = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where it comes from"),
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_tooltip_text (row, _ ("Where it comes from"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ssss)", table, code, column, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "customer.trace");
}
