/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readers of single values: number, amount, day, e-mail, phone. The first byte of an input
 * chooses marks and scale. What is read must be printable, and read again as the same. */
#include "fuzz.h"

#include <string.h>

#include "base/tv-amount.h"
#include "base/tv-country.h"
#include "base/tv-day.h"
#include "base/tv-number.h"
#include "base/tv-text.h"

static void
check_number (const char *text, uint8_t choice)
{
  g_autofree char *printed = NULL;
  gint64 value, again;
  char mark = choice & 1 ? ',' : '.';
  int scale = choice & 2 ? 2 : 3;

  if (!tv_number_parse (text, -1, mark, scale, &value) || scale != 2)
    return;
  printed = tv_money_to_file (value);
  g_assert_true (tv_number_parse (printed, -1, '.', 2, &again));
  g_assert_cmpint (again, ==, value);
}

static void
check_amount (const char *text, uint8_t choice)
{
  static const char decimals[] = { 0, '.', ',' };
  const char *currency = NULL;
  g_autofree char *amount = tv_amount_find (text, decimals[choice % 3], &currency);

  if (amount == NULL)
    return;
  for (const char *c = amount; *c != '\0'; c++)
    g_assert_true (g_ascii_isdigit (*c) || *c == '.' || (*c == '-' && c == amount));
  g_assert_true (strchr (amount, '.') == strrchr (amount, '.'));
  g_assert_true (currency == NULL || strlen (currency) == 3);
}

static void
check_day (const char *text, uint8_t choice)
{
  static const TvDateOrder orders[] = { TV_DATE_ORDER_YMD, TV_DATE_ORDER_DMY, TV_DATE_ORDER_MDY };
  g_autofree char *iso = NULL;
  TvDay day, again;

  if (!tv_day_parse (text, -1, orders[choice % 3], &day)
      && !tv_day_parse_bare (text, strlen (text), orders[choice % 3], &day))
    return;
  iso = tv_day_to_iso (day);
  g_assert_true (tv_day_parse_iso (iso, &again));
  g_assert_cmpint (day, ==, again);
}

/* The number of an address abroad, and the text as the country of one. */
static void
check_abroad (const char *text, const char *home)
{
  static const char *const abroad[] = { "Belgique", "England", "Algérie", "Hungary" };
  g_autofree char *known = tv_phone_normalise_stated ("0475 12 34 56", text, home);

  g_assert_true (known == NULL || *known == '+');
  for (gsize i = 0; i < G_N_ELEMENTS (abroad); i++)
    {
      g_autofree char *phone = tv_phone_normalise_stated (text, abroad[i], home);
      g_autofree char *again
          = phone != NULL ? tv_phone_normalise_stated (phone, abroad[i], home) : NULL;

      g_assert_cmpstr (again, ==, phone);
    }
}

static void
check_contact (const char *text)
{
  static const char *const countries[] = { "FR", "DE", "US", "" };
  g_autofree char *address = tv_email_normalise (text);
  const char *country = tv_country_find (text);

  tv_email_is_valid (text);
  g_assert_true (country == NULL || strlen (country) == 2);
  if (address != NULL)
    {
      g_autofree char *again = tv_email_normalise (address);

      g_assert_cmpstr (again, ==, address);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      g_autofree char *phone = tv_phone_normalise (text, countries[i]);
      g_autofree char *again = phone != NULL ? tv_phone_normalise (phone, countries[i]) : NULL;

      if (phone != NULL && *phone == '+')
        g_assert_cmpstr (again, ==, phone);
      check_abroad (text, countries[i]);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = NULL;

  if (size < 1 || size > 4096)
    return 0;
  text = g_utf8_make_valid ((const char *) data + 1, (gssize) (size - 1));
  check_number (text, data[0]);
  check_amount (text, data[0] >> 2);
  check_day (text, data[0] >> 4);
  check_contact (text);
  return 0;
}
