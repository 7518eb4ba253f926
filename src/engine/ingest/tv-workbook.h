/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook of any kind: its sheets, and the records of one of them. */
#pragma once

#include "ingest/tv-byte-source.h"
#include "ingest/tv-record.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct _TvWorkbook TvWorkbook;

GPtrArray *tv_workbook_list_sheets (const char *path, TvByteFormat format, GError **error);
TvWorkbook *tv_workbook_open (const char *path,
                              TvByteFormat format,
                              const char *sheet,
                              TvProgress *progress,
                              GError **error);
gboolean tv_workbook_read (TvWorkbook *workbook, TvRecord *out_record, GError **error);
void tv_workbook_set_fields (TvWorkbook *workbook, const TvDialect *dialect);
gint64 tv_workbook_get_position (const TvWorkbook *workbook);
void tv_workbook_free (TvWorkbook *workbook);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWorkbook, tv_workbook_free)

G_END_DECLS
