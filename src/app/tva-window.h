/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: sidebar, pages, one line for errors, one for the running operation, toasts. It opens
 * the workspace and hands it to the pages. What dialogs and pages may ask of it stands here.
 *
 * Actions (exported on the bus): win.go-<page>, win.import, win.new-run, win.export, win.search,
 * win.undo, win.sidebar, win.menu, win.new-workspace, win.open-workspace, win.sample, win.close;
 * app.about, app.shortcuts, app.quit. */
#pragma once

#include "tva-operation.h"
#include "tva-page.h"

G_BEGIN_DECLS

#define TVA_TYPE_WINDOW (tva_window_get_type ())
G_DECLARE_FINAL_TYPE (TvaWindow, tva_window, TVA, WINDOW, AdwApplicationWindow)

TvaWindow *tva_window_new (GtkApplication *application);
TvaWindow *tva_window_of (
    gpointer widget); /* the window that a widget (or a dialog above it) belongs to; NULL = none */

/* Opens a workspace on a worker; a missing file is created. Where it fails, the one that was open
 * stays. */
void tva_window_open_workspace (TvaWindow *window, const char *path);
TvEngine *tva_window_get_engine (TvaWindow *window); /* (nullable) */
const TvSummary *
tva_window_get_summary (TvaWindow *window); /* as of the last change; zeros before */

void tva_window_go (TvaWindow *window, const char *page_id, const char *target);
void tva_window_add_toast (TvaWindow *window, AdwToast *toast); /* (transfer full) */
/* what: "Could not import the files", or NULL where the error says it itself; error may be NULL.
 * Cancelled operations show nothing. */
void tva_window_show_error (TvaWindow *window, const char *what, const GError *error);
void tva_window_show_page_error (TvaWindow *window, const char *what, const GError *error);
void tva_window_clear_error (TvaWindow *window);
/* Several may run. (transfer full): finish it, then unref it. */
TvaOperation *tva_window_start_operation (TvaWindow *window, const char *title);

G_END_DECLS
