/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses the top N one by one. With calibration (Steck 2018, "Calibrated Recommendations") each
 * place goes to the candidate with the largest (1 - l) s - l KL(p || q): s is its score, p the
 * customer's spend by family, q the list with the candidate in it, smoothed by a hundredth of p. */
#include "recommend/tv-choice.h"

#include <math.h>

#define SMOOTHING .01

/* What calibration knows of a customer while his list grows. */
typedef struct
{
  const TvCandidates *candidates;
  double weight;      /* l */
  gint64 spent_cents; /* on named families, 0 = nothing to go by */
  guint count;        /* places taken */
} Mix;

static void
mix_init (Mix *mix,
          const TvFrame *frame,
          const TvSettings *settings,
          const TvCandidates *candidates)
{
  *mix = (Mix){ .candidates = candidates, .weight = settings->calibration };
  for (guint i = 0; i < candidates->families->len; i++)
    {
      const TvFamilyBought *known = &g_array_index (candidates->families, TvFamilyBought, i);

      if (tv_frame_is_family_named (frame, known->family) && known->spent_cents > 0)
        mix->spent_cents += known->spent_cents;
    }
}

/* By how much KL(p || q) falls if the next place goes to the family rather than to one that the
 * customer never bought. */
static double
mix_get_gain (const Mix *mix, guint32 family)
{
  const TvFamilyBought *known = tv_candidates_get_family (mix->candidates, family);
  double share, before, after;

  if (known == NULL || known->spent_cents <= 0 || mix->spent_cents <= 0)
    return 0;
  share = (double) known->spent_cents / (double) mix->spent_cents;
  before = (1 - SMOOTHING) * mix->candidates->family_used[family] / (mix->count + 1)
           + SMOOTHING * share;
  after = (1 - SMOOTHING) * (mix->candidates->family_used[family] + 1) / (mix->count + 1)
          + SMOOTHING * share;
  return share * log (after / before);
}

/* What a candidate is worth for the next place. The part of KL that is the same for all candidates
 * is left out. */
static double
get_value (const TvFrame *frame, const Mix *mix, const TvCandidate *candidate)
{
  guint32 family = frame->product_family[candidate->product];

  if (!(mix->weight > 0))
    return candidate->score;
  return (1 - mix->weight) * candidate->score / 10000.
         + mix->weight
               * (tv_frame_is_family_named (frame, family) ? mix_get_gain (mix, family) : 0);
}

static gboolean
is_better (const TvFrame *frame,
           const TvCandidate *a,
           double value_a,
           const TvCandidate *b,
           double value_b)
{
  if (value_a != value_b)
    return value_a > value_b;
  if (a->score != b->score)
    return a->score > b->score;
  return frame->key_rank[a->product] < frame->key_rank[b->product];
}

/* The best of the first candidates that is still free; cap 0 = whatever its family has already. */
static TvCandidate *
find_best (const TvFrame *frame,
           TvCandidates *candidates,
           guint count,
           const Mix *mix,
           guint cap,
           guint16 minimum_score)
{
  TvCandidate *best = NULL;
  double best_value = 0;

  for (guint i = 0; i < count; i++)
    {
      TvCandidate *candidate = &g_array_index (candidates->candidates, TvCandidate, i);
      double value;

      if (candidate->is_taken || candidate->score < minimum_score
          || (cap > 0 && candidates->family_used[frame->product_family[candidate->product]] >= cap))
        continue;
      value = get_value (frame, mix, candidate);
      if (best == NULL || is_better (frame, candidate, value, best, best_value))
        {
          best = candidate;
          best_value = value;
        }
    }
  return best;
}

/**
 * tv_choice_take:
 * @frame: the frame
 * @settings: the cap of a family, and how much the customer's mix of families counts
 * @minimum_score: hundredths; what is below is taken only where nothing else is left
 * @candidates: (inout): those taken are marked
 * @count: how many of them are there to be taken, the first ones; they have their scores
 * @top_n: places
 * @out: (out) (array length=top_n): those taken, in the order of taking
 *
 * Fills the places: so many items a family while another one has a candidate of the minimum score;
 * then whatever is best. Products without a family are each a family of their own.
 *
 * Returns: how many were taken
 */
guint
tv_choice_take (const TvFrame *frame,
                const TvSettings *settings,
                guint16 minimum_score,
                TvCandidates *candidates,
                guint count,
                guint top_n,
                TvCandidate **out)
{
  guint cap = MAX (settings->family_cap, 1);
  Mix mix;

  mix_init (&mix, frame, settings, candidates);
  while (mix.count < top_n)
    {
      TvCandidate *best = find_best (frame, candidates, count, &mix, cap, minimum_score);

      if (best == NULL)
        best = find_best (frame, candidates, count, &mix, 0, 0);
      if (best == NULL)
        break;
      best->is_taken = TRUE;
      candidates->family_used[frame->product_family[best->product]]
          += tv_frame_is_family_named (frame, frame->product_family[best->product]);
      out[mix.count++] = best;
    }
  return mix.count;
}
