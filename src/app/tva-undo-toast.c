/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The toast may outlive the workspace that it speaks of, and does nothing then. */
#include "tva-undo-toast.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TvaWindow *window; /* borrowed: the toast is in it */
  TvEngine *engine;
  TvaUndoFunc func;
  gpointer data;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_object_unref (undo->engine);
  g_free (undo->data);
  g_free (undo);
}

static void
clicked_cb (AdwToast *toast, gpointer user_data)
{
  const Undo *undo = user_data;

  if (tva_window_get_engine (undo->window) == undo->engine)
    undo->func (undo->window, undo->data);
}

/**
 * tva_undo_toast_show:
 * @window: the window
 * @engine: the engine of the workspace in which it was done
 * @text: what was done
 * @func: takes it back, where that workspace is still open
 * @data: (array length=size): for @func; copied
 * @size: bytes of it
 *
 * Shows a toast with a button that undoes what was done.
 */
void
tva_undo_toast_show (TvaWindow *window,
                     TvEngine *engine,
                     const char *text,
                     TvaUndoFunc func,
                     gconstpointer data,
                     gsize size)
{
  AdwToast *toast = adw_toast_new (text);
  Undo *undo = g_new0 (Undo, 1);

  *undo = (Undo){ window, g_object_ref (engine), func, g_memdup2 (data, size) };
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (clicked_cb), undo, undo_free, 0);
  tva_window_add_toast (window, toast);
}
