/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What undoing an import, or taking the undo back, did. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

GtkWidget *tva_undo_report_new (const TvUndoReport *report);
void tva_undo_report_present (GtkWidget *parent, const GPtrArray *reports);

/* Undo or redo of several batches, one after the other, in a worker. batches: of gint64. */
void tva_undo_batches (TvEngine *engine,
                       GArray *batches,
                       gboolean is_redo,
                       TvProgress *progress,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
GPtrArray *tva_undo_batches_finish (TvEngine *engine, GAsyncResult *result, GError **error);

G_END_DECLS
