/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes one file in: a batch, its source rows, its rejects, and an IMPORT event of the ledger, all
 * in the caller's transaction. The very same content, taken in before, changes nothing. */
#include "ingest/tv-ingest.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-digest.h"
#include "base/tv-error.h"
#include "base/tv-text.h"
#include "ingest/tv-batch.h"
#include "ingest/tv-row.h"
#include "ingest/tv-sniff.h"
#include "ledger/tv-ledger.h"
#include "rows/tv-import-mapping.h"

#define SHOWN_REJECTS 1000
#define LONGEST_TEXT (1 << 16) /* of a reject's value and raw text, in bytes */

static const TvRowFunc row_functions[TV_N_KINDS] = {
  [TV_KIND_CUSTOMERS] = tv_row_take_customer,         [TV_KIND_PRODUCTS] = tv_row_take_product,
  [TV_KIND_SALES_LINES] = tv_row_take_sales_line,     [TV_KIND_CONTACTS] = tv_row_take_contact,
  [TV_KIND_INVOICE_LINES] = tv_row_take_invoice_line,
};

static void
ingest_clear (TvIngest *ingest)
{
  for (guint i = 0; i < TV_N_COLUMNS; i++)
    if (ingest->text[i] != NULL)
      g_string_free (ingest->text[i], TRUE);
  g_clear_pointer (&ingest->customer_refs, g_hash_table_unref);
  g_clear_pointer (&ingest->product_refs[0], g_hash_table_unref);
  g_clear_pointer (&ingest->product_refs[1], g_hash_table_unref);
  g_clear_pointer (&ingest->seen_customers, g_hash_table_unref);
  g_clear_pointer (&ingest->seen_products, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvIngest, ingest_clear)

static gboolean
check_file (const TvImportFile *file, GError **error)
{
  g_autofree char *name = g_path_get_basename (file->path);
  const TvImportColumn *missing;

  if (file->kind < 0 || file->kind >= TV_N_KINDS)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not import “%s”: its header does not tell what kind of file it is."),
                   name);
      return FALSE;
    }
  missing = tv_import_file_get_missing (file);
  if (missing == NULL)
    return TRUE;
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not import “%s”: no column of its header is matched to “%s” (%s)."),
               name,
               missing->title,
               missing->name);
  return FALSE;
}

static GHashTable *
load_refs (TvJob *job, TvSql sql, gint64 is_key, GError **error)
{
  g_autoptr (GHashTable) refs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  if (sql == TV_SQL_INGEST_LIST_PRODUCT_REFS)
    tv_statement_bind_int64 (statement, 1, is_key);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_hash_table_insert (refs,
                         tv_statement_dup_text (statement, 1),
                         GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 0)));
  return step == TV_STEP_DONE ? g_steal_pointer (&refs) : NULL;
}

static gboolean
prepare (TvIngest *ingest, GError **error)
{
  for (guint i = 0; i < TV_N_COLUMNS; i++)
    ingest->index[i] = tv_import_file_get_index (ingest->file, i);
  /* Cells without a name at the end of the header are a habit of spreadsheets. */
  ingest->header_count = g_strv_length (ingest->file->header);
  while (ingest->header_count > 0 && *ingest->file->header[ingest->header_count - 1] == '\0')
    ingest->header_count--;
  ingest->date_order = ingest->file->date_order;
  ingest->seen_customers = g_hash_table_new (NULL, NULL);
  ingest->seen_products = g_hash_table_new (NULL, NULL);
  ingest->customer_refs = load_refs (ingest->job, TV_SQL_INGEST_LIST_CUSTOMER_REFS, 0, error);
  if (ingest->customer_refs == NULL)
    return FALSE;
  for (int is_key = 0; is_key < 2; is_key++)
    if ((ingest->product_refs[is_key]
         = load_refs (ingest->job, TV_SQL_INGEST_LIST_PRODUCT_REFS, is_key, error))
        == NULL)
      return FALSE;
  return TRUE;
}

/* Where the first megabyte left the order of day and month open, the whole column decides it. */
static gboolean
decide_date_order (TvIngest *ingest, GError **error)
{
  g_autoptr (TvCsvReader) reader = NULL;
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (GError) cause = NULL;
  TvDateVotes votes = { 0 };
  int index = MAX (ingest->index[TV_COLUMN_ORDER_DATE], ingest->index[TV_COLUMN_CONTACT_DATE]);

  if (ingest->file->is_date_order_sure || index < 0)
    return TRUE;
  reader = tv_csv_reader_new (ingest->file->path,
                              ingest->file->encoding,
                              ingest->file->delimiter,
                              error);
  if (reader == NULL)
    return FALSE;
  tv_csv_reader_read (reader, record, NULL);
  while (tv_csv_reader_read (reader, record, &cause))
    {
      if ((guint) index < record->field_count)
        tv_date_votes_add (&votes, record->fields[index], record->lengths[index]);
      if ((votes.seen & 0xfff) == 0 && !tv_progress_check (ingest->job->progress, error))
        return FALSE;
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (tv_date_votes_decide (&votes, &ingest->date_order))
    return TRUE;
  ingest->date_order = ingest->file->date_order;
  return TRUE;
}

/* Valid UTF-8 that is not cut within a character. */
static char *
shorten (const char *text, gsize length)
{
  gsize kept = MIN (length, LONGEST_TEXT);

  while (kept < length && kept > 0 && ((guchar) text[kept] & 0xc0) == 0x80)
    kept--;
  return g_utf8_make_valid (text, (gssize) kept);
}

static TvRejectRow *
make_reject (const TvIngest *ingest)
{
  const TvRecord *record = ingest->record;
  int index = ingest->reject_index;
  TvRejectRow *row = g_new0 (TvRejectRow, 1);

  row->batch_id = ingest->batch_id;
  row->line = record->line;
  row->code = g_strdup (ingest->reject_code);
  row->column_name = g_strdup (
      index >= 0 && (guint) index < ingest->header_count ? ingest->file->header[index] : "");
  row->message = g_strdup (tv_reject_code_get_message (row->code));
  row->value = index >= 0 && (guint) index < record->field_count
                   ? shorten (record->fields[index], record->lengths[index])
                   : g_strdup ("");
  row->raw = shorten (record->raw, record->raw_length);
  return row;
}

static gboolean
write_reject (TvIngest *ingest, GError **error)
{
  g_autoptr (TvRejectRow) row = make_reject (ingest);

  if (!tv_connection_execute (ingest->job->db,
                              TV_SQL_INGEST_INSERT_REJECT,
                              error,
                              "iitttt",
                              row->batch_id,
                              row->line,
                              row->column_name,
                              row->code,
                              row->value,
                              row->raw))
    return FALSE;
  row->id = tv_connection_get_last_rowid (ingest->job->db);
  ingest->result->rejected_count++;
  if (ingest->result->rejects->len < SHOWN_REJECTS)
    g_ptr_array_add (ingest->result->rejects, g_steal_pointer (&row));
  return TRUE;
}

/* Cells beyond the header that hold nothing do no harm. */
static gboolean
has_surplus (const TvIngest *ingest)
{
  for (guint i = ingest->header_count; i < ingest->record->field_count; i++)
    if (ingest->record->lengths[i] > 0)
      return TRUE;
  return FALSE;
}

static gboolean
take_record (TvIngest *ingest, const TvRecord *record, GError **error)
{
  ingest->record = record;
  ingest->reject_code = NULL;
  if (record->problem != NULL)
    tv_row_reject (ingest, record->problem, TV_N_COLUMNS);
  else if (record->field_count < ingest->header_count)
    tv_row_reject (ingest, "TOO_FEW_FIELDS", TV_N_COLUMNS);
  else if (has_surplus (ingest))
    tv_row_reject (ingest, "TOO_MANY_FIELDS", TV_N_COLUMNS);
  else if (!row_functions[ingest->file->kind](ingest, error))
    return FALSE;
  if (ingest->reject_code != NULL)
    return write_reject (ingest, error);
  ingest->result->accepted_count++;
  return TRUE;
}

static gboolean
take_records (TvIngest *ingest, GError **error)
{
  g_autoptr (TvCsvReader) reader = tv_csv_reader_new (ingest->file->path,
                                                      ingest->file->encoding,
                                                      ingest->file->delimiter,
                                                      error);
  g_autofree TvRecord *record = g_new0 (TvRecord, 1);
  g_autoptr (GError) cause = NULL;
  guint64 count = 0;

  if (reader == NULL)
    return FALSE;
  tv_csv_reader_read (reader, record, NULL); /* the header */
  while (tv_csv_reader_read (reader, record, &cause))
    {
      if ((++count & 0x7ff) == 0)
        {
          tv_progress_set_bytes (ingest->job->progress,
                                 (guint64) tv_csv_reader_get_position (reader),
                                 (guint64) ingest->file->size);
          if (!tv_progress_check (ingest->job->progress, error))
            return FALSE;
        }
      if (!take_record (ingest, record, error))
        return FALSE;
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
begin_batch (TvIngest *ingest, const guint8 hash[TV_DIGEST_LENGTH], GError **error)
{
  TvImportFile as_read = *ingest->file; /* the whole column may have decided the order of dates */
  g_autofree char *mapping = NULL;
  char delimiter[2] = { ingest->file->delimiter, '\0' };

  as_read.date_order = ingest->date_order;
  mapping = tv_import_mapping_write (&as_read);
  if (!tv_connection_execute (ingest->job->db,
                              TV_SQL_INGEST_INSERT_BATCH,
                              error,
                              "ttibttti",
                              tv_import_kind_get_code (ingest->file->kind),
                              ingest->result->file_name,
                              ingest->file->size,
                              hash,
                              (gsize) TV_DIGEST_LENGTH,
                              ingest->file->encoding,
                              delimiter,
                              mapping,
                              ingest->job->now_usec))
    return FALSE;
  ingest->batch_id = ingest->result->batch_id = tv_connection_get_last_rowid (ingest->job->db);
  return tv_batch_write_origin (ingest->job, ingest->file, ingest->batch_id, error);
}

static gboolean
end_batch (TvIngest *ingest, const guint8 hash[TV_DIGEST_LENGTH], GError **error)
{
  g_autofree char *hex = tv_hex_encode (hash, TV_DIGEST_LENGTH);
  g_autofree char *detail = g_strdup_printf (
      "{\"kind\":\"%s\",\"sha256\":\"%s\",\"accepted\":%" PRId64 ",\"rejected\":%" PRId64 "}",
      tv_import_kind_get_code (ingest->file->kind),
      hex,
      ingest->result->accepted_count,
      ingest->result->rejected_count);
  TvLedgerEvent event
      = { .kind = "IMPORT", .batch_id = ingest->batch_id, .status = G_MININT, .detail = detail };

  return tv_connection_execute (ingest->job->db,
                                TV_SQL_INGEST_SET_COUNTS,
                                error,
                                "iii",
                                ingest->result->accepted_count,
                                ingest->result->rejected_count,
                                ingest->batch_id)
         && tv_ledger_append (ingest->job, &event, error) != 0;
}

static gboolean
find_same (TvJob *job,
           const TvImportFile *file,
           const guint8 hash[TV_DIGEST_LENGTH],
           gint64 *out_batch_id,
           GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_INGEST_FIND_BATCH, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_blob (statement, 1, hash, TV_DIGEST_LENGTH);
  tv_statement_bind_text (statement, 2, tv_import_kind_get_code (file->kind));
  step = tv_statement_step (statement, error);
  *out_batch_id = step == TV_STEP_ROW ? tv_statement_get_int64 (statement, 0) : 0;
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/**
 * tv_ingest_file:
 * @job: a job with the writer, inside a transaction
 * @file: the file as it is to be read
 * @error: return location for an error of the file as a whole
 *
 * Takes a file in. A row that cannot be used becomes a reject, never an error.
 *
 * Returns: (transfer full) (nullable): what it came to; on %NULL the transaction has to be rolled
 * back
 */
TvImportResult *
tv_ingest_file (TvJob *job, const TvImportFile *file, GError **error)
{
  g_autoptr (TvImportResult) result = g_new0 (TvImportResult, 1);
  g_auto (TvIngest) ingest = { .job = job, .file = file, .result = result };
  guint8 hash[TV_DIGEST_LENGTH];

  if (!check_file (file, error) || !tv_digest_file (file->path, hash, error))
    return NULL;
  result->kind = file->kind;
  result->file_name = g_path_get_basename (file->path);
  result->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_reject_row_free);
  result->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_difference_free);
  result->drift = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_drift_finding_free);
  if (!find_same (job, file, hash, &result->same_batch_id, error))
    return NULL;
  if (result->same_batch_id != 0)
    return g_steal_pointer (&result);
  if (!prepare (&ingest, error) || !decide_date_order (&ingest, error)
      || !begin_batch (&ingest, hash, error) || !take_records (&ingest, error)
      || !end_batch (&ingest, hash, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * tv_ingest_record_pending:
 * @job: a job with the writer, inside the transaction of the import
 * @batch_id: a batch of this import
 * @pending_count: rows of it that wait for their customer or product
 * @error: return location for an error
 *
 * Notes how many rows of a batch had to wait when it was imported; known only after cleaning.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_ingest_record_pending (TvJob *job, gint64 batch_id, gint64 pending_count, GError **error)
{
  return tv_connection_execute (job->db,
                                TV_SQL_INGEST_SET_PENDING,
                                error,
                                "ii",
                                pending_count,
                                batch_id);
}
