/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that appears under its name whole or not at all. It is written in the folder of the final
 * file under a hidden name with mode 0600 (it holds personal data), hashed on the way, synced, and
 * renamed; the folder is synced after the rename. What is written to a pipe or a device goes there
 * in the end, from a hidden file elsewhere. Every error is one sentence that names the file a
 * person asked for. */
#include "exchange/tv-atomic-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tv-error.h"
#include "base/tv-sha256.h"

#define POUR_SIZE 65536 /* bytes at a time */

struct _TvAtomicFile
{
  char *path;
  char *temp_path;
  TvSha256 sha;
  int fd;
  gboolean is_kept;
};

static void
set_error (GError **error, const char *path, int code)
{
  TvError domain_code = TV_ERROR_IO;

  if (code == ENOSPC || code == EDQUOT)
    domain_code = TV_ERROR_NO_SPACE;
  else if (code == EROFS || code == EACCES || code == EPERM)
    domain_code = TV_ERROR_READ_ONLY;
  else if (code == ENOENT || code == ENOTDIR)
    domain_code = TV_ERROR_NOT_FOUND;
  else if (code == EISDIR)
    domain_code = TV_ERROR_INVALID_INPUT;
  if (code == ENOENT)
    g_set_error (error,
                 TV_ERROR,
                 domain_code,
                 _ ("Could not write “%s”: its folder does not exist."),
                 path);
  else if (code == EISDIR)
    g_set_error (error, TV_ERROR, domain_code, _ ("Could not write “%s”: it is a folder."), path);
  else
    g_set_error (error,
                 TV_ERROR,
                 domain_code,
                 _ ("Could not write “%s”: %s."),
                 path,
                 g_strerror (code));
}

static char *
make_temp_prefix (const char *path, const char *tag)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_strdup_printf (".%s.%s-", name, tag);
}

static int
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno != EINTR)
        return errno;
      if (written < 0)
        continue;
      bytes += written;
      length -= (gsize) written;
    }
  return 0;
}

/**
 * tv_atomic_file_is_stream:
 * @path: (type filename): where something is to be written
 *
 * Returns: whether a pipe or a device stands there, which takes bytes but cannot be replaced
 */
gboolean
tv_atomic_file_is_stream (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && (S_ISFIFO (status.st_mode) || S_ISCHR (status.st_mode));
}

/* The file that a link leads to is replaced, not the link. */
static char *
dup_final_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char resolved[PATH_MAX];

  if (!g_file_test (absolute, G_FILE_TEST_IS_SYMLINK) || realpath (absolute, resolved) == NULL)
    return g_steal_pointer (&absolute);
  return g_strdup (resolved);
}

/**
 * tv_atomic_file_new:
 * @path: (type filename): the final file, which need not exist
 * @tag: letters and digits that tell one writer's leftovers from another's
 * @error: return location for an error
 *
 * Begins the hidden file beside @path, or, where @path is a stream, in the folder for such files.
 *
 * Returns: (transfer full) (nullable): the file
 */
TvAtomicFile *
tv_atomic_file_new (const char *path, const char *tag, GError **error)
{
  g_autoptr (TvAtomicFile) file = g_new0 (TvAtomicFile, 1);
  g_autofree char *folder = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *name = NULL;
  gboolean is_stream;

  file->fd = -1;
  is_stream = tv_atomic_file_is_stream (path);
  file->path = is_stream ? g_canonicalize_filename (path, NULL) : dup_final_path (path);
  if (g_file_test (file->path, G_FILE_TEST_IS_DIR))
    {
      set_error (error, path, EISDIR);
      return NULL;
    }
  if (!is_stream && g_file_test (file->path, G_FILE_TEST_EXISTS)
      && !g_file_test (file->path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("Could not write “%s”: %s."),
                   path,
                   _ ("it is not an ordinary file"));
      return NULL;
    }
  folder = is_stream ? g_strdup (g_get_tmp_dir ()) : g_path_get_dirname (file->path);
  prefix = make_temp_prefix (file->path, tag);
  name = g_strconcat (prefix, "XXXXXX", NULL);
  file->temp_path = g_build_filename (folder, name, NULL);
  file->fd = g_mkstemp_full (file->temp_path, O_RDWR | O_CLOEXEC, 0600);
  if (file->fd < 0)
    {
      set_error (error, path, errno);
      g_clear_pointer (&file->temp_path, g_free);
      return NULL;
    }
  tv_sha256_init (&file->sha);
  return g_steal_pointer (&file);
}

/**
 * tv_atomic_file_get_path:
 * @file: the file
 *
 * Returns: (type filename): the absolute path of the final file
 */
const char *
tv_atomic_file_get_path (TvAtomicFile *file)
{
  return file->path;
}

/**
 * tv_atomic_file_get_temp_path:
 * @file: the file
 *
 * Returns: (type filename): the absolute path of the hidden file
 */
const char *
tv_atomic_file_get_temp_path (TvAtomicFile *file)
{
  return file->temp_path;
}

/**
 * tv_atomic_file_write:
 * @file: the file
 * @bytes: (array length=length): what to write
 * @length: how much
 * @error: return location for an error
 *
 * Appends to the hidden file.
 *
 * Returns: TRUE on success
 */
gboolean
tv_atomic_file_write (TvAtomicFile *file, const char *bytes, gsize length, GError **error)
{
  int code;

  tv_sha256_add (&file->sha, bytes, length);
  code = write_all (file->fd, bytes, length);
  if (code != 0)
    set_error (error, file->path, code);
  return code == 0;
}

/**
 * tv_atomic_file_finish:
 * @file: the file
 * @out_hash: (out caller-allocates): the SHA-256 of what was written
 * @error: return location for an error
 *
 * Syncs and closes the hidden file; tv_atomic_file_place() gives it its name.
 *
 * Returns: TRUE on success
 */
gboolean
tv_atomic_file_finish (TvAtomicFile *file, guint8 out_hash[TV_DIGEST_LENGTH], GError **error)
{
  int code = fsync (file->fd) != 0 ? errno : 0;

  if (close (file->fd) != 0 && code == 0)
    code = errno;
  file->fd = -1;
  if (code != 0)
    {
      set_error (error, file->path, code);
      return FALSE;
    }
  tv_sha256_finish (&file->sha, out_hash);
  return TRUE;
}

/**
 * tv_atomic_file_keep:
 * @file: the file
 *
 * From here on freeing @file leaves the hidden file where it is: somebody else answers for it.
 */
void
tv_atomic_file_keep (TvAtomicFile *file)
{
  file->is_kept = TRUE;
}

/**
 * tv_atomic_file_free:
 * @file: (nullable) (transfer full): the file
 *
 * Frees, and removes the hidden file unless it was kept or has its name already.
 */
void
tv_atomic_file_free (TvAtomicFile *file)
{
  if (file == NULL)
    return;
  if (file->fd >= 0)
    close (file->fd);
  if (!file->is_kept && file->temp_path != NULL)
    g_unlink (file->temp_path);
  g_free (file->temp_path);
  g_free (file->path);
  g_free (file);
}

static gboolean
pour (const char *temp_path, const char *path, GError **error)
{
  g_autofree char *buffer = g_malloc (POUR_SIZE);
  int from = g_open (temp_path, O_RDONLY | O_CLOEXEC, 0);
  int to = from >= 0 ? g_open (path, O_WRONLY | O_CLOEXEC, 0) : -1;
  int code = to < 0 ? errno : 0;
  gssize got;

  while (code == 0 && (got = read (from, buffer, POUR_SIZE)) != 0)
    if (got > 0)
      code = write_all (to, buffer, (gsize) got);
    else if (errno != EINTR)
      code = errno;
  if (to >= 0 && close (to) != 0 && code == 0)
    code = errno;
  if (from >= 0)
    close (from);
  if (code != 0)
    set_error (error, path, code);
  else
    g_unlink (temp_path);
  return code == 0;
}

/**
 * tv_atomic_file_place:
 * @temp_path: (type filename): a finished hidden file
 * @path: (type filename): its name, in the same folder; an existing file is replaced, a stream gets
 * the bytes
 * @error: return location for an error
 *
 * Renames the hidden file and syncs the folder, so that the name survives a power cut.
 *
 * Returns: TRUE on success
 */
gboolean
tv_atomic_file_place (const char *temp_path, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (tv_atomic_file_is_stream (path))
    return pour (temp_path, path, error);
  if (g_rename (temp_path, path) != 0)
    {
      set_error (error, path, errno);
      return FALSE;
    }
  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      /* Some file systems cannot sync a folder; the rename itself is done. */
      (void) fsync (fd);
      close (fd);
    }
  return TRUE;
}

/**
 * tv_atomic_file_sweep:
 * @path: (type filename): a final file
 * @tag: whose leftovers
 *
 * Removes hidden files of earlier attempts at @path that were killed. The caller knows that none of
 * them is still being written.
 */
void
tv_atomic_file_sweep (const char *path, const char *tag)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *prefix = make_temp_prefix (path, tag);
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    if (g_str_has_prefix (name, prefix) && strlen (name) == strlen (prefix) + 6)
      {
        g_autofree char *leftover = g_build_filename (folder, name, NULL);

        g_unlink (leftover);
      }
}
