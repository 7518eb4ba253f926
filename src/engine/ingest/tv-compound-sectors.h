/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lowest floor of a compound file (MS-CFB 2.2 to 2.5): sectors, and the table that chains them.
 */
#pragma once

#include "ingest/tv-byte-file.h"

G_BEGIN_DECLS

#define TV_SECTOR_LARGEST 4096            /* bytes */
#define TV_SECTOR_LAST_NUMBER 0xfffffffau /* what is larger is no sector */

typedef struct
{
  TvByteFile *file; /* borrowed */
  guint size;       /* of a sector, in bytes */
  guint32 count;    /* sectors in the file */
  GArray *table;    /* of guint32: the sectors that the table lies in */
  guint32 loaded;   /* which of them stands in part */
  guint8 part[TV_SECTOR_LARGEST];
  guint32 directory;   /* first sector of it */
  guint32 small_table; /* first sector of the table of small sectors */
  guint small_size;    /* of a small sector, in bytes */
  guint32 small_limit; /* streams below it lie in small sectors */
} TvSectors;

/* A chain of sectors, and where in it was read last. */
typedef struct
{
  guint32 first;
  guint32 sector;
  guint32 index;
} TvSectorChain;

gboolean tv_sectors_open (TvSectors *sectors, TvByteFile *file, GError **error);
void tv_sectors_clear (TvSectors *sectors);
void tv_sector_chain_init (TvSectorChain *chain, guint32 first);
gssize tv_sectors_read (TvSectors *sectors,
                        TvSectorChain *chain,
                        gint64 position,
                        void *buffer,
                        gsize size,
                        GError **error);

guint16 tv_bytes_get_16 (const guint8 *bytes);
guint32 tv_bytes_get_32 (const guint8 *bytes);

G_END_DECLS
