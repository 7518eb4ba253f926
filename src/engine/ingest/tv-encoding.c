/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte order mark, then the NUL pattern of UTF-16, then valid UTF-8 over the whole file, else
 * Windows-1252, unless most letters are beyond ASCII and libuchardet hears Cyrillic or Greek. Reads
 * the whole file; writes nothing. */
#include "ingest/tv-encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <uchardet/uchardet.h>
#include <unistd.h>

#include "base/tv-error.h"

#define BLOCK (1 << 18)

typedef struct
{
  guint64 even_nuls, odd_nuls, controls, high, size;
  gboolean is_utf8;
  guint8 carry[4]; /* the beginning of a character at a block's end */
  gsize carry_length;
} Census;

/* Extends the check for UTF-8 by a block; a character may be cut by its end. */
static void
check_utf8 (Census *census, const guint8 *bytes, gsize length)
{
  g_autofree guint8 *joined = NULL;
  const guint8 *stop;
  const char *end;
  gsize rest;

  if (!census->is_utf8)
    return;
  if (census->carry_length > 0)
    {
      joined = g_malloc (length + census->carry_length);
      memcpy (joined, census->carry, census->carry_length);
      memcpy (joined + census->carry_length, bytes, length);
      length += census->carry_length;
      bytes = joined;
    }
  census->carry_length = 0;
  stop = bytes + length;
  /* NULs are counted elsewhere. */
  while (!g_utf8_validate_len ((const char *) bytes, (gsize) (stop - bytes), &end) && *end == '\0')
    bytes = (const guint8 *) end + 1;
  rest = (gsize) (stop - (const guint8 *) end);
  if (rest == 0)
    return;
  if (rest <= 3 && g_utf8_get_char_validated (end, (gssize) rest) == (gunichar) -2)
    {
      memcpy (census->carry, end, rest);
      census->carry_length = rest;
    }
  else
    census->is_utf8 = FALSE;
}

static void
count_block (Census *census, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      census->high += bytes[i] >= 0x80;
      if (bytes[i] >= 0x20)
        continue;
      if (bytes[i] == 0)
        *(((census->size + i) & 1) != 0 ? &census->odd_nuls : &census->even_nuls) += 1;
      else if (bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\f'
               && bytes[i] != 0x1a)
        census->controls++;
    }
  check_utf8 (census, bytes, length);
  census->size += length;
}

static void
fail (GError **error, const char *path, int code, const char *fact)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, TV_ERROR, code, _ ("Could not read “%s”: %s."), name, fact);
}

static int
open_file (const char *path, gint64 *out_size, GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;

  if (file < 0 || fstat (file, &status) != 0)
    {
      fail (error, path, errno == ENOENT ? TV_ERROR_NOT_FOUND : TV_ERROR_IO, g_strerror (errno));
      if (file >= 0)
        close (file);
      return -1;
    }
  if (S_ISREG (status.st_mode) && status.st_size > 0)
    {
      *out_size = status.st_size;
      return file;
    }
  if (S_ISDIR (status.st_mode))
    fail (error, path, TV_ERROR_INVALID_INPUT, _ ("it is a folder, not a file"));
  else if (S_ISREG (status.st_mode))
    fail (error, path, TV_ERROR_INVALID_INPUT, _ ("the file is empty"));
  else
    fail (error, path, TV_ERROR_INVALID_INPUT, _ ("it is not an ordinary file"));
  close (file);
  return -1;
}

static const char *
judge (const Census *census, uchardet_t voice)
{
  const char *guess;

  /* Text in UTF-16 has a NUL in nearly every other place, on one side. */
  if (census->odd_nuls > census->size / 5 && census->even_nuls < census->size / 50)
    return "UTF-16LE";
  if (census->even_nuls > census->size / 5 && census->odd_nuls < census->size / 50)
    return "UTF-16BE";
  /* One torn record in a large file is that record's matter; archives, pictures and databases have
   * far more. */
  if (census->even_nuls + census->odd_nuls > census->size / 10000
      || census->controls > census->size / 100)
    return NULL;
  if (census->is_utf8 && census->carry_length == 0)
    return "UTF-8";
  /* Where letters are Latin, few bytes are beyond ASCII, and other guesses are noise. */
  guess = census->high > census->size / 8 ? uchardet_get_charset (voice) : "";
  if (g_ascii_strcasecmp (guess, "WINDOWS-1251") == 0)
    return "WINDOWS-1251";
  if (g_ascii_strcasecmp (guess, "WINDOWS-1253") == 0)
    return "WINDOWS-1253";
  return "WINDOWS-1252";
}

static const char *
get_mark (const guint8 *bytes, gsize length)
{
  if (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    return "UTF-8";
  if (length >= 2 && memcmp (bytes, "\377\376", 2) == 0)
    return "UTF-16LE";
  return length >= 2 && memcmp (bytes, "\376\377", 2) == 0 ? "UTF-16BE" : NULL;
}

/**
 * tv_encoding_detect:
 * @path: (type filename): a file
 * @out_size: (out): its size in bytes
 * @error: return location for an error that names the file
 *
 * Finds the encoding of a file from all its bytes.
 *
 * Returns: (nullable): the name for iconv, static
 */
const char *
tv_encoding_detect (const char *path, gint64 *out_size, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  Census census = { .is_utf8 = TRUE };
  const char *encoding = NULL;
  uchardet_t voice;
  gssize got;
  int file = open_file (path, out_size, error);

  if (file < 0)
    return NULL;
  voice = uchardet_new ();
  while ((got = read (file, block, BLOCK)) > 0)
    {
      if (census.size == 0)
        encoding = get_mark (block, (gsize) got);
      count_block (&census, block, (gsize) got);
      if (!census.is_utf8 && census.size < (1 << 22))
        uchardet_handle_data (voice, (const char *) block, (size_t) got);
    }
  uchardet_data_end (voice);
  if (got < 0)
    fail (error, path, TV_ERROR_IO, g_strerror (errno));
  else if (encoding == NULL && (encoding = judge (&census, voice)) == NULL)
    fail (error, path, TV_ERROR_INVALID_INPUT, _ ("it holds no text; export it as CSV"));
  uchardet_delete (voice);
  close (file);
  return got < 0 ? NULL : encoding;
}
