/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import assistant's window: which files, how each is read, a check that writes nothing, then
 * the import in one transaction. It asks the engine only through workers, with progress and Cancel;
 * what was done is told by the engine's "changed". */
#include "pages/import/tva-import-assistant.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-files.h"
#include "pages/import/tva-import-mapping.h"
#include "pages/import/tva-import-report.h"
#include "widgets/tva-operation-bar.h"

typedef enum
{
  STEP_FILES,
  STEP_MAPPING,
  STEP_BUSY,
  STEP_REPORT,
  STEP_DONE,
} Step;

struct _TvaImportAssistant
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *cancel_button;
  GtkWidget *back_button;
  GtkButton *next_button;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  GtkStack *stack;
  TvaImportFiles *files;
  AdwBin *mapping;
  TvaOperationBar *progress;
  AdwBin *report;
  AdwStatusPage *done;
  AdwBin *done_report;
  GtkDropTarget *drop;

  TvEngine *engine;
  TvaOperation *operation;
  Step step;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (TvaImportAssistant, tva_import_assistant, ADW_TYPE_WINDOW)

static const char *
get_page_name (TvaImportAssistant *self)
{
  switch (self->step)
    {
    case STEP_MAPPING:
      return "mapping";
    case STEP_BUSY:
      return "busy";
    case STEP_REPORT:
      return "report";
    case STEP_DONE:
      return "done";
    case STEP_FILES:
    default:
      return tva_import_files_get_sources (self->files)->len > 0 ? "files" : "empty";
    }
}

static void
show_step (TvaImportAssistant *self, Step step)
{
  gboolean has_files = tva_import_files_get_sources (self->files)->len > 0;
  const char *next
      = step == STEP_REPORT ? _ ("Import") : (step == STEP_DONE ? _ ("Close") : _ ("Check"));
  const char *subtitle
      = step == STEP_REPORT ? _ ("Result of the check") : (step == STEP_DONE ? _ ("Done") : NULL);

  self->step = step;
  gtk_stack_set_visible_child_name (self->stack, get_page_name (self));
  gtk_widget_set_visible (self->cancel_button, step == STEP_FILES);
  gtk_widget_set_visible (self->back_button, step == STEP_MAPPING || step == STEP_REPORT);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button),
                          step == STEP_REPORT || step == STEP_DONE
                              || (step == STEP_FILES && has_files));
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button),
                            step != STEP_FILES || tva_import_files_is_ready (self->files));
  gtk_button_set_label (self->next_button, next);
  if (step != STEP_MAPPING)
    adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

static void
show_error (TvaImportAssistant *self, const GError *error)
{
  const char *advice = error != NULL ? tv_error_get_advice (error) : NULL;
  g_autofree char *text = NULL;

  gtk_info_bar_set_revealed (self->error_bar,
                             error != NULL
                                 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  if (error == NULL)
    return;
  text = advice != NULL ? g_strdup_printf ("%s %s", error->message, advice)
                        : g_strdup (error->message);
  gtk_label_set_label (self->error_label, text);
}

typedef struct
{
  GPtrArray *sources; /* keeps the files alive while the worker reads them */
  GPtrArray *files;   /* of TvImportFile, of the sources */
  gboolean is_dry_run;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_ptr_array_unref (input->files);
  g_ptr_array_unref (input->sources);
  g_free (input);
}

static Input *
input_new (TvaImportAssistant *self, gboolean is_dry_run)
{
  Input *input = g_new0 (Input, 1);
  GPtrArray *sources = tva_import_files_get_sources (self->files);

  input->is_dry_run = is_dry_run;
  input->sources = g_ptr_array_new_with_free_func (g_object_unref);
  input->files = g_ptr_array_new ();
  for (guint i = 0; i < sources->len; i++)
    {
      TvaImportSource *source = g_ptr_array_index (sources, i);

      g_ptr_array_add (input->sources, g_object_ref (source));
      g_ptr_array_add (input->files, tva_import_source_get_file (source));
    }
  return input;
}

static gpointer
import_in_worker (TvEngine *engine, gpointer data, TvProgress *progress, GError **error)
{
  Input *input = data;

  return tv_engine_import (engine, input->files, input->is_dry_run, progress, error);
}

static void
show_report (TvaImportAssistant *self, GPtrArray *results)
{
  adw_bin_set_child (self->report, tva_import_report_new (results, TRUE));
  show_step (self, STEP_REPORT);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button),
                            tva_import_report_count_accepted (results) > 0);
}

static void
show_done (TvaImportAssistant *self, GPtrArray *results)
{
  g_autofree char *headline = tva_import_report_dup_headline (results, FALSE);

  adw_status_page_set_title (self->done, headline);
  adw_bin_set_child (self->done_report, tva_import_report_new (results, FALSE));
  show_step (self, STEP_DONE);
}

static GPtrArray *
finish_worker (TvaImportAssistant *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *results = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  tva_operation_finish (self->operation);
  g_clear_object (&self->operation);
  if (results == NULL && !self->is_closed)
    {
      show_error (self, error);
      show_step (self, STEP_FILES);
    }
  return results;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportAssistant) self = TVA_IMPORT_ASSISTANT (user_data);
  g_autoptr (GPtrArray) results = finish_worker (self, source, result);

  if (results != NULL && !self->is_closed)
    show_report (self, results);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaImportAssistant) self = TVA_IMPORT_ASSISTANT (user_data);
  g_autoptr (GPtrArray) results = finish_worker (self, source, result);

  if (results != NULL && !self->is_closed)
    show_done (self, results);
}

static void
start_worker (TvaImportAssistant *self, gboolean is_dry_run)
{
  show_error (self, NULL);
  show_step (self, STEP_BUSY);
  self->operation
      = tva_operation_new (is_dry_run ? _ ("Checking the files") : _ ("Importing the files"));
  tva_operation_bar_add (self->progress, self->operation, 0);
  tv_engine_call_async (self->engine,
                        import_in_worker,
                        input_new (self, is_dry_run),
                        input_free,
                        (GDestroyNotify) g_ptr_array_unref,
                        tva_operation_get_progress (self->operation),
                        is_dry_run ? checked_cb : imported_cb,
                        g_object_ref (self));
}

static void
choose_clicked_cb (GtkButton *button, gpointer user_data)
{
  tva_import_files_choose (TVA_IMPORT_ASSISTANT (user_data)->files);
}

static void
cancel_clicked_cb (GtkButton *button, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
back_clicked_cb (GtkButton *button, gpointer user_data)
{
  show_step (TVA_IMPORT_ASSISTANT (user_data), STEP_FILES);
}

static void
next_clicked_cb (GtkButton *button, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);

  if (self->step == STEP_FILES)
    start_worker (self, TRUE);
  else if (self->step == STEP_REPORT)
    start_worker (self, FALSE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
files_opened_cb (TvaImportFiles *files, TvaImportSource *source, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);

  adw_bin_set_child (self->mapping, tva_import_mapping_new (source));
  adw_window_title_set_subtitle (self->title, tva_import_source_get_name (source));
  show_step (self, STEP_MAPPING);
}

static void
files_changed_cb (TvaImportFiles *files, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);

  if (self->is_closed || self->step != STEP_FILES)
    return;
  show_error (self, NULL);
  show_step (self, STEP_FILES);
}

static void
leave (TvaImportAssistant *self, const char *action)
{
  TvaWindow *window = tva_window_of (self);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
}

static void
run_clicked_cb (GtkButton *button, gpointer user_data)
{
  leave (TVA_IMPORT_ASSISTANT (user_data), "win.new-run");
}

static void
customers_clicked_cb (GtkButton *button, gpointer user_data)
{
  leave (TVA_IMPORT_ASSISTANT (user_data), "win.go-customers");
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (user_data);
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  if (self->step != STEP_FILES)
    return FALSE;
  tva_import_files_add_list (self->files, dropped);
  return TRUE;
}

static gboolean
tva_import_assistant_close_request (GtkWindow *window)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (window);

  self->is_closed = TRUE;
  if (self->operation != NULL)
    tva_operation_cancel (self->operation);
  return GTK_WINDOW_CLASS (tva_import_assistant_parent_class)->close_request (window);
}

static void
tva_import_assistant_dispose (GObject *object)
{
  TvaImportAssistant *self = TVA_IMPORT_ASSISTANT (object);

  self->is_closed = TRUE;
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tva_import_assistant_parent_class)->dispose (object);
}

static void
tva_import_assistant_class_init (TvaImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TVA_TYPE_IMPORT_FILES);
  g_type_ensure (TVA_TYPE_OPERATION_BAR);
  G_OBJECT_CLASS (klass)->dispose = tva_import_assistant_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tva_import_assistant_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/tastevin/Tastevin/tva-import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, title);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, back_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, next_button);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, error_bar);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, error_label);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, files);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, mapping);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, report);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, done);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, done_report);
  gtk_widget_class_bind_template_child (widget_class, TvaImportAssistant, drop);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, customers_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
}

static void
tva_import_assistant_init (TvaImportAssistant *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop, types, G_N_ELEMENTS (types));
  show_step (self, STEP_FILES);
}

static TvaImportAssistant *
find_open (TvaWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (TVA_IS_IMPORT_ASSISTANT (l->data)
        && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window)
        && !TVA_IMPORT_ASSISTANT (l->data)->is_closed)
      return l->data;
  return NULL;
}

/**
 * tva_import_assistant_present:
 * @window: the window with an open workspace
 * @paths: (nullable) (array zero-terminated=1): files to begin with
 *
 * Opens the assistant, or adds the files to the one that is open. Without files it asks for some.
 */
void
tva_import_assistant_present (TvaWindow *window, const char *const *paths)
{
  TvaImportAssistant *self = find_open (window);

  if (self == NULL)
    {
      self = g_object_new (TVA_TYPE_IMPORT_ASSISTANT, "transient-for", window, NULL);
      self->engine = g_object_ref (tva_window_get_engine (window));
      tva_import_files_set_engine (self->files, self->engine);
    }
  for (gsize i = 0; self->step == STEP_FILES && paths != NULL && paths[i] != NULL; i++)
    tva_import_files_add (self->files, paths[i]);
  gtk_window_present (GTK_WINDOW (self));
  if (paths == NULL && tva_import_files_get_sources (self->files)->len == 0)
    tva_import_files_choose (self->files);
}
