/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file's column of dates from the first row to the last. */
#pragma once

#include "rows/tv-date-evidence.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

gboolean tv_date_column_is_there (const TvImportFile *file);
TvDateEvidence *
tv_date_column_read (const TvImportFile *file, TvProgress *progress, GError **error);

G_END_DECLS
