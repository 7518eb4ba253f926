/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pure tests of one text. Each says yes only where a person who saw the text alone would agree, so
 * that a check's rows can be trusted. */
#include "quality/tv-check-text.h"

#include <string.h>

#define FIRST_VINTAGE 1900
#define LAST_VINTAGE 2099

static gboolean
is_one_of (const char *text, const char *const *list)
{
  for (; *list != NULL; list++)
    if (g_ascii_strcasecmp (text, *list) == 0)
      return TRUE;
  return FALSE;
}

/* "xxx", "0000", "----": one character over and over. */
static gboolean
is_one_character (const char *text)
{
  gsize length = strlen (text);

  if (length < 3 || strspn (text, (char[]){ text[0], '\0' }) != length)
    return FALSE;
  return strchr ("xX0-.?*_#", text[0]) != NULL || length >= 5;
}

/**
 * tv_check_is_placeholder:
 * @text: a cell
 *
 * Returns: whether it only stands where a value should: "N/A", "xxx", "0000", "test@..."
 */
gboolean
tv_check_is_placeholder (const char *text)
{
  static const char *const fillers[]
      = { "n/a",      "na",        "n.a.",    "nan",    "null",     "nil",       "none",
          "-",        "--",        "?",       ".",      "unknown",  "undefined", "inconnu",
          "inconnue", "néant",     "neant",   "aucun",  "aucune",   "vide",      "tbd",
          "#n/a",     "#ref!",     "#value!", "#name?", "#div/0!",  "test",      "dummy",
          "todo",     "a définir", "nc",      "n.c.",   "no email", "noemail",   "azerty",
          "qwerty",   "asdf",      "abc",     NULL };

  if (*text == '\0')
    return FALSE;
  return is_one_of (text, fillers) || is_one_character (text)
         || g_ascii_strncasecmp (text, "test@", 5) == 0
         || g_ascii_strncasecmp (text, "noemail@", 8) == 0 || g_str_has_suffix (text, "@test.com");
}

/**
 * tv_check_is_mojibake:
 * @text: a cell, UTF-8
 *
 * UTF-8 that was read as Latin 1 or Windows-1252 shows its lead bytes (C3, C2, E2 80) as "Ã", "Â",
 * "â€" with a sign behind them that no word has there; what could not be read at all is U+FFFD.
 *
 * Returns: whether the text was damaged so
 */
gboolean
tv_check_is_mojibake (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar here, next;

      if ((guchar) *c < 0xc0)
        continue;
      here = g_utf8_get_char (c);
      if (here == 0xfffd)
        return TRUE;
      if (here != 0xc2 && here != 0xc3 && here != 0xe2)
        continue;
      next = g_utf8_get_char (g_utf8_next_char (c));
      if (here == 0xe2 ? next == 0x20ac
                       : next == 0x0153 || next == 0x2030 || next == 0x20ac
                             || (next >= 0x80 && next <= 0xbf && next != 0xa0))
        return TRUE;
    }
  return FALSE;
}

/**
 * tv_check_is_scientific:
 * @text: a cell
 *
 * Returns: whether it is a long code that a spreadsheet has turned into "1,23E+12"
 */
gboolean
tv_check_is_scientific (const char *text)
{
  gsize digits = strspn (text, "0123456789");
  const char *rest = text + digits;

  if (digits != 1)
    return FALSE;
  if (*rest == '.' || *rest == ',')
    rest += 1 + strspn (rest + 1, "0123456789");
  if ((*rest != 'E' && *rest != 'e') || rest[1] != '+')
    return FALSE;
  digits = strspn (rest + 2, "0123456789");
  return digits >= 1 && digits <= 2 && rest[2 + digits] == '\0';
}

/**
 * tv_check_is_role_address:
 * @email: an address
 *
 * Returns: whether it belongs to a function (RFC 2142 and common ones), not to a person
 */
gboolean
tv_check_is_role_address (const char *email)
{
  static const char *const roles[] = {
    "info",       "contact",      "sales",     "support",         "admin",      "administrator",
    "office",     "noreply",      "no-reply",  "ne-pas-repondre", "webmaster",  "postmaster",
    "hostmaster", "abuse",        "marketing", "accueil",         "commercial", "commande",
    "commandes",  "comptabilite", "compta",    "facturation",     "billing",    "accounting",
    "hello",      "bonjour",      "service",   "secretariat",     "direction",  "reception",
    "mail",       "enquiries",    "help",      "boutique",        "shop",       NULL
  };
  const char *at = strchr (email, '@');
  g_autofree char *local = NULL;

  if (at == NULL)
    return FALSE;
  local = g_strndup (email, (gsize) (at - email));
  return is_one_of (local, roles);
}

/**
 * tv_check_is_digits:
 * @text: a cell
 * @length: how many
 *
 * Returns: whether it is just so many digits
 */
gboolean
tv_check_is_digits (const char *text, gsize length)
{
  return strspn (text, "0123456789") == length && text[length] == '\0';
}

/**
 * tv_check_has_ean_digit:
 * @digits: 13 digits
 *
 * Returns: whether the last one is the check digit of the others (GS1 General Specifications,
 * section 7.9: weights 1 and 3 in turn)
 */
gboolean
tv_check_has_ean_digit (const char *digits)
{
  int sum = 0;

  for (int i = 0; i < 13; i++)
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return sum % 10 == 0;
}

/**
 * tv_check_has_luhn_digit:
 * @digits: digits, as of a SIRET
 *
 * Returns: whether the last one is the check digit of the others (ISO/IEC 7812-1, annex B)
 */
gboolean
tv_check_has_luhn_digit (const char *digits)
{
  gsize length = strlen (digits);
  int sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      int digit = (digits[length - 1 - i] - '0') * (i % 2 == 0 ? 1 : 2);

      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum % 10 == 0;
}

/**
 * tv_check_is_french_vat:
 * @text: a code
 *
 * Returns: whether it looks like a French VAT number: FR, two digits, the nine of the company
 */
gboolean
tv_check_is_french_vat (const char *text)
{
  return g_ascii_strncasecmp (text, "FR", 2) == 0 && tv_check_is_digits (text + 2, 11);
}

/**
 * tv_check_has_vat_key:
 * @text: a French VAT number
 *
 * Returns: whether its two digits are the key of the others: 12 + 3 x (number mod 97), mod 97
 * (Council of the European Union, VIES, structure of French numbers)
 */
gboolean
tv_check_has_vat_key (const char *text)
{
  guint64 number = g_ascii_strtoull (text + 4, NULL, 10);
  guint key = (guint) (text[2] - '0') * 10 + (guint) (text[3] - '0');

  return key == (12 + 3 * (number % 97)) % 97;
}

/**
 * tv_check_find_year:
 * @text: a label
 *
 * Returns: the first year that stands in it as a word of four digits, 0 where there is none
 */
int
tv_check_find_year (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      gsize length = strspn (c, "0123456789");

      if (length == 4 && (c == text || !g_ascii_isalnum (c[-1])) && !g_ascii_isalnum (c[4]))
        {
          int year = (int) g_ascii_strtoll (c, NULL, 10);

          if (year >= FIRST_VINTAGE && year <= LAST_VINTAGE)
            return year;
        }
      if (length > 0)
        c += length - 1;
    }
  return 0;
}
