/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an explanation is true: each code's values are computed again from the lines of the
 * frame, others without the customer himself. */
#include "rows/tv-explanation.h"
#include "tv-test-reference-private.h"
#include "tv-test-reference.h"

typedef struct
{
  const TvFrame *frame;
  const TvFactsTable *facts;
  guint32 customer, product, family;
} Claim;

static gint64
get_share (const Claim *claim)
{
  gint64 spent = claim->facts->facts[claim->customer].spent_cents;

  return spent <= 0 ? 0
                    : tv_reference_get_family_money (claim->frame, claim->customer, claim->family)
                          * 1000 / spent;
}

static gboolean
is_top (const Claim *claim)
{
  return claim->facts->facts[claim->customer].top_family == (gint32) claim->family
         && tv_reference_knows_family (claim->frame, claim->customer, claim->family);
}

static gint64
count_buyers (const Claim *claim, gint64 days)
{
  gint64 count = 0;

  for (guint32 c = 0; c < claim->frame->customer_count; c++)
    {
      TvDay last = tv_reference_get_last_day (claim->frame, c, claim->product);

      count += last != TV_DAY_NONE && claim->frame->as_of_day - last < days;
    }
  return count;
}

static gint64
count_comparable (const Claim *claim)
{
  TvDay last = tv_reference_get_last_day (claim->frame, claim->customer, claim->product);

  return (gint64) tv_reference_count_comparable (claim->frame,
                                                 claim->facts,
                                                 claim->facts->facts[claim->customer].top_family,
                                                 claim->product)
         - (last != TV_DAY_NONE && claim->frame->as_of_day - last < 90);
}

static gboolean
is_after_first (const Claim *claim, const gint64 *values)
{
  const TvFrame *frame = claim->frame;
  guint32 first = frame->line_product[frame->line_offset[claim->customer]];

  return values[0] == frame->product_id[first]
         && values[1]
                == (gint64) tv_reference_count_followers (frame, first, claim->product)
                       - tv_reference_is_follower (frame, claim->customer, first, claim->product);
}

static gboolean
is_due (const Claim *claim, const gint64 *values, gboolean is_own)
{
  const TvFrame *frame = claim->frame;
  gint64 days = is_own ? tv_reference_get_own_interval (frame, claim->customer, claim->product, 2)
                       : tv_reference_get_product_interval (frame, claim->product);

  return values[0] == days
         && values[1]
                == frame->as_of_day
                       - tv_reference_get_last_day (frame, claim->customer, claim->product);
}

/* Another product, bought by this customer on this day for the last time. */
static gboolean
is_bought_then (const Claim *claim, const gint64 *values)
{
  for (guint32 p = 0; p < claim->frame->product_count; p++)
    if (claim->frame->product_id[p] == values[0])
      return p != claim->product
             && tv_reference_get_last_day (claim->frame, claim->customer, p) == values[1];
  return FALSE;
}

/* Purchases of one product, or of all of a family where product is G_MAXUINT32, gross of returns.
 */
static TvDay
get_last_event (const Claim *claim, guint32 product, guint32 family)
{
  const TvFrame *frame = claim->frame;
  TvDay last = TV_DAY_NONE;

  for (guint32 e = frame->event_offset[claim->customer];
       e < frame->event_offset[claim->customer + 1];
       e++)
    if (frame->event_product[e] == product
        || (product == G_MAXUINT32 && frame->product_family[frame->event_product[e]] == family))
      last = frame->event_day[e];
  return last;
}

/* Only what is there speaks for a product: own purchases, their timing and the family have to have
 * been bought. */
static gboolean
is_fit_true (const Claim *claim, const TvReason *reason)
{
  const gint64 *parts = reason->values;
  gboolean is_bought = get_last_event (claim, claim->product, 0) != TV_DAY_NONE;
  gboolean is_known = get_last_event (claim, G_MAXUINT32, claim->family) != TV_DAY_NONE;
  const guint32 *offset = claim->frame->event_offset + claim->customer;

  return reason->value_count == 9 && (offset[0] < offset[1] || parts[8] == 0)
         && (is_bought || (parts[0] == 0 && parts[1] == 0)) && (is_known || parts[5] == 0)
         && (!is_bought || parts[7] == 0);
}

static gboolean
is_returned (const Claim *claim, gint64 day)
{
  return tv_reference_get_last_day (claim->frame, claim->customer, claim->product) == TV_DAY_NONE
         && get_last_event (claim, claim->product, 0) == day && day != TV_DAY_NONE;
}

static gboolean
is_known_claim_true (const Claim *claim, const char *code, const gint64 *values)
{
  const TvFrame *frame = claim->frame;
  gboolean is_known = tv_reference_knows_family (frame, claim->customer, claim->family);

  if (g_str_equal (code, "BOUGHT"))
    return values[0] > 0
           && values[0] == tv_reference_count_documents (frame, claim->customer, claim->product)
           && values[1] == tv_reference_get_last_day (frame, claim->customer, claim->product);
  if (g_str_equal (code, "TOP_FAMILY"))
    return is_top (claim) && values[0] == get_share (claim);
  if (g_str_equal (code, "KNOWN_FAMILY"))
    return is_known && !is_top (claim) && values[0] == get_share (claim);
  if (g_str_equal (code, "NEW_FAMILY"))
    return !is_known && frame->family_name[claim->family][0] != '\0';
  if (g_str_equal (code, "TIER") || g_str_equal (code, "PRICE_TIER"))
    return frame->has_price_tiers == g_str_equal (code, "PRICE_TIER")
           && values[0] == frame->premium_tier[claim->product] && values[0] > values[1]
           && values[1] == tv_reference_get_usual_tier (frame, claim->customer, claim->family);
  return FALSE;
}

static gboolean
is_claim_true (const Claim *claim, const TvReason *reason)
{
  const TvFacts *own = &claim->facts->facts[claim->customer];
  const gint64 *values = reason->values;
  gint64 margin = claim->frame->margin_permille[claim->product];

  if (g_str_equal (reason->code, "LAPSED"))
    return values[0] == claim->frame->as_of_day - own->last_order_day;
  if (g_str_equal (reason->code, "ORDERS"))
    return values[0] == own->order_count;
  if (g_str_equal (reason->code, "DUE") || g_str_equal (reason->code, "DUE_PRODUCT"))
    return is_due (claim, values, g_str_equal (reason->code, "DUE"));
  if (g_str_equal (reason->code, "BECAUSE"))
    return is_bought_then (claim, values);
  if (g_str_equal (reason->code, "FIT"))
    return is_fit_true (claim, reason);
  if (g_str_equal (reason->code, "RETURNED"))
    return is_returned (claim, values[0]);
  if (g_str_equal (reason->code, "PRICE_ABOVE"))
    return values[0] >= 1200 && values[0] <= 2000;
  if (g_str_equal (reason->code, "AFTER_FIRST"))
    return values[1] > 0 && is_after_first (claim, values);
  if (g_str_equal (reason->code, "COMPARABLE"))
    return values[0] > 0 && values[0] == count_comparable (claim);
  if (g_str_equal (reason->code, "BUYERS"))
    return values[0] > 0 && values[0] == count_buyers (claim, values[1]);
  if (g_str_equal (reason->code, "MARGIN"))
    return margin != G_MININT64 && values[0] == margin;
  if (g_str_equal (reason->code, "MARGIN_UNKNOWN"))
    return margin == G_MININT64;
  return is_known_claim_true (claim, reason->code, values);
}

/**
 * tv_reference_is_true:
 * @frame: the frame
 * @facts: its facts
 * @customer: index of the customer
 * @product: index of the product that is recommended
 * @explanation: codes and values
 *
 * Returns: %TRUE if there is at least one reason, and each is true
 */
gboolean
tv_reference_is_true (const TvFrame *frame,
                      const TvFactsTable *facts,
                      guint32 customer,
                      guint32 product,
                      const char *explanation)
{
  Claim claim = { frame, facts, customer, product, frame->product_family[product] };
  g_autoptr (GArray) reasons = tv_explanation_parse (explanation);

  for (guint i = 0; i < reasons->len; i++)
    {
      const TvReason *reason = &g_array_index (reasons, TvReason, i);

      if (!is_claim_true (&claim, reason))
        {
          g_test_message ("%s is not true in “%s”", reason->code, explanation);
          return FALSE;
        }
    }
  return reasons->len > 0;
}
