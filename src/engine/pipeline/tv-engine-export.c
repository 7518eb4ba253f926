/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export and verification: the three steps of an export in their order, and the proof that ledger,
 * runs, verdicts, statuses and exports agree. The verification reads everything from one snapshot
 * and writes nothing. */
#include "pipeline/tv-engine-export.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/tv-digest.h"
#include "base/tv-text.h"
#include "exchange/tv-export.h"
#include "govern/tv-run-check.h"
#include "govern/tv-status-check.h"
#include "ingest/tv-batch-check.h"
#include "ledger/tv-ledger.h"
#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-stages.h"
#include "recommend/tv-recommend.h"
#include "rows/tv-detail.h"

typedef struct
{
  TvExportRequest request;
  TvAtomicFile *file;     /* out */
  TvExportResult *result; /* out */
  gboolean is_placed;
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->file, tv_atomic_file_free);
  g_clear_pointer (&export->result, tv_export_result_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
prepare_cb (TvJob *job, gpointer data, GError **error)
{
  Export *export = data;

  export->result = tv_export_prepare (job, &export->request, &export->file, error);
  return export->result != NULL;
}

static gboolean
set_state_cb (TvJob *job, gpointer data, GError **error)
{
  Export *export = data;

  return tv_export_set_state (job, export->result->export_id, export->is_placed, error);
}

/**
 * tv_engine_export:
 * @engine: the engine
 * @run_id: a run, 0 = the latest
 * @path: (type filename): the file; an existing one is replaced in one step
 * @layout: one row per item or per customer
 * @product_columns: for one row per customer: products in it, 1-20; 0 = the run's number per
 * customer
 * @progress: (nullable): progress and cancel
 * @error: return location for an error: REFUSED (nothing approved, no run), NOT_FOUND (run,
 * folder), INVALID_INPUT, NO_SPACE, READ_ONLY, BUSY
 *
 * Exports the approved items of a run. The ledger has the export with the file's SHA-256 before the
 * file has its name; a kill in between is made good when the workspace is opened next.
 *
 * Returns: (transfer full) (nullable): what it came to
 */
TvExportResult *
tv_engine_export (TvEngine *engine,
                  gint64 run_id,
                  const char *path,
                  TvExportLayout layout,
                  guint product_columns,
                  TvProgress *progress,
                  GError **error)
{
  g_auto (Export) export = {
    .request
    = { .run_id = run_id, .path = path, .layout = layout, .product_columns = product_columns }
  };
  static const char *const operation[] = { "exchange", NULL };

  tv_stages_begin (progress, operation, "exchange", 0, 1);
  if (!tv_engine_write (engine, prepare_cb, &export, TV_CHANGED_EXPORTS, progress, error))
    return NULL;
  tv_atomic_file_keep (export.file);
  export.is_placed = tv_export_place (export.file, export.result, error);
  /* Past the commit a cancel comes too late, and what cannot be written now the next sweep writes.
   */
  tv_engine_write (engine, set_state_cb, &export, TV_CHANGED_EXPORTS, NULL, NULL);
  return export.is_placed ? g_steal_pointer (&export.result) : NULL;
}

/**
 * tv_engine_list_exports:
 * @engine: the engine
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type TvExportRow) (nullable): all exports, newest first
 */
GPtrArray *
tv_engine_list_exports (TvEngine *engine, GError **error)
{
  g_auto (TvRead) read = { 0 };

  return tv_read_begin (&read, engine, NULL, error) ? tv_export_list (&read.job, error) : NULL;
}

/**
 * tv_verify_report_free:
 * @report: (nullable) (transfer full): a report
 *
 * Frees the report with its findings.
 */
void
tv_verify_report_free (TvVerifyReport *report)
{
  if (report == NULL)
    return;
  g_clear_pointer (&report->findings, g_ptr_array_unref);
  g_free (report);
}

static void
add_finding (TvVerifyReport *report, const char *code, const char *table, gint64 row, char *message)
{
  TvLedgerFinding *finding = g_new0 (TvLedgerFinding, 1);

  finding->code = code;
  finding->table = table;
  finding->row = row;
  finding->message = message;
  g_ptr_array_add (report->findings, finding);
}

/* run id -> hex digest that the ledger recorded */
static GHashTable *
load_recorded_digests (TvJob *job, GError **error)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_RUN_EVENTS, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    g_hash_table_insert (digests,
                         GSIZE_TO_POINTER (tv_statement_get_int64 (statement, 0)),
                         tv_detail_dup_text (tv_statement_get_text (statement, 1), "digest"));
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&digests) : NULL;
}

static gboolean
verify_run (TvVerifyReport *report,
            TvJob *job,
            gint64 run_id,
            const char *stored,
            const char *recorded,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *computed = NULL;
  guint8 hash[TV_DIGEST_LENGTH];

  if (!tv_recommend_verify_run (job, run_id, hash, &local_error))
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      add_finding (
          report,
          "RUN",
          "run",
          run_id,
          g_strdup_printf (_ ("Run %" PRId64 " cannot be read: %s"), run_id, local_error->message));
      return TRUE;
    }
  computed = tv_hex_encode (hash, sizeof hash);
  report->run_count++;
  if (recorded == NULL)
    add_finding (report,
                 "RUN",
                 "run",
                 run_id,
                 g_strdup_printf (_ ("Run %" PRId64 " is not in the ledger."), run_id));
  else if (!g_str_equal (stored, recorded))
    add_finding (report,
                 "RUN",
                 "run",
                 run_id,
                 g_strdup_printf (
                     _ ("The digest of run %" PRId64 " is not the one that the ledger recorded."),
                     run_id));
  if (!g_str_equal (computed, recorded != NULL ? recorded : stored))
    add_finding (report,
                 "RUN",
                 "recommendation",
                 run_id,
                 g_strdup_printf (_ ("The recommendations of run %" PRId64
                                     " are not those that were calculated."),
                                  run_id));
  return TRUE;
}

/* run id -> hex digest that stands in its row; ids gets the runs in their order */
static GHashTable *
load_stored_digests (TvJob *job, GArray *ids, GError **error)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_RUN_DIGESTS, error);
  TvStep step;

  if (statement == NULL)
    return NULL;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      gint64 id = tv_statement_get_int64 (statement, 0);
      gsize length = 0;
      const void *bytes = tv_statement_get_blob (statement, 1, &length);

      g_hash_table_insert (digests, GSIZE_TO_POINTER (id), tv_hex_encode (bytes, length));
      g_array_append_val (ids, id);
    }
  tv_statement_reset (statement);
  return step == TV_STEP_DONE ? g_steal_pointer (&digests) : NULL;
}

static gboolean
verify_runs (TvVerifyReport *report, TvJob *job, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) recorded = load_recorded_digests (job, error);
  g_autoptr (GHashTable) stored = recorded != NULL ? load_stored_digests (job, ids, error) : NULL;
  GHashTableIter iter;
  gpointer run_id;

  if (stored == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      tv_progress_set (job->progress, i, ids->len);
      if (!verify_run (report,
                       job,
                       id,
                       g_hash_table_lookup (stored, GSIZE_TO_POINTER (id)),
                       g_hash_table_lookup (recorded, GSIZE_TO_POINTER (id)),
                       error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, recorded);
  while (g_hash_table_iter_next (&iter, &run_id, NULL))
    if (!g_hash_table_contains (stored, run_id))
      add_finding (report,
                   "RUN",
                   "run",
                   (gint64) GPOINTER_TO_SIZE (run_id),
                   g_strdup_printf (_ ("The ledger records run %" PRId64 ", but it is missing."),
                                    (gint64) GPOINTER_TO_SIZE (run_id)));
  return TRUE;
}

/**
 * tv_engine_verify:
 * @engine: the engine, best opened with TV_OPEN_FORENSIC and TV_OPEN_READ_ONLY
 * @progress: (nullable): progress and cancel
 * @error: return location for an error: something could not be read at all
 *
 * Proves the workspace: the schema is ours, the ledger's chain holds, each run's recommendations
 * give the digest that was recorded, the gate's verdicts and the statuses are what the ledger says,
 * and so are the exports.
 *
 * Returns: (transfer full) (nullable): the report; without findings everything fits
 */
TvVerifyReport *
tv_engine_verify (TvEngine *engine, TvProgress *progress, GError **error)
{
  g_autoptr (TvVerifyReport) report = g_new0 (TvVerifyReport, 1);
  g_auto (TvRead) read = { 0 };
  g_autofree char *schema = tv_store_dup_schema_finding (engine->store);

  report->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_ledger_finding_free);
  if (schema != NULL)
    add_finding (
        report,
        "SCHEMA",
        "sqlite_schema",
        0,
        g_strdup_printf (_ ("The workspace is not built as this program builds it: %s."), schema));
  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  tv_progress_begin_step (progress, _ ("Checking the ledger"), 0, .4);
  if (!tv_ledger_walk (&read.job, report->findings, &report->event_count, error))
    return NULL;
  tv_progress_begin_step (progress, _ ("Checking the runs"), .4, .7);
  if (!verify_runs (report, &read.job, error) || !tv_run_check (&read.job, report->findings, error))
    return NULL;
  tv_progress_begin_step (progress, _ ("Checking the decisions"), .7, 1);
  if (!tv_status_check (&read.job, report->findings, &report->item_count, error)
      || !tv_batch_check (&read.job, report->findings, error)
      || !tv_export_check (&read.job, report->findings, error))
    return NULL;
  return g_steal_pointer (&report);
}
