/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import that a person prepares: the chosen files, the step that was reached, and what the last
 * check said. It outlives the assistant's window, so that closing it loses nothing. */
#pragma once

#include "pages/import/tva-import-source.h"

G_BEGIN_DECLS

#define TVA_TYPE_IMPORT_DRAFT (tva_import_draft_get_type ())
G_DECLARE_FINAL_TYPE (TvaImportDraft, tva_import_draft, TVA, IMPORT_DRAFT, GObject)

/* Signal "changed": files, how they are read, the shown file, or the results. */
TvaImportDraft *tva_import_draft_new (TvEngine *engine);
TvaImportDraft *tva_import_draft_of (GObject *owner, TvEngine *engine);
void tva_import_draft_forget (GObject *owner);
TvEngine *tva_import_draft_get_engine (TvaImportDraft *draft);
void tva_import_draft_add (TvaImportDraft *draft, const char *path);
char **tva_import_draft_list_entries (TvaImportDraft *draft, TvaImportSource *source);
void tva_import_draft_add_entry (TvaImportDraft *draft, TvaImportSource *source, const char *entry);
void tva_import_draft_remove (TvaImportDraft *draft, TvaImportSource *source);
void tva_import_draft_join (TvaImportDraft *draft, TvaImportSource *lines, TvaImportSource *orders);
void
tva_import_draft_ask_join (TvaImportDraft *draft, TvaImportSource *lines, TvaImportSource *orders);
void tva_import_draft_separate (TvaImportDraft *draft, TvaImportSource *lines);
void tva_import_draft_clear (TvaImportDraft *draft);
GListModel *tva_import_draft_get_sources (TvaImportDraft *draft); /* of TvaImportSource */
guint tva_import_draft_count (TvaImportDraft *draft);
TvaImportSource *tva_import_draft_peek (TvaImportDraft *draft, guint index);
TvaImportSource *tva_import_draft_get_current (TvaImportDraft *draft); /* NULL without files */
void tva_import_draft_set_current (TvaImportDraft *draft, TvaImportSource *source);
gboolean tva_import_draft_is_ready (TvaImportDraft *draft);
guint tva_import_draft_get_step (TvaImportDraft *draft);
void tva_import_draft_set_step (TvaImportDraft *draft, guint step);
GPtrArray *
tva_import_draft_get_results (TvaImportDraft *draft); /* of TvImportResult; NULL = stale */
void tva_import_draft_take_results (TvaImportDraft *draft, GPtrArray *results);

/* Checks or imports the files on a worker. The answer, by tv_engine_call_finish(), is an array of
 * TvImportResult. */
void tva_import_draft_run (TvaImportDraft *draft,
                           gboolean is_dry_run,
                           TvProgress *progress,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

G_END_DECLS
