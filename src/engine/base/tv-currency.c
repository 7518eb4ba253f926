/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What names a currency beside an amount: its sign, what people write instead, or its code of ISO
 * 4217, in force or replaced by the euro. A word counts only where no letter goes on behind or
 * before it. */
#include "base/tv-currency.h"

#include <stdlib.h>
#include <string.h>

#define CODE_LENGTH 3

/* Which has no code of its own is that of several countries. */
static const struct
{
  const char *sign, *code;
} signs[] = {
  { "CN¥", "CNY" },
  { "RMB", "CNY" },
  { "JP¥", "JPY" },
  { "￦", "KRW" },
  { "NKr", "NOK" },
  { "Nkr", "NOK" },
  { "DKr", "DKK" },
  { "Dkr", "DKK" },
  { "SKr", "SEK" },
  { "Skr", "SEK" },
  { "Íkr", "ISK" },
  { "NIS", "ILS" },
  { "€", "EUR" },
  { "£", "GBP" },
  { "¥", "JPY" },
  { "￥", "JPY" },
  { "円", "JPY" },
  { "元", "CNY" },
  { "원", "KRW" },
  { "$", "USD" },
  { "＄", "USD" },
  { "₹", "INR" },
  { "₨", "INR" },
  { "₺", "TRY" },
  { "₽", "RUB" },
  { "₴", "UAH" },
  { "₪", "ILS" },
  { "₩", "KRW" },
  { "฿", "THB" },
  { "₫", "VND" },
  { "₱", "PHP" },
  { "₦", "NGN" },
  { "₵", "GHS" },
  { "₡", "CRC" },
  { "₲", "PYG" },
  { "₸", "KZT" },
  { "₼", "AZN" },
  { "₾", "GEL" },
  { "₭", "LAK" },
  { "₮", "MNT" },
  { "৳", "BDT" },
  { "៛", "KHR" },
  { "֏", "AMD" },
  { "؋", "AFN" },
  { "R$", "BRL" },
  { "US$", "USD" },
  { "CA$", "CAD" },
  { "C$", "CAD" },
  { "$ CA", "CAD" },
  { "$CA", "CAD" },
  { "$ US", "USD" },
  { "$US", "USD" },
  { "AU$", "AUD" },
  { "A$", "AUD" },
  { "NZ$", "NZD" },
  { "HK$", "HKD" },
  { "S$", "SGD" },
  { "NT$", "TWD" },
  { "MX$", "MXN" },
  { "Fr.", "CHF" },
  { "kr", "SEK" },
  { "kr.", "SEK" },
  { "Kr", "SEK" },
  { "Kr.", "SEK" },
  { "zł", "PLN" },
  { "zl", "PLN" },
  { "Kč", "CZK" },
  { "Ft", "HUF" },
  { "lei", "RON" },
  { "Lei", "RON" },
  { "LEI", "RON" },
  { "лв", "BGN" },
  { "лв.", "BGN" },
  { "руб", "RUB" },
  { "руб.", "RUB" },
  { "р.", "RUB" },
  { "грн", "UAH" },
  { "грн.", "UAH" },
  { "ден", "MKD" },
  { "ден.", "MKD" },
  { "дин", "RSD" },
  { "дин.", "RSD" },
  { "din", "RSD" },
  { "din.", "RSD" },
  { "KM", "BAM" },
  { "TL", "TRY" },
  { "Rs", "INR" },
  { "Rs.", "INR" },
  { "Rp", "IDR" },
  { "Rp.", "IDR" },
  { "RM", "MYR" },
  { "KSh", "KES" },
  { "S/", "PEN" },
  { "S/.", "PEN" },
  { "FCFA", "XOF" },
  { "F CFA", "XOF" },
  { "F\302\240CFA", "XOF" },
  { "F\342\200\257CFA", "XOF" },
  { "CFA", "XOF" },
  { "F", NULL },
  { "R", "ZAR" },
  { "DH", NULL },
  { "Dh", NULL },
  { "dh", NULL },
  { "Dhs", NULL },
  { "DHS", NULL },
  { "Bs", NULL },
  { "Bs.", NULL },
  { "eur", "EUR" },
  { "Eur", "EUR" },
  { "euro", "EUR" },
  { "euros", "EUR" },
  { "Euro", "EUR" },
  { "Euros", "EUR" },
  { "EURO", "EUR" },
  { "EUROS", "EUR" },
  { "usd", "USD" },
  { "gbp", "GBP" },
  { "chf", "CHF" },
};

static const char codes[][CODE_LENGTH + 1] = {
  "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "ATS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
  "BEF", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BYR", "BZD",
  "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUC", "CUP", "CVE", "CYP", "CZK", "DEM", "DJF",
  "DKK", "DOP", "DZD", "EEK", "EGP", "ERN", "ESP", "ETB", "EUR", "FIM", "FJD", "FKP", "FRF", "GBP",
  "GEL", "GHS", "GIP", "GMD", "GNF", "GRD", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR",
  "IEP", "ILS", "INR", "IQD", "IRR", "ISK", "ITL", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF",
  "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LTL", "LUF", "LVL", "LYD",
  "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MTL", "MUR", "MVR", "MWK", "MXN", "MYR",
  "MZN", "NAD", "NGN", "NIO", "NLG", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR",
  "PLN", "PTE", "PYG", "QAR", "ROL", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK",
  "SGD", "SHP", "SIT", "SKK", "SLE", "SLL", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
  "TJS", "TMT", "TND", "TOP", "TRL", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS",
  "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG", "ZWL",
};

/* The signs by their first or last byte, as most texts have none: chains of numbers, 0 = their end.
 */
typedef struct
{
  guint8 first[256];
  guint8 next[G_N_ELEMENTS (signs) + 1];
} Chains;

G_STATIC_ASSERT (G_N_ELEMENTS (signs) < 255);

static gpointer
make_chains (gpointer from_end)
{
  Chains *chains = g_new0 (Chains, 1);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      gsize length = strlen (signs[i].sign);
      guchar byte = (guchar) signs[i].sign[from_end != NULL ? length - 1 : 0];

      chains->next[i + 1] = chains->first[byte];
      chains->first[byte] = (guint8) (i + 1);
    }
  return chains;
}

static const Chains *
get_chains (gboolean from_end)
{
  static GOnce once[2] = { G_ONCE_INIT, G_ONCE_INIT };

  return g_once (&once[from_end], make_chains, GINT_TO_POINTER (from_end));
}

static int
compare_codes (const void *a, const void *b)
{
  return memcmp (a, b, CODE_LENGTH);
}

/* Bytes of the letter that ends before a place. */
static gsize
count_last (const char *begin, const char *end)
{
  const char *last = g_utf8_find_prev_char (begin, end);

  return last != NULL ? (gsize) (end - last) : 0;
}

static gboolean
is_letter_at (const char *at, const char *end)
{
  return at < end && g_unichar_isalpha (g_utf8_get_char_validated (at, end - at));
}

/* Whether a word at either end of a text stands alone: where it ends in a letter none goes on, and
 * a single letter in front has a blank behind it. */
static gboolean
stands_alone (const char *begin, const char *end, gsize length, gboolean from_end)
{
  const char *word = from_end ? end - length : begin, *behind = word + length;

  if (!from_end && length == 1 && g_ascii_isalpha (*word))
    return behind < end && (*behind == ' ' || (guchar) *behind >= 0x80)
           && !is_letter_at (behind, end);
  if (from_end)
    return !is_letter_at (word, behind) || word == begin
           || !is_letter_at (word - count_last (begin, word), word);
  return !is_letter_at (behind - count_last (word, behind), behind) || !is_letter_at (behind, end);
}

static gboolean
is_sign (gunichar c)
{
  return (gint32) c > 0 && g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;
}

/* Bytes of the country of two capitals behind a sign, with the blank before it: “$ US”. */
static gsize
count_country (const char *at, const char *end)
{
  gsize blank = at < end && *at == ' '                            ? 1
                : end - at > 2 && memcmp (at, "\302\240", 2) == 0 ? 2
                                                                  : 0;
  const char *country = at + blank;

  return end - country >= 2 && g_ascii_isupper (country[0]) && g_ascii_isupper (country[1])
                 && !is_letter_at (country + 2, end)
             ? blank + 2
             : 0;
}

/* Any sign that Unicode calls one of a currency, with up to three capitals before it or a country
 * of two behind it. */
static gsize
match_any_sign (const char *begin, const char *end, gboolean from_end)
{
  const char *at = begin, *stop = end;
  gsize letters = 0, length;

  if (from_end)
    {
      if (end - begin > 2 && g_ascii_isupper (end[-1]) && g_ascii_isupper (end[-2]))
        stop = end - 2;
      if (stop < end && stop[-1] == ' ')
        stop--;
      else if (stop < end && stop - begin > 2 && memcmp (stop - 2, "\302\240", 2) == 0)
        stop -= 2;
      length = count_last (begin, stop);
      if (length == 0 || !is_sign (g_utf8_get_char_validated (stop - length, (gssize) length)))
        return 0;
      at = stop - length;
      while (stop == end && letters < 3 && at > begin && g_ascii_isupper (at[-1]))
        at--, letters++;
      return (gsize) (end - at);
    }
  while (letters < 3 && at < end && g_ascii_isupper (*at))
    at++, letters++;
  if (at == end || !is_sign (g_utf8_get_char_validated (at, end - at)))
    return 0;
  at = g_utf8_next_char (at);
  return (gsize) (at - begin) + (letters == 0 ? count_country (at, end) : 0);
}

static gboolean
may_be_code (const char *begin, const char *end, gboolean from_end)
{
  const char *at = from_end ? end - CODE_LENGTH : begin;

  return end - begin >= CODE_LENGTH && g_ascii_isupper (at[0]) && g_ascii_isupper (at[1])
         && g_ascii_isupper (at[2]);
}

static gboolean
is_at (const char *begin, const char *end, gboolean from_end, const char *word, gsize length)
{
  return (gsize) (end - begin) >= length
         && memcmp (from_end ? end - length : begin, word, length) == 0
         && stands_alone (begin, end, length, from_end);
}

/**
 * tv_currency_match:
 * @begin: a text
 * @end: its end
 * @from_end: whether to look at its end, else at its beginning
 * @out_currency: (out): what was found, where something was
 *
 * Finds the name of a currency at one end of a text, the longest there is.
 *
 * Returns: its bytes, 0 = there is none
 */
gsize
tv_currency_match (const char *begin, const char *end, gboolean from_end, TvCurrency *out_currency)
{
  const Chains *chains = get_chains (from_end);
  gsize best = 0, any;
  const char *code;

  *out_currency = (TvCurrency){ NULL, FALSE };
  if (begin == end)
    return 0;
  for (guint i = chains->first[(guchar) (from_end ? end[-1] : *begin)]; i > 0; i = chains->next[i])
    {
      gsize length = strlen (signs[i - 1].sign);

      if (length > best && is_at (begin, end, from_end, signs[i - 1].sign, length))
        {
          best = length;
          out_currency->code = signs[i - 1].code;
        }
    }
  if (may_be_code (begin, end, from_end))
    {
      code = bsearch (from_end ? end - CODE_LENGTH : begin,
                      codes,
                      G_N_ELEMENTS (codes),
                      sizeof codes[0],
                      compare_codes);
      if (code != NULL && best <= CODE_LENGTH && is_at (begin, end, from_end, code, CODE_LENGTH))
        {
          *out_currency = (TvCurrency){ code, TRUE };
          best = CODE_LENGTH;
        }
    }
  any = match_any_sign (begin, end, from_end);
  if (any > best)
    *out_currency = (TvCurrency){ NULL, FALSE };
  return MAX (any, best);
}

/**
 * tv_currency_find:
 * @text: a text
 *
 * Returns: (nullable): ISO code of the first currency that is named in it and has one, static
 */
const char *
tv_currency_find (const char *text)
{
  const char *end = text + strlen (text);
  gboolean is_in_word = FALSE;

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      TvCurrency currency;
      gboolean is_letter = is_letter_at (at, end);

      if (!(is_in_word && is_letter) && !g_ascii_isdigit (*at) && *at != ' '
          && tv_currency_match (at, end, FALSE, &currency) > 0 && currency.code != NULL)
        return currency.code;
      is_in_word = is_letter;
    }
  return NULL;
}
