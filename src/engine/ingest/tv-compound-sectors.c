/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows chains through the table of sectors, of which one sector is held in memory. A chain
 * cannot be longer than the file has sectors, so one that runs in a circle comes to an end. */
#include "ingest/tv-compound-sectors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

#define HEADER_SIZE 512
#define HEADER_TABLE 109       /* sectors of the table that the header names itself */
#define MOST_SECTORS (1 << 23) /* no old Excel file is larger than 4 GB */
#define LARGEST_LIMIT (1 << 16)
#define USUAL_LIMIT 4096

/**
 * tv_bytes_get_16:
 * @bytes: (array fixed-size=2): at least two
 *
 * Returns: the number in them, its low byte first
 */
guint16
tv_bytes_get_16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

/**
 * tv_bytes_get_32:
 * @bytes: (array fixed-size=4): at least four
 *
 * Returns: the number in them, its low byte first
 */
guint32
tv_bytes_get_32 (const guint8 *bytes)
{
  return bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 | (guint32) bytes[3] << 24;
}

static gboolean
fail_damaged (TvSectors *sectors, GError **error)
{
  /* A file that others cut meanwhile is not damaged. */
  if (tv_byte_file_check (sectors->file, error))
    tv_byte_file_fail (sectors->file,
                       TV_ERROR_INVALID_INPUT,
                       _ ("it is damaged, or its end is missing"),
                       error);
  return FALSE;
}

/* Bytes of a sector from offset on: fewer where the file ends in it, -1 on an error. */
static gssize
read_sector (TvSectors *sectors,
             guint32 sector,
             gsize offset,
             void *buffer,
             gsize size,
             GError **error)
{
  gint64 begin = MAX (HEADER_SIZE, sectors->size) + (gint64) sector * sectors->size;
  gsize done = 0;

  if (sector >= sectors->count || !tv_byte_file_seek (sectors->file, begin + (gint64) offset))
    {
      fail_damaged (sectors, error);
      return -1;
    }
  while (done < size)
    {
      gssize got = tv_byte_file_read (sectors->file, (char *) buffer + done, size - done, error);

      if (got < 0)
        return -1;
      if (got == 0)
        break;
      done += (gsize) got;
    }
  return (gssize) done;
}

static void
take_table (TvSectors *sectors, const guint8 *numbers, guint count)
{
  guint most = sectors->count / (sectors->size / 4) + 1;

  for (guint i = 0; i < count && sectors->table->len < most; i++)
    {
      guint32 sector = tv_bytes_get_32 (numbers + 4 * (gsize) i);

      if (sector <= TV_SECTOR_LAST_NUMBER)
        g_array_append_val (sectors->table, sector);
    }
}

/* Large files name the sectors of the table in further sectors, which form a list. One that is
 * broken is an error as soon as what it should name is needed. */
static gboolean
read_list (TvSectors *sectors, guint32 next, GError **error)
{
  guint each = sectors->size / 4 - 1;
  guint left = sectors->count / (sectors->size / 4) / each + 1;

  for (; next < sectors->count && left > 0; left--)
    {
      guint8 bytes[TV_SECTOR_LARGEST];
      gssize got = read_sector (sectors, next, 0, bytes, sectors->size, error);

      if (got < 0)
        return FALSE;
      if (got < (gssize) sectors->size)
        break;
      take_table (sectors, bytes, each);
      next = tv_bytes_get_32 (bytes + 4 * (gsize) each);
    }
  return TRUE;
}

/**
 * tv_sectors_open:
 * @sectors: (out caller-allocates): the sectors, for tv_sectors_clear()
 * @file: a compound file; stands as long as @sectors
 * @error: return location for an error that names the file
 *
 * Reads the header of a compound file, and where its table lies.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_sectors_open (TvSectors *sectors, TvByteFile *file, GError **error)
{
  guint8 header[HEADER_SIZE];
  gsize length = 0;
  gssize got = 1;
  guint shift, small_shift;
  gint64 body;

  memset (sectors, 0, sizeof *sectors);
  sectors->file = file;
  sectors->table = g_array_new (FALSE, FALSE, sizeof (guint32));
  sectors->loaded = G_MAXUINT32;
  if (!tv_byte_file_rewind (file))
    return fail_damaged (sectors, error);
  while (length < sizeof header && got > 0)
    {
      got = tv_byte_file_read (file, header + length, sizeof header - length, error);
      length += (gsize) MAX (got, 0);
    }
  if (got < 0)
    return FALSE;
  if (length < sizeof header)
    return fail_damaged (sectors, error);
  shift = tv_bytes_get_16 (header + 30);
  small_shift = tv_bytes_get_16 (header + 32);
  if (shift < 9 || shift > 12 || small_shift < 4 || small_shift >= shift)
    return fail_damaged (sectors, error);
  sectors->size = 1u << shift;
  sectors->small_size = 1u << small_shift;
  body = tv_byte_file_get_size (file) - (gint64) MAX (HEADER_SIZE, sectors->size);
  sectors->count = (guint32) CLAMP ((body + sectors->size - 1) / sectors->size, 0, MOST_SECTORS);
  sectors->directory = tv_bytes_get_32 (header + 48);
  sectors->small_limit = tv_bytes_get_32 (header + 56);
  if (sectors->small_limit > LARGEST_LIMIT)
    sectors->small_limit = USUAL_LIMIT;
  sectors->small_table = tv_bytes_get_32 (header + 60);
  take_table (sectors, header + 76, HEADER_TABLE);
  return read_list (sectors, tv_bytes_get_32 (header + 68), error);
}

/**
 * tv_sectors_clear:
 * @sectors: the sectors
 *
 * Frees what they hold.
 */
void
tv_sectors_clear (TvSectors *sectors)
{
  g_clear_pointer (&sectors->table, g_array_unref);
}

/**
 * tv_sector_chain_init:
 * @chain: (out caller-allocates): the chain
 * @first: its first sector
 *
 * Begins at the start of a chain.
 */
void
tv_sector_chain_init (TvSectorChain *chain, guint32 first)
{
  chain->first = first;
  chain->sector = first;
  chain->index = 0;
}

/* The sector behind another one; more than TV_SECTOR_LAST_NUMBER at the end of its chain. */
static gboolean
find_next (TvSectors *sectors, guint32 sector, guint32 *out_next, GError **error)
{
  guint each = sectors->size / 4;
  guint32 part = sector / each;

  if (part >= sectors->table->len)
    return fail_damaged (sectors, error);
  if (part != sectors->loaded)
    {
      gssize got = read_sector (sectors,
                                g_array_index (sectors->table, guint32, part),
                                0,
                                sectors->part,
                                sectors->size,
                                error);

      sectors->loaded = G_MAXUINT32;
      if (got < 0)
        return FALSE;
      if (got < (gssize) sectors->size)
        return fail_damaged (sectors, error);
      sectors->loaded = part;
    }
  *out_next = tv_bytes_get_32 (sectors->part + 4 * (gsize) (sector % each));
  return TRUE;
}

/* Goes to a sector of the chain, or to what marks its end. */
static gboolean
go_to (TvSectors *sectors, TvSectorChain *chain, gint64 index, GError **error)
{
  if (index < chain->index)
    tv_sector_chain_init (chain, chain->first);
  while (chain->index < index && chain->sector <= TV_SECTOR_LAST_NUMBER)
    {
      if (chain->index >= sectors->count)
        return fail_damaged (sectors, error);
      if (!find_next (sectors, chain->sector, &chain->sector, error))
        return FALSE;
      chain->index++;
    }
  return TRUE;
}

/**
 * tv_sectors_read:
 * @sectors: the sectors
 * @chain: (inout): one of their chains
 * @position: of the first byte, from the start of the chain
 * @buffer: (array length=size): room for the bytes
 * @size: of @buffer, in bytes
 * @error: return location for TV_ERROR_INVALID_INPUT where the chain is broken, and as of
 * tv_byte_file_read()
 *
 * Reads from a chain; sectors that lie behind each other in one go. To go forward costs a look at
 * each sector between, to go back at each from the start.
 *
 * Returns: how many bytes, 0 behind the end, -1 on an error
 */
gssize
tv_sectors_read (TvSectors *sectors,
                 TvSectorChain *chain,
                 gint64 position,
                 void *buffer,
                 gsize size,
                 GError **error)
{
  gsize offset = (gsize) (position % sectors->size);
  gsize length = sectors->size - offset;
  guint32 begin;

  if (!go_to (sectors, chain, position / sectors->size, error))
    return -1;
  if (chain->sector > TV_SECTOR_LAST_NUMBER)
    return 0;
  begin = chain->sector;
  while (length < size && chain->index < sectors->count)
    {
      guint32 next;

      if (!find_next (sectors, chain->sector, &next, error))
        return -1;
      if (next != chain->sector + 1)
        break;
      chain->sector = next;
      chain->index++;
      length += sectors->size;
    }
  return read_sector (sectors, begin, offset, buffer, MIN (size, length), error);
}
