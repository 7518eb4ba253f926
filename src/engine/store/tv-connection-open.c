/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where SQLite opens a file: the same hardening for every connection, before a single
 * row is read. Whether the file is a workspace that may be used is decided above, in
 * tv-store-open.c. No connection checkpoints by itself: that happens under the gate. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "store/tv-file-locks.h"
#include "store/tv-connection-private.h"
#include "store/tv-read-watch.h"

/* Limits of what a file can make SQLite do; larger than anything the schema and the statements
 * need. */
static const struct
{
  int id;
  int value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024 },
  { SQLITE_LIMIT_SQL_LENGTH, 100 * 1000 },
  { SQLITE_LIMIT_COLUMN, 100 },
  { SQLITE_LIMIT_EXPR_DEPTH, 50 },
  { SQLITE_LIMIT_ATTACHED, 1 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 64 },
};

static const struct
{
  int id;
  int value;
} switches[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
};

/* Waits for another program in short naps, so that a cancel is heard. */
static int
wait_while_busy (gpointer data, int count)
{
  TvConnection *connection = data;
  gint64 now = g_get_monotonic_time ();

  if (count == 0)
    connection->busy_deadline_usec = now + connection->busy_limit_usec;
  if (now >= connection->busy_deadline_usec || tv_progress_is_cancelled (connection->progress))
    return 0;
  g_usleep (count < 10 ? 1000 : 10000);
  return 1;
}

static gboolean
harden (TvConnection *connection, TvConnectMode mode, GError **error)
{
  g_autoptr (GString) pragmas = g_string_new (
      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
      "PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;");

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      int code = sqlite3_db_config (connection->db, switches[i].id, switches[i].value, NULL);

      if (code != SQLITE_OK)
        {
          tv_sqlite_set_error (error, connection, code, "db_config");
          return FALSE;
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (connection->db, limits[i].id, limits[i].value);
  sqlite3_extended_result_codes (connection->db, 1);
  sqlite3_busy_handler (connection->db, wait_while_busy, connection);
  if (mode == TV_CONNECT_FRESH)
    g_string_append (pragmas, "PRAGMA synchronous = EXTRA;");
  else
    g_string_append (pragmas, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;");
  g_string_append (pragmas,
                   mode == TV_CONNECT_WRITER ? "PRAGMA cache_size = -65536;"
                                             : "PRAGMA cache_size = -12288;");
  if (mode == TV_CONNECT_READER || mode == TV_CONNECT_READ_ONLY || mode == TV_CONNECT_IMMUTABLE)
    g_string_append (pragmas, "PRAGMA query_only = ON;");
  return tv_connection_exec (connection, pragmas->str, error);
}

/* The file as a URI, which is the only way to say that it cannot change. */
static char *
make_uri (const char *path, TvConnectMode mode, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);

  if (uri == NULL)
    return NULL;
  return g_strconcat (uri, mode == TV_CONNECT_IMMUTABLE ? "?immutable=1" : NULL, NULL);
}

/* Counting every allocation takes a lock each; nobody asks for the count. Only before SQLite is
 * first used, which a test may have done already. */
static void
settle_memory (void)
{
  static gsize is_settled = 0;

  if (g_once_init_enter (&is_settled))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&is_settled, 1);
    }
}

/**
 * tv_connection_open:
 * @path: (nullable): the file; not used in %TV_CONNECT_MEMORY
 * @mode: what it is for
 * @error: return location
 *
 * Opens a connection and hardens it: defensive, no trust in the schema, no extensions, no
 * double-quoted strings, limits, synchronous FULL (EXTRA for a file in the making), no automatic
 * checkpoint.
 *
 * Returns: (transfer full) (nullable): the connection
 */
TvConnection *
tv_connection_open (const char *path, TvConnectMode mode, GError **error)
{
  TvConnection *connection = g_new0 (TvConnection, 1);
  gboolean is_read_only = mode == TV_CONNECT_READ_ONLY || mode == TV_CONNECT_IMMUTABLE;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_URI;
  g_autofree char *uri
      = mode == TV_CONNECT_MEMORY ? g_strdup (":memory:") : make_uri (path, mode, error);
  int code;

  settle_memory ();
  tv_file_locks_install ();
  tv_read_watch_install ();
  connection->path = g_strdup (path != NULL ? path : ":memory:");
  connection->busy_limit_usec = TV_BUSY_LIMIT_USEC;
  for (int i = 0; i <= TV_SQL_LAST; i++)
    connection->statements[i] = (TvStatement){ .connection = connection, .sql = (TvSql) i };
  if (uri == NULL)
    {
      tv_connection_close (connection);
      return NULL;
    }
  code = sqlite3_open_v2 (uri,
                          &connection->db,
                          flags | (is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE),
                          NULL);
  if (code != SQLITE_OK)
    {
      tv_sqlite_set_error (error, connection, code, "open");
      tv_connection_close (connection);
      return NULL;
    }
  connection->is_read_only = is_read_only || sqlite3_db_readonly (connection->db, "main") == 1;
  if (!harden (connection, mode, error))
    {
      tv_connection_close (connection);
      return NULL;
    }
  return connection;
}

/**
 * tv_connection_finalize_all:
 * @connection: a connection
 *
 * Throws away all prepared statements.
 */
void
tv_connection_finalize_all (TvConnection *connection)
{
  for (int i = 0; i < TV_SQL_LAST; i++)
    g_clear_pointer (&connection->statements[i].stmt, sqlite3_finalize);
}

/**
 * tv_connection_close:
 * @connection: (transfer full): a connection without an open transaction
 *
 * Closes a connection with all its statements.
 */
void
tv_connection_close (TvConnection *connection)
{
  tv_connection_finalize_all (connection);
  tv_connection_set_progress (connection, NULL);
  if (connection->db != NULL)
    sqlite3_close (connection->db);
  g_free (connection->path);
  g_free (connection);
}

static int
stop_when_cancelled (gpointer data)
{
  return tv_progress_is_cancelled (data);
}

/**
 * tv_connection_set_progress:
 * @connection: a connection
 * @progress: (nullable): whose cancel ends its statements; %NULL = they run to their end
 *
 * Ties a connection to the operation that it works for.
 */
void
tv_connection_set_progress (TvConnection *connection, TvProgress *progress)
{
  if (connection->db != NULL)
    sqlite3_progress_handler (connection->db,
                              progress != NULL ? 10000 : 0,
                              progress != NULL ? stop_when_cancelled : NULL,
                              progress);
  if (progress != NULL)
    tv_progress_ref (progress);
  g_clear_pointer (&connection->progress, tv_progress_unref);
  connection->progress = progress;
}
