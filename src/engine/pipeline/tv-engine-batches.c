/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rejected rows and their file, and the sample merchant's exports. Reads; writes the file of
 * rejects, and the setting that marks a workspace as the sample. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "exchange/tv-csv-writer.h"
#include "pipeline/tv-engine-import.h"
#include "pipeline/tv-engine-private.h"

static TvStatement *
prepare_rejects (TvJob *job, gint64 batch_id, guint limit, GError **error)
{
  gint64 limit_count = limit > 0 ? (gint64) limit : -1;
  TvStatement *statement = tv_connection_prepare (job->db,
                                                  batch_id > 0 ? TV_SQL_VIEWS_LIST_REJECTS_OF_BATCH
                                                               : TV_SQL_VIEWS_LIST_REJECTS,
                                                  error);

  if (statement == NULL)
    return NULL;
  if (batch_id > 0)
    tv_statement_bind_int64 (statement, 1, batch_id);
  tv_statement_bind_int64 (statement, batch_id > 0 ? 2 : 1, limit_count);
  return statement;
}

/**
 * tv_engine_list_rejects:
 * @engine: the engine
 * @batch_id: a batch, 0 = all
 * @limit: at most so many rows, 0 = all
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvRejectRow) (nullable): rows that could not be used,
 * in the order of the files
 */
GPtrArray *
tv_engine_list_rejects (TvEngine *engine, gint64 batch_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_reject_row_free);
  g_auto (TvRead) read = { 0 };
  TvStatement *statement;
  TvStep step;

  if (!tv_read_begin (&read, engine, NULL, error)
      || (statement = prepare_rejects (&read.job, batch_id, limit, error)) == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      TvRejectRow *row = g_new0 (TvRejectRow, 1);

      row->id = tv_statement_get_int64 (statement, 0);
      row->batch_id = tv_statement_get_int64 (statement, 1);
      row->line = tv_statement_get_int64 (statement, 2);
      row->column_name = tv_statement_dup_text (statement, 3);
      row->code = tv_statement_dup_text (statement, 4);
      row->message = g_strdup (tv_reject_code_get_message (row->code));
      row->value = tv_statement_dup_text (statement, 5);
      row->raw = tv_statement_dup_text (statement, 6);
      g_ptr_array_add (rows, row);
    }
  return step == TV_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
write_reject_rows (TvJob *job, gint64 batch_id, TvCsvWriter *writer, GError **error)
{
  static const char *const headers[] = { "line", "column", "code", "message", "raw" };
  TvStatement *statement = prepare_rejects (job, batch_id, 0, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    tv_csv_writer_add_text (writer, headers[i]);
  if (!tv_csv_writer_end_row (writer, error))
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *code = tv_statement_get_text (statement, 4);

      tv_csv_writer_add_int64 (writer, tv_statement_get_int64 (statement, 2));
      tv_csv_writer_add_text (writer, tv_statement_get_text (statement, 3));
      tv_csv_writer_add_text (writer, code);
      tv_csv_writer_add_text (writer, tv_reject_code_get_message (code));
      tv_csv_writer_add_text (writer, tv_statement_get_text (statement, 6));
      if (!tv_csv_writer_end_row (writer, error))
        return FALSE;
    }
  return step == TV_STEP_DONE && tv_csv_writer_flush (writer, error);
}

/**
 * tv_engine_write_rejects:
 * @engine: the engine
 * @batch_id: a batch, 0 = all
 * @path: (type filename): the CSV to write: line, column, code, message, raw
 * @error: return location for an error, one sentence that names the file
 *
 * Writes the rejected rows to a file that appears whole or not at all. It is no export and leaves
 * no trace in the ledger.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_write_rejects (TvEngine *engine, gint64 batch_id, const char *path, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvAtomicFile) file = NULL;
  g_auto (TvCsvWriter) writer = { 0 };
  guint8 hash[TV_DIGEST_LENGTH];

  if (!tv_read_begin (&read, engine, NULL, error))
    return FALSE;
  file = tv_atomic_file_new (path, "rejects", error);
  if (file == NULL)
    return FALSE;
  tv_csv_writer_init (&writer, file);
  return write_reject_rows (&read.job, batch_id, &writer, error)
         && tv_atomic_file_finish (file, hash, error)
         && tv_atomic_file_place (tv_atomic_file_get_temp_path (file),
                                  tv_atomic_file_get_path (file),
                                  error);
}

/* The first of these that is there: what the environment names, the installed one, the source
 * tree's. */
static char *
find_sample_dir (void)
{
  const char *const places[] = { g_getenv ("TASTEVIN_SAMPLE_DIR"),
                                 TV_PKGDATA_DIR G_DIR_SEPARATOR_S "sample",
                                 TV_SAMPLE_DIR };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] != NULL && places[i][0] != '\0' && g_file_test (places[i], G_FILE_TEST_IS_DIR))
      return g_strdup (places[i]);
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_csv_names (const char *folder, GError **error)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (listing == NULL)
    return NULL;
  while ((name = g_dir_read_name (listing)) != NULL)
    if (g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/**
 * tv_import_list_sample:
 * @error: return location for an error; NOT_FOUND where the sample is not installed
 *
 * Finds and sniffs the sample merchant's exports; they are imported like any others.
 *
 * Returns: (transfer container) (element-type TvImportFile) (nullable): the files
 */
GPtrArray *
tv_import_list_sample (GError **error)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autofree char *folder = find_sample_dir ();
  g_autoptr (GPtrArray) names
      = folder != NULL ? list_csv_names (folder, error) : g_ptr_array_new ();

  if (names == NULL)
    return NULL;
  if (names->len == 0)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_NOT_FOUND,
                           _ ("Could not find the sample data: it is not installed."));
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      TvImportFile *file = tv_import_sniff (path, error);

      if (file == NULL)
        return NULL;
      g_ptr_array_add (files, file);
    }
  return g_steal_pointer (&files);
}

static gboolean
mark_sample_cb (TvJob *job, gpointer data, GError **error)
{
  return tv_connection_execute (job->db, TV_SQL_STORE_SET_SETTING, error, "tt", "is_sample", "1");
}

/**
 * tv_engine_mark_sample:
 * @engine: the engine
 * @error: return location for an error
 *
 * Marks the workspace as the sample merchant's, so that faces can say so.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_mark_sample (TvEngine *engine, GError **error)
{
  return tv_engine_write (engine, mark_sample_cb, NULL, TV_CHANGED_SOURCES, NULL, error);
}
