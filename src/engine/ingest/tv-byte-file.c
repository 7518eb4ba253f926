/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file as it was when it was opened: what is appended meanwhile is left for the next
 * import; a file that became shorter, or was written over, is an error, since rows of two states
 * would be mixed. A pipe is waited for in short steps, so that a cancel is heard while it stalls.
 */
#include "ingest/tv-byte-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tv-error.h"

#define WAIT_MSEC 50 /* between two looks at the cancel, half of what a person may wait */

struct _TvByteFile
{
  char *name; /* base name, for messages */
  int file;
  gboolean is_regular;
  gint64 size;     /* when opened; -1 = a pipe */
  gint64 position; /* of the next byte */
  struct timespec changed;
  guint8 head[TV_BYTE_FILE_HEAD]; /* peeked */
  gsize head_length, head_given;
  gboolean has_head;
  TvProgress *progress; /* (nullable) */
};

/**
 * tv_byte_file_fail:
 * @file: the file
 * @code: a TvError
 * @fact: translated, what is wrong, without a full stop
 * @error: return location
 *
 * Sets the error that names the file.
 */
void
tv_byte_file_fail (const TvByteFile *file, int code, const char *fact, GError **error)
{
  g_set_error (error, TV_ERROR, code, _ ("Could not read “%s”: %s."), file->name, fact);
}

static gboolean
look (TvByteFile *file, GError **error)
{
  struct stat status;

  if (fstat (file->file, &status) != 0)
    {
      tv_byte_file_fail (file, TV_ERROR_IO, g_strerror (errno), error);
      return FALSE;
    }
  file->is_regular = S_ISREG (status.st_mode);
  file->size = file->is_regular ? status.st_size : -1;
  file->changed = status.st_mtim;
  /* Devices may never end. */
  if (file->is_regular || S_ISFIFO (status.st_mode) || S_ISSOCK (status.st_mode))
    return TRUE;
  tv_byte_file_fail (file,
                     TV_ERROR_INVALID_INPUT,
                     S_ISDIR (status.st_mode) ? _ ("it is a folder, not a file")
                                              : _ ("it is not an ordinary file"),
                     error);
  return FALSE;
}

/**
 * tv_byte_file_open:
 * @path: (type filename): a file or a pipe
 * @progress: (nullable): asked for a cancel while a pipe is waited for, and before each read
 * @error: return location for an error that names the file
 *
 * Opens a file for reading from its start. Opening a pipe does not wait for its writer; the first
 * read does.
 *
 * Returns: (transfer full) (nullable): the file
 */
TvByteFile *
tv_byte_file_open (const char *path, TvProgress *progress, GError **error)
{
  g_autoptr (TvByteFile) file = g_new0 (TvByteFile, 1);

  file->name = g_path_get_basename (path);
  file->progress = progress != NULL ? tv_progress_ref (progress) : NULL;
  file->file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file->file < 0)
    {
      tv_byte_file_fail (file,
                         errno == ENOENT || errno == ENOTDIR ? TV_ERROR_NOT_FOUND : TV_ERROR_IO,
                         g_strerror (errno),
                         error);
      return NULL;
    }
  return look (file, error) ? g_steal_pointer (&file) : NULL;
}

/**
 * tv_byte_file_free:
 * @file: (transfer full): the file
 *
 * Closes the file.
 */
void
tv_byte_file_free (TvByteFile *file)
{
  if (file->file >= 0)
    close (file->file);
  g_clear_pointer (&file->progress, tv_progress_unref);
  g_free (file->name);
  g_free (file);
}

/* Until a pipe has bytes or its writer is gone. */
static gboolean
wait_for_bytes (TvByteFile *file, GError **error)
{
  struct pollfd wish = { .fd = file->file, .events = POLLIN };

  for (;;)
    {
      int ready;

      if (file->progress != NULL && !tv_progress_check (file->progress, error))
        return FALSE;
      ready = poll (&wish, 1, file->progress != NULL ? WAIT_MSEC : -1);
      if (ready > 0)
        return TRUE;
      if (ready < 0 && errno != EINTR)
        {
          tv_byte_file_fail (file, TV_ERROR_IO, g_strerror (errno), error);
          return FALSE;
        }
    }
}

/**
 * tv_byte_file_check:
 * @file: the file
 * @error: return location for TV_ERROR_CONFLICT
 *
 * Checks that nobody cut the file or wrote over it since it was opened. Reading up to the end does
 * so by itself; who reads single pieces calls this behind the last.
 *
 * Returns: %FALSE where what was read may be of two states
 */
gboolean
tv_byte_file_check (TvByteFile *file, GError **error)
{
  struct stat status;

  if (!file->is_regular)
    return TRUE;
  if (fstat (file->file, &status) != 0)
    {
      tv_byte_file_fail (file, TV_ERROR_IO, g_strerror (errno), error);
      return FALSE;
    }
  if (status.st_size < file->size)
    {
      tv_byte_file_fail (file, TV_ERROR_CONFLICT, _ ("it became shorter while it was read"), error);
      return FALSE;
    }
  if (status.st_size == file->size
      && (status.st_mtim.tv_sec != file->changed.tv_sec
          || status.st_mtim.tv_nsec != file->changed.tv_nsec))
    {
      tv_byte_file_fail (file, TV_ERROR_CONFLICT, _ ("it was written to while it was read"), error);
      return FALSE;
    }
  return TRUE;
}

static gssize
read_fresh (TvByteFile *file, void *buffer, gsize size, GError **error)
{
  gssize got;

  if (!tv_progress_check (file->progress, error))
    return -1;
  if (file->is_regular)
    size = MIN (size, (gsize) MAX (file->size - file->position, 0));
  if (size == 0)
    return tv_byte_file_check (file, error) ? 0 : -1;
  do
    {
      if (!file->is_regular && !wait_for_bytes (file, error))
        return -1;
      got = read (file->file, buffer, size);
    }
  while (got < 0 && (errno == EINTR || errno == EAGAIN));
  if (got < 0)
    {
      tv_byte_file_fail (file, TV_ERROR_IO, g_strerror (errno), error);
      return -1;
    }
  if (got == 0 && file->is_regular)
    return tv_byte_file_check (file, error) ? 0 : -1;
  file->position += got;
  return got;
}

/**
 * tv_byte_file_peek:
 * @file: the file, at its start
 * @out_head: (out) (array length=out_length): its first bytes, TV_BYTE_FILE_HEAD unless it is
 * shorter; borrowed
 * @out_length: (out): how many
 * @error: return location, as of tv_byte_file_read()
 *
 * Looks at the first bytes, which will be read all the same. Waits for those of a pipe.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_byte_file_peek (TvByteFile *file, const guint8 **out_head, gsize *out_length, GError **error)
{
  while (!file->has_head && file->head_length < TV_BYTE_FILE_HEAD)
    {
      gssize got = read_fresh (file,
                               file->head + file->head_length,
                               TV_BYTE_FILE_HEAD - file->head_length,
                               error);

      if (got < 0)
        return FALSE;
      if (got == 0)
        break;
      file->head_length += (gsize) got;
    }
  file->has_head = TRUE;
  *out_head = file->head;
  *out_length = file->head_length;
  return TRUE;
}

/**
 * tv_byte_file_read:
 * @file: the file
 * @buffer: (array length=size): room for the bytes
 * @size: of @buffer, in bytes
 * @error: return location for TV_ERROR_IO, TV_ERROR_CONFLICT where others changed the file, or a
 * cancel
 *
 * Reads the next bytes.
 *
 * Returns: how many, 0 at the end, -1 on an error
 */
gssize
tv_byte_file_read (TvByteFile *file, void *buffer, gsize size, GError **error)
{
  gsize kept = file->head_length - file->head_given;

  if (kept == 0)
    return read_fresh (file, buffer, size, error);
  kept = MIN (kept, size);
  memcpy (buffer, file->head + file->head_given, kept);
  file->head_given += kept;
  return (gssize) kept;
}

/**
 * tv_byte_file_seek:
 * @file: the file
 * @position: of the byte that is to be read next, from the start of the file
 *
 * Goes to another place of a regular file.
 *
 * Returns: %FALSE where the file is a pipe or has no such place
 */
gboolean
tv_byte_file_seek (TvByteFile *file, gint64 position)
{
  if (!file->is_regular || position < 0 || position > file->size
      || lseek (file->file, position, SEEK_SET) != position)
    return FALSE;
  file->position = position;
  file->head_given = file->head_length;
  return TRUE;
}

/**
 * tv_byte_file_rewind:
 * @file: a regular file
 *
 * Goes back to its start.
 *
 * Returns: %FALSE where the file is a pipe
 */
gboolean
tv_byte_file_rewind (TvByteFile *file)
{
  return tv_byte_file_seek (file, 0);
}

/**
 * tv_byte_file_is_seekable:
 * @file: the file
 *
 * Returns: whether it can be read from any place: %FALSE for a pipe
 */
gboolean
tv_byte_file_is_seekable (const TvByteFile *file)
{
  return file->is_regular;
}

/**
 * tv_byte_file_get_position:
 * @file: the file
 *
 * Returns: the place of the next byte, from the start of the file
 */
gint64
tv_byte_file_get_position (const TvByteFile *file)
{
  return file->position;
}

/**
 * tv_byte_file_get_size:
 * @file: the file
 *
 * Returns: its size in bytes when it was opened, -1 for a pipe
 */
gint64
tv_byte_file_get_size (const TvByteFile *file)
{
  return file->size;
}

/**
 * tv_byte_file_get_name:
 * @file: the file
 *
 * Returns: its name without the folder, for messages
 */
const char *
tv_byte_file_get_name (const TvByteFile *file)
{
  return file->name;
}
