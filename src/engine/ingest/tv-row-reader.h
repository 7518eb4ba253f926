/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rows of a file in a thread of its own, a few blocks ahead of who writes them. */
#pragma once

#include "base/tv-progress.h"
#include "ingest/tv-currency-watch.h"
#include "ingest/tv-empty-cells.h"
#include "ingest/tv-record-ahead.h"
#include "ingest/tv-record-source.h"
#include "ingest/tv-ref-tables.h"
#include "ingest/tv-row.h"
#include "ingest/tv-settled.h"
#include "ingest/tv-table-watch.h"

G_BEGIN_DECLS

#define TV_ROW_BLOCK 1024 /* rows */

typedef struct
{
  guint count;
  TvRow rows[TV_ROW_BLOCK];
  TvCell *cells; /* slot_count a row */
  TvArena arena;
  gint64 position; /* bytes of the file that were read by then */
} TvRowBlock;

/* What the reading itself found out about a file, complete at its end. */
typedef struct
{
  guint64 record_count;
  guint64 order_count;         /* records that were taken apart */
  guint64 *filled_counts;      /* by header cell: cells that were not empty */
  TvEmptyCells *empties;       /* of words that mean nothing */
  TvCurrencyWatch *currencies; /* by header cell, of amounts only */
  GArray *settled;             /* (nullable) of TvRowSettled, in a file of rejects */
  TvPassedLines passed;        /* lines that are none of the table's rows */
} TvRowTally;

typedef struct _TvRowReader TvRowReader;

TvRowReader *tv_row_reader_new (const TvImportFile *file,
                                TvDateOrder date_order,
                                TvRefTables *tables,
                                TvProgress *progress);
const TvRowPlan *tv_row_reader_get_plan (const TvRowReader *reader);
void tv_row_reader_free (TvRowReader *reader);
TvRowBlock *tv_row_reader_take (TvRowReader *reader, GError **error);
void tv_row_reader_give_back (TvRowReader *reader, TvRowBlock *block);
gint64 tv_row_reader_get_next_table (const TvRowReader *reader, TvImportKind *out_kind);
const TvRowTally *tv_row_reader_get_tally (const TvRowReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRowReader, tv_row_reader_free)

G_END_DECLS
