/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way in for bytes. Reads the first ones to see what the file is, and gives them out again
 * with the rest. */
#include "ingest/tv-byte-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-byte-file.h"

#define HEAD 8 /* bytes that tell the format */

struct _TvByteSource
{
  TvByteFile *file;
  guint8 head[HEAD];
  gsize head_length, head_given;
};

static gboolean
read_head (TvByteSource *source, GError **error)
{
  while (source->head_length < HEAD)
    {
      gssize got = tv_byte_file_read (source->file,
                                      source->head + source->head_length,
                                      HEAD - source->head_length,
                                      error);

      if (got < 0)
        return FALSE;
      if (got == 0)
        break;
      source->head_length += (gsize) got;
    }
  return TRUE;
}

/**
 * tv_byte_source_open:
 * @path: (type filename): a file or a pipe
 * @entry: (nullable): the member of an archive
 * @error: return location for an error that names the file
 *
 * Opens a file for reading from its start.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvByteSource *
tv_byte_source_open (const char *path, const char *entry, GError **error)
{
  return tv_byte_source_open_with (path, entry, NULL, error);
}

/**
 * tv_byte_source_open_with:
 * @path: (type filename): a file or a pipe
 * @entry: (nullable): the member of an archive
 * @progress: (nullable): asked for a cancel while a pipe is waited for
 * @error: return location for an error that names the file, or a cancel
 *
 * Opens a file for reading from its start. Waits for the first bytes of a pipe.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvByteSource *
tv_byte_source_open_with (const char *path, const char *entry, TvProgress *progress, GError **error)
{
  g_autoptr (TvByteSource) source = g_new0 (TvByteSource, 1);

  source->file = tv_byte_file_open (path, progress, error);
  if (source->file == NULL || !read_head (source, error))
    return NULL;
  if (entry == NULL)
    return g_steal_pointer (&source);
  tv_byte_file_fail (source->file, TV_ERROR_INVALID_INPUT, _ ("it is not an archive"), error);
  return NULL;
}

/**
 * tv_byte_source_free:
 * @source: (transfer full): the source
 *
 * Closes the file.
 */
void
tv_byte_source_free (TvByteSource *source)
{
  g_clear_pointer (&source->file, tv_byte_file_free);
  g_free (source);
}

/**
 * tv_byte_source_read:
 * @source: the source
 * @buffer: (array length=size): room for the bytes
 * @size: of @buffer, in bytes, at least 1
 * @error: return location for TV_ERROR_IO, TV_ERROR_CONFLICT where others changed the file,
 * TV_ERROR_INVALID_INPUT where what is packed is damaged or too large, or a cancel
 *
 * Reads the next bytes, unpacked.
 *
 * Returns: how many, 0 at the end, -1 on an error
 */
gssize
tv_byte_source_read (TvByteSource *source, void *buffer, gsize size, GError **error)
{
  gsize kept = source->head_length - source->head_given;

  if (kept == 0)
    return tv_byte_file_read (source->file, buffer, size, error);
  kept = MIN (kept, size);
  memcpy (buffer, source->head + source->head_given, kept);
  source->head_given += kept;
  return (gssize) kept;
}

/**
 * tv_byte_source_get_position:
 * @source: the source
 *
 * Returns: how many bytes of the file were consumed, for progress; of what is packed, these are the
 * packed ones
 */
gint64
tv_byte_source_get_position (const TvByteSource *source)
{
  return tv_byte_file_get_position (source->file);
}

/**
 * tv_byte_source_get_size:
 * @source: the source
 *
 * Returns: the size of the file in bytes, what the position goes up to; -1 for a pipe
 */
gint64
tv_byte_source_get_size (const TvByteSource *source)
{
  return tv_byte_file_get_size (source->file);
}
