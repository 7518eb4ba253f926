/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at files and taking them in; batches and presets. */
#pragma once

#include "base/tv-digest.h"
#include "rows/tv-import-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

/* All files of one import: what they mention is kept in memory from one to the next. */
typedef struct _TvIngestSession TvIngestSession;

TvImportFile *
tv_ingest_sniff (const char *path, const char *entry, const TvImportHints *hints, GError **error);
TvImportFile *tv_ingest_sniff_book (const char *path,
                                    const char *entry,
                                    const TvImportHints *hints,
                                    GError **error);

TvIngestSession *tv_ingest_session_new (TvJob *job, gboolean is_dry_run, GError **error);
void tv_ingest_session_free (TvIngestSession *session);
gboolean
tv_ingest_session_expect (TvIngestSession *session, const TvImportFile *file, GError **error);
TvImportResult *
tv_ingest_session_take (TvIngestSession *session, const TvImportFile *file, GError **error);
gboolean
tv_ingest_session_count_waiting (TvIngestSession *session, GPtrArray *results, GError **error);
TvImportResult *tv_ingest_file (TvJob *job, const TvImportFile *file, GError **error);
gboolean
tv_ingest_record_pending (TvJob *job, gint64 batch_id, gint64 pending_count, GError **error);

/* Takes a batch back, or back in; the caller cleans afterwards. */
gboolean tv_ingest_change_batch (TvJob *job, gint64 batch_id, gboolean is_redo, GError **error);

/* SHA-256 of the header, by which a preset is recognised. */
void tv_preset_fingerprint (const TvImportFile *file, guint8 out_hash[TV_DIGEST_LENGTH]);
gboolean tv_preset_save (TvJob *job, const char *name, const TvImportFile *file, GError **error);
gboolean tv_preset_delete (TvJob *job, const char *name, GError **error);
GPtrArray *tv_preset_list (TvJob *job, GError **error);
gboolean tv_preset_match (TvJob *job, const TvImportFile *file, char **out_name, GError **error);
char *tv_preset_dup_mapping (TvJob *job, const char *name, GError **error);
gboolean
tv_preset_apply (const char *name, const char *mapping, TvImportFile *file, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvIngestSession, tv_ingest_session_free)

G_END_DECLS
