/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the clipboard when Ctrl+V is pressed where no text is written: files as a file manager
 * copies them, or lines of text that are paths or addresses of files that are there. */
#include "pages/import/tva-import-paste.h"

#include <string.h>

#include "pages/import/tva-import-assistant.h"

#define MOST_LINES 100

static void
bring (GtkWidget *widget, GPtrArray *paths)
{
  TvaWindow *window = tva_window_of (widget);

  if (paths->len == 0 || window == NULL || tva_window_get_engine (window) == NULL
      || tv_engine_is_read_only (tva_window_get_engine (window)))
    return;
  g_ptr_array_add (paths, NULL);
  tva_import_assistant_present (window, (const char *const *) paths->pdata);
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSList) files = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL)
    return;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *l = files; l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      g_ptr_array_add (paths, g_file_get_path (l->data));
  bring (widget, paths);
}

/* A path that a person copied may stand in quotes. */
static char *
dup_path (const char *line)
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
    return g_filename_from_uri (trimmed, NULL, NULL);
  return g_path_is_absolute (trimmed) ? g_strdup (trimmed) : NULL;
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", MOST_LINES + 1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL && i < MOST_LINES; i++)
    {
      g_autofree char *path = dup_path (lines[i]);

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  bring (widget, paths);
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
 * tva_import_paste_install:
 * @window: the program's window, or a dialog of it
 *
 * Lets files be pasted into it. Where a text is being written, Ctrl+V is the text's: it comes
 * first.
 */
void
tva_import_paste_install (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                        gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}
