/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fresh workspace: built under another name with synchronous EXTRA, made durable, then given its
 * name without ever replacing a file that is not empty. Whoever looks sees no file or a whole one.
 * Writes the schema and the first settings. */
#define _GNU_SOURCE /* renameat2 */
#include "store/tv-create.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "base/tv-region.h"

static void
set_file_error (GError **error, const char *path, int code)
{
  g_autofree char *name = tv_store_dup_name (path);
  TvError mapped = TV_ERROR_IO;

  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NO_SPACE,
                 _ ("Could not make “%s”: the disk is full."),
                 name);
  else if (code == EEXIST)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_CONFLICT,
                 _ ("Could not make “%s”: there is such a file already."),
                 name);
  else
    {
      if (code == EACCES || code == EROFS || code == EPERM)
        mapped = TV_ERROR_READ_ONLY;
      if (code == ENOENT || code == ENOTDIR)
        mapped = TV_ERROR_NOT_FOUND;
      g_set_error (error,
                   TV_ERROR,
                   mapped,
                   _ ("Could not make “%s”: %s."),
                   name,
                   g_strerror (code));
    }
}

/* Makes the names in the folder of path durable. */
static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0 || (fsync (fd) != 0 && errno != EINVAL))
    code = errno;
  if (fd >= 0)
    close (fd);
  if (code != 0)
    set_file_error (error, path, code);
  return code == 0;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = 0;

  if (fd < 0 || fsync (fd) != 0)
    code = errno;
  if (fd >= 0)
    close (fd);
  if (code != 0)
    set_file_error (error, path, code);
  return code == 0;
}

/**
 * tv_create_dup_temporary:
 * @path: the name that a file is to get
 * @error: return location
 *
 * Makes an empty file beside it that only its owner may read.
 *
 * Returns: (transfer full) (nullable): its name
 */
char *
tv_create_dup_temporary (const char *path, GError **error)
{
  g_autofree char *temporary
      = g_strdup_printf ("%s.new-%08x%08x", path, g_random_int (), g_random_int ());
  int fd = g_open (temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      set_file_error (error, path, errno);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&temporary);
}

/**
 * tv_create_place:
 * @temporary: a finished file
 * @path: the name that it gets, in the same folder
 * @is_over_other: whether a file of that name may be replaced
 * @error: return location
 *
 * Makes a file durable and gives it its name in one step.
 *
 * Returns: %FALSE on an error, with %TV_ERROR_CONFLICT where the name is taken; @temporary may be
 * left over
 */
gboolean
tv_create_place (const char *temporary, const char *path, gboolean is_over_other, GError **error)
{
  int result;

  if (!sync_file (temporary, error))
    return FALSE;
  result = renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, is_over_other ? 0 : RENAME_NOREPLACE);
  if (result != 0 && !is_over_other && (errno == EINVAL || errno == ENOSYS))
    {
      /* A file system that cannot refuse to replace: a second name for the file can. */
      result = link (temporary, path);
      if (result == 0)
        unlink (temporary);
    }
  if (result != 0)
    {
      set_file_error (error, path, errno);
      return FALSE;
    }
  return sync_folder (path, error);
}

static gboolean
write_settings (TvConnection *connection, GError **error)
{
  g_autofree char *stream_id = g_uuid_string_random ();
  g_autofree char *created_usec = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());
  g_autofree char *country = tv_region_dup_country ();
  const char *const settings[][2] = { { "currency", tv_region_get_currency () },
                                      { "country", country },
                                      { "stream_id", stream_id },
                                      { "created_usec", created_usec } };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!tv_connection_set_setting (connection, settings[i][0], settings[i][1], error))
      return FALSE;
  return TRUE;
}

/* The new file's content, checkpointed so that nothing stays beside it. */
static gboolean
fill (const char *temporary, GError **error)
{
  TvConnection *connection = tv_connection_open (temporary, TV_CONNECT_FRESH, error);
  gboolean is_filled;

  if (connection == NULL)
    return FALSE;
  is_filled = tv_connection_exec (connection, "BEGIN IMMEDIATE", error)
              && tv_connection_exec (connection, tv_sql_get_schema (), error)
              && write_settings (connection, error)
              && tv_connection_exec (
                  connection,
                  "COMMIT; PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint (TRUNCATE)",
                  error);
  if (!sqlite3_get_autocommit (connection->db))
    tv_connection_exec (connection, "ROLLBACK", NULL);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  tv_connection_close (connection);
  return is_filled;
}

static void
remove_leftovers (const char *temporary)
{
  static const char *const endings[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (temporary, endings[i], NULL);

      g_unlink (path);
    }
}

/**
 * tv_create_workspace:
 * @path: where there is no file, or an empty one
 * @is_over_empty: whether an empty file of that name is replaced
 * @error: return location
 *
 * Makes a fresh workspace.
 *
 * Returns: %FALSE on an error, with nothing left behind; %TV_ERROR_CONFLICT when somebody else was
 * faster
 */
gboolean
tv_create_workspace (const char *path, gboolean is_over_empty, GError **error)
{
  g_autofree char *temporary = tv_create_dup_temporary (path, error);

  if (temporary == NULL)
    return FALSE;
  if (!fill (temporary, error) || !tv_create_place (temporary, path, is_over_empty, error))
    {
      remove_leftovers (temporary);
      return FALSE;
    }
  return TRUE;
}
