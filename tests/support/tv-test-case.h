/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A base with all that is needed to recommend, and the run of everybody in it. */
#pragma once

#include "recommend/tv-recommend.h"
#include "tv-test-frame.h"

G_BEGIN_DECLS

typedef struct
{
  TvFrame *frame;
  TvFactsTable *facts;
  TvRecommender *recommender;
  TvRunItems *run;
} TvTestCase;

void tv_test_case_init (TvTestCase *self,
                        const TvTestBase *base,
                        const TvSettings *settings,
                        double minimum_score);
void tv_test_case_clear (TvTestCase *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvTestCase, tv_test_case_clear)

G_END_DECLS
