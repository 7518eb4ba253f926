/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons: parsing the stored codes and values, and making sentences of them in the reader's
 * language. What a sentence claims is what the values say. */
#include "rows/tv-explanation.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-day.h"
#include "base/tv-number.h"

#define HARDLY_PERMILLE 50 /* of the spend: a family with less is hardly tried */

static const char *const price_tiers[] = {
  N_ ("the lowest quarter"),
  N_ ("the second quarter"),
  N_ ("the third quarter"),
  N_ ("the highest quarter"),
};

static void
reason_clear (gpointer data)
{
  TvReason *reason = data;

  g_free (reason->code);
}

static gboolean
parse_values (TvReason *reason, const char *text)
{
  g_auto (GStrv) values = g_strsplit (text, ",", -1);

  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i == G_N_ELEMENTS (reason->values)
          || !g_ascii_string_to_signed (values[i],
                                        10,
                                        G_MININT64,
                                        G_MAXINT64,
                                        &reason->values[i],
                                        NULL))
        return FALSE;
      reason->value_count++;
    }
  return TRUE;
}

/**
 * tv_explanation_parse:
 * @text: a stored explanation, "CODE:value,value;CODE"
 *
 * Reads the reasons back. Pieces that make no sense are left out.
 *
 * Returns: (transfer full) (element-type TvReason): the reasons in their order
 */
GArray *
tv_explanation_parse (const char *text)
{
  GArray *reasons = g_array_new (FALSE, TRUE, sizeof (TvReason));
  g_auto (GStrv) pieces = g_strsplit (text, ";", -1);

  g_array_set_clear_func (reasons, reason_clear);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      char *colon = strchr (pieces[i], ':');
      TvReason reason = { 0 };

      if (colon != NULL)
        *colon = '\0';
      if (*pieces[i] == '\0' || (colon != NULL && !parse_values (&reason, colon + 1)))
        continue;
      reason.code = g_strdup (pieces[i]);
      g_array_append_val (reasons, reason);
    }
  return reasons;
}

typedef char *(*MakeSentence) (const TvReason *reason, const char *other_label);

static char *
say_bought (const TvReason *reason, const char *other_label)
{
  g_autofree char *day = tv_day_to_display ((TvDay) reason->values[1]);
  gint64 times = reason->values[0];

  if (times == 1)
    return g_strdup_printf (_ ("Bought once before, on %s."), day);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Bought %" PRId64 " time before, last on %s.",
                                       "Bought %" PRId64 " times before, last on %s.",
                                       (gulong) times),
                          times,
                          day);
}

static char *
say_due (const TvReason *reason, const char *other_label)
{
  g_autofree char *days = tv_days_to_display (reason->values[0]);
  g_autofree char *age = tv_days_to_display (reason->values[1]);

  if (reason->values[0] <= 1)
    /* Translators: a duration, such as “12 days” */
    return g_strdup_printf (_ ("Usually bought every day; the last time was %s ago."), age);
  /* Translators: two durations, such as “12 days” */
  return g_strdup_printf (_ ("Usually bought every %s; the last time was %s ago."), days, age);
}

static char *
say_due_product (const TvReason *reason, const char *other_label)
{
  g_autofree char *days = tv_days_to_display (reason->values[0]);
  g_autofree char *age = tv_days_to_display (reason->values[1]);

  if (reason->values[0] <= 1)
    /* Translators: a duration, such as “12 days” */
    return g_strdup_printf (
        _ ("Those who buy it again do so every day; this customer’s last time was %s ago."),
        age);
  /* Translators: two durations, such as “12 days” */
  return g_strdup_printf (
      _ ("Those who buy it again do so every %s; this customer’s last time was %s ago."),
      days,
      age);
}

static char *
say_because (const TvReason *reason, const char *other_label)
{
  g_autofree char *day = tv_day_to_display ((TvDay) reason->values[1]);

  if (other_label == NULL)
    /* Translators: a date */
    return g_strdup_printf (_ ("Because of a purchase on %s."), day);
  /* Translators: a product, a date */
  return g_strdup_printf (_ ("Because of “%s”, bought on %s."), other_label, day);
}

static char *
say_price_above (const TvReason *reason, const char *other_label)
{
  g_autofree char *times = tv_number_to_display (reason->values[0] / 1000.0, 1);

  /* Translators: a number such as 1.5 */
  return g_strdup_printf (_ ("It costs %s times what the customer usually pays in this family."),
                          times);
}

static char *
say_fit (const TvReason *reason, const char *other_label)
{
  const char *const titles[]
      = { _ ("own purchases"),   _ ("the usual time"),   _ ("similar products"),
          _ ("bought together"), _ ("popular now"),      _ ("its family"),
          _ ("customers alike"), _ ("new in the range"), _ ("usual next purchases") };
  g_autoptr (GString) parts = g_string_new (NULL);
  gint64 all = 0;
  g_autofree char *sum = NULL;

  for (guint i = 0; i < MIN (reason->value_count, G_N_ELEMENTS (titles)); i++)
    {
      g_autofree char *points = tv_number_to_display (reason->values[i] / 100.0, 2);

      if (reason->values[i] == 0)
        continue;
      all += reason->values[i];
      if (parts->len > 0)
        /* Translators: stands between numbers; where these have a decimal comma, better “; ” */
        g_string_append (parts, C_ ("between points", ", "));
      g_string_append_printf (parts, "%s %s", titles[i], points);
    }
  sum = tv_number_to_display (all / 100.0, 2);
  /* Translators: points, then a list of what gives them: “own purchases 20.10, popular now 9.90” */
  return g_strdup_printf (_ ("Its fit gives %s points: %s."), sum, parts->str);
}

/* A share below a hundredth keeps its decimal: it is not nothing. */
static char *
dup_share (gint64 permille)
{
  g_autofree char *least = tv_ratio_to_display (.001, 1);

  if (permille <= 0)
    /* Translators: the smallest share that is shown, “0.1%” */
    return g_strdup_printf (_ ("less than %s"), least);
  return tv_ratio_to_display (permille / 1000.0, permille < 10 ? 1 : 0);
}

static char *
say_top_family (const TvReason *reason, const char *other_label)
{
  g_autofree char *share = dup_share (reason->values[0]);

  /* Where all that the customer got was free, shares say nothing. */
  if (reason->values[0] <= 0)
    return g_strdup (_ ("The customer’s first family."));
  return g_strdup_printf (_ ("The customer’s first family, with %s of what was spent."), share);
}

static char *
say_known_family (const TvReason *reason, const char *other_label)
{
  g_autofree char *share = dup_share (reason->values[0]);

  return g_strdup_printf (_ ("A family that the customer knows, with %s of what was spent."),
                          share);
}

static char *
say_new_family (const TvReason *reason, const char *other_label)
{
  return g_strdup (_ ("A family that the customer never bought."));
}

static char *
say_tier (const TvReason *reason, const char *other_label)
{
  return g_strdup_printf (_ ("Tier %d; the customer’s usual tier in this family is %d."),
                          (int) reason->values[0],
                          (int) reason->values[1]);
}

/**
 * tv_price_tier_get_title:
 * @tier: a tier that was made of prices, 0-3; what is beyond counts as the nearest one
 *
 * Returns: the quarter of its family's prices, translated, as a part of a sentence, static
 */
const char *
tv_price_tier_get_title (gint64 tier)
{
  return _ (price_tiers[CLAMP (tier, 0, (gint64) G_N_ELEMENTS (price_tiers) - 1)]);
}

static char *
say_price_tier (const TvReason *reason, const char *other_label)
{
  /* Translators: two quarters of a family by price, such as “the highest quarter” */
  return g_strdup_printf (_ ("Its price is in %s of its family; the customer usually takes from "
                             "%s."),
                          tv_price_tier_get_title (reason->values[0]),
                          tv_price_tier_get_title (reason->values[1]));
}

static char *
say_returned (const TvReason *reason, const char *other_label)
{
  g_autofree char *day = tv_day_to_display ((TvDay) reason->values[0]);

  /* Translators: a date */
  return g_strdup_printf (_ ("Bought before, last on %s, and sent back."), day);
}

static char *
say_lapsed (const TvReason *reason, const char *other_label)
{
  g_autofree char *days = tv_days_to_display (reason->values[0]);

  /* Translators: a duration, such as “12 days” */
  return g_strdup_printf (_ ("The last order was %s ago."), days);
}

static char *
say_orders (const TvReason *reason, const char *other_label)
{
  gint64 count = reason->values[0];

  if (count == 1)
    return g_strdup (_ ("The customer has ordered once so far."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The customer has ordered %" PRId64 " time so far.",
                                       "The customer has ordered %" PRId64 " times so far.",
                                       (gulong) count),
                          count);
}

static char *
say_after_first (const TvReason *reason, const char *other_label)
{
  g_autofree char *buyers = tv_count_to_display (reason->values[1]);

  if (other_label == NULL)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "%s customer who began with the same product bought this later.",
                     "%s customers who began with the same product bought this later.",
                     (gulong) reason->values[1]),
        buyers);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%s customer who began with “%s”, as this one did, bought this later.",
                   "%s customers who began with “%s”, as this one did, bought this later.",
                   (gulong) reason->values[1]),
      buyers,
      other_label);
}

static char *
say_comparable (const TvReason *reason, const char *other_label)
{
  g_autofree char *buyers = tv_count_to_display (reason->values[0]);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%s other customer with the same first family bought it lately.",
                   "%s other customers with the same first family bought it lately.",
                   (gulong) reason->values[0]),
      buyers);
}

static char *
say_buyers (const TvReason *reason, const char *other_label)
{
  g_autofree char *buyers = tv_count_to_display (reason->values[0]);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s customer bought it in the last %d days.",
                                       "%s customers bought it in the last %d days.",
                                       (gulong) reason->values[0]),
                          buyers,
                          (int) reason->values[1]);
}

static char *
say_unsold (const TvReason *reason, const char *other_label)
{
  return g_strdup (_ ("New in the range: nobody has bought it yet."));
}

static char *
say_margin (const TvReason *reason, const char *other_label)
{
  g_autofree char *rate = tv_ratio_to_display (reason->values[0] / 1000.0, 0);

  return g_strdup_printf (_ ("Its margin is %s of the price."), rate);
}

static char *
say_margin_unknown (const TvReason *reason, const char *other_label)
{
  return g_strdup (_ ("Its margin is not known and counts as average."));
}

static const struct
{
  const char *code;
  guint value_count;
  MakeSentence make;
} sentences[] = {
  { "BOUGHT", 2, say_bought },
  { "BECAUSE", 2, say_because },
  { "FIT", 6, say_fit },
  { "PRICE_ABOVE", 1, say_price_above },
  { "DUE", 2, say_due },
  { "DUE_PRODUCT", 2, say_due_product },
  { "TOP_FAMILY", 1, say_top_family },
  { "KNOWN_FAMILY", 1, say_known_family },
  { "NEW_FAMILY", 0, say_new_family },
  { "TIER", 2, say_tier },
  { "PRICE_TIER", 2, say_price_tier },
  { "RETURNED", 1, say_returned },
  { "LAPSED", 1, say_lapsed },
  { "ORDERS", 1, say_orders },
  { "AFTER_FIRST", 2, say_after_first },
  { "COMPARABLE", 1, say_comparable },
  { "BUYERS", 2, say_buyers },
  { "UNSOLD", 0, say_unsold },
  { "MARGIN", 1, say_margin },
  { "MARGIN_UNKNOWN", 0, say_margin_unknown },
};

/**
 * tv_reason_to_sentence:
 * @reason: a reason
 * @other_label: (nullable): label of the product that the reason names
 *
 * Says a reason in the user's language.
 *
 * Returns: (transfer full): a sentence; the bare code for one that is not known
 */
char *
tv_reason_to_sentence (const TvReason *reason, const char *other_label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].code, reason->code)
        && reason->value_count >= sentences[i].value_count)
      return sentences[i].make (reason, other_label);
  return g_strdup (reason->code);
}

/* A ranker sells across to whatever is new and not of the two families with the most spend; that
 * the customer hardly tried the family may be said only where the formula's own bound holds. */
static gboolean
is_beside_main_families (TvScenario scenario, GArray *reasons)
{
  for (guint i = 0; scenario == TV_SCENARIO_CROSS_SELL && i < reasons->len; i++)
    {
      const TvReason *reason = &g_array_index (reasons, TvReason, i);

      if (g_str_equal (reason->code, "KNOWN_FAMILY") && reason->values[0] >= HARDLY_PERMILLE)
        return TRUE;
    }
  return FALSE;
}

/**
 * tv_explanation_to_title:
 * @scenario: the scenario
 * @reasons: (element-type TvReason): the reasons
 *
 * Makes the line above an explanation: the scenario and what it means for this customer. The
 * reasons follow it.
 *
 * Returns: (transfer full): one line
 */
char *
tv_explanation_to_title (TvScenario scenario, GArray *reasons)
{
  /* Translators: a scenario and what it means: “Re-buy: Bought before, and …” */
  return g_strdup_printf (_ ("%s: %s"),
                          tv_scenario_get_title (scenario),
                          is_beside_main_families (scenario, reasons)
                              ? _ ("New to this customer, from a family beside the two main ones.")
                              : tv_scenario_get_sentence (scenario));
}
