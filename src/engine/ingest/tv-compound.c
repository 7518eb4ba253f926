/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The directory of a compound file and the streams in it. Names are looked for in the root alone,
 * as a workbook that is embedded in another one has streams of the same names. */
#include "ingest/tv-compound.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-compound-sectors.h"

#define ENTRY_SIZE 128
#define ENTRY_STREAM 2 /* type of an entry */
#define MOST_ENTRIES 65536
#define NAME_SIZE 32 /* characters, with the NUL behind them */

typedef struct
{
  char name[NAME_SIZE]; /* of ASCII; one with other characters is never asked for */
  guint8 type;
  gboolean is_in_root;
  guint32 left, right, child; /* numbers of entries */
  guint32 first;              /* sector */
  guint32 size;               /* in bytes */
} Entry;

struct _TvCompound
{
  TvByteFile *file;
  gboolean is_bare;
  gboolean has_tree; /* some writers have the list of entries alone */
  TvSectors sectors;
  GArray *entries; /* of Entry */
};

struct _TvCompoundStream
{
  TvCompound *compound; /* borrowed */
  TvSectorChain chain;
  gint64 size;
  guint8 *small; /* (nullable) all of a small stream */
};

static void
take_entry (TvCompound *compound, const guint8 *bytes)
{
  Entry entry = { 0 };
  guint length = MIN (tv_bytes_get_16 (bytes + 64), 2 * NAME_SIZE) / 2;

  for (guint i = 0; i + 1 < length; i++)
    {
      guint16 unit = tv_bytes_get_16 (bytes + 2 * (gsize) i);

      entry.name[i] = unit > 0 && unit < 0x80 ? (char) unit : '?';
    }
  entry.type = bytes[66];
  entry.left = tv_bytes_get_32 (bytes + 68);
  entry.right = tv_bytes_get_32 (bytes + 72);
  entry.child = tv_bytes_get_32 (bytes + 76);
  entry.first = tv_bytes_get_32 (bytes + 116);
  entry.size = tv_bytes_get_32 (bytes + 120);
  g_array_append_val (compound->entries, entry);
}

/* The entries of a folder form a tree, which a damaged file may tie in a knot. */
static void
mark_root (TvCompound *compound)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 number = g_array_index (compound->entries, Entry, 0).child;

  for (;;)
    {
      if (number < compound->entries->len)
        {
          Entry *entry = &g_array_index (compound->entries, Entry, number);

          if (!entry->is_in_root)
            {
              entry->is_in_root = compound->has_tree = TRUE;
              g_array_append_val (waiting, entry->left);
              g_array_append_val (waiting, entry->right);
            }
        }
      if (waiting->len == 0)
        return;
      number = g_array_index (waiting, guint32, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
    }
}

static gboolean
read_directory (TvCompound *compound, GError **error)
{
  TvSectorChain chain;
  guint8 bytes[TV_SECTOR_LARGEST];
  gint64 position = 0;
  gssize got = 1;

  tv_sector_chain_init (&chain, compound->sectors.directory);
  while (got > 0 && compound->entries->len < MOST_ENTRIES)
    {
      got = tv_sectors_read (&compound->sectors, &chain, position, bytes, sizeof bytes, error);
      got -= got > 0 ? got % ENTRY_SIZE : 0;
      for (gssize at = 0; at < got; at += ENTRY_SIZE)
        take_entry (compound, bytes + at);
      position += got;
    }
  if (got < 0)
    return FALSE;
  if (compound->entries->len > 0)
    {
      mark_root (compound);
      return TRUE;
    }
  tv_compound_fail (compound, _ ("it is damaged, or its end is missing"), error);
  return FALSE;
}

/**
 * tv_compound_open:
 * @path: (type filename): a regular file
 * @progress: (nullable): whose cancel ends the reading
 * @error: return location for an error that names the file
 *
 * Opens a file and reads which streams are in it.
 *
 * Returns: (transfer full) (nullable): the file
 */
TvCompound *
tv_compound_open (const char *path, TvProgress *progress, GError **error)
{
  g_autoptr (TvCompound) compound = g_new0 (TvCompound, 1);
  const guint8 *head;
  gsize length;

  compound->file = tv_byte_file_open (path, progress, error);
  if (compound->file == NULL || !tv_byte_file_peek (compound->file, &head, &length, error))
    return NULL;
  compound->is_bare = length < 8 || memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) != 0;
  if (compound->is_bare)
    return g_steal_pointer (&compound);
  compound->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  if (!tv_sectors_open (&compound->sectors, compound->file, error)
      || !read_directory (compound, error))
    return NULL;
  return g_steal_pointer (&compound);
}

/**
 * tv_compound_free:
 * @compound: (transfer full): the file
 *
 * Closes the file. Its streams are to be freed before.
 */
void
tv_compound_free (TvCompound *compound)
{
  tv_sectors_clear (&compound->sectors);
  g_clear_pointer (&compound->entries, g_array_unref);
  g_clear_pointer (&compound->file, tv_byte_file_free);
  g_free (compound);
}

/**
 * tv_compound_is_bare:
 * @compound: the file
 *
 * Returns: whether it is no compound file, but one stream
 */
gboolean
tv_compound_is_bare (const TvCompound *compound)
{
  return compound->is_bare;
}

/**
 * tv_compound_get_file:
 * @compound: the file
 *
 * Returns: (transfer none): the file with all streams
 */
TvByteFile *
tv_compound_get_file (const TvCompound *compound)
{
  return compound->file;
}

/**
 * tv_compound_fail:
 * @compound: the file
 * @fact: translated, what is wrong, without a full stop
 * @error: return location
 *
 * Sets the error that names the file: TV_ERROR_CONFLICT where others changed it while it was read,
 * else TV_ERROR_INVALID_INPUT with the fact.
 */
void
tv_compound_fail (const TvCompound *compound, const char *fact, GError **error)
{
  if (tv_byte_file_check (compound->file, error))
    tv_byte_file_fail (compound->file, TV_ERROR_INVALID_INPUT, fact, error);
}

static const Entry *
find_entry (const TvCompound *compound, const char *name)
{
  for (guint i = 0; !compound->is_bare && i < compound->entries->len; i++)
    {
      const Entry *entry = &g_array_index (compound->entries, Entry, i);

      if (entry->type == ENTRY_STREAM && (entry->is_in_root || !compound->has_tree)
          && g_ascii_strcasecmp (entry->name, name) == 0)
        return entry;
    }
  return NULL;
}

/**
 * tv_compound_has:
 * @compound: the file
 * @name: of a stream
 *
 * Returns: whether there is such a stream
 */
gboolean
tv_compound_has (const TvCompound *compound, const char *name)
{
  return find_entry (compound, name) != NULL;
}

/* Reads a stream that lies in small sectors, which are pieces of the root's own stream. */
static gboolean
read_small (TvCompoundStream *stream, const Entry *entry, GError **error)
{
  TvSectors *sectors = &stream->compound->sectors;
  guint32 sector = entry->first;
  TvSectorChain root, table;
  gsize done = 0;

  tv_sector_chain_init (&root, g_array_index (stream->compound->entries, Entry, 0).first);
  tv_sector_chain_init (&table, sectors->small_table);
  stream->small = g_malloc0 (entry->size + sectors->small_size);
  while (done < entry->size && sector <= TV_SECTOR_LAST_NUMBER)
    {
      guint8 next[4];
      gssize got = tv_sectors_read (sectors,
                                    &root,
                                    (gint64) sector * sectors->small_size,
                                    stream->small + done,
                                    sectors->small_size,
                                    error);

      if (got < 0)
        return FALSE;
      done += (gsize) got;
      if (got < (gssize) sectors->small_size)
        break;
      got = tv_sectors_read (sectors, &table, (gint64) sector * 4, next, sizeof next, error);
      if (got < 0)
        return FALSE;
      sector = got == sizeof next ? tv_bytes_get_32 (next) : G_MAXUINT32;
    }
  stream->size = (gint64) MIN (done, entry->size);
  return TRUE;
}

/**
 * tv_compound_open_stream:
 * @compound: the file; stands as long as the stream
 * @name: (nullable): of a stream that is there; not looked at where the file is bare
 * @error: return location for an error that names the file
 *
 * Opens a stream; any number may be open, each with its own place.
 *
 * Returns: (transfer full) (nullable): the stream
 */
TvCompoundStream *
tv_compound_open_stream (TvCompound *compound, const char *name, GError **error)
{
  g_autoptr (TvCompoundStream) stream = g_new0 (TvCompoundStream, 1);
  const Entry *entry = find_entry (compound, name);

  stream->compound = compound;
  if (compound->is_bare)
    {
      stream->size = tv_byte_file_get_size (compound->file);
      return g_steal_pointer (&stream);
    }
  if (entry == NULL)
    {
      tv_compound_fail (compound, _ ("it is damaged, or its end is missing"), error);
      return NULL;
    }
  stream->size = entry->size;
  tv_sector_chain_init (&stream->chain, entry->first);
  if (entry->size < compound->sectors.small_limit && !read_small (stream, entry, error))
    return NULL;
  return g_steal_pointer (&stream);
}

/**
 * tv_compound_stream_free:
 * @stream: (transfer full): the stream
 *
 * Closes the stream.
 */
void
tv_compound_stream_free (TvCompoundStream *stream)
{
  g_free (stream->small);
  g_free (stream);
}

/**
 * tv_compound_stream_read:
 * @stream: the stream
 * @position: of the first byte
 * @buffer: (array length=size): room for the bytes
 * @size: of @buffer, in bytes
 * @error: return location for an error that names the file
 *
 * Reads bytes of a stream.
 *
 * Returns: how many, 0 behind the end, -1 on an error
 */
gssize
tv_compound_stream_read (TvCompoundStream *stream,
                         gint64 position,
                         void *buffer,
                         gsize size,
                         GError **error)
{
  TvCompound *compound = stream->compound;

  if (position < 0 || position >= stream->size)
    return 0;
  size = (gsize) MIN ((gint64) size, stream->size - position);
  if (stream->small != NULL)
    {
      memcpy (buffer, stream->small + position, size);
      return (gssize) size;
    }
  if (!compound->is_bare)
    return tv_sectors_read (&compound->sectors, &stream->chain, position, buffer, size, error);
  if (!tv_byte_file_seek (compound->file, position))
    return 0;
  return tv_byte_file_read (compound->file, buffer, size, error);
}
