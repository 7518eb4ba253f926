/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks on a worker for files that are new where a source came from, and takes them into the
 * assistant; where there are none it says so. */
#include "pages/import/tva-import-folder.h"

#include <glib/gi18n.h>

#include "pages/import/tva-import-again.h"
#include "tva-window.h"

static gpointer
find_in_worker (TvEngine *engine, gpointer name, TvProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) sources = tv_engine_list_sources (engine, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    if (g_str_equal (((TvSourceRow *) g_ptr_array_index (sources, i))->name, name))
      return tva_import_again_find (g_ptr_array_index (sources, i));
  return NULL;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  TvaWindow *window = tva_window_of (page);

  if (window == NULL)
    return;
  if (error != NULL)
    tva_window_show_page_error (window, _ ("Could not read the imports"), error);
  else if (paths == NULL || paths[0] == NULL)
    tva_window_add_toast (window, adw_toast_new (_ ("There is no new file in its folder")));
  else
    gtk_widget_activate_action (page, "win.import-paths", "^as", paths);
}

/**
 * tva_import_folder_bring:
 * @page: a widget in the window
 * @engine: the workspace
 * @source_name: the name of a source
 *
 * Opens the import assistant with what is new in the source's folder.
 */
void
tva_import_folder_bring (GtkWidget *page, TvEngine *engine, const char *source_name)
{
  tv_engine_call_async (engine,
                        find_in_worker,
                        g_strdup (source_name),
                        g_free,
                        (GDestroyNotify) g_strfreev,
                        NULL,
                        found_cb,
                        g_object_ref (page));
}
