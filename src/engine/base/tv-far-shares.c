/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes to a share gathers in a buffer of its own; full ones go to a file without a name, each
 * with the place of the one before, so that a share is read in large pieces. */
#include "base/tv-far-shares.h"

#include <string.h>

#include "base/tv-far-pieces.h"

#define BUFFER 8176 /* bytes: with what lies around it, a piece of two pages */

typedef struct
{
  guint64 latest; /* place of the buffer that became full last */
  guint32 count;  /* of records */
  guint32 used;   /* bytes of the present one, 0 = none */
  char buffer[BUFFER];
} Share;

struct _TvFarShares
{
  Share *shares;
  TvFarPieces *pieces;
};

/**
 * tv_far_shares_new:
 * @count: of shares
 *
 * Returns: (transfer full): shares without a record
 */
TvFarShares *
tv_far_shares_new (guint count)
{
  TvFarShares *shares = g_new0 (TvFarShares, 1);

  shares->shares = g_new0 (Share, count);
  for (guint i = 0; i < count; i++)
    shares->shares[i].latest = TV_FAR_PIECES_NONE;
  shares->pieces = tv_far_pieces_new ();
  return shares;
}

/**
 * tv_far_shares_free:
 * @shares: (transfer full): shares
 *
 * Frees shares with their records.
 */
void
tv_far_shares_free (TvFarShares *shares)
{
  tv_far_pieces_free (shares->pieces);
  g_free (shares->shares);
  g_free (shares);
}

/* Each piece begins with the place of the one before, for which it has left room. */
static gboolean
put_away (TvFarShares *shares, Share *share, char *bytes, guint32 length)
{
  guint64 place;

  memcpy (bytes, &share->latest, sizeof share->latest);
  place = tv_far_pieces_add (shares->pieces, bytes, length);
  if (place == TV_FAR_PIECES_NONE)
    return FALSE;
  share->latest = place;
  return TRUE;
}

static gboolean
empty_buffer (TvFarShares *shares, Share *share)
{
  if (share->used > 0 && !put_away (shares, share, share->buffer, share->used))
    return FALSE;
  share->used = 0;
  return TRUE;
}

/**
 * tv_far_shares_add:
 * @shares: shares
 * @share: the number of one
 * @record: (array length=length): a record, which is copied
 * @length: its bytes
 *
 * Adds a record to a share.
 *
 * Returns: %FALSE where neither disk nor memory has room for it
 */
gboolean
tv_far_shares_add (TvFarShares *shares, guint share, gconstpointer record, guint32 length)
{
  Share *own = &shares->shares[share];
  const guint32 begin = sizeof own->latest;

  own->count++;
  if (length > BUFFER - begin)
    {
      g_autofree char *bytes = g_malloc (begin + (gsize) length);

      memcpy (bytes + begin, record, length);
      return put_away (shares, own, bytes, begin + length);
    }
  if (own->used + length > BUFFER && !empty_buffer (shares, own))
    return FALSE;
  if (own->used == 0)
    own->used = begin;
  memcpy (own->buffer + own->used, record, length);
  own->used += length;
  return TRUE;
}

/**
 * tv_far_shares_get_count:
 * @shares: shares
 * @share: the number of one
 *
 * Returns: how many records it has
 */
guint32
tv_far_shares_get_count (const TvFarShares *shares, guint share)
{
  return shares->shares[share].count;
}

/**
 * tv_far_shares_foreach:
 * @shares: shares
 * @share: the number of one
 * @func: called with some of its records at a time, in no order
 * @data: for @func
 *
 * Goes through the records of a share.
 *
 * Returns: %FALSE where neither disk nor memory has room for them
 */
gboolean
tv_far_shares_foreach (TvFarShares *shares, guint share, TvFarSharesFunc func, gpointer data)
{
  guint64 place;

  if (!empty_buffer (shares, &shares->shares[share]))
    return FALSE;
  place = shares->shares[share].latest;
  while (place != TV_FAR_PIECES_NONE)
    {
      guint32 length;
      const char *piece = tv_far_pieces_get (shares->pieces, place, &length);

      memcpy (&place, piece, sizeof place);
      func (piece + sizeof place, length - (guint32) sizeof place, data);
    }
  return TRUE;
}
