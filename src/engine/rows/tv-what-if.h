/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another minimum score would do to the items of a run: the gate's verdicts as sums by score,
 * so that the exact answer for any minimum is a look-up, however many items there are. */
#pragma once

#include "rows/tv-run-row.h"

G_BEGIN_DECLS

#define TV_WHAT_IF_BINS 50 /* of the histogram, 2 points each */

typedef struct _TvWhatIf TvWhatIf;

typedef struct
{
  gint64 item_count;
  gint64 passed_count;   /* items that the policy lets through */
  gint64 approved_count; /* items that are approved then: what an export holds */
  gint64 held_count;     /* pending items that the policy does not let through */
  gint64 reached_count;  /* customers with an item that passes */
  gint64 other_count;    /* items that another rule holds at any minimum */
  gint64 scenario_passed[TV_N_SCENARIOS];
} TvWhatIfCounts;

TvWhatIf *tv_what_if_new (const TvPolicyRow *policy);
void tv_what_if_free (TvWhatIf *what_if);
/* Filling, customer by customer; decided: the status that a person gave, -1 = none. */
void tv_what_if_add (TvWhatIf *what_if,
                     gint64 customer,
                     TvScenario scenario,
                     guint score_hundredths,
                     guint issues,
                     int decided);
void tv_what_if_finish (TvWhatIf *what_if);

const TvPolicyRow *tv_what_if_get_policy (const TvWhatIf *what_if);
void tv_what_if_count (const TvWhatIf *what_if, double minimum_score, TvWhatIfCounts *out);
gint64 tv_what_if_get_bin (const TvWhatIf *what_if, guint bin); /* items, whatever their verdict */
gint64 tv_what_if_get_scenario (const TvWhatIf *what_if, TvScenario scenario); /* of these */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWhatIf, tv_what_if_free)

G_END_DECLS
