/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The normal forms of e-mail addresses and phone numbers, by which duplicates are found. What
 * cannot be used gives NULL, so that nobody is matched by a placeholder. Declared in tv-text.h.
 * Reads and writes nothing. */
#include "base/tv-country.h"
#include "base/tv-phone-plan.h"
#include "base/tv-text.h"

#include <string.h>

/* Lower-case ASCII of the address alone: what stands in < >, without mailto:, spaces and a trailing
 * mark; NULL where it is not ASCII. */
static char *
extract_address (const char *text)
{
  const char *open = strrchr (text, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  const char *end = close != NULL ? close : text + strlen (text);
  g_autoptr (GString) result = g_string_new (NULL);

  text = open != NULL && close != NULL ? open + 1 : text;
  while (text < end && g_ascii_isspace (*text))
    text++;
  if (g_ascii_strncasecmp (text, "mailto:", 7) == 0)
    text += 7;
  for (; text < end; text++)
    {
      if ((guchar) *text >= 0x80)
        {
          if (!g_str_has_prefix (text, "\xc2\xa0"))
            return NULL;
          text++;
        }
      else if (!g_ascii_isspace (*text) && *text != '<' && *text != '>')
        g_string_append_c (result, g_ascii_tolower (*text));
    }
  while (result->len > 0 && strchr (".,;:", result->str[result->len - 1]) != NULL)
    g_string_truncate (result, result->len - 1);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static gboolean
is_local_part (const char *text, gsize length)
{
  if (length == 0 || length > 64 || text[0] == '.' || text[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+/=?^_`{|}~.-", text[i]) == NULL)
        return FALSE;
      if (text[i] == '.' && text[i + 1] == '.')
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_domain (const char *text)
{
  g_auto (GStrv) labels = g_strsplit (text, ".", -1);
  guint count = g_strv_length (labels);

  if (count < 2 || strlen (text) > 253)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;
      for (gsize j = 0; j < length; j++)
        if (!g_ascii_isalnum (labels[i][j]) && labels[i][j] != '-')
          return FALSE;
    }
  return strlen (labels[count - 1]) >= 2 && g_ascii_isalpha (labels[count - 1][0]);
}

/**
 * tv_email_normalise:
 * @text: (nullable): what was typed
 *
 * Makes the normal form of an e-mail address: lower case, without spaces, `mailto:` and `<>`.
 *
 * Returns: (transfer full) (nullable): the address, %NULL where none can be used
 */
char *
tv_email_normalise (const char *text)
{
  g_autofree char *address = text != NULL ? extract_address (text) : NULL;
  const char *at = address != NULL ? strchr (address, '@') : NULL;

  if (at == NULL || strchr (at + 1, '@') != NULL)
    return NULL;
  if (!is_local_part (address, (gsize) (at - address)) || !is_domain (at + 1))
    return NULL;
  return g_steal_pointer (&address);
}

/* A nought in brackets behind the code of a country is only dialled inside of it; in Italy it
 * belongs to the number. */
static gboolean
is_inner_nought (const char *text, const char *digits, gsize count, gboolean is_international)
{
  const char *code = is_international ? digits : digits + 2;
  gsize length = is_international ? count : count - 2;

  if (!g_str_has_prefix (text, "(0)")
      || (!is_international && (count < 3 || memcmp (digits, "00", 2) != 0)))
    return FALSE;
  return length > 0 && length <= 3 && !(length == 2 && memcmp (code, "39", 2) == 0);
}

/* Passes a word before a number, such as “Tél. :”, unless it is that of a fax. */
static const char *
pass_label (const char *text)
{
  const char *at = text;

  for (; *at != '\0' && !g_ascii_isdigit (*at) && *at != '+' && *at != '(';
       at = g_utf8_next_char (at))
    {
      if (!g_unichar_isalpha (g_utf8_get_char (at)) && strchr (" \t.:'", *at) == NULL)
        return text;
      if (g_ascii_strncasecmp (at, "fax", 3) == 0)
        return text;
    }
  return at;
}

/* Whether a number ends here: words without digits behind it (“mobile”), or the fraction that a
 * program gave it. */
static gboolean
is_end (const char *text, gsize count)
{
  return (g_unichar_isalpha (g_utf8_get_char (text)) && strpbrk (text, "0123456789") == NULL)
         || (count >= 9 && g_str_equal (text, ".0"));
}

/* The digits of a number, and whether it was written with + or 00 before the country; FALSE where
 * it has letters between them or a second number. */
static gboolean
extract_digits (const char *text, char digits[24], gboolean *out_is_international)
{
  gsize count = 0;

  while (g_ascii_isspace (*text))
    text++;
  text = pass_label (text);
  *out_is_international = FALSE;
  for (; *text != '\0' && !is_end (text, count); text++)
    {
      if (is_inner_nought (text, digits, count, *out_is_international))
        text += 2;
      else if (g_ascii_isdigit (*text))
        {
          if (count == 20)
            return FALSE;
          digits[count++] = *text;
        }
      else if (*text == '+' && count == 0 && !*out_is_international)
        *out_is_international = TRUE;
      else if (g_str_has_prefix (text, "\xc2\xa0"))
        text += 1;
      else if (g_str_has_prefix (text, "\xe2\x80\xaf"))
        text += 2;
      else if (strchr (" \t.-/()_", *text) == NULL)
        return FALSE;
    }
  digits[count] = '\0';
  if (!*out_is_international && g_str_has_prefix (digits, "00"))
    {
      *out_is_international = TRUE;
      memmove (digits, digits + 2, strlen (digits + 2) + 1);
    }
  return count > 0;
}

/* Numbers that people make up: the last eight digits are all the same. */
static gboolean
is_made_up (const char *digits)
{
  gsize length = strlen (digits);

  for (gsize i = length - 8; i + 1 < length; i++)
    if (digits[i] != digits[i + 1])
      return FALSE;
  return TRUE;
}

/**
 * tv_phone_normalise:
 * @text: (nullable): what was typed
 * @country: (nullable): ISO 3166 code of the country that a number without a country code belongs
 * to
 *
 * Makes the E.164 form of a phone number (ITU-T E.164). In a country whose plan is known, as it is
 * dialled there: 0X with eight more digits in France, +33 X, +33 (0)X, 0033 X, and X alone where a
 * spreadsheet has eaten the nought. Elsewhere only numbers with + or 00 and 8 to 15 digits are
 * understood; a nought in brackets behind the country is left out. Words before and behind the
 * number are passed by (Tél., mobile); with an extension it is that of a whole house, and none can
 * be used.
 *
 * Returns: (transfer full) (nullable): such as +33612345678, %NULL where none can be used
 */
char *
tv_phone_normalise (const char *text, const char *country)
{
  const TvPhonePlan *plan;
  char digits[24];
  gboolean is_international;
  gsize length;

  if (text == NULL || !extract_digits (text, digits, &is_international))
    return NULL;
  length = strlen (digits);
  if (length < 8 || is_made_up (digits))
    return NULL;
  plan = is_international ? tv_phone_plan_find_by_code (digits) : tv_phone_plan_find (country);
  if (plan != NULL)
    {
      g_autofree char *number = tv_phone_plan_read (plan, digits, is_international);

      /* What was dialled before it may have hidden that. */
      if (number != NULL && is_made_up (number + 1))
        return NULL;
      if (number != NULL || !is_international || tv_phone_plan_is_fixed (plan))
        return g_steal_pointer (&number);
    }
  if (!is_international || length > 15 || digits[0] == '0')
    return NULL;
  return g_strconcat ("+", digits, NULL);
}

/**
 * tv_phone_normalise_stated:
 * @text: (nullable): what was typed
 * @stated: (nullable): the country of the address beside it, as people write it
 * @home: (nullable): ISO 3166 code of the country that numbers without a country code belong to
 *
 * Makes the E.164 form of the phone number of somebody who may live abroad: it is read as it is
 * dialled in the country of the address. A number that cannot be one of that country's may be one
 * of home, where all numbers are of one length; people keep them when they move.
 *
 * Returns: (transfer full) (nullable): as of tv_phone_normalise()
 */
char *
tv_phone_normalise_stated (const char *text, const char *stated, const char *home)
{
  const char *country = stated != NULL && *stated != '\0' ? tv_country_find (stated) : NULL;
  const TvPhonePlan *plan = tv_phone_plan_find (home);
  char *number = tv_phone_normalise (text, country != NULL ? country : home);

  if (number != NULL || country == NULL || plan == NULL || !tv_phone_plan_is_fixed (plan)
      || tv_phone_plan_find (country) == NULL)
    return number;
  return tv_phone_normalise (text, home);
}
