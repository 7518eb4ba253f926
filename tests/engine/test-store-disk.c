/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real disks that are full or read-only: a small file system in memory, mounted where no other
 * process sees it. Skipped where mounting is not allowed. A full disk is said, nothing half stays,
 * and the workspace goes on once there is room. */
#define _GNU_SOURCE /* unshare */
#include "store/tv-store.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "tv-test-workspace.h"

#define EXIT_SKIPPED 77

typedef void (*DiskFunc) (const char *disk);

/* Runs func in a child that has a file system of its own. */
static void
on_small_disk (DiskFunc func)
{
  char *folder = tv_test_folder_new ();
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
          || mount ("none", folder, "tmpfs", 0, "size=1200k") != 0)
        _exit (EXIT_SKIPPED);
      func (folder);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  tv_test_folder_free (folder);
  if (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_SKIPPED)
    g_test_skip ("no file system may be mounted here");
  else
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

static void
fill_disk (const char *disk, gsize leave)
{
  g_autofree char *path = g_build_filename (disk, "filler", NULL);
  g_autofree char *block = g_strnfill (4096, 'x');
  FILE *file = g_fopen (path, "w");
  gint64 size = 0;

  while (fwrite (block, 1, 4096, file) == 4096 && fflush (file) == 0)
    size += 4096;
  fclose (file);
  g_assert_cmpint (truncate (path, MAX (size - (gint64) leave, 0)), ==, 0);
}

static void
empty_disk (const char *disk)
{
  g_autofree char *path = g_build_filename (disk, "filler", NULL);

  g_unlink (path);
}

static void
create_on_full (const char *disk)
{
  g_autofree char *path = g_build_filename (disk, "new.tastevin", NULL);

  for (gsize leave = 0; leave < 160 * 1024; leave += 32 * 1024)
    {
      g_autoptr (GError) error = NULL;
      TvStore *store;

      fill_disk (disk, leave);
      store = tv_store_open (path, TV_OPEN_CREATE, &error);
      g_assert_null (store);
      g_assert_error (error, TV_ERROR, TV_ERROR_NO_SPACE);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      empty_disk (disk);
    }
}

/* Writes rows until something fails; TRUE when all of them are committed. */
static gboolean
write_rows (TvStore *store, int count, GError **error)
{
  g_autoptr (TvTransaction) transaction = tv_store_begin (store, NULL, error);
  g_autofree char *value = g_strnfill (1000, 'v');

  if (transaction == NULL)
    return FALSE;
  for (int i = 0; i < count; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%d", i);

      if (!tv_connection_set_setting (tv_transaction_get_connection (transaction),
                                      key,
                                      value,
                                      error))
        return FALSE;
    }
  return tv_transaction_commit (transaction, error);
}

static gboolean
has_rows (TvStore *store)
{
  TvConnection *reader = tv_store_lease_reader (store, NULL, NULL);
  g_autofree char *value = tv_connection_dup_setting (reader, "key-0", NULL);

  tv_store_return_reader (store, reader);
  return value != NULL;
}

static void
write_on_full (const char *disk)
{
  g_autofree char *path = g_build_filename (disk, "work.tastevin", NULL);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);

  g_assert_no_error (error);
  for (gsize leave = 0; leave < 128 * 1024; leave += 32 * 1024)
    {
      fill_disk (disk, leave);
      g_assert_false (write_rows (store, 200, &error));
      g_assert_error (error, TV_ERROR, TV_ERROR_NO_SPACE);
      g_clear_error (&error);
      g_assert_false (has_rows (store));
      empty_disk (disk);
    }
  g_assert_true (write_rows (store, 50, &error));
  g_assert_true (has_rows (store));
  tv_store_close (store);
  store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (has_rows (store));
  tv_store_close (store);
}

static void
read_only_disk (const char *disk)
{
  g_autofree char *path = g_build_filename (disk, "kept.tastevin", NULL);
  g_autofree char *other = g_build_filename (disk, "other.tastevin", NULL);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);

  g_assert_true (write_rows (store, 10, &error));
  tv_store_close (store);
  g_assert_cmpint (mount (NULL, disk, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  store = tv_store_open (path, TV_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (tv_store_is_read_only (store));
  g_assert_true (has_rows (store));
  g_assert_false (write_rows (store, 1, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
  g_clear_error (&error);
  tv_store_close (store);
  g_assert_null (tv_store_open (other, TV_OPEN_CREATE, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);

  g_assert_true (g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
}

/* What lies in a log cannot be read where nothing can be written; that is said, not that the disk
 * fails. */
static void
read_only_log (const char *disk)
{
  g_autofree char *path = g_build_filename (disk, "kept.tastevin", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (disk, "copy.tastevin", NULL);
  g_autofree char *copy_log = g_strconcat (copy, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);

  g_assert_true (write_rows (store, 1, &error));
  copy_file (path, copy);
  copy_file (log, copy_log);
  tv_store_close (store);
  g_assert_cmpint (mount (NULL, disk, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  g_assert_null (tv_store_open (copy, TV_OPEN_DEFAULT, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "copy.tastevin-wal"));
}

static void
test_disk (gconstpointer func)
{
  on_small_disk (*(const DiskFunc *) func);
}

int
main (int argc, char **argv)
{
  static const DiskFunc funcs[] = { create_on_full, write_on_full, read_only_disk, read_only_log };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/disk/create-on-full", &funcs[0], test_disk);
  g_test_add_data_func ("/disk/write-on-full", &funcs[1], test_disk);
  g_test_add_data_func ("/disk/read-only", &funcs[2], test_disk);
  g_test_add_data_func ("/disk/read-only-log", &funcs[3], test_disk);
  return g_test_run ();
}
