/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes become UTF-8 here and nowhere else. UTF-8 passes as it stands, also where it is not valid:
 * the reader judges it record by record. Of other encodings, a byte that means nothing is shown as
 * a backslash and two digits rather than ending the import. A byte order mark is left out. */
#include "ingest/tv-text-source.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

#define BLOCK (1 << 16)
#define LONGEST 16 /* bytes that one step of a conversion may give */

struct _TvTextSource
{
  TvByteSource *bytes; /* (nullable) */
  char *memory;        /* (nullable) instead of it */
  gsize memory_length, memory_given;
  GIConv converter; /* (GIConv) -1 = none */
  char *block;      /* not yet converted */
  gsize begin, end;
  gboolean is_at_end, is_begun;
};

static TvTextSource *
source_new (const char *encoding, GError **error)
{
  g_autoptr (TvTextSource) source = g_new0 (TvTextSource, 1);

  source->converter = (GIConv) -1;
  if (encoding == NULL || g_ascii_strcasecmp (encoding, "UTF-8") == 0)
    return g_steal_pointer (&source);
  source->converter = g_iconv_open ("UTF-8", encoding);
  if (source->converter == (GIConv) -1)
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("There is no encoding “%s”."),
                   encoding);
      return NULL;
    }
  source->block = g_malloc (BLOCK);
  return g_steal_pointer (&source);
}

/**
 * tv_text_source_open:
 * @path: (type filename): a file or a pipe
 * @entry: (nullable): member of an archive
 * @encoding: (nullable): what iconv calls it, %NULL for UTF-8
 * @progress: (nullable): asked for a cancel while a pipe is waited for
 * @error: return location for an error that names the file
 *
 * Opens a file for reading as UTF-8.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvTextSource *
tv_text_source_open (const char *path,
                     const char *entry,
                     const char *encoding,
                     TvProgress *progress,
                     GError **error)
{
  g_autoptr (TvTextSource) source = source_new (encoding, error);

  if (source == NULL)
    return NULL;
  source->bytes = tv_byte_source_open_with (path, entry, progress, error);
  return source->bytes != NULL ? g_steal_pointer (&source) : NULL;
}

/**
 * tv_text_source_new_for_bytes:
 * @bytes: (array length=length): bytes in @encoding
 * @length: of @bytes
 * @encoding: (nullable): what iconv calls it, %NULL for UTF-8
 * @error: return location for an unknown encoding
 *
 * Reads from memory. The bytes are copied.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvTextSource *
tv_text_source_new_for_bytes (const char *bytes, gsize length, const char *encoding, GError **error)
{
  TvTextSource *source = source_new (encoding, error);

  if (source == NULL)
    return NULL;
  source->memory = g_memdup2 (bytes, length);
  source->memory_length = length;
  return source;
}

/**
 * tv_text_source_free:
 * @source: (transfer full): the source
 *
 * Closes the file.
 */
void
tv_text_source_free (TvTextSource *source)
{
  g_clear_pointer (&source->bytes, tv_byte_source_free);
  if (source->converter != (GIConv) -1)
    g_iconv_close (source->converter);
  g_free (source->memory);
  g_free (source->block);
  g_free (source);
}

/**
 * tv_text_source_get_position:
 * @source: the source
 *
 * Returns: how many bytes of the file were consumed, for progress
 */
gint64
tv_text_source_get_position (const TvTextSource *source)
{
  return source->bytes != NULL ? tv_byte_source_get_position (source->bytes)
                               : (gint64) source->memory_given;
}

static gssize
read_bytes (TvTextSource *source, char *buffer, gsize size, GError **error)
{
  gsize given;

  if (source->bytes != NULL)
    return tv_byte_source_read (source->bytes, buffer, size, error);
  given = MIN (size, source->memory_length - source->memory_given);
  if (given > 0)
    memcpy (buffer, source->memory + source->memory_given, given);
  source->memory_given += given;
  return (gssize) given;
}

static gboolean
refill (TvTextSource *source, GError **error)
{
  gssize got;

  memmove (source->block, source->block + source->begin, source->end - source->begin);
  source->end -= source->begin;
  source->begin = 0;
  got = read_bytes (source, source->block + source->end, BLOCK - source->end, error);
  if (got < 0)
    return FALSE;
  source->is_at_end = got == 0;
  source->end += (gsize) got;
  return TRUE;
}

/* One byte that means nothing. */
static void
write_unknown (TvTextSource *source, char **out, gsize *left)
{
  static const char digits[] = "0123456789abcdef";
  guint8 byte = (guint8) source->block[source->begin++];

  (*out)[0] = '\\';
  (*out)[1] = digits[byte >> 4];
  (*out)[2] = digits[byte & 15];
  *out += 3;
  *left -= 3;
}

static gssize
convert (TvTextSource *source, char *buffer, gsize size, GError **error)
{
  char *out = buffer;
  gsize left = size;

  while (left >= LONGEST)
    {
      char *in = source->block + source->begin;
      gsize in_left = source->end - source->begin;
      gsize done = in_left == 0 ? 0 : g_iconv (source->converter, &in, &in_left, &out, &left);
      int reason = done == (gsize) -1 ? errno : 0;

      source->begin = source->end - in_left;
      if (reason == E2BIG)
        break;
      if (reason == EILSEQ || (reason == EINVAL && source->is_at_end))
        {
          if (left >= LONGEST)
            write_unknown (source, &out, &left);
          continue;
        }
      if (source->is_at_end || out > buffer)
        break;
      if (!refill (source, error))
        return -1;
    }
  return out - buffer;
}

static gssize
read_some (TvTextSource *source, char *buffer, gsize size, GError **error)
{
  gssize got;

  if (source->converter == (GIConv) -1)
    return read_bytes (source, buffer, size, error);
  got = convert (source, buffer, size, error);
  if (got == 0 && !source->is_at_end && refill (source, error))
    got = convert (source, buffer, size, error);
  return got;
}

/**
 * tv_text_source_read:
 * @source: the source
 * @buffer: (array length=size): room for the text
 * @size: of @buffer, in bytes, at least 64
 * @error: return location for an error of the file, or a cancel
 *
 * Reads the next text. A character may be cut by its end.
 *
 * Returns: how many bytes, 0 at the end, -1 on an error
 */
gssize
tv_text_source_read (TvTextSource *source, char *buffer, gsize size, GError **error)
{
  gssize got = 0, more;

  if (source->is_begun)
    return read_some (source, buffer, size, error);
  source->is_begun = TRUE;
  while (got < 6)
    {
      more = read_some (source, buffer + got, size - (gsize) got, error);
      if (more < 0)
        return -1;
      if (more == 0)
        break;
      got += more;
    }
  /* A program that adds the mark to a text that has it makes two of one. */
  for (more = 0; got - more >= 3 && memcmp (buffer + more, "\357\273\277", 3) == 0 && more < 6;)
    more += 3;
  if (more == 0)
    return got;
  memmove (buffer, buffer + more, (gsize) (got -= more));
  return got > 0 ? got : read_some (source, buffer, size, error);
}
