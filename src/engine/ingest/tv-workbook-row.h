/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a sheet while its cells are read, and as the record that it becomes. */
#pragma once

#include "ingest/tv-record.h"
#include "ingest/tv-workbook-merges.h"
#include "ingest/tv-workbook-value.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 line;
  GString *text;  /* of all cells, one behind the other */
  GString *raw;   /* the row as CSV */
  guint count;    /* cells up to the last one that is not empty */
  guint width;    /* the most cells that a row had up to now */
  gsize *offsets; /* of the cells in text */
  gsize *lengths;
  const char **fields;
  const char *problem;
  char number_mark;                   /* the decimal mark of its numbers, 0 = a point */
  gboolean is_1904;                   /* days of its workbook count from 1904-01-01 */
  TvFieldSet day_fields, told_fields; /* as of a dialect */
  TvWorkbookMerges *merges;           /* (nullable) cells that speak for rows below them */
} TvWorkbookRow;

void tv_workbook_row_init (TvWorkbookRow *row);
void tv_workbook_row_clear (TvWorkbookRow *row);
void tv_workbook_row_set_fields (TvWorkbookRow *row, const TvDialect *dialect);
void tv_workbook_row_merge (TvWorkbookRow *row, gint64 first, gint64 last, guint64 column);
void tv_workbook_row_begin (TvWorkbookRow *row, gint64 line);
gboolean tv_workbook_row_is_full (TvWorkbookRow *row);
void tv_workbook_row_append_number (TvWorkbookRow *row,
                                    guint64 column,
                                    const char *text,
                                    gsize length,
                                    TvCellForm form);
void tv_workbook_row_put (TvWorkbookRow *row, guint64 column, gsize from);
void tv_workbook_row_finish (TvWorkbookRow *row, TvRecord *out_record);
gboolean tv_workbook_row_fail_sheet (const char *path, const char *sheet, GError **error);

G_END_DECLS
