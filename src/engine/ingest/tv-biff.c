/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts a stream into records in a window that slides over it. A record has no more than 64 kB, as
 * its length has two bytes, so the window never grows. */
#include "ingest/tv-biff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ingest/tv-compound-sectors.h"

#define HEADER_SIZE 4
#define WINDOW (1 << 18) /* bytes: two records and more */
#define MOST_EMPTY (1 << 14)

/**
 * tv_biff_open:
 * @compound: the file; stands as long as the records
 * @stream: (nullable): name of a stream in it
 * @error: return location for an error that names the file
 *
 * Opens a stream before its first record.
 *
 * Returns: (transfer full) (nullable): its records
 */
TvBiff *
tv_biff_open (TvCompound *compound, const char *stream, GError **error)
{
  g_autoptr (TvBiff) biff = g_new0 (TvBiff, 1);

  biff->compound = compound;
  biff->stream = tv_compound_open_stream (compound, stream, error);
  biff->data = g_malloc (WINDOW);
  return biff->stream != NULL ? g_steal_pointer (&biff) : NULL;
}

/**
 * tv_biff_new_for_bytes:
 * @compound: the file that the bytes come from, for messages
 * @data: (transfer full) (array length=length): records
 * @length: in bytes
 *
 * Returns: (transfer full): the records
 */
TvBiff *
tv_biff_new_for_bytes (TvCompound *compound, guint8 *data, gsize length)
{
  TvBiff *biff = g_new0 (TvBiff, 1);

  biff->compound = compound;
  biff->data = data;
  biff->end = length;
  return biff;
}

/**
 * tv_biff_free:
 * @biff: (transfer full): the records
 *
 * Closes the stream.
 */
void
tv_biff_free (TvBiff *biff)
{
  g_clear_pointer (&biff->stream, tv_compound_stream_free);
  g_free (biff->cipher);
  g_free (biff->data);
  g_free (biff);
}

/**
 * tv_biff_set_cipher:
 * @biff: the records of a stream
 * @cipher: (nullable): what the bodies of the records behind the present one are encrypted with
 *
 * Takes the encryption off from now on.
 */
void
tv_biff_set_cipher (TvBiff *biff, const TvXlsCipher *cipher)
{
  g_free (biff->cipher);
  biff->cipher = cipher != NULL ? g_memdup2 (cipher, sizeof *cipher) : NULL;
}

/**
 * tv_biff_get_position:
 * @biff: the records
 *
 * Returns: where the body of the present record begins, from the start of the stream
 */
gint64
tv_biff_get_position (const TvBiff *biff)
{
  return biff->offset + (gint64) biff->begin;
}

/**
 * tv_biff_fail_damaged:
 * @biff: the records
 * @error: return location for an error that names the file
 *
 * Says that the present record cannot be right.
 *
 * Returns: %FALSE
 */
gboolean
tv_biff_fail_damaged (const TvBiff *biff, GError **error)
{
  g_autofree char *position = g_strdup_printf ("%" G_GINT64_FORMAT, tv_biff_get_position (biff));
  /* Translators: %s is a number of bytes from the beginning of what the workbook consists of. */
  g_autofree char *fact
      = g_strdup_printf (_ ("it is damaged at byte %s, or its end is missing"), position);

  tv_compound_fail (biff->compound, fact, error);
  return FALSE;
}

/* Gets bytes until there are as many as wanted, or no more. */
static gboolean
fill (TvBiff *biff, gsize wanted, GError **error)
{
  while (biff->end - biff->begin < wanted && biff->stream != NULL)
    {
      gssize got;

      if (biff->begin > 0)
        {
          memmove (biff->data, biff->data + biff->begin, biff->end - biff->begin);
          biff->offset += (gint64) biff->begin;
          biff->end -= biff->begin;
          biff->begin = 0;
        }
      got = tv_compound_stream_read (biff->stream,
                                     biff->offset + (gint64) biff->end,
                                     biff->data + biff->end,
                                     WINDOW - biff->end,
                                     error);
      if (got < 0)
        return FALSE;
      if (got == 0)
        break;
      biff->end += (gsize) got;
    }
  biff->body = biff->data + biff->begin;
  return TRUE;
}

/**
 * tv_biff_seek:
 * @biff: the records of a stream
 * @position: of the header of a record, from the start of the stream
 *
 * Goes to another place; tv_biff_next() gives the record there.
 */
void
tv_biff_seek (TvBiff *biff, gint64 position)
{
  biff->length = biff->at = 0;
  /* What was decrypted once is not to be so again. */
  if (!biff->is_changed && position >= biff->offset
      && position <= biff->offset + (gint64) biff->end)
    {
      biff->begin = (gsize) (position - biff->offset);
      return;
    }
  biff->begin = biff->end = 0;
  biff->offset = position;
  biff->is_changed = FALSE;
}

/* Headers are never encrypted, nor is what has to be found before the password is asked for. */
static void
decrypt (TvBiff *biff)
{
  gsize plain = 0;

  switch (biff->type)
    {
    case TV_BIFF_BOF:
    case TV_BIFF_FILEPASS:
    case TV_BIFF_INTERFACEHDR:
    case TV_BIFF_RRDHEAD:
    case TV_BIFF_USREXCL:
    case TV_BIFF_FILELOCK:
    case TV_BIFF_RRDINFO:
      return;
    case TV_BIFF_BOUNDSHEET:
      plain = MIN (4, biff->length);
      break;
    default:
      break;
    }
  biff->is_changed = TRUE;
  tv_xls_cipher_apply (biff->cipher,
                       tv_biff_get_position (biff) + (gint64) plain,
                       biff->data + biff->begin + plain,
                       biff->length - plain);
}

/**
 * tv_biff_next:
 * @biff: the records
 * @error: return location for an error that names the file, also where there is no further record:
 * the last one is of the type EOF
 *
 * Goes to the next record.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_biff_next (TvBiff *biff, GError **error)
{
  biff->begin += biff->length;
  biff->length = biff->at = 0;
  if (!fill (biff, HEADER_SIZE, error))
    return FALSE;
  if (biff->end - biff->begin < HEADER_SIZE)
    return tv_biff_fail_damaged (biff, error);
  biff->type = tv_bytes_get_16 (biff->body);
  biff->length = tv_bytes_get_16 (biff->body + 2);
  biff->begin += HEADER_SIZE;
  if (!fill (biff, biff->length, error))
    return FALSE;
  /* A file with a hole in it may be larger than any disk. */
  biff->empty_count = biff->type == 0 && biff->length == 0 ? biff->empty_count + 1 : 0;
  if (biff->end - biff->begin < biff->length || biff->empty_count > MOST_EMPTY)
    {
      biff->length = 0;
      return tv_biff_fail_damaged (biff, error);
    }
  if (biff->cipher != NULL)
    decrypt (biff);
  return TRUE;
}

/**
 * tv_biff_is_bof:
 * @type: of a record
 *
 * Returns: whether a workbook or a sheet of any version begins with it
 */
gboolean
tv_biff_is_bof (guint type)
{
  return type == TV_BIFF_BOF || type == TV_BIFF_BOF_2 || type == TV_BIFF_BOF_3
         || type == TV_BIFF_BOF_4;
}

/**
 * tv_biff_drop_byte:
 * @biff: the records, at one with a cell of Excel 2
 *
 * Gives the cell the places of later versions: where it had three bytes of attributes, there are
 * two with the number of the format, which later is that of the style.
 */
void
tv_biff_drop_byte (TvBiff *biff)
{
  guint8 *body = biff->data + biff->begin;
  guint8 format = body[5] & 0x3f;

  memmove (body + 1, body, 4);
  body[5] = format;
  body[6] = 0;
  biff->is_changed = TRUE;
  biff->begin++;
  biff->body = biff->data + biff->begin;
  biff->length--;
}

/**
 * tv_biff_follow:
 * @biff: the records
 * @out_is_there: (out): whether the present record goes on
 * @error: return location for an error that names the file
 *
 * Goes to the next record if the present one goes on in it.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_biff_follow (TvBiff *biff, gboolean *out_is_there, GError **error)
{
  *out_is_there = FALSE;
  if (!fill (biff, biff->length + HEADER_SIZE, error))
    return FALSE;
  if (biff->end - biff->begin < biff->length + HEADER_SIZE
      || tv_bytes_get_16 (biff->body + biff->length) != TV_BIFF_CONTINUE)
    return TRUE;
  *out_is_there = TRUE;
  return tv_biff_next (biff, error);
}

/* To a byte that is not read yet; it is an error that there is none. */
static gboolean
advance (TvBiff *biff, GError **error)
{
  while (biff->at == biff->length)
    {
      gboolean is_there;

      if (!tv_biff_follow (biff, &is_there, error))
        return FALSE;
      if (!is_there)
        return tv_biff_fail_damaged (biff, error);
    }
  return TRUE;
}

/**
 * tv_biff_read:
 * @biff: the records
 * @buffer: (array length=size) (nullable): room for the bytes; %NULL = pass them by
 * @size: how many
 * @error: return location for an error that names the file, also where there are fewer
 *
 * Reads the next bytes of a record and of what it goes on in.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_biff_read (TvBiff *biff, guint8 *buffer, gsize size, GError **error)
{
  while (size > 0)
    {
      gsize here;

      if (!advance (biff, error))
        return FALSE;
      here = MIN (size, biff->length - biff->at);
      if (buffer != NULL)
        {
          memcpy (buffer, biff->body + biff->at, here);
          buffer += here;
        }
      biff->at += here;
      size -= here;
    }
  return TRUE;
}
