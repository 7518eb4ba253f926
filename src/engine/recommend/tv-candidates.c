/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects candidates by the five scenarios of SPEC section 5, from what tv-candidates-bought.c
 * remembers of the customer. Where a scenario speaks of a whole
 * family, only the first N of its presorted list that are not excluded are taken: within a list
 * affinity and base are the same for all, so no other can be among the N best. */
#include "recommend/tv-candidates-private.h"

#define FAVOURITES 5     /* past favourites of a win-back */
#define LEAST_ROOM 64    /* candidates */
#define RARELY_PERCENT 5 /* a family with less of the spend than this is rarely bought */

/**
 * tv_candidates_new:
 * @frame: the frame
 * @fit: (nullable): what ranks the candidates; has to live as long
 *
 * Makes a worker's memory.
 *
 * Returns: (transfer full): for tv_candidates_collect()
 */
TvCandidates *
tv_candidates_new (const TvFrame *frame, const TvFit *fit)
{
  TvCandidates *candidates = g_new0 (TvCandidates, 1);

  candidates->candidates = g_array_new (FALSE, FALSE, sizeof (TvCandidate));
  candidates->bought = g_array_new (FALSE, FALSE, sizeof (TvBought));
  candidates->families = g_array_new (FALSE, FALSE, sizeof (TvFamilyBought));
  candidates->bought_at = g_new0 (guint32, frame->product_count + 1);
  candidates->candidate_at = g_new0 (guint32, frame->product_count + 1);
  candidates->family_at = g_new0 (guint32, frame->family_count + 1);
  candidates->family_used = g_new0 (guint8, frame->family_count + 1);
  candidates->asked = g_array_new (FALSE, FALSE, sizeof (guint32));
  candidates->answers = g_array_new (FALSE, FALSE, sizeof (float));
  candidates->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  candidates->fit = fit;
  if (fit != NULL)
    {
      candidates->scorer = tv_model_scorer_new (tv_fit_get_model (fit));
      tv_model_scorer_take_unsold (candidates->scorer);
    }
  return candidates;
}

/**
 * tv_candidates_free:
 * @candidates: (transfer full): the memory
 *
 * Frees a worker's memory.
 */
void
tv_candidates_free (TvCandidates *candidates)
{
  g_array_unref (candidates->candidates);
  g_array_unref (candidates->bought);
  g_array_unref (candidates->families);
  g_free (candidates->bought_at);
  g_free (candidates->candidate_at);
  g_free (candidates->family_at);
  g_free (candidates->family_used);
  g_array_unref (candidates->asked);
  g_array_unref (candidates->answers);
  g_array_unref (candidates->keys);
  g_clear_pointer (&candidates->scorer, tv_model_scorer_free);
  g_free (candidates);
}

static void
forget (TvCandidates *candidates, const TvFrame *frame)
{
  const TvBought *bought = (const TvBought *) (gpointer) candidates->bought->data;
  const TvFamilyBought *families = (const TvFamilyBought *) (gpointer) candidates->families->data;
  const TvCandidate *known = (const TvCandidate *) (gpointer) candidates->candidates->data;
  guint bought_count = candidates->bought->len, family_count = candidates->families->len;
  guint count = candidates->candidates->len;
  guint32 *bought_at = candidates->bought_at, *family_at = candidates->family_at;
  guint32 *candidate_at = candidates->candidate_at;
  const guint32 *family_of = frame->product_family;
  guint8 *family_used = candidates->family_used;

  for (guint i = 0; i < bought_count; i++)
    bought_at[bought[i].product] = 0;
  for (guint i = 0; i < family_count; i++)
    family_at[families[i].family] = 0;
  for (guint i = 0; i < count; i++)
    {
      candidate_at[known[i].product] = 0;
      family_used[family_of[known[i].product]] = FALSE;
    }
  g_array_set_size (candidates->bought, 0);
  g_array_set_size (candidates->families, 0);
  g_array_set_size (candidates->candidates, 0);
}

/* Forgets another customer and remembers what this one bought. */
void
tv_candidates_begin (TvCandidates *candidates,
                     const TvFrame *frame,
                     const TvFacts *facts,
                     guint32 customer)
{
  forget (candidates, frame);
  candidates->customer = customer;
  tv_candidates_remember (candidates, frame, facts, customer);
}

/* A new candidate behind the others; most have room without being asked. */
static inline void
push (TvCandidates *candidates, guint32 product, TvScenario scenario)
{
  GArray *all = candidates->candidates;
  guint count = all->len;

  if (count == candidates->room)
    {
      candidates->room = MAX (2 * count, LEAST_ROOM);
      g_array_set_size (all, candidates->room);
      g_array_set_size (all, count);
    }
  ((TvCandidate *) (gpointer) all->data)[count]
      = (TvCandidate){ .product = product, .scenario = scenario };
  all->len = count + 1;
  candidates->candidate_at[product] = count + 1;
}

/* A product that several scenarios offer has the one with the highest base, of two the first. */
void
tv_candidates_add (TvCandidates *candidates,
                   const TvSettings *settings,
                   guint32 product,
                   TvScenario scenario)
{
  guint32 at = candidates->candidate_at[product];
  TvCandidate *known;
  gboolean is_first;

  if (at == 0)
    {
      push (candidates, product, scenario);
      return;
    }
  known = &g_array_index (candidates->candidates, TvCandidate, at - 1);
  is_first = scenario < (TvScenario) known->scenario;
  if (settings->base[scenario] > settings->base[known->scenario]
      || (is_first && settings->base[scenario] == settings->base[known->scenario]))
    known->scenario = scenario;
}

gboolean
tv_candidates_is_recent (const TvCandidates *candidates,
                         const TvFrame *frame,
                         const TvSettings *settings,
                         guint32 product)
{
  const TvBought *bought = tv_candidates_get_bought (candidates, product);

  return bought != NULL
         && frame->as_of_day - bought->last_day < (gint64) settings->recent_purchase_days;
}

static void
add_span (TvCandidates *candidates,
          const TvFrame *frame,
          const TvCatalogue *catalogue,
          const TvSettings *settings,
          TvSpan span,
          TvScenario scenario,
          guint top_n)
{
  guint left = top_n;

  for (guint32 i = span.begin; i < span.end && left > 0; i++)
    if (frame->is_sellable[catalogue->entries[i]]
        && !tv_candidates_is_recent (candidates, frame, settings, catalogue->entries[i]))
      {
        tv_candidates_add (candidates, settings, catalogue->entries[i], scenario);
        left--;
      }
}

static void
add_suggestions (TvCandidates *candidates,
                 const TvFrame *frame,
                 const TvCatalogue *catalogue,
                 const TvSettings *settings,
                 TvSpan span,
                 TvScenario scenario)
{
  for (guint32 i = span.begin; i < span.end; i++)
    if (frame->is_sellable[catalogue->suggestions[i].product]
        && !tv_candidates_is_recent (candidates,
                                     frame,
                                     settings,
                                     catalogue->suggestions[i].product))
      tv_candidates_add (candidates, settings, catalogue->suggestions[i].product, scenario);
}

/**
 * tv_candidates_is_due:
 * @frame: the frame
 * @catalogue: its catalogue
 * @settings: thresholds
 * @bought: what the customer bought of a product
 *
 * Tells whether the customer is to buy it again by now, and not so long ago that it means nothing.
 *
 * Returns: %TRUE if REBUY holds
 */
gboolean
tv_candidates_is_due (const TvFrame *frame,
                      const TvCatalogue *catalogue,
                      const TvSettings *settings,
                      const TvBought *bought)
{
  gint64 age = (gint64) frame->as_of_day - bought->last_day;

  return age >= (gint64) tv_candidates_get_interval (catalogue, settings, bought, NULL)
         && (settings->rebuy_maximum_days == 0 || age <= (gint64) settings->rebuy_maximum_days);
}

void
tv_candidates_add_rebuys (TvCandidates *candidates,
                          const TvFrame *frame,
                          const TvCatalogue *catalogue,
                          const TvSettings *settings)
{
  for (guint i = 0; i < candidates->bought->len; i++)
    {
      const TvBought *bought = &g_array_index (candidates->bought, TvBought, i);

      if (frame->is_sellable[bought->product]
          && tv_candidates_is_due (frame, catalogue, settings, bought))
        tv_candidates_add (candidates, settings, bought->product, TV_SCENARIO_REBUY);
    }
}

static gboolean
is_better_favourite (const TvFrame *frame, const TvBought *a, const TvBought *b)
{
  if (a->times != b->times)
    return a->times > b->times;
  if (a->amount_cents != b->amount_cents)
    return a->amount_cents > b->amount_cents;
  return frame->key_rank[a->product] < frame->key_rank[b->product];
}

/**
 * tv_candidates_is_favourite:
 * @candidates: what the customer bought, remembered
 * @frame: the frame
 * @product: index of a product that is sold
 *
 * Returns: %TRUE if it is one of the five that the customer bought most often, of those still sold
 */
gboolean
tv_candidates_is_favourite (const TvCandidates *candidates, const TvFrame *frame, guint32 product)
{
  const TvBought *own = tv_candidates_get_bought (candidates, product);
  guint before = 0;

  for (guint i = 0; own != NULL && i < candidates->bought->len; i++)
    {
      const TvBought *other = &g_array_index (candidates->bought, TvBought, i);

      before += frame->is_sellable[other->product] && is_better_favourite (frame, other, own);
    }
  return own != NULL && before < FAVOURITES;
}

static void
add_favourites (TvCandidates *candidates, const TvFrame *frame, const TvSettings *settings)
{
  const TvBought *favourites[FAVOURITES];
  guint count = 0;

  for (guint i = 0; i < candidates->bought->len; i++)
    {
      const TvBought *bought = &g_array_index (candidates->bought, TvBought, i);
      guint at = count;

      if (!frame->is_sellable[bought->product])
        continue;
      while (at > 0 && is_better_favourite (frame, bought, favourites[at - 1]))
        at--;
      if (at == FAVOURITES)
        continue;
      count = MIN (count + 1, FAVOURITES);
      for (guint j = count - 1; j > at; j--)
        favourites[j] = favourites[j - 1];
      favourites[at] = bought;
    }
  for (guint i = 0; i < count; i++)
    if (!tv_candidates_is_recent (candidates, frame, settings, favourites[i]->product))
      tv_candidates_add (candidates, settings, favourites[i]->product, TV_SCENARIO_WINBACK);
}

/**
 * tv_candidates_is_lapsed:
 * @frame: the frame
 * @facts: a customer's facts; with an order
 * @settings: thresholds
 *
 * Returns: %TRUE if WINBACK holds for the customer
 */
gboolean
tv_candidates_is_lapsed (const TvFrame *frame, const TvFacts *facts, const TvSettings *settings)
{
  return (gint64) frame->as_of_day - facts->last_order_day >= (gint64) settings->winback_days
         && facts->spent_cents >= settings->winback_cents;
}

/**
 * tv_candidates_is_cross_sold:
 * @facts: a customer's facts; with an order
 * @settings: thresholds
 *
 * Returns: %TRUE if CROSS_SELL holds for the customer
 */
gboolean
tv_candidates_is_cross_sold (const TvFacts *facts, const TvSettings *settings)
{
  return facts->spent_cents >= settings->cross_sell_cents
         && facts->top_family_share >= settings->cross_sell_share;
}

static gboolean
is_upsold (const TvFrame *frame, guint32 family, const TvFamilyBought *known)
{
  return known != NULL && tv_frame_is_family_named (frame, family) && known->usual_tier >= 0
         && known->usual_tier < TV_CATALOGUE_TIERS;
}

/**
 * tv_candidates_is_rarely_bought:
 * @frame: the frame
 * @family: index of a family
 * @known: (nullable): what the customer spent on it
 * @spent_cents: what the customer spent on everything
 *
 * Returns: %TRUE for a named family that has less than a twentieth of the spend
 */
gboolean
tv_candidates_is_rarely_bought (const TvFrame *frame,
                                guint32 family,
                                const TvFamilyBought *known,
                                gint64 spent_cents)
{
  if (!tv_frame_is_family_named (frame, family))
    return FALSE;
  return known == NULL
         || (__int128) known->spent_cents * 100 < (__int128) spent_cents * RARELY_PERCENT;
}

/* What the scenarios offer of whole families, the first of each presorted list. */
void
tv_candidates_add_families (TvCandidates *candidates,
                            const TvFrame *frame,
                            const TvFacts *facts,
                            const TvCatalogue *catalogue,
                            const TvSettings *settings,
                            guint top_n)
{
  gboolean is_nurtured = facts->order_count <= settings->nurture_orders;

  for (guint32 family = 0; family < frame->family_count; family++)
    {
      const TvFamilyBought *known = tv_candidates_get_family (candidates, family);

      if (facts->spent_cents >= settings->upsell_cents && is_upsold (frame, family, known))
        add_span (candidates,
                  frame,
                  catalogue,
                  settings,
                  catalogue->tier[known->usual_tier][family],
                  TV_SCENARIO_UPSELL,
                  top_n);
      if (tv_candidates_is_cross_sold (facts, settings)
          && tv_candidates_is_rarely_bought (frame, family, known, facts->spent_cents))
        add_span (candidates,
                  frame,
                  catalogue,
                  settings,
                  catalogue->all[family],
                  TV_SCENARIO_CROSS_SELL,
                  top_n);
      if (is_nurtured)
        add_span (candidates,
                  frame,
                  catalogue,
                  settings,
                  catalogue->entry[family],
                  TV_SCENARIO_NURTURE,
                  top_n);
    }
  if (is_nurtured)
    add_suggestions (
        candidates,
        frame,
        catalogue,
        settings,
        catalogue->successor[tv_catalogue_get_first_product (frame, candidates->customer)],
        TV_SCENARIO_NURTURE);
}

/**
 * tv_candidates_collect:
 * @candidates: (inout): the memory; what it held of another customer is forgotten
 * @frame: the frame
 * @facts: its facts
 * @catalogue: its catalogue
 * @settings: thresholds
 * @customer: index of a customer with an order
 * @top_n: how many items are wanted
 *
 * Collects what the scenarios offer this customer. A product that several offer has the scenario
 * with the highest base, of two the one that comes first in TvScenario.
 */
void
tv_candidates_collect (TvCandidates *candidates,
                       const TvFrame *frame,
                       const TvFactsTable *facts,
                       const TvCatalogue *catalogue,
                       const TvSettings *settings,
                       guint32 customer,
                       guint top_n)
{
  const TvFacts *own = &facts->facts[customer];

  tv_candidates_begin (candidates, frame, own, customer);
  if (own->order_count == 0)
    return;
  tv_candidates_add_rebuys (candidates, frame, catalogue, settings);
  if (tv_candidates_is_lapsed (frame, own, settings))
    {
      add_favourites (candidates, frame, settings);
      if (own->top_family >= 0)
        add_suggestions (candidates,
                         frame,
                         catalogue,
                         settings,
                         catalogue->comparable[own->top_family],
                         TV_SCENARIO_WINBACK);
    }
  tv_candidates_add_families (candidates, frame, own, catalogue, settings, top_n);
}
