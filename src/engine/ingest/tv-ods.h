/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument spreadsheets (.ods): their sheets, and the records of one of them. */
#pragma once

#include "ingest/tv-byte-source.h"
#include "ingest/tv-record.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct _TvOdsReader TvOdsReader;

TvByteSource *tv_ods_open_content (const char *path, GError **error);
gboolean tv_ods_check_password (const char *path, GError **error);
GPtrArray *tv_ods_list_sheets (const char *path, GError **error);
TvOdsReader *tv_ods_reader_open (const char *path, const char *sheet, GError **error);
gboolean tv_ods_reader_read (TvOdsReader *reader, TvRecord *out_record, GError **error);
void tv_ods_reader_set_fields (TvOdsReader *reader, const TvDialect *dialect);
gint64 tv_ods_reader_get_position (const TvOdsReader *reader);
void tv_ods_reader_free (TvOdsReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvOdsReader, tv_ods_reader_free)

G_END_DECLS
