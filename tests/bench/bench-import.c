/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of taking a file in, timed: bench-import sniff|try|load FILE WORKSPACE. "load" is the
 * file with its rejects, its batch and the commit, without the cleaning and the profiles that
 * follow. Prints wall seconds, processor seconds and peak memory. bench-import.py drives it. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "ingest/tv-ingest.h"
#include "tastevin.h"

static void
fail (const GError *error)
{
  fprintf (stderr, "bench-import: %s\n", error->message);
  exit (1);
}

static void
try_file (TvImportFile *file, const char *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvEngine) engine = tv_engine_open (workspace, TV_OPEN_CREATE, &error);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;

  g_ptr_array_add (files, file);
  if (engine != NULL)
    results = tv_engine_import (engine, files, TRUE, NULL, &error);
  if (error != NULL)
    fail (error);
}

static void
load_file (const TvImportFile *file, const char *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = tv_store_open (workspace, TV_OPEN_CREATE, &error);
  g_autoptr (TvTransaction) transaction = NULL;
  g_autoptr (TvImportResult) result = NULL;
  TvJob job = { .now_usec = 1, .thread_count = 2, .actor = "bench", .machine = "bench" };

  if (store != NULL)
    transaction = tv_store_begin_bulk (store, NULL, &error);
  if (transaction != NULL)
    {
      job.db = tv_transaction_get_connection (transaction);
      result = tv_ingest_file (&job, file, &error);
    }
  if (result == NULL || !tv_transaction_commit (transaction, &error))
    fail (error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvImportFile) file = NULL;
  gint64 began = g_get_monotonic_time ();
  struct rusage usage;

  if (argc != 4)
    {
      fprintf (stderr, "usage: bench-import sniff|try|load FILE WORKSPACE\n");
      return 2;
    }
  file = tv_import_sniff (argv[2], &error);
  if (file == NULL)
    fail (error);
  if (strcmp (argv[1], "try") == 0)
    try_file (file, argv[3]);
  else if (strcmp (argv[1], "load") == 0)
    load_file (file, argv[3]);
  getrusage (RUSAGE_SELF, &usage);
  printf ("%.3f %.3f %ld\n",
          (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC,
          (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
              + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC,
          usage.ru_maxrss / 1024);
  return 0;
}
