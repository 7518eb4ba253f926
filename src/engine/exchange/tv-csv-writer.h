/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as this program writes it: UTF-8 with a byte order mark, comma, CRLF, quotes only where
 * needed, no cell that a spreadsheet would run as a formula (docs/formats.md). */
#pragma once

#include "exchange/tv-atomic-file.h"

G_BEGIN_DECLS

typedef struct
{
  TvAtomicFile *file; /* borrowed */
  GString *buffer;
  guint column;
  char delimiter; /* between cells */
} TvCsvWriter;

void tv_csv_writer_init (TvCsvWriter *writer, TvAtomicFile *file);
void tv_csv_writer_set_delimiter (TvCsvWriter *writer, char delimiter);
void tv_csv_writer_clear (TvCsvWriter *writer);
void tv_csv_writer_add_text (TvCsvWriter *writer, const char *text);
void tv_csv_writer_add_int64 (TvCsvWriter *writer, gint64 value);
void tv_csv_writer_add_float (TvCsvWriter *writer, float value);
void tv_csv_writer_add_score (TvCsvWriter *writer, double score);
gboolean tv_csv_writer_end_row (TvCsvWriter *writer, GError **error);
gboolean tv_csv_writer_flush (TvCsvWriter *writer, GError **error);
gboolean tv_csv_is_dangerous (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvCsvWriter, tv_csv_writer_clear)

G_END_DECLS
