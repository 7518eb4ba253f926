/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export of approved items: prepares the file and its record, places it, and lists what was
 * handed out. Writes export_file and the ledger's EXPORT event in one transaction, before the file
 * has its name: no file gets its name without a record. */
#include "exchange/tv-export.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-day.h"
#include "base/tv-error.h"
#include "base/tv-text.h"
#include "exchange/tv-export-table.h"
#include "ledger/tv-ledger.h"

static void
export_table_clear (TvExportTable *table)
{
  g_clear_pointer (&table->as_of, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvExportTable, export_table_clear)

static gboolean
resolve_run (TvJob *job, const TvExportRequest *request, TvExportTable *table, GError **error)
{
  TvStatement *statement;
  guint top_n;

  table->run_id = request->run_id;
  table->layout = request->layout;
  if (table->run_id == 0
      && !tv_connection_get_int64 (job->db,
                                   TV_SQL_EXCHANGE_GET_LATEST_RUN,
                                   &table->run_id,
                                   NULL,
                                   ""))
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_REFUSED,
                           _ ("Could not export: there is no run yet. Make a run first, and "
                              "approve what you want of it."));
      return FALSE;
    }
  statement = tv_connection_prepare (job->db, TV_SQL_EXCHANGE_GET_RUN, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, table->run_id);
  switch (tv_statement_step (statement, error))
    {
    case TV_STEP_ERROR:
      return FALSE;
    case TV_STEP_DONE:
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_NOT_FOUND,
                   _ ("Could not export: there is no run %" PRId64 "."),
                   table->run_id);
      return FALSE;
    default:
      break;
    }
  table->as_of = tv_day_to_iso (tv_statement_get_int64 (statement, 0));
  top_n = tv_statement_get_int64 (statement, 1);
  tv_statement_reset (statement);
  table->product_columns = request->product_columns > 0 ? request->product_columns
                                                        : MIN (top_n, TV_EXPORT_MAXIMUM_COLUMNS);
  if (table->product_columns > TV_EXPORT_MAXIMUM_COLUMNS)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not export: a row holds at most %d products."),
                   TV_EXPORT_MAXIMUM_COLUMNS);
      return FALSE;
    }
  return TRUE;
}

/* Leftovers of this workspace only are swept; the stream id tells them apart. */
static char *
make_tag (TvJob *job)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_STORE_GET_SETTING, NULL);
  char *tag = NULL;

  if (statement == NULL)
    return g_strdup ("export");
  tv_statement_bind_text (statement, 1, "stream_id");
  if (tv_statement_step (statement, NULL) == TV_STEP_ROW)
    tag = g_strndup (tv_statement_get_text (statement, 0), 8);
  tv_statement_reset (statement);
  return tag != NULL ? tag : g_strdup ("export");
}

static TvAtomicFile *
write_file (TvJob *job,
            TvExportTable *table,
            const char *path,
            guint8 out_hash[TV_DIGEST_LENGTH],
            GError **error)
{
  g_autofree char *tag = make_tag (job);
  g_autoptr (TvAtomicFile) file = NULL;
  g_auto (TvCsvWriter) writer = { 0 };

  file = tv_atomic_file_new (path, tag, error);
  if (file == NULL)
    return NULL;
  tv_csv_writer_init (&writer, file);
  if (!tv_export_table_write (job, table, &writer, error))
    return NULL;
  if (table->item_count == 0)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_REFUSED,
                   _ ("Could not export run %" PRId64
                      ": no recommendation of it is approved for a customer who may be addressed. "
                      "Approve some first."),
                   table->run_id);
      return NULL;
    }
  if (!tv_atomic_file_finish (file, out_hash, error))
    return NULL;
  return g_steal_pointer (&file);
}

static gint64
append_event (TvJob *job, const TvExportTable *table, const TvExportResult *result, GError **error)
{
  g_autofree char *path_hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, result->path, -1);
  g_autofree char *detail = g_strdup_printf (
      "{\"sha256\":\"%s\",\"layout\":\"%s\",\"rows\":%" PRId64 ",\"items\":%" PRId64
      ",\"left_out\":%" PRId64 ",\"path_sha256\":\"%s\",\"created_usec\":%" PRId64 "}",
      result->sha256,
      tv_export_layout_get_code (table->layout),
      table->row_count,
      table->item_count,
      table->left_out_count,
      path_hex,
      job->now_usec);
  TvLedgerEvent event
      = { .kind = "EXPORT", .run_id = table->run_id, .status = G_MININT, .detail = detail };

  return tv_ledger_append (job, &event, error);
}

/* What was exported is kept and can be proved; what went down a pipe cannot. */
static gboolean
check_path (const char *path, GError **error)
{
  if (!tv_atomic_file_is_stream (path))
    return TRUE;
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not write “%s”: %s."),
               path,
               _ ("it is not an ordinary file"));
  return FALSE;
}

/**
 * tv_export_prepare:
 * @job: the writer's job
 * @request: what to export where
 * @out_file: (out) (transfer full): the finished hidden file; keep and place it after the commit,
 * or free it to remove it
 * @error: return location for an error, one sentence that names the file
 *
 * Writes the file under a hidden name beside its place, and its record and ledger event. After the
 * commit a kill can no longer lose it.
 *
 * Returns: (transfer full) (nullable): what it came to
 */
TvExportResult *
tv_export_prepare (TvJob *job,
                   const TvExportRequest *request,
                   TvAtomicFile **out_file,
                   GError **error)
{
  g_auto (TvExportTable) table = { 0 };
  g_autoptr (TvAtomicFile) file = NULL;
  g_autoptr (TvExportResult) result = NULL;
  g_autofree char *absolute = g_canonicalize_filename (request->path, NULL);
  g_autofree char *tag = make_tag (job);
  guint8 hash[TV_DIGEST_LENGTH];

  if (!check_path (request->path, error) || !tv_export_sweep (job, error)
      || !resolve_run (job, request, &table, error))
    return NULL;
  tv_atomic_file_sweep (absolute, tag);
  file = write_file (job, &table, absolute, hash, error);
  if (file == NULL)
    return NULL;
  result = g_new0 (TvExportResult, 1);
  result->path = g_strdup (tv_atomic_file_get_path (file));
  result->sha256 = tv_hex_encode (hash, sizeof hash);
  result->row_count = table.row_count;
  result->item_count = table.item_count;
  result->left_out_count = table.left_out_count;
  result->doubled_count = table.doubled_count;
  result->cut_count = table.cut_count;
  result->no_address_count = table.no_address_count;
  result->ledger_seq = append_event (job, &table, result, error);
  if (result->ledger_seq == 0
      || !tv_connection_execute (job->db,
                                 TV_SQL_EXCHANGE_INSERT_FILE,
                                 error,
                                 "iitttibi",
                                 result->ledger_seq,
                                 table.run_id,
                                 result->path,
                                 tv_atomic_file_get_temp_path (file),
                                 tv_export_layout_get_code (table.layout),
                                 result->row_count,
                                 (const void *) hash,
                                 sizeof hash,
                                 job->now_usec))
    return NULL;
  result->export_id = tv_connection_get_last_rowid (job->db);
  *out_file = g_steal_pointer (&file);
  return g_steal_pointer (&result);
}

/* Another process that opened the workspace just now may have swept the file into its place for us.
 */
static gboolean
is_placed_already (TvAtomicFile *file, const TvExportResult *result)
{
  guint8 hash[TV_DIGEST_LENGTH];
  g_autofree char *hex = NULL;

  if (g_file_test (tv_atomic_file_get_temp_path (file), G_FILE_TEST_EXISTS)
      || !tv_digest_file (result->path, hash, NULL))
    return FALSE;
  hex = tv_hex_encode (hash, sizeof hash);
  return g_str_equal (hex, result->sha256);
}

/**
 * tv_export_place:
 * @file: the file of a prepared export whose transaction is committed
 * @result: the export
 * @error: return location for an error
 *
 * Gives the file its name. Then tell the store with tv_export_set_state().
 *
 * Returns: TRUE on success
 */
gboolean
tv_export_place (TvAtomicFile *file, const TvExportResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (tv_atomic_file_place (tv_atomic_file_get_temp_path (file), result->path, &local_error)
      || is_placed_already (file, result))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * tv_export_set_state:
 * @job: the writer's job
 * @export_id: a prepared export
 * @is_placed: whether its file has its name; else it is lost
 * @error: return location for an error
 *
 * Says how a prepared export ended. One that has ended already is left as it is.
 *
 * Returns: TRUE on success
 */
gboolean
tv_export_set_state (TvJob *job, gint64 export_id, gboolean is_placed, GError **error)
{
  return tv_connection_execute (job->db,
                                TV_SQL_EXCHANGE_SET_STATE,
                                error,
                                "ti",
                                is_placed ? "PLACED" : "LOST",
                                export_id);
}

/**
 * tv_export_list:
 * @job: a reader's job
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvExportRow) (nullable): all exports, newest first
 */
GPtrArray *
tv_export_list (TvJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_export_row_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_EXCHANGE_LIST_FILES, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvExportRow *row = g_new0 (TvExportRow, 1);
      gsize length = 0;
      const void *hash = tv_statement_get_blob (statement, 6, &length);

      row->sha256 = tv_hex_encode (hash, length);
      row->id = tv_statement_get_int64 (statement, 0);
      row->run_id = tv_statement_get_int64 (statement, 1);
      row->row_count = tv_statement_get_int64 (statement, 2);
      row->created_usec = tv_statement_get_int64 (statement, 3);
      row->file_path = tv_statement_dup_text (statement, 4);
      row->layout = tv_statement_dup_text (statement, 5);
      row->state = tv_statement_dup_text (statement, 7);
      g_ptr_array_add (rows, row);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}
