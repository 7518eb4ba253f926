/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample merchant: its exports are found, imported like any others and the workspace is marked
 * as a sample; all on a worker with progress and Cancel. */
#include "pages/today/tva-sample.h"

#include <glib/gi18n.h>

typedef struct
{
  TvaWindow *window;
  TvaOperation *operation;
} Loading;

static gpointer
load_in_worker (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  return tv_engine_import_sample (engine, progress, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loading *loading = user_data;
  g_autoptr (TvaWindow) window = loading->window;
  g_autoptr (TvaOperation) operation = loading->operation;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = tv_engine_call_finish (TV_ENGINE (source), result, &error);
  gint64 accepted_count = 0;

  g_free (loading);
  tva_operation_finish (operation);
  if (results == NULL)
    {
      tva_window_show_error (window, _ ("Could not load the sample data"), error);
      return;
    }
  for (guint i = 0; i < results->len; i++)
    accepted_count += ((TvImportResult *) g_ptr_array_index (results, i))->accepted_count;
  {
    g_autofree char *count = tv_count_to_display (accepted_count);
    g_autofree char *text = g_strdup_printf (_ ("Sample data loaded: %s rows"), count);
    AdwToast *toast = adw_toast_new (text);

    adw_toast_set_button_label (toast, _ ("New run"));
    adw_toast_set_action_name (toast, "win.new-run");
    tva_window_add_toast (window, toast);
  }
}

/**
 * tva_sample_load:
 * @window: the window
 *
 * Begins to load the sample merchant; the window shows how it goes.
 */
void
tva_sample_load (TvaWindow *window)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->window = g_object_ref (window);
  loading->operation = tva_window_start_operation (window, _ ("Loading the sample data"));
  tv_engine_call_async (tva_window_get_engine (window),
                        load_in_worker,
                        NULL,
                        NULL,
                        (GDestroyNotify) g_ptr_array_unref,
                        tva_operation_get_progress (loading->operation),
                        loaded_cb,
                        loading);
}
