/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the record of an order apart into lines of one product each. */
#pragma once

#include "ingest/tv-item-list.h"

G_BEGIN_DECLS

typedef struct
{
  const TvImportSplit *split; /* borrowed */
  TvRecord record;            /* of the file; what it points to stands while its lines are taken */
  gboolean is_single;         /* one line of each record is enough: not what is sold is wanted */
  gboolean is_open;           /* more lines of it may come */
  guint next, made;           /* product that is looked at next; lines made so far */
  GString *raw;               /* of a record that cannot be taken apart */
  TvItemList list;            /* of a record with lists */
  const char *problem;        /* (nullable) why they cannot be cut */
  const char *fields[TV_RECORD_MAXIMUM_FIELDS]; /* of the latest line */
  gsize lengths[TV_RECORD_MAXIMUM_FIELDS];
} TvRecordSplit;

void tv_record_split_init (TvRecordSplit *self, const TvImportSplit *split);
void tv_record_split_clear (TvRecordSplit *self);
void tv_record_split_begin (TvRecordSplit *self, const TvRecord *record);
gboolean tv_record_split_next (TvRecordSplit *self, TvRecord *out_line, guint *out_item);
guint tv_record_split_count (TvRecordSplit *self, const TvRecord *record, gboolean *out_has_gap);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvRecordSplit, tv_record_split_clear)

G_END_DECLS
