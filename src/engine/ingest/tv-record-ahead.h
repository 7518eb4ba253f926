/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts a file into records in a thread of its own, a few blocks ahead of who reads their cells. */
#pragma once

#include "ingest/tv-record-source.h"

G_BEGIN_DECLS

typedef struct _TvRecordAhead TvRecordAhead;

TvRecordAhead *tv_record_ahead_new (const char *path, const char *entry, const TvDialect *dialect);
gboolean tv_record_ahead_read (TvRecordAhead *ahead, TvRecord *out_record, GError **error);
gint64 tv_record_ahead_get_position (const TvRecordAhead *ahead);
void tv_record_ahead_free (TvRecordAhead *ahead);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRecordAhead, tv_record_ahead_free)

G_END_DECLS
