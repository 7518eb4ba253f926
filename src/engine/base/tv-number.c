/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers as scaled integers. Reads what exports write: currency signs, thousands marks,
 * brackets and trailing minus signs. Prints for files with a point and no grouping, and for the
 * screen with the marks of the user's locale and the currency where the language puts it. No
 * floating point touches money. */
#include "base/tv-number.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/tv-plain-number.h"

#define NO_BREAK_SPACE "\xc2\xa0"
#define NARROW_NO_BREAK_SPACE "\xe2\x80\xaf"

/* A number while it is read: the text that is left, and what stood around the digits. */
typedef struct
{
  const char *at;
  const char *end;
  gboolean is_negative;
  gboolean has_sign, has_currency, has_bracket;
} Scan;

/* One that ends or begins like another stands before it. */
static const char *const currencies[]
    = { "€",   "R$",  "US$", "CA$", "AU$", "NZ$", "HK$", "S$",  "$",    "£",     "¥",    "₹",
        "₺",   "₽", "₴",   "₪",   "₩",   "EUR", "USD", "GBP", "CHF",  "JPY",   "CAD",  "AUD",
        "BRL", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY",  "RUB",   "UAH",  "ISK",
        "ILS", "INR", "MXN", "ZAR", "CNY", "KRW", "NZD", "HKD", "SGD",  "AED",   "MAD",  "TND",
        "DZD", "XOF", "XAF", "XPF", "BGN", "RSD", "BAM", "MKD", "FCFA", "F CFA", "CFA",  "Fr.",
        "F",   "kr.", "kr",  "Kr",  "zł",  "Kč",  "Ft",  "DH",  "лв.",  "лв",    "руб.", "руб",
        "TL",  "lei", "Lei", "LEI", "Rs.", "Rs" };
static const char *const spaces[]
    = { " ", "\t", NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE, "\xe2\x80\x89" };
static const char *const apostrophes[] = { "'", "\xe2\x80\x99" };
static const char *const minus_signs[] = { "-", "\xe2\x88\x92", "\xe2\x80\x93" };

/* The length of the one of words that stands at the front (or, from_end, at the end) of what is
 * left, 0 for none. */
static gsize
match (const Scan *scan, const char *const *words, gsize count, gboolean from_end)
{
  gsize left = (gsize) (scan->end - scan->at);

  for (gsize i = 0; i < count; i++)
    {
      gsize length = strlen (words[i]);

      if (length <= left
          && memcmp (from_end ? scan->end - length : scan->at, words[i], length) == 0)
        return length;
    }
  return 0;
}

static void
cut (Scan *scan, gsize length, gboolean from_end)
{
  if (from_end)
    scan->end -= length;
  else
    scan->at += length;
}

/* A decimal mark and dashes instead of cents at the end, as in “12,-” and “12.–”: their bytes. */
static gsize
match_no_cents (const Scan *scan)
{
  Scan left = *scan;
  gsize length;

  while ((length = match (&left, minus_signs, G_N_ELEMENTS (minus_signs), TRUE)) > 0)
    left.end -= length;
  if (left.end == scan->end || left.end - left.at < 2 || !g_ascii_isdigit (left.end[-2])
      || (left.end[-1] != ',' && left.end[-1] != '.'))
    return 0;
  return (gsize) (scan->end - left.end) + 1;
}

/* Takes one space, sign or currency off one side; FALSE when there is none that may stand there. */
static gboolean
strip_one (Scan *scan, gboolean from_end)
{
  gsize length = match (scan, spaces, G_N_ELEMENTS (spaces), from_end);

  if (length > 0)
    {
      cut (scan, length, from_end);
      return TRUE;
    }
  length = from_end ? match_no_cents (scan) : 0;
  if (length > 0)
    {
      cut (scan, length, TRUE);
      return TRUE;
    }
  length = match (scan, minus_signs, G_N_ELEMENTS (minus_signs), from_end);
  if (length == 0 && !from_end && scan->at < scan->end && *scan->at == '+')
    length = 1;
  if (length > 0 && !scan->has_sign && !scan->has_bracket)
    {
      scan->has_sign = TRUE;
      scan->is_negative = !(length == 1 && !from_end && *scan->at == '+');
      cut (scan, length, from_end);
      return TRUE;
    }
  length = match (scan, currencies, G_N_ELEMENTS (currencies), from_end);
  if (length > 0 && !scan->has_currency)
    {
      scan->has_currency = TRUE;
      cut (scan, length, from_end);
      return TRUE;
    }
  return FALSE;
}

static void
strip_around (Scan *scan)
{
  while (strip_one (scan, FALSE) || strip_one (scan, TRUE))
    ;
  if (scan->end - scan->at >= 2 && *scan->at == '(' && scan->end[-1] == ')' && !scan->has_sign)
    {
      scan->has_bracket = scan->is_negative = TRUE;
      scan->at++;
      scan->end--;
      while (strip_one (scan, FALSE) || strip_one (scan, TRUE))
        ;
    }
}

static gboolean
push_digit (gint64 *value, char digit)
{
  return !__builtin_mul_overflow (*value, 10, value)
         && !__builtin_add_overflow (*value, digit - '0', value);
}

/* The thousands mark at the front: 0 for none; all marks of one number must be of one sort. */
static gsize
match_group_mark (const Scan *scan, char decimal_mark, int *sort)
{
  char other = decimal_mark == ',' ? '.' : ',';
  gsize length;

  if ((length = match (scan, spaces, G_N_ELEMENTS (spaces), FALSE)) > 0
      && (*sort == 0 || *sort == 1))
    *sort = 1;
  else if ((length = match (scan, apostrophes, G_N_ELEMENTS (apostrophes), FALSE)) > 0
           && (*sort == 0 || *sort == 2))
    *sort = 2;
  else if (*scan->at == other && (*sort == 0 || *sort == 3))
    length = 1, *sort = 3;
  else
    length = 0;
  return length;
}

/* Digits with thousands marks: one to three, then groups of exactly three; or any number of digits
 * without a mark. */
static gboolean
read_whole (Scan *scan, char decimal_mark, gint64 *value, int *digit_count)
{
  int sort = 0, group = 0;

  while (scan->at < scan->end && *scan->at != decimal_mark)
    {
      gsize length;

      if (g_ascii_isdigit (*scan->at))
        {
          if (!push_digit (value, *scan->at++))
            return FALSE;
          group++;
          (*digit_count)++;
          continue;
        }
      if (group == 0 || group > 3 || (sort != 0 && group != 3))
        return FALSE;
      length = match_group_mark (scan, decimal_mark, &sort);
      if (length == 0)
        return FALSE;
      scan->at += length;
      group = 0;
    }
  return sort == 0 || group == 3;
}

/* The digits behind the decimal mark, rounded half away from zero to scale of them. */
static gboolean
read_fraction (Scan *scan, int scale, gint64 *value, int *digit_count)
{
  int taken = 0;
  gboolean is_rounded_up = FALSE;

  for (; scan->at < scan->end; scan->at++, taken++)
    {
      if (!g_ascii_isdigit (*scan->at))
        return FALSE;
      (*digit_count)++;
      if (taken < scale && !push_digit (value, *scan->at))
        return FALSE;
      if (taken == scale)
        is_rounded_up = *scan->at >= '5';
    }
  for (; taken < scale; taken++)
    if (!push_digit (value, '0'))
      return FALSE;
  return !is_rounded_up || !__builtin_add_overflow (*value, 1, value);
}

/* Takes a power of ten off the end, as spreadsheets write large and small numbers: 1.5E+03. Without
 * a sign it may as well be a code.
 * Returns: the power, 0 for none; %G_MAXINT for one of a number that is too large to be kept */
static int
cut_power (Scan *scan)
{
  const char *at = scan->end;
  gboolean is_small;
  int power = 0;

  while (at > scan->at && g_ascii_isdigit (at[-1]))
    at--;
  if (at == scan->end || scan->end - at > 3 || at - scan->at < 3 || (at[-1] != '-' && at[-1] != '+')
      || (at[-2] | 0x20) != 'e' || !(g_ascii_isdigit (at[-3]) || at[-3] == '.'))
    return 0;
  is_small = at[-1] == '-';
  for (const char *digit = at; digit < scan->end; digit++)
    power = power * 10 + (*digit - '0');
  scan->end = at - 2;
  if (is_small)
    return -power;
  return power > 18 ? G_MAXINT : power;
}

/* Rounds half away from zero; no fraction of the number can tip that. */
static gint64
drop_digits (gint64 value, int count)
{
  for (; count > 1 && value > 0; count--)
    value /= 10;
  return value / 10 + (value % 10 >= 5);
}

/* Every other form. Apart, so that what it needs costs the plain ones nothing. */
static G_GNUC_NO_INLINE gboolean
parse_any (const char *text, const char *end, char decimal_mark, int scale, gint64 *out_value)
{
  Scan scan = { text, end };
  gint64 value = 0, whole;
  int digit_count = 0, power;

  strip_around (&scan);
  power = cut_power (&scan);
  if (power == G_MAXINT)
    return FALSE;
  scale += power;
  if (!read_whole (&scan, decimal_mark, &value, &digit_count))
    return FALSE;
  whole = value;
  if (scan.at < scan.end)
    scan.at++;
  if (!read_fraction (&scan, MAX (scale, 0), &value, &digit_count) || digit_count == 0)
    return FALSE;
  if (scale < 0)
    value = drop_digits (whole, -scale);
  *out_value = scan.is_negative ? -value : value;
  return TRUE;
}

/**
 * tv_number_parse:
 * @text: a cell of an export
 * @length: its length in bytes, -1 = up to NUL
 * @decimal_mark: `.` or `,`; the other one is a thousands mark
 * @scale: decimals kept, 0-9: 2 gives cents, 3 thousandths
 * @out_value: (out): the number times 10 to the power of @scale, rounded half away from zero
 *
 * Reads a number with an optional currency sign, thousands marks (spaces of any width, apostrophes
 * or the other of `,` and `.`, in groups of three), dashes instead of cents, a power of ten, and a
 * minus before or behind it or brackets around it.
 *
 * Returns: %FALSE where it is no number, has anything else beside it, or does not fit
 */
gboolean
tv_number_parse (const char *text, gssize length, char decimal_mark, int scale, gint64 *out_value)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);

  return tv_plain_number_parse (text, end, decimal_mark, scale, out_value)
         || parse_any (text, end, decimal_mark, scale, out_value);
}

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
  const char *minus = cents < 0 ? "-" : "";

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

  if (!isfinite (value))
    return g_strdup ("–");
  if (value < 0 && value > -half)
    value = 0; /* no minus before a rounded nought */
  return g_strdup_printf ("%'.*f", decimals, value);
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
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
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
