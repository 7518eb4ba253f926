/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace that several processes share, and a pipe from children to their parent. Children are
 * forked before anything is open. */
#include "tv-test-processes.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tv-test-workspace.h"

/**
 * tv_test_processes_set_up:
 * @fixture: (out): a workspace in a folder of its own, and a pipe
 * @data: not used
 *
 * Makes a workspace; nothing of it is open afterwards.
 */
void
tv_test_processes_set_up (TvTestProcesses *fixture, gconstpointer data)
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

/**
 * tv_test_processes_tear_down:
 * @fixture: a fixture
 * @data: not used
 *
 * Takes the folder away.
 */
void
tv_test_processes_tear_down (TvTestProcesses *fixture, gconstpointer data)
{
  close (fixture->from_child[0]);
  close (fixture->from_child[1]);
  g_free (fixture->path);
  tv_test_folder_free (fixture->folder);
}

/**
 * tv_test_processes_open:
 * @fixture: a fixture
 *
 * Returns: (transfer full): the workspace
 */
TvStore *
tv_test_processes_open (TvTestProcesses *fixture)
{
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (fixture->path, TV_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  return store;
}

/**
 * tv_test_read_number:
 * @db: a connection
 *
 * Returns: the number that is stored, 0 = none
 */
int
tv_test_read_number (TvConnection *db)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tv_connection_dup_setting (db, "number", &error);

  g_assert_no_error (error);
  return text != NULL ? atoi (text) : 0;
}

/**
 * tv_test_write_number:
 * @transaction: an open transaction
 * @number: another than before
 *
 * Stores a number.
 */
void
tv_test_write_number (TvTransaction *transaction, int number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("%d", number);

  tv_connection_set_setting (tv_transaction_get_connection (transaction), "number", text, &error);
  g_assert_no_error (error);
}

/**
 * tv_test_processes_tell:
 * @fixture: a fixture
 * @number: for whoever hears
 *
 * Tells the parent a number.
 */
void
tv_test_processes_tell (TvTestProcesses *fixture, int number)
{
  g_assert_cmpint (write (fixture->from_child[1], &number, sizeof number), ==, sizeof number);
}

/**
 * tv_test_processes_hear:
 * @fixture: a fixture
 *
 * Returns: the next number that a child told
 */
int
tv_test_processes_hear (TvTestProcesses *fixture)
{
  int number = -1;

  g_assert_cmpint (read (fixture->from_child[0], &number, sizeof number), ==, sizeof number);
  return number;
}

/**
 * tv_test_wait_for:
 * @pid: a child
 * @wanted_signal: that ended it, 0 = it ended by itself
 *
 * Waits for the end of a child.
 */
void
tv_test_wait_for (pid_t pid, int wanted_signal)
{
  int status;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (wanted_signal != 0)
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == wanted_signal);
  else
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}
