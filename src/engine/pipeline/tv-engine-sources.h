/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was taken in, by source: the batches of each, undoing one and taking the undo back, saved
 * presets, and the way from a stored value back to file, row and column. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

/* of TvSourceRow, the one with the newest batch first */
GPtrArray *tv_engine_list_sources (TvEngine *engine, GError **error);

/* Rows of the batch take no part any more; nothing is deleted, so redo brings it all back. One
 * transaction with a ledger event each. */
TvUndoReport *
tv_engine_undo_batch (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error);
TvUndoReport *
tv_engine_redo_batch (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error);
/* Several batches as one: all or none of them; of TvUndoReport. */
GPtrArray *tv_engine_change_batches (TvEngine *engine,
                                     const gint64 *batch_ids,
                                     guint count,
                                     gboolean is_redo,
                                     TvProgress *progress,
                                     GError **error);

/* Presets: kind, mapping, form and transforms under a name; saving under a name that is there
 * replaces it. A file's header recognises its preset: the newest one that was saved for the very
 * same header. */
GPtrArray *tv_engine_list_presets (TvEngine *engine, GError **error); /* of TvPresetRow, by name */
gboolean tv_engine_save_preset (TvEngine *engine,
                                const char *name,
                                const TvImportFile *file,
                                GError **error);
gboolean tv_engine_delete_preset (TvEngine *engine, const char *name, GError **error);
/* What is known about the file already: the mapping of its preset, or, of a file of rejects that
 * comes back mended, of its batch. */
gboolean
tv_engine_recognise (TvEngine *engine, TvImportFile *file, gboolean *out_is_known, GError **error);
char *tv_engine_match_preset (TvEngine *engine, const TvImportFile *file, GError **error);
gboolean
tv_engine_apply_preset (TvEngine *engine, const char *name, TvImportFile *file, GError **error);

/* table: customer, product, sales_line or profile; key: customer code or product key, for a line
 * BATCH:LINE; column: of that table. */
TvTrace *tv_engine_trace (TvEngine *engine,
                          const char *table,
                          const char *key,
                          const char *column,
                          TvProgress *progress,
                          GError **error);

G_END_DECLS
