/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept about a batch beside its rows. */
#pragma once

#include "rows/tv-import-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean
tv_batch_write_origin (TvJob *job, const TvImportFile *file, gint64 batch_id, GError **error);
char *tv_batch_dup_source_name (const TvImportFile *file);

G_END_DECLS
