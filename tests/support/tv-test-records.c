/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as text; reads a file through the source that an import reads it by. */
#include "tv-test-records.h"

#include "ingest/tv-record-source.h"

/**
 * tv_test_records_append:
 * @all: (inout): the records before it
 * @record: a record
 *
 * Adds a record as "line:cell[cell[..." or "line!PROBLEM", ended by "]".
 */
void
tv_test_records_append (GString *all, const TvRecord *record)
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

/**
 * tv_test_records_read:
 * @path: a file
 * @entry: (nullable): of an archive or a workbook
 *
 * Returns: (transfer full): its records, one after the other; an error as its message
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
    tv_test_records_append (all, record);
  if (error != NULL)
    g_string_append (all, error->message);
  return g_string_free (all, FALSE);
}
