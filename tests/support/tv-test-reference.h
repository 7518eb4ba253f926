/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recommending by the plain definitions of SPEC sections 5 and 6: every product is judged for a
 * customer, nothing is sorted beforehand. Slow, and independent of the engine's own way. */
#pragma once

#include "frame/tv-facts.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 product;
  int scenario;                                    /* -1 = no candidate */
  guint affinity, popularity, profit, base, score; /* hundredths */
} TvReferenceItem;

GArray *tv_reference_recommend (const TvFrame *frame,
                                const TvFactsTable *facts,
                                const TvSettings *settings,
                                guint minimum_score,
                                guint32 customer);
/* TRUE if what an explanation says of a customer and a product is true of the frame. */
gboolean tv_reference_is_true (const TvFrame *frame,
                               const TvFactsTable *facts,
                               guint32 customer,
                               guint32 product,
                               const char *explanation);

G_END_DECLS
