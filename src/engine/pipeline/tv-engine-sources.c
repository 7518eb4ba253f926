/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches, and the sources that they come from. Reads only. */
#include "pipeline/tv-engine-sources.h"

#include "base/tv-digest.h"
#include "base/tv-text.h"
#include "pipeline/tv-engine-import.h"
#include "pipeline/tv-engine-private.h"

static TvBatchRow *
read_batch (TvStatement *statement, GHashTable *pending)
{
  TvBatchRow *row = g_new0 (TvBatchRow, 1);
  gsize length;
  const guint8 *hash;

  row->id = tv_statement_get_int64 (statement, 0);
  row->kind = tv_import_kind_from_code (tv_statement_get_text (statement, 1));
  row->file_name = tv_statement_dup_text (statement, 2);
  row->file_size = tv_statement_get_int64 (statement, 3);
  row->accepted_count = tv_statement_get_int64 (statement, 4);
  row->rejected_count = tv_statement_get_int64 (statement, 5);
  row->created_usec = tv_statement_get_int64 (statement, 6);
  row->is_undone = g_strcmp0 (tv_statement_get_text (statement, 7), "UNDONE") == 0;
  hash = tv_statement_get_blob (statement, 8, &length);
  row->sha256 = tv_hex_encode (hash, length);
  row->mapping = tv_statement_dup_text (statement, 9);
  /* Batches of before version 2 have no origin. */
  row->source_name = tv_statement_is_null (statement, 10)
                         ? tv_import_source_name (row->file_name, NULL)
                         : tv_statement_dup_text (statement, 10);
  row->folder = tv_statement_dup_text (statement, 11);
  row->entry = tv_statement_dup_text (statement, 12);
  row->preset_name = tv_statement_dup_text (statement, 13);
  row->settled_count = MIN (tv_statement_get_int64 (statement, 14), row->rejected_count);
  row->left_out_count = tv_statement_get_int64 (statement, 15);
  row->total_count = tv_statement_get_int64 (statement, 16);
  row->dropped_count = tv_statement_get_int64 (statement, 17);
  row->pending_count
      = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (pending, GSIZE_TO_POINTER (row->id)));
  return row;
}

static GPtrArray *
list_batches (TvEngine *engine, gboolean with_undone, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_batch_row_free);
  g_autoptr (GHashTable) pending = NULL;
  g_auto (TvRead) read = { 0 };
  TvStatement *statement;
  gint64 total;
  TvStep step;

  if (!tv_read_begin (&read, engine, NULL, error))
    return NULL;
  pending = tv_engine_ref_pending (engine, &read.job, &total, error);
  if (pending == NULL)
    return NULL;
  statement = tv_connection_prepare (read.job.db, TV_SQL_VIEWS_LIST_BATCHES, error);
  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvBatchRow *row = read_batch (statement, pending);

      if (with_undone || !row->is_undone)
        g_ptr_array_add (rows, row);
      else
        tv_batch_row_free (row);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * tv_engine_list_batches:
 * @engine: the engine
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvBatchRow) (nullable): all files taken in that
 * count, newest first; undone ones are in tv_engine_list_sources()
 */
GPtrArray *
tv_engine_list_batches (TvEngine *engine, GError **error)
{
  return list_batches (engine, FALSE, error);
}

static TvSourceRow *
new_source (const TvBatchRow *batch)
{
  TvSourceRow *source = g_new0 (TvSourceRow, 1);

  source->name = g_strdup (batch->source_name);
  source->kind = batch->kind;
  source->folder = g_strdup (batch->folder);
  source->preset_name = g_strdup (batch->preset_name);
  source->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_batch_row_free);
  return source;
}

/**
 * tv_engine_list_sources:
 * @engine: the engine
 * @error: return location for an error
 *
 * Groups all batches by where they came from: files of one kind that were read with one preset, or
 * whose names differ by numbers and dates only.
 *
 * Returns: (transfer container) (element-type TvSourceRow) (nullable): the source with the newest
 * batch first
 */
GPtrArray *
tv_engine_list_sources (TvEngine *engine, GError **error)
{
  g_autoptr (GPtrArray) batches = list_batches (engine, TRUE, error);
  g_autoptr (GPtrArray) sources
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_source_row_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (batches == NULL)
    return NULL;
  g_ptr_array_set_free_func (batches, NULL); /* the rows go over to their sources */
  for (guint i = 0; i < batches->len; i++)
    {
      TvBatchRow *batch = g_ptr_array_index (batches, i);
      g_autofree char *key = g_strdup_printf ("%d %s", batch->kind, batch->source_name);
      TvSourceRow *source = g_hash_table_lookup (by_name, key);

      if (source == NULL)
        {
          source = new_source (batch);
          g_ptr_array_add (sources, source);
          g_hash_table_insert (by_name, g_steal_pointer (&key), source);
        }
      g_ptr_array_add (source->batches, batch);
    }
  return g_steal_pointer (&sources);
}
