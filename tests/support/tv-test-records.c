/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file through the source that an import reads it by. */
#include "tv-test-records.h"

#include "ingest/tv-record-source.h"

/**
 * tv_test_records_read:
 * @path: a file
 * @entry: (nullable): of an archive or a workbook
 *
 * Returns: (transfer full): its records as "line:cell[cell[..." and "line!PROBLEM", each ended by
 * "]"; an error as its message
 */
char *
tv_test_records_read (const char *path, const char *entry)
{
  g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", ",");
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecordSource) source = tv_record_source_open (path, entry, dialect, &error);
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  GString *all = g_string_new (NULL);

  while (source != NULL && tv_record_source_read (source, record, &error))
    {
      g_string_append_printf (all, "%d", (int) record->line);
      if (record->problem != NULL)
        g_string_append_printf (all, "!%s", record->problem);
      for (guint i = 0; record->problem == NULL && i < record->field_count; i++)
        {
          g_string_append_c (all, i == 0 ? ':' : '[');
          g_string_append_len (all, record->fields[i], (gssize) record->lengths[i]);
        }
      g_string_append_c (all, ']');
    }
  if (error != NULL)
    g_string_append (all, error->message);
  return g_string_free (all, FALSE);
}
