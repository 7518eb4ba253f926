/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes files in: a batch each, its source rows, its rejects, and an IMPORT event of the ledger,
 * all in the caller's transaction; a dry run goes the same way over memory and writes nothing. The
 * very same content, taken in before, changes nothing. Reading and parsing are a thread of their
 * own, hashing is another. */
#include "ingest/tv-ingest.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-text.h"
#include "ingest/tv-batch.h"
#include "ingest/tv-date-column.h"
#include "ingest/tv-file-hash.h"
#include "ingest/tv-ingest-private.h"
#include "ingest/tv-sniff.h"
#include "ingest/tv-unknown-kind.h"
#include "ledger/tv-ledger.h"
#include "rows/tv-import-mapping.h"
#include "rows/tv-text-layout.h"
#include "store/tv-bulk.h"

#define SHOWN_REJECTS 1000
#define SHOWN_OF_DRY_RUN 10000        /* they can still be mended */
#define SHOWN_OF_KIND 20              /* the rare ones among very many */
#define BULK_BYTES (16 * 1024 * 1024) /* of a file; for less, no index is made anew */
#define BYTES_A_LINE 160              /* at most, for guessing the lines of a file */

static void
ingest_clear (TvIngest *ingest)
{
  tv_noted_labels_clear (&ingest->kept_labels);
  g_clear_pointer (&ingest->seen_lines, tv_line_set_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvIngest, ingest_clear)

static gboolean
check_file (const TvImportFile *file, GError **error)
{
  g_autofree char *name = g_path_get_basename (file->path);
  g_autofree char *unsuited = NULL;
  const TvImportColumn *missing;

  if (file->kind < 0 || file->kind >= TV_N_KINDS)
    {
      tv_unknown_kind_fail (file, error);
      return FALSE;
    }
  missing = tv_import_file_get_missing (file);
  unsuited = tv_import_file_dup_unsuited (file);
  if (missing == NULL && unsuited == NULL)
    return TRUE;
  if (unsuited == NULL && file->split != NULL && tv_import_file_can_take_prices (file))
    unsuited = g_strdup (_ ("each row is an order with several products, and no column says what "
                            "each of them cost"));
  if (unsuited != NULL)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not import “%s”: %s."),
                   name,
                   unsuited);
      return FALSE;
    }
  if (tv_import_file_is_of_orders (file))
    {
      g_set_error (
          error,
          TV_ERROR,
          TV_ERROR_INVALID_INPUT,
          _ ("Could not import “%s”: it lists orders without what was sold in them; import "
             "it together with the file of their lines."),
          name);
      return FALSE;
    }
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not import “%s”: no column of its header is matched to “%s” (%s)."),
               name,
               missing->title,
               missing->name);
  return FALSE;
}

/* Where the first megabyte left the order of day and month open, the whole column decides it. */
static gboolean
decide_date_order (TvJob *job, const TvImportFile *file, TvDateOrder *out_order, GError **error)
{
  g_autoptr (TvDateEvidence) evidence = NULL;

  *out_order = file->date_order;
  if (file->is_date_order_sure || !tv_date_column_is_there (file))
    return TRUE;
  evidence = tv_date_column_read (file, job->progress, error);
  if (evidence != NULL && evidence->is_sure)
    *out_order = evidence->order;
  return evidence != NULL;
}

static gboolean
write_reject (TvIngest *ingest, const TvRow *row, GError **error)
{
  const TvImportFile *file = ingest->file;
  TvImportResult *result = ingest->result;
  gboolean is_of_cell
      = row->reject_index >= 0 && (guint) row->reject_index < ingest->plan->header_count;
  const char *header
      = is_of_cell ? tv_import_file_get_cell_name (file, row->item, (guint) row->reject_index) : "";
  TvRejectRow *reject;

  if (!ingest->session->is_dry_run
      && !tv_connection_execute (ingest->job->db,
                                 TV_SQL_INGEST_INSERT_REJECT,
                                 error,
                                 "iitttt",
                                 ingest->batch_id,
                                 row->line,
                                 header,
                                 row->reject_code,
                                 row->reject_value,
                                 row->raw))
    return FALSE;
  if (tv_import_result_count_reject (result, row->reject_code, header) > SHOWN_OF_KIND
      && result->rejects->len >= (ingest->session->is_dry_run ? SHOWN_OF_DRY_RUN : SHOWN_REJECTS))
    return TRUE;
  reject = g_new0 (TvRejectRow, 1);
  reject->batch_id = ingest->batch_id;
  reject->id = ingest->session->is_dry_run ? 0 : tv_connection_get_last_rowid (ingest->job->db);
  reject->line = row->line;
  reject->column_name = g_strdup (header);
  reject->code = g_strdup (row->reject_code);
  reject->message = g_strdup (tv_reject_code_get_message (row->reject_code));
  reject->value = g_strdup (row->reject_value);
  reject->raw = g_strdup (row->raw);
  g_ptr_array_add (result->rejects, reject);
  return TRUE;
}

static gboolean
take_block (TvIngest *ingest, TvRowBlock *block, GError **error)
{
  gboolean has_far;

  if (ingest->session->is_dry_run)
    tv_ref_tables_find (ingest->session->tables, ingest->plan, block->rows, block->count);
  has_far = tv_ref_tables_has_far (ingest->session->tables);
  for (guint i = 0; i < block->count; i++)
    {
      TvRow *row = &block->rows[i];

      if (G_UNLIKELY (has_far))
        {
          tv_ref_touch (row->customer);
          tv_ref_touch (row->product);
        }
      if (row->reject_code == NULL && !tv_ingest_write_row (ingest, row, error))
        return FALSE;
      if (row->reject_code == NULL)
        ingest->result->accepted_count++;
      else if (!write_reject (ingest, row, error))
        return FALSE;
    }
  tv_progress_set_bytes (ingest->job->progress,
                         (guint64) block->position,
                         (guint64) ingest->file->size);
  return tv_progress_check (ingest->job->progress, error);
}

static gboolean
take_blocks (TvIngest *ingest, TvRowReader *reader, GError **error)
{
  g_autoptr (GError) cause = NULL;
  TvRowBlock *block;

  while ((block = tv_row_reader_take (reader, &cause)) != NULL)
    {
      if (!take_block (ingest, block, error))
        return FALSE;
      tv_row_reader_give_back (reader, block);
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* What stands between the cells of its rejects: those of a file that is laid out for the eye are
 * its own lines, unless these were put together with others or taken apart. */
static const char *
get_delimiter (const TvImportFile *file)
{
  const char *delimiter = file->dialect->delimiter != NULL ? file->dialect->delimiter : "";
  gboolean has_layout = tv_text_layout_get_kind (delimiter) != TV_LAYOUT_DELIMITED;

  return has_layout && (file->join != NULL || file->split != NULL)
             ? tv_text_layout_get_plain (delimiter)
             : delimiter;
}

static gboolean
begin_batch (TvIngest *ingest, GError **error)
{
  static const guint8 no_hash[TV_DIGEST_LENGTH] = { 0 };
  TvImportFile as_read = *ingest->file; /* the whole column may have decided the order of dates */
  g_autofree char *mapping = NULL;
  const TvDialect *dialect = ingest->file->dialect;

  as_read.date_order = ingest->plan->date_order;
  mapping = tv_import_mapping_write (&as_read);
  if (!tv_connection_execute (ingest->job->db,
                              TV_SQL_INGEST_INSERT_BATCH,
                              error,
                              "ttibttti",
                              tv_import_kind_get_code (ingest->file->kind),
                              ingest->result->file_name,
                              ingest->file->size,
                              no_hash,
                              (gsize) TV_DIGEST_LENGTH,
                              dialect->encoding,
                              get_delimiter (ingest->file),
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
                                "iibi",
                                ingest->result->accepted_count,
                                ingest->result->rejected_count,
                                hash,
                                (gsize) TV_DIGEST_LENGTH,
                                ingest->batch_id)
         && tv_ledger_append (ingest->job, &event, error) != 0;
}

/* The same for what is packed in the file, which may have come as a file of its own. */
static gboolean
check_packed (TvIngest *ingest, GError **error)
{
  if (!tv_packed_content_read (&ingest->packed, ingest->file, ingest->job->progress, error))
    return FALSE;
  return ingest->packed.size == 0
         || tv_batch_find_same (ingest->job,
                                ingest->file,
                                NULL,
                                ingest->packed.hash,
                                &ingest->result->same_batch_id,
                                error);
}

/* Whether the very same content is there. Most files need no look: none of their size is. */
static gboolean
check_same (TvIngest *ingest, TvFileHash **hash, GError **error)
{
  const TvImportJoin *join = ingest->file->join;
  guint8 bytes[TV_DIGEST_LENGTH];
  gint64 has_batch;

  if (!tv_connection_get_int64 (ingest->job->db,
                                TV_SQL_INGEST_HAS_BATCH_OF_SIZE,
                                &has_batch,
                                error,
                                "it",
                                ingest->file->size,
                                tv_import_kind_get_code (ingest->file->kind)))
    return FALSE;
  if (has_batch || !ingest->session->is_dry_run)
    *hash = tv_file_hash_start (ingest->file->path,
                                join != NULL ? join->path : NULL,
                                ingest->job->progress);
  if (has_batch
      && (!tv_file_hash_wait (*hash, bytes, error)
          || !tv_batch_find_same (ingest->job,
                                  ingest->file,
                                  ingest->file->entry,
                                  bytes,
                                  &ingest->result->same_batch_id,
                                  error)))
    return FALSE;
  return ingest->result->same_batch_id != 0 || check_packed (ingest, error);
}

/* The first large load into a table with few lines is faster when its index is made at the end. */
static gboolean
drop_index (TvIngest *ingest, char **out_text, GError **error)
{
  TvImportKind kind = ingest->file->kind;
  gint64 last_id;

  *out_text = NULL;
  if (ingest->session->is_dry_run || ingest->file->size < BULK_BYTES
      || (kind != TV_KIND_SALES_LINES && kind != TV_KIND_INVOICE_LINES))
    return TRUE;
  if (!tv_connection_get_int64 (ingest->job->db, TV_SQL_INGEST_COUNT_LINES, &last_id, error, ""))
    return FALSE;
  return last_id > ingest->file->size / BYTES_A_LINE
         || tv_bulk_drop_index (ingest->job->db, "sales_line_customer", out_text, error);
}

static gboolean
finish (TvIngest *ingest, TvRowReader *reader, TvFileHash *hash, GError **error)
{
  guint8 bytes[TV_DIGEST_LENGTH];

  ingest->result->next_table_line
      = tv_row_reader_get_next_table (reader, &ingest->result->next_table_kind);
  tv_empty_cells_tell (tv_row_reader_get_tally (reader)->empties,
                       tv_row_reader_get_tally (reader)->record_count,
                       ingest->result);
  ingest->result->passed = tv_row_reader_get_tally (reader)->passed;
  ingest->lines->rejected_count = ingest->result->rejected_count;
  ingest->result->order_count = (gint64) tv_row_reader_get_tally (reader)->order_count;
  if (!tv_difference_of_lines (ingest, error)
      || !tv_drift_find (ingest, tv_row_reader_get_tally (reader), error))
    return FALSE;
  return ingest->session->is_dry_run
         || (tv_file_hash_wait (hash, bytes, error) && end_batch (ingest, bytes, error)
             && tv_batch_write_figures (ingest, tv_row_reader_get_tally (reader), error)
             && tv_packed_content_write (&ingest->packed, ingest->job, ingest->batch_id, error));
}

static gboolean
read_file (TvIngest *ingest, TvFileHash *hash, GError **error)
{
  g_autoptr (TvRowReader) reader = NULL;
  g_autofree char *index_text = NULL;
  TvDateOrder date_order;

  if (!decide_date_order (ingest->job, ingest->file, &date_order, error))
    return FALSE;
  /* Writing takes longer than reading, and a dry run's counting less: who waits less looks up. */
  reader = tv_row_reader_new (ingest->file,
                              date_order,
                              ingest->session->is_dry_run ? NULL : ingest->session->tables,
                              ingest->job->progress);
  ingest->plan = tv_row_reader_get_plan (reader);
  if ((!ingest->session->is_dry_run && !begin_batch (ingest, error))
      || !drop_index (ingest, &index_text, error) || !take_blocks (ingest, reader, error)
      || !tv_ingest_write_kept (ingest, error)
      || (index_text != NULL && !tv_bulk_make_index (ingest->job->db, index_text, error)))
    return FALSE;
  return finish (ingest, reader, hash, error);
}

/* A file that is written to while it is read gives rows that never stood in it together. */
static gboolean
check_unchanged (const TvImportFile *file, const GStatBuf *before, GError **error)
{
  g_autofree char *name = g_path_get_basename (file->path);
  GStatBuf after;

  if (g_stat (file->path, &after) == 0 && after.st_size == before->st_size
      && after.st_mtim.tv_sec == before->st_mtim.tv_sec
      && after.st_mtim.tv_nsec == before->st_mtim.tv_nsec && after.st_ino == before->st_ino)
    return TRUE;
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_IO,
               _ ("Could not import “%s”: it was changed while it was read."),
               name);
  return FALSE;
}

static TvImportDifference *
add_difference (TvImportResult *result, const char *table)
{
  TvImportDifference *difference = tv_import_difference_new (table);

  g_ptr_array_add (result->differences, difference);
  return difference;
}

/* The tables that a kind goes to; rejects are told with the last one. */
static void
begin_differences (TvIngest *ingest)
{
  TvImportKind kind = ingest->file->kind;

  if (kind == TV_KIND_CUSTOMERS || kind == TV_KIND_INVOICE_LINES)
    ingest->lines = ingest->customers = add_difference (ingest->result, "customer");
  if (kind == TV_KIND_PRODUCTS || kind == TV_KIND_INVOICE_LINES)
    ingest->lines = ingest->products = add_difference (ingest->result, "product");
  if (kind == TV_KIND_SALES_LINES || kind == TV_KIND_INVOICE_LINES)
    ingest->lines = add_difference (ingest->result, "sales_line");
  if (kind == TV_KIND_CONTACTS)
    ingest->lines = add_difference (ingest->result, "contact_event");
}

/**
 * tv_ingest_session_take:
 * @session: the session
 * @file: the file as it is to be read
 * @error: return location for an error of the file as a whole
 *
 * Takes a file in. A row that cannot be used becomes a reject, never an error.
 *
 * Returns: (transfer full) (nullable): what it came to; on %NULL the transaction has to be rolled
 * back
 */
TvImportResult *
tv_ingest_session_take (TvIngestSession *session, const TvImportFile *file, GError **error)
{
  g_autoptr (TvImportResult) result = NULL;
  g_autoptr (TvFileHash) hash = NULL;
  g_auto (TvIngest) ingest = { .session = session,
                               .job = session->job,
                               .file = file,
                               .first_day = G_MAXINT32,
                               .last_day = G_MININT32,
                               .first_sale_day = G_MAXINT32,
                               .last_sale_day = G_MININT32 };
  GStatBuf before;

  session->file_count++;
  if (!check_file (file, error) || !tv_ingest_session_expect (session, file, error))
    return NULL;
  memset (&before, 0, sizeof before);
  g_stat (file->path, &before);
  result = tv_import_result_new (file);
  ingest.result = result;
  ingest.seen_lines = tv_line_set_new ();
  begin_differences (&ingest);
  if (!check_same (&ingest, &hash, error))
    return NULL;
  if (result->same_batch_id == 0
      && (!read_file (&ingest, hash, error) || !check_unchanged (file, &before, error)))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * tv_ingest_file:
 * @job: a job with the writer, inside a transaction
 * @file: the file as it is to be read
 * @error: return location for an error of the file as a whole
 *
 * Takes one file in, as an import of its own.
 *
 * Returns: (transfer full) (nullable): what it came to; on %NULL the transaction has to be rolled
 * back
 */
TvImportResult *
tv_ingest_file (TvJob *job, const TvImportFile *file, GError **error)
{
  g_autoptr (TvIngestSession) session = tv_ingest_session_new (job, FALSE, error);

  return session != NULL ? tv_ingest_session_take (session, file, error) : NULL;
}

/**
 * tv_ingest_record_pending:
 * @job: a job with the writer, inside the transaction of the import
 * @batch_id: a batch of this import
 * @pending_count: rows of it that wait for their customer or product
 * @error: return location for an error
 *
 * Notes how many rows of a batch had to wait when it was imported; known once all files are in.
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
