/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 over typed fields: each field is one tag byte (0 null, 1 integer, 2 text, 3 blob), the
 * length of its value as four bytes big-endian, and the value; an integer is eight bytes
 * big-endian, two's complement. A null has length 0. Small fields are gathered in a buffer before
 * they are hashed. Reads only files that it is asked about. */
#include "base/tv-digest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/tv-error.h"
#include "base/tv-sha256.h"

#define BUFFER_LENGTH 8192
#define FILE_BLOCK (128 * 1024)

enum
{
  TAG_NULL = 0,
  TAG_INT64 = 1,
  TAG_TEXT = 2,
  TAG_BLOB = 3,
};

struct _TvDigest
{
  TvSha256 sha;
  gsize used;
  guint8 buffer[BUFFER_LENGTH];
};

static void
flush (TvDigest *digest)
{
  if (digest->used > 0)
    tv_sha256_add (&digest->sha, digest->buffer, digest->used);
  digest->used = 0;
}

static void
add_head (TvDigest *digest, guint8 tag, gsize length)
{
  guint8 head[5] = { tag,
                     (guint8) (length >> 24),
                     (guint8) (length >> 16),
                     (guint8) (length >> 8),
                     (guint8) length };

  g_assert (length <= G_MAXUINT32);
  tv_digest_add_raw (digest, head, sizeof head);
}

/**
 * tv_digest_new:
 *
 * Begins a digest.
 *
 * Returns: (transfer full): a digest over nothing yet
 */
TvDigest *
tv_digest_new (void)
{
  TvDigest *digest = g_new (TvDigest, 1);

  tv_sha256_init (&digest->sha);
  digest->used = 0;
  return digest;
}

/**
 * tv_digest_free:
 * @digest: (transfer full): a digest
 *
 * Frees a digest, finished or not.
 */
void
tv_digest_free (TvDigest *digest)
{
  g_free (digest);
}

/**
 * tv_digest_reset:
 * @digest: a digest, finished or not
 *
 * Begins anew with the same memory.
 */
void
tv_digest_reset (TvDigest *digest)
{
  tv_sha256_init (&digest->sha);
  digest->used = 0;
}

/**
 * tv_digest_add_int64:
 * @digest: a digest
 * @value: any integer
 *
 * Adds an integer field.
 */
void
tv_digest_add_int64 (TvDigest *digest, gint64 value)
{
  guint64 big = GUINT64_TO_BE ((guint64) value);

  add_head (digest, TAG_INT64, sizeof big);
  tv_digest_add_raw (digest, &big, sizeof big);
}

/**
 * tv_digest_add_text:
 * @digest: a digest
 * @text: (nullable): UTF-8; %NULL adds a null field
 *
 * Adds a text field.
 */
void
tv_digest_add_text (TvDigest *digest, const char *text)
{
  if (text == NULL)
    tv_digest_add_null (digest);
  else
    tv_digest_add_text_length (digest, text, strlen (text));
}

/**
 * tv_digest_add_text_length:
 * @digest: a digest
 * @text: (array length=length): UTF-8, may hold NUL bytes
 * @length: its length in bytes
 *
 * Adds a text field of a known length.
 */
void
tv_digest_add_text_length (TvDigest *digest, const char *text, gsize length)
{
  add_head (digest, TAG_TEXT, length);
  tv_digest_add_raw (digest, text, length);
}

/**
 * tv_digest_add_blob:
 * @digest: a digest
 * @bytes: (array length=length) (nullable): the bytes; %NULL adds a null field
 * @length: their number
 *
 * Adds a field of bytes.
 */
void
tv_digest_add_blob (TvDigest *digest, const void *bytes, gsize length)
{
  if (bytes == NULL)
    {
      tv_digest_add_null (digest);
      return;
    }
  add_head (digest, TAG_BLOB, length);
  tv_digest_add_raw (digest, bytes, length);
}

/**
 * tv_digest_add_null:
 * @digest: a digest
 *
 * Adds a field without a value.
 */
void
tv_digest_add_null (TvDigest *digest)
{
  add_head (digest, TAG_NULL, 0);
}

/**
 * tv_digest_add_raw:
 * @digest: a digest
 * @bytes: (array length=length): the bytes
 * @length: their number
 *
 * Adds bytes as they are, with neither tag nor length.
 */
void
tv_digest_add_raw (TvDigest *digest, const void *bytes, gsize length)
{
  if (length > BUFFER_LENGTH - digest->used)
    flush (digest);
  if (length > BUFFER_LENGTH)
    {
      tv_sha256_add (&digest->sha, bytes, length);
      return;
    }
  if (length > 0)
    memcpy (digest->buffer + digest->used, bytes, length);
  digest->used += length;
}

/**
 * tv_digest_finish:
 * @digest: a digest that was not finished before
 * @out_hash: (out caller-allocates): the SHA-256 of all that was added
 *
 * Ends the digest. Only tv_digest_reset() and tv_digest_free() may follow.
 */
void
tv_digest_finish (TvDigest *digest, guint8 out_hash[TV_DIGEST_LENGTH])
{
  flush (digest);
  tv_sha256_finish (&digest->sha, out_hash);
}

/**
 * tv_digest_file_cancellable:
 * @path: (type filename): a file
 * @progress: (nullable): whose cancel is heard between blocks
 * @out_hash: (out caller-allocates): the SHA-256 of its bytes
 * @error: return location
 *
 * Reads a whole file in blocks.
 *
 * Returns: %FALSE with %TV_ERROR_NOT_FOUND or %TV_ERROR_IO, or when cancelled
 */
gboolean
tv_digest_file_cancellable (const char *path,
                            TvProgress *progress,
                            guint8 out_hash[TV_DIGEST_LENGTH],
                            GError **error)
{
  TvSha256 sha;
  g_autofree guint8 *block = g_malloc (FILE_BLOCK);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize count = fd < 0 ? -1 : 1;
  int code = errno;
  gboolean is_cancelled = FALSE;

  tv_sha256_init (&sha);
  while (!is_cancelled && (count > 0 || (count < 0 && fd >= 0 && code == EINTR)))
    {
      count = read (fd, block, FILE_BLOCK);
      code = errno;
      if (count > 0)
        tv_sha256_add (&sha, block, (gsize) count);
      is_cancelled = !tv_progress_check (progress, error);
    }
  if (fd >= 0)
    close (fd);
  if (is_cancelled)
    return FALSE;
  if (count < 0)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error,
                   TV_ERROR,
                   code == ENOENT ? TV_ERROR_NOT_FOUND : TV_ERROR_IO,
                   _ ("Could not read “%s”: %s."),
                   name,
                   g_strerror (code));
      return FALSE;
    }
  tv_sha256_finish (&sha, out_hash);
  return TRUE;
}

/**
 * tv_digest_file:
 * @path: (type filename): a file
 * @out_hash: (out caller-allocates): the SHA-256 of its bytes
 * @error: return location
 *
 * The same without a cancel.
 *
 * Returns: %FALSE with %TV_ERROR_NOT_FOUND or %TV_ERROR_IO
 */
gboolean
tv_digest_file (const char *path, guint8 out_hash[TV_DIGEST_LENGTH], GError **error)
{
  return tv_digest_file_cancellable (path, NULL, out_hash, error);
}
