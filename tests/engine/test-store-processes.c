/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several processes on one workspace: the gate keeps writers apart and gives up after five seconds,
 * a killed writer leaves nothing half, and what was acknowledged is there after the kill. Children
 * are forked before anything is open. */
#include "store/tv-store.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "tv-test-workspace.h"

typedef struct
{
  char *folder;
  char *path;
  int from_child[2];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TvStore *store;

  fixture->folder = tv_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "shared.tastevin", NULL);
  store = tv_store_open (fixture->path, TV_OPEN_CREATE, &error);
  g_assert_no_error (error);
  tv_store_close (store);
  g_assert_cmpint (pipe (fixture->from_child), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close (fixture->from_child[0]);
  close (fixture->from_child[1]);
  g_free (fixture->path);
  tv_test_folder_free (fixture->folder);
}

static TvStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (fixture->path, TV_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  return store;
}

static int
read_number (TvConnection *db)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tv_connection_dup_setting (db, "number", &error);

  g_assert_no_error (error);
  return text != NULL ? atoi (text) : 0;
}

static void
write_number (TvTransaction *transaction, int number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("%d", number);

  tv_connection_set_setting (tv_transaction_get_connection (transaction), "number", text, &error);
  g_assert_no_error (error);
}

static int
read_number_again (Fixture *fixture)
{
  TvStore *store = open_store (fixture);
  TvConnection *reader = tv_store_lease_reader (store, NULL, NULL);
  int number = read_number (reader);

  tv_store_return_reader (store, reader);
  tv_store_close (store);
  return number;
}

static void
tell (Fixture *fixture, int number)
{
  g_assert_cmpint (write (fixture->from_child[1], &number, sizeof number), ==, sizeof number);
}

static int
hear (Fixture *fixture)
{
  int number = -1;

  g_assert_cmpint (read (fixture->from_child[0], &number, sizeof number), ==, sizeof number);
  return number;
}

static void
wait_for (pid_t pid, int wanted_signal)
{
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (wanted_signal != 0)
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == wanted_signal);
  else
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

/* Another program that looks into the workspace and leaves; what number it saw. This program
 * itself, run anew: a fork would share what SQLite remembers of the file. */
static int
visit (Fixture *fixture)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  char *words[] = { self, (char *) "--visit", fixture->path, NULL };
  int status;

  g_assert_true (
      g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* Closing any descriptor of the file drops the locks that SQLite holds on it, as a file chooser
 * does that sniffs at what it lists. A visitor must not take the log away then. */
static void
test_lost_locks (Fixture *fixture, gconstpointer data)
{
  TvStore *store = open_store (fixture);
  const char *const beside[] = { "", "-wal", "-shm" };

  for (int round = 1; round <= 3; round++)
    {
      g_autoptr (TvTransaction) transaction = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (beside); i++)
        {
          g_autofree char *path = g_strconcat (fixture->path, beside[i], NULL);
          int fd = g_open (path, O_RDONLY, 0);

          if (fd >= 0)
            close (fd);
        }
      g_assert_cmpint (visit (fixture), ==, round - 1);
      transaction = tv_store_begin (store, NULL, NULL);
      g_assert_nonnull (transaction);
      write_number (transaction, round);
      g_assert_true (tv_transaction_commit (transaction, NULL));
      g_assert_cmpint (visit (fixture), ==, round);
    }
  tv_store_close (store);
  g_assert_cmpint (visit (fixture), ==, 3);
}

/* A child that holds the gate for a while and then commits. */
static pid_t
hold_gate (Fixture *fixture, gint64 usec)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      TvStore *store = open_store (fixture);
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);

      write_number (transaction, 1);
      tell (fixture, 1);
      g_usleep ((gulong) usec);
      g_assert_true (tv_transaction_commit (transaction, NULL));
      tv_transaction_free (transaction);
      tv_store_close (store);
      _exit (0);
    }
  hear (fixture);
  return pid;
}

static void
test_gate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  pid_t pid = hold_gate (fixture, G_USEC_PER_SEC);
  TvStore *store = open_store (fixture);
  TvTransaction *transaction = tv_store_begin (store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (read_number (tv_transaction_get_connection (transaction)), ==, 1);
  tv_transaction_free (transaction);
  wait_for (pid, 0);
  tv_store_close (store);
}

static void
test_gate_gives_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  pid_t pid = hold_gate (fixture, 6.5 * G_USEC_PER_SEC);
  TvStore *store = open_store (fixture);
  gint64 started_usec = g_get_monotonic_time ();
  TvTransaction *transaction = tv_store_begin (store, NULL, &error);
  gint64 waited_usec = g_get_monotonic_time () - started_usec;
  TvConnection *reader = tv_store_lease_reader (store, NULL, NULL);

  g_assert_null (transaction);
  g_assert_error (error, TV_ERROR, TV_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "another program"));
  g_assert_cmpint (waited_usec, >=, 4.9 * G_USEC_PER_SEC);
  g_assert_cmpint (waited_usec, <=, 6.2 * G_USEC_PER_SEC);
  /* Reading goes on meanwhile. */
  g_assert_cmpint (read_number (reader), ==, 0);
  tv_store_return_reader (store, reader);
  wait_for (pid, 0);
  tv_store_close (store);
}

/* Two stores of one process are kept apart like two processes. */
static void
test_gate_in_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TvStore *first = open_store (fixture), *second = open_store (fixture);
  TvTransaction *transaction = tv_store_begin (first, NULL, &error);
  g_autoptr (TvProgress) progress = tv_progress_new (NULL);

  g_assert_no_error (error);
  g_cancellable_cancel (tv_progress_get_cancellable (progress));
  g_assert_null (tv_store_begin (second, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  tv_transaction_free (transaction);
  transaction = tv_store_begin (second, NULL, &error);
  g_assert_no_error (error);
  tv_transaction_free (transaction);
  tv_store_close (first);
  tv_store_close (second);
}

/* Counts up, one transaction each, tells every number that is safe; never ends by itself. */
static void
count_up (Fixture *fixture)
{
  TvStore *store = open_store (fixture);

  for (;;)
    {
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);
      int number = read_number (tv_transaction_get_connection (transaction)) + 1;

      write_number (transaction, number);
      g_assert_true (tv_transaction_commit (transaction, NULL));
      tv_transaction_free (transaction);
      tell (fixture, number);
    }
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  int acknowledged = 0;

  for (int round = 0; round < 25; round++)
    {
      pid_t pid = fork ();
      g_autofree char *verdict = NULL;
      int number;

      if (pid == 0)
        count_up (fixture);
      acknowledged = hear (fixture);
      g_usleep ((gulong) g_test_rand_int_range (0, 60000));
      kill (pid, SIGKILL);
      wait_for (pid, SIGKILL);
      /* What was told and not yet heard; the marker ends it. */
      tell (fixture, -1);
      while ((number = hear (fixture)) != -1)
        acknowledged = number;
      number = read_number_again (fixture);
      g_assert_cmpint (number, >=, acknowledged);
      g_assert_cmpint (number, <=, acknowledged + 1);
      verdict = tv_test_sqlite (fixture->path, "PRAGMA integrity_check");
      g_assert_cmpstr (verdict, ==, "ok");
    }
  g_test_message ("%d acknowledged", acknowledged);
}

static void
test_kill_before_commit (Fixture *fixture, gconstpointer data)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      TvStore *store = open_store (fixture);
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);

      write_number (transaction, 7);
      kill (getpid (), SIGKILL);
    }
  wait_for (pid, SIGKILL);
  g_assert_cmpint (read_number_again (fixture), ==, 0);
}

/* Ends without closing, after a commit that the file does not have yet. */
static void
end_uncleanly (Fixture *fixture)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      TvStore *store = open_store (fixture);
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);

      write_number (transaction, 7);
      g_assert_true (tv_transaction_commit (transaction, NULL));
      kill (getpid (), SIGKILL);
    }
  wait_for (pid, SIGKILL);
}

/* In a page that an opening does not read. */
static void
damage (Fixture *fixture)
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
test_unclean_is_checked (Fixture *fixture, gconstpointer data)
{
  end_uncleanly (fixture);
  damage (fixture);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tv_store_open (fixture->path, TV_OPEN_DEFAULT, &error));
      g_assert_error (error, TV_ERROR, TV_ERROR_CORRUPT);
    }
}

/* How far the check is can be seen, and afterwards there is nothing to check any more. */
static void
test_check_is_watched (Fixture *fixture, gconstpointer data)
{
  end_uncleanly (fixture);
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
test_check_is_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf before, after;

  g_free (tv_test_sqlite (fixture->path,
                          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
                          "< 300000) INSERT INTO setting SELECT 'filling' || i, hex (randomblob "
                          "(60)) FROM n"));
  end_uncleanly (fixture);
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

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--visit"))
    return read_number_again (&(Fixture){ .path = argv[2] });
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/processes/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("gate", test_gate);
  ADD ("gate-gives-up", test_gate_gives_up);
  ADD ("gate-in-process", test_gate_in_process);
  ADD ("kill", test_kill);
  ADD ("kill-before-commit", test_kill_before_commit);
  ADD ("unclean-is-checked", test_unclean_is_checked);
  ADD ("check-is-watched", test_check_is_watched);
  ADD ("check-is-cancelled", test_check_is_cancelled);
  g_test_add ("/processes/lost-locks", Fixture, NULL, set_up, test_lost_locks, tear_down);
  return g_test_run ();
}
