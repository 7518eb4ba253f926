/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the choice of the best share. */
#pragma once

#include "recommend/tv-top.h"

G_BEGIN_DECLS

#define TV_TOP_PLACES (TV_TOP_BLOCK + TV_TOP_WIDEST) /* of a block, and what a vector holds */

/* How many keys are not below a bound; and brings these to the front, in their order: what is left
 * behind them means nothing. */
typedef guint (*TvTopCountKeys) (const guint64 *keys, guint count, guint64 bound);
typedef void (*TvTopKeepKeys) (guint64 *keys, guint count, guint64 bound);

#define TV_TOP_LEFT 8 /* keys that are compared with each other */

/* The least and the largest key; and those from low to below high, TV_TOP_LEFT at most, with room
 * for a vector more: returns how many. */
typedef void (*TvTopFindRange) (const guint64 *keys,
                                guint count,
                                guint64 *out_low,
                                guint64 *out_high);
typedef guint (
    *TvTopTakeKeys) (const guint64 *keys, guint count, guint64 low, guint64 high, guint64 *out);

typedef struct
{
  TvTopCountKeys count;
  TvTopKeepKeys keep;
  TvTopFindRange range;
  TvTopTakeKeys take;
} TvTopKeyFuncs;

/* The places of the scores of a block that are not below a bound, ascending; returns how many.
 * @first: where the block begins */
typedef guint (*TvTopFindNear) (const float *scores,
                                guint32 first,
                                float bound,
                                guint32 places[TV_TOP_PLACES]);

/* How many of whole numbers are not below a bound above 0; 0 up to a whole block. */
typedef guint32 (*TvTopCountNear) (gconstpointer numbers, guint32 count, gint32 bound);

TvTopKeyFuncs tv_top_choose_key_funcs (void);
TvTopFindNear tv_top_choose_find_near (void);
TvTopCountNear tv_top_choose_count_near (void);

G_END_DECLS
