/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a scenario does not offer a product to a customer: the conditions of SPEC section 5 one by
 * one, for any product. The batch (tv-candidates.c) walks over presorted lists instead; tests
 * compare the two. */
#include "recommend/tv-candidates-private.h"

static TvMissed
make_missed (TvMiss miss, gint64 has, gint64 needs)
{
  return (TvMissed){ miss, { has, needs } };
}

static gboolean
has_suggestion (const TvCatalogue *catalogue, TvSpan span, guint32 product)
{
  for (guint32 i = span.begin; i < span.end; i++)
    if (catalogue->suggestions[i].product == product)
      return TRUE;
  return FALSE;
}

static TvMissed
check_rebuy (const TvFrame *frame,
             const TvCatalogue *catalogue,
             const TvSettings *settings,
             const TvBought *bought)
{
  gint64 age, needed;

  if (bought == NULL)
    return make_missed (TV_MISS_NEVER_BOUGHT, 0, 0);
  age = (gint64) frame->as_of_day - bought->last_day;
  needed = tv_candidates_get_interval (catalogue, settings, bought, NULL);
  if (age < needed)
    return make_missed (TV_MISS_NOT_DUE, age, needed);
  if (!tv_candidates_is_due (frame, catalogue, settings, bought))
    return make_missed (TV_MISS_TOO_LONG_AGO, age, settings->rebuy_maximum_days);
  return make_missed (TV_MISS_NONE, age, needed);
}

static TvMissed
check_upsell (const TvFrame *frame,
              const TvFacts *facts,
              const TvSettings *settings,
              const TvFamilyBought *known,
              guint32 product)
{
  if (facts->spent_cents < settings->upsell_cents)
    return make_missed (TV_MISS_SPENT_LITTLE, facts->spent_cents, settings->upsell_cents);
  if (known == NULL || !tv_frame_is_family_named (frame, frame->product_family[product]))
    return make_missed (TV_MISS_FAMILY_UNKNOWN, 0, 0);
  if (known->usual_tier < 0 || frame->premium_tier[product] < 0)
    return make_missed (TV_MISS_TIER_UNKNOWN, 0, 0);
  if (frame->premium_tier[product] <= known->usual_tier)
    return make_missed (frame->has_price_tiers ? TV_MISS_PRICE_NOT_ABOVE : TV_MISS_NOT_ABOVE,
                        frame->premium_tier[product],
                        known->usual_tier);
  return make_missed (TV_MISS_NONE, 0, 0);
}

static TvMissed
check_cross_sell (const TvFrame *frame,
                  const TvFacts *facts,
                  const TvSettings *settings,
                  const TvFamilyBought *known,
                  guint32 product)
{
  guint32 family = frame->product_family[product];

  if (facts->spent_cents < settings->cross_sell_cents)
    return make_missed (TV_MISS_SPENT_LITTLE, facts->spent_cents, settings->cross_sell_cents);
  if (!tv_candidates_is_cross_sold (facts, settings))
    return make_missed (TV_MISS_SHARE_LOW,
                        (gint64) (facts->top_family_share * 1000),
                        (gint64) (settings->cross_sell_share * 1000));
  if (!tv_frame_is_family_named (frame, family))
    return make_missed (TV_MISS_FAMILY_UNKNOWN, 0, 0);
  if (!tv_candidates_is_rarely_bought (frame, family, known, facts->spent_cents))
    return make_missed (TV_MISS_FAMILY_KNOWN,
                        facts->spent_cents > 0
                            ? (gint64) ((__int128) known->spent_cents * 1000 / facts->spent_cents)
                            : 0,
                        0);
  return make_missed (TV_MISS_NONE, 0, 0);
}

static TvMissed
check_winback (const TvCandidates *candidates,
               const TvFrame *frame,
               const TvFacts *facts,
               const TvCatalogue *catalogue,
               const TvSettings *settings,
               guint32 product)
{
  gint64 age = (gint64) frame->as_of_day - facts->last_order_day;

  if (age < (gint64) settings->winback_days)
    return make_missed (TV_MISS_ORDERED_LATELY, age, settings->winback_days);
  if (!tv_candidates_is_lapsed (frame, facts, settings))
    return make_missed (TV_MISS_SPENT_LITTLE, facts->spent_cents, settings->winback_cents);
  if (tv_candidates_is_favourite (candidates, frame, product)
      || (facts->top_family >= 0
          && has_suggestion (catalogue, catalogue->comparable[facts->top_family], product)))
    return make_missed (TV_MISS_NONE, 0, 0);
  return make_missed (TV_MISS_NO_FAVOURITE, 0, 0);
}

static TvMissed
check_nurture (const TvCandidates *candidates,
               const TvFrame *frame,
               const TvFacts *facts,
               const TvCatalogue *catalogue,
               const TvSettings *settings,
               guint32 product)
{
  guint32 first = tv_catalogue_get_first_product (frame, candidates->customer);

  if (facts->order_count > settings->nurture_orders)
    return make_missed (TV_MISS_MANY_ORDERS, facts->order_count, settings->nurture_orders);
  if (tv_catalogue_is_entry (frame, product, catalogue->median_price_cents)
      || has_suggestion (catalogue, catalogue->successor[first], product))
    return make_missed (TV_MISS_NONE, 0, 0);
  return make_missed (TV_MISS_NOT_TO_BEGIN, 0, 0);
}

/**
 * tv_candidates_find_miss:
 * @candidates: what the customer bought, remembered; with an order
 * @frame: the frame
 * @facts: the customer's facts
 * @catalogue: the catalogue
 * @settings: thresholds
 * @scenario: which scenario
 * @product: index of a product that is sold
 *
 * Looks whether a scenario offers a product, and if not, for the first condition that does not
 * hold.
 *
 * Returns: the condition with its figures; %TV_MISS_NONE where the scenario offers the product
 */
TvMissed
tv_candidates_find_miss (const TvCandidates *candidates,
                         const TvFrame *frame,
                         const TvFacts *facts,
                         const TvCatalogue *catalogue,
                         const TvSettings *settings,
                         TvScenario scenario,
                         guint32 product)
{
  const TvBought *bought = tv_candidates_get_bought (candidates, product);
  const TvFamilyBought *known
      = tv_candidates_get_family (candidates, frame->product_family[product]);
  gint64 age = bought != NULL ? (gint64) frame->as_of_day - bought->last_day : G_MAXINT64;

  if (scenario == TV_SCENARIO_REBUY)
    return check_rebuy (frame, catalogue, settings, bought);
  if (age < (gint64) settings->recent_purchase_days)
    return make_missed (TV_MISS_BOUGHT_LATELY, age, settings->recent_purchase_days);
  switch (scenario)
    {
    case TV_SCENARIO_UPSELL:
      return check_upsell (frame, facts, settings, known, product);
    case TV_SCENARIO_CROSS_SELL:
      return check_cross_sell (frame, facts, settings, known, product);
    case TV_SCENARIO_WINBACK:
      return check_winback (candidates, frame, facts, catalogue, settings, product);
    case TV_SCENARIO_NURTURE:
    case TV_SCENARIO_REBUY:
    case TV_N_SCENARIOS:
    default:
      return check_nurture (candidates, frame, facts, catalogue, settings, product);
    }
}
