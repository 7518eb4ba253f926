/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of one of the first rows of a text, to tell headers from what stands below them. */
#pragma once

#include "ingest/tv-record.h"

G_BEGIN_DECLS

#define TV_HEADER_COLUMNS 64 /* cells that are looked at */

typedef struct
{
  guint line, count, filled, values;
  guint reach; /* cells up to the last filled one */
  gsize longest;
  guint8 kinds[TV_HEADER_COLUMNS];
  guint hashes[TV_HEADER_COLUMNS]; /* of the trimmed text */
  guint shapes[TV_HEADER_COLUMNS]; /* of text with digits or the marks of an address in it, 0 = of
                                      other */
  guint8 years;                    /* cells that are the number of a year */
  guint64 year_columns;            /* which ones, a bit a column */
} TvHeaderRow;

void tv_header_row_init (TvHeaderRow *row, const TvRecord *record);

G_END_DECLS
