/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks where to, and writes the list there on a worker; a toast over the list says how it went. */
#include "pages/runs/tva-compare-save.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwToastOverlay *toasts; /* NULL once it is gone */
  TvEngine *engine;
  TvaCompareQuestion question;
  char *words; /* what question.words is */
  TvProgress *progress;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_weak_pointer (&saving->toasts);
  g_object_unref (saving->engine);
  tv_progress_unref (saving->progress);
  g_free (saving->words);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TvaCompareData) data = tv_engine_call_finish (TV_ENGINE (source), result, &error);

  if (saving->toasts != NULL)
    adw_toast_overlay_add_toast (saving->toasts,
                                 adw_toast_new (data != NULL ? _ ("List saved") : error->message));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_object_unref (dialog);
  if (path == NULL)
    {
      saving_free (saving);
      return;
    }
  tva_compare_data_save (saving->engine,
                         &saving->question,
                         path,
                         saving->progress,
                         saved_cb,
                         saving);
}

/**
 * tva_compare_save:
 * @toasts: what lies over the list
 * @engine: the engine
 * @question: what the list shows
 * @progress: cancel
 *
 * Lets the person choose a file and writes all rows of the list to it.
 */
void
tva_compare_save (AdwToastOverlay *toasts,
                  TvEngine *engine,
                  const TvaCompareQuestion *question,
                  TvProgress *progress)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Save List"),
                                     GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (toasts))),
                                     GTK_FILE_CHOOSER_ACTION_SAVE,
                                     _ ("_Save"),
                                     NULL);
  g_autofree char *name = g_strdup_printf ("compare-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ".csv",
                                           question->before_id,
                                           question->after_id);
  Saving *saving = g_new0 (Saving, 1);

  g_set_weak_pointer (&saving->toasts, toasts);
  saving->engine = g_object_ref (engine);
  saving->question = *question;
  saving->words = g_strdup (question->words);
  saving->question.words = saving->words;
  saving->progress = tv_progress_ref (progress);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
