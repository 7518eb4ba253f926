/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies what comes through a pipe into a file of the same name in a folder of its own, readable by
 * nobody else. Waiting for the pipe hears a cancel. */
#include "ingest/tv-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "ingest/tv-byte-source.h"

#define BLOCK (1 << 17)

/**
 * tv_spool_is_needed:
 * @path: (type filename): a file or pipe
 *
 * Returns: whether its bytes come only once
 */
gboolean
tv_spool_is_needed (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode);
}

static gboolean
fail (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error,
               TV_ERROR,
               code == ENOSPC ? TV_ERROR_NO_SPACE : TV_ERROR_IO,
               _ ("Could not keep what comes from “%s”: %s."),
               name,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          bytes += written;
          length -= (gsize) written;
        }
    }
  return TRUE;
}

static gboolean
copy_bytes (const char *path, int fd, TvProgress *progress, GError **error)
{
  g_autoptr (TvByteSource) source = tv_byte_source_open_with (path, NULL, progress, error);
  g_autofree char *block = g_malloc (BLOCK);
  gssize count = 1;

  if (source == NULL)
    return FALSE;
  while (count > 0)
    {
      if (!tv_progress_check (progress, error))
        return FALSE;
      count = tv_byte_source_read (source, block, BLOCK, error);
      if (count > 0 && !write_all (fd, block, (gsize) count))
        return fail (path, errno, error);
    }
  return count == 0;
}

/**
 * tv_spool_copy:
 * @path: (type filename): a pipe
 * @progress: (nullable): whose cancel ends the waiting
 * @out_folder: (out) (type filename): the folder that was made for the copy
 * @error: return location for an error that names the pipe
 *
 * Keeps all that comes through a pipe.
 *
 * Returns: (transfer full) (type filename) (nullable): the copy, for tv_spool_remove()
 */
char *
tv_spool_copy (const char *path, TvProgress *progress, char **out_folder, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("tastevin-XXXXXX", error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *copy = NULL;
  gboolean is_done;
  int fd;

  if (folder == NULL)
    return NULL;
  copy = g_build_filename (folder, name, NULL);
  fd = g_open (copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  is_done = fd >= 0 ? copy_bytes (path, fd, progress, error) : fail (path, errno, error);
  if (fd >= 0 && close (fd) != 0 && is_done)
    is_done = fail (path, errno, error);
  if (!is_done)
    {
      tv_spool_remove (copy, folder);
      return NULL;
    }
  *out_folder = g_steal_pointer (&folder);
  return g_steal_pointer (&copy);
}

/**
 * tv_spool_remove:
 * @path: (type filename): a copy
 * @folder: (type filename): its folder
 *
 * Takes a copy away.
 */
void
tv_spool_remove (const char *path, const char *folder)
{
  g_unlink (path);
  g_rmdir (folder);
}
