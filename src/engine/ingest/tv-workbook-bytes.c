/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gets more bytes of a part and turns them into UTF-8. Nearly every workbook is UTF-8 already; the
 * others say so by a byte order mark, by the pattern of “<” in UTF-16, or in their declaration. */
#include "ingest/tv-workbook-bytes.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK (1 << 16)
#define NO_CONVERTER ((GIConv) -1)

/**
 * tv_xml_bytes_init:
 * @bytes: (out): the window
 * @source: (transfer full): where the bytes come from
 *
 * Begins a window over the bytes of a source.
 */
void
tv_xml_bytes_init (TvXmlBytes *bytes, TvByteSource *source)
{
  memset (bytes, 0, sizeof *bytes);
  bytes->source = source;
  bytes->converter = NO_CONVERTER;
  bytes->size = 2 * BLOCK;
  bytes->data = g_malloc (bytes->size);
}

/**
 * tv_xml_bytes_clear:
 * @bytes: the window
 *
 * Frees what the window holds and closes its source.
 */
void
tv_xml_bytes_clear (TvXmlBytes *bytes)
{
  if (bytes->converter != NO_CONVERTER)
    g_iconv_close (bytes->converter);
  g_clear_pointer (&bytes->source, tv_byte_source_free);
  g_free (bytes->data);
  g_free (bytes->raw);
}

/* The encoding that a declaration names, NULL where it is UTF-8 or none. */
static char *
find_declared (const char *head, gsize length)
{
  g_autofree char *text = g_strndup (head, MIN (length, 200));
  char *end = g_str_has_prefix (text, "<?xml") ? strstr (text, "?>") : NULL;
  char *name = end != NULL ? g_strstr_len (text, end - text, "encoding") : NULL;
  char quote;

  if (name == NULL)
    return NULL;
  name += strcspn (name, "\"'");
  quote = *name;
  if (quote == '\0' || name >= end)
    return NULL;
  end = strchr (++name, quote);
  if (end == NULL)
    return NULL;
  *end = '\0';
  /* One that names UTF-16 in single bytes is wrong about itself. */
  if (g_ascii_strcasecmp (name, "UTF-8") == 0 || g_ascii_strcasecmp (name, "US-ASCII") == 0
      || g_ascii_strncasecmp (name, "UTF", 3) == 0 || g_ascii_strncasecmp (name, "UCS", 3) == 0)
    return NULL;
  return g_strdup (name);
}

static gboolean
choose_encoding (TvXmlBytes *bytes, GError **error)
{
  const guint8 *head = (const guint8 *) bytes->raw;
  gsize length = bytes->raw_length;
  g_autofree char *declared = NULL;
  gsize mark = 0;

  if (length >= 2 && head[0] == 0xff && head[1] == 0xfe)
    declared = g_strdup ("UTF-16LE"), mark = 2;
  else if (length >= 2 && head[0] == 0xfe && head[1] == 0xff)
    declared = g_strdup ("UTF-16BE"), mark = 2;
  else if (length >= 2 && head[0] == '<' && head[1] == 0)
    declared = g_strdup ("UTF-16LE");
  else if (length >= 2 && head[0] == 0 && head[1] == '<')
    declared = g_strdup ("UTF-16BE");
  else if (length >= 3 && memcmp (head, "\357\273\277", 3) == 0)
    mark = 3;
  else
    declared = find_declared (bytes->raw, length);
  bytes->raw_length -= mark;
  memmove (bytes->raw, bytes->raw + mark, bytes->raw_length);
  if (declared == NULL)
    return TRUE;
  bytes->converter = g_iconv_open ("UTF-8", declared);
  if (bytes->converter != NO_CONVERTER)
    return TRUE;
  tv_byte_source_fail (bytes->source, _ ("its encoding is not known"), error);
  return FALSE;
}

/* From raw to data; there is room for three times as many bytes. */
static gboolean
convert (TvXmlBytes *bytes, GError **error)
{
  char *from = bytes->raw;
  char *to = bytes->data + bytes->end;
  gsize from_left = bytes->raw_length;
  gsize to_left = bytes->size - bytes->end;
  gsize status = g_iconv (bytes->converter, &from, &from_left, &to, &to_left);
  gboolean is_torn = status == (gsize) -1 && (errno == EILSEQ || errno == E2BIG);

  bytes->end = (gsize) (to - bytes->data);
  memmove (bytes->raw, from, from_left);
  bytes->raw_length = from_left;
  if (!is_torn && (!bytes->is_at_end || from_left == 0))
    return TRUE;
  tv_byte_source_fail (bytes->source, _ ("its text does not fit its encoding"), error);
  return FALSE;
}

static gboolean
fill_converted (TvXmlBytes *bytes, GError **error)
{
  gssize got;

  if (bytes->raw == NULL)
    bytes->raw = g_malloc (BLOCK);
  got = tv_byte_source_read (bytes->source,
                             bytes->raw + bytes->raw_length,
                             BLOCK / 4 - bytes->raw_length,
                             error);
  if (got < 0)
    return FALSE;
  bytes->raw_length += (gsize) got;
  bytes->is_at_end = got == 0;
  if (bytes->has_begun)
    return convert (bytes, error);
  bytes->has_begun = TRUE;
  if (!choose_encoding (bytes, error))
    return FALSE;
  if (bytes->converter != NO_CONVERTER)
    return convert (bytes, error);
  memcpy (bytes->data + bytes->end, bytes->raw, bytes->raw_length);
  bytes->end += bytes->raw_length;
  bytes->raw_length = 0;
  return TRUE;
}

/**
 * tv_xml_bytes_fill:
 * @bytes: the window
 * @error: return location for an error of the source, or for what is longer than TV_XML_LONGEST
 *
 * Gets more bytes behind those that are not read yet, which move to the start of the window. Sets
 * is_at_end where there are none.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_xml_bytes_fill (TvXmlBytes *bytes, GError **error)
{
  gssize got;

  memmove (bytes->data, bytes->data + bytes->begin, bytes->end - bytes->begin);
  bytes->end -= bytes->begin;
  bytes->begin = 0;
  if (bytes->end > TV_XML_LONGEST)
    {
      tv_byte_source_fail (bytes->source, _ ("a cell in it is longer than 1 MB"), error);
      return FALSE;
    }
  if (bytes->size - bytes->end < BLOCK)
    bytes->data = g_realloc (bytes->data, bytes->size *= 2);
  if (!bytes->has_begun || bytes->converter != NO_CONVERTER)
    return fill_converted (bytes, error);
  got = tv_byte_source_read (bytes->source,
                             bytes->data + bytes->end,
                             bytes->size - bytes->end,
                             error);
  bytes->is_at_end = got == 0;
  bytes->end += (gsize) MAX (got, 0);
  return got >= 0;
}
