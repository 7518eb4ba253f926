/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers by a walk over the lines, shared by the slow recommender and the check of claims. */
#pragma once

#include "frame/tv-facts.h"

G_BEGIN_DECLS

guint tv_reference_count_documents (const TvFrame *frame, guint32 customer, guint32 product);
TvDay tv_reference_get_last_day (const TvFrame *frame, guint32 customer, guint32 product);
gint64 tv_reference_get_family_money (const TvFrame *frame, guint32 customer, guint32 family);
gboolean tv_reference_knows_family (const TvFrame *frame, guint32 customer, guint32 family);
int tv_reference_get_usual_tier (const TvFrame *frame, guint32 customer, guint32 family);
guint32 tv_reference_count_comparable (const TvFrame *frame,
                                       const TvFactsTable *facts,
                                       gint32 top_family,
                                       guint32 product);
gboolean
tv_reference_is_follower (const TvFrame *frame, guint32 customer, guint32 first, guint32 product);
guint32 tv_reference_count_followers (const TvFrame *frame, guint32 first, guint32 product);
/* Mean days between the days with a purchase, where there are so many of them, else -1. */
gint64 tv_reference_get_own_interval (const TvFrame *frame,
                                      guint32 customer,
                                      guint32 product,
                                      guint minimum_days);
/* The same over all customers who bought on several days, where there are five of them, else -1. */
gint64 tv_reference_get_product_interval (const TvFrame *frame, guint32 product);
gint64 tv_reference_get_interval (const TvFrame *frame,
                                  const TvSettings *settings,
                                  guint32 customer,
                                  guint32 product);

G_END_DECLS
