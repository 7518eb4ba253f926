/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Country codes, what is dialled before a number inside of the country, and how many digits a
 * number has without either: ITU-T E.164 and the national plans that are published with it. */
#include "base/tv-phone-plan.h"

#include <string.h>

struct _TvPhonePlan
{
  char country[3]; /* ISO 3166 */
  const char *code;
  const char *trunk; /* "" = nothing; a first nought belongs to the number then */
  guint least, most; /* digits of a number */
};

static const TvPhonePlan plans[] = {
  { "FR", "33", "0", 9, 9 },   { "GB", "44", "0", 10, 10 }, { "IE", "353", "0", 7, 9 },
  { "DE", "49", "0", 7, 11 },  { "AT", "43", "0", 7, 12 },  { "CH", "41", "0", 9, 9 },
  { "BE", "32", "0", 8, 9 },   { "NL", "31", "0", 9, 9 },   { "LU", "352", "", 8, 11 },
  { "MC", "377", "", 8, 9 },   { "ES", "34", "", 9, 9 },    { "PT", "351", "", 9, 9 },
  { "IT", "39", "", 8, 11 },   { "DK", "45", "", 8, 8 },    { "NO", "47", "", 8, 8 },
  { "SE", "46", "0", 7, 10 },  { "FI", "358", "0", 7, 11 }, { "PL", "48", "", 9, 9 },
  { "CZ", "420", "", 9, 9 },   { "SK", "421", "0", 9, 9 },  { "HU", "36", "06", 8, 9 },
  { "RO", "40", "0", 9, 9 },   { "BG", "359", "0", 7, 9 },  { "GR", "30", "", 10, 10 },
  { "CY", "357", "", 8, 8 },   { "MT", "356", "", 8, 8 },   { "SI", "386", "0", 8, 8 },
  { "HR", "385", "0", 8, 9 },  { "LV", "371", "", 8, 8 },   { "UA", "380", "0", 9, 9 },
  { "TR", "90", "0", 10, 10 }, { "MA", "212", "0", 9, 9 },  { "TN", "216", "", 8, 8 },
  { "US", "1", "1", 10, 10 },  { "CA", "1", "1", 10, 10 },  { "MX", "52", "", 10, 10 },
  { "BR", "55", "0", 10, 11 }, { "AU", "61", "0", 9, 9 },   { "NZ", "64", "0", 8, 10 },
  { "ZA", "27", "0", 9, 9 },   { "IN", "91", "0", 10, 10 }, { "JP", "81", "0", 9, 10 },
};

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
