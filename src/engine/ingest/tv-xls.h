/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old Excel workbooks (.xls; MS-XLS): their sheets, and the records of one of them. */
#pragma once

#include "ingest/tv-byte-source.h"
#include "ingest/tv-record.h"
#include "ingest/tv-workbook-value.h"
#include "ingest/tv-xls-text.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gint64 position; /* of its first record */
  gboolean is_hidden;
} TvXlsSheet;

/* What has to be known of a workbook before one of its sheets can be read. */
typedef struct
{
  char *path;
  TvCompound *compound;
  const char *stream;  /* (nullable) name of the one with the workbook */
  TvXlsCipher *cipher; /* (nullable) */
  GPtrArray *sheets;   /* of TvXlsSheet: those with cells */
  TvXlsText text;
  gboolean is_1904;
  gint64 shared_position; /* of the texts that cells share, -1 = there are none */
  GArray *forms;          /* of guint8, TvCellForm of each cell style */
} TvXlsBook;

TvXlsBook *tv_xls_book_open (const char *path, TvProgress *progress, GError **error);
TvXlsSheet *tv_xls_book_find (const TvXlsBook *book, const char *sheet, GError **error);
TvBiff *tv_xls_book_open_records (const TvXlsBook *book, GError **error);
void tv_xls_book_free (TvXlsBook *book);

typedef struct _TvXlsReader TvXlsReader;

GPtrArray *tv_xls_list_sheets (const char *path, GError **error);
TvXlsReader *
tv_xls_reader_open (const char *path, const char *sheet, TvProgress *progress, GError **error);
gboolean tv_xls_reader_read (TvXlsReader *reader, TvRecord *out_record, GError **error);
void tv_xls_reader_set_fields (TvXlsReader *reader, const TvDialect *dialect);
gint64 tv_xls_reader_get_position (const TvXlsReader *reader);
void tv_xls_reader_free (TvXlsReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvXlsBook, tv_xls_book_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvXlsReader, tv_xls_reader_free)

G_END_DECLS
