/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at a file and taking it in. */
#pragma once

#include "rows/tv-import-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

TvImportFile *tv_ingest_sniff (const char *path, GError **error);
TvImportResult *tv_ingest_file (TvJob *job, const TvImportFile *file, GError **error);
gboolean
tv_ingest_record_pending (TvJob *job, gint64 batch_id, gint64 pending_count, GError **error);

G_END_DECLS
