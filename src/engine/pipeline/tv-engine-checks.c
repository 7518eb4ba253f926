/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quality of the data, measured when somebody asks: never on the way of an import. The score of
 * a batch is kept once it was measured, until others come or go that its rows depend on. */
#include "pipeline/tv-engine-checks.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "exchange/tv-csv-writer.h"
#include "pipeline/tv-engine-private.h"
#include "quality/tv-check.h"

/**
 * tv_engine_check_data:
 * @engine: the engine
 * @batch_id: a batch, 0 = the workspace
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Runs all checks on one state of the workspace, as of today.
 *
 * Returns: (transfer full) (nullable): the report, for g_free()
 */
TvCheckReport *
tv_engine_check_data (TvEngine *engine, gint64 batch_id, TvProgress *progress, GError **error)
{
  g_auto (TvRead) read = { 0 };

  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  return tv_check_measure (&read.job, batch_id, tv_day_today (), error);
}

/**
 * tv_engine_list_check_rows:
 * @engine: the engine
 * @batch_id: a batch, 0 = the workspace
 * @check: a check
 * @limit: how many rows at most
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Finds the rows behind a check's figure.
 *
 * Returns: (transfer full) (nullable) (element-type TvCheckRow): the rows
 */
GPtrArray *
tv_engine_list_check_rows (TvEngine *engine,
                           gint64 batch_id,
                           TvCheck check,
                           guint limit,
                           TvProgress *progress,
                           GError **error)
{
  g_auto (TvRead) read = { 0 };

  g_return_val_if_fail ((guint) check < TV_N_CHECKS, NULL);
  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  return tv_check_list_rows (&read.job, batch_id, tv_day_today (), check, limit, error);
}

/**
 * tv_engine_list_check_imports:
 * @engine: the engine
 * @batch_id: a batch, 0 = the workspace
 * @check: a check
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Counts what a check finds, import by import. Where it is mended among the rejected rows, only
 * these count.
 *
 * Returns: (transfer full) (nullable) (element-type TvCheckImport): imports that have some, the
 * latest first
 */
GPtrArray *
tv_engine_list_check_imports (TvEngine *engine,
                              gint64 batch_id,
                              TvCheck check,
                              TvProgress *progress,
                              GError **error)
{
  g_auto (TvRead) read = { 0 };

  g_return_val_if_fail ((guint) check < TV_N_CHECKS, NULL);
  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  if (tv_check_get_fix (check) == TV_CHECK_FIX_REJECTS)
    return tv_check_count_rejects (&read.job, batch_id, check, error);
  return tv_check_count_rows (&read.job, batch_id, tv_day_today (), check, error);
}

static GHashTable *
load_file_names (TvJob *job, GError **error)
{
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GPtrArray) trend = tv_check_list_trend (job, error);

  if (trend == NULL)
    return NULL;
  for (guint i = 0; i < trend->len; i++)
    {
      const TvCheckTrend *point = g_ptr_array_index (trend, i);

      g_hash_table_insert (names,
                           g_memdup2 (&point->batch_id, sizeof point->batch_id),
                           g_strdup (point->file_name));
    }
  return g_steal_pointer (&names);
}

static gboolean
write_rows (TvCsvWriter *writer, GPtrArray *rows, GHashTable *names, GError **error)
{
  static const char *const header[] = { "table", "file", "line", "key", "column", "value" };

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    tv_csv_writer_add_text (writer, header[i]);
  if (!tv_csv_writer_end_row (writer, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TvCheckRow *row = g_ptr_array_index (rows, i);
      const char *name = g_hash_table_lookup (names, &row->batch_id);

      tv_csv_writer_add_text (writer, row->table);
      tv_csv_writer_add_text (writer, name != NULL ? name : "");
      if (row->line > 0)
        tv_csv_writer_add_int64 (writer, row->line);
      else
        tv_csv_writer_add_text (writer, "");
      tv_csv_writer_add_text (writer, row->key);
      tv_csv_writer_add_text (writer, row->column);
      tv_csv_writer_add_text (writer, row->value);
      if (!tv_csv_writer_end_row (writer, error))
        return FALSE;
    }
  return tv_csv_writer_flush (writer, error);
}

/**
 * tv_engine_write_check_rows:
 * @engine: the engine
 * @batch_id: a batch, 0 = the workspace
 * @check: a check
 * @path: (type filename): the CSV to write
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Writes all rows that a check found to a file that appears whole or not at all, so that they can
 * be mended where the data comes from.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_write_check_rows (TvEngine *engine,
                            gint64 batch_id,
                            TvCheck check,
                            const char *path,
                            TvProgress *progress,
                            GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (TvAtomicFile) file = NULL;
  g_auto (TvCsvWriter) writer = { 0 };
  guint8 hash[TV_DIGEST_LENGTH];

  g_return_val_if_fail ((guint) check < TV_N_CHECKS, FALSE);
  if (!tv_read_begin (&read, engine, progress, error))
    return FALSE;
  rows = tv_check_list_rows (&read.job, batch_id, tv_day_today (), check, G_MAXUINT, error);
  names = rows != NULL ? load_file_names (&read.job, error) : NULL;
  file = names != NULL ? tv_atomic_file_new (path, "rows", error) : NULL;
  if (file == NULL)
    return FALSE;
  tv_csv_writer_init (&writer, file);
  return write_rows (&writer, rows, names, error) && tv_atomic_file_finish (file, hash, error)
         && tv_atomic_file_place (tv_atomic_file_get_temp_path (file),
                                  tv_atomic_file_get_path (file),
                                  error);
}

static gboolean
store_cb (TvJob *job, gpointer data, GError **error)
{
  const TvCheckReport *report = data;

  return tv_check_store_score (job, report->batch_id, report, error);
}

/* Measures one batch; a workspace that cannot be written keeps nothing, and is measured again. */
static gboolean
measure_point (TvEngine *engine, TvCheckTrend *point, TvProgress *progress, GError **error)
{
  g_autofree TvCheckReport *report
      = tv_engine_check_data (engine, point->batch_id, progress, error);

  if (report == NULL)
    return FALSE;
  point->score = report->score;
  return tv_engine_is_read_only (engine)
         || tv_engine_write (engine, store_cb, report, 0, progress, error);
}

/**
 * tv_engine_list_check_trend:
 * @engine: the engine
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Lists the scores of the batches that count; those that were never asked for, or are no longer
 * true as other batches came or went, are measured now.
 *
 * Returns: (transfer full) (nullable) (element-type TvCheckTrend): the points, oldest first
 */
GPtrArray *
tv_engine_list_check_trend (TvEngine *engine, TvProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) trend = NULL;

  {
    g_auto (TvRead) read = { 0 };

    if (!tv_read_begin (&read, engine, progress, error))
      return NULL;
    trend = tv_check_list_trend (&read.job, error);
  }
  for (guint i = 0; trend != NULL && i < trend->len; i++)
    {
      TvCheckTrend *point = g_ptr_array_index (trend, i);

      if (point->score < -1 && !measure_point (engine, point, progress, error))
        return NULL;
    }
  return g_steal_pointer (&trend);
}
