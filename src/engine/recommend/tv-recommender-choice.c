/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The top N of a customer's candidates. All of a score but the affinity of a ranker is known before
 * anything is scored, so that most candidates cannot be chosen even with the best affinity: only
 * the others are rated. */
#include "recommend/tv-recommender-private.h"

#include "recommend/tv-choice.h"
#include "recommend/tv-top.h"

#define FIRST 5 /* candidates beside the top N that are rated before a bound is known */

static TvCandidate *
get_all (TvCandidates *candidates)
{
  return (TvCandidate *) (gpointer) candidates->candidates->data;
}

static void
score (const TvRecommender *recommender,
       TvCandidates *candidates,
       const TvFacts *facts,
       guint begin,
       guint end)
{
  TvCandidate *all = get_all (candidates);

  if (recommender->fit != NULL)
    tv_candidates_rate (candidates, recommender->fit, begin, end);
  for (guint i = begin; i < end; i++)
    tv_recommender_score (recommender, candidates, facts, &all[i]);
}

static guint
take (const TvRecommender *recommender,
      TvCandidates *candidates,
      guint count,
      guint top_n,
      TvCandidate **out)
{
  return tv_choice_take (recommender->frame,
                         &recommender->settings,
                         recommender->minimum_score,
                         candidates,
                         count,
                         top_n,
                         out);
}

/* As if none had been taken. */
static void
put_back (const TvRecommender *recommender,
          TvCandidates *candidates,
          TvCandidate **taken,
          guint count)
{
  for (guint i = 0; i < count; i++)
    {
      taken[i]->is_taken = FALSE;
      candidates->family_used[recommender->frame->product_family[taken[i]->product]] = 0;
    }
}

/* Writes down what each score is at most, and finds one that as many candidates reach. */
static guint16
find_first_bound (const TvRecommender *recommender, TvCandidates *candidates, guint count)
{
  TvCandidate *all = get_all (candidates);
  guint length = candidates->candidates->len;
  guint64 *keys;
  guint16 least = G_MAXUINT16;

  g_array_set_size (candidates->keys, length);
  keys = (guint64 *) (gpointer) candidates->keys->data;
  for (guint i = 0; i < length; i++)
    {
      all[i].score = MIN (10000,
                          recommender->whole_share + recommender->catalogue->fixed[all[i].product]
                              + recommender->base_share[all[i].scenario]);
      keys[i] = (guint64) all[i].score << 32 | i;
    }
  tv_top_select (keys, length, count);
  for (guint i = 0; i < count; i++)
    least = MIN (least, (guint16) (keys[i] >> 32));
  return least;
}

/* Brings those whose bounds reach a score before the others; returns where the others begin. */
static guint
bring_forward (TvCandidates *candidates, guint begin, guint16 least)
{
  TvCandidate *all = get_all (candidates);

  for (guint i = begin; i < candidates->candidates->len; i++)
    if (all[i].score >= least)
      {
        TvCandidate candidate = all[i];

        all[i] = all[begin];
        all[begin] = candidate;
        candidates->candidate_at[all[i].product] = i + 1;
        candidates->candidate_at[candidate.product] = begin + 1;
        begin++;
      }
  return begin;
}

/* The least score of the places; 0 where they are not all taken, or one by what may only be taken
 * where nothing else is left. */
static guint16
find_least (const TvRecommender *recommender,
            const TvCandidates *candidates,
            TvCandidate *const *taken,
            guint count,
            guint top_n)
{
  const TvFrame *frame = recommender->frame;
  guint cap = MAX (recommender->settings.family_cap, 1);
  guint16 least = G_MAXUINT16;

  for (guint i = 0; i < count; i++)
    {
      if (candidates->family_used[frame->product_family[taken[i]->product]] > cap)
        return 0;
      least = MIN (least, taken[i]->score);
    }
  return count == top_n && least >= recommender->minimum_score ? least : 0;
}

/* Takes the best of those that promise most. Whatever is added to them can only raise the least
 * score of the places, and what does not reach it has no place. */
static guint
choose_of_promising (const TvRecommender *recommender,
                     TvCandidates *candidates,
                     const TvFacts *facts,
                     guint top_n,
                     TvCandidate **out)
{
  guint16 least = find_first_bound (recommender, candidates, top_n + FIRST);
  guint known = bring_forward (candidates, 0, least), count, end;

  score (recommender, candidates, facts, 0, known);
  count = take (recommender, candidates, known, top_n, out);
  end = bring_forward (candidates, known, find_least (recommender, candidates, out, count, top_n));
  if (end == known)
    return count;
  put_back (recommender, candidates, out, count);
  score (recommender, candidates, facts, known, end);
  return take (recommender, candidates, end, top_n, out);
}

/* Scores candidates and takes the top N, in the order of taking; returns how many there are. Those
 * that could not be among them may have no affinity. A calibrated list takes what has less than
 * others. */
guint
tv_recommender_choose (const TvRecommender *recommender,
                       TvCandidates *candidates,
                       const TvFacts *facts,
                       guint top_n,
                       TvCandidate **out)
{
  guint length = candidates->candidates->len;

  if (recommender->fit != NULL && !(recommender->settings.calibration > 0)
      && length > top_n + FIRST)
    return choose_of_promising (recommender, candidates, facts, top_n, out);
  score (recommender, candidates, facts, 0, length);
  return take (recommender, candidates, length, top_n, out);
}
