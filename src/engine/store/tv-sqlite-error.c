/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns SQLite's result codes into the engine's errors, each one sentence that names the file.
 * Nothing outside the store sees a result code. */
#include <errno.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "store/tv-connection-private.h"

/**
 * tv_store_dup_name:
 * @path: name of a file
 *
 * Returns: (transfer full): what a message calls it: the last part, as UTF-8
 */
char *
tv_store_dup_name (const char *path)
{
  return g_filename_display_basename (path);
}

static TvError
map_code (sqlite3 *db, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return TV_ERROR_NO_SPACE;
    case SQLITE_READONLY:
      return TV_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return TV_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return TV_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
      return TV_ERROR_CONFLICT;
    case SQLITE_TOOBIG:
      return TV_ERROR_INVALID_INPUT;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
      return db != NULL
                     && (sqlite3_system_errno (db) == ENOSPC || sqlite3_system_errno (db) == EDQUOT)
                 ? TV_ERROR_NO_SPACE
                 : TV_ERROR_IO;
    default:
      return TV_ERROR_INTERNAL;
    }
}

/**
 * tv_sqlite_set_error:
 * @error: return location
 * @connection: the connection it happened on
 * @code: SQLite's result code, not %SQLITE_OK
 * @what: (nullable): the statement, for errors that are a mistake of the program
 *
 * Says in one sentence what happened to the workspace's file.
 */
void
tv_sqlite_set_error (GError **error, TvConnection *connection, int code, const char *what)
{
  g_autofree char *name = tv_store_dup_name (connection->path);
  TvError mapped = map_code (connection->db, code);
  const char *fact
      = connection->db != NULL ? sqlite3_errmsg (connection->db) : sqlite3_errstr (code);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_CANCELLED,
                           _ ("The operation was cancelled."));
      return;
    }
  switch (mapped)
    {
    case TV_ERROR_NO_SPACE:
      g_set_error (error, TV_ERROR, mapped, _ ("Could not write “%s”: the disk is full."), name);
      break;
    case TV_ERROR_READ_ONLY:
      g_set_error (error, TV_ERROR, mapped, _ ("Could not write “%s”: it can only be read."), name);
      break;
    case TV_ERROR_BUSY:
      g_set_error (error,
                   TV_ERROR,
                   mapped,
                   _ ("Could not use “%s”: it is being written by another program."),
                   name);
      break;
    case TV_ERROR_CORRUPT:
      g_set_error (error, TV_ERROR, mapped, _ ("Could not read “%s”: the file is damaged."), name);
      break;
    case TV_ERROR_CONFLICT:
      g_set_error (
          error,
          TV_ERROR,
          mapped,
          _ ("Could not change “%s”: what was to be written breaks one of its rules (%s, in %s)."),
          name,
          fact,
          what != NULL ? what : "?");
      break;
    case TV_ERROR_INVALID_INPUT:
      g_set_error (error, TV_ERROR, mapped, _ ("Could not write “%s”: a value is too long."), name);
      break;
    case TV_ERROR_IO:
      g_set_error (error, TV_ERROR, mapped, _ ("Could not read or write “%s”: %s."), name, fact);
      break;
    default:
      g_set_error (error,
                   TV_ERROR,
                   mapped,
                   _ ("Could not use “%s”: the statement %s failed with “%s”."),
                   name,
                   what != NULL ? what : "?",
                   fact);
      break;
    }
}
