/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would change a recommendation, in words: the one thing that is different, and what happens
 * then. */
#include <glib/gi18n-lib.h>

#include "base/tv-day.h"
#include "base/tv-number.h"
#include "rows/tv-why.h"

static const char *const knob_codes[TV_N_KNOBS] = {
  [TV_KNOB_MINIMUM_SCORE] = "MINIMUM_SCORE",   [TV_KNOB_FAMILY_EXTRA] = "FAMILY_EXTRA",
  [TV_KNOB_POLICY_RECENT] = "POLICY_RECENT",   [TV_KNOB_TOP_N] = "TOP_N",
  [TV_KNOB_SILENCE_DAYS] = "SILENCE_DAYS",     [TV_KNOB_REBUY_DAYS] = "REBUY_DAYS",
  [TV_KNOB_RECENT_DAYS] = "RECENT_DAYS",       [TV_KNOB_WINBACK_DAYS] = "WINBACK_DAYS",
  [TV_KNOB_UPSELL_CENTS] = "UPSELL_CENTS",     [TV_KNOB_CROSS_SELL_CENTS] = "CROSS_SELL_CENTS",
  [TV_KNOB_NURTURE_ORDERS] = "NURTURE_ORDERS", [TV_KNOB_WAIT_DAYS] = "WAIT_DAYS",
  [TV_KNOB_CONTACT_TODAY] = "CONTACT_TODAY",   [TV_KNOB_OPT_OUT] = "OPT_OUT",
  [TV_KNOB_OUT_OF_STOCK] = "OUT_OF_STOCK",     [TV_KNOB_BUY_TODAY] = "BUY_TODAY",
};

static const char *const outcome_codes[] = {
  [TV_OUTCOME_OUT] = "OUT",
  [TV_OUTCOME_HELD] = "HELD",
  [TV_OUTCOME_PASSED] = "PASSED",
};

/**
 * tv_change_free:
 * @change: (transfer full) (nullable): a change
 *
 * Frees it.
 */
void
tv_change_free (TvChange *change)
{
  if (change == NULL)
    return;
  g_free (change->sentence);
  g_free (change);
}

/**
 * tv_knob_get_code:
 * @knob: what is changed
 *
 * Returns: its code, static
 */
const char *
tv_knob_get_code (TvKnob knob)
{
  g_return_val_if_fail ((guint) knob < TV_N_KNOBS, "");
  return knob_codes[knob];
}

/**
 * tv_outcome_get_code:
 * @outcome: what happens
 *
 * Returns: its code, static
 */
const char *
tv_outcome_get_code (TvOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcome_codes), "");
  return outcome_codes[outcome];
}

static const char *
say_outcome (TvOutcome outcome)
{
  switch (outcome)
    {
    case TV_OUTCOME_OUT:
      return _ ("Not recommended");
    case TV_OUTCOME_HELD:
      return _ ("Held by the policy");
    case TV_OUTCOME_PASSED:
    default:
      return _ ("Recommended and let through");
    }
}

static char *
dup_value (TvKnob knob, gint64 value, const char *currency)
{
  if (knob == TV_KNOB_MINIMUM_SCORE)
    return tv_number_to_display (value / 100.0, 2);
  if (knob == TV_KNOB_POLICY_RECENT || knob == TV_KNOB_SILENCE_DAYS || knob == TV_KNOB_REBUY_DAYS
      || knob == TV_KNOB_RECENT_DAYS || knob == TV_KNOB_WINBACK_DAYS)
    return tv_days_to_display (value);
  if (knob == TV_KNOB_UPSELL_CENTS || knob == TV_KNOB_CROSS_SELL_CENTS)
    return tv_money_to_display (value, currency);
  return tv_count_to_display (value);
}

/* The condition, with the value that is needed and the one that holds; NULL where a plain sentence
 * says it. */
static const char *
get_form (TvKnob knob, gint64 to)
{
  switch (knob)
    {
    case TV_KNOB_MINIMUM_SCORE:
      return _ ("if the policy’s minimum score were %s instead of %s.");
    case TV_KNOB_FAMILY_EXTRA:
      return _ ("if the policy allowed %s more of one family instead of %s.");
    case TV_KNOB_POLICY_RECENT:
      return _ ("if the policy’s time after a purchase were %s instead of %s.");
    case TV_KNOB_TOP_N:
      return g_dngettext (GETTEXT_PACKAGE,
                          "with %s recommendation per customer instead of %s.",
                          "with %s recommendations per customer instead of %s.",
                          (gulong) to);
    case TV_KNOB_SILENCE_DAYS:
      return _ ("if the silence after a contact were %s instead of %s.");
    case TV_KNOB_REBUY_DAYS:
      return _ ("if re-buying were due after %s instead of %s.");
    case TV_KNOB_RECENT_DAYS:
      return _ ("if what was bought within %s were left out instead of %s.");
    case TV_KNOB_WINBACK_DAYS:
      return _ ("if win-back began %s after the last order instead of %s.");
    case TV_KNOB_UPSELL_CENTS:
      return _ ("if upselling began at %s spent instead of %s.");
    case TV_KNOB_CROSS_SELL_CENTS:
      return _ ("if cross-selling began at %s spent instead of %s.");
    case TV_KNOB_NURTURE_ORDERS:
      return g_dngettext (GETTEXT_PACKAGE,
                          "if nurturing went up to %s order instead of %s.",
                          "if nurturing went up to %s orders instead of %s.",
                          (gulong) to);
    default:
      return NULL;
    }
}

static char *
say_fact (const TvChange *change)
{
  switch (change->knob)
    {
    case TV_KNOB_WAIT_DAYS:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "in %d day, with all else as it is.",
                                           "in %d days, with all else as it is.",
                                           (gulong) change->to),
                              (int) change->to);
    case TV_KNOB_CONTACT_TODAY:
      return g_strdup (_ ("if the customer were contacted today."));
    case TV_KNOB_OPT_OUT:
      return g_strdup (_ ("if the customer opted out."));
    case TV_KNOB_OUT_OF_STOCK:
      return g_strdup (_ ("if it were out of stock."));
    case TV_KNOB_BUY_TODAY:
    default:
      return g_strdup (_ ("if the customer bought it today."));
    }
}

/* A form has two places, first for the new value, then for the one that holds. */
static char *
fill_form (const char *form, const char *to, const char *from)
{
  g_auto (GStrv) pieces = g_strsplit (form, "%s", 3);

  g_return_val_if_fail (g_strv_length (pieces) == 3, g_strdup (form));
  return g_strconcat (pieces[0], to, pieces[1], from, pieces[2], NULL);
}

/**
 * tv_change_to_sentence:
 * @change: a change
 * @currency: of the workspace
 *
 * Says what would happen, and by which change.
 *
 * Returns: (transfer full): a sentence
 */
char *
tv_change_to_sentence (const TvChange *change, const char *currency)
{
  g_autofree char *from = dup_value (change->knob, change->from, currency);
  g_autofree char *to = dup_value (change->knob, change->to, currency);
  const char *form = get_form (change->knob, change->to);
  g_autofree char *condition = form != NULL ? fill_form (form, to, from) : say_fact (change);

  /* Translators: what happens, and the condition: “Not recommended if the customer opted out.” */
  return g_strdup_printf (_ ("%s %s"), say_outcome (change->after), condition);
}
