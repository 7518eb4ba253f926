/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite connection with its statements prepared once each, by the enum that the build makes
 * from sql/<room>.sql. A connection belongs to one thread while leased. */
#pragma once

#include <glib.h>
#include "store/tv-sql.h" /* generated: TvSql, one value per named block, e.g. TV_SQL_PROFILE_INSERT from profile.sql "-- name: insert" */

G_BEGIN_DECLS

typedef struct _TvConnection TvConnection;
typedef struct _TvStatement TvStatement;

typedef enum
{
  TV_STEP_ERROR = -1,
  TV_STEP_DONE = 0,
  TV_STEP_ROW = 1,
} TvStep;

/* Prepared, reset and unbound; borrowed, valid as long as the connection. Asking again for the same
 * TvSql resets it. */
TvStatement *tv_connection_prepare (TvConnection *connection, TvSql sql, GError **error);
/* The number of rows that the last statement changed, and the rowid of the last insert. */
gint64 tv_connection_get_change_count (TvConnection *connection);
gint64 tv_connection_get_last_rowid (TvConnection *connection);
/* Prepares, binds from format and runs a statement to its end. format: i = gint64, t = const char *
 * (nullable), d = double, b = const void *, gsize, n = NULL (no argument). */
gboolean tv_connection_execute (TvConnection *connection,
                                TvSql sql,
                                GError **error,
                                const char *format,
                                ...);
/* The same, and reads the first column of the first row as an integer into out_value; FALSE with
 * TV_ERROR_NOT_FOUND without a row. */
gboolean tv_connection_get_int64 (TvConnection *connection,
                                  TvSql sql,
                                  gint64 *out_value,
                                  GError **error,
                                  const char *format,
                                  ...);
/* Settings of the workspace, by name; dup gives NULL without an error where one is not set. */
char *tv_connection_dup_setting (TvConnection *connection, const char *key, GError **error);
gboolean tv_connection_set_setting (TvConnection *connection,
                                    const char *key,
                                    const char *value,
                                    GError **error);

/* Parameters count from 1, columns from 0. Text and blobs are copied by bind, borrowed until the
 * next step by get. */
void tv_statement_bind_int64 (TvStatement *statement, int parameter, gint64 value);
void tv_statement_bind_double (TvStatement *statement, int parameter, double value);
void tv_statement_bind_text (TvStatement *statement,
                             int parameter,
                             const char *text); /* NULL binds NULL */
void tv_statement_bind_text_length (TvStatement *statement,
                                    int parameter,
                                    const char *text,
                                    gssize length);
void tv_statement_bind_fixed_text (TvStatement *statement,
                                   int parameter,
                                   const char *text,
                                   guint length); /* not copied: stays until the run */
void
tv_statement_bind_blob (TvStatement *statement, int parameter, const void *bytes, gsize length);
void tv_statement_bind_null (TvStatement *statement, int parameter);
TvStep tv_statement_step (TvStatement *statement, GError **error);
gboolean tv_statement_run (TvStatement *statement,
                           GError **error); /* step until done, then reset (bindings stay) */
void tv_statement_reset (TvStatement *statement);
gint64 tv_statement_get_int64 (TvStatement *statement, int column);
double tv_statement_get_double (TvStatement *statement, int column);
const char *tv_statement_get_text (TvStatement *statement, int column); /* NULL where NULL */
const void *tv_statement_get_blob (TvStatement *statement, int column, gsize *out_length);
gboolean tv_statement_is_null (TvStatement *statement, int column);
char *tv_statement_dup_text (TvStatement *statement, int column); /* "" where NULL */

G_END_DECLS
