/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user's locale says of where they sell. */
#include "base/tv-region.h"

#include <locale.h>
#include <string.h>

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
