/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations: a copy of the file is laid into "<workspace>.backups/" first, then all steps from the
 * file's version to the wanted one run in one transaction together with the new version number.
 * Killed at any moment, the file is of the old version or of the new one. The caller holds the
 * gate. */
#include "store/tv-migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "store/tv-create.h"

/* Copies the whole database as of now into an empty file. */
static gboolean
copy_database (TvConnection *connection, const char *path, GError **error)
{
  TvConnection *copy = tv_connection_open (path, TV_CONNECT_FRESH, error);
  sqlite3_backup *backup;
  int code;

  if (copy == NULL)
    return FALSE;
  backup = sqlite3_backup_init (copy->db, "main", connection->db, "main");
  if (backup != NULL)
    sqlite3_backup_step (backup, -1);
  code = backup != NULL ? sqlite3_backup_finish (backup) : sqlite3_errcode (copy->db);
  if (code != SQLITE_OK)
    tv_sqlite_set_error (error, copy, code, "backup");
  tv_connection_close (copy);
  return code == SQLITE_OK;
}

static gboolean
back_up (TvConnection *connection, gint64 version, GError **error)
{
  g_autofree char *folder = g_strconcat (connection->path, ".backups", NULL);
  g_autofree char *base = g_path_get_basename (connection->path);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *name = g_strdup_printf ("%s-version-%d-%s", base, (int) version, stamp);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *temporary = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error,
                   TV_ERROR,
                   code == ENOSPC ? TV_ERROR_NO_SPACE : TV_ERROR_IO,
                   _ ("Could not make the folder “%s” for a backup: %s."),
                   shown,
                   g_strerror (code));
      return FALSE;
    }
  temporary = tv_create_dup_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (!copy_database (connection, temporary, error)
      || !tv_create_place (temporary, path, TRUE, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  return TRUE;
}

/* All steps, inside the caller's transaction. */
static gboolean
run_steps (TvConnection *connection,
           const TvMigration *table,
           gsize count,
           gint64 version,
           int target_version,
           GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", target_version);
  g_autofree char *broken = NULL;

  for (gsize i = 0; i < count; i++)
    {
      if (table[i].version <= version || table[i].version > target_version)
        continue;
      if (table[i].version != version + 1 || !tv_connection_exec (connection, table[i].sql, error))
        {
          if (error != NULL && *error == NULL)
            g_set_error (
                error,
                TV_ERROR,
                TV_ERROR_INTERNAL,
                _ ("Could not bring the workspace up to date: there is no step to version %d."),
                (int) version + 1);
          return FALSE;
        }
      version = table[i].version;
    }
  if (version != target_version)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INTERNAL,
                   _ ("Could not bring the workspace up to date: there is no step to version %d."),
                   (int) version + 1);
      return FALSE;
    }
  broken = tv_connection_query_text (connection, "PRAGMA foreign_key_check", error);
  if (broken == NULL)
    return FALSE;
  if (*broken != '\0')
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_CORRUPT,
                   _ ("Could not bring the workspace up to date: rows of “%s” would lose what they "
                      "belong to."),
                   broken);
      return FALSE;
    }
  return tv_connection_exec (connection, set_version, error);
}

/**
 * tv_migrate_run:
 * @connection: the writer's connection, outside a transaction
 * @table: (array length=count): steps in order of version, each from the version before
 * @count: their number
 * @target_version: the version wanted
 * @error: return location
 *
 * Brings a workspace to a version, after a copy of it. Does nothing where it has that version.
 *
 * Returns: %FALSE on an error; the file is then as before
 */
gboolean
tv_migrate_run (TvConnection *connection,
                const TvMigration *table,
                gsize count,
                int target_version,
                GError **error)
{
  gint64 version;
  gboolean is_done;

  if (!tv_connection_query_int64 (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == target_version)
    return TRUE;
  if (!back_up (connection, version, error))
    return FALSE;
  tv_connection_finalize_all (connection);
  /* Steps may build a table anew, which foreign keys would not let them; they are checked as a
   * whole before the commit. */
  if (!tv_connection_exec (connection, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", error))
    return FALSE;
  is_done = run_steps (connection, table, count, version, target_version, error)
            && tv_connection_exec (connection, "COMMIT", error);
  if (!sqlite3_get_autocommit (connection->db))
    tv_connection_exec (connection, "ROLLBACK", NULL);
  return tv_connection_exec (connection, "PRAGMA foreign_keys = ON", is_done ? error : NULL)
         && is_done;
}
