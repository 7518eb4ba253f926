/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file of any format from end to end and prints what that took: bench-records FILE [ENTRY].
 * The first record alone is timed too, since a person waits for a preview. */
#include <gio/gio.h>
#include <sys/resource.h>

#include "ingest/tv-record-source.h"

int
main (int argc, char **argv)
{
  g_autoptr (TvDialect) dialect = tv_dialect_new ("UTF-8", ",");
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRecordSource) source = NULL;
  gint64 began = g_get_monotonic_time ();
  gint64 first = 0;
  guint64 records = 0, cells = 0, bytes = 0;
  TvRecord record = { 0 };
  struct rusage usage;

  if (argc < 2)
    return 2;
  source = tv_record_source_open (argv[1], argc > 2 ? argv[2] : NULL, dialect, &error);
  while (source != NULL && tv_record_source_read (source, &record, &error))
    {
      if (records++ == 0)
        first = g_get_monotonic_time () - began;
      cells += record.field_count;
      bytes += record.raw_length;
    }
  getrusage (RUSAGE_SELF, &usage);
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  g_print ("%" G_GUINT64_FORMAT " records, %" G_GUINT64_FORMAT " cells, %" G_GUINT64_FORMAT
           " bytes: %.3f s, the first after %.4f s, %.1f MB\n",
           records,
           cells,
           bytes,
           (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC,
           (double) first / G_USEC_PER_SEC,
           (double) usage.ru_maxrss / 1024);
  return error != NULL;
}
