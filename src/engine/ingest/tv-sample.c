/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the same few megabytes of a file whatever its size, so that a look at it takes no time. */
#include "ingest/tv-sample.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tv-error.h"
#include "ingest/tv-byte-source.h"
#include "ingest/tv-utf8.h"

#define HEAD (1 << 20)
#define BLOCK (1 << 16)
#define BLOCKS 12
#define LONGEST_SEARCH (G_GINT64_CONSTANT (1) << 26) /* bytes that are searched in a moment */

/**
 * tv_sample_free:
 * @sample: (transfer full): a sample
 *
 * Frees it.
 */
void
tv_sample_free (TvSample *sample)
{
  g_byte_array_unref (sample->head);
  g_ptr_array_unref (sample->blocks);
  g_free (sample);
}

static gboolean
read_head (TvSample *sample, TvByteSource *source, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize got = 1;

  while (sample->head->len < HEAD && got > 0)
    {
      got = tv_byte_source_read (source, block, BLOCK, error);
      if (got > 0)
        g_byte_array_append (sample->head, block, (guint) got);
    }
  sample->is_whole = got == 0;
  return got >= 0;
}

static gboolean
is_ascii (const TvSample *sample)
{
  gboolean is_so = tv_utf8_is_ascii ((const char *) sample->head->data, sample->head->len);

  for (guint i = 0; i < sample->blocks->len && is_so; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (sample->blocks->pdata[i], &length);

      is_so = tv_utf8_is_ascii (bytes, length);
    }
  return is_so;
}

/* A pound sign in forty megabytes decides the encoding as well as one in each line: where the
 * sample has none, the first block that has a letter beyond ASCII is looked for. */
static void
find_letters (TvSample *sample, int file)
{
  g_autofree char *block = g_malloc (BLOCK);
  gssize got = 1;

  for (off_t at = HEAD; at < LONGEST_SEARCH && got > 0; at += got)
    {
      got = pread (file, block, BLOCK, at);
      if (got <= 0 || tv_utf8_is_ascii (block, (gsize) got))
        continue;
      g_ptr_array_add (sample->blocks, g_bytes_new (block, (gsize) got));
      return;
    }
}

/* What cannot be read here is read, and reported, later. */
static void
read_blocks (TvSample *sample, const char *path)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat status;

  if (file < 0)
    return;
  if (fstat (file, &status) == 0 && S_ISREG (status.st_mode))
    for (int i = 1; i <= BLOCKS; i++)
      {
        g_autofree char *block = g_malloc (BLOCK);
        off_t at = (off_t) (HEAD + (status.st_size - HEAD - BLOCK) / BLOCKS * i) & ~(off_t) 3;
        gssize got = at >= HEAD ? pread (file, block, BLOCK, at) : 0;

        if (got > 0)
          g_ptr_array_add (sample->blocks, g_bytes_new (block, (gsize) got));
      }
  if (is_ascii (sample))
    find_letters (sample, file);
  close (file);
}

/* A look must not take away what the reading needs, nor wait for what may never come. */
static gboolean
check_ordinary (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  struct stat status;

  if (stat (path, &status) != 0 || S_ISREG (status.st_mode))
    return TRUE;
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not read “%s”: %s."),
               name,
               S_ISDIR (status.st_mode) ? _ ("it is a folder, not a file")
                                        : _ ("it is not an ordinary file"));
  return FALSE;
}

/**
 * tv_sample_read:
 * @path: (type filename): an ordinary file
 * @entry: (nullable): member of an archive
 * @error: return location for an error that names the file
 *
 * Reads the beginning of a file, up to 1 MiB, and of a larger plain one 12 blocks more, and one
 * with letters beyond ASCII if these have none and the first 64 MiB have some.
 *
 * Returns: (transfer full) (nullable): the sample
 */
TvSample *
tv_sample_read (const char *path, const char *entry, GError **error)
{
  g_autoptr (TvByteSource) source = NULL;
  g_autoptr (TvSample) sample = NULL;
  TvByteFormat format;

  if (!check_ordinary (path, error) || (source = tv_byte_source_open (path, entry, error)) == NULL)
    return NULL;
  sample = g_new0 (TvSample, 1);
  sample->head = g_byte_array_new ();
  sample->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  sample->size = tv_byte_source_get_size (source);
  if (!read_head (sample, source, error))
    return NULL;
  if (!sample->is_whole && sample->size >= 0 && tv_byte_source_get_format (path, &format, NULL)
      && format == TV_BYTE_FORMAT_PLAIN)
    read_blocks (sample, path);
  return g_steal_pointer (&sample);
}
