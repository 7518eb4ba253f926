/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations with a made-up table of steps: an older file arrives whole, a copy is kept, a step
 * that fails leaves the file as it was, and the steps that the program ships lead from 1 to its own
 * version without a hole. */
#include "store/tv-migrate.h"

#include <string.h>

#include "base/tv-digest.h"
#include "base/tv-error.h"
#include "store/tv-schema.h"
#include "store/tv-store.h"
#include "tv-test-workspace.h"

static const TvMigration steps[] = {
  { 2, "add-colour", "ALTER TABLE thing ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';" },
  { 3,
    "rename",
    "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, colour TEXT NOT NULL) STRICT;"
    "INSERT INTO item SELECT id, name, colour FROM thing; DROP TABLE thing;" },
};

static char *
make_old (const char *folder)
{
  char *path = g_build_filename (folder, "old.tastevin", NULL);

  g_free (tv_test_sqlite (path,
                          "PRAGMA journal_mode = WAL; PRAGMA user_version = 1;"
                          "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
                          "INSERT INTO thing VALUES (1, 'a'), (2, 'b');"));
  return path;
}

static gboolean
migrate (const char *path, const TvMigration *table, gsize count, int version, GError **error)
{
  TvConnection *connection = tv_connection_open (path, TV_CONNECT_WRITER, error);
  gboolean is_done;

  g_assert_nonnull (connection);
  is_done = tv_migrate_run (connection, table, count, version, error);
  tv_connection_close (connection);
  return is_done;
}

static char *
find_backup (const char *path)
{
  g_autofree char *folder = g_strconcat (path, ".backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static void
test_steps (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = make_old (folder);
  g_autofree char *backup = NULL, *rows = NULL, *version = NULL, *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (path, steps, G_N_ELEMENTS (steps), 3, &error));
  g_assert_no_error (error);
  rows = tv_test_sqlite (path, "SELECT group_concat (name || colour) FROM item");
  g_assert_cmpstr (rows, ==, "ared,bred");
  version = tv_test_sqlite (path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "3");
  backup = find_backup (path);
  g_assert_nonnull (backup);
  kept = tv_test_sqlite (backup, "SELECT group_concat (name) FROM thing");
  g_assert_cmpstr (kept, ==, "a,b");
  /* A second time there is nothing to do. */
  g_assert_true (migrate (path, steps, G_N_ELEMENTS (steps), 3, &error));
  tv_test_folder_free (folder);
}

static void
test_failing_step (void)
{
  static const TvMigration broken[] = {
    { 2, "add-colour", "ALTER TABLE thing ADD COLUMN colour TEXT;" },
    { 3, "broken", "UPDATE thing SET colour = 'x'; INSERT INTO nowhere VALUES (1);" },
  };
  static const TvMigration orphaning[] = {
    { 2,
      "child",
      "CREATE TABLE child (id INTEGER PRIMARY KEY, thing_id INTEGER REFERENCES thing (id));"
      "INSERT INTO child VALUES (1, 77);" },
  };
  char *folder = tv_test_folder_new ();
  g_autofree char *path = make_old (folder);
  g_autofree char *columns = NULL, *version = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (migrate (path, broken, G_N_ELEMENTS (broken), 3, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (migrate (path, broken, 1, 3, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_INTERNAL);
  g_clear_error (&error);
  g_assert_false (migrate (path, orphaning, G_N_ELEMENTS (orphaning), 2, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_CORRUPT);
  columns = tv_test_sqlite (path, "SELECT group_concat (name) FROM pragma_table_info ('thing')");
  g_assert_cmpstr (columns, ==, "id,name");
  version = tv_test_sqlite (path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "1");
  tv_test_folder_free (folder);
}

static void
test_shipped (void)
{
  gsize count;
  const TvMigration *table = tv_sql_get_migrations (&count);

  g_assert_cmpuint (count, ==, TV_SCHEMA_VERSION - 1);
  for (gsize i = 0; i < count; i++)
    g_assert_cmpint (table[i].version, ==, (int) i + 2);
}

/* Workspaces made by every earlier version end with today's schema, and keep their rows. */
static void
test_released (void)
{
  for (int version = 1; version < TV_SCHEMA_VERSION; version++)
    {
      char *folder = tv_test_folder_new ();
      g_autofree char *path = g_build_filename (folder, "old.tastevin", NULL);
      g_autofree char *name = g_strdup_printf ("%d.sql", version);
      g_autofree char *source
          = g_test_build_filename (G_TEST_DIST, "tests", "golden", "schema", name, NULL);
      g_autofree char *schema = NULL, *sql = NULL, *kept = NULL, *backup = NULL;
      g_autoptr (GError) error = NULL;
      TvStore *store;

      g_assert_true (g_file_get_contents (source, &schema, NULL, &error));
      sql = g_strconcat (
          "PRAGMA journal_mode = WAL;",
          schema,
          "INSERT INTO setting VALUES ('stream_id', '00000000-0000-0000-0000-000000000000');"
          "INSERT INTO customer_ref VALUES (1, 'C1'), (2, 'C2');",
          NULL);
      g_free (tv_test_sqlite (path, sql));
      store = tv_store_open (path, 0, &error);
      g_assert_no_error (error);
      tv_store_close (store);
      backup = find_backup (path);
      g_assert_nonnull (backup);
      kept = tv_test_sqlite (path, "SELECT group_concat (customer_code) FROM customer_ref");
      g_assert_cmpstr (kept, ==, "C1,C2");
      tv_test_folder_free (folder);
    }
}

/* A workspace of today's version opens, is not touched by migration, and has the fingerprint of a
 * fresh schema. */
static void
test_today (void)
{
  char *folder = tv_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "new.tastevin", NULL);
  g_autofree char *version = NULL, *backup = NULL;
  g_autoptr (GError) error = NULL;
  TvStore *store = tv_store_open (path, TV_OPEN_CREATE, &error);
  TvConnection *file, *memory;
  guint8 have[TV_DIGEST_LENGTH], want[TV_DIGEST_LENGTH];

  g_assert_no_error (error);
  tv_store_close (store);
  backup = find_backup (path);
  g_assert_null (backup);
  file = tv_connection_open (path, TV_CONNECT_READ_ONLY, &error);
  memory = tv_connection_open (NULL, TV_CONNECT_MEMORY, &error);
  g_assert_no_error (error);
  g_assert_true (tv_connection_exec (memory, tv_sql_get_schema (), &error));
  g_assert_true (tv_schema_fingerprint (file, have, &error));
  g_assert_true (tv_schema_fingerprint (memory, want, &error));
  g_assert_cmpmem (have, sizeof have, want, sizeof want);
  tv_connection_close (file);
  tv_connection_close (memory);
  tv_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/steps", test_steps);
  g_test_add_func ("/migrate/failing-step", test_failing_step);
  g_test_add_func ("/migrate/shipped", test_shipped);
  g_test_add_func ("/migrate/released", test_released);
  g_test_add_func ("/migrate/today", test_today);
  return g_test_run ();
}
