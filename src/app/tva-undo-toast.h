/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A toast that says what was done and can take it back, for what is not in the history of the
 * decisions. */
#pragma once

#include "tva-window.h"

G_BEGIN_DECLS

/* data: what was given with the toast. */
typedef void (*TvaUndoFunc) (TvaWindow *window, gconstpointer data);

void tva_undo_toast_show (TvaWindow *window,
                          TvEngine *engine,
                          const char *text,
                          TvaUndoFunc func,
                          gconstpointer data,
                          gsize size);

G_END_DECLS
