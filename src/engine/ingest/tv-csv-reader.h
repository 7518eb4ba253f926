/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A streaming reader of delimited text: one record after the other, with the line where it starts,
 * in memory that does not grow with the file. */
#pragma once

#include "base/tv-progress.h"
#include "ingest/tv-record.h"
#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct _TvCsvReader TvCsvReader;

/* What another purpose than an import wants otherwise. */
typedef struct
{
  guint field_limit;         /* cells of a record, 0 = as for an import */
  gboolean is_strict;        /* quotes at wrong places give up the record */
  gboolean takes_rest;       /* a quote never closed takes all that follows, up to the limit */
  gboolean keeps_blank;      /* lines of nothing but white space are records */
  gboolean allows_nul;       /* NUL is text */
  gboolean trims_left_only;  /* spaces are left out before cells only */
  gboolean is_single_quoted; /* quotes are not doubled */
  gboolean guards_all;       /* an escape in quotes goes whatever it guards */
  gboolean is_exact;         /* no record is cut otherwise than in the dialect */
  gboolean tells_line_ends;  /* the first record with another line end than the first has a quirk */
} TvCsvOptions;

TvCsvReader *tv_csv_reader_open (const char *path,
                                 const char *entry,
                                 const TvDialect *dialect,
                                 TvProgress *progress,
                                 GError **error);
TvCsvReader *tv_csv_reader_open_bytes (const char *bytes,
                                       gsize length,
                                       const TvDialect *dialect,
                                       GError **error);
void tv_csv_reader_set_dialect (TvCsvReader *reader, const TvDialect *dialect);
void tv_csv_reader_set_options (TvCsvReader *reader, const TvCsvOptions *options);
TvCsvReader *
tv_csv_reader_new (const char *path, const char *encoding, char delimiter, GError **error);
TvCsvReader *tv_csv_reader_new_for_text (const char *text, gsize length, char delimiter);
void tv_csv_reader_free (TvCsvReader *reader);
gboolean tv_csv_reader_read (TvCsvReader *reader, TvRecord *out_record, GError **error);
gint64 tv_csv_reader_get_position (TvCsvReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCsvReader, tv_csv_reader_free)

G_END_DECLS
