/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes what is different between two runs as CSV, a page of rows at a time. */
#include "exchange/tv-csv-writer.h"
#include "pipeline/tv-engine-compare.h"
#include "pipeline/tv-engine-private.h"

#define PAGE 1000

static void
add_item (TvCsvWriter *writer, const char *label, double score)
{
  tv_csv_writer_add_text (writer, label != NULL ? label : "");
  if (label != NULL)
    tv_csv_writer_add_score (writer, score);
  else
    tv_csv_writer_add_text (writer, "");
}

static gboolean
write_page (TvCsvWriter *writer, const GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TvRunChangeRow *row = rows->pdata[i];

      tv_csv_writer_add_text (writer, row->customer_code != NULL ? row->customer_code : "");
      tv_csv_writer_add_text (writer, row->customer_name != NULL ? row->customer_name : "");
      tv_csv_writer_add_text (writer, tv_difference_get_code (row->difference));
      tv_csv_writer_add_text (writer, tv_cause_get_code (row->cause));
      add_item (writer, row->before_label, row->before_score);
      add_item (writer, row->after_label, row->after_score);
      tv_csv_writer_add_text (writer, row->sentence);
      if (!tv_csv_writer_end_row (writer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_rows (TvEngine *engine,
            const TvRunChange *changes,
            gsize count,
            TvCsvWriter *writer,
            TvProgress *progress,
            GError **error)
{
  static const char *const header[]
      = { "customer_code", "customer_name", "difference",  "cause",   "before_label",
          "before_score",  "after_label",   "after_score", "sentence" };

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    tv_csv_writer_add_text (writer, header[i]);
  if (!tv_csv_writer_end_row (writer, error))
    return FALSE;
  for (gsize i = 0; i < count; i += PAGE)
    {
      g_autoptr (GPtrArray) rows
          = tv_engine_get_run_changes (engine, changes + i, MIN (PAGE, count - i), error);

      tv_progress_set (progress, (gint64) i, (gint64) count);
      if (rows == NULL || !tv_progress_check (progress, error) || !write_page (writer, rows, error))
        return FALSE;
    }
  return tv_csv_writer_flush (writer, error);
}

/**
 * tv_engine_write_run_changes:
 * @engine: the engine
 * @changes: (array length=count): changes of a comparison
 * @count: how many
 * @path: (type filename): the CSV to write
 * @progress: (nullable): progress and cancel
 * @error: return location for an error, one sentence that names the file
 *
 * Writes the changes, in their order, to a file that appears whole or not at all. It is no export
 * and leaves no trace in the ledger.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_write_run_changes (TvEngine *engine,
                             const TvRunChange *changes,
                             gsize count,
                             const char *path,
                             TvProgress *progress,
                             GError **error)
{
  g_autoptr (TvAtomicFile) file = tv_atomic_file_new (path, "changes", error);
  g_auto (TvCsvWriter) writer = { 0 };
  guint8 hash[TV_DIGEST_LENGTH];

  if (file == NULL)
    return FALSE;
  tv_csv_writer_init (&writer, file);
  return write_rows (engine, changes, count, &writer, progress, error)
         && tv_atomic_file_finish (file, hash, error)
         && tv_atomic_file_place (tv_atomic_file_get_temp_path (file),
                                  tv_atomic_file_get_path (file),
                                  error);
}
