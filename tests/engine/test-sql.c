/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every statement of every room: it prepares on a fresh schema, its parameters and columns are
 * those of its heading, and, asked by SQLite's authorizer, it writes only tables that schema.sql
 * gives to its room. */
#include <sqlite3.h>
#include <string.h>

#include "store/tv-connection.h"

typedef struct
{
  GHashTable *owners; /* table -> room */
  const TvSqlInfo *info;
} Check;

/* "-- derived, clean: what" above "CREATE TABLE name". */
static GHashTable *
read_owners (void)
{
  GHashTable *owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GRegex) comment
      = g_regex_new ("^-- (source|derived|ledger|settings), ([a-z]+)", 0, 0, NULL);
  g_autoptr (GRegex) create = g_regex_new ("^CREATE TABLE ([a-z_]+)", 0, 0, NULL);
  g_auto (GStrv) lines = g_strsplit (tv_sql_get_schema (), "\n", -1);
  g_autofree char *room = NULL;

  for (int i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_autoptr (GMatchInfo) made = NULL;

      if (g_regex_match (comment, lines[i], 0, &match))
        {
          g_free (room);
          room = g_match_info_fetch (match, 2);
        }
      if (g_regex_match (create, lines[i], 0, &made))
        {
          if (room == NULL)
            g_error ("schema.sql says not who writes: %s", lines[i]);
          g_hash_table_insert (owners, g_match_info_fetch (made, 1), g_steal_pointer (&room));
        }
    }
  return owners;
}

static sqlite3 *
open_fresh (void)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  if (sqlite3_exec (db, tv_sql_get_schema (), NULL, NULL, &message) != SQLITE_OK)
    g_error ("schema.sql: %s", message);
  return db;
}

static int
authorize (gpointer data,
           int action,
           const char *first,
           const char *second,
           const char *database,
           const char *trigger)
{
  Check *check = data;
  const char *owner;

  if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION
      || action == SQLITE_RECURSIVE)
    return SQLITE_OK;
  if (action != SQLITE_INSERT && action != SQLITE_UPDATE && action != SQLITE_DELETE)
    {
      g_test_message ("%s/%s does what no room may do (action %d)",
                      check->info->room,
                      check->info->name,
                      action);
      g_test_fail ();
      return SQLITE_OK;
    }
  owner = g_hash_table_lookup (check->owners, first);
  if (trigger == NULL && g_strcmp0 (owner, check->info->room) != 0)
    {
      g_test_message ("%s/%s writes %s, which is %s's",
                      check->info->room,
                      check->info->name,
                      first,
                      owner != NULL ? owner : "nobody");
      g_test_fail ();
    }
  return SQLITE_OK;
}

static void
check_names (const TvSqlInfo *info, sqlite3_stmt *stmt)
{
  int count = sqlite3_bind_parameter_count (stmt);

  if (count != (int) g_strv_length ((char **) info->parameters))
    g_error ("%s/%s has %d parameters, its heading names others", info->room, info->name, count);
  for (int i = 0; i < count; i++)
    {
      const char *name = sqlite3_bind_parameter_name (stmt, i + 1);

      if (name != NULL && *name != '?' && strcmp (name + 1, info->parameters[i]) != 0)
        g_error ("%s/%s: parameter %d is %s, its heading says %s",
                 info->room,
                 info->name,
                 i + 1,
                 name,
                 info->parameters[i]);
    }
  count = sqlite3_column_count (stmt);
  if (count != (int) g_strv_length ((char **) info->columns))
    g_error ("%s/%s has %d columns, its heading names others", info->room, info->name, count);
  for (int i = 0; i < count; i++)
    if (strcmp (sqlite3_column_name (stmt, i), info->columns[i]) != 0)
      g_error ("%s/%s: column %d is %s, its heading says %s",
               info->room,
               info->name,
               i,
               sqlite3_column_name (stmt, i),
               info->columns[i]);
}

static void
test_statements (void)
{
  g_autoptr (GHashTable) owners = read_owners ();
  sqlite3 *db = open_fresh ();
  Check check = { owners, NULL };

  sqlite3_set_authorizer (db, authorize, &check);
  for (int sql = 0; sql < TV_SQL_LAST; sql++)
    {
      sqlite3_stmt *stmt = NULL;

      check.info = tv_sql_get_info ((TvSql) sql);
      if (sqlite3_prepare_v2 (db, check.info->text, -1, &stmt, NULL) != SQLITE_OK)
        g_error ("%s/%s: %s", check.info->room, check.info->name, sqlite3_errmsg (db));
      check_names (check.info, stmt);
      sqlite3_finalize (stmt);
    }
  sqlite3_close (db);
}

/* Fails with every name that a query of the fresh schema gives. */
static void
expect_no_row (const char *query, const char *what)
{
  sqlite3 *db = open_fresh ();
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, query, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_error ("%s %s", sqlite3_column_text (stmt, 0), what);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
test_tables_are_strict (void)
{
  expect_no_row ("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                 "AND NOT strict AND name NOT LIKE 'sqlite_%'",
                 "is a table that is not STRICT");
}

/* Else a run writes into every page that the runs before it filled. */
static void
test_runs_are_written_behind_others (void)
{
  expect_no_row ("SELECT i.name FROM pragma_table_list AS t, pragma_index_list (t.name) AS i, "
                 "pragma_index_info (i.name) AS c WHERE t.name IN ('recommendation', "
                 "'review_item', 'run_exclusion') AND c.seqno = 0 AND c.name <> 'run_id'",
                 "is an index of a run's rows that does not begin with the run");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql/statements", test_statements);
  g_test_add_func ("/sql/tables-are-strict", test_tables_are_strict);
  g_test_add_func ("/sql/runs-are-written-behind-others", test_runs_are_written_behind_others);
  return g_test_run ();
}
