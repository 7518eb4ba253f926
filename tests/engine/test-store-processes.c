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
#include "tv-test-processes.h"
#include "tv-test-workspace.h"

static int
read_number_again (TvTestProcesses *fixture)
{
  TvStore *store = tv_test_processes_open (fixture);
  TvConnection *reader = tv_store_lease_reader (store, NULL, NULL);
  int number = tv_test_read_number (reader);

  tv_store_return_reader (store, reader);
  tv_store_close (store);
  return number;
}

/* Another program that looks into the workspace and leaves; what number it saw. This program
 * itself, run anew: a fork would share what SQLite remembers of the file. */
static int
visit (TvTestProcesses *fixture)
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
test_lost_locks (TvTestProcesses *fixture, gconstpointer data)
{
  TvStore *store = tv_test_processes_open (fixture);
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
      tv_test_write_number (transaction, round);
      g_assert_true (tv_transaction_commit (transaction, NULL));
      g_assert_cmpint (visit (fixture), ==, round);
    }
  tv_store_close (store);
  g_assert_cmpint (visit (fixture), ==, 3);
}

/* A child that holds the gate for a while and then commits. */
static pid_t
hold_gate (TvTestProcesses *fixture, gint64 usec)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      TvStore *store = tv_test_processes_open (fixture);
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);

      tv_test_write_number (transaction, 1);
      tv_test_processes_tell (fixture, 1);
      g_usleep ((gulong) usec);
      g_assert_true (tv_transaction_commit (transaction, NULL));
      tv_transaction_free (transaction);
      tv_store_close (store);
      _exit (0);
    }
  tv_test_processes_hear (fixture);
  return pid;
}

static void
test_gate (TvTestProcesses *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  pid_t pid = hold_gate (fixture, G_USEC_PER_SEC);
  TvStore *store = tv_test_processes_open (fixture);
  TvTransaction *transaction = tv_store_begin (store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (tv_test_read_number (tv_transaction_get_connection (transaction)), ==, 1);
  tv_transaction_free (transaction);
  tv_test_wait_for (pid, 0);
  tv_store_close (store);
}

/* Whoever waits is told after five seconds, and not when the other program is done. */
static void
test_gate_gives_up (TvTestProcesses *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  pid_t pid = hold_gate (fixture, 90 * G_USEC_PER_SEC);
  TvStore *store = tv_test_processes_open (fixture);
  gint64 started_usec = g_get_monotonic_time ();
  TvTransaction *transaction = tv_store_begin (store, NULL, &error);
  gint64 waited_usec = g_get_monotonic_time () - started_usec;
  TvConnection *reader = tv_store_lease_reader (store, NULL, NULL);

  g_assert_null (transaction);
  g_assert_error (error, TV_ERROR, TV_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "another program"));
  g_assert_cmpint (waited_usec, >=, 4.9 * G_USEC_PER_SEC);
  g_assert_cmpint (waitpid (pid, NULL, WNOHANG), ==, 0);
  /* Reading goes on meanwhile. */
  g_assert_cmpint (tv_test_read_number (reader), ==, 0);
  tv_store_return_reader (store, reader);
  kill (pid, SIGKILL);
  tv_test_wait_for (pid, SIGKILL);
  tv_store_close (store);
}

/* Two stores of one process are kept apart like two processes. */
static void
test_gate_in_process (TvTestProcesses *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TvStore *first = tv_test_processes_open (fixture), *second = tv_test_processes_open (fixture);
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
count_up (TvTestProcesses *fixture)
{
  TvStore *store = tv_test_processes_open (fixture);

  for (;;)
    {
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);
      int number = tv_test_read_number (tv_transaction_get_connection (transaction)) + 1;

      tv_test_write_number (transaction, number);
      g_assert_true (tv_transaction_commit (transaction, NULL));
      tv_transaction_free (transaction);
      tv_test_processes_tell (fixture, number);
    }
}

static void
test_kill (TvTestProcesses *fixture, gconstpointer data)
{
  int acknowledged = 0;

  for (int round = 0; round < 25; round++)
    {
      pid_t pid = fork ();
      g_autofree char *verdict = NULL;
      int number;

      if (pid == 0)
        count_up (fixture);
      acknowledged = tv_test_processes_hear (fixture);
      g_usleep ((gulong) g_test_rand_int_range (0, 60000));
      kill (pid, SIGKILL);
      tv_test_wait_for (pid, SIGKILL);
      /* What was told and not yet heard; the marker ends it. */
      tv_test_processes_tell (fixture, -1);
      while ((number = tv_test_processes_hear (fixture)) != -1)
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
test_kill_before_commit (TvTestProcesses *fixture, gconstpointer data)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      TvStore *store = tv_test_processes_open (fixture);
      TvTransaction *transaction = tv_store_begin (store, NULL, NULL);

      tv_test_write_number (transaction, 7);
      kill (getpid (), SIGKILL);
    }
  tv_test_wait_for (pid, SIGKILL);
  g_assert_cmpint (read_number_again (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--visit"))
    return read_number_again (&(TvTestProcesses){ .path = argv[2] });
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/processes/" name,                                                                  \
              TvTestProcesses,                                                                     \
              NULL,                                                                                \
              tv_test_processes_set_up,                                                            \
              func,                                                                                \
              tv_test_processes_tear_down)
  ADD ("gate", test_gate);
  ADD ("gate-gives-up", test_gate_gives_up);
  ADD ("gate-in-process", test_gate_in_process);
  ADD ("kill", test_kill);
  ADD ("kill-before-commit", test_kill_before_commit);
  g_test_add ("/processes/lost-locks",
              TvTestProcesses,
              NULL,
              tv_test_processes_set_up,
              test_lost_locks,
              tv_test_processes_tear_down);
  return g_test_run ();
}
