/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value: what one text means as an amount, an e-mail address, a phone number or a date. */
#include "tvc-command.h"
#include "tvc-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* By the order of the locale, else by the one that makes a day of it; a year of four digits that
 * stands first is one in any order. */
static char *
read_date (const char *text, const char *locale)
{
  TvDateOrder orders[] = { TV_DATE_ORDER_DMY, TV_DATE_ORDER_MDY, TV_DATE_ORDER_YMD };
  TvDay day;

  if (locale != NULL && g_str_has_prefix (locale, "en_US"))
    {
      orders[0] = TV_DATE_ORDER_MDY;
      orders[1] = TV_DATE_ORDER_DMY;
    }
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (tv_day_parse (text, -1, orders[i], &day))
      return tv_day_to_iso (day);
  return NULL;
}

/* The country of a hint such as "FR" or a locale such as "fr_FR". */
static const char *
get_country (const char *hint, const char *locale)
{
  const char *line = locale != NULL ? strchr (locale, '_') : NULL;

  if (hint != NULL && strlen (hint) == 2)
    return hint;
  return line != NULL && strlen (line) >= 3 ? line + 1 : "FR";
}

/* A mark that is no point or comma, such as the euro sign in 12€50, stands for a point. */
static char *
read_amount (const char *text, const char *decimal, const char **out_currency)
{
  g_autoptr (GString) plain = NULL;
  g_autofree char *named = NULL;

  if (decimal == NULL || *decimal == '\0')
    return tv_amount_find (text, 0, out_currency);
  if (g_str_equal (decimal, ".") || g_str_equal (decimal, ","))
    return tv_amount_find (text, *decimal, out_currency);
  named = tv_amount_find (text, 0, out_currency);
  plain = g_string_new (text);
  g_string_replace (plain, decimal, ".", 0);
  return tv_amount_find (plain->str, '.', NULL);
}

/* The currency that a hint such as "EUR" names; NULL where it names none. */
static const char *
get_currency (const char *hint)
{
  return hint != NULL ? tv_currency_find (hint) : NULL;
}

/**
 * tvc_value_read:
 * @type: "money", "email", "phone" or "date"
 * @text: the text
 * @decimal: (nullable): its decimal mark where it is known, of any length; of an amount
 * @hint: (nullable): country of two letters, of a phone number; or the currency of an amount that
 * names none
 * @locale: (nullable): such as "fr_FR"; of a date or a phone number
 * @out_currency: (out): code of the currency that is named or hinted at; unchanged where none is
 *
 * Returns: (transfer full) (nullable): what the text means, %NULL where it is no such value
 */
char *
tvc_value_read (const char *type,
                const char *text,
                const char *decimal,
                const char *hint,
                const char *locale,
                const char **out_currency)
{
  g_autofree char *country = g_strndup (get_country (hint, locale), 2);

  if (strcmp (type, "money") == 0)
    {
      char *amount = read_amount (text, decimal, out_currency);

      if (*out_currency == NULL)
        *out_currency = get_currency (hint);
      return amount;
    }
  if (strcmp (type, "phone") == 0)
    return tv_phone_normalise (text, country);
  if (strcmp (type, "date") == 0)
    return read_date (text, locale);
  return tv_email_is_valid (text) ? g_strdup (text) : NULL;
}

/* value: needs no workspace. */
int
tvc_value (TvcContext *context, char ***arguments, GError **error)
{
  g_autofree char *type = NULL, *hint = NULL, *mark = NULL, *locale = NULL, *value = NULL;
  const char *currency = NULL, *text;
  const GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, NULL, NULL },
    { "hint", 0, 0, G_OPTION_ARG_STRING, &hint, NULL, NULL },
    { "decimal", 0, 0, G_OPTION_ARG_STRING, &mark, NULL, NULL },
    { "locale", 0, 0, G_OPTION_ARG_STRING, &locale, NULL, NULL },
    { NULL },
  };
  static const char *const types[] = { "money", "email", "phone", "date", NULL };

  context->is_json = TRUE;
  if (!tvc_parse ("value", arguments, entries, error))
    return TVC_EXIT_USAGE;
  text = (*arguments)[0];
  if (text != NULL && strcmp (text, "--") == 0)
    text = (*arguments)[1];
  if (type == NULL || !g_strv_contains (types, type) || text == NULL)
    {
      g_set_error_literal (
          error,
          G_OPTION_ERROR,
          G_OPTION_ERROR_FAILED,
          _ ("value needs --type money, email, phone or date, and a text behind --."));
      return TVC_EXIT_USAGE;
    }
  value = tvc_value_read (type, text, mark, hint, locale, &currency);
  if (value == NULL)
    tvc_json_text (context, "code", "bad_value");
  else
    tvc_json_text (context, "value", value);
  if (value != NULL && currency != NULL)
    tvc_json_text (context, "currency", currency);
  return value != NULL ? TVC_EXIT_DONE : TVC_EXIT_USAGE;
}
