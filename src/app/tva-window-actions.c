/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions, on its action map so that they are exported on the bus, and files dropped
 * anywhere on it. What they do lives with the page or dialog that does it. */
#include <glib/gi18n.h>

#include "pages/data/tva-country-dialog.h"
#include "pages/export/tva-export-dialog.h"
#include "pages/import/tva-import-assistant.h"
#include "pages/import/tva-import-bring.h"
#include "pages/runs/tva-new-run-dialog.h"
#include "pages/today/tva-sample.h"
#include "palette/tva-palette.h"
#include "tva-window-private.h"

#define WORKSPACE_SUFFIX ".tastevin"

static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_window_go (TVA_WINDOW (user_data),
                 g_action_get_name (G_ACTION (action)) + strlen ("go-"),
                 NULL);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *page, *target;

  g_variant_get (parameter, "(&s&s)", &page, &target);
  tva_window_go (TVA_WINDOW (user_data), page, target);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_import_assistant_present (TVA_WINDOW (user_data), NULL);
}

static void
import_paths_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree const char **paths = g_variant_get_strv (parameter, NULL);

  tva_import_assistant_present (TVA_WINDOW (user_data), paths);
}

static void
sample_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_sample_load (TVA_WINDOW (user_data));
}

static void
new_run_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_new_run_dialog_present (TVA_WINDOW (user_data));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_export_dialog_present (TVA_WINDOW (user_data), 0);
}

static void
country_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_country_dialog_present (TVA_WINDOW (user_data));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  if (self->shown != NULL)
    tva_page_start_search (tva_window_get_page (self, self->shown));
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* While a person types, Ctrl+Z is the text's. */
  if (GTK_IS_EDITABLE (focus) && gtk_widget_activate_action (focus, "text.undo", NULL))
    return;
  if (self->shown != NULL)
    tva_page_undo (tva_window_get_page (self, self->shown));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (GTK_IS_EDITABLE (focus) && gtk_widget_activate_action (focus, "text.redo", NULL))
    return;
  if (self->shown != NULL)
    tva_page_redo (tva_window_get_page (self, self->shown));
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_palette_present (TVA_WINDOW (user_data));
}

static void
sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (TVA_WINDOW (user_data)->menu_button));
}

static void
new_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_window_choose_workspace (TVA_WINDOW (user_data), TRUE);
}

static void
open_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_window_choose_workspace (TVA_WINDOW (user_data), FALSE);
}

static void
open_path_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tva_window_open_workspace (TVA_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static const GActionEntry entries[] = {
  { "show", show_cb, "(ss)" },
  { "import", import_cb },
  { "import-paths", import_paths_cb, "as" },
  { "sample", sample_cb },
  { "new-run", new_run_cb },
  { "export", export_cb },
  { "country", country_cb },
  { "search", search_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "palette", palette_cb },
  { "sidebar", sidebar_cb },
  { "menu", menu_cb },
  { "new-workspace", new_workspace_cb },
  { "open-workspace", open_workspace_cb },
  { "open-path", open_path_cb, "s" },
  { "close", close_cb },
};

/**
 * tva_window_install_actions:
 * @self: the window
 *
 * Puts the actions on the window, one go-… for each page that is there.
 */
void
tva_window_install_actions (TvaWindow *self)
{
  guint count;
  const TvaPageInfo *pages = tva_pages_get (&count);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < count; i++)
    if (pages[i].get_type != NULL)
      {
        g_autofree char *name = g_strconcat ("go-", pages[i].id, NULL);
        g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

        g_signal_connect (action, "activate", G_CALLBACK (go_cb), self);
        g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
      }
}

static void
enable (TvaWindow *self, const char *name, gboolean is_enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)),
      is_enabled);
}

/* Which files they are is not known before they are dropped. */
static void
tell_of_dropping (TvaWindow *self)
{
  if (self->engine == NULL)
    tva_drop_cover_set_text (self->drop_cover,
                             _ ("No workspace is open"),
                             _ ("Drop a workspace to open it."));
  else if (tv_engine_is_read_only (self->engine))
    tva_drop_cover_set_text (self->drop_cover,
                             _ ("This workspace is read-only"),
                             _ ("Nothing can be imported into it."));
  else
    tva_drop_cover_set_text (self->drop_cover,
                             _ ("Drop to import"),
                             _ ("Exports of customers, products, sales and contacts as CSV or as "
                                "a workbook"));
}

/**
 * tva_window_update_actions:
 * @self: the window
 *
 * Switches off what cannot be done now, and says so to whoever drags a file over the window.
 */
void
tva_window_update_actions (TvaWindow *self)
{
  gboolean is_open = self->engine != NULL;
  gboolean is_writable = is_open && !tv_engine_is_read_only (self->engine);

  enable (self, "import", is_writable);
  enable (self, "import-paths", is_writable);
  enable (self, "sample", is_writable);
  enable (self, "country", is_writable);
  enable (self, "new-run", is_writable && self->summary.customer_count > 0);
  enable (self, "export", is_writable && self->summary.latest_run_id != 0);
  tell_of_dropping (self);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  TvaWindow *self = TVA_WINDOW (user_data);
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  const char *path = files != NULL && files->next == NULL ? g_file_peek_path (files->data) : NULL;

  if (path != NULL && g_str_has_suffix (path, WORKSPACE_SUFFIX))
    tva_window_open_workspace (self, path);
  else if (!tva_import_bring (self, files) && self->engine != NULL)
    tva_window_show_page_error (self,
                                tv_engine_is_read_only (self->engine)
                                    ? _ ("This workspace is read-only")
                                    : _ ("Only files on this computer can be imported"),
                                NULL);
  return TRUE;
}

/**
 * tva_window_install_drop:
 * @self: the window
 *
 * Lets files be dropped and pasted anywhere on the window: they open the import assistant, and a
 * workspace that is dropped is opened.
 */
void
tva_window_install_drop (TvaWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  tva_drop_cover_follow (self->drop_cover, target);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  tva_import_bring_by_paste (GTK_WIDGET (self));
}
