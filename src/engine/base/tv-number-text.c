/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints numbers for files with a point and no grouping, and for the screen with the marks of the
 * user's locale and the currency where the language puts it. Declared in tv-number.h. */
#include "base/tv-number.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define NO_BREAK_SPACE "\xc2\xa0"
#define NARROW_NO_BREAK_SPACE "\xe2\x80\xaf"
#define MINUS                                                                                      \
  "\xe2\x88\x92" /* as wide as a plus; a line never ends behind it, as behind a hyphen */

/**
 * tv_money_to_file:
 * @cents: an amount
 *
 * Prints an amount for files: a point, two decimals, no grouping.
 *
 * Returns: (transfer full): such as -1234.56
 */
char *
tv_money_to_file (gint64 cents)
{
  guint64 size = cents < 0 ? -(guint64) cents : (guint64) cents;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u",
                          cents < 0 ? "-" : "",
                          size / 100,
                          (guint) (size % 100));
}

/* English, and the C locale, put signs before a number and no space between; all other languages
 * are treated as French. */
static gboolean
is_sign_first (void)
{
  const char *name = setlocale (LC_NUMERIC, NULL);

  return name == NULL || strcmp (name, "C") == 0 || strcmp (name, "POSIX") == 0
         || g_str_has_prefix (name, "C.") || g_str_has_prefix (name, "en");
}

static const char *
currency_sign (const char *currency)
{
  static const char *const signs[][2]
      = { { "EUR", "€" }, { "USD", "$" }, { "GBP", "£" }, { "JPY", "¥" } };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_strcmp0 (currency, signs[i][0]) == 0)
      return signs[i][1];
  return currency != NULL ? currency : "";
}

/* Locales print a hyphen. */
static char *
with_minus (const char *number)
{
  return *number == '-' ? g_strconcat (MINUS, number + 1, NULL) : g_strdup (number);
}

/**
 * tv_money_to_display:
 * @cents: an amount
 * @currency: (nullable): an ISO 4217 code, %NULL prints none
 *
 * Prints an amount for the screen: French “1 234,56 €”, English “€1,234.56”.
 *
 * Returns: (transfer full): the amount in the user's locale
 */
char *
tv_money_to_display (gint64 cents, const char *currency)
{
  guint64 size = cents < 0 ? -(guint64) cents : (guint64) cents;
  const char *sign = currency_sign (currency);
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT "%s%02u",
                                             size / 100,
                                             nl_langinfo (RADIXCHAR),
                                             (guint) (size % 100));
  const char *minus = cents < 0 ? MINUS : "";

  if (*sign == '\0')
    return g_strconcat (minus, number, NULL);
  if (is_sign_first ())
    return g_strconcat (minus, sign, g_ascii_isalpha (*sign) ? NO_BREAK_SPACE : "", number, NULL);
  return g_strconcat (minus, number, NO_BREAK_SPACE, sign, NULL);
}

/**
 * tv_number_to_display:
 * @value: any number
 * @decimals: decimals to show, 0-9
 *
 * Prints a number for the screen.
 *
 * Returns: (transfer full): the number in the user's locale, a dash where it is not finite
 */
char *
tv_number_to_display (double value, int decimals)
{
  double half = 0.5 * pow (10, -decimals);
  g_autofree char *number = NULL;

  if (!isfinite (value))
    return g_strdup ("–");
  if (value < 0 && value > -half)
    value = 0; /* no minus before a rounded nought */
  number = g_strdup_printf ("%'.*f", decimals, value);
  return with_minus (number);
}

/**
 * tv_count_to_display:
 * @count: a count
 *
 * Prints a whole number for the screen.
 *
 * Returns: (transfer full): the count, grouped as in the user's locale
 */
char *
tv_count_to_display (gint64 count)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  return with_minus (number);
}

/**
 * tv_ratio_to_display:
 * @ratio: a share, 1 = all
 * @decimals: decimals of the per cent to show, 0-9
 *
 * Prints a share as per cent: French “12,5 %”, English “12.5%”.
 *
 * Returns: (transfer full): the share in the user's locale, a dash where it is not finite
 */
char *
tv_ratio_to_display (double ratio, int decimals)
{
  g_autofree char *number = tv_number_to_display (ratio * 100, decimals);

  if (!isfinite (ratio))
    return g_steal_pointer (&number);
  return g_strconcat (number, is_sign_first () ? "%" : NARROW_NO_BREAK_SPACE "%", NULL);
}
