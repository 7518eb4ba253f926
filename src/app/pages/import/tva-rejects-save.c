/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks where to, and writes the rejected rows of a batch there on a worker. The file can be mended
 * and imported by itself. */
#include "pages/import/tva-rejects-save.h"

#include <glib/gi18n.h>

#include "tva-window.h"

typedef struct
{
  GtkWidget *parent; /* what it was asked on; NULL once it is gone */
  TvEngine *engine;
  gint64 batch_id;
} Saving;

static void
saving_free (gpointer data, GClosure *closure)
{
  Saving *saving = data;

  g_clear_weak_pointer (&saving->parent);
  g_object_unref (saving->engine);
  g_free (saving);
}

static gpointer
write_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  const char *path;
  gint64 batch_id;

  g_variant_get (input, "(x^&ay)", &batch_id, &path);
  return GINT_TO_POINTER (tv_engine_write_rejects (engine, batch_id, path, error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TvaWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  tv_engine_call_finish (TV_ENGINE (source), result, &error);
  if (window == NULL)
    return;
  if (error == NULL)
    tva_window_add_toast (window, adw_toast_new (_ ("Rejected rows saved")));
  else
    tva_window_show_error (window, _ ("Could not save the rejected rows"), error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Saving *saving = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      TvaWindow *window = saving->parent != NULL ? tva_window_of (saving->parent) : NULL;

      if (path != NULL)
        tv_engine_call_async (saving->engine,
                              write_in_worker,
                              g_variant_ref_sink (g_variant_new ("(x^ay)", saving->batch_id, path)),
                              (GDestroyNotify) g_variant_unref,
                              NULL,
                              NULL,
                              written_cb,
                              window != NULL ? g_object_ref (window) : NULL);
    }
  g_object_unref (dialog);
}

/**
 * tva_rejects_save:
 * @parent: a widget of the window that asks
 * @engine: the workspace
 * @batch_id: whose rejected rows
 * @file_name: the batch's file
 *
 * Lets the person choose a file and writes the rejected rows of a batch to it.
 */
void
tva_rejects_save (GtkWidget *parent, TvEngine *engine, gint64 batch_id, const char *file_name)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Save Rejected Rows"),
                                     GTK_WINDOW (gtk_widget_get_root (parent)),
                                     GTK_FILE_CHOOSER_ACTION_SAVE,
                                     _ ("_Save"),
                                     NULL);
  g_autofree char *name = g_strdup_printf (_ ("rejected-%s"), file_name);
  Saving *saving = g_new0 (Saving, 1);

  g_set_weak_pointer (&saving->parent, parent);
  saving->engine = g_object_ref (engine);
  saving->batch_id = batch_id;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), saving, saving_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
