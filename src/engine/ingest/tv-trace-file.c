/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes back into the files that rows came from. A file counts only where its SHA-256 is still that
 * of the batch, so that nothing is ever shown that was not imported. Reads files and two tables. */
#include "ingest/tv-trace-file.h"

#include <string.h>

#include "base/tv-digest.h"
#include "ingest/tv-file-hash.h"
#include "ingest/tv-record-source.h"
#include "ingest/tv-trace-factors.h"
#include "ingest/tv-trace-items.h"
#include "ingest/tv-trace-orders.h"
#include "rows/tv-import-mapping.h"

typedef struct
{
  TvDialect *dialect;
  guint8 hash[TV_DIGEST_LENGTH];
  GPtrArray *headers;    /* of char *, by position */
  TvImportJoin *join;    /* (nullable) the file of orders of its lines */
  TvTraceOrders *orders; /* (nullable) what is followed there */
  TvTraceItems items;    /* of rows that were taken apart */
  GPtrArray *rows;       /* of TvTraceRow, those of this batch by their lines, unowned */
} Batch;

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->dialect, tv_dialect_free);
  g_clear_pointer (&batch->headers, g_ptr_array_unref);
  g_clear_pointer (&batch->orders, tv_trace_orders_free);
  g_clear_pointer (&batch->join, tv_import_join_free);
  g_clear_pointer (&batch->items.split, tv_import_split_free);
  g_clear_pointer (&batch->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static int
find_header (const Batch *batch, const char *header)
{
  for (guint i = 0; i < batch->headers->len; i++)
    if (*header != '\0' && g_str_equal (g_ptr_array_index (batch->headers, i), header))
      return (int) i;
  return -1;
}

/* How the rows were taken apart, and which cell of a line names what was sold. */
static char *
load_items (Batch *batch, const char *mapping)
{
  g_autofree char *key = NULL;

  batch->items.split = tv_import_mapping_dup_split (mapping);
  if (batch->items.split == NULL)
    return NULL;
  key = tv_import_mapping_dup_header (mapping, "product_key");
  return *key != '\0' ? g_steal_pointer (&key)
                      : tv_import_mapping_dup_header (mapping, "product_label");
}

static gboolean
load_batch (TvJob *job, gint64 batch_id, Batch *batch, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_GET_BATCH_FORM, error);
  g_autofree char *product = NULL;
  TvStep step;
  const void *hash;
  gsize length;

  batch->headers = g_ptr_array_new_with_free_func (g_free);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, batch_id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    {
      batch->dialect = tv_import_mapping_dup_dialect (tv_statement_get_text (statement, 3),
                                                      tv_statement_get_text (statement, 0),
                                                      tv_statement_get_text (statement, 1));
      hash = tv_statement_get_blob (statement, 2, &length);
      memcpy (batch->hash, hash, MIN (length, TV_DIGEST_LENGTH));
      batch->join = tv_import_mapping_dup_join (tv_statement_get_text (statement, 3));
      product = load_items (batch, tv_statement_get_text (statement, 3));
    }
  tv_statement_reset (statement);
  if (step != TV_STEP_ROW)
    return step == TV_STEP_DONE;
  statement = tv_connection_prepare (job->db, TV_SQL_INGEST_LIST_COLUMNS, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, batch_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_ptr_array_add (batch->headers, tv_statement_dup_text (statement, 1));
  batch->items.product = product != NULL ? find_header (batch, product) : -1;
  return step == TV_STEP_DONE;
}

static int
compare_lines (gconstpointer first, gconstpointer second)
{
  const TvTraceRow *a = *(const TvTraceRow *const *) first;
  const TvTraceRow *b = *(const TvTraceRow *const *) second;

  return (a->line > b->line) - (a->line < b->line);
}

static void
take_rows (Batch *batch, GPtrArray *rows, gint64 batch_id)
{
  batch->rows = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    if (((const TvTraceRow *) g_ptr_array_index (rows, i))->batch_id == batch_id)
      g_ptr_array_add (batch->rows, g_ptr_array_index (rows, i));
  g_ptr_array_sort (batch->rows, compare_lines);
}

/* The first row of the line, or where it would stand: each record of the file is asked about. */
static guint
find_line (const GPtrArray *rows, gint64 line)
{
  guint low = 0, high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((const TvTraceRow *) g_ptr_array_index (rows, middle))->line < line)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Gives the rows whose line is this record's their text. */
static guint
take_texts (const Batch *batch, const TvRecord *record)
{
  guint first = find_line (batch->rows, record->line), i;

  for (i = first; i < batch->rows->len; i++)
    {
      TvTraceRow *row = g_ptr_array_index (batch->rows, i);
      int index;

      if (row->line != record->line)
        break;
      if (batch->orders != NULL)
        tv_trace_orders_note (batch->orders, row, record);
      index = find_header (batch, row->header);
      if (batch->items.split != NULL)
        {
          if (index >= 0 && row->original == NULL)
            tv_trace_items_follow (&batch->items, row, index, record);
          continue;
        }
      if (index >= 0 && (guint) index < record->field_count && row->original == NULL)
        row->original = tv_record_dup_cell (record, (guint) index);
    }
  return i - first;
}

/* Which rows of a batch of two files stand in the second one. */
static void
begin_orders (Batch *batch)
{
  if (batch->join == NULL)
    return;
  batch->orders = tv_trace_orders_new (batch->join);
  for (guint i = 0; i < batch->rows->len; i++)
    {
      TvTraceRow *row = g_ptr_array_index (batch->rows, i);
      int index = find_header (batch, row->header);

      if (index >= 0)
        tv_trace_orders_take (batch->orders, row, (guint) index);
    }
}

/* What became of the file, and of that of its orders. */
static TvTraceFile
look_at_file (TvJob *job, const Batch *batch, const TvTraceRow *first, const char *path)
{
  const char *orders_path = batch->join != NULL ? batch->join->path : NULL;
  gboolean has_orders = batch->join == NULL || tv_import_join_is_kept (batch->join);
  g_autoptr (TvFileHash) hash = NULL;
  guint8 bytes[TV_DIGEST_LENGTH];

  if (*first->folder == '\0' || !has_orders)
    return TV_TRACE_FILE_NOT_KEPT;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || (orders_path != NULL && !g_file_test (orders_path, G_FILE_TEST_IS_REGULAR)))
    return TV_TRACE_FILE_GONE;
  hash = tv_file_hash_start (path, orders_path, job->progress);
  if (!tv_file_hash_wait (hash, bytes, NULL) || batch->dialect == NULL)
    return TV_TRACE_FILE_UNREADABLE;
  return memcmp (bytes, batch->hash, TV_DIGEST_LENGTH) == 0 ? TV_TRACE_FILE_THERE
                                                            : TV_TRACE_FILE_CHANGED;
}

static gboolean
read_lines (TvJob *job,
            const Batch *batch,
            const TvTraceRow *first,
            const char *path,
            GError **error)
{
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (TvRecordSource) source
      = tv_record_source_open (path,
                               *first->entry != '\0' ? first->entry : NULL,
                               batch->dialect,
                               NULL);
  guint left = batch->rows->len, seen = 0;

  while (source != NULL && left > 0 && tv_record_source_read (source, record, NULL))
    {
      left -= MIN (left, take_texts (batch, record));
      if ((++seen & 0x3ff) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
    }
  return TRUE;
}

/* A file that is gone, has changed or cannot be read is no error: then there is no original. */
static gboolean
read_batch (TvJob *job, GPtrArray *rows, const TvTraceRow *first, GError **error)
{
  g_autofree char *path = g_build_filename (first->folder, first->file_name, NULL);
  g_auto (Batch) batch = { 0 };
  TvTraceFile file;

  if (!load_batch (job, first->batch_id, &batch, error))
    return FALSE;
  take_rows (&batch, rows, first->batch_id);
  begin_orders (&batch);
  file = look_at_file (job, &batch, first, path);
  for (guint i = 0; i < batch.rows->len; i++)
    ((TvTraceRow *) g_ptr_array_index (batch.rows, i))->file = file;
  if (file == TV_TRACE_FILE_THERE
      && (!read_lines (job, &batch, first, path, error)
          || (batch.orders != NULL && !tv_trace_orders_read (batch.orders, job->progress, error))))
    return FALSE;
  if (batch.orders != NULL)
    tv_trace_orders_finish (batch.orders);
  return tv_progress_check (job->progress, error);
}

/**
 * tv_trace_read_originals:
 * @job: a reader's or writer's job
 * @rows: (element-type TvTraceRow): rows of a trace; it is told what became of their files, and
 * original is set where the file is as it was
 * @error: return location for an error
 *
 * Reads what the files say themselves.
 *
 * Returns: %FALSE on an error of the workspace or a cancel
 */
gboolean
tv_trace_read_originals (TvJob *job, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) factors = tv_trace_factors_new (rows);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_extend (all, rows, NULL, NULL);
  g_ptr_array_extend (all, factors, NULL, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const TvTraceRow *row = g_ptr_array_index (rows, i);

      if (g_hash_table_add (done, GSIZE_TO_POINTER (row->batch_id))
          && !read_batch (job, all, row, error))
        return FALSE;
    }
  tv_trace_factors_multiply (rows, factors);
  return TRUE;
}
