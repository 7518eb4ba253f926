/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has the model score candidates, and the fit say what the scores mean. Whoever knows that some
 * cannot be chosen whatever their scores are does not ask for them. */
#include "recommend/tv-candidates-private.h"

static gboolean
is_asked_for (const TvCandidate *candidate, TvProtocol protocol)
{
  return !candidate->is_rated && tv_candidates_get_protocol (candidate->scenario) == protocol;
}

/* Has the model score those that it did not rank, all at once. */
static void
score_others (TvCandidates *candidates,
              const TvFit *fit,
              TvProtocol protocol,
              guint begin,
              guint end)
{
  TvCandidate *all = (TvCandidate *) (gpointer) candidates->candidates->data;
  guint kind = tv_candidates_get_kind (protocol), count = 0, at = 0;
  guint32 *asked;
  float *answers;

  g_array_set_size (candidates->asked, end - begin);
  g_array_set_size (candidates->answers, end - begin);
  asked = (guint32 *) (gpointer) candidates->asked->data;
  answers = (float *) (gpointer) candidates->answers->data;
  for (guint i = begin; i < end; i++)
    if (is_asked_for (&all[i], protocol) && !all[i].has_fit[kind])
      asked[count++] = all[i].product;
  if (count == 0)
    return;
  tv_model_scorer_score (candidates->scorer,
                         candidates->model_customer,
                         tv_fit_get_ranker (fit, protocol),
                         protocol,
                         asked,
                         count,
                         answers);
  for (guint i = begin; i < end; i++)
    if (is_asked_for (&all[i], protocol) && !all[i].has_fit[kind])
      {
        all[i].has_fit[kind] = TRUE;
        all[i].fit[kind] = answers[at++];
      }
}

/* Percentiles of the candidates of one kind, some at a time. */
static void
rate (TvCandidates *candidates, const TvFit *fit, TvProtocol protocol, guint begin, guint end)
{
  TvCandidate *all = (TvCandidate *) (gpointer) candidates->candidates->data;
  TvCandidate *group[TV_FIT_TOGETHER];
  float scores[TV_FIT_TOGETHER] = { 0 };
  guint16 affinities[TV_FIT_TOGETHER];
  guint count = 0;

  score_others (candidates, fit, protocol, begin, end);
  for (guint i = begin; i < end; i++)
    {
      if (is_asked_for (&all[i], protocol))
        {
          group[count] = &all[i];
          scores[count++] = all[i].fit[tv_candidates_get_kind (protocol)];
        }
      if (count == TV_FIT_TOGETHER || (count > 0 && i + 1 == end))
        {
          tv_fit_get_affinities (fit, protocol, scores, affinities);
          while (count > 0)
            {
              count--;
              group[count]->affinity = affinities[count];
              group[count]->is_rated = TRUE;
            }
        }
    }
}

/* Asks for the affinity of the candidates from one place to before another. */
void
tv_candidates_rate (TvCandidates *candidates, const TvFit *fit, guint begin, guint end)
{
  rate (candidates, fit, TV_PROTOCOL_ALL, begin, end);
  rate (candidates, fit, TV_PROTOCOL_NOVEL, begin, end);
}
