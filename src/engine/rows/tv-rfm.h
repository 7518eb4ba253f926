/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base by scores and segments: the bounds that the scores were given by, how many customers
 * have which scores, and who moved from one segment to another. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-settings.h"

G_BEGIN_DECLS

#define TV_RFM_SCORES 6 /* 0-5 */

/* The bounds of the scores 5, 4, 3 and 2. */
typedef struct
{
  TvRfmBins bins;
  gint64 recency_days[4];     /* at most so many days since the last order */
  gint64 frequency_orders[4]; /* at least so many orders; G_MAXINT = nobody has this score */
  gint64 monetary_cents[4];   /* at least so much spent; G_MAXINT64 = nobody */
} TvRfmBounds;

/* Customers by recency (first index) and frequency (second index), both 0-5. */
typedef struct
{
  gint64 count[TV_RFM_SCORES][TV_RFM_SCORES];
  gint64 spent_cents[TV_RFM_SCORES][TV_RFM_SCORES];
} TvRfmGrid;

/* Which segment each customer of the base had on one day and has on another. */
typedef struct
{
  TvDay from_day, to_day;
  gint64 customer_count;
  gint64 moves[TV_N_SEGMENTS][TV_N_SEGMENTS]; /* [from][to]; the diagonal stayed */
} TvMovement;

char *tv_rfm_bounds_to_text (const TvSettings *settings);
void tv_rfm_bounds_from_text (TvRfmBounds *bounds, const char *text);
gint64 tv_movement_count_before (const TvMovement *movement, TvSegment segment);
gint64 tv_movement_count_after (const TvMovement *movement, TvSegment segment);
gint64 tv_movement_count_moved (const TvMovement *movement);

G_END_DECLS
