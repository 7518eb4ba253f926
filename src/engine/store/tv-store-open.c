/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a workspace: what kind of file it is, whose, of which version, whether it is whole and
 * has our schema, in this order, each with its own sentence. A file that is refused is left as it
 * was. Reads the file's header before SQLite may touch it. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "store/tv-create.h"
#include "store/tv-migrate.h"
#include "store/tv-schema.h"
#include "store/tv-store-private.h"
#include "store/tv-whole-check.h"

#define HEADER_LENGTH 100
#define HEADER_MAGIC "SQLite format 3" /* with its NUL */
#define HEADER_USER_VERSION 60
#define HEADER_APPLICATION_ID 68

static void
set_open_error (GError **error, TvError code, const char *path, const char *fact)
{
  g_autofree char *name = tv_store_dup_name (path);

  g_set_error (error, TV_ERROR, code, _ ("Could not open “%s”: %s."), name, fact);
}

/* The one name of a file that all programs agree on, so that they meet at one gate. */
static char *
resolve (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *base = g_path_get_basename (absolute);
  char *real = realpath (absolute, NULL);
  char *result;

  if (real == NULL)
    {
      real = realpath (folder, NULL);
      result = real != NULL ? g_build_filename (real, base, NULL) : g_steal_pointer (&absolute);
    }
  else
    result = g_strdup (real);
  free (real);
  return result;
}

static gboolean
check_kind (const char *path, TvOpenFlags flags, gboolean *out_is_fresh, GError **error)
{
  gboolean may_create
      = (flags & TV_OPEN_CREATE) && !(flags & (TV_OPEN_READ_ONLY | TV_OPEN_FORENSIC));
  struct stat status;

  *out_is_fresh = FALSE;
  if (stat (path, &status) != 0)
    {
      if (errno == ENOENT && may_create)
        {
          *out_is_fresh = TRUE;
          return TRUE;
        }
      set_open_error (error,
                      errno == ENOENT || errno == ENOTDIR ? TV_ERROR_NOT_FOUND : TV_ERROR_IO,
                      path,
                      errno == ENOENT ? _ ("there is no such file") : g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (status.st_mode))
    set_open_error (error, TV_ERROR_NO_WORKSPACE, path, _ ("it is a folder, not a workspace"));
  else if (!S_ISREG (status.st_mode))
    set_open_error (error, TV_ERROR_NO_WORKSPACE, path, _ ("it is no ordinary file"));
  else if (status.st_size == 0 && !may_create)
    set_open_error (error,
                    TV_ERROR_NO_WORKSPACE,
                    path,
                    _ ("the file is empty, so it is no workspace"));
  else
    {
      *out_is_fresh = status.st_size == 0;
      return TRUE;
    }
  return FALSE;
}

static guint32
read_uint32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
check_identity (const char *path, gint64 application_id, gint64 version, GError **error)
{
  if (application_id != TV_SCHEMA_APPLICATION_ID)
    set_open_error (error,
                    TV_ERROR_NO_WORKSPACE,
                    path,
                    _ ("it is a database of another program, not a Tastevin workspace"));
  else if (version > TV_SCHEMA_VERSION)
    set_open_error (error,
                    TV_ERROR_NEWER_SCHEMA,
                    path,
                    _ ("it was written by a newer version of Tastevin"));
  else if (version < 1)
    set_open_error (error,
                    TV_ERROR_CORRUPT,
                    path,
                    _ ("the file is damaged, its version is missing"));
  else
    return TRUE;
  return FALSE;
}

/* Looks at the first bytes without SQLite, which might write beside a file that is not ours. */
static gboolean
check_header (const char *path, GError **error)
{
  guint8 header[HEADER_LENGTH];
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize count = fd >= 0 ? read (fd, header, HEADER_LENGTH) : -1;
  int code = errno;

  if (fd >= 0)
    close (fd);
  if (count < 0)
    {
      set_open_error (error, TV_ERROR_IO, path, g_strerror (code));
      return FALSE;
    }
  if (count < HEADER_LENGTH || memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0)
    {
      set_open_error (error, TV_ERROR_NO_WORKSPACE, path, _ ("it is not a Tastevin workspace"));
      return FALSE;
    }
  return check_identity (path,
                         (gint32) read_uint32 (header + HEADER_APPLICATION_ID),
                         (gint32) read_uint32 (header + HEADER_USER_VERSION),
                         error);
}

/**
 * tv_store_get_wal_size:
 * @path: a workspace
 *
 * Returns: bytes in its write-ahead log, 0 without one
 */
gint64
tv_store_get_wal_size (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat status;

  return stat (wal, &status) == 0 ? (gint64) status.st_size : 0;
}

/* How the file can be used at all. */
static TvConnectMode
choose_mode (const char *path, TvOpenFlags flags)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean is_folder_writable = access (folder, W_OK) == 0;

  if (!is_folder_writable)
    return tv_store_get_wal_size (path) > 0 ? TV_CONNECT_READ_ONLY : TV_CONNECT_IMMUTABLE;
  if ((flags & (TV_OPEN_READ_ONLY | TV_OPEN_FORENSIC)) || access (path, W_OK) != 0)
    return TV_CONNECT_READ_ONLY;
  return TV_CONNECT_WRITER;
}

/* SQLite reads a log through a file beside it, which it makes where there is none. */
static gboolean
check_log (const char *path, TvConnectMode mode, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *name = tv_store_dup_name (path);
  g_autofree char *fact = NULL;

  if (mode != TV_CONNECT_READ_ONLY || access (folder, W_OK) == 0
      || tv_store_get_wal_size (path) == 0 || access (index, R_OK) == 0)
    return TRUE;
  /* Translators: the name of a workspace */
  fact = g_strdup_printf (_ ("it was not closed properly, and can be opened only where its folder "
                             "can be written, with “%s-wal” beside it"),
                          name);
  set_open_error (error, TV_ERROR_READ_ONLY, path, fact);
  return FALSE;
}

/* Only the present connection can judge it, as the log beside the file may hold newer pages than
 * the file. */
static gboolean
check_version (TvStore *store, TvConnection *connection, GError **error)
{
  gint64 application_id, version;

  if (!tv_connection_query_int64 (connection, "PRAGMA application_id", &application_id, error)
      || !tv_connection_query_int64 (connection, "PRAGMA user_version", &version, error)
      || !check_identity (store->path, application_id, version, error))
    return FALSE;
  if (version == TV_SCHEMA_VERSION || !store->is_read_only)
    return TRUE;
  set_open_error (
      error,
      TV_ERROR_READ_ONLY,
      store->path,
      _ ("it is of an older version and has to be brought up to date, but can only be read"));
  return FALSE;
}

static gboolean
bring_up_to_date (TvStore *store, TvConnection *connection, GError **error)
{
  gsize count;
  const TvMigration *migrations = tv_sql_get_migrations (&count);
  gboolean is_migrated;
  gint64 version;

  if (!tv_connection_query_int64 (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == TV_SCHEMA_VERSION)
    return TRUE;
  if (!tv_writer_gate_lock (store->gate, TV_BUSY_LIMIT_USEC, NULL, error))
    return FALSE;
  is_migrated = tv_migrate_run (connection, migrations, count, TV_SCHEMA_VERSION, error);
  tv_writer_gate_unlock (store->gate);
  return is_migrated;
}

/* Until the file is found to be whole it is in doubt: its log stays, which tells the next opening
 * to check. */
static gboolean
check_whole (TvStore *store, TvConnection *connection, TvProgress *progress, GError **error)
{
  gboolean is_whole;

  if (!tv_whole_check_run (connection, progress, &is_whole, error))
    return FALSE;
  store->is_in_doubt = !is_whole;
  if (is_whole)
    return TRUE;
  set_open_error (error, TV_ERROR_CORRUPT, store->path, _ ("the file is damaged"));
  return FALSE;
}

static gboolean
check_schema (TvStore *store, TvConnection *connection, TvOpenFlags flags, GError **error)
{
  if (!tv_schema_compare (connection, &store->finding, error))
    return FALSE;
  if (store->finding == NULL || (flags & TV_OPEN_FORENSIC))
    return TRUE;
  set_open_error (error, TV_ERROR_CORRUPT, store->path, store->finding);
  return FALSE;
}

static gboolean
use_log (TvConnection *connection, GError **error)
{
  g_autofree char *mode = tv_connection_query_text (connection, "PRAGMA journal_mode = WAL", error);

  if (mode == NULL)
    return FALSE;
  if (strcmp (mode, "wal") == 0)
    return TRUE;
  set_open_error (error,
                  TV_ERROR_IO,
                  connection->path,
                  _ ("its disk does not allow a write-ahead log"));
  return FALSE;
}

/* One opener at a time: who is alone checks after an unclean end, and the others wait until the
 * file is found to be whole. If it is not, or the check is cancelled, the next one is alone. */
static gboolean
pass_gate (TvStore *store, TvProgress *progress, gboolean *out_is_unclean, GError **error)
{
  store->gate = tv_writer_gate_new (store->path, error);
  if (store->gate == NULL || !tv_writer_gate_begin_opening (store->gate, progress, error))
    return FALSE;
  /* A log that others are still writing is no sign of an unclean end. */
  *out_is_unclean = tv_writer_gate_join (store->gate) && tv_store_get_wal_size (store->path) > 0;
  return TRUE;
}

/* Who can only read leaves the log where it is, so that each such opening checks again, but for one
 * that is to look into a damaged file. */
static gboolean
is_left_unclean (const char *path, TvConnectMode mode, TvOpenFlags flags)
{
  return mode == TV_CONNECT_READ_ONLY && !(flags & TV_OPEN_FORENSIC)
         && tv_store_get_wal_size (path) > 0 && !tv_writer_gate_is_used (path);
}

/* All checks on the first connection; store owns what was opened so far, whatever comes out. */
static gboolean
open_first (TvStore *store,
            TvConnectMode mode,
            TvOpenFlags flags,
            TvProgress *progress,
            GError **error)
{
  gboolean is_unclean = is_left_unclean (store->path, mode, flags);
  TvConnection *connection;

  if (mode == TV_CONNECT_WRITER && !pass_gate (store, progress, &is_unclean, error))
    return FALSE;
  store->is_in_doubt = is_unclean;
  if (!check_log (store->path, mode, error))
    return FALSE;
  connection = tv_connection_open (store->path, mode, error);
  if (connection == NULL)
    return FALSE;
  store->is_read_only = connection->is_read_only;
  store->reader_mode = mode == TV_CONNECT_WRITER ? TV_CONNECT_READER : mode;
  if (store->is_read_only)
    store->idle[store->idle_count++] = connection;
  else
    store->writer = connection;
  /* What is damaged is left as it is, and so is not brought up to date. */
  if (!check_version (store, connection, error)
      || (is_unclean && !check_whole (store, connection, progress, error)))
    return FALSE;
  if (!store->is_read_only
      && (!bring_up_to_date (store, connection, error) || !use_log (connection, error)))
    return FALSE;
  if (!check_schema (store, connection, flags, error))
    return FALSE;
  if (store->gate != NULL)
    tv_writer_gate_end_opening (store->gate);
  return TRUE;
}

/**
 * tv_store_open:
 * @path: the workspace
 * @flags: how to open it
 * @error: return location
 *
 * Opens a workspace. Where the file or its folder cannot be written it is opened read-only without
 * being asked. An older one is brought up to date after a backup. After an unclean end the whole
 * file is checked first, also where it can only be read; whoever else opens it for writing
 * meanwhile waits for that.
 *
 * Returns: (transfer full) (nullable): the store; the error says what kind of file it is not
 */
TvStore *
tv_store_open (const char *path, TvOpenFlags flags, GError **error)
{
  return tv_store_open_watched (path, flags, NULL, error);
}

/**
 * tv_store_open_watched:
 * @path: the workspace
 * @flags: how to open it
 * @progress: (nullable): how far the check after an unclean end is, and its cancel; stays at its
 * beginning where there is nothing to check
 * @error: return location
 *
 * The same for somebody who waits. After a cancel the file and its log are as they were, and the
 * next opening checks again.
 *
 * Returns: (transfer full) (nullable): the store
 */
TvStore *
tv_store_open_watched (const char *path, TvOpenFlags flags, TvProgress *progress, GError **error)
{
  g_autofree char *resolved = resolve (path);
  g_autoptr (TvStore) store = NULL;
  gboolean is_fresh;

  if (!check_kind (resolved, flags, &is_fresh, error))
    return NULL;
  if (is_fresh)
    {
      g_autoptr (GError) local = NULL;

      /* Somebody else may have made it in the meantime: then theirs is opened. */
      if (!tv_create_workspace (resolved, g_file_test (resolved, G_FILE_TEST_EXISTS), &local)
          && !g_error_matches (local, TV_ERROR, TV_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  if (!check_header (resolved, error))
    return NULL;
  store = g_new0 (TvStore, 1);
  store->path = g_steal_pointer (&resolved);
  g_mutex_init (&store->lock);
  g_cond_init (&store->returned);
  if (!open_first (store, choose_mode (store->path, flags), flags, progress, error))
    return NULL;
  return g_steal_pointer (&store);
}
