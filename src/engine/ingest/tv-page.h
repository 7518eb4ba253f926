/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages as workbooks: their tables are its sheets, named by their numbers, from 1. */
#pragma once

#include "ingest/tv-byte-source.h"
#include "ingest/tv-record.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct _TvPageReader TvPageReader;

GPtrArray *tv_page_list_tables (const char *path, GError **error);
TvPageReader *tv_page_reader_open (const char *path, const char *table, GError **error);
gboolean tv_page_reader_read (TvPageReader *reader, TvRecord *out_record, GError **error);
void tv_page_reader_set_fields (TvPageReader *reader, const TvDialect *dialect);
gint64 tv_page_reader_get_position (const TvPageReader *reader);
void tv_page_reader_free (TvPageReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvPageReader, tv_page_reader_free)

G_END_DECLS
