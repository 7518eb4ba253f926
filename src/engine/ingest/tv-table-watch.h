/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches the rows of an import for the header of another table. */
#pragma once

#include "ingest/tv-record.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef struct
{
  const TvImportFile *file;
  guint looks_left;  /* that may still be taken */
  guint odd_count;   /* rows just above that are none: titles, cells without anything in them */
  TvImportKind kind; /* of the table that was found, TV_KIND_UNKNOWN while there is none */
  gint64 line;       /* of its header, 0 = none */
} TvTableWatch;

void tv_table_watch_init (TvTableWatch *watch, const TvImportFile *file);
gboolean tv_table_watch_look (TvTableWatch *watch, const TvRecord *record);
void tv_table_watch_note (TvTableWatch *watch, const TvRecord *record, const char *reject_code);

G_END_DECLS
