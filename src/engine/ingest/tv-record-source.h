/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where all records of an import come from, whatever the format of the file: delimited text, packed
 * or not, or a sheet of a workbook. */
#pragma once

#include "ingest/tv-byte-source.h"
#include "ingest/tv-record.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct _TvRecordSource TvRecordSource;

TvRecordSource *tv_record_source_open (const char *path,
                                       const char *entry,
                                       const TvDialect *dialect,
                                       GError **error);
TvRecordSource *tv_record_source_open_with (const char *path,
                                            const char *entry,
                                            const TvDialect *dialect,
                                            TvProgress *progress,
                                            GError **error);
gboolean tv_record_source_read (TvRecordSource *source, TvRecord *out_record, GError **error);
gint64 tv_record_source_get_position (TvRecordSource *source);
void tv_record_source_free (TvRecordSource *source);
GPtrArray *tv_record_source_list_entries (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRecordSource, tv_record_source_free)

G_END_DECLS
