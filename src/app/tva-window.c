/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window itself: shows pages, errors, toasts and operations, and remembers its size. The
 * workspace is opened in tva-window-workspace.c, the actions are in tva-window-actions.c. */
#include "tva-window.h"

#include <glib/gi18n.h>

#include "tva-window-private.h"

G_DEFINE_FINAL_TYPE (TvaWindow, tva_window, ADW_TYPE_APPLICATION_WINDOW)

static const TvaPageInfo *
find_info (const char *id)
{
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);
  const TvaPageInfo *first = NULL;

  for (guint i = 0; i < count; i++)
    {
      if (pages[i].get_type == NULL)
        continue;
      if (g_strcmp0 (pages[i].id, id) == 0)
        return &pages[i];
      if (first == NULL)
        first = &pages[i];
    }
  return first;
}

/**
 * tva_window_get_page:
 * @self: the window
 * @info: a page of the table
 *
 * Pages are made when they are first shown, so that the window comes up fast.
 *
 * Returns: (transfer none): the page
 */
TvaPage *
tva_window_get_page (TvaWindow *self, const TvaPageInfo *info)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, info->id);

  if (page == NULL)
    {
      page = g_object_new (info->get_type (), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (page),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (info->title),
                                      -1);
      gtk_stack_add_titled (self->stack, page, info->id, _ (info->title));
      tva_page_set_engine (TVA_PAGE (page), self->engine);
    }
  return TVA_PAGE (page);
}

static void
sidebar_row_selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  if (row != NULL && tva_window_get_row_page (row) != self->shown)
    tva_window_go (self, tva_window_get_row_page (row)->id, NULL);
}

static void
sidebar_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
error_bar_response_cb (GtkInfoBar *bar, int response, gpointer user_data)
{
  tva_window_clear_error (TVA_WINDOW (user_data));
}

static void
save_state (TvaWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width >= 360 && height >= 294)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_boolean (self->settings,
                          "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->shown != NULL)
    g_settings_set_string (self->settings, "last-page", self->shown->id);
}

static void
load_state (TvaWindow *self)
{
  g_autoptr (GSettingsSchema) schema
      = g_settings_schema_source_lookup (g_settings_schema_source_get_default (), TV_APP_ID, TRUE);

  if (schema == NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), 1200, 780);
      return;
    }
  self->settings = g_settings_new_full (schema, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  self->wanted_page = g_settings_get_string (self->settings, "last-page");
}

static gboolean
tva_window_close_request (GtkWindow *window)
{
  TvaWindow *self = TVA_WINDOW (window);

  save_state (self);
  if (self->running_count > 0)
    {
      self->is_closing = TRUE;
      tva_operation_bar_cancel_all (self->operations);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (tva_window_parent_class)->close_request (window);
}

static void
tva_window_dispose (GObject *object)
{
  TvaWindow *self = TVA_WINDOW (object);

  g_clear_handle_id (&self->opening_id, g_source_remove);
  tva_window_drop_engine (self);
  g_clear_weak_pointer (&self->last_toast);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->wanted_page, g_free);
  g_clear_pointer (&self->wanted_target, g_free);
  G_OBJECT_CLASS (tva_window_parent_class)->dispose (object);
}

static void
tva_window_class_init (TvaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TVA_TYPE_OPERATION_BAR);
  g_type_ensure (TVA_TYPE_DROP_COVER);
  G_OBJECT_CLASS (klass)->dispose = tva_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tva_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tastevin/Tastevin/tva-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, title);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, lock);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, error_title);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, error_detail);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, opening);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, no_workspace);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, operations);
  gtk_widget_class_bind_template_child (widget_class, TvaWindow, drop_cover);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, error_bar_response_cb);
}

static void
tva_window_init (TvaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "tastevin");
  tva_window_build_sidebar (self);
  tva_window_install_actions (self);
  tva_window_install_drop (self);
  load_state (self);
  tva_window_update_actions (self);
}

/**
 * tva_window_new:
 * @application: the application
 *
 * Makes a window without a workspace; tva_window_open_workspace() comes next.
 *
 * Returns: (transfer none): the window
 */
TvaWindow *
tva_window_new (GtkApplication *application)
{
  return g_object_new (TVA_TYPE_WINDOW, "application", application, NULL);
}

/**
 * tva_window_of:
 * @widget: (type GtkWidget): a widget
 *
 * Looks upward, through dialogs to the window that they belong to.
 *
 * Returns: (transfer none) (nullable): the window
 */
TvaWindow *
tva_window_of (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (widget));

  while (root != NULL && !TVA_IS_WINDOW (root))
    root
        = GTK_IS_WINDOW (root) ? GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root))) : NULL;
  return (TvaWindow *) root;
}

/**
 * tva_window_get_engine:
 * @window: the window
 *
 * Returns: (transfer none) (nullable): the open workspace
 */
TvEngine *
tva_window_get_engine (TvaWindow *window)
{
  return window->engine;
}

/**
 * tva_window_get_summary:
 * @window: the window
 *
 * Returns: (transfer none): the workspace's counts as of the last change that pages were told of
 */
const TvSummary *
tva_window_get_summary (TvaWindow *window)
{
  return &window->summary;
}

/**
 * tva_window_go:
 * @window: the window
 * @page_id: "today", "imports", ...
 * @target: (nullable): the part of the page to show
 *
 * Shows a page; an error line about what another could not show goes. Before the workspace is open
 * it is remembered for then.
 */
void
tva_window_go (TvaWindow *window, const char *page_id, const char *target)
{
  const TvaPageInfo *info = find_info (page_id);
  TvaPage *page;

  if (info == NULL)
    return;
  if (window->engine == NULL)
    {
      g_free (window->wanted_page);
      g_free (window->wanted_target);
      window->wanted_page = g_strdup (page_id);
      window->wanted_target = g_strdup (target);
      return;
    }
  page = tva_window_get_page (window, info);
  if (window->shown != NULL && info != window->shown && window->is_error_of_page)
    tva_window_clear_error (window);
  window->shown = info;
  if (info->has_foot)
    gtk_widget_add_css_class (GTK_WIDGET (window->toasts), "above-foot");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (window->toasts), "above-foot");
  gtk_stack_set_visible_child (window->stack, GTK_WIDGET (page));
  adw_window_title_set_title (window->title, _ (info->title));
  tva_window_select_in_sidebar (window, info);
  tva_page_shown (page);
  tva_page_show_target (page, target);
}

/**
 * tva_window_add_toast:
 * @window: the window
 * @toast: (transfer full): a toast
 *
 * Shows a toast at once: it answers what was just done. The one before it goes, unless it has
 * another button, and comes again then.
 */
void
tva_window_add_toast (TvaWindow *window, AdwToast *toast)
{
  const char *button
      = window->last_toast != NULL ? adw_toast_get_button_label (window->last_toast) : NULL;

  if (window->last_toast != NULL
      && (button == NULL || g_strcmp0 (button, adw_toast_get_button_label (toast)) == 0))
    adw_toast_dismiss (window->last_toast);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_set_weak_pointer (&window->last_toast, toast);
  adw_toast_overlay_add_toast (window->toasts, toast);
}

static void
reveal_error (TvaWindow *self, const char *what, const GError *error, gboolean is_of_page)
{
  g_autofree char *detail = NULL;

  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL)
    detail = g_strdup ("");
  else if (what == NULL)
    detail = g_strdup (tv_error_get_advice (error));
  else
    detail = g_strdup_printf ("%s %s", error->message, tv_error_get_advice (error));
  gtk_label_set_label (self->error_title, what != NULL ? what : error->message);
  gtk_label_set_label (self->error_detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->error_detail), *detail != '\0');
  gtk_info_bar_set_revealed (self->error_bar, TRUE);
  self->is_error_of_page = is_of_page;
}

/**
 * tva_window_show_error:
 * @window: the window
 * @what: (nullable): what could not be done, a sentence without its dot; %NULL where the error says
 * it itself
 * @error: (nullable): why; not %NULL without @what
 *
 * Shows a line above the pages: what happened, and what to do. It stays until the person closes it
 * or starts something anew, wherever they are when it comes. What they cancelled is no error.
 */
void
tva_window_show_error (TvaWindow *window, const char *what, const GError *error)
{
  reveal_error (window, what, error, FALSE);
}

/**
 * tva_window_show_page_error:
 * @window: the window
 * @what: (nullable): what could not be shown
 * @error: (nullable): why; not %NULL without @what
 *
 * As tva_window_show_error(), of what the page that is shown could not read: it goes with the page.
 */
void
tva_window_show_page_error (TvaWindow *window, const char *what, const GError *error)
{
  reveal_error (window, what, error, TRUE);
}

/**
 * tva_window_clear_error:
 * @window: the window
 *
 * Takes the error line away.
 */
void
tva_window_clear_error (TvaWindow *window)
{
  gtk_info_bar_set_revealed (window->error_bar, FALSE);
}

static void
operation_finished_cb (TvaOperation *operation, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  self->running_count--;
  if (self->running_count == 0 && self->is_closing)
    gtk_window_close (GTK_WINDOW (self));
}

/**
 * tva_window_start_operation:
 * @window: the window
 * @title: what is done
 *
 * Shows a long operation at the window's foot until it finishes. The error line goes: the person
 * has seen it and goes on.
 *
 * Returns: (transfer full): the operation; hand its progress to the worker, and finish it
 */
TvaOperation *
tva_window_start_operation (TvaWindow *window, const char *title)
{
  TvaOperation *operation = tva_operation_new (title);

  tva_window_clear_error (window);
  window->running_count++;
  g_signal_connect_object (operation, "finished", G_CALLBACK (operation_finished_cb), window, 0);
  tva_operation_bar_add (window->operations, operation, TVA_SHOW_OPERATION_AFTER_MS);
  return operation;
}
