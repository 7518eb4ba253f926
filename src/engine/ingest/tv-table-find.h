/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables that stand below each other in one text. */
#pragma once

#include "base/tv-progress.h"
#include "ingest/tv-record.h"
#include "rows/tv-sniff.h"

G_BEGIN_DECLS

GArray *tv_tables_find (const char *text, gsize length, const TvDialect *dialect);
GArray *tv_tables_find_in_file (const char *path,
                                const char *entry,
                                const TvDialect *dialect,
                                TvImportKind kind,
                                TvProgress *progress,
                                GError **error);
gboolean tv_table_is_of_kind (TvImportKind kind, TvImportKind wanted);
guint tv_table_count_filled (const TvRecord *record, gboolean *out_is_text);
char **tv_table_copy_names (const TvRecord *record);
TvImportKind tv_table_tell_kind (char **names);
char **tv_table_tell_other (const TvRecord *record, TvDialect *dialect, TvImportKind *out_kind);

G_END_DECLS
