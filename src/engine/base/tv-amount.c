/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first number of a text that is no percentage, with its marks told apart by what stands behind
 * them: three digits make a group, other counts make decimals. A text alone may be ambiguous; where
 * a whole column is at hand, the column decides instead. */
#include "base/tv-amount.h"

#include <string.h>

#define LONGEST_LOCAL_PART 64 /* RFC 5321, section 4.5.3.1 */
#define LONGEST_DOMAIN 253
#define LONGEST_LABEL 63

static const struct
{
  const char *sign, *code;
} currencies[] = {
  { "€", "EUR" },   { "EUR", "EUR" },  { "£", "GBP" },   { "GBP", "GBP" }, { "CHF", "CHF" },
  { "Fr.", "CHF" }, { "¥", "JPY" },    { "JPY", "JPY" }, { "zł", "PLN" },  { "PLN", "PLN" },
  { "Kč", "CZK" },  { "CZK", "CZK" },  { "Ft", "HUF" },  { "HUF", "HUF" }, { "SEK", "SEK" },
  { "NOK", "NOK" }, { "DKK", "DKK" },  { "kr", "SEK" },  { "CAD", "CAD" }, { "C$", "CAD" },
  { "CA$", "CAD" }, { "$ CA", "CAD" }, { "$CA", "CAD" }, { "AU$", "AUD" }, { "AUD", "AUD" },
  { "A$", "AUD" },  { "NZ$", "NZD" },  { "HK$", "HKD" }, { "R$", "BRL" },  { "BRL", "BRL" },
  { "₹", "INR" },   { "INR", "INR" },  { "₺", "TRY" },   { "₽", "RUB" }, { "₴", "UAH" },
  { "₩", "KRW" },   { "₪", "ILS" },    { "RON", "RON" }, { "USD", "USD" }, { "$", "USD" },
};

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
  static const char *const marks[] = { "€ ", "€", ". ", ", " };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (at, marks[i]) && is_cents (at + strlen (marks[i])))
      return strlen (marks[i]);
  return 0;
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

/* Whether a currency is named beside a number, at most a space away. */
static gboolean
touches_currency (const char *text, const char *begin, const char *end)
{
  while (begin > text && begin[-1] == ' ')
    begin--;
  while (*end == ' ')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      gsize length = strlen (currencies[i].sign);

      if (g_str_has_prefix (end, currencies[i].sign)
          || ((gsize) (begin - text) >= length
              && memcmp (begin - length, currencies[i].sign, length) == 0))
        return TRUE;
    }
  return FALSE;
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

/* The first number that is no percentage; one that counts things only where no other stands beside
 * a currency: “3 bottles for 5 €” cost five. */
static const char *
find_number (const char *text, GString *out, const char **out_end)
{
  g_autoptr (GString) number = g_string_new (NULL);
  const char *first = NULL, *end;

  for (const char *at = text; *at != '\0'; at++)
    {
      const char *begin = at;
      gboolean is_sure;

      if (!g_ascii_isdigit (*at))
        continue;
      g_string_truncate (number, 0);
      end = take_number (at, number);
      for (at = end; *at == ' ';)
        at++;
      is_sure = *at != '%'
                && (touches_currency (text, begin, end) || (first == NULL && !counts_things (end)));
      if (is_sure || (*at != '%' && first == NULL))
        {
          g_string_assign (out, number->str);
          *out_end = end;
          first = begin;
        }
      if (is_sure)
        return begin;
      at = end - 1;
    }
  return first;
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

/**
 * tv_amount_get_currency:
 * @text: a text with an amount
 *
 * Returns: (nullable): ISO code of the currency that is named in it, static
 */
const char *
tv_amount_get_currency (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strstr (text, currencies[i].sign) != NULL)
      return currencies[i].code;
  return NULL;
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

static const char *
pass_currency (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_has_prefix (text, currencies[i].sign))
      return text + strlen (currencies[i].sign);
  return text;
}

/* A minus between an amount and the currency that ends the text: “12,00- EUR”. */
static gboolean
has_minus_within (const char *end)
{
  const char *currency;

  if (*end != '-')
    return FALSE;
  for (currency = end + 1; *currency == ' ';)
    currency++;
  end = pass_currency (currency);
  return end > currency && *end == '\0';
}

/* A minus at the very front, with nothing but a currency between it and the amount: “-€12.50”, or a
 * bracket there: “($12.50)”. */
static gboolean
has_sign_in_front (const char *text, const char *begin, const char *end)
{
  const char *at;

  while (*text == ' ')
    text++;
  at = text + (*text == '-' || *text == '(' ? 1 : g_str_has_prefix (text, "\342\210\222") ? 3 : 0);
  if (at == text || pass_currency (at) == at)
    return FALSE;
  for (at = pass_currency (at); *at == ' ';)
    at++;
  return at == begin && (*text != '(' || *end == ')');
}

/* In brackets; with a minus before it; or with one behind it or its currency that ends the text. */
static gboolean
is_negative (const char *text, const char *begin, const char *end)
{
  gsize minus = get_minus (text, begin);

  if (has_minus_within (end) || has_sign_in_front (text, begin, end))
    return TRUE;
  while (*end == ' ')
    end++;
  if (begin > text && begin[-1] == '(')
    return *end == ')';
  if (minus > 0 && (begin - minus == text || *(begin - minus - 1) == ' '))
    return TRUE;
  return is_minus (pass_currency (end));
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
  g_autoptr (GString) number = g_string_new (NULL);
  const char *end = NULL, *begin = find_number (text, number, &end);
  g_autofree char *amount = NULL;
  char before = begin != NULL && begin > text ? begin[-1] : '\0';
  char mark;

  if (out_currency != NULL)
    *out_currency = tv_amount_get_currency (text);
  if (begin == NULL)
    {
      g_autofree char *lower = g_utf8_strdown (text, -1);

      return strstr (lower, "free") != NULL || strstr (lower, "gratuit") != NULL ? g_strdup ("0")
                                                                                 : NULL;
    }
  if (decimal == 0 || strchr (number->str, ';') != NULL)
    mark = find_decimal (number->str);
  else
    /* A mark that comes again makes groups, whatever was said of it. */
    mark = strchr (number->str, decimal) == strrchr (number->str, decimal)
                   && strchr (number->str, decimal) != NULL
               ? decimal
               : 0;
  amount = print_number (number->str, mark);
  if ((before == '.' || before == ',') && mark == 0 && (strlen (amount) <= 2 || before == decimal)
      && (begin - 1 == text || !g_ascii_isalnum (begin[-2])))
    return g_strconcat ("0.", amount, NULL);
  return is_negative (text, begin, end) ? g_strconcat ("-", amount, NULL)
                                        : g_steal_pointer (&amount);
}

static gboolean
is_atom (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean is_dot = text[i] == '.';

      if (!is_dot && !g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL)
        return FALSE;
      if (is_dot && (i == 0 || i + 1 == length || text[i + 1] == '.'))
        return FALSE;
    }
  return length > 0;
}

/* Letters of any script are good in the name of a domain (RFC 5890). */
static gboolean
is_label (const char *text, gsize length)
{
  const char *end = text + length;

  if (length == 0 || length > LONGEST_LABEL || text[0] == '-' || end[-1] == '-')
    return FALSE;
  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c < 0x80 ? !g_ascii_isalnum ((char) c) && c != '-'
                   : !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_email_is_valid:
 * @text: an address, UTF-8
 *
 * Judges an address as it stands by RFC 5321 and 5322: atoms with dots, a domain of labels, which
 * may be in any script. Quoted local parts, comments and address literals, which no customer has,
 * are not.
 *
 * Returns: the verdict
 */
gboolean
tv_email_is_valid (const char *text)
{
  const char *at = strrchr (text, '@');
  gsize length;

  if (at == NULL || (gsize) (at - text) > LONGEST_LOCAL_PART || !g_utf8_validate (at, -1, NULL)
      || !is_atom (text, (gsize) (at - text)))
    return FALSE;
  length = strlen (at + 1);
  if (length == 0 || length > LONGEST_DOMAIN || strlen (text) > LONGEST_DOMAIN + 1)
    return FALSE;
  for (const char *label = at + 1;; label++)
    {
      gsize size = strcspn (label, ".");

      if (!is_label (label, size))
        return FALSE;
      label += size;
      if (*label == '\0')
        return TRUE;
    }
}
