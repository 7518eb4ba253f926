/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One prepared statement: binding, stepping, reading. What goes wrong while binding is kept and
 * told by the next step, so that callers check one place. Statements belong to their connection;
 * see tv-connection.h. */
#include <string.h>

#include "base/tv-error.h"
#include "store/tv-connection-private.h"

static void
keep (TvStatement *statement, int code)
{
  if (code != SQLITE_OK && statement->bind_code == SQLITE_OK)
    statement->bind_code = code;
}

/**
 * tv_statement_bind_int64:
 * @statement: a statement that is reset
 * @parameter: from 1
 * @value: the integer
 */
void
tv_statement_bind_int64 (TvStatement *statement, int parameter, gint64 value)
{
  keep (statement, sqlite3_bind_int64 (statement->stmt, parameter, value));
}

/**
 * tv_statement_bind_double:
 * @statement: a statement that is reset
 * @parameter: from 1
 * @value: the number; not a NaN, which SQLite makes NULL
 */
void
tv_statement_bind_double (TvStatement *statement, int parameter, double value)
{
  keep (statement, sqlite3_bind_double (statement->stmt, parameter, value));
}

/**
 * tv_statement_bind_text:
 * @statement: a statement that is reset
 * @parameter: from 1
 * @text: (nullable): UTF-8, copied; %NULL binds NULL
 */
void
tv_statement_bind_text (TvStatement *statement, int parameter, const char *text)
{
  keep (statement,
        text != NULL ? sqlite3_bind_text (statement->stmt, parameter, text, -1, SQLITE_TRANSIENT)
                     : sqlite3_bind_null (statement->stmt, parameter));
}

/**
 * tv_statement_bind_text_length:
 * @statement: a statement that is reset
 * @parameter: from 1
 * @text: (nullable): UTF-8, copied; %NULL binds NULL
 * @length: bytes of it, -1 = up to NUL
 */
void
tv_statement_bind_text_length (TvStatement *statement,
                               int parameter,
                               const char *text,
                               gssize length)
{
  if (length < 0 || text == NULL)
    tv_statement_bind_text (statement, parameter, text);
  else
    keep (statement,
          sqlite3_bind_text64 (statement->stmt,
                               parameter,
                               text,
                               (sqlite3_uint64) length,
                               SQLITE_TRANSIENT,
                               SQLITE_UTF8));
}

/**
 * tv_statement_bind_fixed_text:
 * @statement: a statement that is reset
 * @parameter: from 1
 * @text: (nullable): UTF-8, not copied: it has to stay as it is until the statement has run; %NULL
 * binds NULL
 * @length: bytes of it
 */
void
tv_statement_bind_fixed_text (TvStatement *statement, int parameter, const char *text, guint length)
{
  keep (statement,
        text != NULL
            ? sqlite3_bind_text (statement->stmt, parameter, text, (int) length, SQLITE_STATIC)
            : sqlite3_bind_null (statement->stmt, parameter));
}

/**
 * tv_statement_bind_blob:
 * @statement: a statement that is reset
 * @parameter: from 1
 * @bytes: (nullable) (array length=length): copied; %NULL binds NULL
 * @length: their number
 */
void
tv_statement_bind_blob (TvStatement *statement, int parameter, const void *bytes, gsize length)
{
  keep (statement,
        bytes != NULL
            ? sqlite3_bind_blob64 (statement->stmt, parameter, bytes, length, SQLITE_TRANSIENT)
            : sqlite3_bind_null (statement->stmt, parameter));
}

/**
 * tv_statement_bind_null:
 * @statement: a statement that is reset
 * @parameter: from 1
 */
void
tv_statement_bind_null (TvStatement *statement, int parameter)
{
  keep (statement, sqlite3_bind_null (statement->stmt, parameter));
}

/**
 * tv_statement_step:
 * @statement: a statement with its parameters bound
 * @error: return location
 *
 * Goes to the next row.
 *
 * Returns: %TV_STEP_ROW, %TV_STEP_DONE after the last row, or %TV_STEP_ERROR
 */
TvStep
tv_statement_step (TvStatement *statement, GError **error)
{
  int code
      = statement->bind_code != SQLITE_OK ? statement->bind_code : sqlite3_step (statement->stmt);
  const TvSqlInfo *info;
  g_autofree char *what = NULL;

  if (code == SQLITE_ROW)
    return TV_STEP_ROW;
  if (code == SQLITE_DONE)
    return TV_STEP_DONE;
  /* A wait that a cancel cut short ends as busy, but was a cancel. */
  if (tv_progress_is_cancelled (statement->connection->progress) && (code & 0xff) == SQLITE_BUSY)
    code = SQLITE_INTERRUPT;
  info = tv_sql_get_info (statement->sql);
  what = g_strconcat (info->room, "/", info->name, NULL);
  tv_sqlite_set_error (error, statement->connection, code, what);
  sqlite3_reset (statement->stmt);
  return TV_STEP_ERROR;
}

/**
 * tv_statement_run:
 * @statement: a statement with its parameters bound
 * @error: return location
 *
 * Runs a statement to its end and resets it; what was bound stays, so a loop binds only what
 * changes.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_statement_run (TvStatement *statement, GError **error)
{
  TvStep step;

  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    ;
  sqlite3_reset (statement->stmt);
  return step == TV_STEP_DONE;
}

/**
 * tv_statement_reset:
 * @statement: a statement
 *
 * Ends a statement before its last row; what was bound stays.
 */
void
tv_statement_reset (TvStatement *statement)
{
  sqlite3_reset (statement->stmt);
}

/**
 * tv_statement_get_int64:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: the integer, 0 where NULL
 */
gint64
tv_statement_get_int64 (TvStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->stmt, column);
}

/**
 * tv_statement_get_double:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: the number, 0 where NULL
 */
double
tv_statement_get_double (TvStatement *statement, int column)
{
  return sqlite3_column_double (statement->stmt, column);
}

/**
 * tv_statement_get_text:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text until the next step, %NULL where NULL
 */
const char *
tv_statement_get_text (TvStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->stmt, column);
}

/**
 * tv_statement_get_blob:
 * @statement: a statement at a row
 * @column: from 0
 * @out_length: (out): the number of bytes; of a text too
 *
 * Returns: (transfer none) (nullable): the bytes until the next step, never %NULL for an empty
 * value
 */
const void *
tv_statement_get_blob (TvStatement *statement, int column, gsize *out_length)
{
  const void *bytes = sqlite3_column_blob (statement->stmt, column);

  *out_length = (gsize) sqlite3_column_bytes (statement->stmt, column);
  if (bytes == NULL && sqlite3_column_type (statement->stmt, column) != SQLITE_NULL)
    return "";
  return bytes;
}

/**
 * tv_statement_is_null:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: whether the value is NULL
 */
gboolean
tv_statement_is_null (TvStatement *statement, int column)
{
  return sqlite3_column_type (statement->stmt, column) == SQLITE_NULL;
}

/**
 * tv_statement_dup_text:
 * @statement: a statement at a row
 * @column: from 0
 *
 * Returns: (transfer full): a copy of the text, "" where NULL
 */
char *
tv_statement_dup_text (TvStatement *statement, int column)
{
  const char *text = tv_statement_get_text (statement, column);

  return g_strdup (text != NULL ? text : "");
}
