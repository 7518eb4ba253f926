/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing down why: codes and values of rows/tv-explanation.h, each true of the frame. */
#pragma once

#include "recommend/tv-candidates.h"
#include "recommend/tv-reason-text.h"

G_BEGIN_DECLS

void tv_reasons_append (GByteArray *out,
                        const TvFrame *frame,
                        const TvFacts *facts,
                        const TvCatalogue *catalogue,
                        const TvSettings *settings,
                        const TvCandidates *candidates,
                        const TvCandidate *candidate);
void tv_reasons_append_fit (TvReasonText *text,
                            const TvFrame *frame,
                            const TvSettings *settings,
                            const TvCandidates *candidates,
                            const TvCandidate *candidate);

G_END_DECLS
