/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reasons of one item: first what its scenario rests on, then the family, the buyers and the
 * margin. */
#include "recommend/tv-reasons.h"

#include <stdarg.h>

#include "recommend/tv-candidates-private.h"

/* Adds "CODE:a,b"; count values follow. */
static void
put (TvReasonText *text, const char *code, int count, ...)
{
  va_list values;

  tv_reason_text_put_code (text, code);
  va_start (values, count);
  for (int i = 0; i < count; i++)
    tv_reason_text_put_number (text, va_arg (values, gint64));
  va_end (values);
}

static guint32
find_suggestion (const TvCatalogue *catalogue, TvSpan span, guint32 product)
{
  for (guint32 i = span.begin; i < span.end; i++)
    if (catalogue->suggestions[i].product == product)
      return catalogue->suggestions[i].buyers;
  return 0;
}

static void
put_bought (TvReasonText *text, const TvCandidates *candidates, guint32 product)
{
  const TvBought *bought = tv_candidates_get_bought (candidates, product);

  if (bought != NULL)
    put (text, "BOUGHT", 2, (gint64) bought->times, (gint64) bought->last_day);
}

/* Where the product is due by an interval that was seen, and not by a threshold. */
static void
put_due (TvReasonText *text,
         const TvFrame *frame,
         const TvCatalogue *catalogue,
         const TvSettings *settings,
         const TvBought *bought)
{
  TvRebuySource source;
  guint days = tv_candidates_get_interval (catalogue, settings, bought, &source);

  if (source != TV_REBUY_SETTING)
    put (text,
         source == TV_REBUY_OWN ? "DUE" : "DUE_PRODUCT",
         2,
         (gint64) days,
         (gint64) frame->as_of_day - bought->last_day);
}

/* Those who bought the product lately among customers with the same first family, without this one.
 */
static guint32
count_comparable (const TvFrame *frame,
                  const TvFacts *facts,
                  const TvCatalogue *catalogue,
                  const TvCandidates *candidates,
                  guint32 product)
{
  const TvBought *bought = tv_candidates_get_bought (candidates, product);
  guint32 buyers;

  if (facts->top_family < 0)
    return 0;
  buyers = find_suggestion (catalogue, catalogue->comparable[facts->top_family], product);
  if (buyers > 0 && bought != NULL && frame->as_of_day - bought->last_day < TV_CATALOGUE_LATELY)
    buyers--;
  return buyers;
}

/* Those who bought the product after the same first one, without this customer. */
static guint32
count_followers (const TvFrame *frame,
                 const TvCatalogue *catalogue,
                 const TvCandidates *candidates,
                 guint32 product,
                 guint32 first)
{
  guint32 begin = frame->line_offset[candidates->customer];
  guint32 end = frame->line_offset[candidates->customer + 1];
  guint32 buyers = find_suggestion (catalogue, catalogue->successor[first], product);

  if (buyers == 0 || tv_candidates_get_bought (candidates, product) == NULL)
    return buyers;
  for (guint32 line = begin; line < end; line++)
    if (frame->line_product[line] == product && frame->line_doc[line] != frame->line_doc[begin])
      return buyers - 1;
  return buyers;
}

/* Where tiers are not known, the price is what makes it a step up. */
static void
put_price (TvReasonText *text,
           const TvFrame *frame,
           const TvCandidates *candidates,
           guint32 product)
{
  gint64 usual = tv_candidates_get_usual_price (candidates, frame, frame->product_family[product]);

  if (usual > 0)
    put (text, "PRICE_ABOVE", 1, (gint64) ((__int128) frame->price_cents[product] * 1000 / usual));
}

static void
put_scenario (TvReasonText *text,
              const TvFrame *frame,
              const TvFacts *facts,
              const TvCatalogue *catalogue,
              const TvSettings *settings,
              const TvCandidates *candidates,
              const TvCandidate *candidate)
{
  const TvFamilyBought *known
      = tv_candidates_get_family (candidates, frame->product_family[candidate->product]);
  guint32 first, buyers;

  switch ((TvScenario) candidate->scenario)
    {
    case TV_SCENARIO_UPSELL:
      if (known->usual_tier < 0 || frame->premium_tier[candidate->product] <= known->usual_tier)
        {
          put_price (text, frame, candidates, candidate->product);
          break;
        }
      put (text,
           frame->has_price_tiers ? "PRICE_TIER" : "TIER",
           2,
           (gint64) frame->premium_tier[candidate->product],
           (gint64) known->usual_tier);
      break;
    case TV_SCENARIO_WINBACK:
      put (text, "LAPSED", 1, (gint64) (frame->as_of_day - facts->last_order_day));
      buyers = count_comparable (frame, facts, catalogue, candidates, candidate->product);
      if (buyers > 0)
        put (text, "COMPARABLE", 1, (gint64) buyers);
      break;
    case TV_SCENARIO_NURTURE:
      put (text, "ORDERS", 1, (gint64) facts->order_count);
      first = tv_catalogue_get_first_product (frame, candidates->customer);
      buyers = count_followers (frame, catalogue, candidates, candidate->product, first);
      if (buyers > 0)
        put (text, "AFTER_FIRST", 2, frame->product_id[first], (gint64) buyers);
      break;
    case TV_SCENARIO_REBUY:
      put_bought (text, candidates, candidate->product);
      put_due (text,
               frame,
               catalogue,
               settings,
               tv_candidates_get_bought (candidates, candidate->product));
      break;
    case TV_SCENARIO_CROSS_SELL:
    default:
      break;
    }
}

static void
put_family (TvReasonText *text,
            const TvFrame *frame,
            const TvFacts *facts,
            const TvCandidates *candidates,
            guint32 family)
{
  const TvFamilyBought *known = tv_candidates_get_family (candidates, family);
  gint64 permille = known != NULL && facts->spent_cents > 0
                        ? (gint64) ((__int128) known->spent_cents * 1000 / facts->spent_cents)
                        : 0;

  if (!tv_frame_is_family_named (frame, family))
    return;
  if (known == NULL)
    put (text, "NEW_FAMILY", 0);
  else
    put (text, facts->top_family == (gint32) family ? "TOP_FAMILY" : "KNOWN_FAMILY", 1, permille);
}

/**
 * tv_reasons_append:
 * @out: (inout): bytes; the explanation is appended with a NUL behind it
 * @frame: the frame
 * @facts: the customer's facts
 * @catalogue: the catalogue
 * @settings: thresholds
 * @candidates: the customer's candidates
 * @candidate: the one that was chosen
 *
 * Writes down why this product was chosen.
 */
void
tv_reasons_append (GByteArray *out,
                   const TvFrame *frame,
                   const TvFacts *facts,
                   const TvCatalogue *catalogue,
                   const TvSettings *settings,
                   const TvCandidates *candidates,
                   const TvCandidate *candidate)
{
  TvReasonText text;
  guint32 product = candidate->product;

  tv_reason_text_init (&text);
  put_scenario (&text, frame, facts, catalogue, settings, candidates, candidate);
  if (candidates->fit != NULL)
    tv_reasons_append_fit (&text, frame, settings, candidates, candidate);
  put_family (&text, frame, facts, candidates, frame->product_family[product]);
  if (candidate->scenario != TV_SCENARIO_REBUY)
    put_bought (&text, candidates, product);
  if (catalogue->buyers_lately[product] > 0)
    put (&text,
         "BUYERS",
         2,
         (gint64) catalogue->buyers_lately[product],
         (gint64) TV_CATALOGUE_LATELY);
  if (frame->margin_permille[product] == G_MININT64)
    put (&text, "MARGIN_UNKNOWN", 0);
  else
    put (&text, "MARGIN", 1, frame->margin_permille[product]);
  g_byte_array_append (out, (const guint8 *) text.bytes, text.length + 1);
}
