/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers of tests that need files: a folder of their own, taken away with all that is in it, and
 * SQL on a closed workspace, which opens the file the way the sqlite3 shell does. */
#include "tv-test-workspace.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

/**
 * tv_test_folder_new:
 *
 * Returns: (transfer full): a new folder, for tv_test_folder_free()
 */
char *
tv_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("tastevin-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_all (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_all (child);
        }
      g_rmdir (path);
    }
  else
    g_unlink (path);
}

/**
 * tv_test_folder_free:
 * @folder: (transfer full): a folder of tv_test_folder_new()
 *
 * Takes the folder away.
 */
void
tv_test_folder_free (char *folder)
{
  remove_all (folder);
  g_free (folder);
}

static void
set_up (TvTestFile *file, gconstpointer name)
{
  file->folder = tv_test_folder_new ();
  file->path = g_build_filename (file->folder, name, NULL);
}

static void
tear_down (TvTestFile *file, gconstpointer name)
{
  g_free (file->path);
  tv_test_folder_free (file->folder);
}

/**
 * tv_test_file_add:
 * @test: path of the test
 * @name: of its file; static
 * @run: the test; its data is @name
 *
 * Registers a test about one file in a folder of its own, which is taken away afterwards.
 */
void
tv_test_file_add (const char *test, const char *name, TvTestFileFunc run)
{
  g_test_add (test, TvTestFile, name, set_up, run, tear_down);
}

static int
keep_last (gpointer data, int count, char **values, char **names)
{
  char **result = data;

  g_free (*result);
  *result = g_strdup (count > 0 && values[0] != NULL ? values[0] : "");
  return 0;
}

/**
 * tv_test_sqlite:
 * @path: a workspace that nobody has open
 * @sql: statements
 *
 * Runs statements without any of the program's care. Ends the test where they fail.
 *
 * Returns: (transfer full) (nullable): the first column of the last row
 */
char *
tv_test_sqlite (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *result = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, keep_last, &result, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (db);
  return result;
}
