/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Office Open XML workbooks (.xlsx, .xlsm): their sheets, and the records of one of them. */
#pragma once

#include "ingest/tv-byte-source.h"
#include "ingest/tv-record.h"
#include "ingest/tv-workbook-row.h"
#include "ingest/tv-workbook-value.h"

G_BEGIN_DECLS

/* What has to be known of a workbook before one of its sheets can be read. */
typedef struct
{
  char *path;
  GPtrArray *sheets; /* of TvXlsxSheet */
  char *styles_part;
  char *strings_part;
  gboolean is_1904;
  GArray *forms; /* of guint8, TvCellForm of each cell style */
} TvXlsxBook;

typedef struct
{
  char *name;
  char *relation; /* id by which the workbook refers to its part */
  char *part;     /* (nullable) of a sheet with cells; NULL for a chart */
  gboolean is_hidden;
} TvXlsxSheet;

TvXlsxBook *tv_xlsx_book_open (const char *path, GError **error);
gboolean tv_xlsx_book_read_styles (TvXlsxBook *book, GError **error);
void tv_xlsx_book_free (TvXlsxBook *book);

typedef struct _TvXlsxReader TvXlsxReader;

void tv_xlsx_find_merges (const char *path, const char *part, TvWorkbookRow *row);

TvXlsxReader *tv_xlsx_reader_open (const char *path, const char *sheet, GError **error);
gboolean tv_xlsx_reader_read (TvXlsxReader *reader, TvRecord *out_record, GError **error);
void tv_xlsx_reader_set_fields (TvXlsxReader *reader, const TvDialect *dialect);
gint64 tv_xlsx_reader_get_position (const TvXlsxReader *reader);
void tv_xlsx_reader_free (TvXlsxReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvXlsxBook, tv_xlsx_book_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvXlsxReader, tv_xlsx_reader_free)

G_END_DECLS
