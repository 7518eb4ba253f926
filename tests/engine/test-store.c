/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a workspace: what is made, what is refused and with which error, and that a refused file
 * keeps its bytes. Reading only, snapshots, rollback and cancel. Several processes are in
 * test-store-processes.c. */
#include "store/tv-store.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "base/tv-digest.h"
#include "base/tv-error.h"
#include "tv-test-workspace.h"

static TvStore *
open_good (TvTestFile *fixture, TvOpenFlags flags)
{
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (fixture->path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static void
make (TvTestFile *fixture)
{
  tv_store_close (open_good (fixture, TV_OPEN_CREATE));
}

/* The error has the code, names the file, and the file has the same bytes after it. */
static void
assert_refused (const char *path, TvOpenFlags flags, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  guint8 before[TV_DIGEST_LENGTH] = { 0 }, after[TV_DIGEST_LENGTH] = { 0 };
  gboolean is_file = tv_digest_file (path, before, NULL);

  g_assert_null (tv_store_open (path, flags, &error));
  g_assert_error (error, TV_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_cmpint (tv_digest_file (path, after, NULL), ==, is_file);
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
}

static char *
get_setting (TvStore *store, const char *key)
{
  g_autoptr (GError) error = NULL;
  TvConnection *reader = tv_store_lease_reader (store, NULL, &error);
  char *value;

  g_assert_no_error (error);
  value = tv_connection_dup_setting (reader, key, &error);
  g_assert_no_error (error);
  tv_store_return_reader (store, reader);
  return value;
}

static void
set_setting (TvStore *store, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TvTransaction) transaction = tv_store_begin (store, NULL, &error);

  g_assert_no_error (error);
  tv_connection_set_setting (tv_transaction_get_connection (transaction), key, value, &error);
  g_assert_no_error (error);
  tv_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
test_create (TvTestFile *fixture, gconstpointer data)
{
  TvStore *store;
  struct stat status;
  g_autofree char *first = NULL, *second = NULL, *currency = NULL, *journal = NULL, *wal = NULL;
  GDir *dir;

  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_NOT_FOUND);
  store = open_good (fixture, TV_OPEN_CREATE);
  first = get_setting (store, "stream_id");
  currency = get_setting (store, "currency");
  g_assert_cmpstr (currency, ==, "EUR");
  g_assert_true (g_uuid_string_is_valid (first));
  tv_store_close (store);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  store = open_good (fixture, TV_OPEN_CREATE);
  second = get_setting (store, "stream_id");
  g_assert_cmpstr (first, ==, second);
  tv_store_close (store);
  journal = tv_test_sqlite (fixture->path, "PRAGMA journal_mode");
  g_assert_cmpstr (journal, ==, "wal");
  wal = g_strconcat (fixture->path, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  dir = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_assert_null (strstr (name, ".new-"));
  g_dir_close (dir);
}

static void
test_refused (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *inside = g_build_filename (fixture->path, "x", NULL);

  assert_refused (fixture->folder, TV_OPEN_DEFAULT, TV_ERROR_NO_WORKSPACE);
  assert_refused (fixture->folder, TV_OPEN_CREATE, TV_ERROR_NO_WORKSPACE);
  assert_refused (inside, TV_OPEN_CREATE, TV_ERROR_NOT_FOUND);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_NO_WORKSPACE);
  g_assert_true (g_file_set_contents (fixture->path, "SQLite format 3", -1, NULL));
  assert_refused (fixture->path, TV_OPEN_CREATE, TV_ERROR_NO_WORKSPACE);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_NO_WORKSPACE);
  assert_refused (fixture->path, TV_OPEN_CREATE, TV_ERROR_NO_WORKSPACE);
  g_unlink (fixture->path);
  g_free (tv_test_sqlite (fixture->path, "CREATE TABLE other (x)"));
  assert_refused (fixture->path, TV_OPEN_CREATE, TV_ERROR_NO_WORKSPACE);
}

static void
test_empty_is_filled (TvTestFile *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  make (fixture);
  tv_store_close (open_good (fixture, TV_OPEN_DEFAULT));
}

static void
test_other_versions (TvTestFile *fixture, gconstpointer data)
{
  make (fixture);
  g_free (tv_test_sqlite (fixture->path, "PRAGMA user_version = 99"));
  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_NEWER_SCHEMA);
  assert_refused (fixture->path, TV_OPEN_FORENSIC, TV_ERROR_NEWER_SCHEMA);
  g_free (tv_test_sqlite (fixture->path, "PRAGMA user_version = 0"));
  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_CORRUPT);
  g_free (tv_test_sqlite (fixture->path, "PRAGMA user_version = 1; PRAGMA application_id = 7"));
  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_NO_WORKSPACE);
}

static void
test_fingerprint (TvTestFile *fixture, gconstpointer data)
{
  static const char *const changes[][2] = {
    { "CREATE TRIGGER spy AFTER INSERT ON setting BEGIN DELETE FROM policy; END",
      "DROP TRIGGER spy" },
    { "CREATE VIEW peek AS SELECT 1", "DROP VIEW peek" },
    { "CREATE TABLE extra (x)", "DROP TABLE extra" },
    { "CREATE INDEX more ON setting (value)", "DROP INDEX more" },
    { "ALTER TABLE setting ADD COLUMN more TEXT", "ALTER TABLE setting DROP COLUMN more" },
    { "DROP TRIGGER ledger_event_no_update", "" },
  };

  make (fixture);
  g_free (tv_test_sqlite (fixture->path, "PRAGMA analysis_limit = 0; ANALYZE"));
  tv_store_close (open_good (fixture, TV_OPEN_DEFAULT));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      TvStore *store;
      g_autofree char *finding = NULL;

      g_free (tv_test_sqlite (fixture->path, changes[i][0]));
      assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_CORRUPT);
      store = open_good (fixture, TV_OPEN_FORENSIC);
      finding = tv_store_dup_schema_finding (store);
      g_assert_nonnull (finding);
      g_assert_true (tv_store_is_read_only (store));
      tv_store_close (store);
      g_free (tv_test_sqlite (fixture->path, changes[i][1]));
      if (*changes[i][1] != '\0')
        tv_store_close (open_good (fixture, TV_OPEN_DEFAULT));
    }
}

static void
test_damaged (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  make (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  memset (bytes + 4096, 0xa5, length - 4096);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (fixture->path, bytes, 4096, NULL));
  assert_refused (fixture->path, TV_OPEN_DEFAULT, TV_ERROR_CORRUPT);
}

/* A workspace with bytes anywhere damaged opens or is refused with a sentence; nothing else
 * happens. */
static void
test_random_damage (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  make (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (int round = 0; round < 150; round++)
    {
      g_autofree char *copy = g_memdup2 (bytes, length);
      g_autoptr (GError) error = NULL;
      TvStore *store;

      for (int i = g_test_rand_int_range (1, 20); i > 0; i--)
        copy[g_test_rand_int_range (0, g_test_rand_bit () ? 120 : (int) length)]
            = (char) g_test_rand_int ();
      g_assert_true (g_file_set_contents (fixture->path,
                                          copy,
                                          g_test_rand_int_range (0, 5) == 0
                                              ? g_test_rand_int_range (0, (int) length)
                                              : (gssize) length,
                                          NULL));
      store = tv_store_open (fixture->path, TV_OPEN_DEFAULT, &error);
      if (store != NULL)
        tv_store_close (store);
      else
        g_assert_cmpint (error->domain, ==, TV_ERROR);
    }
}

static void
assert_cannot_write (TvStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *currency = get_setting (store, "currency");

  g_assert_cmpstr (currency, ==, "EUR");
  g_assert_true (tv_store_is_read_only (store));
  g_assert_null (tv_store_begin (store, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
}

static void
test_read_only (TvTestFile *fixture, gconstpointer data)
{
  TvStore *store;

  assert_refused (fixture->path, TV_OPEN_READ_ONLY | TV_OPEN_CREATE, TV_ERROR_NOT_FOUND);
  make (fixture);
  store = open_good (fixture, TV_OPEN_READ_ONLY);
  assert_cannot_write (store);
  tv_store_close (store);
}

/* A folder that may not be written, seen by somebody who is not root. */
static void
test_read_only_folder (TvTestFile *fixture, gconstpointer data)
{
  g_autofree char *gate = g_strconcat (fixture->path, "-gate", NULL);
  int status;
  pid_t pid;

  make (fixture);
  g_unlink (gate);
  g_chmod (fixture->path, 0644);
  g_chmod (fixture->folder, 0555);
  pid = fork ();
  if (pid == 0)
    {
      TvStore *store;

      if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        _exit (77);
      store = open_good (fixture, TV_OPEN_DEFAULT);
      assert_cannot_write (store);
      tv_store_close (store);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_chmod (fixture->folder, 0755);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("cannot become another user");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_snapshot (TvTestFile *fixture, gconstpointer data)
{
  TvStore *store = open_good (fixture, TV_OPEN_CREATE);
  g_autoptr (GError) error = NULL;
  g_autofree char *old = NULL, *still = NULL, *new = NULL, *undone = NULL;
  TvConnection *reader = tv_store_lease_reader (store, NULL, &error);
  TvTransaction *transaction;

  old = tv_connection_dup_setting (reader, "country", &error);
  set_setting (store, "country", "BE");
  still = tv_connection_dup_setting (reader, "country", &error);
  tv_store_return_reader (store, reader);
  g_assert_cmpstr (old, ==, "FR");
  g_assert_cmpstr (still, ==, "FR");
  new = get_setting (store, "country");
  g_assert_cmpstr (new, ==, "BE");
  /* Readers cannot write; a transaction that is freed never was. */
  reader = tv_store_lease_reader (store, NULL, &error);
  g_assert_false (tv_connection_set_setting (reader, "country", "CH", &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
  g_clear_error (&error);
  tv_store_return_reader (store, reader);
  transaction = tv_store_begin (store, NULL, &error);
  g_assert_true (tv_connection_set_setting (tv_transaction_get_connection (transaction),
                                            "country",
                                            "CH",
                                            &error));
  tv_transaction_free (transaction);
  undone = get_setting (store, "country");
  g_assert_cmpstr (undone, ==, "BE");
  tv_store_close (store);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (TvTestFile *fixture, gconstpointer data)
{
  TvStore *store = open_good (fixture, TV_OPEN_CREATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvProgress) progress = tv_progress_new (NULL);
  TvTransaction *holder = tv_store_begin (store, NULL, &error);
  TvConnection *db = tv_transaction_get_connection (holder);
  GThread *thread;
  TvStatement *statement;
  TvStep step;

  for (int i = 0; i < 20000; i++)
    {
      char key[16];

      g_snprintf (key, sizeof key, "key-%d", i);
      g_assert_true (tv_connection_set_setting (db, key, "value", &error));
    }
  thread = g_thread_new ("cancel", cancel_soon, tv_progress_get_cancellable (progress));
  /* Not that the store is busy, which is said after five seconds. */
  g_assert_null (tv_store_begin (store, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);
  g_assert_true (tv_transaction_commit (holder, &error));
  tv_transaction_free (holder);
  db = tv_store_lease_reader (store, NULL, &error);
  g_assert_no_error (error);
  tv_store_return_reader (store, db);
  g_clear_pointer (&progress, tv_progress_unref);
  progress = tv_progress_new (NULL);
  db = tv_store_lease_reader (store, progress, &error);
  statement = tv_connection_prepare (db, TV_SQL_STORE_LIST_SETTINGS, &error);
  g_assert_cmpint (tv_statement_step (statement, &error), ==, TV_STEP_ROW);
  g_cancellable_cancel (tv_progress_get_cancellable (progress));
  while ((step = tv_statement_step (statement, &error)) == TV_STEP_ROW)
    ;
  g_assert_cmpint (step, ==, TV_STEP_ERROR);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tv_store_return_reader (store, db);
  tv_store_close (store);
}

static gpointer
read_often (gpointer data)
{
  for (int i = 0; i < 200; i++)
    g_free (get_setting (data, "country"));
  return NULL;
}

static gpointer
write_often (gpointer data)
{
  for (int i = 0; i < 30; i++)
    set_setting (data, "country", i % 2 == 0 ? "FR" : "BE");
  return NULL;
}

static void
test_threads (TvTestFile *fixture, gconstpointer data)
{
  TvStore *store = open_good (fixture, TV_OPEN_CREATE);
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("store", i < 6 ? read_often : write_often, store);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  tv_store_close (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) tv_test_file_add ("/store/" name, "a wörkspace?#%.tastevin", func)
  ADD ("create", test_create);
  ADD ("refused", test_refused);
  ADD ("empty-is-filled", test_empty_is_filled);
  ADD ("other-versions", test_other_versions);
  ADD ("fingerprint", test_fingerprint);
  ADD ("damaged", test_damaged);
  ADD ("random-damage", test_random_damage);
  ADD ("read-only", test_read_only);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("snapshot", test_snapshot);
  ADD ("cancel", test_cancel);
  ADD ("threads", test_threads);
  return g_test_run ();
}
