/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Country codes, what is dialled before a number inside of the country, and how many digits a
 * number has without either: ITU-T E.164 and the national plans that are published with it. */
#include "base/tv-phone-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TvPhonePlan
{
  char country[3]; /* ISO 3166 */
  const char *title;
  const char *code;
  const char *trunk; /* "" = nothing; a first nought belongs to the number then */
  guint least, most; /* digits of a number */
};

static const TvPhonePlan plans[] = {
  { "FR", N_ ("France"), "33", "0", 9, 9 },
  { "GB", N_ ("United Kingdom"), "44", "0", 10, 10 },
  { "IE", N_ ("Ireland"), "353", "0", 7, 9 },
  { "DE", N_ ("Germany"), "49", "0", 7, 11 },
  { "AT", N_ ("Austria"), "43", "0", 7, 12 },
  { "CH", N_ ("Switzerland"), "41", "0", 9, 9 },
  { "BE", N_ ("Belgium"), "32", "0", 8, 9 },
  { "NL", N_ ("Netherlands"), "31", "0", 9, 9 },
  { "LU", N_ ("Luxembourg"), "352", "", 8, 11 },
  { "MC", N_ ("Monaco"), "377", "", 8, 9 },
  { "ES", N_ ("Spain"), "34", "", 9, 9 },
  { "PT", N_ ("Portugal"), "351", "", 9, 9 },
  { "IT", N_ ("Italy"), "39", "", 8, 11 },
  { "DK", N_ ("Denmark"), "45", "", 8, 8 },
  { "NO", N_ ("Norway"), "47", "", 8, 8 },
  { "SE", N_ ("Sweden"), "46", "0", 7, 10 },
  { "FI", N_ ("Finland"), "358", "0", 7, 11 },
  { "PL", N_ ("Poland"), "48", "", 9, 9 },
  { "CZ", N_ ("Czechia"), "420", "", 9, 9 },
  { "SK", N_ ("Slovakia"), "421", "0", 9, 9 },
  { "HU", N_ ("Hungary"), "36", "06", 8, 9 },
  { "RO", N_ ("Romania"), "40", "0", 9, 9 },
  { "BG", N_ ("Bulgaria"), "359", "0", 7, 9 },
  { "GR", N_ ("Greece"), "30", "", 10, 10 },
  { "CY", N_ ("Cyprus"), "357", "", 8, 8 },
  { "MT", N_ ("Malta"), "356", "", 8, 8 },
  { "SI", N_ ("Slovenia"), "386", "0", 8, 8 },
  { "HR", N_ ("Croatia"), "385", "0", 8, 9 },
  { "LV", N_ ("Latvia"), "371", "", 8, 8 },
  { "UA", N_ ("Ukraine"), "380", "0", 9, 9 },
  { "TR", N_ ("Turkey"), "90", "0", 10, 10 },
  { "MA", N_ ("Morocco"), "212", "0", 9, 9 },
  { "TN", N_ ("Tunisia"), "216", "", 8, 8 },
  { "US", N_ ("United States"), "1", "1", 10, 10 },
  { "CA", N_ ("Canada"), "1", "1", 10, 10 },
  { "MX", N_ ("Mexico"), "52", "", 10, 10 },
  { "BR", N_ ("Brazil"), "55", "0", 10, 11 },
  { "AU", N_ ("Australia"), "61", "0", 9, 9 },
  { "NZ", N_ ("New Zealand"), "64", "0", 8, 10 },
  { "ZA", N_ ("South Africa"), "27", "0", 9, 9 },
  { "IN", N_ ("India"), "91", "0", 10, 10 },
  { "JP", N_ ("Japan"), "81", "0", 9, 10 },
  { "GP", N_ ("Guadeloupe"), "590", "0", 9, 9 },
  { "MQ", N_ ("Martinique"), "596", "0", 9, 9 },
  { "GF", N_ ("French Guiana"), "594", "0", 9, 9 },
  { "RE", N_ ("Réunion"), "262", "0", 9, 9 },
};

/**
 * tv_phone_plan_get:
 * @index: from 0
 *
 * Returns: (nullable): one of the plans that are known, %NULL behind the last
 */
const TvPhonePlan *
tv_phone_plan_get (guint index)
{
  return index < G_N_ELEMENTS (plans) ? &plans[index] : NULL;
}

/**
 * tv_phone_plan_get_country:
 * @plan: a plan
 *
 * Returns: (transfer none): ISO 3166 code of its country
 */
const char *
tv_phone_plan_get_country (const TvPhonePlan *plan)
{
  return plan->country;
}

/**
 * tv_phone_plan_get_title:
 * @plan: a plan
 *
 * Returns: (transfer none): its country, translated
 */
const char *
tv_phone_plan_get_title (const TvPhonePlan *plan)
{
  return _ (plan->title);
}

/**
 * tv_phone_plan_find:
 * @country: (nullable): ISO 3166 code
 *
 * Returns: (nullable): the plan of a country, %NULL where it is not known
 */
const TvPhonePlan *
tv_phone_plan_find (const char *country)
{
  for (gsize i = 0; country != NULL && i < G_N_ELEMENTS (plans); i++)
    if (g_ascii_strcasecmp (plans[i].country, country) == 0)
      return &plans[i];
  return NULL;
}

/**
 * tv_phone_plan_find_by_code:
 * @digits: a number with its country before it
 *
 * Returns: (nullable): the plan of that country, %NULL where it is not known
 */
const TvPhonePlan *
tv_phone_plan_find_by_code (const char *digits)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    if (g_str_has_prefix (digits, plans[i].code))
      return &plans[i];
  return NULL;
}

/**
 * tv_phone_plan_is_fixed:
 * @plan: a plan
 *
 * Returns: whether all its numbers are of one length, so that no other is one
 */
gboolean
tv_phone_plan_is_fixed (const TvPhonePlan *plan)
{
  return plan->least == plan->most;
}

static gboolean
has_length (const TvPhonePlan *plan, gsize length)
{
  return length >= plan->least && length <= plan->most;
}

/* Whether what stands there without the trunk's digits may as well be a number with the country's
 * code, whose + is lost. */
static gboolean
is_doubtful (const TvPhonePlan *plan, const char *digits)
{
  return !tv_phone_plan_is_fixed (plan) && g_str_has_prefix (digits, plan->code)
         && has_length (plan, strlen (digits) - strlen (plan->code));
}

/**
 * tv_phone_plan_read:
 * @plan: a plan
 * @digits: the digits of a number, without + or 00
 * @is_international: whether either stood before them
 *
 * Reads a number as it is dialled inside of the country, with its code, or without the trunk's
 * nought where a spreadsheet has eaten that.
 *
 * Returns: (transfer full) (nullable): its E.164 form, %NULL where it is none of the plan
 */
char *
tv_phone_plan_read (const TvPhonePlan *plan, const char *digits, gboolean is_international)
{
  gsize trunk = strlen (plan->trunk);
  gboolean has_code
      = g_str_has_prefix (digits, plan->code)
        && (is_international || strlen (digits) > MAX (plan->most + trunk, strlen (plan->code)));
  gboolean has_trunk;

  if (is_international && !has_code)
    return NULL;
  if (has_code)
    digits += strlen (plan->code);
  has_trunk = trunk > 0 && g_str_has_prefix (digits, plan->trunk)
              && has_length (plan, strlen (digits) - trunk);
  if (has_trunk)
    digits += trunk;
  if (!has_length (plan, strlen (digits)) || (*digits == '0' && trunk > 0)
      || (!has_code && !has_trunk && is_doubtful (plan, digits)))
    return NULL;
  return g_strconcat ("+", plan->code, digits, NULL);
}
