/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger: what is appended verifies, here and by the independent verifier in Python; random
 * changes to a closed file are all found and the first one is named, by both alike; the triggers
 * refuse changes; the figures for speed are printed. */
#include "ledger/tv-ledger-format.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <string.h>

#include "base/tv-error.h"
#include "tv-test-workspace.h"

#define EVENT_COUNT 24

static void
append (TvStore *store, const TvLedgerEvent *events, gsize count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvTransaction) transaction = tv_store_begin (store, NULL, &error);
  TvJob job = { .db = tv_transaction_get_connection (transaction),
                .now_usec = 1700000000000000,
                .thread_count = 1,
                .actor = "Zoé",
                .machine = "cellar" };

  g_assert_no_error (error);
  for (gsize i = 0; i < count; i++)
    {
      job.now_usec += (gint64) i;
      g_assert_cmpint (tv_ledger_append (&job, &events[i], &error), >, 0);
      g_assert_no_error (error);
    }
  tv_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A closed workspace with EVENT_COUNT events: every third with items, every fourth with a text. The
 * triggers are gone, as they are for whoever has the sqlite3 shell. */
static char *
make_workspace (const char *folder)
{
  char *path = g_build_filename (folder, "ledger.tastevin", NULL);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);
  TvLedgerItem items[9];

  g_assert_no_error (error);
  for (int i = 0; i < 9; i++)
    items[i] = (TvLedgerItem){ 100 + i, i % 4, (i + 1) % 4 };
  for (int i = 0; i < EVENT_COUNT; i++)
    {
      g_autofree char *detail = g_strdup_printf ("{\"step\":%d}", i);
      TvLedgerEvent event = { .kind = i % 2 == 0 ? "DECISION" : "RUN",
                              .batch_id = i % 5,
                              .run_id = i % 2,
                              .status = i % 2 == 0 ? 1 : G_MININT,
                              .detail = detail };

      if (i % 3 == 0)
        event.items = items, event.item_count = (gsize) g_test_rand_int_range (1, 9);
      if (i % 4 == 0)
        event.text = i % 8 == 0 ? "pas ce mois-ci" : "";
      append (store, &event, 1);
    }
  tv_store_close (store);
  return path;
}

static GPtrArray *
walk (const char *path, gint64 *out_count)
{
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_FORENSIC, &error);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_ledger_finding_free);
  TvJob job = { .thread_count = 1 };

  g_assert_no_error (error);
  job.db = tv_store_lease_reader (store, NULL, &error);
  g_assert_true (tv_ledger_walk (&job, findings, out_count, &error));
  g_assert_no_error (error);
  tv_store_return_reader (store, job.db);
  tv_store_close (store);
  return findings;
}

static char *
list_findings (GPtrArray *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      TvLedgerFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpint (*finding->message, !=, '\0');
      g_string_append_printf (text,
                              "%s %s %" PRId64 "\n",
                              finding->code,
                              finding->table,
                              finding->row);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the verifier says that was written from the document alone. */
static char *
ask_python (const char *path)
{
  g_autofree char *script
      = g_test_build_filename (G_TEST_DIST, "tests", "support", "verify-ledger.py", NULL);
  const char *const arguments[] = { "/usr/bin/python3", "-I", script, path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL,
                (char **) arguments,
                NULL,
                G_SPAWN_STDERR_TO_DEV_NULL,
                NULL,
                NULL,
                &output,
                NULL,
                NULL,
                &error);
  g_assert_no_error (error);
  return output;
}

static void
test_sound (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = make_workspace (folder);
  g_autofree char *python = ask_python (path);
  gint64 count;
  g_autoptr (GPtrArray) findings = walk (path, &count);
  g_autofree char *text = list_findings (findings);

  g_assert_cmpint (count, ==, EVENT_COUNT);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (python, ==, "no finding\n");
  tv_test_folder_free (folder);
}

static void
test_triggers (void)
{
  static const char *const attempts[] = {
    "UPDATE ledger_event SET actor = 'x'",
    "DELETE FROM ledger_event WHERE seq = 3",
    "UPDATE ledger_item SET to_status = 1",
    "DELETE FROM ledger_item",
    "UPDATE ledger_text SET text = 'x'",
    "DELETE FROM ledger_text",
    "INSERT OR REPLACE INTO ledger_text SELECT seq, salt, 'x' FROM ledger_text",
  };
  char *folder = tv_test_folder_new ();
  g_autofree char *path = make_workspace (folder);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA recursive_triggers = ON", NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_assert_cmpint (sqlite3_exec (db, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
      g_assert_nonnull (strstr (sqlite3_errmsg (db), "append-only"));
    }
  sqlite3_close (db);
  tv_test_folder_free (folder);
}

/* One way to tamper. %1$d stands for an event with items (or a text where the code is TEXT) that is
 * not the last one. */
typedef struct
{
  const char *sql;
  const char *code;
  const char *table;
  int row_offset; /* of the first finding from that event */
} Tampering;

static const Tampering tamperings[] = {
  { "UPDATE ledger_event SET stream_id = stream_id || 'x' WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET time_usec = time_usec + 1 WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET kind = 'IMPORT' WHERE seq = %1$d", "ALTERED", "ledger_event", 0 },
  { "UPDATE ledger_event SET actor = 'Eve' WHERE seq = %1$d", "ALTERED", "ledger_event", 0 },
  { "UPDATE ledger_event SET actor = actor || char (0) || 'x' WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET machine = '' WHERE seq = %1$d", "ALTERED", "ledger_event", 0 },
  { "UPDATE ledger_event SET actor = actor || machine, machine = '' WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET batch_id = coalesce (batch_id, 0) + 7 WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET run_id = coalesce (run_id, -1) + 1 WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET status = coalesce (status, 4) + 1 WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET item_count = item_count + 1 WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET item_digest = NULL WHERE seq = %1$d", "ALTERED", "ledger_event", 0 },
  { "UPDATE ledger_event SET text_digest = zeroblob (32) WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET detail = detail || ' ' WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET prev_hash = zeroblob (32) WHERE seq = %1$d + 1",
    "ALTERED",
    "ledger_event",
    1 },
  { "UPDATE ledger_event SET hash = zeroblob (32) WHERE seq = %1$d", "ALTERED", "ledger_event", 0 },
  { "UPDATE ledger_event SET hash = prev_hash, prev_hash = hash WHERE seq = %1$d",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_event SET seq = 1000 WHERE seq = %1$d", "GAP", "ledger_event", 0 },
  { "DELETE FROM ledger_event WHERE seq = %1$d", "GAP", "ledger_event", 0 },
  { "DELETE FROM ledger_event WHERE seq BETWEEN %1$d AND %1$d + 1", "GAP", "ledger_event", 0 },
  { "UPDATE ledger_event SET seq = -seq WHERE seq IN (%1$d, %1$d + 1); UPDATE ledger_event SET seq "
    "= CASE -seq WHEN %1$d THEN %1$d + 1 ELSE %1$d END WHERE seq < 0",
    "ALTERED",
    "ledger_event",
    0 },
  { "UPDATE ledger_item SET recommendation_id = recommendation_id + 1 WHERE seq = %1$d",
    "ITEMS",
    "ledger_item",
    0 },
  { "UPDATE ledger_item SET from_status = from_status + 1 WHERE seq = %1$d AND position = 0",
    "ITEMS",
    "ledger_item",
    0 },
  { "UPDATE ledger_item SET to_status = 3 - to_status WHERE seq = %1$d AND position = 0",
    "ITEMS",
    "ledger_item",
    0 },
  { "UPDATE ledger_item SET position = position + 20 WHERE seq = %1$d", "ITEMS", "ledger_item", 0 },
  { "DELETE FROM ledger_item WHERE seq = %1$d", "ITEMS", "ledger_item", 0 },
  { "DELETE FROM ledger_item WHERE seq = %1$d AND position = (SELECT max (position) FROM "
    "ledger_item WHERE seq = %1$d)",
    "ITEMS",
    "ledger_item",
    0 },
  { "INSERT INTO ledger_item VALUES (%1$d, 50, 1, 0, 1)", "ITEMS", "ledger_item", 0 },
  { "INSERT INTO ledger_item VALUES (%1$d + 1, 0, 1, 0, 1)", "ITEMS", "ledger_item", 1 },
  { "INSERT INTO ledger_item VALUES (0, 0, 1, 0, 1)", "ITEMS", "ledger_item", G_MININT },
  { "INSERT INTO ledger_item VALUES (9999, 0, 1, 0, 1)", "ITEMS", "ledger_item", G_MAXINT },
  { "UPDATE ledger_text SET text = text || '.' WHERE seq = %1$d", "TEXT", "ledger_text", 0 },
  { "UPDATE ledger_text SET salt = zeroblob (16) WHERE seq = %1$d", "TEXT", "ledger_text", 0 },
  { "DELETE FROM ledger_text WHERE seq = %1$d", "TEXT", "ledger_text", 0 },
  { "INSERT INTO ledger_text VALUES (%1$d + 1, zeroblob (16), 'x')", "TEXT", "ledger_text", 1 },
  { "UPDATE setting SET value = 'other' WHERE key = 'stream_id'", "ALTERED", "setting", G_MININT },
};

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
}

static void
tamper (const char *path, const Tampering *tampering)
{
  static const char prepare[]
      = "DROP TRIGGER ledger_event_no_update; DROP TRIGGER ledger_event_no_delete;"
        "DROP TRIGGER ledger_item_no_update; DROP TRIGGER ledger_item_no_delete;"
        "DROP TRIGGER ledger_text_no_update; DROP TRIGGER ledger_text_no_delete;"
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;";
  int seq = strcmp (tampering->code, "TEXT") == 0
                ? 4 * g_test_rand_int_range (0, EVENT_COUNT / 4 - 1) + 1
                : 3 * g_test_rand_int_range (0, EVENT_COUNT / 3 - 1) + 1;
  g_auto (GStrv) parts = g_strsplit (tampering->sql, "%1$d", -1);
  g_autofree char *number = g_strdup_printf ("%d", seq);
  g_autofree char *sql = g_strjoinv (number, parts);
  g_autofree char *whole = g_strconcat (prepare, sql, NULL);
  g_autofree char *first = NULL, *text = NULL, *python = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  gint64 count;

  g_free (tv_test_sqlite (path, whole));
  findings = walk (path, &count);
  text = list_findings (findings);
  python = ask_python (path);
  if (tampering->row_offset == G_MININT)
    first = g_strdup_printf ("%s %s 0\n", tampering->code, tampering->table);
  else if (tampering->row_offset == G_MAXINT)
    first = g_strdup_printf ("%s %s 9999\n", tampering->code, tampering->table);
  else
    first = g_strdup_printf ("%s %s %d\n",
                             tampering->code,
                             tampering->table,
                             seq + tampering->row_offset);
  if (!g_str_has_prefix (text, first))
    g_error ("%s: wanted first %sgot %s", sql, first, text);
  if (strcmp (text, python) != 0)
    g_error ("%s: the program says\n%sthe verifier\n%s", sql, text, python);
}

static void
test_tampering (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = make_workspace (folder);
  g_autofree char *copy = g_build_filename (folder, "copy.tastevin", NULL);

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (tamperings); i++)
    {
      copy_file (path, copy);
      tamper (copy, &tamperings[i % G_N_ELEMENTS (tamperings)]);
    }
  tv_test_folder_free (folder);
}

static TvLedgerBytes
column_bytes (sqlite3_stmt *stmt, int column)
{
  return (TvLedgerBytes){ sqlite3_column_blob (stmt, column),
                          (gsize) sqlite3_column_bytes (stmt, column) };
}

/* Somebody who knows the format changes an event and makes its hash anew: the next event still
 * remembers the old one. */
static void
test_rehashed (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = make_workspace (folder);
  g_autofree char *text = NULL, *python = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (TvDigest) digest = tv_digest_new ();
  guint8 hash[TV_DIGEST_LENGTH];
  TvLedgerFields fields = { .seq = 2, .detail = { "{}", 2 } };
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 count;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db,
                      "SELECT stream_id, prev_hash, time_usec, kind, actor, machine, batch_id, "
                      "run_id FROM ledger_event WHERE seq = 2",
                      -1,
                      &stmt,
                      NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  fields.stream_id = column_bytes (stmt, 0);
  fields.prev_hash = column_bytes (stmt, 1);
  fields.time_usec = sqlite3_column_int64 (stmt, 2);
  fields.kind = column_bytes (stmt, 3);
  fields.actor = column_bytes (stmt, 4);
  fields.machine = column_bytes (stmt, 5);
  fields.batch_id.value = sqlite3_column_int64 (stmt, 6);
  fields.run_id.value = sqlite3_column_int64 (stmt, 7);
  fields.status.is_null = TRUE;
  tv_ledger_hash_event (digest, &fields, hash);
  sqlite3_finalize (stmt);
  sqlite3_exec (db, "DROP TRIGGER ledger_event_no_update", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db,
                      "UPDATE ledger_event SET detail = '{}', hash = ? WHERE seq = 2",
                      -1,
                      &stmt,
                      NULL);
  sqlite3_bind_blob (stmt, 1, hash, sizeof hash, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  findings = walk (path, &count);
  text = list_findings (findings);
  python = ask_python (path);
  g_assert_cmpstr (text, ==, "ALTERED ledger_event 2\n");
  g_assert_cmpstr (python, ==, text);
  tv_test_folder_free (folder);
}

/* An event goes with its transaction. */
static void
test_rollback (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = make_workspace (folder);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  TvTransaction *transaction = tv_store_begin (store, NULL, &error);
  TvJob job
      = { .db = tv_transaction_get_connection (transaction), .now_usec = 1, .thread_count = 1 };
  TvLedgerEvent event = { .kind = "RUN", .status = G_MININT };
  g_autoptr (GPtrArray) findings = NULL;
  gint64 count;

  g_assert_cmpint (tv_ledger_append (&job, &event, &error), ==, EVENT_COUNT + 1);
  tv_transaction_free (transaction);
  append (store, &event, 1);
  tv_store_close (store);
  findings = walk (path, &count);
  g_assert_cmpint (count, ==, EVENT_COUNT + 1);
  g_assert_cmpuint (findings->len, ==, 0);
  tv_test_folder_free (folder);
}

static void
test_speed (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "speed.tastevin", NULL);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);
  gsize event_count = g_test_perf () ? 300000 : 20000;
  g_autofree TvLedgerEvent *events = g_new0 (TvLedgerEvent, event_count);
  g_autofree TvLedgerItem *items = g_new0 (TvLedgerItem, 100000);
  TvLedgerEvent bulk = { .kind = "DECISION", .status = 1, .items = items, .item_count = 100000 };
  g_autoptr (GPtrArray) findings = NULL;
  gint64 started_usec, count;
  double append_s, walk_s;

  for (gsize i = 0; i < event_count; i++)
    events[i] = (TvLedgerEvent){ .kind = "DECISION",
                                 .run_id = 1,
                                 .status = 1,
                                 .detail = "{\"reason\":\"none\"}" };
  for (int i = 0; i < 100000; i++)
    items[i] = (TvLedgerItem){ i + 1, 0, 1 };
  append (store, events, event_count);
  started_usec = g_get_monotonic_time ();
  append (store, &bulk, 1);
  append_s = (double) (g_get_monotonic_time () - started_usec) / G_USEC_PER_SEC;
  tv_store_close (store);
  started_usec = g_get_monotonic_time ();
  findings = walk (path, &count);
  walk_s = (double) (g_get_monotonic_time () - started_usec) / G_USEC_PER_SEC;
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (count, ==, (gint64) event_count + 1);
  g_test_message (
      "an event with 100,000 items appended in %.3f s; %u events and its items verified in %.3f s",
      append_s,
      (guint) event_count,
      walk_s);
  tv_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/sound", test_sound);
  g_test_add_func ("/ledger/triggers", test_triggers);
  g_test_add_func ("/ledger/tampering", test_tampering);
  g_test_add_func ("/ledger/rehashed", test_rehashed);
  g_test_add_func ("/ledger/rollback", test_rollback);
  g_test_add_func ("/ledger/speed", test_speed);
  return g_test_run ();
}
