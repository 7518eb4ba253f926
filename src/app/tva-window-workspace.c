/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's workspace: opens it on a worker, counts what is in it after each commit, and tells
 * the pages. Never calls the engine on the main thread. */
#include <errno.h>
#include <glib/gi18n.h>

#include "tva-window-private.h"

#define PAUSE_MS 400 /* longer than between two decisions of a fast person */

static void load_summary (TvaWindow *self);

static gpointer
count_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  g_autofree TvSummary *summary = g_new0 (TvSummary, 1);

  if (!tv_engine_get_summary (engine, summary, error))
    return NULL;
  return g_steal_pointer (&summary);
}

static void
tell_pages (TvaWindow *self, guint changed)
{
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  for (guint i = 0; i < count; i++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->stack, pages[i].id);

      if (page != NULL)
        tva_page_engine_changed (TVA_PAGE (page), changed);
    }
}

static void
show_first_page (TvaWindow *self)
{
  g_autofree char *page = g_steal_pointer (&self->wanted_page);
  g_autofree char *target = g_steal_pointer (&self->wanted_target);

  /* An empty workspace greets with what to do first. */
  if (self->summary.customer_count == 0 && target == NULL)
    {
      g_free (page);
      page = g_strdup ("today");
    }
  tva_window_go (self, page, target);
}

static void
summary_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) self = TVA_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree TvSummary *summary = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  guint changed;

  self->is_summary_loading = FALSE;
  if (self->engine != TV_ENGINE (source))
    return;
  if (summary == NULL)
    {
      tva_window_show_page_error (self, _ ("Could not read the workspace"), error);
      return;
    }
  self->summary = *summary;
  tva_window_update_badges (self);
  tva_window_update_actions (self);
  if (self->is_summary_stale)
    {
      load_summary (self);
      return;
    }
  changed = self->pending_changes;
  self->pending_changes = 0;
  if (self->shown == NULL || self->wanted_page != NULL)
    show_first_page (self);
  if (changed != 0)
    tell_pages (self, changed);
}

static void
load_summary (TvaWindow *self)
{
  self->is_summary_loading = TRUE;
  self->is_summary_stale = FALSE;
  tv_engine_call_async (self->engine,
                        count_in_worker,
                        NULL,
                        NULL,
                        g_free,
                        NULL,
                        summary_loaded_cb,
                        g_object_ref (self));
}

static void
load_summary_soon (TvaWindow *self)
{
  g_clear_handle_id (&self->count_id, g_source_remove);
  if (self->is_summary_loading)
    self->is_summary_stale = TRUE;
  else
    load_summary (self);
}

static gboolean
paused_cb (gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  self->count_id = 0;
  load_summary_soon (self);
  return G_SOURCE_REMOVE;
}

/* Counting half a million statuses takes a core for some tens of milliseconds, which the painting
 * of the next recommendation needs: after a decision it waits for a pause. */
static void
engine_changed_cb (TvEngine *engine, guint changed, guint64 generation, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  self->pending_changes |= changed;
  if (changed != TV_CHANGED_DECISIONS)
    {
      load_summary_soon (self);
      return;
    }
  g_clear_handle_id (&self->count_id, g_source_remove);
  self->count_id = g_timeout_add (PAUSE_MS, paused_cb, self);
}

/**
 * tva_window_drop_engine:
 * @self: the window
 *
 * Lets go of the workspace. Workers that still run keep it until they are done.
 */
void
tva_window_drop_engine (TvaWindow *self)
{
  if (self->engine == NULL)
    return;
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->engine, self);
  g_clear_object (&self->engine);
  self->pending_changes = 0;
}

static void
take_engine (TvaWindow *self, TvEngine *engine)
{
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);
  g_autofree char *name = g_path_get_basename (tv_engine_get_path (engine));
  g_autofree char *last = NULL;

  tva_window_drop_engine (self);
  tva_window_clear_error (self);
  self->engine = engine;
  self->summary = (TvSummary){ 0 };
  if (self->wanted_page == NULL)
    self->wanted_page = g_strdup (self->shown != NULL ? self->shown->id : "today");
  g_signal_connect (engine, "changed", G_CALLBACK (engine_changed_cb), self);
  adw_window_title_set_subtitle (self->title, name);
  gtk_widget_set_visible (self->lock, tv_engine_is_read_only (engine));
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "workspace", tv_engine_get_path (engine));
  for (guint i = 0; i < count; i++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->stack, pages[i].id);

      if (page != NULL)
        tva_page_set_engine (TVA_PAGE (page), engine);
    }
  load_summary (self);
}

typedef struct
{
  char *path;
  TvaOperation *operation;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->path);
  g_object_unref (opening->operation);
  g_free (opening);
}

static void
open_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Opening *opening = task_data;
  const char *path = opening->path;
  TvProgress *progress = tva_operation_get_progress (opening->operation);
  g_autofree char *folder = g_path_get_dirname (path);
  GError *error = NULL;
  TvEngine *engine;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_task_return_new_error (task,
                               TV_ERROR,
                               TV_ERROR_IO,
                               _ ("Could not create the folder “%s”: %s."),
                               folder,
                               g_strerror (errno));
      return;
    }
  engine = tv_engine_open_watched (path, TV_OPEN_CREATE, progress, &error);
  if (engine == NULL && g_error_matches (error, TV_ERROR, TV_ERROR_READ_ONLY))
    {
      g_clear_error (&error);
      engine = tv_engine_open_watched (path, TV_OPEN_READ_ONLY, progress, &error);
    }
  if (engine != NULL)
    g_task_return_pointer (task, engine, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (source);
  g_autoptr (GError) error = NULL;
  TvEngine *engine = g_task_propagate_pointer (G_TASK (result), &error);
  const Opening *opening = g_task_get_task_data (G_TASK (result));

  self->is_opening = FALSE;
  g_clear_handle_id (&self->opening_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->opening), FALSE);
  tva_operation_finish (opening->operation);
  if (engine != NULL)
    {
      take_engine (self, engine);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tva_window_add_toast (self, adw_toast_new (_ ("Not opened; it still has to be checked.")));
  else
    tva_window_show_page_error (self, NULL, error);
  tva_window_update_actions (self);
  if (self->engine == NULL)
    gtk_stack_set_visible_child_name (self->stack, "no-workspace");
}

static gboolean
still_opening_cb (gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  self->opening_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->opening), TRUE);
  return G_SOURCE_REMOVE;
}

/* Where no other workspace is open there is nothing to look at meanwhile. */
static void
show_opening (TvaWindow *self, const char *title)
{
  adw_status_page_set_title (self->opening, title);
  gtk_stack_set_visible_child_name (self->stack, "opening");
  self->opening_id = g_timeout_add (TVA_SHOW_OPERATION_AFTER_MS, still_opening_cb, self);
}

/**
 * tva_window_open_workspace:
 * @window: the window
 * @path: a file
 *
 * Opens a workspace, made anew where there is none. Where that fails, or is cancelled while the
 * file is checked after an unclean end, the one that was open stays.
 */
void
tva_window_open_workspace (TvaWindow *window, const char *path)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *title = NULL;
  Opening *opening;

  if (window->is_opening)
    return;
  window->is_opening = TRUE;
  title = g_strdup_printf (_ ("Opening “%s”"), shown);
  if (window->engine == NULL)
    show_opening (window, title);
  opening = g_new0 (Opening, 1);
  opening->path = g_strdup (path);
  opening->operation = tva_window_start_operation (window, title);
  task = g_task_new (window, NULL, opened_cb, NULL);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_run_in_thread (task, open_in_worker);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *named = NULL;
      gboolean is_new
          = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE;

      if (path != NULL)
        {
          named = is_new && strchr (strrchr (path, G_DIR_SEPARATOR), '.') == NULL
                      ? g_strconcat (path, ".tastevin", NULL)
                      : g_strdup (path);
          tva_window_open_workspace (TVA_WINDOW (user_data), named);
        }
    }
  g_object_unref (dialog);
}

/**
 * tva_window_choose_workspace:
 * @self: the window
 * @is_new: a new file rather than one that is there
 *
 * Lets the person choose a workspace and opens it.
 */
void
tva_window_choose_workspace (TvaWindow *self, gboolean is_new)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      is_new ? _ ("New Workspace") : _ ("Open Workspace"),
      GTK_WINDOW (self),
      is_new ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN,
      is_new ? _ ("_Create") : _ ("_Open"),
      NULL);

  gtk_file_filter_set_name (filter, _ ("Workspaces"));
  gtk_file_filter_add_suffix (filter, "tastevin");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (is_new)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("workspace.tastevin"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
