/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first number of a text that is no percentage and no day, with its marks told apart by what
 * stands behind them: three digits make a group, other counts make decimals. A text alone may be
 * ambiguous; where a whole column is at hand, the column decides instead. */
#include "base/tv-amount.h"

#include <stdlib.h>
#include <string.h>

#include "base/tv-currency.h"
#include "base/tv-day-words.h"
#include "base/tv-wide-text.h"

/* Blanks and apostrophes that group digits: bytes of the one at @at, 0 = none. */
static gsize
get_blank (const char *at)
{
  static const char *const blanks[]
      = { " ", "\t", "'", "\302\240", "\342\200\257", "\342\200\231", "\342\200\211" };

  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    if (g_str_has_prefix (at, blanks[i]))
      return strlen (blanks[i]);
  return 0;
}

/* Whether exactly three digits follow, as a group has them. */
static gboolean
is_group (const char *at)
{
  return g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2])
         && !g_ascii_isdigit (at[3]);
}

/* Whether exactly two digits follow, as cents do. */
static gboolean
is_cents (const char *at)
{
  return g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) && !g_ascii_isdigit (at[2]);
}

/* A mark between whole money and cents that is no ambiguity: "12€50", "12€ 50", "12. 50". */
static gsize
get_cents_mark (const char *at)
{
  static const char *const marks[] = { "€ ", ". ", ", " };
  gsize sign = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (at, marks[i]) && is_cents (at + strlen (marks[i])))
      return strlen (marks[i]);
  if (g_unichar_type (g_utf8_get_char_validated (at, -1)) == G_UNICODE_CURRENCY_SYMBOL)
    sign = (gsize) (g_utf8_next_char (at) - at);
  return sign > 0 && is_cents (at + sign) && at[sign + 2] != '.' && at[sign + 2] != ',' ? sign : 0;
}

/* Takes digits and marks from a digit on, blanks left out; returns where it ends. */
static const char *
take_number (const char *at, GString *out)
{
  for (;;)
    {
      gsize blank = get_blank (at), cents = get_cents_mark (at);

      if (g_ascii_isdigit (*at))
        g_string_append_c (out, *at++);
      else if ((*at == '.' || *at == ',') && g_ascii_isdigit (at[1]))
        g_string_append_c (out, *at++);
      else if (cents > 0)
        {
          /* Cents end it. */
          g_string_append_c (out, ';');
          g_string_append_len (out, at + cents, 2);
          return at + cents + 2;
        }
      else if (blank > 0 && is_group (at + blank))
        at += blank;
      else
        return at;
    }
}

/* Passes blanks back to the text's beginning. */
static const char *
pass_blanks_back (const char *text, const char *at)
{
  for (;;)
    {
      if (at > text && at[-1] == ' ')
        at--;
      else if (at - text >= 2 && memcmp (at - 2, "\302\240", 2) == 0)
        at -= 2;
      else if (at - text >= 3 && memcmp (at - 3, "\342\200\257", 3) == 0)
        at -= 3;
      else
        return at;
    }
}

static const char *
pass_blanks (const char *at)
{
  gsize blank;

  while ((blank = get_blank (at)) > 0 && *at != '\'')
    at += blank;
  return at;
}

static const char *
pass_currency (const char *text)
{
  TvCurrency currency;

  return text + tv_currency_match (text, text + strlen (text), FALSE, &currency);
}

/* Whether a currency is named beside a number, with nothing but blanks between. */
static gboolean
touches_currency (const char *text, const char *begin, const char *end)
{
  TvCurrency currency;

  end = pass_blanks (end);
  return pass_currency (end) > end
         || tv_currency_match (text, pass_blanks_back (text, begin), TRUE, &currency) > 0;
}

/* Whether a number counts what a word behind it names: “2 bottles”. Shorter words are “to” or
 * “bis”.
 */
static gboolean
counts_things (const char *end)
{
  guint letters = 0;

  while (*end == ' ')
    end++;
  for (; g_unichar_isalpha (g_utf8_get_char (end)); end = g_utf8_next_char (end))
    letters++;
  return letters > 3;
}

/* The bytes of a day that begins with a digit, such as 15.08.2017 or 2017-08-15: two parts of up to
 * two digits and a year, of four unless it is the last, the same mark between them; 0 = there is
 * none. Thousands would have three digits, and cents come once. */
static gsize
get_day (const char *text, const char *at)
{
  int parts[3], digits[3], year;
  const char *end = at;
  TvDay day;

  if (at > text && (g_ascii_isalnum (at[-1]) || strchr (".,/", at[-1]) != NULL))
    return 0;
  for (int i = 0; i < 3; i++)
    {
      digits[i] = (int) strspn (end, "0123456789");
      parts[i] = digits[i] > 0 && digits[i] <= 4 ? atoi (end) : 0;
      end += digits[i];
      if (i == 2)
        break;
      if (strchr ("./-", *end) == NULL || *end == '\0' || (i == 1 && *end != end[-digits[1] - 1]))
        return 0;
      end++;
    }
  if (digits[1] > 2 || (digits[0] == 4 ? digits[2] > 2 : digits[0] > 2 || digits[2] % 2 != 0)
      || digits[2] == 0 || (strchr ("./-", *end) != NULL && g_ascii_isdigit (end[*end != '\0'])))
    return 0;
  year = digits[0] == 4 ? parts[0] : digits[2] == 4 ? parts[2] : 2000 + parts[2];
  day = digits[0] == 4 ? tv_day_from_ymd (year, parts[1], parts[2])
                       : tv_day_from_ymd (year, parts[1], parts[0]);
  if (day == TV_DAY_NONE && digits[0] != 4)
    day = tv_day_from_ymd (year, parts[0], parts[1]);
  return day != TV_DAY_NONE ? (gsize) (end - at) : 0;
}

/* The bytes of a power of ten behind a number, which is one with its sign, or behind a fraction; 0
 * = there is none. */
static gsize
get_power (const char *number, const char *at, int *out_power)
{
  gsize sign = (*at | 0x20) == 'e' && (at[1] == '+' || at[1] == '-') ? 1 : 0;
  gsize digits = (*at | 0x20) == 'e' ? strspn (at + 1 + sign, "0123456789") : 0;

  if (digits == 0 || digits > 2 || g_ascii_isalpha (at[1 + sign + digits])
      || (sign == 0 && strpbrk (number, ".,") == NULL))
    return 0;
  *out_power = atoi (at + 1);
  return 1 + sign + digits;
}

/* A number in a text. */
typedef struct
{
  GString *digits; /* with its marks */
  const char *begin, *end;
  int power;
} Found;

/* The first number that is no percentage and no day; one that counts things only where no other
 * stands beside a currency: “3 bottles for 5 €” cost five. */
static gboolean
find_number (const char *text, Found *out)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      Found found = { number, at, at, 0 };
      gsize day = g_ascii_isdigit (*at) ? get_day (text, at) : 0;
      gboolean is_beside, is_sure;

      if (day > 0 && !touches_currency (text, at, at + day))
        at += day;
      if (!g_ascii_isdigit (*at))
        {
          if (*at == '\0')
            break;
          continue;
        }
      g_string_truncate (number, 0);
      found.begin = at;
      found.end = take_number (at, number);
      found.end += get_power (number->str, found.end, &found.power);
      at = pass_blanks (found.end);
      is_beside = *at != '%' && touches_currency (text, found.begin, found.end);
      is_sure = is_beside || (*at != '%' && out->begin == NULL && !counts_things (found.end));
      if (is_sure || (*at != '%' && out->begin == NULL))
        {
          g_string_assign (out->digits, number->str);
          found.digits = out->digits;
          *out = found;
        }
      if (is_sure)
        break;
      at = found.end - 1;
    }
  return out->begin != NULL;
}

/* Which mark is the decimal one, 0 = none. */
static char
find_decimal (const char *number)
{
  const char *semicolon = strchr (number, ';');
  const char *point = strrchr (number, '.'), *comma = strrchr (number, ',');
  const char *last = point > comma ? point : comma;
  gsize digits;

  if (semicolon != NULL)
    return ';';
  if (last == NULL)
    return 0;
  digits = strlen (last + 1);
  if (strchr (number, *last) != last)
    return 0; /* it comes again: groups */
  if (point != NULL && comma != NULL)
    return *last;
  return digits != 3 || (number[0] == '0' && number + 1 == last) ? *last : 0;
}

static char *
print_number (const char *number, char decimal)
{
  GString *out = g_string_new (NULL);

  for (const char *c = number; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (out, *c);
    else if (*c == decimal)
      g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}

/* The bytes of the minus that ends at @end, a hyphen or the sign of typesetting; 0 = there is none.
 */
static gsize
get_minus (const char *text, const char *end)
{
  if (end > text && end[-1] == '-')
    return 1;
  return end - text >= 3 && memcmp (end - 3, "\342\210\222", 3) == 0 ? 3 : 0;
}

static gboolean
is_minus (const char *text)
{
  return g_str_equal (text, "-") || g_str_equal (text, "\342\210\222");
}

/* Passes the name of a currency behind an amount, with blanks around it. */
static const char *
pass_currency_behind (const char *end)
{
  return pass_blanks (pass_currency (pass_blanks (end)));
}

/* The same back to the text's beginning. */
static const char *
pass_currency_before (const char *text, const char *begin)
{
  const char *at = pass_blanks_back (text, begin);
  TvCurrency currency;

  return pass_blanks_back (text, at - tv_currency_match (text, at, TRUE, &currency));
}

/* A minus behind an amount: “12,00-”, “12,00- EUR”, “12.50 €-”. */
static gboolean
has_minus_behind (const char *end)
{
  const char *currency;

  if (*end == '-')
    {
      currency = pass_blanks (end + 1);
      if (pass_currency (currency) > currency && *pass_currency (currency) == '\0')
        return TRUE;
    }
  return is_minus (pass_currency (pass_blanks (end)));
}

/* Brackets around all of an amount, with its currency outside or inside: “(4.00)”, “($4.00)”,
 * “(4,00 €)”. Where other text stands before them, they have to touch the number. */
static gboolean
has_brackets (const char *text, const char *begin, const char *end)
{
  const char *before = pass_currency_before (text, begin);

  if (begin > text && begin[-1] == '(' && *pass_blanks (end) == ')')
    return TRUE;
  return before > text && before[-1] == '(' && pass_currency_before (text, before - 1) == text
         && *pass_currency_behind (end) == ')';
}

/* A minus that touches the number, a blank or the beginning before it: “M -30”; or one at the very
 * beginning, before or behind a currency: “€-4.00”, “- 4,00 €”, “-€ 4.00”. A dash with a blank
 * before the currency begins an item of a list: “- $4.00”. */
static gboolean
has_minus_before (const char *text, const char *begin)
{
  const char *blank = pass_blanks_back (text, begin);
  TvCurrency currency;
  const char *places[2] = { blank, blank - tv_currency_match (text, blank, TRUE, &currency) };
  gsize minus = get_minus (text, begin);

  if (minus > 0
      && (begin - minus == text || pass_blanks_back (text, begin - minus) < begin - minus))
    return TRUE;
  for (int i = 0; i < 2; i++)
    {
      minus = get_minus (text, places[i]);
      if (minus > 0 && pass_currency_before (text, places[i] - minus) == text)
        return TRUE;
    }
  return FALSE;
}

/* In brackets; with a minus before it; or with one behind it or its currency that ends the text. */
static gboolean
is_negative (const char *text, const char *begin, const char *end)
{
  return has_brackets (text, begin, end) || has_minus_behind (end)
         || has_minus_before (text, begin);
}

/* Moves the decimal point of a number of digits. */
static char *
shift_point (const char *amount, int power)
{
  const char *point = strchr (amount, '.');
  g_autoptr (GString) digits = g_string_new (amount);
  int place = (int) (point != NULL ? point - amount : (gssize) digits->len) + power;

  if (power == 0)
    return g_strdup (amount);
  if (point != NULL)
    g_string_erase (digits, point - amount, 1);
  while (place <= 0)
    {
      g_string_prepend_c (digits, '0');
      place++;
    }
  while ((gsize) place > digits->len)
    g_string_append_c (digits, '0');
  if ((gsize) place < digits->len)
    g_string_insert_c (digits, place, '.');
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* What is free costs nothing. */
static char *
read_free (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  return strstr (lower, "free") != NULL || strstr (lower, "gratuit") != NULL ? g_strdup ("0")
                                                                             : NULL;
}

/* A day, or a month of a year, whose month is a word. */
static gboolean
is_day_in_words (const char *text)
{
  g_autofree char *first = NULL;
  TvDay day;

  if (!tv_day_has_word (text, strlen (text)))
    return FALSE;
  if (tv_day_parse_words (text, strlen (text), &day))
    return TRUE;
  first = g_strconcat ("1 ", text, NULL);
  return tv_day_parse_words (first, strlen (first), &day);
}

/* Tells the marks of a number apart; @decimal is known, or 0. */
static char *
read_found (const char *text, const Found *found, char decimal)
{
  const char *number = found->digits->str;
  char before = found->begin > text ? found->begin[-1] : '\0';
  g_autofree char *amount = NULL;
  g_autofree char *moved = NULL;
  char mark;

  if (decimal == 0 || strchr (number, ';') != NULL)
    mark = find_decimal (number);
  else
    /* A mark that comes again makes groups, whatever was said of it. */
    mark = strchr (number, decimal) == strrchr (number, decimal) && strchr (number, decimal) != NULL
               ? decimal
               : 0;
  amount = print_number (number, mark);
  if ((before == '.' || before == ',') && mark == 0 && (strlen (amount) <= 2 || before == decimal)
      && (found->begin - 1 == text || !g_ascii_isalnum (found->begin[-2])))
    return g_strconcat ("0.", amount, NULL);
  moved = shift_point (amount, found->power);
  return g_strconcat (is_negative (text, found->begin, found->end) ? "-" : "", moved, NULL);
}

/**
 * tv_amount_find:
 * @text: a text such as "From $ 1,234.50 incl. VAT"
 * @decimal: its decimal mark where it is known, 0 = by its shape
 * @out_currency: (out) (optional) (nullable): ISO code of the currency that is named, static
 *
 * Finds an amount.
 *
 * Returns: (transfer full) (nullable): the amount with a point, %NULL where there is none
 */
char *
tv_amount_find (const char *text, char decimal, const char **out_currency)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *plain
      = tv_wide_text_to_plain (text, strlen (text), decimal == 0 ? '.' : decimal);
  Found found = { .digits = digits };

  text = plain != NULL ? plain : text;
  if (out_currency != NULL)
    *out_currency = tv_currency_find (text);
  if (tv_currency_find (text) == NULL && is_day_in_words (text))
    return NULL;
  return find_number (text, &found) ? read_found (text, &found, decimal) : read_free (text);
}
