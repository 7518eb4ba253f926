/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole way through the public face: exports of a made-up merchant are tried, imported,
 * imported again, calculated, decided, undone, exported and verified; with one to four threads, in
 * two languages; a workspace that cannot be written; a cancel. */
#include <locale.h>

#include "tv-test-merchant.h"
#include "tv-test-workspace.h"

static void
test_import (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) tried = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (GPtrArray) rejects = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  TvSummary summary;

  tv_test_merchant_init (&merchant);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  g_assert_cmpint (summary.customer_count, ==, TV_TEST_CUSTOMERS);
  g_assert_cmpint (summary.product_count, ==, TV_TEST_PRODUCTS);
  g_assert_cmpint (summary.line_count, ==, TV_TEST_LINES + 1);
  g_assert_cmpint (summary.reject_count, ==, 1);
  g_assert_cmpint (summary.pending_count, ==, 1);
  /* The latest line is a return, on the day after the last sale. */
  g_assert_cmpint (summary.last_order_day, ==, tv_day_from_ymd (2023, 1, 2) + 899);
  g_assert_cmpint (summary.proposed_as_of_day, ==, summary.last_order_day);
  g_assert_cmpint (summary.profile_as_of_day, ==, summary.last_order_day);
  g_assert_cmpint (summary.latest_run_id, ==, 0);

  files = tv_test_merchant_sniff (merchant.folder);
  tried = tv_engine_import (merchant.engine, files, TRUE, NULL, &error);
  g_assert_no_error (error);
  again = tv_engine_import (merchant.engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < again->len; i++)
    g_assert_cmpint (((TvImportResult *) g_ptr_array_index (again, i))->same_batch_id, >, 0);
  batches = tv_engine_list_batches (merchant.engine, &error);
  g_assert_cmpuint (batches->len, ==, 4);
  rejects = tv_engine_list_rejects (merchant.engine, 0, 0, &error);
  g_assert_cmpuint (rejects->len, ==, 1);
  g_assert_cmpstr (((TvRejectRow *) g_ptr_array_index (rejects, 0))->code, ==, "BAD_DATE");
  out = g_build_filename (merchant.folder, "rejects.csv", NULL);
  g_assert_true (tv_engine_write_rejects (merchant.engine, 0, out, &error));
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tv_test_merchant_clear (&merchant);
}

/* The missing customer arrives: the row that waited is taken up. */
static void
test_pending (void)
{
  TvTestMerchant merchant = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_import_file_free);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  TvSummary summary;

  tv_test_merchant_init (&merchant);
  path = g_build_filename (merchant.folder, "nouveaux.csv", NULL);
  g_assert_true (
      g_file_set_contents (path,
                           "customer_code,last_name,email\nC9999,Nouveau,n@example.org\n",
                           -1,
                           NULL));
  g_ptr_array_add (files, tv_import_sniff (path, &error));
  g_assert_no_error (error);
  results = tv_engine_import (merchant.engine, files, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  g_assert_cmpint (summary.pending_count, ==, 0);
  g_assert_cmpint (summary.customer_count, ==, TV_TEST_CUSTOMERS + 1);
  tv_test_merchant_clear (&merchant);
}

static char *
dup_digest (TvTestMerchant *merchant, gint64 run_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) row = tv_engine_get_run (merchant->engine, run_id, &error);

  g_assert_no_error (error);
  return g_strdup (row->digest);
}

static void
test_determinism (void)
{
  static const char *const locales[] = { "C", "fr_FR.UTF-8", "C.UTF-8" };
  g_autofree char *expected = NULL;

  for (guint l = 0; l < G_N_ELEMENTS (locales); l++)
    {
      TvTestMerchant merchant = { 0 };

      setlocale (LC_ALL, locales[l]);
      tv_test_merchant_init (&merchant);
      for (guint threads = 1; threads <= 4; threads++)
        {
          g_autofree char *digest
              = dup_digest (&merchant, tv_test_merchant_run (&merchant, threads));

          if (expected == NULL)
            expected = g_steal_pointer (&digest);
          else
            g_assert_cmpstr (digest, ==, expected);
        }
      g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
      tv_test_merchant_clear (&merchant);
    }
  setlocale (LC_ALL, "C.UTF-8");
}

/* A base that is written while it is calculated comes to the same run, as many items and all. */
static void
test_overlap (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL, *items = NULL;
  static const char *const count_items
      = "SELECT group_concat (n) FROM (SELECT count (*) || '/' || sum (score) AS n FROM "
        "recommendation GROUP BY run_id ORDER BY run_id)";
  g_auto (GStrv) counts = NULL;

  tv_test_merchant_init (&merchant);
  expected = dup_digest (&merchant, tv_test_merchant_run (&merchant, 1));
  for (guint threads = 1; threads <= 4; threads++)
    {
      const TvRunOptions options
          = { .as_of_day = TV_DAY_NONE, .overlap_from = 1, .thread_count = threads };
      gint64 run_id = tv_engine_run (merchant.engine, &options, NULL, &error);
      g_autofree char *digest = NULL;

      g_assert_no_error (error);
      digest = dup_digest (&merchant, run_id);
      g_assert_cmpstr (digest, ==, expected);
    }
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  items = tv_test_sqlite (merchant.path, count_items);
  counts = g_strsplit (items, ",", -1);
  g_assert_cmpuint (g_strv_length (counts), ==, 5);
  for (guint i = 1; i < 5; i++)
    g_assert_cmpstr (counts[i], ==, counts[0]);
  tv_test_merchant_clear (&merchant);
}

/* Whether enough customers are covered is known only once the last one is scored. Where they are
 * not, the verdicts that were written before say so as well, and are those that verify expects. */
static void
test_overlap_uncovered (void)
{
  static const char *const list_verdicts
      = "SELECT group_concat (n) FROM (SELECT count (*) || '/' || sum (is_passed) || '/' || min "
        "(issues) || '/' || sum (status) || '/' || sum (version) || '/' || count (decided_seq) AS "
        "n FROM review_item GROUP BY run_id ORDER BY run_id)";
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *verdicts = NULL, *least = NULL;
  g_auto (GStrv) runs = NULL;

  tv_test_merchant_init (&merchant);
  g_free (tv_test_sqlite (merchant.path, "UPDATE policy SET minimum_coverage = 1.1"));
  tv_test_merchant_reopen (&merchant, TV_OPEN_DEFAULT);
  for (guint i = 0; i < 2; i++)
    {
      const TvRunOptions options
          = { .as_of_day = TV_DAY_NONE, .overlap_from = i == 0 ? 1 : 0, .thread_count = 2 };

      g_assert_cmpint (tv_engine_run (merchant.engine, &options, NULL, &error), >, 0);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  verdicts = tv_test_sqlite (merchant.path, list_verdicts);
  runs = g_strsplit (verdicts, ",", -1);
  g_assert_cmpuint (g_strv_length (runs), ==, 2);
  g_assert_cmpstr (runs[0], ==, runs[1]);
  least = tv_test_sqlite (merchant.path,
                          "SELECT sum (is_passed) || '/' || count (decided_seq) "
                          "FROM review_item");
  g_assert_cmpstr (least, ==, "0/0");
  tv_test_merchant_clear (&merchant);
}

static void
count_change_cb (TvEngine *engine, guint changed, guint64 generation, gpointer user_data)
{
  *(guint *) user_data += (changed & TV_CHANGED_DECISIONS) != 0;
}

/* Approves all that waits, rejects the first again; gives that one. */
static gint64
decide_all (TvEngine *engine, guint *out_count)
{
  TvReviewQuery query = { .status = TV_STATUS_PENDING, .scenario = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tv_engine_list_review_ids (engine, &query, NULL, &error);
  gint64 first_id, seq, undoable_count;

  g_assert_cmpuint (ids->len, >, 10);
  first_id = g_array_index (ids, gint64, 0);
  g_assert_cmpint (
      tv_engine_decide_query (engine, &query, ids->len + 1, TV_STATUS_APPROVED, NULL, NULL, NULL),
      ==,
      0);
  seq = tv_engine_decide_query (engine, &query, ids->len, TV_STATUS_APPROVED, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tv_engine_get_undoable (engine, &undoable_count, &error), ==, seq);
  g_assert_cmpint (undoable_count, ==, ids->len);
  g_assert_cmpint (
      tv_engine_decide (engine, &first_id, 1, TV_STATUS_REJECTED, "too soon", NULL, &error),
      >,
      seq);
  *out_count = ids->len;
  return first_id;
}

/* What comes and goes after a run is newer than the run. */
static void
test_newer_sources (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) run = NULL;
  g_autoptr (TvUndoReport) report = NULL;
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE };
  TvSummary summary;

  tv_test_merchant_init (&merchant);
  g_assert_cmpint (tv_engine_run (merchant.engine, &options, NULL, &error), >, 0);
  run = tv_engine_get_run (merchant.engine, 0, &error);
  g_assert_no_error (error);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  g_assert_cmpint (summary.sources_usec, >, 0);
  g_assert_cmpint (summary.sources_usec, <, run->created_usec);
  report = tv_engine_undo_batch (merchant.engine, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  g_assert_cmpint (summary.sources_usec, >, run->created_usec);
  tv_test_merchant_clear (&merchant);
}

static gint64
get_new_since_export (TvEngine *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) run = tv_engine_get_run (engine, 0, &error);

  g_assert_no_error (error);
  return run->new_since_export;
}

static void
test_decide_and_export (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvExportResult) result = NULL;
  g_autofree char *out = NULL;
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE, .policy = "strict" };
  gint64 counts[TV_N_STATUSES], held_count, item_id, first_id, undoable;
  guint change_count = 0, item_count;
  TvSummary summary;

  tv_test_merchant_init (&merchant);
  out = g_build_filename (merchant.folder, "approved.csv", NULL);
  g_signal_connect (merchant.engine, "changed", G_CALLBACK (count_change_cb), &change_count);
  g_assert_cmpint (tv_engine_run (merchant.engine, &options, NULL, &error), >, 0);
  g_assert_null (tv_engine_export (merchant.engine, 0, out, TV_EXPORT_ITEMS, 0, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_REFUSED);
  g_clear_error (&error);
  first_id = decide_all (merchant.engine, &item_count);
  g_assert_true (tv_engine_count_statuses (merchant.engine, 0, counts, &held_count, &error));
  g_assert_cmpint (counts[TV_STATUS_APPROVED], ==, item_count - 1);
  g_assert_cmpint (counts[TV_STATUS_REJECTED], ==, 1);
  g_assert_cmpint (held_count, ==, 0);
  g_assert_cmpint (get_new_since_export (merchant.engine), ==, item_count - 1);
  result = tv_engine_export (merchant.engine, 0, out, TV_EXPORT_ITEMS, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->row_count, ==, item_count - 1);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  g_assert_cmpint (summary.approved_unexported_count, ==, 0);
  g_assert_cmpint (get_new_since_export (merchant.engine), ==, 0);
  undoable = tv_engine_get_undoable (merchant.engine, NULL, NULL);
  g_assert_cmpint (tv_engine_undo_decision (merchant.engine, undoable, &item_id, NULL, &error),
                   >,
                   0);
  g_assert_cmpint (item_id, ==, first_id);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (change_count, ==, 4);
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tv_test_merchant_clear (&merchant);
}

static void
test_tampering (void)
{
  static const char *const changes[] = {
    "UPDATE review_item SET status = 2 WHERE id = 5",
    "UPDATE recommendation SET score = 99 WHERE id = 5",
    "UPDATE run SET digest = zeroblob (32)",
    "UPDATE run_exclusion SET reason = 1 - reason WHERE reason < 2",
    "DROP TRIGGER ledger_event_no_update; UPDATE ledger_event SET actor = 'Nobody' WHERE seq = 2",
    "CREATE TRIGGER evil AFTER INSERT ON setting BEGIN SELECT 1; END",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      TvTestMerchant merchant = { 0 };
      g_autofree char *answer = NULL;

      tv_test_merchant_init (&merchant);
      tv_test_merchant_run (&merchant, 1);
      g_clear_object (&merchant.engine);
      answer = tv_test_sqlite (merchant.path, changes[i]);
      tv_test_merchant_reopen (&merchant, TV_OPEN_FORENSIC | TV_OPEN_READ_ONLY);
      g_test_message ("%s", changes[i]);
      g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), >, 0);
      tv_test_merchant_clear (&merchant);
    }
}

static gboolean
has_finding (TvEngine *engine, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvVerifyReport) report = tv_engine_verify (engine, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TvLedgerFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_str_equal (finding->code, code))
        return TRUE;
    }
  return FALSE;
}

/* Imports, runs, policies and exports are what their events say, and none is without one: not even
 * the last, whose event was cut off the end. */
static void
test_tampering_with_records (void)
{
  static const char *const changes[][2] = {
    { "EXPORT",
      "DROP TRIGGER ledger_event_no_delete; DELETE FROM ledger_event WHERE kind = 'EXPORT'" },
    { "EXPORT", "UPDATE export_file SET run_id = run_id + 1" },
    { "EXPORT", "DELETE FROM export_file" },
    { "EXPORT", "UPDATE export_file SET file_path = file_path || '.csv'" },
    { "EXPORT", "UPDATE export_file SET created_usec = created_usec - 1" },
    { "EXPORT", "UPDATE export_file SET layout = 'CUSTOMERS'" },
    { "RUN", "UPDATE run SET top_n = top_n + 1" },
    { "RUN", "UPDATE run SET customer_count = customer_count + 1" },
    { "RUN", "UPDATE run SET eligible_count = eligible_count - 1" },
    { "RUN", "UPDATE run SET served_count = served_count - 1" },
    { "RUN", "UPDATE run SET is_margin_known = 1 - is_margin_known" },
    { "RUN", "UPDATE run SET created_usec = created_usec - 1" },
    { "RUN", "UPDATE run SET policy_id = (SELECT id FROM policy WHERE name = 'standard')" },
    { "RUN", "UPDATE policy SET minimum_score = minimum_score - 1 WHERE name = 'strict'" },
    { "RUN", "UPDATE policy SET recent_purchase_days = 900 WHERE name = 'strict'" },
    { "RUN", "UPDATE policy SET name = 'severe' WHERE name = 'strict'" },
    { "IMPORT", "UPDATE import_batch SET accepted_count = accepted_count + 1 WHERE id = 1" },
    { "IMPORT", "UPDATE import_batch SET file_sha256 = zeroblob (32) WHERE id = 1" },
    { "IMPORT", "DELETE FROM import_batch WHERE id = 1" },
    { "IMPORT", "UPDATE import_batch SET id = 99 WHERE id = 1" },
    { "IMPORT", "UPDATE import_batch SET state = 'UNDONE' WHERE id = 1" },
    { "IMPORT", "UPDATE import_batch SET kind = 'CONTACTS' WHERE id = 1" },
  };
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE, .policy = "strict" };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      TvTestMerchant merchant = { 0 };
      g_autofree char *answer = NULL;
      g_autofree char *out = NULL;
      g_autoptr (TvExportResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint item_count;

      tv_test_merchant_init (&merchant);
      out = g_build_filename (merchant.folder, "approved.csv", NULL);
      g_assert_cmpint (tv_engine_run (merchant.engine, &options, NULL, &error), >, 0);
      decide_all (merchant.engine, &item_count);
      result = tv_engine_export (merchant.engine, 0, out, TV_EXPORT_ITEMS, 0, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (has_finding (merchant.engine, changes[i][0]));
      g_clear_object (&merchant.engine);
      answer = tv_test_sqlite (merchant.path, changes[i][1]);
      tv_test_merchant_reopen (&merchant, TV_OPEN_FORENSIC | TV_OPEN_READ_ONLY);
      g_test_message ("%s", changes[i][1]);
      g_assert_true (has_finding (merchant.engine, changes[i][0]));
      tv_test_merchant_clear (&merchant);
    }
}

static void
test_read_only (void)
{
  TvTestMerchant merchant = { 0 };
  gint64 id = 1;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  tv_test_merchant_init (&merchant);
  tv_test_merchant_run (&merchant, 1);
  tv_test_merchant_reopen (&merchant, TV_OPEN_READ_ONLY);
  out = g_build_filename (merchant.folder, "approved.csv", NULL);
  g_assert_true (tv_engine_is_read_only (merchant.engine));
  g_assert_cmpint (tv_engine_decide (merchant.engine, &id, 1, TV_STATUS_FLAGGED, "x", NULL, &error),
                   ==,
                   0);
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_cmpint (tv_engine_run (merchant.engine, NULL, NULL, &error), ==, 0);
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (tv_engine_export (merchant.engine, 0, out, TV_EXPORT_ITEMS, 0, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
  tv_test_merchant_clear (&merchant);
}

static gpointer
count_call (TvEngine *engine, gpointer input, TvProgress *progress, GError **error)
{
  TvSummary summary;

  return tv_engine_get_summary (engine, &summary, error) ? GSIZE_TO_POINTER (summary.customer_count)
                                                         : NULL;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gsize *) user_data
      = GPOINTER_TO_SIZE (tv_engine_call_finish (TV_ENGINE (source), result, NULL));
}

static void
test_worker_and_cancel (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;
  gsize count = 0;
  TvSummary summary;

  tv_test_merchant_init (&merchant);
  tv_engine_call_async (merchant.engine, count_call, NULL, NULL, NULL, NULL, counted_cb, &count);
  while (count == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count, ==, TV_TEST_CUSTOMERS);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (tv_engine_run (merchant.engine, NULL, progress, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  g_assert_cmpint (summary.run_count, ==, 0);
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pipeline/import", test_import);
  g_test_add_func ("/pipeline/pending", test_pending);
  g_test_add_func ("/pipeline/determinism", test_determinism);
  g_test_add_func ("/pipeline/overlap", test_overlap);
  g_test_add_func ("/pipeline/overlap-uncovered", test_overlap_uncovered);
  g_test_add_func ("/pipeline/newer-sources", test_newer_sources);
  g_test_add_func ("/pipeline/decide-and-export", test_decide_and_export);
  g_test_add_func ("/pipeline/tampering", test_tampering);
  g_test_add_func ("/pipeline/tampering-with-records", test_tampering_with_records);
  g_test_add_func ("/pipeline/read-only", test_read_only);
  g_test_add_func ("/pipeline/worker-and-cancel", test_worker_and_cancel);
  return g_test_run ();
}
