/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies what comes through a pipe into a file of the same name in a folder of its own, readable by
 * nobody else. Waiting for the pipe hears a cancel. */
#include "ingest/tv-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
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
copy_bytes (const char *path, TvByteSource *source, int fd, TvProgress *progress, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  gssize count = 1;

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

/* Keeps all of a source under a name in a folder of its own. */
static char *
copy_source (const char *path,
             TvByteSource *source,
             const char *name,
             TvProgress *progress,
             char **out_folder,
             GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("tastevin-XXXXXX", error);
  g_autofree char *copy = NULL;
  gboolean is_done;
  int fd;

  if (folder == NULL)
    return NULL;
  copy = g_build_filename (folder, name, NULL);
  fd = g_open (copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  is_done = fd >= 0 ? copy_bytes (path, source, fd, progress, error) : fail (path, errno, error);
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
  g_autoptr (TvByteSource) source = tv_byte_source_open_with (path, NULL, progress, error);
  g_autofree char *name = g_path_get_basename (path);

  return source != NULL ? copy_source (path, source, name, progress, out_folder, error) : NULL;
}

/* The name of what is packed, without the folders that an archive may name; of a gzip file, its own
 * without the end that says so. */
static char *
dup_packed_name (const char *path, const char *member)
{
  g_autofree char *name = g_path_get_basename (member != NULL ? member : path);
  gsize length = strlen (name);

  if (member == NULL && length > 3 && g_ascii_strcasecmp (name + length - 3, ".gz") == 0)
    name[length - 3] = '\0';
  return g_str_equal (name, ".") || g_str_equal (name, "..") || strchr (name, '/') != NULL
             ? g_strdup ("workbook")
             : g_steal_pointer (&name);
}

/**
 * tv_spool_copy_packed:
 * @path: (type filename): a file
 * @entry: (nullable): the member of an archive; %NULL = the only one
 * @progress: (nullable): whose cancel ends the copying
 * @out_copy: (out) (type filename) (nullable): the copy, for tv_spool_remove(); %NULL where no
 * workbook is packed in the file
 * @out_folder: (out) (type filename) (nullable): the folder that was made for it
 * @error: return location for an error that names the file, or a cancel
 *
 * Keeps a workbook that is packed in a file.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_spool_copy_packed (const char *path,
                      const char *entry,
                      TvProgress *progress,
                      char **out_copy,
                      char **out_folder,
                      GError **error)
{
  g_autofree char *member = NULL;
  g_autofree char *name = NULL;
  g_autoptr (TvByteSource) source = tv_byte_source_open_packed (path, entry, progress, &member);
  TvByteFormat format;

  *out_copy = *out_folder = NULL;
  if (source == NULL)
    return TRUE;
  name = dup_packed_name (path, member);
  *out_copy = copy_source (path, source, name, progress, out_folder, error);
  if (*out_copy == NULL)
    return FALSE;
  if (tv_byte_source_get_format (*out_copy, &format, NULL) && tv_byte_format_is_book (format))
    return TRUE;
  tv_spool_remove (*out_copy, *out_folder);
  g_clear_pointer (out_copy, g_free);
  g_clear_pointer (out_folder, g_free);
  return TRUE;
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
