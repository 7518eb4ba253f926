/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the clipboard when Ctrl+V is pressed where no text is written: files as a file manager
 * copies them, or a text whose lines are all paths or addresses of files. Whether they are there is
 * found where they are read, on a worker: a folder of the network may not answer. */
#include "pages/import/tva-import-bring.h"

#include <string.h>

#include "pages/import/tva-import-assistant.h"

#define MOST_LINES 100

/**
 * tva_import_bring:
 * @window: (nullable): the window; it may have no workspace
 * @files: (element-type GFile): files; those without a path are left out
 *
 * Opens the import assistant with files, where the workspace may be written to.
 *
 * Returns: whether it did
 */
gboolean
tva_import_bring (TvaWindow *window, GSList *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (window == NULL || tva_window_get_engine (window) == NULL
      || tv_engine_is_read_only (tva_window_get_engine (window)))
    return FALSE;
  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      g_ptr_array_add (paths, g_file_get_path (l->data));
  if (paths->len == 0)
    return FALSE;
  g_ptr_array_add (paths, NULL);
  tva_import_assistant_present (window, (const char *const *) paths->pdata);
  return TRUE;
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GSList) files = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL)
    return;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  tva_import_bring (tva_window_of (widget), files);
}

/* A path that a person copied may stand in quotes. */
static GFile *
find_file (const char *line)
{
  g_autofree char *text = g_strdup (line);
  char *trimmed = g_strstrip (text);
  gsize length = strlen (trimmed);

  if (length > 1 && (*trimmed == '"' || *trimmed == '\'') && trimmed[length - 1] == *trimmed)
    {
      trimmed[length - 1] = '\0';
      trimmed++;
    }
  if (g_str_has_prefix (trimmed, "file://"))
    return g_file_new_for_uri (trimmed);
  return g_path_is_absolute (trimmed) ? g_file_new_for_path (trimmed) : NULL;
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (g_strchomp (text), "\n", MOST_LINES + 1) : NULL;
  GSList *files = NULL;
  gboolean is_all_files = lines != NULL;

  for (guint i = 0; is_all_files && lines[i] != NULL; i++)
    {
      GFile *file = i < MOST_LINES ? find_file (lines[i]) : NULL;

      if (file != NULL)
        files = g_slist_append (files, file);
      is_all_files = file != NULL;
    }
  if (is_all_files)
    tva_import_bring (tva_window_of (widget), files);
  g_slist_free_full (files, g_object_unref);
}

static gboolean
paste_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
      || gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard,
                                    GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    files_read_cb,
                                    g_object_ref (widget));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, g_object_ref (widget));
  return TRUE;
}

/**
 * tva_import_bring_by_paste:
 * @widget: the program's window, or a dialog of it
 *
 * Lets files be pasted into it. Where a text is being written, Ctrl+V is the text's: it comes
 * first.
 */
void
tva_import_bring_by_paste (GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                        gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (widget, keys);
}
