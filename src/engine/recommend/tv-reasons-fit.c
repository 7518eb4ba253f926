/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a learned affinity rests on: its points split over what speaks for the product, to the last
 * hundredth, and the purchase behind it. What gives less than a tenth is not claimed. A purchase
 * that was sent back counts for the ranker, and is told. */
#include "frame/tv-run-items.h"
#include "recommend/tv-candidates-private.h"
#include "recommend/tv-rank-features.h"
#include "recommend/tv-reasons.h"

#define GROUPS TV_N_GROUPS
#define LEAST .1f /* of the positive sum */

/* Splits the points in proportion to the shares, by the largest remainder; of two the first. */
static void
split (const float *share, float sum, guint points, guint *out)
{
  double rest[GROUPS];
  guint left = points;

  for (guint i = 0; i < GROUPS; i++)
    {
      double exact = sum > 0 ? (double) share[i] / (double) sum * points : 0;

      out[i] = MIN ((guint) exact, left);
      rest[i] = share[i] > 0 ? exact - out[i] : -1;
      left -= out[i];
    }
  while (left > 0)
    {
      guint best = 0;

      for (guint i = 1; i < GROUPS; i++)
        if (rest[i] > rest[best])
          best = i;
      out[best]++;
      rest[best] -= 1;
      left--;
    }
}

/* The purchase behind what is claimed, where it was not returned: behind what is bought next where
 * that gives more than what is similar. */
static void
put_because (TvReasonText *text,
             const TvFrame *frame,
             const TvCandidates *candidates,
             guint32 product,
             const TvModelReason *reason)
{
  TvFeatureGroup group
      = reason->contribution[TV_GROUP_SIMILAR] > 0 ? TV_GROUP_SIMILAR : TV_GROUP_TOGETHER;
  guint32 because = G_MAXUINT32;
  const TvBought *bought;

  if (reason->contribution[TV_GROUP_NEXT] > reason->contribution[TV_GROUP_SIMILAR])
    because = tv_model_scorer_find_because (candidates->scorer, product, reason, TV_GROUP_NEXT);
  if (because == G_MAXUINT32)
    because = tv_model_scorer_find_because (candidates->scorer, product, reason, group);
  bought = because != G_MAXUINT32 ? tv_candidates_get_bought (candidates, because) : NULL;

  if (bought == NULL)
    return;
  tv_reason_text_put_code (text, "BECAUSE");
  tv_reason_text_put_number (text, frame->product_id[because]);
  tv_reason_text_put_number (text, bought->last_day);
}

/**
 * tv_reasons_append_fit:
 * @text: (inout): reasons so far
 * @frame: the frame
 * @settings: weights
 * @candidates: the customer's candidates
 * @candidate: the one that was chosen
 *
 * Adds what the ranker rests on, where it is one that weighs several figures.
 */
void
tv_reasons_append_fit (TvReasonText *text,
                       const TvFrame *frame,
                       const TvSettings *settings,
                       const TvCandidates *candidates,
                       const TvCandidate *candidate)
{
  TvProtocol protocol = tv_candidates_get_protocol (candidate->scenario);
  guint points = tv_run_item_get_contribution (settings->weight_affinity, candidate->affinity);
  guint parts[GROUPS];
  float positive = 0, claimed = 0;
  TvModelReason reason;

  if (tv_fit_get_ranker (candidates->fit, protocol) != TV_RANKER_LEARNED || points == 0)
    return;
  tv_model_scorer_explain (candidates->scorer,
                           candidates->model_customer,
                           candidate->product,
                           protocol,
                           &reason);
  for (guint i = 0; i < GROUPS; i++)
    positive += MAX (reason.contribution[i], 0);
  for (guint i = 0; i < GROUPS; i++)
    {
      if (reason.contribution[i] < LEAST * positive)
        reason.contribution[i] = 0;
      claimed += reason.contribution[i];
    }
  if (!(claimed > 0))
    return;
  split (reason.contribution, claimed, points, parts);
  tv_reason_text_put_code (text, "FIT");
  for (guint i = 0; i < GROUPS; i++)
    tv_reason_text_put_number (text, parts[i]);
  put_because (text, frame, candidates, candidate->product, &reason);
  if (reason.times > 0 && tv_candidates_get_bought (candidates, candidate->product) == NULL)
    {
      tv_reason_text_put_code (text, "RETURNED");
      tv_reason_text_put_number (text, reason.last_day);
    }
  if (reason.is_unsold)
    tv_reason_text_put_code (text, "UNSOLD");
}
