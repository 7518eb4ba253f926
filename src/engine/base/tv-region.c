/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user's locale says of where they sell. */
#include "base/tv-region.h"

#include <locale.h>
#include <string.h>

#include "base/tv-phone-plan.h"

#define CODE_LENGTH 3

/**
 * tv_region_get_currency:
 *
 * Returns: (transfer none): the ISO 4217 code of the locale's money, such as GBP; EUR where it has
 * none, as the C locale
 */
const char *
tv_region_get_currency (void)
{
  const char *symbol = localeconv ()->int_curr_symbol;
  g_autofree char *code = g_strndup (symbol, CODE_LENGTH);

  for (gsize i = 0; i < CODE_LENGTH; i++)
    if (!g_ascii_isupper (code[i]))
      return "EUR";
  return g_intern_string (code);
}

/**
 * tv_region_read_country:
 * @locale: (nullable): the name of a locale, such as "en_GB.UTF-8"
 *
 * Returns: (transfer full): the ISO 3166 code of a country whose phone numbers are known, such as
 * GB; FR where the locale names none, as the C locale
 */
char *
tv_region_read_country (const char *locale)
{
  const char *line = locale != NULL ? strchr (locale, '_') : NULL;
  g_autofree char *country = g_ascii_strup (line != NULL ? line + 1 : "", -1);

  country[strcspn (country, ".@")] = '\0';
  return g_strdup (tv_phone_plan_find (country) != NULL ? country : "FR");
}

/**
 * tv_region_dup_country:
 *
 * Looks where the locale's money is from, as that is what a person chooses by the region and not by
 * the language.
 *
 * Returns: (transfer full): as of tv_region_read_country()
 */
char *
tv_region_dup_country (void)
{
  return tv_region_read_country (setlocale (LC_MONETARY, NULL));
}
