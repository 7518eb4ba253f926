/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the candidates share. */
#pragma once

#include "recommend/tv-candidates.h"
#include "recommend/tv-catalogue-private.h"
#include "rows/tv-why.h"

G_BEGIN_DECLS

/* Fills bought and families from the customer's lines; both have to be empty. */
void tv_candidates_remember (TvCandidates *candidates,
                             const TvFrame *frame,
                             const TvFacts *facts,
                             guint32 customer);
void tv_candidates_begin (TvCandidates *candidates,
                          const TvFrame *frame,
                          const TvFacts *facts,
                          guint32 customer);
void tv_candidates_add (TvCandidates *candidates,
                        const TvSettings *settings,
                        guint32 product,
                        TvScenario scenario);
void tv_candidates_rate (TvCandidates *candidates, const TvFit *fit, guint begin, guint end);
void tv_candidates_add_rebuys (TvCandidates *candidates,
                               const TvFrame *frame,
                               const TvCatalogue *catalogue,
                               const TvSettings *settings);
void tv_candidates_add_families (TvCandidates *candidates,
                                 const TvFrame *frame,
                                 const TvFacts *facts,
                                 const TvCatalogue *catalogue,
                                 const TvSettings *settings,
                                 guint top_n);
gboolean tv_candidates_is_recent (const TvCandidates *candidates,
                                  const TvFrame *frame,
                                  const TvSettings *settings,
                                  guint32 product);
gint64 tv_candidates_get_usual_price (const TvCandidates *candidates,
                                      const TvFrame *frame,
                                      guint32 family);
gboolean tv_candidates_is_due (const TvFrame *frame,
                               const TvCatalogue *catalogue,
                               const TvSettings *settings,
                               const TvBought *bought);
gboolean
tv_candidates_is_lapsed (const TvFrame *frame, const TvFacts *facts, const TvSettings *settings);
gboolean tv_candidates_is_cross_sold (const TvFacts *facts, const TvSettings *settings);
gboolean
tv_candidates_is_favourite (const TvCandidates *candidates, const TvFrame *frame, guint32 product);
gboolean tv_candidates_is_rarely_bought (const TvFrame *frame,
                                         guint32 family,
                                         const TvFamilyBought *known,
                                         gint64 spent_cents);
TvMissed tv_candidates_find_miss_fit (const TvCandidates *candidates,
                                      const TvFrame *frame,
                                      const TvFacts *facts,
                                      const TvCatalogue *catalogue,
                                      const TvSettings *settings,
                                      TvScenario scenario,
                                      guint32 product);
TvMissed tv_candidates_find_miss (const TvCandidates *candidates,
                                  const TvFrame *frame,
                                  const TvFacts *facts,
                                  const TvCatalogue *catalogue,
                                  const TvSettings *settings,
                                  TvScenario scenario,
                                  guint32 product);

/**
 * tv_candidates_get_protocol:
 * @scenario: a scenario
 *
 * Returns: whether it ranks all products or new ones
 */
static inline TvProtocol
tv_candidates_get_protocol (TvScenario scenario)
{
  return scenario == TV_SCENARIO_CROSS_SELL || scenario == TV_SCENARIO_UPSELL ? TV_PROTOCOL_NOVEL
                                                                              : TV_PROTOCOL_ALL;
}

/**
 * tv_candidates_get_kind:
 * @protocol: what is ranked
 *
 * Returns: where its list and its scores stand
 */
static inline guint
tv_candidates_get_kind (TvProtocol protocol)
{
  return protocol == TV_PROTOCOL_NOVEL ? 1 : 0;
}

G_END_DECLS
