/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a customer's scored candidates make up the list: the best by score, with what one family
 * may have of it, or so that the list has families in the proportions of the customer's spend. */
#pragma once

#include "recommend/tv-candidates.h"

G_BEGIN_DECLS

guint tv_choice_take (const TvFrame *frame,
                      const TvSettings *settings,
                      guint16 minimum_score,
                      TvCandidates *candidates,
                      guint count,
                      guint top_n,
                      TvCandidate **out);

G_END_DECLS
