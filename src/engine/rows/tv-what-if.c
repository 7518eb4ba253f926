/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of verdicts by score. Scores are whole hundredths, so 10,001 sums hold everything that a
 * minimum can change; what another rule holds is held at any minimum. Nothing is read or written.
 */
#include "rows/tv-what-if.h"

#include <math.h>

#define N_SCORES 10001 /* 0.00 to 100.00 */

struct _TvWhatIf
{
  TvPolicyRow *policy;
  gint64 item_count, undecided_count;
  gint64 approved_by_hand;
  gint64 bins[TV_WHAT_IF_BINS];
  gint64 scenarios[TV_N_SCENARIOS];
  gint64 customer; /* the one whose items come in */
  int best;        /* his best score that only the minimum can hold, -1 = none */
  gboolean is_finished;
  /* by score: items that only the minimum can hold; once finished, those of this score or more */
  guint32 passing[TV_N_SCENARIOS][N_SCORES];
  guint32 undecided[N_SCORES]; /* of these, those that nobody decided */
  guint32 reached[N_SCORES];   /* customers by their best one */
};

/**
 * tv_what_if_new:
 * @policy: the policy whose other rules hold on; copied
 *
 * Returns: (transfer full): sums without an item
 */
TvWhatIf *
tv_what_if_new (const TvPolicyRow *policy)
{
  TvWhatIf *what_if = g_new0 (TvWhatIf, 1);

  what_if->policy = tv_policy_row_copy (policy);
  what_if->customer = -1;
  what_if->best = -1;
  return what_if;
}

/**
 * tv_what_if_free:
 * @what_if: (transfer full): sums
 *
 * Frees them.
 */
void
tv_what_if_free (TvWhatIf *what_if)
{
  tv_policy_row_free (what_if->policy);
  g_free (what_if);
}

static void
close_customer (TvWhatIf *what_if)
{
  if (what_if->best >= 0)
    what_if->reached[what_if->best]++;
  what_if->best = -1;
}

/**
 * tv_what_if_add:
 * @what_if: (inout): sums that are not finished
 * @customer: whose item it is; the items of one customer follow each other
 * @scenario: its scenario
 * @score_hundredths: its score, 0-10000
 * @issues: bits of TvGateIssue that it got; whether its score is too low is looked at anew
 * @decided: the status that a person gave it, -1 = none
 *
 * Adds an item.
 */
void
tv_what_if_add (TvWhatIf *what_if,
                gint64 customer,
                TvScenario scenario,
                guint score_hundredths,
                guint issues,
                int decided)
{
  guint score = MIN (score_hundredths, N_SCORES - 1);

  g_return_if_fail (!what_if->is_finished && (guint) scenario < TV_N_SCENARIOS);
  if (customer != what_if->customer)
    close_customer (what_if);
  what_if->customer = customer;
  what_if->item_count++;
  what_if->undecided_count += decided < 0;
  what_if->approved_by_hand += decided == TV_STATUS_APPROVED;
  what_if->scenarios[scenario]++;
  what_if->bins[MIN (score * TV_WHAT_IF_BINS / (N_SCORES - 1), TV_WHAT_IF_BINS - 1)]++;
  if ((issues & ~(guint) (TV_GATE_WARNINGS | TV_GATE_SCORE_LOW)) != 0)
    return;
  what_if->passing[scenario][score]++;
  what_if->undecided[score] += decided < 0;
  what_if->best = MAX (what_if->best, (int) score);
}

static void
sum_down (guint32 *counts)
{
  for (guint i = N_SCORES - 1; i > 0; i--)
    counts[i - 1] += counts[i];
}

/**
 * tv_what_if_finish:
 * @what_if: (inout): sums with all items
 *
 * Makes the sums ready to be asked.
 */
void
tv_what_if_finish (TvWhatIf *what_if)
{
  g_return_if_fail (!what_if->is_finished);
  close_customer (what_if);
  for (guint i = 0; i < TV_N_SCENARIOS; i++)
    sum_down (what_if->passing[i]);
  sum_down (what_if->undecided);
  sum_down (what_if->reached);
  what_if->is_finished = TRUE;
}

/**
 * tv_what_if_get_policy:
 * @what_if: sums
 *
 * Returns: (transfer none): the policy that they are about
 */
const TvPolicyRow *
tv_what_if_get_policy (const TvWhatIf *what_if)
{
  return what_if->policy;
}

/**
 * tv_what_if_count:
 * @what_if: sums that are finished
 * @minimum_score: 0-100, rounded to hundredths as the gate does
 * @out: (out caller-allocates): what comes of it
 *
 * Counts what the policy does with this minimum score. The counts are those that judging with it
 * gives, not an estimate. Any thread.
 */
void
tv_what_if_count (const TvWhatIf *what_if, double minimum_score, TvWhatIfCounts *out)
{
  guint at = (guint) lround (CLAMP (minimum_score, 0, 100) * 100);

  g_return_if_fail (what_if->is_finished);
  *out = (TvWhatIfCounts){
    .item_count = what_if->item_count,
    .approved_count = what_if->approved_by_hand,
    .held_count = what_if->undecided_count - what_if->undecided[at],
    .reached_count = what_if->reached[at],
    .other_count = what_if->item_count,
  };
  if (!what_if->policy->is_approval_required)
    out->approved_count += what_if->undecided[at];
  for (guint i = 0; i < TV_N_SCENARIOS; i++)
    {
      out->scenario_passed[i] = what_if->passing[i][at];
      out->passed_count += what_if->passing[i][at];
      out->other_count -= what_if->passing[i][0];
    }
}

/**
 * tv_what_if_get_bin:
 * @what_if: sums
 * @bin: 0 to %TV_WHAT_IF_BINS - 1
 *
 * Returns: how many items have a score of this bin; 100 belongs to the last one
 */
gint64
tv_what_if_get_bin (const TvWhatIf *what_if, guint bin)
{
  g_return_val_if_fail (bin < TV_WHAT_IF_BINS, 0);
  return what_if->bins[bin];
}

/**
 * tv_what_if_get_scenario:
 * @what_if: sums
 * @scenario: a scenario
 *
 * Returns: how many items it has
 */
gint64
tv_what_if_get_scenario (const TvWhatIf *what_if, TvScenario scenario)
{
  g_return_val_if_fail ((guint) scenario < TV_N_SCENARIOS, 0);
  return what_if->scenarios[scenario];
}
