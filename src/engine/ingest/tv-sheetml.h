/* SPDX-License-Identifier: GPL-3.0-or-later */
/* “XML Spreadsheet 2003”, mostly named .xls: its sheets, and the records of one of them. */
#pragma once

#include "ingest/tv-byte-source.h"
#include "ingest/tv-record.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct _TvSheetmlReader TvSheetmlReader;

GPtrArray *tv_sheetml_list_sheets (const char *path, GError **error);
TvSheetmlReader *tv_sheetml_reader_open (const char *path, const char *sheet, GError **error);
gboolean tv_sheetml_reader_read (TvSheetmlReader *reader, TvRecord *out_record, GError **error);
void tv_sheetml_reader_set_fields (TvSheetmlReader *reader, const TvDialect *dialect);
gint64 tv_sheetml_reader_get_position (const TvSheetmlReader *reader);
void tv_sheetml_reader_free (TvSheetmlReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvSheetmlReader, tv_sheetml_reader_free)

G_END_DECLS
