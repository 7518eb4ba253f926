/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of a run as columns, by customer and rank: recommend fills them, govern gates them,
 * quality measures them, without a way through the database. Scores and parts are integer
 * hundredths, so that sums and digests are exact. */
#pragma once

#include "frame/tv-frame.h"

G_BEGIN_DECLS

#define TV_RUN_SERVED 255 /* in exclusion: the customer got at least one item */

typedef struct
{
  guint32 customer; /* index in the frame */
  guint32 product;  /* index in the frame */
  guint16 score;    /* hundredths, 0-10000; the exact sum of the contributions */
  guint16 affinity, popularity, profit, base; /* hundredths, before their weights */
  guint8 scenario;                            /* TvScenario */
  guint8 rank : 7;                            /* 1.. */
  guint8 is_new : 1;                          /* the customer never bought the product */
  guint32 explanation;                        /* offset into explanations, a NUL-terminated text */
} TvRunItem;

typedef struct
{
  TvSettings settings;
  TvDay as_of_day;
  gboolean is_margin_known;
  GArray *items; /* of TvRunItem */
  GByteArray *explanations;
  guint8 *exclusion; /* per customer of the frame: TvExclusion or TV_RUN_SERVED */
  guint32 customer_count, eligible_count, served_count;
} TvRunItems;

TvRunItems *tv_run_items_new (const TvFrame *frame, const TvSettings *settings);
void tv_run_items_free (TvRunItems *run);
/* A part's share of the score: round half up of weight x part, in hundredths. Used for the score
 * itself and for its display. */
guint16 tv_run_item_get_contribution (double weight, guint16 part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRunItems, tv_run_items_free)

G_END_DECLS
