/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates from a ranker: each scenario filters what the model ranks for the customer (ALGORITHM
 * section 4, scenarios). REBUY takes what is due of all that was bought, WINBACK and NURTURE the
 * list over all products, CROSS_SELL and UPSELL the list of new ones. Where too few are left, the
 * presorted lists of the families fill up. */
#include <stdlib.h>

#include "recommend/tv-candidates-private.h"

#define PRICE_FROM_PERCENT 120 /* of the customer's usual price in the family */
#define PRICE_TO_PERCENT 200
#define PRICES 64 /* of a family that the usual price is the median of */

static int
compare_cents (const void *a, const void *b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/**
 * tv_candidates_get_usual_price:
 * @candidates: what the customer bought, remembered
 * @frame: the frame
 * @family: index of a family
 *
 * Returns: the median price in cents of the family's products that the customer bought first, up to
 * 64 of them; -1 = none
 */
gint64
tv_candidates_get_usual_price (const TvCandidates *candidates, const TvFrame *frame, guint32 family)
{
  gint64 prices[PRICES] = { 0 };
  guint count = 0;

  for (guint i = 0; i < candidates->bought->len && count < PRICES; i++)
    {
      guint32 product = g_array_index (candidates->bought, TvBought, i).product;

      if (frame->product_family[product] == family && frame->price_cents[product] > 0)
        prices[count++] = frame->price_cents[product];
    }
  qsort (prices, count, sizeof *prices, compare_cents);
  return count == 0 ? -1 : prices[(count - 1) / 2];
}

/* A step up in a family that the customer knows: a higher tier than usual, or where tiers are not
 * known 1.2 to 2 times the usual price. */
static gboolean
is_upgrade (const TvCandidates *candidates, const TvFrame *frame, guint32 product)
{
  guint32 family = frame->product_family[product];
  const TvFamilyBought *known = tv_candidates_get_family (candidates, family);
  gint64 usual;

  if (known == NULL || !tv_frame_is_family_named (frame, family))
    return FALSE;
  if (known->usual_tier >= 0 && frame->premium_tier[product] >= 0)
    return frame->premium_tier[product] > known->usual_tier;
  usual = tv_candidates_get_usual_price (candidates, frame, family);
  return usual > 0
         && (__int128) frame->price_cents[product] * 100 >= (__int128) usual * PRICE_FROM_PERCENT
         && (__int128) frame->price_cents[product] * 100 <= (__int128) usual * PRICE_TO_PERCENT;
}

/* Whether one of the two families on which the customer spent most. */
static gboolean
is_top_family (const TvCandidates *candidates, guint32 family)
{
  return family == candidates->top_families[0] || family == candidates->top_families[1];
}

/* What ranked a product rates it as well, so that it is not described again. */
static void
keep_fit (TvCandidates *candidates, const TvRanked *ranked, TvProtocol protocol)
{
  guint32 at = candidates->candidate_at[ranked->product];
  guint kind = tv_candidates_get_kind (protocol);
  TvCandidate *candidate;

  if (at == 0 || tv_model_is_filler (ranked))
    return;
  candidate = &g_array_index (candidates->candidates, TvCandidate, at - 1);
  candidate->has_fit[kind] = TRUE;
  candidate->fit[kind] = ranked->score;
}

/* What is new to the customer: for each product CROSS_SELL, UPSELL, both or none. */
static void
add_new (TvCandidates *candidates,
         const TvFrame *frame,
         const TvFacts *facts,
         const TvSettings *settings,
         const TvRanked *ranked,
         guint count)
{
  gboolean is_cross_sold = tv_candidates_is_cross_sold (facts, settings);
  gboolean is_upsold = facts->spent_cents >= settings->upsell_cents;

  for (guint i = 0; i < count; i++)
    {
      guint32 product = ranked[i].product, family = frame->product_family[product];

      if (!frame->is_sellable[product]
          || tv_candidates_is_recent (candidates, frame, settings, product))
        continue;
      if (is_cross_sold && tv_frame_is_family_named (frame, family)
          && !is_top_family (candidates, family))
        tv_candidates_add (candidates, settings, product, TV_SCENARIO_CROSS_SELL);
      if (is_upsold && is_upgrade (candidates, frame, product))
        tv_candidates_add (candidates, settings, product, TV_SCENARIO_UPSELL);
      keep_fit (candidates, &ranked[i], TV_PROTOCOL_NOVEL);
    }
}

static void
add_any (TvCandidates *candidates,
         const TvFrame *frame,
         const TvSettings *settings,
         const TvRanked *ranked,
         guint count,
         TvScenario scenario)
{
  for (guint i = 0; i < count; i++)
    if (frame->is_sellable[ranked[i].product]
        && !tv_candidates_is_recent (candidates, frame, settings, ranked[i].product))
      {
        tv_candidates_add (candidates, settings, ranked[i].product, scenario);
        keep_fit (candidates, &ranked[i], TV_PROTOCOL_ALL);
      }
}

static const TvRankedList *
rank (TvCandidates *candidates, const TvFit *fit, TvProtocol protocol, guint top_n)
{
  TvRankedList *list = &candidates->ranked[tv_candidates_get_kind (protocol)];
  guint limit = CLAMP (top_n * TV_FIT_PER_ITEM, TV_FIT_SHORT, TV_FIT_LIST);

  if (list->limit == limit && list->customer == candidates->model_customer)
    return list;
  list->limit = limit;
  list->customer = candidates->model_customer;
  list->count = tv_model_scorer_choose (candidates->scorer,
                                        list->customer,
                                        tv_fit_get_ranker (fit, protocol),
                                        protocol,
                                        limit,
                                        list->items);
  return list;
}

/**
 * tv_candidates_collect_fit:
 * @candidates: (inout): the memory; what it held of another customer is forgotten
 * @frame: the frame
 * @facts: the customer's facts; with an order
 * @catalogue: its catalogue
 * @settings: thresholds
 * @fit: what ranks
 * @customer: index of the customer
 * @model_customer: the customer's index in the model
 * @top_n: how many items are wanted
 *
 * Collects what the scenarios take of the ranked lists. What of it is to have an affinity is told
 * to tv_candidates_rate().
 */
void
tv_candidates_collect_fit (TvCandidates *candidates,
                           const TvFrame *frame,
                           const TvFacts *facts,
                           const TvCatalogue *catalogue,
                           const TvSettings *settings,
                           const TvFit *fit,
                           guint32 customer,
                           guint32 model_customer,
                           guint top_n)
{
  gboolean is_lapsed = tv_candidates_is_lapsed (frame, facts, settings);
  gboolean is_nurtured = facts->order_count <= settings->nurture_orders;
  const TvRankedList *list;

  tv_candidates_begin (candidates, frame, facts, customer);
  candidates->model_customer = model_customer;
  tv_candidates_add_rebuys (candidates, frame, catalogue, settings);
  if (is_lapsed || is_nurtured)
    {
      list = rank (candidates, fit, TV_PROTOCOL_ALL, top_n);
      if (is_lapsed)
        add_any (candidates, frame, settings, list->items, list->count, TV_SCENARIO_WINBACK);
      if (is_nurtured)
        add_any (candidates, frame, settings, list->items, list->count, TV_SCENARIO_NURTURE);
    }
  if (facts->spent_cents >= MIN (settings->upsell_cents, settings->cross_sell_cents))
    {
      list = rank (candidates, fit, TV_PROTOCOL_NOVEL, top_n);
      add_new (candidates, frame, facts, settings, list->items, list->count);
    }
  if (candidates->candidates->len < top_n)
    tv_candidates_add_families (candidates, frame, facts, catalogue, settings, top_n);
}

static TvMissed
make_missed (TvMiss miss, gint64 has, gint64 needs)
{
  return (TvMissed){ miss, { has, needs } };
}

static TvMissed
check_new (const TvCandidates *candidates,
           const TvFrame *frame,
           const TvFacts *facts,
           const TvSettings *settings,
           TvScenario scenario,
           guint32 product)
{
  guint32 family = frame->product_family[product];
  const TvFamilyBought *known = tv_candidates_get_family (candidates, family);
  gint64 needed
      = scenario == TV_SCENARIO_UPSELL ? settings->upsell_cents : settings->cross_sell_cents;

  if (facts->spent_cents < needed)
    return make_missed (TV_MISS_SPENT_LITTLE, facts->spent_cents, needed);
  if (tv_candidates_get_bought (candidates, product) != NULL)
    return make_missed (TV_MISS_KNOWN_PRODUCT, 0, 0);
  if (!tv_frame_is_family_named (frame, family)
      || (scenario == TV_SCENARIO_UPSELL && known == NULL))
    return make_missed (TV_MISS_FAMILY_UNKNOWN, 0, 0);
  if (scenario == TV_SCENARIO_CROSS_SELL && is_top_family (candidates, family))
    return make_missed (TV_MISS_FAMILY_KNOWN,
                        facts->spent_cents > 0
                            ? (gint64) ((__int128) known->spent_cents * 1000 / facts->spent_cents)
                            : 0,
                        0);
  if (scenario == TV_SCENARIO_CROSS_SELL || is_upgrade (candidates, frame, product))
    return make_missed (TV_MISS_NOT_RANKED, 0, 0);
  if (known->usual_tier >= 0 && frame->premium_tier[product] >= 0)
    return make_missed (frame->has_price_tiers ? TV_MISS_PRICE_NOT_ABOVE : TV_MISS_NOT_ABOVE,
                        frame->premium_tier[product],
                        known->usual_tier);
  return make_missed (TV_MISS_PRICE_UNFIT,
                      MAX (frame->price_cents[product], 0),
                      MAX (tv_candidates_get_usual_price (candidates, frame, family), 0));
}

/**
 * tv_candidates_find_miss_fit:
 * @candidates: what the customer bought, remembered; with an order
 * @frame: the frame
 * @facts: the customer's facts
 * @catalogue: the catalogue
 * @settings: thresholds
 * @scenario: which scenario
 * @product: index of a product that is sold and no candidate
 *
 * Looks for the first condition of a scenario over a ranker's list that does not hold.
 *
 * Returns: the condition with its figures
 */
TvMissed
tv_candidates_find_miss_fit (const TvCandidates *candidates,
                             const TvFrame *frame,
                             const TvFacts *facts,
                             const TvCatalogue *catalogue,
                             const TvSettings *settings,
                             TvScenario scenario,
                             guint32 product)
{
  TvMissed missed
      = tv_candidates_find_miss (candidates, frame, facts, catalogue, settings, scenario, product);

  switch (missed.miss)
    {
    case TV_MISS_BOUGHT_LATELY:
    case TV_MISS_SHARE_LOW:
      return missed;
    default:
      break;
    }
  if (scenario == TV_SCENARIO_REBUY)
    return missed;
  if (tv_candidates_get_protocol (scenario) == TV_PROTOCOL_NOVEL)
    return check_new (candidates, frame, facts, settings, scenario, product);
  /* Lists of favourites and of products to begin with are the ranker's here. */
  if (missed.miss == TV_MISS_NONE || missed.miss == TV_MISS_NO_FAVOURITE
      || missed.miss == TV_MISS_NOT_TO_BEGIN)
    return make_missed (TV_MISS_NOT_RANKED, 0, 0);
  return missed;
}
