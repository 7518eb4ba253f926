/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges lists of products against what was bought in the hidden days. A judge knows which
 * customers can be tested; for a protocol and a number of days it judges the lists of several ways
 * of choosing at once, so that all have the same customers. Pure functions of the frame. */
#pragma once

#include "frame/tv-facts.h"
#include "quality/tv-bootstrap.h"
#include "rows/tv-backtest-row.h"

G_BEGIN_DECLS

/* The lists of one way of choosing, one a tested customer. */
typedef struct
{
  guint32 *products; /* k places each */
  guint8 *scenarios; /* TvScenario of each place; NULL where there are none */
  guint8 *lengths;
} TvJudgeLists;

/* The customers with a purchase before and one in the hidden days. */
typedef struct
{
  const TvFrame *frame; /* borrowed; with the hidden days */
  TvDay as_of_day;
  guint k;
  guint count;
  guint32 *customers;
  guint32 *begins;       /* first event in the hidden days */
  guint8 *loyalties;     /* by documents before: 0 = one, 1 = two to four, 2 = five and more */
  guint8 *segments;      /* TvSegment as of the day before */
  guint8 *is_known;      /* by product: sold before */
  gint64 customer_count; /* with a purchase before, tested or not */
  gboolean is_margin_known;
} TvJudge;

typedef struct _TvJudgement TvJudgement;

TvJudge *tv_judge_new (const TvFrame *frame,
                       const TvFactsTable *facts,
                       TvDay as_of_day,
                       TvDay last_day,
                       guint k);
void tv_judge_free (TvJudge *judge);

TvJudgeLists *tv_judge_lists_new (const TvJudge *judge, gboolean has_scenarios);
void tv_judge_lists_free (TvJudgeLists *lists);

TvJudgement *tv_judge_judge (const TvJudge *judge,
                             TvProtocol protocol,
                             guint days,
                             GPtrArray *lists,
                             TvProgress *progress,
                             GError **error);
void tv_judgement_free (TvJudgement *judgement);
void tv_judgement_get_truth (const TvJudgement *judgement, TvBacktestTruth *out_truth);
TvBootstrap *tv_judgement_draw (const TvJudgement *judgement,
                                guint draws,
                                guint thread_count,
                                TvProgress *progress,
                                GError **error);
guint tv_judgement_get_column (guint way);
void tv_judgement_fill (const TvJudgement *judgement,
                        const TvBootstrap *bootstrap,
                        guint way,
                        TvBacktestResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvJudge, tv_judge_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvJudgeLists, tv_judge_lists_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvJudgement, tv_judgement_free)

G_END_DECLS
