/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every weight and threshold of profile and recommend (SPEC sections 4 to 6), with its default; a
 * run stores what it ran with. */
#pragma once

#include <glib.h>
#include "rows/tv-presets.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 preset;              /* TvPreset that the weights come from */
  guint8 ranker;              /* TvRanker that affinity comes from; FAMILY */
  guint8 family_cap;          /* items of one family while others have a candidate; 1 */
  guint8 thresholds;          /* TvThresholds that the thresholds come from */
  guint8 rfm_bins;            /* TvRfmBins that the next three come from; FIXED */
  guint recency_days[4];      /* upper bounds of the scores 5, 4, 3, 2: 30 90 180 365 */
  guint frequency_orders[4];  /* lower bounds of 5, 4, 3, 2: 10 5 3 2 */
  gint64 monetary_cents[4];   /* lower bounds of 5, 4, 3, 2: 5000 2000 500 100, in cents */
  gint64 budget_cents[3];     /* lower bounds of LUXURY, PREMIUM, STANDARD: 500 200 50, in cents */
  guint silence_days;         /* 30 */
  guint rebuy_days;           /* 90: where neither customer nor product has an interval */
  guint rebuy_maximum_days;   /* 0 = no limit: REBUY no longer than so long ago */
  guint rebuy_purchases;      /* 3: days with a purchase from which on the customer's own interval
                                 counts, and else the product's; 0 = rebuy_days for all */
  guint recent_purchase_days; /* 0: never a candidate outside REBUY */
  gint64 upsell_cents;        /* 500.00 total spent */
  gint64 cross_sell_cents;    /* 100.00 */
  double cross_sell_share;    /* 0-1: only where the first family has so much of the spend; 0 */
  guint winback_days;         /* 365 */
  gint64 winback_cents;       /* 0: only where so much was spent before */
  guint nurture_orders;       /* 3: 1 to 3 orders */
  double weight_affinity;     /* .40 .30 .20 .10, sum 1 */
  double weight_popularity;
  double weight_profit;
  double weight_base;
  double base[TV_N_SCENARIOS];      /* 85 80 75 70 65 */
  double affinity_plain;            /* 50 */
  double affinity_top_family;       /* +25 */
  double affinity_known_family;     /* +10 */
  double popularity_half_life_days; /* 90 */
  guint top_n;                      /* 3 */
  double
      calibration; /* 0-1: how much a list is to have families as the customer's spend; 0 = not */
} TvSettings;

void tv_settings_init_default (TvSettings *settings);
void tv_settings_set_preset (TvSettings *settings, TvPreset preset);
void tv_settings_set_weights (TvSettings *settings, const guint8 percent[TV_N_PARTS]);
void tv_settings_set_thresholds (TvSettings *settings, TvThresholds thresholds);
void tv_settings_copy_bounds (TvSettings *settings, const TvSettings *from);
char *tv_settings_to_json (
    const TvSettings *settings); /* fixed key order and number form: part of the run digest */

G_END_DECLS
