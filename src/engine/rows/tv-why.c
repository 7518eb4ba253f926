/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a product was not recommended, in words: what decided, and what each scenario missed. Changes
 * are worded in tv-change.c. */
#include "rows/tv-why.h"

#include <glib/gi18n-lib.h>

#include "base/tv-day.h"
#include "base/tv-number.h"
#include "rows/tv-explanation.h"

static const char *const why_codes[TV_N_WHYS] = {
  [TV_WHY_RECOMMENDED] = "RECOMMENDED",
  [TV_WHY_EXCLUDED] = "EXCLUDED",
  [TV_WHY_NOT_SOLD] = "NOT_SOLD",
  [TV_WHY_NO_SCENARIO] = "NO_SCENARIO",
  [TV_WHY_FAMILY_TAKEN] = "FAMILY_TAKEN",
  [TV_WHY_SCORE_BEATEN] = "SCORE_BEATEN",
  [TV_WHY_MIX] = "MIX",
};

static const char *const miss_codes[TV_N_MISSES] = {
  [TV_MISS_NONE] = "NONE",
  [TV_MISS_NEVER_BOUGHT] = "NEVER_BOUGHT",
  [TV_MISS_NOT_DUE] = "NOT_DUE",
  [TV_MISS_TOO_LONG_AGO] = "TOO_LONG_AGO",
  [TV_MISS_BOUGHT_LATELY] = "BOUGHT_LATELY",
  [TV_MISS_SPENT_LITTLE] = "SPENT_LITTLE",
  [TV_MISS_FAMILY_UNKNOWN] = "FAMILY_UNKNOWN",
  [TV_MISS_TIER_UNKNOWN] = "TIER_UNKNOWN",
  [TV_MISS_NOT_ABOVE] = "NOT_ABOVE",
  [TV_MISS_PRICE_NOT_ABOVE] = "PRICE_NOT_ABOVE",
  [TV_MISS_SHARE_LOW] = "SHARE_LOW",
  [TV_MISS_FAMILY_KNOWN] = "FAMILY_KNOWN",
  [TV_MISS_ORDERED_LATELY] = "ORDERED_LATELY",
  [TV_MISS_NO_FAVOURITE] = "NO_FAVOURITE",
  [TV_MISS_MANY_ORDERS] = "MANY_ORDERS",
  [TV_MISS_NOT_TO_BEGIN] = "NOT_TO_BEGIN",
  [TV_MISS_KNOWN_PRODUCT] = "KNOWN_PRODUCT",
  [TV_MISS_PRICE_UNFIT] = "PRICE_UNFIT",
  [TV_MISS_NOT_RANKED] = "NOT_RANKED",
};

/**
 * tv_why_not_free:
 * @why: (transfer full) (nullable): an answer
 *
 * Frees it.
 */
void
tv_why_not_free (TvWhyNot *why)
{
  if (why == NULL)
    return;
  g_free (why->customer_code);
  g_free (why->product_key);
  g_free (why->product_label);
  g_free (why->family);
  g_free (why->rival_key);
  g_free (why->rival_label);
  g_free (why->sentence);
  g_strfreev (why->details);
  g_free (why);
}

/**
 * tv_why_code_get_code:
 * @code: what decided
 *
 * Returns: its code, static
 */
const char *
tv_why_code_get_code (TvWhyCode code)
{
  g_return_val_if_fail ((guint) code < TV_N_WHYS, "");
  return why_codes[code];
}

/**
 * tv_miss_get_code:
 * @miss: what a scenario missed
 *
 * Returns: its code, static
 */
const char *
tv_miss_get_code (TvMiss miss)
{
  g_return_val_if_fail ((guint) miss < TV_N_MISSES, "");
  return miss_codes[miss];
}

/* Sentences with two figures. */
static char *
fill_form (const char *form, const char *has, const char *needs)
{
  g_auto (GStrv) pieces = g_strsplit (form, "%1", 2);
  g_autofree char *with_first = g_strjoinv (has, pieces);
  g_auto (GStrv) rest = g_strsplit (with_first, "%2", 2);

  return g_strjoinv (needs, rest);
}

static char *
say_counts (const char *form, const TvMissed *missed)
{
  g_autofree char *has = tv_count_to_display (missed->values[0]);
  g_autofree char *needs = tv_count_to_display (missed->values[1]);

  return fill_form (form, has, needs);
}

static char *
say_days (const char *form, const TvMissed *missed)
{
  g_autofree char *has = tv_days_to_display (missed->values[0]);
  g_autofree char *needs = tv_days_to_display (missed->values[1]);

  return fill_form (form, has, needs);
}

static char *
say_spent (const TvMissed *missed, const char *currency)
{
  g_autofree char *has = tv_money_to_display (missed->values[0], currency);
  g_autofree char *needs = tv_money_to_display (missed->values[1], currency);

  /* Translators: two amounts of money */
  return g_strdup_printf (_ ("the customer has spent %s so far, and it takes %s."), has, needs);
}

static char *
say_shares (const TvMissed *missed)
{
  g_autofree char *has = tv_ratio_to_display (missed->values[0] / 1000.0, 0);
  g_autofree char *needs = tv_ratio_to_display (missed->values[1] / 1000.0, 0);

  /* Translators: two percentages */
  return g_strdup_printf (_ ("the customer’s first family has %s of the spend, and it takes %s."),
                          has,
                          needs);
}

static char *
say_known_family (const TvMissed *missed)
{
  g_autofree char *share = tv_ratio_to_display (missed->values[0] / 1000.0, 0);

  /* Translators: a percentage */
  return g_strdup_printf (_ ("the customer knows its family, with %s of the spend."), share);
}

static char *
say_price (const TvMissed *missed, const char *currency)
{
  g_autofree char *price = tv_money_to_display (missed->values[0], currency);
  g_autofree char *usual = tv_money_to_display (missed->values[1], currency);

  /* Translators: two prices */
  return g_strdup_printf (_ ("it costs %s, and the customer’s usual price in the family is %s."),
                          price,
                          usual);
}

static char *
say_miss (const TvMissed *missed, const char *currency)
{
  switch (missed->miss)
    {
    case TV_MISS_NEVER_BOUGHT:
      return g_strdup (_ ("the customer never bought it."));
    case TV_MISS_NOT_DUE:
      /* Translators: %1 and %2 are durations, such as “12 days” */
      return say_days (_ ("bought %1 ago; it is due again after %2."), missed);
    case TV_MISS_TOO_LONG_AGO:
      /* Translators: %1 and %2 are durations, such as “12 days” */
      return say_days (_ ("bought %1 ago; what is older than %2 does not count."), missed);
    case TV_MISS_BOUGHT_LATELY:
      /* Translators: %1 and %2 are durations, such as “12 days” */
      return say_days (_ ("bought only %1 ago; less than %2 is too soon."), missed);
    case TV_MISS_SPENT_LITTLE:
      return say_spent (missed, currency);
    case TV_MISS_FAMILY_UNKNOWN:
      return g_strdup (_ ("the customer bought nothing of its family, or it has none."));
    case TV_MISS_TIER_UNKNOWN:
      return g_strdup (_ ("the tiers of what the customer bought are not known."));
    case TV_MISS_NOT_ABOVE:
      /* Translators: %1 and %2 are tiers, 0 to 3 */
      return say_counts (_ ("its tier is %1, and the customer’s usual one is %2."), missed);
    case TV_MISS_PRICE_NOT_ABOVE:
      /* Translators: two quarters of a family by price, such as “the highest quarter” */
      return g_strdup_printf (
          _ ("its price is in %s of its family, and the customer usually takes from %s."),
          tv_price_tier_get_title (missed->values[0]),
          tv_price_tier_get_title (missed->values[1]));
    case TV_MISS_SHARE_LOW:
      return say_shares (missed);
    case TV_MISS_FAMILY_KNOWN:
      return say_known_family (missed);
    case TV_MISS_ORDERED_LATELY:
      /* Translators: %1 and %2 are durations, such as “12 days” */
      return say_days (_ ("the last order was %1 ago; it takes %2."), missed);
    case TV_MISS_NO_FAVOURITE:
      return g_strdup (_ ("neither one of the customer’s favourites nor what comparable customers "
                          "buy now."));
    case TV_MISS_MANY_ORDERS:
      /* Translators: %1 and %2 are counts of orders */
      return say_counts (_ ("the customer’s number of orders is %1; it is for up to %2."), missed);
    case TV_MISS_NOT_TO_BEGIN:
      return g_strdup (_ ("neither a product to begin with nor what others bought after the same "
                          "first one."));
    case TV_MISS_KNOWN_PRODUCT:
      return g_strdup (_ ("the customer has bought it before."));
    case TV_MISS_PRICE_UNFIT:
      return say_price (missed, currency);
    case TV_MISS_NOT_RANKED:
      return g_strdup (_ ("too many other products fit the customer better."));
    case TV_MISS_NONE:
    case TV_N_MISSES:
    default:
      return g_strdup (_ ("offers it."));
    }
}

/**
 * tv_missed_to_sentence:
 * @scenario: a scenario
 * @missed: what it missed
 * @currency: of the workspace
 *
 * Says why the scenario does not offer the product, or that it does.
 *
 * Returns: (transfer full): a sentence
 */
char *
tv_missed_to_sentence (TvScenario scenario, const TvMissed *missed, const char *currency)
{
  g_autofree char *words = say_miss (missed, currency);

  /* Translators: a scenario and why it does not offer a product: “Re-buy: the customer never …” */
  return g_strdup_printf (_ ("%s: %s"), tv_scenario_get_title (scenario), words);
}

/**
 * tv_why_not_to_sentence:
 * @why: an answer with everything but its sentences
 *
 * Says what decided.
 *
 * Returns: (transfer full): a sentence
 */
char *
tv_why_not_to_sentence (const TvWhyNot *why)
{
  g_autofree char *score = tv_number_to_display (why->score, 2);
  g_autofree char *rival_score = tv_number_to_display (why->rival_score, 2);

  switch (why->code)
    {
    case TV_WHY_RECOMMENDED:
      /* Translators: a rank from 1 on, a score */
      return g_strdup_printf (_ ("It is recommended, in place %d with a score of %s."),
                              why->rank,
                              score);
    case TV_WHY_EXCLUDED:
      /* Translators: the reason, such as “Opted out” */
      return g_strdup_printf (_ ("The customer gets no recommendation at all: %s."),
                              tv_exclusion_get_title (why->exclusion));
    case TV_WHY_NOT_SOLD:
      return g_strdup (_ ("It is not sold now: not active, out of stock, or a service."));
    case TV_WHY_NO_SCENARIO:
      return g_strdup (_ ("No scenario offers it to this customer."));
    case TV_WHY_FAMILY_TAKEN:
      /* Translators: a product, its score, the score of the product asked about */
      return g_strdup_printf (
          _ ("“%s” with %s already stands for its family; this one has %s, and others come first."),
          why->rival_label,
          rival_score,
          score);
    case TV_WHY_MIX:
      /* Translators: a score, a product, its score */
      return g_strdup_printf (
          _ ("With its score of %s it would come before “%s” with %s, but the list is to have "
             "families in the proportions of the customer’s own purchases."),
          score,
          why->rival_label,
          rival_score);
    case TV_WHY_SCORE_BEATEN:
    case TV_N_WHYS:
    default:
      /* Translators: a score, a product, its score */
      return g_strdup_printf (
          _ ("Its score of %s is not enough: the last place goes to “%s” with %s."),
          score,
          why->rival_label,
          rival_score);
    }
}
