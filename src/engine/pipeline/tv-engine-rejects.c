/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rejected rows: listing them, and the file in which they are mended and imported again. Reads;
 * writes that file only. */
#include <string.h>

#include "exchange/tv-csv-writer.h"
#include "ingest/tv-csv-reader.h"
#include "pipeline/tv-engine-import.h"
#include "pipeline/tv-engine-private.h"
#include "rows/tv-import-mapping.h"
#include "rows/tv-import-columns.h"

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

/* ---- the file to mend ---- */

/* The batch whose rows a file holds, with its form: what stands before the batch's own columns
 * tells the importer how to read the file again. */
typedef struct
{
  gint64 batch_id; /* 0 = rows of several batches */
  TvDialect *dialect;
  GPtrArray *headers; /* of char * */
} Form;

static void
form_clear (Form *form)
{
  g_clear_pointer (&form->dialect, tv_dialect_free);
  g_clear_pointer (&form->headers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

/* The one batch that has rejects; 0 where several have, or none. */
static gboolean
find_only_batch (TvJob *job, gint64 *out_batch_id, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_REJECT_BATCHES, error);
  guint count = 0;
  TvStep step = TV_STEP_ERROR;

  while (statement != NULL && (step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    *out_batch_id = count++ == 0 ? tv_statement_get_int64 (statement, 0) : 0;
  return step == TV_STEP_DONE;
}

static gboolean
load_form (TvJob *job, Form *form, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_GET_BATCH_FORM, error);
  g_autofree char *mapping = NULL, *delimiter = NULL;
  gboolean is_known;
  TvStep step;

  form->headers = g_ptr_array_new_with_free_func (g_free);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, form->batch_id);
  step = tv_statement_step (statement, error);
  is_known = step == TV_STEP_ROW;
  if (is_known)
    {
      delimiter = g_strdup (tv_statement_get_text (statement, 1));
      mapping = g_strdup (tv_statement_get_text (statement, 3));
    }
  tv_statement_reset (statement);
  if (step == TV_STEP_ERROR)
    return FALSE;
  statement = tv_connection_prepare (job->db, TV_SQL_INGEST_LIST_COLUMNS, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, form->batch_id);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_ptr_array_add (form->headers, tv_statement_dup_text (statement, 1));
  if (is_known)
    form->dialect = tv_import_mapping_dup_raw_dialect (mapping, delimiter, form->headers->len);
  return step == TV_STEP_DONE;
}

/* Whether the rows can stand in their own columns; batches of before version 2 do not know them. */
static gboolean
is_mendable (const Form *form)
{
  return form->dialect != NULL && form->headers != NULL && form->headers->len > 0;
}

/* Who has files with semicolons has a spreadsheet that splits at them and nowhere else, and types
 * decimal commas. */
static gboolean
has_semicolons (const Form *form)
{
  return is_mendable (form) && g_strcmp0 (form->dialect->delimiter, ";") == 0;
}

static gboolean
write_headers (const Form *form, TvCsvWriter *writer, GError **error)
{
  static const char *const plain[] = { "line", "column", "code", "message", "raw", NULL };
  const char *const *headers = is_mendable (form) ? tv_mended_list_headers () : plain;

  for (guint i = 0; headers[i] != NULL; i++)
    tv_csv_writer_add_text (writer, headers[i]);
  for (guint i = 0; is_mendable (form) && i < form->headers->len; i++)
    tv_csv_writer_add_text (writer, g_ptr_array_index (form->headers, i));
  return tv_csv_writer_end_row (writer, error);
}

/* The record in its own columns, as far as it could be cut into cells. */
static void
write_record (const Form *form, TvCsvWriter *writer, const char *raw)
{
  g_autoptr (TvCsvReader) reader
      = tv_csv_reader_open_bytes (raw, strlen (raw), form->dialect, NULL);
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);

  if (reader == NULL || !tv_csv_reader_read (reader, record, NULL))
    return;
  if (record->problem != NULL && record->field_count < form->headers->len)
    {
      tv_csv_writer_add_text (writer, raw);
      return;
    }
  for (guint i = 0; i < record->field_count; i++)
    {
      g_autofree char *cell = tv_record_dup_cell (record, i);

      tv_csv_writer_add_text (writer, cell);
    }
}

/* The line of the record; where several of its products were rejected, with the number of the
 * reject, so that one of them can come back alone. */
static void
add_line (TvCsvWriter *writer, TvStatement *statement, gboolean is_mendable_file)
{
  gint64 line = tv_statement_get_int64 (statement, 2);
  g_autofree char *text = NULL;

  if (!is_mendable_file || tv_statement_get_int64 (statement, 7) == 0)
    {
      tv_csv_writer_add_int64 (writer, line);
      return;
    }
  text = g_strdup_printf ("%" G_GINT64_FORMAT " (%" G_GINT64_FORMAT ")",
                          line,
                          tv_statement_get_int64 (statement, 0));
  tv_csv_writer_add_text (writer, text);
}

static gboolean
write_reject_rows (TvJob *job,
                   const Form *form,
                   gint64 batch_id,
                   TvCsvWriter *writer,
                   GError **error)
{
  TvStatement *statement = prepare_rejects (job, batch_id, 0, error);
  TvStep step;

  if (statement == NULL || !write_headers (form, writer, error))
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *code = tv_statement_get_text (statement, 4);

      if (is_mendable (form))
        tv_csv_writer_add_int64 (writer, tv_statement_get_int64 (statement, 1));
      add_line (writer, statement, is_mendable (form));
      tv_csv_writer_add_text (writer, tv_statement_get_text (statement, 3));
      tv_csv_writer_add_text (writer, code);
      tv_csv_writer_add_text (writer, tv_reject_code_get_message (code));
      if (is_mendable (form))
        write_record (form, writer, tv_statement_get_text (statement, 6));
      else
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
 * @path: (type filename): the CSV to write
 * @error: return location for an error, one sentence that names the file
 *
 * Writes the rejected rows to a file that appears whole or not at all: why each was rejected, then
 * the record in the columns of its file, to be mended and imported again as it is; with semicolons
 * where that file has them. Rows of several batches at once stand in one column instead. It is no
 * export and leaves no trace in the ledger.
 *
 * Returns: TRUE on success
 */
gboolean
tv_engine_write_rejects (TvEngine *engine, gint64 batch_id, const char *path, GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvAtomicFile) file = NULL;
  g_auto (TvCsvWriter) writer = { 0 };
  g_auto (Form) form = { .batch_id = batch_id };
  guint8 hash[TV_DIGEST_LENGTH];

  if (!tv_read_begin (&read, engine, NULL, error)
      || (batch_id == 0 && !find_only_batch (&read.job, &form.batch_id, error))
      || (form.batch_id != 0 && !load_form (&read.job, &form, error)))
    return FALSE;
  file = tv_atomic_file_new (path, "rejects", error);
  if (file == NULL)
    return FALSE;
  tv_csv_writer_init (&writer, file);
  if (has_semicolons (&form))
    tv_csv_writer_set_delimiter (&writer, ';');
  return write_reject_rows (&read.job, &form, batch_id, &writer, error)
         && tv_atomic_file_finish (file, hash, error)
         && tv_atomic_file_place (tv_atomic_file_get_temp_path (file),
                                  tv_atomic_file_get_path (file),
                                  error);
}
