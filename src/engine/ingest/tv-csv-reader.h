/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A streaming reader of delimited text: one record after the other, with the line where it starts,
 * in memory that does not grow with the file. */
#pragma once

#include <gio/gio.h>

#include "ingest/tv-record.h"

G_BEGIN_DECLS

typedef struct _TvCsvReader TvCsvReader;

TvCsvReader *
tv_csv_reader_new (const char *path, const char *encoding, char delimiter, GError **error);
TvCsvReader *tv_csv_reader_new_for_text (const char *text, gsize length, char delimiter);
void tv_csv_reader_free (TvCsvReader *reader);
/* TRUE with the next record, blank lines left out; FALSE at the end, or on an error with error set.
 */
gboolean tv_csv_reader_read (TvCsvReader *reader, TvRecord *out_record, GError **error);
gint64 tv_csv_reader_get_position (TvCsvReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCsvReader, tv_csv_reader_free)

G_END_DECLS
