/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each piece is its length and its bytes; they stand one behind the other in blocks, of which all
 * but the first ones lie in a file that is mapped, whose pages rest every now and then. */
#include "base/tv-far-pieces.h"

#include <string.h>

#include "base/tv-far-memory.h"

#define BLOCK ((gsize) 1 << 20)    /* bytes */
#define NEAR_BLOCKS 2              /* that lie in no file */
#define MOST_BLOCKS 512            /* the same where there is none */
#define FAR_SIZE ((gsize) 1 << 35) /* of the mapping; as much as used is taken */
#define FAR_TOUCHES 1024           /* looks at far pages between two rests */
#define NEIGHBOURS 16              /* pages that come with one that is read */
#define PAGE 4096

typedef guint32 Length;

struct _TvFarPieces
{
  GPtrArray *blocks; /* where each BLOCK of the places lies */
  GPtrArray *owned;  /* those in no file, as they were allocated */
  gsize owned_count; /* of blocks in these */
  gsize near_count;  /* of the first blocks, which never rest */
  TvFarMemory *far;  /* (nullable) */
  guint64 end;       /* of the latest piece */
  guint far_touches;
  guintptr latest_page; /* that was looked at */
};

/**
 * tv_far_pieces_new:
 *
 * Returns: (transfer full): a set without a piece
 */
TvFarPieces *
tv_far_pieces_new (void)
{
  TvFarPieces *pieces = g_new0 (TvFarPieces, 1);

  pieces->blocks = g_ptr_array_new ();
  pieces->owned = g_ptr_array_new_with_free_func (g_free);
  return pieces;
}

/**
 * tv_far_pieces_free:
 * @pieces: (transfer full): a set
 *
 * Frees a set with its pieces.
 */
void
tv_far_pieces_free (TvFarPieces *pieces)
{
  g_ptr_array_unref (pieces->blocks);
  g_ptr_array_unref (pieces->owned);
  g_clear_pointer (&pieces->far, tv_far_memory_free);
  g_free (pieces);
}

/* Brings a page back from the file, without the neighbours that reading it would bring along,
 * unless they are wanted as well: where it comes soon after the one before. */
static void
touch (TvFarPieces *pieces, gconstpointer byte)
{
  guintptr page = (guintptr) byte / PAGE;
  guintptr distance = page - pieces->latest_page;

  if (distance == 0)
    return;
  if (distance > NEIGHBOURS)
    {
      __atomic_fetch_or ((guint8 *) byte, 0, __ATOMIC_RELAXED);
      distance = 1;
    }
  pieces->latest_page = page;
  pieces->far_touches += (guint) distance;
  if (pieces->far_touches < FAR_TOUCHES)
    return;
  pieces->far_touches = 0;
  if (pieces->far != NULL)
    tv_far_memory_rest (pieces->far);
}

static char *
find (const TvFarPieces *pieces, guint64 place)
{
  return (char *) g_ptr_array_index (pieces->blocks, place / BLOCK) + place % BLOCK;
}

static guint64
align (guint64 place, gsize unit)
{
  return (place + unit - 1) / unit * unit;
}

/* What is left of the block before stays empty. Where the disk has no room, memory has to do. */
static gboolean
add_blocks (TvFarPieces *pieces, gsize size)
{
  gsize count = (size + BLOCK - 1) / BLOCK;
  char *block = NULL;

  if (pieces->far == NULL && pieces->blocks->len >= NEAR_BLOCKS)
    pieces->far = tv_far_memory_new (FAR_SIZE);
  if (pieces->far != NULL)
    block = tv_far_memory_add (pieces->far, count * BLOCK);
  if (block == NULL && pieces->owned_count + count <= MOST_BLOCKS)
    {
      block = g_malloc0 (count * BLOCK);
      g_ptr_array_add (pieces->owned, block);
      pieces->owned_count += count;
    }
  if (pieces->far == NULL)
    pieces->near_count = pieces->owned_count;
  pieces->end = pieces->blocks->len * BLOCK;
  for (gsize i = 0; block != NULL && i < count; i++)
    g_ptr_array_add (pieces->blocks, block + i * BLOCK);
  return block != NULL;
}

/**
 * tv_far_pieces_add:
 * @pieces: a set
 * @bytes: (array length=length): a piece, which is copied
 * @length: its length, above 0
 *
 * Adds a piece behind the others.
 *
 * Returns: its place; %TV_FAR_PIECES_NONE where neither disk nor memory has room for it
 */
guint64
tv_far_pieces_add (TvFarPieces *pieces, gconstpointer bytes, guint32 length)
{
  gsize size = sizeof (Length) + length;
  guint64 place;
  char *piece;

  pieces->end = align (pieces->end, TV_FAR_PIECES_ALIGNMENT);
  if (pieces->end + size > pieces->blocks->len * BLOCK && !add_blocks (pieces, size))
    return TV_FAR_PIECES_NONE;
  place = pieces->end;
  piece = find (pieces, place);
  if (place / BLOCK >= pieces->near_count)
    touch (pieces, piece);
  memcpy (piece, &length, sizeof length);
  memcpy (piece + sizeof length, bytes, length);
  pieces->end = place + size;
  return place;
}

/**
 * tv_far_pieces_get:
 * @pieces: a set
 * @place: of a piece
 * @out_length: (out): its length
 *
 * Returns: (transfer none) (array length=out_length): the piece; it never moves
 */
const char *
tv_far_pieces_get (TvFarPieces *pieces, guint64 place, guint32 *out_length)
{
  const char *piece = find (pieces, place);
  gboolean is_far = place / BLOCK >= pieces->near_count;

  if (is_far)
    touch (pieces, piece);
  memcpy (out_length, piece, sizeof *out_length);
  piece += sizeof *out_length;
  if (is_far && *out_length > 0)
    touch (pieces, piece + *out_length - 1);
  return piece;
}

/**
 * tv_far_pieces_get_next:
 * @pieces: a set
 * @place: of a piece
 *
 * Returns: the place of the piece that was added after it; %TV_FAR_PIECES_NONE behind the last
 */
guint64
tv_far_pieces_get_next (TvFarPieces *pieces, guint64 place)
{
  guint64 next;
  guint32 length;

  tv_far_pieces_get (pieces, place, &length);
  next = align (place + sizeof length + length, TV_FAR_PIECES_ALIGNMENT);
  if (next >= pieces->end)
    return TV_FAR_PIECES_NONE;
  tv_far_pieces_get (pieces, next, &length);
  return length > 0 ? next : align (next, BLOCK);
}
