/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One customer with one thing different: a threshold, a fact, a purchase more. The items are
 * computed by the function of a run on a frame of this customer alone, so that what is said of a
 * change has been tried. */
#pragma once

#include "recommend/tv-recommend.h"
#include "rows/tv-why.h"

G_BEGIN_DECLS

typedef struct _TvVariation TvVariation;

TvVariation *tv_variation_new (TvRecommender *recommender, guint32 customer, guint32 product);
void tv_variation_free (TvVariation *variation);
void tv_variation_set_brief (TvVariation *variation);
gint64 tv_variation_get (const TvVariation *variation, TvKnob knob);
TvRunItems *tv_variation_run (TvVariation *variation, TvKnob knob, gint64 value);
/* The customer's frame and facts as the last run had them; the customer has index 0. */
const TvFrame *tv_variation_get_frame (const TvVariation *variation);
const TvFactsTable *tv_variation_get_facts (const TvVariation *variation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvVariation, tv_variation_free)

G_END_DECLS
