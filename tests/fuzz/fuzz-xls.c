/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old Excel files: the file system in them, their records, and rows in any order. An input is the
 * file as it is; records without a file system are one, too. */
#include "fuzz-sheet.h"

#include <string.h>

#include "ingest/tv-record-source.h"

#define LARGEST (1 << 20)
#define MOST_RECORDS 20000
#define MOST_SHEETS 4

/* Rows come in their order, whatever the order of their cells. */
static void
read_sheet (const char *path, const char *sheet)
{
  g_autoptr (TvDialect) dialect = tv_fuzz_dialect_new (sheet != NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecordSource) source = tv_record_source_open (path, sheet, dialect, &error);
  TvRecord record = { 0 };
  gint64 latest = 0;
  guint count = 0;

  g_assert_true ((source == NULL) == (error != NULL));
  while (source != NULL && count++ < MOST_RECORDS
         && tv_record_source_read (source, &record, &error))
    {
      g_assert_cmpint (record.line, >, latest);
      g_assert_cmpint (record.line, <=, 65536);
      g_assert_cmpuint (record.field_count, <=, TV_RECORD_MAXIMUM_FIELDS);
      g_assert_true (record.problem != NULL
                     || g_utf8_validate_len (record.raw, record.raw_length, NULL));
      latest = record.line;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) sheets = NULL;
  const char *path;

  if (size < 4 || size > LARGEST || (memcmp (data, "\xd0\xcf\x11\xe0", 4) != 0 && data[0] != 9))
    return 0;
  path = tv_fuzz_file (data, size);
  read_sheet (path, NULL);
  sheets = tv_record_source_list_entries (path, NULL);
  for (guint i = 0; sheets != NULL && i < MIN (sheets->len, MOST_SHEETS); i++)
    read_sheet (path, ((TvByteEntry *) sheets->pdata[i])->name);
  return 0;
}
