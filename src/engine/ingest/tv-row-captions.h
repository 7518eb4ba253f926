/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The captions above the lines of each customer. */
#pragma once

#include "ingest/tv-record.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef struct
{
  int column;                                   /* of the captions, -1 = the file has none */
  GString *text;                                /* of the latest one */
  const char *fields[TV_RECORD_MAXIMUM_FIELDS]; /* of the latest record that took it over */
  gsize lengths[TV_RECORD_MAXIMUM_FIELDS];
} TvRowCaptions;

void tv_row_captions_init (TvRowCaptions *captions, const TvImportFile *file);
void tv_row_captions_clear (TvRowCaptions *captions);
gboolean tv_row_captions_note (TvRowCaptions *captions, const TvRecord *record);
void tv_row_captions_fill (TvRowCaptions *captions, TvRecord *record);

G_END_DECLS
