/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of bytes that are kept in the order in which they came and found by their place. However
 * many they are, they take a few MB of memory. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_FAR_PIECES_ALIGNMENT 8      /* a place is a multiple of it */
#define TV_FAR_PIECES_NONE G_MAXUINT64 /* no place */

typedef struct _TvFarPieces TvFarPieces;

TvFarPieces *tv_far_pieces_new (void);
void tv_far_pieces_free (TvFarPieces *pieces);
guint64 tv_far_pieces_add (TvFarPieces *pieces, gconstpointer bytes, guint32 length);
const char *tv_far_pieces_get (TvFarPieces *pieces, guint64 place, guint32 *out_length);
guint64 tv_far_pieces_get_next (TvFarPieces *pieces, guint64 place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvFarPieces, tv_far_pieces_free)

G_END_DECLS
