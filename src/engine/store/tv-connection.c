/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rooms do with a connection: statements prepared once each and found by their enum value,
 * short forms for single statements, and the settings of the workspace. A connection belongs to one
 * thread while leased. Opening is in tv-connection-open.c. */
#include <stdarg.h>

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "store/tv-connection-private.h"

/**
 * tv_connection_prepare:
 * @connection: a leased connection
 * @sql: which statement
 * @error: return location
 *
 * Gives the statement ready to be bound: prepared, reset and unbound. There is one of each for a
 * connection, so asking again ends its rows.
 *
 * Returns: (transfer none) (nullable): the statement, valid as long as the connection
 */
TvStatement *
tv_connection_prepare (TvConnection *connection, TvSql sql, GError **error)
{
  TvStatement *statement = &connection->statements[sql];

  statement->bind_code = SQLITE_OK;
  if (statement->stmt == NULL)
    {
      const TvSqlInfo *info = tv_sql_get_info (sql);
      int code = sqlite3_prepare_v3 (connection->db,
                                     info->text,
                                     -1,
                                     SQLITE_PREPARE_PERSISTENT,
                                     &statement->stmt,
                                     NULL);

      if (code != SQLITE_OK)
        {
          g_autofree char *what = g_strconcat (info->room, "/", info->name, NULL);

          tv_sqlite_set_error (error, connection, code, what);
          return NULL;
        }
      return statement;
    }
  sqlite3_reset (statement->stmt);
  sqlite3_clear_bindings (statement->stmt);
  return statement;
}

/**
 * tv_connection_get_change_count:
 * @connection: a connection
 *
 * Returns: how many rows the last statement that writes has changed
 */
gint64
tv_connection_get_change_count (TvConnection *connection)
{
  return sqlite3_changes64 (connection->db);
}

/**
 * tv_connection_get_last_rowid:
 * @connection: a connection
 *
 * Returns: the rowid of the last row inserted into a table that has them
 */
gint64
tv_connection_get_last_rowid (TvConnection *connection)
{
  return sqlite3_last_insert_rowid (connection->db);
}

/* Binds from format: i = gint64, t = const char *, d = double, b = const void * and gsize, n =
 * NULL. */
static void
bind_list (TvStatement *statement, const char *format, va_list list)
{
  for (int i = 1; *format != '\0'; format++, i++)
    switch (*format)
      {
      case 'i':
        tv_statement_bind_int64 (statement, i, va_arg (list, gint64));
        break;
      case 't':
        tv_statement_bind_text (statement, i, va_arg (list, const char *));
        break;
      case 'd':
        tv_statement_bind_double (statement, i, va_arg (list, double));
        break;
      case 'b':
        {
          const void *bytes = va_arg (list, const void *);

          tv_statement_bind_blob (statement, i, bytes, va_arg (list, gsize));
          break;
        }
      case 'n':
        tv_statement_bind_null (statement, i);
        break;
      default:
        g_assert_not_reached ();
      }
}

/**
 * tv_connection_execute:
 * @connection: a connection
 * @sql: which statement
 * @error: return location
 * @format: one letter for each parameter: `i` gint64, `t` text (nullable), `d` double, `b` bytes
 * and a gsize, `n` NULL (no argument)
 * @...: the parameters; integers must be gint64
 *
 * Runs a statement to its end.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_connection_execute (TvConnection *connection, TvSql sql, GError **error, const char *format, ...)
{
  TvStatement *statement = tv_connection_prepare (connection, sql, error);
  va_list list;

  if (statement == NULL)
    return FALSE;
  va_start (list, format);
  bind_list (statement, format, list);
  va_end (list);
  return tv_statement_run (statement, error);
}

/**
 * tv_connection_get_int64:
 * @connection: a connection
 * @sql: which statement
 * @out_value: (out): the first column of its first row, 0 where NULL
 * @error: return location
 * @format: as for tv_connection_execute()
 * @...: the parameters
 *
 * Asks for one integer.
 *
 * Returns: %FALSE on an error, %TV_ERROR_NOT_FOUND without a row
 */
gboolean
tv_connection_get_int64 (TvConnection *connection,
                         TvSql sql,
                         gint64 *out_value,
                         GError **error,
                         const char *format,
                         ...)
{
  TvStatement *statement = tv_connection_prepare (connection, sql, error);
  TvStep step;
  va_list list;

  if (statement == NULL)
    return FALSE;
  va_start (list, format);
  bind_list (statement, format, list);
  va_end (list);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    *out_value = tv_statement_get_int64 (statement, 0);
  else if (step == TV_STEP_DONE)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not find the row: %s has none."),
                 tv_sql_get_info (sql)->name);
  tv_statement_reset (statement);
  return step == TV_STEP_ROW;
}

/**
 * tv_connection_dup_setting:
 * @connection: a connection
 * @key: name of a setting
 * @error: return location
 *
 * Reads a setting of the workspace.
 *
 * Returns: (transfer full) (nullable): its value; %NULL without an error where it is not set
 */
char *
tv_connection_dup_setting (TvConnection *connection, const char *key, GError **error)
{
  TvStatement *statement = tv_connection_prepare (connection, TV_SQL_STORE_GET_SETTING, error);
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_text (statement, 1, key);
  if (tv_statement_step (statement, error) == TV_STEP_ROW)
    value = tv_statement_dup_text (statement, 0);
  tv_statement_reset (statement);
  return value;
}

/**
 * tv_connection_set_setting:
 * @connection: the writer's connection in a transaction
 * @key: name of a setting
 * @value: its new value
 * @error: return location
 *
 * Writes a setting of the workspace.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_connection_set_setting (TvConnection *connection,
                           const char *key,
                           const char *value,
                           GError **error)
{
  return tv_connection_execute (connection, TV_SQL_STORE_SET_SETTING, error, "tt", key, value);
}

/**
 * tv_connection_exec:
 * @connection: a connection
 * @sql: statements of the store's own: pragmas, transactions, a schema
 * @error: return location
 *
 * Runs statements that have neither parameters nor rows.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_connection_exec (TvConnection *connection, const char *sql, GError **error)
{
  int code = sqlite3_exec (connection->db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  if (tv_progress_is_cancelled (connection->progress) && (code & 0xff) == SQLITE_BUSY)
    code = SQLITE_INTERRUPT;
  tv_sqlite_set_error (error, connection, code, "exec");
  return FALSE;
}

/**
 * tv_connection_query_text:
 * @connection: a connection
 * @sql: a statement of the store's own
 * @error: return location
 *
 * Asks for one value as text.
 *
 * Returns: (transfer full) (nullable): the first column of the first row, "" without one, %NULL on
 * an error
 */
char *
tv_connection_query_text (TvConnection *connection, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (connection->db, sql, -1, &stmt, NULL);
  char *value = NULL;

  if (code == SQLITE_OK)
    code = sqlite3_step (stmt);
  if (code == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    value = value != NULL ? value : g_strdup ("");
  else
    tv_sqlite_set_error (error, connection, code, "query");
  sqlite3_finalize (stmt);
  return value;
}

/**
 * tv_connection_query_int64:
 * @connection: a connection
 * @sql: a statement of the store's own
 * @out_value: (out): the first column of the first row
 * @error: return location
 *
 * Asks for one integer.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_connection_query_int64 (TvConnection *connection,
                           const char *sql,
                           gint64 *out_value,
                           GError **error)
{
  g_autofree char *text = tv_connection_query_text (connection, sql, error);

  if (text == NULL)
    return FALSE;
  *out_value = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

/**
 * tv_connection_reset_all:
 * @connection: a connection
 *
 * Ends the rows of all its statements, so that no old snapshot stays open.
 */
void
tv_connection_reset_all (TvConnection *connection)
{
  for (int i = 0; i < TV_SQL_LAST; i++)
    if (connection->statements[i].stmt != NULL)
      sqlite3_reset (connection->statements[i].stmt);
}
