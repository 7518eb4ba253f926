/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look at a file of unknown bytes: encoding, dialect, header, types, and what an import makes
 * of it. What is found must hold together, and the file must then be read by it to its end. */
#include "fuzz.h"

#include "ingest/tv-csv-reader.h"
#include "ingest/tv-ingest.h"
#include "ingest/tv-sniffer.h"

#define LARGEST (1 << 16)
#define MOST_RECORDS 20000

static void
check_sniff (const TvSniff *sniff, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvCsvReader) reader = tv_csv_reader_open (path, NULL, sniff->dialect, NULL, &error);
  TvRecord record;
  guint count = 0;

  g_assert_no_error (error);
  g_assert_cmpfloat (sniff->dialect->confidence, >=, 0);
  g_assert_cmpfloat (sniff->dialect->confidence, <=, 1);
  g_assert_cmpuint (sniff->preamble->len, <=, sniff->dialect->preamble_rows);
  for (guint i = 0; i < sniff->columns->len; i++)
    {
      const TvSniffColumn *column = sniff->columns->pdata[i];

      g_assert_nonnull (column->type);
      g_assert_true (column->name == NULL || g_utf8_validate (column->name, -1, NULL));
    }
  while (count++ < MOST_RECORDS && tv_csv_reader_read (reader, &record, &error))
    g_assert_cmpuint (record.field_count, <=, TV_RECORD_MAXIMUM_FIELDS);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL, import_error = NULL;
  g_autoptr (TvSniff) sniff = NULL;
  g_autoptr (TvImportFile) file = NULL;
  const char *path;

  if (size > LARGEST)
    return 0;
  path = tv_fuzz_file (data, size);
  sniff = tv_sniff_file (path, NULL, NULL, &error);
  g_assert_true ((sniff == NULL) == (error != NULL));
  if (sniff != NULL)
    check_sniff (sniff, path);
  file = tv_ingest_sniff (path, NULL, NULL, &import_error);
  g_assert_true ((file == NULL) == (import_error != NULL));
  return 0;
}
