/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace with one run whose items were judged by a made-up gate. The derived rows are put in
 * by SQL into the closed file; ledger and verdicts go through the program, as in a real run. */
#include "tv-test-run.h"

#include "base/tv-text.h"
#include "govern/tv-gate.h"
#include "ledger/tv-ledger.h"
#include "tv-test-workspace.h"

typedef struct
{
  guint item_count;
  gboolean is_automatic;
} Shape;

static const char *const rows
    = "BEGIN;"
      "CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);"
      "WITH RECURSIVE c (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < %u) INSERT INTO "
      "n SELECT i FROM c;"
      "INSERT INTO customer_ref SELECT i, printf ('C%%05d', i) FROM n WHERE i <= (%u + 2) / 3;"
      "INSERT INTO customer SELECT id, id, NULL, 'Nom' || id, 'Zoé', 'c' || id || '@example.org', "
      "'+3361234' || (10000 + id), '', '', 'Lyon', 'FR', 0, 0, 'nom' || id || ' zoe c' || id || ' "
      "lyon' FROM customer_ref;"
      "INSERT INTO family VALUES (1, 'Rouge', 0), (2, 'Blanc', 0);"
      "INSERT INTO product_ref SELECT 1 + i %% 10, 1, 'P' || (i %% 10) FROM n WHERE i <= 10;"
      "INSERT INTO product SELECT id, text, CASE id WHEN 3 THEN '=HYPERLINK(\"x\")' ELSE 'Château "
      "' || id END, 1 + id %% 2, '', '', NULL, '', 1000, NULL, NULL, NULL, 1, NULL FROM "
      "product_ref;"
      "INSERT INTO product_alias SELECT id, id, 'KEY' FROM product;"
      "INSERT INTO run VALUES (1, 20000, 3, 2, '{}', (%u + 2) / 3, (%u + 2) / 3, (%u + 2) / 3, %u, "
      "1, 0, zeroblob (32), 1, 1);"
      "INSERT INTO recommendation SELECT i, 1, (i + 2) / 3, 1 + (i + 2) %% 3, 1 + i %% 10, i %% 5, "
      "50 + i %% 50, 50, 50, 50, 85, 'NEW_FAMILY' FROM n;"
      "COMMIT;";

static gboolean
judge_cb (TvJob *job, gpointer data, GError **error)
{
  const Shape *shape = data;
  g_autoptr (TvDigest) digest = tv_digest_new ();
  g_autofree char *hex = NULL;
  g_autofree char *detail = NULL;
  TvLedgerEvent event = { .kind = "GATE", .run_id = 1, .status = G_MININT };
  guint8 hash[TV_DIGEST_LENGTH];
  gint64 seq;

  for (guint i = 1; i <= shape->item_count; i++)
    tv_gate_digest_item (digest, i, i % 3 != 0, i % 3 != 0 ? 0 : TV_GATE_SCORE_LOW);
  tv_digest_finish (digest, hash);
  hex = tv_hex_encode (hash, sizeof hash);
  detail = g_strdup_printf ("{\"approval_required\":%d,\"items\":%u,\"digest\":\"%s\"}",
                            !shape->is_automatic,
                            shape->item_count,
                            hex);
  event.detail = detail;
  seq = tv_ledger_append (job, &event, error);
  g_assert_cmpint (seq, >, 0);
  for (guint i = 1; i <= shape->item_count; i++)
    {
      gboolean is_approved = shape->is_automatic && i % 3 != 0;
      TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_INSERT_ITEM, error);

      tv_statement_bind_int64 (statement, 1, i);
      tv_statement_bind_int64 (statement, 2, 1);
      tv_statement_bind_int64 (statement, 3, i % 3 != 0);
      tv_statement_bind_int64 (statement, 4, i % 3 != 0 ? 0 : TV_GATE_SCORE_LOW);
      tv_statement_bind_int64 (statement, 5, is_approved ? TV_STATUS_APPROVED : TV_STATUS_PENDING);
      tv_statement_bind_int64 (statement, 6, is_approved);
      if (is_approved)
        tv_statement_bind_int64 (statement, 7, seq);
      g_assert_true (tv_statement_run (statement, error));
    }
  return TRUE;
}

/**
 * tv_test_run_new:
 * @folder: where the workspace is made
 * @item_count: how many items
 * @is_automatic: whether the policy approves what passes
 *
 * Returns: (transfer full): the open workspace
 */
TvStore *
tv_test_run_new (const char *folder, guint item_count, gboolean is_automatic)
{
  g_autofree char *path = g_build_filename (folder, "run.tastevin", NULL);
  g_autofree char *sql = g_strdup_printf (rows,
                                          item_count,
                                          item_count,
                                          item_count,
                                          item_count,
                                          item_count,
                                          item_count);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;
  Shape shape = { item_count, is_automatic };
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);

  g_assert_no_error (error);
  tv_store_close (store);
  answer = tv_test_sqlite (path, sql);
  store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  tv_test_run_write (store, judge_cb, &shape, &error);
  g_assert_no_error (error);
  return store;
}

/**
 * tv_test_run_write:
 * @store: a workspace
 * @func: what to do in one write transaction
 * @data: for @func
 * @error: return location for an error
 *
 * Returns: whether it was committed
 */
gboolean
tv_test_run_write (TvStore *store, TvTestFunc func, gpointer data, GError **error)
{
  g_autoptr (TvTransaction) transaction = tv_store_begin (store, NULL, error);
  TvJob job
      = { .now_usec = 1700000000000000, .thread_count = 1, .actor = "Zoé", .machine = "cellar" };

  if (transaction == NULL)
    return FALSE;
  job.db = tv_transaction_get_connection (transaction);
  return func (&job, data, error) && tv_transaction_commit (transaction, error);
}

/**
 * tv_test_run_read:
 * @store: a workspace
 * @func: what to do with one reader
 * @data: for @func
 * @error: return location for an error
 *
 * Returns: what @func gave
 */
gboolean
tv_test_run_read (TvStore *store, TvTestFunc func, gpointer data, GError **error)
{
  TvJob job = { .thread_count = 1, .actor = "Zoé", .machine = "cellar" };
  gboolean is_done;

  job.db = tv_store_lease_reader (store, NULL, error);
  if (job.db == NULL)
    return FALSE;
  is_done = func (&job, data, error);
  tv_store_return_reader (store, job.db);
  return is_done;
}
