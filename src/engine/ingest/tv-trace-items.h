/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cell of an order a value of one of its lines comes from. */
#pragma once

#include "ingest/tv-record.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef struct
{
  TvImportSplit *split;
  int product; /* cell of a line that names what is sold, -1 = not known */
} TvTraceItems;

void tv_trace_items_follow (const TvTraceItems *items,
                            TvTraceRow *row,
                            int cell,
                            const TvRecord *record);

G_END_DECLS
