/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records among the rows of a table that are none of them. */
#pragma once

#include "ingest/tv-row.h"

G_BEGIN_DECLS

typedef enum
{
  TV_ASIDE_NONE,   /* a row */
  TV_ASIDE_EMPTY,  /* nothing but delimiters */
  TV_ASIDE_HEADER, /* a row of the header that comes again */
  TV_ASIDE_NOTE,   /* a sentence below the table, or a title within it */
} TvAside;

typedef struct
{
  GPtrArray *headers; /* of char **: the cells of each row of the header, empty ones at its end left
  out */
} TvRowAsides;

void tv_row_asides_init (TvRowAsides *asides);
void tv_row_asides_clear (TvRowAsides *asides);
void tv_row_asides_keep_header (TvRowAsides *asides, const TvRecord *record);
TvAside
tv_row_asides_tell (const TvRowAsides *asides, const TvRowPlan *plan, const TvRecord *record);

G_END_DECLS
