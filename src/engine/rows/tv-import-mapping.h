/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping as JSON (docs/formats.md): kind, date order, decimal mark, dialect, columns and
 * transforms by header cell. Mapping files, presets and batches all have this one form. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

#define TV_MAPPING_MAXIMUM_SIZE 65536 /* bytes of one mapping */

char *tv_import_mapping_write (const TvImportFile *file);
TvImportJoin *tv_import_mapping_dup_join (const char *json);
TvImportSplit *tv_import_mapping_dup_split (const char *json);
gboolean
tv_import_mapping_apply (const char *name, const char *json, TvImportFile *file, GError **error);
TvImportHints *tv_import_mapping_dup_form (const char *json);
TvDialect *
tv_import_mapping_dup_dialect (const char *json, const char *encoding, const char *delimiter);
TvDialect *
tv_import_mapping_dup_raw_dialect (const char *json, const char *delimiter, guint column_count);
char *tv_import_mapping_dup_header (const char *json, const char *column_name);

G_END_DECLS
