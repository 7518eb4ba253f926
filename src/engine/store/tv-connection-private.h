/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the store share about a connection; no other folder includes this. */
#pragma once

#include <sqlite3.h>

#include "base/tv-progress.h"
#include "store/tv-connection.h"

G_BEGIN_DECLS

struct _TvStatement
{
  TvConnection *connection;
  sqlite3_stmt *stmt;
  TvSql sql;
  int bind_code; /* the first thing that went wrong while binding, SQLITE_OK otherwise */
};

struct _TvConnection
{
  sqlite3 *db;
  char *path;
  gboolean is_read_only;
  TvProgress *progress;      /* (nullable), owned: stops long statements */
  gint64 busy_deadline_usec; /* monotonic: when to stop waiting for another program */
  gint64 busy_limit_usec;
  TvStatement statements[TV_SQL_LAST + 1]; /* stmt is NULL until prepared */
};

typedef enum
{
  TV_CONNECT_WRITER,
  TV_CONNECT_READER,    /* the same rights, but query_only */
  TV_CONNECT_READ_ONLY, /* the file is only ever read */
  TV_CONNECT_IMMUTABLE, /* the same, and nothing beside it can be written, so no other program
                           changes it either */
  TV_CONNECT_FRESH,     /* a new file that no other program knows of yet */
  TV_CONNECT_MEMORY,    /* no file at all */
} TvConnectMode;

#define TV_BUSY_LIMIT_USEC (5 * G_USEC_PER_SEC)

TvConnection *tv_connection_open (const char *path, TvConnectMode mode, GError **error);
void tv_connection_close (TvConnection *connection);
gboolean tv_connection_exec (TvConnection *connection, const char *sql, GError **error);
gboolean tv_connection_query_int64 (TvConnection *connection,
                                    const char *sql,
                                    gint64 *out_value,
                                    GError **error);
char *tv_connection_query_text (TvConnection *connection, const char *sql, GError **error);
void tv_connection_set_progress (TvConnection *connection, TvProgress *progress);
void tv_connection_reset_all (TvConnection *connection);
void tv_connection_finalize_all (TvConnection *connection);

void tv_sqlite_set_error (GError **error, TvConnection *connection, int code, const char *what);
char *tv_store_dup_name (const char *path);

G_END_DECLS
