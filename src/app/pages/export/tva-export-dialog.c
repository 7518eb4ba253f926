/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names what will be exported, asks for the layout and the file, writes on a worker, and then shows
 * the file with its SHA-256. The file is put in place in one step by the engine; a cancelled or
 * failed export leaves nothing behind. */
#include "pages/export/tva-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "widgets/tva-run-charts.h"
#include "widgets/tva-wheel.h"

#define PROGRESS_INTERVAL_MSEC 100

struct _TvaExportDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkButton *cancel;
  GtkButton *save;
  GtkButton *close;
  GtkButton *copy;
  GtkWidget *choices;
  GtkWidget *layouts;
  GtkLabel *count;
  GtkLabel *error;
  GtkProgressBar *progress;
  GtkCheckButton *items;
  GtkCheckButton *customers;
  GtkSpinButton *columns;
  AdwPreferencesGroup *result;
  AdwActionRow *path;
  AdwActionRow *rows;
  AdwActionRow *left_out;
  AdwActionRow *no_address;
  AdwActionRow *sha256;

  TvaWindow *window; /* (weak) */
  TvEngine *engine;
  gint64 run_id;
  TvProgress *running;
  guint timeout_id;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (TvaExportDialog, tva_export_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  gint64 run_id;
  char *path;
  TvExportLayout layout;
  guint product_columns;
} ExportInput;

static void
export_input_free (ExportInput *input)
{
  g_free (input->path);
  g_free (input);
}

static gpointer
export_call (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  ExportInput *input = data;

  return tv_engine_export (engine,
                           input->run_id,
                           input->path,
                           input->layout,
                           input->product_columns,
                           progress,
                           error);
}

/* Shows row with what it says of count recommendations, or hides it where there are none. */
static void
show_missing (AdwActionRow *row, const char *text, gboolean is_any)
{
  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), is_any);
}

static void
add_left_out (GString *text, gint64 count, const char *line)
{
  if (count == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* What was approved and is not in the file, one reason a line. */
static char *
dup_left_out (const TvExportResult *result)
{
  g_autofree char *barred = tv_count_to_display (result->left_out_count);
  g_autofree char *doubled = tv_count_to_display (result->doubled_count);
  g_autofree char *cut = tv_count_to_display (result->cut_count);
  /* Translators: count of recommendations */
  g_autofree char *barred_line
      = g_strdup_printf (_ ("%s, because their customers have opted out or bounced since"), barred);
  /* Translators: count of recommendations */
  g_autofree char *doubled_line = g_strdup_printf (
      _ ("%s, because customers who are one person by now have the product already"),
      doubled);
  /* Translators: count of recommendations */
  g_autofree char *cut_line
      = g_strdup_printf (_ ("%s, because a row has no more product columns"), cut);
  g_autoptr (GString) text = g_string_new (NULL);

  add_left_out (text, result->left_out_count, barred_line);
  add_left_out (text, result->doubled_count, doubled_line);
  add_left_out (text, result->cut_count, cut_line);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_result (TvaExportDialog *self, const TvExportResult *result)
{
  g_autofree char *name = g_path_get_basename (result->path);
  g_autofree char *rows = tv_count_to_display (result->row_count);
  g_autofree char *items = tv_count_to_display (result->item_count);
  g_autofree char *left_out = dup_left_out (result);
  g_autofree char *count = tv_count_to_display (result->no_address_count);
  /* Translators: count of recommendations, count of rows in the file */
  g_autofree char *content = g_strdup_printf (_ ("Recommendations: %s · Rows: %s"), items, rows);
  /* Translators: count of recommendations */
  g_autofree char *no_address = g_strdup_printf (
      _ ("%s of these are for customers with neither an e-mail address nor a phone "
         "number; import them to reach these customers"),
      count);
  /* Translators: count of recommendations, file name */
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%s recommendation exported to “%s”",
                                                        "%s recommendations exported to “%s”",
                                                        (gulong) result->item_count),
                                           items,
                                           name);

  adw_action_row_set_subtitle (self->path, result->path);
  adw_action_row_set_subtitle (self->rows, content);
  adw_action_row_set_subtitle (self->sha256, result->sha256);
  show_missing (self->left_out, left_out, left_out[0] != '\0');
  show_missing (self->no_address, no_address, result->no_address_count > 0);
  gtk_widget_set_visible (self->choices, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->result), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->save), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->close), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->close));
  if (self->window != NULL)
    tva_window_add_toast (self->window, adw_toast_new (text));
}

static void
show_error (TvaExportDialog *self, const GError *error)
{
  const char *advice = tv_error_get_advice (error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_ ("The export was cancelled; no file was written."));
  else
    text = g_strdup_printf ("%s %s", error->message, advice != NULL ? advice : "");
  gtk_label_set_text (self->error, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

static void
set_running (TvaExportDialog *self, gboolean is_running)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), !is_running);
  gtk_widget_set_sensitive (self->layouts, !is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_running);
  if (is_running)
    gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  else
    {
      g_clear_handle_id (&self->timeout_id, g_source_remove);
      g_clear_pointer (&self->running, tv_progress_unref);
    }
}

static gboolean
progress_cb (gpointer user_data)
{
  TvaExportDialog *self = user_data;
  TvProgressState state;

  tv_progress_get (self->running, &state);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (state.fraction, 0., 1.));
  return G_SOURCE_CONTINUE;
}

static void
exported_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (TvaExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvExportResult) result
      = tv_engine_call_finish (TV_ENGINE (source), async_result, &error);

  if (self->engine == NULL)
    return;
  set_running (self, FALSE);
  if (result != NULL)
    show_result (self, result);
  else
    show_error (self, error);
}

static void
start_export (TvaExportDialog *self, const char *path)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ExportInput *input = g_new0 (ExportInput, 1);

  gtk_spin_button_update (self->columns);
  input->run_id = self->run_id;
  input->path = g_strdup (path);
  input->layout
      = gtk_check_button_get_active (self->customers) ? TV_EXPORT_CUSTOMERS : TV_EXPORT_ITEMS;
  input->product_columns = (guint) gtk_spin_button_get_value_as_int (self->columns);
  self->running = tv_progress_new (cancellable);
  self->timeout_id = g_timeout_add (PROGRESS_INTERVAL_MSEC, progress_cb, self);
  set_running (self, TRUE);
  tv_engine_call_async (self->engine,
                        export_call,
                        input,
                        (GDestroyNotify) export_input_free,
                        (GDestroyNotify) tv_export_result_free,
                        self->running,
                        exported_cb,
                        g_object_ref (self));
}

static void
file_chosen_cb (TvaExportDialog *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file == NULL || self->running != NULL)
    return;
  path = g_file_get_path (file);
  if (path == NULL)
    {
      gtk_label_set_text (self->error,
                          _ ("That place is not a folder of this computer. Choose another one."));
      gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
      return;
    }
  start_export (self, path);
}

static void
save_clicked_cb (TvaExportDialog *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  /* Translators: name of the proposed file; the run's number */
  g_autofree char *name = g_strdup_printf (_ ("approved-run-%d.csv"), (int) self->run_id);

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Save the approved recommendations"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("Export"),
                                               _ ("Cancel"));
  gtk_file_filter_set_name (filter, _ ("Tables (CSV)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
copy_clicked_cb (TvaExportDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->sha256));
}

/* While a file is being written, closing means cancelling; the answer then closes nothing behind
 * the person's back. */
static gboolean
tva_export_dialog_close_request (GtkWindow *window)
{
  TvaExportDialog *self = TVA_EXPORT_DIALOG (window);

  if (self->running != NULL)
    {
      g_cancellable_cancel (tv_progress_get_cancellable (self->running));
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (tva_export_dialog_parent_class)->close_request (window);
}

static void
tva_export_dialog_dispose (GObject *object)
{
  TvaExportDialog *self = TVA_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->running, tv_progress_unref);
  g_clear_object (&self->chooser);
  g_clear_object (&self->engine);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (tva_export_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, save);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, close);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, layouts);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, count);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, error);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, items);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, customers);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, result);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, path);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, left_out);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, no_address);
  gtk_widget_class_bind_template_child (widget_class, TvaExportDialog, sha256);
}

static void
tva_export_dialog_class_init (TvaExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tva_export_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tva_export_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-export-dialog.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  bind_children (widget_class);
}

static void
tva_export_dialog_init (TvaExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tva_wheel_leave_to_page (GTK_WIDGET (self->columns));
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_clicked_cb), self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_clicked_cb), self);
}

static void
fill (TvaExportDialog *self, const TvRunRow *run)
{
  gint64 approved_count = run->status_counts[TV_STATUS_APPROVED];
  g_autofree char *approved = tv_count_to_display (approved_count);
  g_autofree char *pending = tv_count_to_display (run->status_counts[TV_STATUS_PENDING]);
  g_autofree char *title = tva_run_dup_title (run);
  g_autofree char *text = NULL;

  self->run_id = run->id;
  if (approved_count > 0 && run->new_since_export < approved_count)
    {
      g_autofree char *old = tv_count_to_display (approved_count - run->new_since_export);

      /* Translators: name of the run, count of approved recommendations, how many of these were
       * approved before the last export of the run, count of pending ones */
      text = g_strdup_printf (_ ("To be exported from %s: %s approved; of these, approved before "
                                 "its last export: %s. Still pending, and not exported: %s."),
                              title,
                              approved,
                              old,
                              pending);
    }
  else if (approved_count > 0)
    /* Translators: name of the run, count of approved recommendations, count of pending ones */
    text = g_strdup_printf (
        _ ("To be exported from %s: %s approved. Still pending, and not exported: %s."),
        title,
        approved,
        pending);
  else
    /* Translators: name of the run, count of pending recommendations */
    text = g_strdup_printf (_ ("Nothing in %s is approved yet. Pending: %s; review them first."),
                            title,
                            pending);
  adw_window_title_set_subtitle (self->title, title);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), approved_count > 0);
  gtk_widget_set_sensitive (self->layouts, approved_count > 0);
  gtk_spin_button_set_value (self->columns, run->top_n);
}

static gpointer
read_run_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_get_run (engine, *(gint64 *) input, error);
}

static void
run_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) run = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaExportDialog *self;

  if (tva_window_get_engine (window) != TV_ENGINE (source))
    return;
  if (g_error_matches (error, TV_ERROR, TV_ERROR_REFUSED))
    {
      tva_window_add_toast (window, adw_toast_new (_ ("There is no run to export yet")));
      return;
    }
  if (run == NULL)
    {
      tva_window_show_page_error (window, _ ("Could not prepare the export"), error);
      return;
    }
  self = g_object_new (TVA_TYPE_EXPORT_DIALOG, "transient-for", window, NULL);
  g_set_weak_pointer (&self->window, window);
  self->engine = g_object_ref (TV_ENGINE (source));
  fill (self, run);
  gtk_widget_grab_focus (GTK_WIDGET (self->save));
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * tva_export_dialog_present:
 * @window: the window whose workspace is exported
 * @run_id: the run, 0 = the latest
 *
 * Opens the dialog, once the run's counts are read.
 */
void
tva_export_dialog_present (TvaWindow *window, gint64 run_id)
{
  TvEngine *engine = tva_window_get_engine (window);

  if (engine != NULL)
    tv_engine_call_async (engine,
                          read_run_call,
                          g_memdup2 (&run_id, sizeof run_id),
                          g_free,
                          (GDestroyNotify) tv_run_row_free,
                          NULL,
                          run_read_cb,
                          g_object_ref (window));
}
