/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Since Excel 97 a text says for each record it goes on in whether its characters have one byte or
 * two; fonts and the sounds of Japanese words stand behind it (MS-XLS 2.5.293, 2.5.294). Before,
 * texts were bytes in the code page of whoever wrote the file. */
#include "ingest/tv-xls-text.h"

#include <errno.h>

#include "ingest/tv-compound-sectors.h"

#define NO_CONVERTER ((GIConv) -1)
#define IS_WIDE 1
#define HAS_SOUND 4
#define HAS_FONTS 8
#define REPLACEMENT 0xfffd /* of half a character */

/**
 * tv_xls_text_set_page:
 * @text: (inout): how texts are written
 * @page: number of a code page, as a file names it; 0 = it names none. Scripts of shops, which
 * write a few records and no more, put UTF-8 there
 *
 * Chooses how bytes become characters. What is not known is taken for Western European.
 */
void
tv_xls_text_set_page (TvXlsText *text, guint page)
{
  static const struct
  {
    guint page;
    const char *name;
  } others[] = { { 0x8000, "MACINTOSH" },
                 { 0x8001, "CP1252" },
                 { 10000, "MACINTOSH" },
                 { 10007, "MAC-CYRILLIC" },
                 { 10029, "MAC-CENTRALEUROPE" } };
  g_autofree char *name = g_strdup_printf ("CP%u", page);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].page == page)
      {
        g_free (name);
        name = g_strdup (others[i].name);
      }
  tv_xls_text_clear (text);
  text->has_page = page != 0;
  text->converter = g_iconv_open ("UTF-8", name);
  if (text->converter == NO_CONVERTER)
    text->converter = g_iconv_open ("UTF-8", "CP1252");
}

/**
 * tv_xls_text_clear:
 * @text: how texts are written
 *
 * Frees what it holds.
 */
void
tv_xls_text_clear (TvXlsText *text)
{
  if (text->converter != NO_CONVERTER)
    g_iconv_close (text->converter);
  text->converter = NO_CONVERTER;
}

/* Sheets have one line feed for a line end; what writers of other systems put before it and the NUL
 * that some put behind a text are not shown. */
static void
append_character (GString *out, gunichar character)
{
  if (character == '\n' && out->len > 0 && out->str[out->len - 1] == '\r')
    g_string_truncate (out, out->len - 1);
  if (character >= 0x80)
    g_string_append_unichar (out, character);
  else if (character != 0)
    g_string_append_c (out, (char) character);
}

/* Takes a unit of UTF-16; the first half of a character waits in high. */
static void
append_unit (GString *out, guint16 *high, guint16 unit)
{
  gboolean is_first = unit >= 0xd800 && unit < 0xdc00;
  gboolean is_second = unit >= 0xdc00 && unit < 0xe000;

  if (*high != 0 && is_second)
    {
      append_character (out,
                        0x10000 + ((gunichar) (*high - 0xd800) << 10) + (gunichar) (unit - 0xdc00));
      *high = 0;
      return;
    }
  if (*high != 0 || is_second)
    append_character (out, REPLACEMENT);
  *high = is_first ? unit : 0;
  if (!is_first && !is_second)
    append_character (out, unit);
}

/* Each record that the text goes on in begins with the width of its characters. */
static gboolean
read_characters (TvBiff *biff, gsize count, guint8 flags, GString *out, GError **error)
{
  guint16 high = 0;

  while (count > 0)
    {
      gsize width = flags & IS_WIDE ? 2 : 1;
      gsize here = MIN (count, (biff->length - biff->at) / width);
      const guint8 *from = biff->body + biff->at;

      for (gsize i = 0; i < here; i++)
        append_unit (out, &high, width == 2 ? tv_bytes_get_16 (from + 2 * i) : from[i]);
      biff->at += here * width;
      count -= here;
      if (count == 0)
        break;
      biff->at = biff->length; /* half a character */
      if (!tv_biff_read (biff, &flags, 1, error))
        return FALSE;
    }
  if (high != 0)
    append_character (out, REPLACEMENT);
  return TRUE;
}

/**
 * tv_xls_text_read_shared:
 * @biff: the records, at a text of those that cells share
 * @out: where to append
 * @error: return location for an error that names the file
 *
 * Reads a text and all that stands behind it.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_xls_text_read_shared (TvBiff *biff, GString *out, GError **error)
{
  guint8 head[3], count[4];
  gsize behind = 0;

  if (!tv_biff_read (biff, head, 3, error))
    return FALSE;
  if (head[2] & HAS_FONTS)
    {
      if (!tv_biff_read (biff, count, 2, error))
        return FALSE;
      behind += 4 * (gsize) tv_bytes_get_16 (count);
    }
  if (head[2] & HAS_SOUND)
    {
      if (!tv_biff_read (biff, count, 4, error))
        return FALSE;
      behind += tv_bytes_get_32 (count);
    }
  return read_characters (biff, tv_bytes_get_16 (head), head[2], out, error)
         && tv_biff_read (biff, NULL, behind, error);
}

static void
append_utf8 (const char *bytes, gsize length, GString *out)
{
  for (const char *at = bytes; at < bytes + length; at = g_utf8_next_char (at))
    append_character (out, g_utf8_get_char (at));
}

/* Bytes that are none of the code page make the text none, which is found out with its row. */
static void
append_bytes (GIConv converter, const char *bytes, gsize length, GString *out)
{
  char *from = (char *) bytes;

  while (length > 0)
    {
      char piece[256];
      char *to = piece;
      gsize left = sizeof piece;
      gsize status = g_iconv (converter, &from, &length, &to, &left);
      int reason = errno;

      append_utf8 (piece, (gsize) (to - piece), out);
      if (status != (gsize) -1 || reason == E2BIG)
        continue;
      g_string_append_c (out, '\xff');
      from++;
      length--;
    }
  g_iconv (converter, NULL, NULL, NULL, NULL);
}

/**
 * tv_xls_text_read:
 * @text: how texts are written
 * @biff: the records, at a text
 * @is_long: whether its length has two bytes
 * @out: where to append
 * @error: return location for an error that names the file
 *
 * Reads a text behind which nothing is of interest.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_xls_text_read (const TvXlsText *text,
                  TvBiff *biff,
                  gboolean is_long,
                  GString *out,
                  GError **error)
{
  guint8 head[2] = { 0 };
  guint8 flags;
  g_autofree guint8 *bytes = NULL;
  gsize length;

  if (!tv_biff_read (biff, head, is_long ? 2 : 1, error))
    return FALSE;
  length = tv_bytes_get_16 (head);
  if (length == 0)
    return TRUE; /* not all writers say how wide no characters are */
  if (text->is_unicode)
    {
      if (!tv_biff_read (biff, &flags, 1, error))
        return FALSE;
      return tv_biff_read (biff, NULL, flags & HAS_FONTS ? 2 : 0, error)
             && tv_biff_read (biff, NULL, flags & HAS_SOUND ? 4 : 0, error)
             && read_characters (biff, length, flags, out, error);
    }
  bytes = g_malloc (length);
  if (!tv_biff_read (biff, bytes, length, error))
    return FALSE;
  if (!text->has_page && g_utf8_validate_len ((const char *) bytes, length, NULL))
    append_utf8 ((const char *) bytes, length, out);
  else
    append_bytes (text->converter, (const char *) bytes, length, out);
  return TRUE;
}
