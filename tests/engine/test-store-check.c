/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check of a workspace after an unclean end: what it finds, how it is watched and cancelled,
 * what others do who open the workspace meanwhile, and that nothing is brought up to date before.
 * Children are forked before anything is open. */
#include "store/tv-store.h"

#include <signal.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "store/tv-bulk.h"
#include "store/tv-connection-private.h"
#include "tv-test-processes.h"
#include "tv-test-workspace.h"

/* Ends without closing, after a commit that the file does not have yet.
 * @sql: (nullable): said in it, too */
static void
end_uncleanly (TvTestProcesses *fixture, const char *sql)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      TvStore *store = tv_test_processes_open (fixture);
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);

      tv_test_write_number (transaction, 7);
      if (sql != NULL)
        g_assert_true (tv_connection_exec (tv_transaction_get_connection (transaction), sql, NULL));
      g_assert_true (tv_transaction_commit (transaction, NULL));
      kill (getpid (), SIGKILL);
    }
  tv_test_wait_for (pid, SIGKILL);
}

/* So many rows that a check takes a while. */
static void
fill (TvTestProcesses *fixture)
{
  g_free (tv_test_sqlite (fixture->path,
                          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
                          "< 300000) INSERT INTO setting SELECT 'filling' || i, hex (randomblob "
                          "(60)) FROM n"));
}

/* In a page that an opening does not read. */
static void
damage (TvTestProcesses *fixture)
{
  g_autofree char *page = NULL;
  g_autofree char *copy = g_strconcat (fixture->path, ".copy", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  FILE *file;

  /* Whoever looked at the file itself would take its log away. */
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, NULL));
  page = tv_test_sqlite (copy, "SELECT rootpage FROM sqlite_schema WHERE name = 'contact_event'");
  file = g_fopen (fixture->path, "r+b");
  g_assert_cmpint (fseek (file, (long) (g_ascii_strtoll (page, NULL, 10) - 1) * 4096, SEEK_SET),
                   ==,
                   0);
  for (int i = 0; i < 512; i++)
    fputc (0x77, file);
  fclose (file);
}

/* After a kill the whole file is looked at, so such damage is found, and again at each opening. */
static void
test_unclean_is_checked (TvTestProcesses *fixture, gconstpointer data)
{
  end_uncleanly (fixture, NULL);
  damage (fixture);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tv_store_open (fixture->path, TV_OPEN_DEFAULT, &error));
      g_assert_error (error, TV_ERROR, TV_ERROR_CORRUPT);
    }
}

/* Who opens it then can write as ever: an import sorts in files, which SQLite lets nobody choose
 * within a transaction once the check has opened a place for what is temporary. */
static void
test_unclean_can_be_written (TvTestProcesses *fixture, gconstpointer data)
{
  g_autoptr (TvStore) store = NULL;
  g_autoptr (TvTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  TvConnection *writer;
  int cache;

  end_uncleanly (fixture, NULL);
  store = tv_test_processes_open (fixture);
  transaction = tv_store_begin (store, NULL, &error);
  g_assert_no_error (error);
  writer = tv_transaction_get_connection (transaction);
  g_assert_true (tv_bulk_begin_sort (writer, &cache, &error));
  g_assert_no_error (error);
  g_assert_true (tv_bulk_end_sort (writer, cache, &error));
  tv_test_write_number (transaction, 8);
  g_assert_true (tv_transaction_commit (transaction, &error));
}

/* Who can only read is told as well, unless somebody is writing the log, or the damage is what is
 * looked for. */
static void
test_unclean_is_checked_by_readers (TvTestProcesses *fixture, gconstpointer data)
{
  g_autoptr (TvStore) writer = NULL, reader = NULL, forensic = NULL;
  g_autoptr (TvTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  end_uncleanly (fixture, NULL);
  writer = tv_test_processes_open (fixture);
  transaction = tv_store_begin (writer, NULL, &error);
  g_assert_no_error (error);
  tv_test_write_number (transaction, 8);
  g_assert_true (tv_transaction_commit (transaction, &error));
  reader = tv_store_open (fixture->path, TV_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_clear_pointer (&reader, tv_store_close);
  g_clear_pointer (&transaction, tv_transaction_free);
  g_clear_pointer (&writer, tv_store_close);

  end_uncleanly (fixture, NULL);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TvProgress) progress = tv_progress_new (NULL);
      g_autoptr (TvStore) whole
          = tv_store_open_watched (fixture->path, TV_OPEN_READ_ONLY, progress, &error);
      TvProgressState state;

      g_assert_no_error (error);
      tv_progress_get (progress, &state);
      g_assert_cmpfloat (state.fraction, ==, 1);
    }
  damage (fixture);
  g_assert_null (tv_store_open (fixture->path, TV_OPEN_READ_ONLY, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_CORRUPT);
  g_clear_error (&error);
  forensic = tv_store_open (fixture->path, TV_OPEN_FORENSIC, &error);
  g_assert_no_error (error);
}

/* How far the check is can be seen, and afterwards there is nothing to check any more. */
static void
test_check_is_watched (TvTestProcesses *fixture, gconstpointer data)
{
  end_uncleanly (fixture, NULL);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TvProgress) progress = tv_progress_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TvStore) store
          = tv_store_open_watched (fixture->path, TV_OPEN_DEFAULT, progress, &error);
      TvProgressState state;

      g_assert_no_error (error);
      tv_progress_get (progress, &state);
      g_assert_cmpfloat (state.fraction, ==, i == 0 ? 1 : 0);
      g_assert_cmpint (*state.title != '\0', ==, i == 0);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  TvProgressState state = { 0 };

  while (state.done_count == 0)
    {
      g_usleep (100);
      tv_progress_get (data, &state);
    }
  g_cancellable_cancel (tv_progress_get_cancellable (data));
  return NULL;
}

/* Neither a cancel before the check nor one in the midst of it takes anything away: the next
 * opening finds the damage. */
static void
test_check_is_cancelled (TvTestProcesses *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf before, after;

  fill (fixture);
  end_uncleanly (fixture, NULL);
  g_assert_cmpint (g_stat (log, &before), ==, 0);
  g_assert_cmpint (before.st_size, >, 0);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TvProgress) progress = tv_progress_new (NULL);
      g_autoptr (GError) error = NULL;
      GThread *thread = NULL;

      if (i == 0)
        g_cancellable_cancel (tv_progress_get_cancellable (progress));
      else
        thread = g_thread_new ("cancel", cancel_thread, progress);
      g_assert_null (tv_store_open_watched (fixture->path, TV_OPEN_DEFAULT, progress, &error));
      g_clear_pointer (&thread, g_thread_join);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_stat (log, &after), ==, 0);
      g_assert_cmpint (after.st_size, ==, before.st_size);
    }
  damage (fixture);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (tv_store_open (fixture->path, TV_OPEN_DEFAULT, &error));
    g_assert_error (error, TV_ERROR, TV_ERROR_CORRUPT);
    g_assert_nonnull (strstr (error->message, "damaged"));
  }
}

typedef struct
{
  TvTestProcesses *fixture;
  TvProgress *progress;
} Stop;

static gpointer
stop_thread (gpointer data)
{
  Stop *stop = data;
  TvProgressState state = { 0 };

  while (state.done_count == 0)
    {
      g_usleep (100);
      tv_progress_get (stop->progress, &state);
    }
  tv_test_processes_tell (stop->fixture, 1);
  kill (getpid (), SIGSTOP);
  return NULL;
}

/* A child that stands still in the midst of a check; told to go on, it opens the workspace, tells
 * so and keeps it open. */
static pid_t
begin_check (TvTestProcesses *fixture)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      g_autoptr (TvProgress) progress = tv_progress_new (NULL);
      Stop stop = { fixture, progress };
      GThread *thread = g_thread_new ("stop", stop_thread, &stop);
      TvStore *store = tv_store_open_watched (fixture->path, TV_OPEN_DEFAULT, progress, NULL);

      g_thread_join (thread);
      tv_test_processes_tell (fixture, store != NULL ? 2 : 3);
      g_usleep (60 * G_USEC_PER_SEC);
      _exit (1);
    }
  g_assert_cmpint (tv_test_processes_hear (fixture), ==, 1);
  return pid;
}

static gpointer
cancel_wait_thread (gpointer data)
{
  TvProgressState state = { 0 };

  while (state.title == NULL || *state.title == '\0')
    {
      g_usleep (1000);
      tv_progress_get (data, &state);
    }
  g_cancellable_cancel (tv_progress_get_cancellable (data));
  return NULL;
}

static gpointer
go_on_thread (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 10);
  kill (GPOINTER_TO_INT (data), SIGCONT);
  return NULL;
}

/* While another program checks after an unclean end, an opening waits for what comes out. */
static void
test_check_is_waited_for (TvTestProcesses *fixture, gconstpointer data)
{
  g_autoptr (TvProgress) impatient = tv_progress_new (NULL);
  g_autoptr (TvProgress) patient = tv_progress_new (NULL);
  g_autoptr (GError) error = NULL;
  TvProgressState state;
  GThread *thread;
  TvStore *store;
  pid_t pid;

  fill (fixture);
  end_uncleanly (fixture, NULL);
  pid = begin_check (fixture);
  thread = g_thread_new ("cancel", cancel_wait_thread, impatient);
  g_assert_null (tv_store_open_watched (fixture->path, TV_OPEN_DEFAULT, impatient, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);
  thread = g_thread_new ("go on", go_on_thread, GINT_TO_POINTER (pid));
  store = tv_store_open_watched (fixture->path, TV_OPEN_DEFAULT, patient, &error);
  g_assert_no_error (error);
  g_thread_join (thread);
  /* The other one has it open, and has checked it. */
  g_assert_cmpint (tv_test_processes_hear (fixture), ==, 2);
  tv_progress_get (patient, &state);
  g_assert_cmpfloat (state.fraction, <, 1);
  tv_store_close (store);
  kill (pid, SIGKILL);
  tv_test_wait_for (pid, SIGKILL);
}

static gpointer
kill_thread (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 10);
  kill (GPOINTER_TO_INT (data), SIGKILL);
  return NULL;
}

/* @end_thread: what becomes of the one who checks; whoever waited checks as well. */
static void
take_over (TvTestProcesses *fixture, GThreadFunc end_thread, gboolean is_damaged)
{
  g_autoptr (TvProgress) progress = tv_progress_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TvStore) store = NULL;
  TvProgressState state;
  GThread *thread;
  pid_t pid;

  fill (fixture);
  end_uncleanly (fixture, NULL);
  if (is_damaged)
    damage (fixture);
  pid = begin_check (fixture);
  thread = g_thread_new ("end", end_thread, GINT_TO_POINTER (pid));
  store = tv_store_open_watched (fixture->path, TV_OPEN_DEFAULT, progress, &error);
  g_thread_join (thread);
  tv_progress_get (progress, &state);
  g_assert_cmpfloat (state.fraction, ==, 1);
  if (is_damaged)
    g_assert_error (error, TV_ERROR, TV_ERROR_CORRUPT);
  else
    g_assert_no_error (error);
  kill (pid, SIGKILL);
  tv_test_wait_for (pid, SIGKILL);
}

static void
test_checker_is_killed (TvTestProcesses *fixture, gconstpointer data)
{
  take_over (fixture, kill_thread, FALSE);
}

static void
test_checker_finds_damage (TvTestProcesses *fixture, gconstpointer data)
{
  take_over (fixture, go_on_thread, TRUE);
}

/* What is damaged is left as it is: it keeps its version, and no copy of it is made. */
static void
test_migration_waits (TvTestProcesses *fixture, gconstpointer data)
{
  g_autofree char *copies = g_strconcat (fixture->path, ".backups", NULL);
  g_autoptr (GError) error = NULL;

  end_uncleanly (fixture, "PRAGMA user_version = 1");
  damage (fixture);
  g_assert_null (tv_store_open (fixture->path, TV_OPEN_DEFAULT, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "damaged"));
  g_assert_false (g_file_test (copies, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store-check/" name,                                                                \
              TvTestProcesses,                                                                     \
              NULL,                                                                                \
              tv_test_processes_set_up,                                                            \
              func,                                                                                \
              tv_test_processes_tear_down)
  ADD ("unclean-is-checked", test_unclean_is_checked);
  ADD ("unclean-can-be-written", test_unclean_can_be_written);
  ADD ("unclean-is-checked-by-readers", test_unclean_is_checked_by_readers);
  ADD ("check-is-watched", test_check_is_watched);
  ADD ("check-is-cancelled", test_check_is_cancelled);
  ADD ("check-is-waited-for", test_check_is_waited_for);
  ADD ("checker-is-killed", test_checker_is_killed);
  ADD ("checker-finds-damage", test_checker_finds_damage);
  ADD ("migration-waits", test_migration_waits);
  return g_test_run ();
}
