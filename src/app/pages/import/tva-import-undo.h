/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo on the Imports page: one at a time, with what was undone to be taken back. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_UNDO (tva_import_undo_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportUndo, tva_import_undo, TVA, IMPORT_UNDO, GObject)

TvaImportUndo *tva_import_undo_new (GtkWidget *owner);
void tva_import_undo_set_engine (TvaImportUndo *undo, TvEngine *engine);
void tva_import_undo_batch (TvaImportUndo *undo, gint64 batch_id, gboolean is_redo);
gboolean tva_import_undo_newest (TvaImportUndo *undo, GPtrArray *sources);
gboolean tva_import_undo_redo (TvaImportUndo *undo);

G_END_DECLS
