/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the filters in their order (customer, product, scenarios, choice) about one product. The
 * items that the customer does get are computed by the very function of a run, so that the answer
 * cannot differ from it. */
#include "recommend/tv-why-not.h"

#include "recommend/tv-recommender-private.h"

/* The scenario with the highest base that offers the product, of two the first; -1 = none. */
static int
find_scenario (const TvRecommender *recommender,
               const TvCandidates *candidates,
               const TvFacts *facts,
               guint32 product,
               TvMissed *misses)
{
  const TvSettings *settings = &recommender->settings;
  int best = -1;

  for (int i = 0; i < TV_N_SCENARIOS; i++)
    {
      misses[i] = tv_candidates_find_miss (candidates,
                                           recommender->frame,
                                           facts,
                                           recommender->catalogue,
                                           settings,
                                           i,
                                           product);
      if (misses[i].miss == TV_MISS_NONE && (best < 0 || settings->base[i] > settings->base[best]))
        best = i;
    }
  return best;
}

/* With a ranker, what is among the candidates was found by the lists; of the others each scenario
 * says what it misses. */
static int
find_scenario_fit (const TvRecommender *recommender,
                   const TvCandidates *candidates,
                   const TvFacts *facts,
                   guint32 product,
                   TvMissed *misses)
{
  guint32 at = candidates->candidate_at[product];
  int found = at > 0 ? g_array_index (candidates->candidates, TvCandidate, at - 1).scenario : -1;

  for (int i = 0; i < TV_N_SCENARIOS; i++)
    misses[i] = i == found ? (TvMissed){ TV_MISS_NONE, { 0, 0 } }
                           : tv_candidates_find_miss_fit (candidates,
                                                          recommender->frame,
                                                          facts,
                                                          recommender->catalogue,
                                                          &recommender->settings,
                                                          i,
                                                          product);
  return found;
}

static gboolean
is_before (const TvFrame *frame, const TvRunItem *a, const TvRunItem *b)
{
  if (a->score != b->score)
    return a->score > b->score;
  return frame->key_rank[a->product] < frame->key_rank[b->product];
}

/* What took the place: where the product stands before an item that was taken, only its family can
 * have kept it out; else the last item is better. */
static void
find_rival (const TvFrame *frame, const TvSettings *settings, const GArray *items, TvReasonNot *out)
{
  guint of_family = 0;
  guint32 family = frame->product_family[out->item.product];
  const TvRunItem *last = &g_array_index (items, TvRunItem, items->len - 1);

  out->has_rival = TRUE;
  out->code = TV_WHY_SCORE_BEATEN;
  out->rival = *last;
  if (!is_before (frame, &out->item, last))
    return;
  for (guint i = 0; i < items->len; i++)
    of_family += frame->product_family[g_array_index (items, TvRunItem, i).product] == family;
  if (settings->calibration > 0 && of_family < settings->family_cap)
    {
      out->code = TV_WHY_MIX;
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const TvRunItem *item = &g_array_index (items, TvRunItem, i);

      if (frame->product_family[item->product] == family)
        {
          out->code = TV_WHY_FAMILY_TAKEN;
          out->rival = *item;
          return;
        }
    }
}

static void
fill_item (const TvRecommender *recommender,
           TvCandidates *candidates,
           guint32 product,
           TvReasonNot *out)
{
  guint32 at = candidates->candidate_at[product];
  TvCandidate candidate = { .product = product, .scenario = (guint8) out->scenario };

  if (recommender->fit != NULL && at > 0)
    {
      tv_candidates_rate (candidates, recommender->fit, at - 1, at);
      candidate = g_array_index (candidates->candidates, TvCandidate, at - 1);
    }
  tv_recommender_score (recommender,
                        candidates,
                        &recommender->facts->facts[candidates->customer],
                        &candidate);
  out->item = (TvRunItem){
    .customer = candidates->customer,
    .product = product,
    .score = candidate.score,
    .affinity = candidate.affinity,
    .popularity = recommender->catalogue->popularity[product],
    .profit = recommender->catalogue->profit[product],
    .base = recommender->base[candidate.scenario],
    .scenario = candidate.scenario,
  };
}

static void
explain (const TvRecommender *recommender,
         TvCandidates *candidates,
         guint32 customer,
         guint32 product,
         TvPart *part,
         TvReasonNot *out)
{
  guint8 exclusion = tv_recommender_do_customer (recommender, candidates, customer, part);

  out->exclusion = exclusion == TV_RUN_SERVED ? -1 : exclusion;
  for (guint i = 0; i < part->items->len; i++)
    if (g_array_index (part->items, TvRunItem, i).product == product)
      out->rank = (int) i + 1;
  if (out->exclusion >= 0 && out->exclusion != TV_EXCLUSION_NO_CANDIDATE)
    {
      out->code = TV_WHY_EXCLUDED;
      return;
    }
  if (!recommender->frame->is_sellable[product])
    {
      out->code = TV_WHY_NOT_SOLD;
      return;
    }
  out->scenario = (recommender->fit != NULL ? find_scenario_fit
                                            : find_scenario) (recommender,
                                                              candidates,
                                                              &recommender->facts->facts[customer],
                                                              product,
                                                              out->misses);
  if (out->scenario < 0)
    {
      out->code = TV_WHY_NO_SCENARIO;
      return;
    }
  fill_item (recommender, candidates, product, out);
  out->code = TV_WHY_RECOMMENDED;
  if (out->rank == 0 && part->items->len > 0)
    find_rival (recommender->frame, &recommender->settings, part->items, out);
}

/**
 * tv_recommender_explain_missing:
 * @recommender: the recommender
 * @customer: index of a customer
 * @product: index of a product
 * @out: (out caller-allocates): the answer
 *
 * Says why the customer does not get the product, or that he does. Any thread; one customer's work.
 */
void
tv_recommender_explain_missing (TvRecommender *recommender,
                                guint32 customer,
                                guint32 product,
                                TvReasonNot *out)
{
  TvPart part = { g_array_new (FALSE, FALSE, sizeof (TvRunItem)), g_byte_array_new () };

  *out = (TvReasonNot){ .exclusion = -1, .scenario = -1 };
  g_mutex_lock (&recommender->lock);
  explain (recommender, recommender->alone, customer, product, &part, out);
  g_mutex_unlock (&recommender->lock);
  g_array_unref (part.items);
  g_byte_array_unref (part.explanations);
}
