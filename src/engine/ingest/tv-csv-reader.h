/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A streaming reader of delimited text: one record after the other, with the line where it starts,
 * in memory that does not grow with the file. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TV_CSV_MAXIMUM_RECORD (1 << 20) /* bytes of one record */
#define TV_CSV_MAXIMUM_FIELDS 256

/* Cells are UTF-8, not NUL-terminated, and borrowed until the next record. */
typedef struct
{
  gint64 line; /* 1-based, where the record starts */
  guint field_count;
  const char *fields[TV_CSV_MAXIMUM_FIELDS];
  gsize lengths[TV_CSV_MAXIMUM_FIELDS];
  const char *raw; /* as in the file, without its line end */
  gsize raw_length;
  const char *problem; /* (nullable) code of a reject: BAD_QUOTING, BAD_ENCODING, TOO_MANY_FIELDS */
} TvCsvRecord;

typedef struct _TvCsvReader TvCsvReader;

TvCsvReader *
tv_csv_reader_new (const char *path, const char *encoding, char delimiter, GError **error);
TvCsvReader *tv_csv_reader_new_for_text (const char *text, gsize length, char delimiter);
void tv_csv_reader_free (TvCsvReader *reader);
/* TRUE with the next record, blank lines left out; FALSE at the end, or on an error with error set.
 */
gboolean tv_csv_reader_read (TvCsvReader *reader, TvCsvRecord *out_record, GError **error);
gint64 tv_csv_reader_get_position (TvCsvReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCsvReader, tv_csv_reader_free)

G_END_DECLS
