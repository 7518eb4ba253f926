/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers of text in the common dialect: what other programs of this house write. */
#include "ingest/tv-csv-reader.h"

/**
 * tv_csv_reader_new:
 * @path: (type filename): a file
 * @encoding: what iconv calls its encoding; "UTF-8" is read as it stands
 * @delimiter: between cells
 * @error: return location for TV_ERROR_IO
 *
 * Opens a file in the common dialect.
 *
 * Returns: (transfer full) (nullable): the reader, before the first record
 */
TvCsvReader *
tv_csv_reader_new (const char *path, const char *encoding, char delimiter, GError **error)
{
  const char text[] = { delimiter, '\0' };
  g_autoptr (TvDialect) dialect = tv_dialect_new (encoding, text);

  return tv_csv_reader_open (path, NULL, dialect, NULL, error);
}

/**
 * tv_csv_reader_new_for_text:
 * @text: UTF-8
 * @length: of @text
 * @delimiter: between cells
 *
 * Reads from memory in the common dialect. The text is copied.
 *
 * Returns: (transfer full): the reader
 */
TvCsvReader *
tv_csv_reader_new_for_text (const char *text, gsize length, char delimiter)
{
  const char mark[] = { delimiter, '\0' };
  g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", mark);

  return tv_csv_reader_open_bytes (text, length, dialect, NULL);
}
