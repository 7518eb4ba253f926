/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers as scaled integers. Reads what exports write: currency signs, thousands marks,
 * brackets and trailing minus signs. No floating point touches money. What prints them is in
 * tv-number-text.c. */
#include "base/tv-number.h"

#include <string.h>

#include "base/tv-currency.h"
#include "base/tv-plain-number.h"
#include "base/tv-wide-text.h"

#define NO_BREAK_SPACE "\xc2\xa0"
#define NARROW_NO_BREAK_SPACE "\xe2\x80\xaf"

/* The marks that make groups: 1 = blanks, 2 = apostrophes. */
#define SORT_POINT 3
#define SORT_COMMA 4

/* A number while it is read: the text that is left, and what stood around the digits. */
typedef struct
{
  const char *at;
  const char *end;
  gboolean is_negative;
  gboolean has_sign, has_bracket;
  gboolean has_currency[2]; /* by a sign or a word, by its code: 12.50 $ USD */
} Scan;

static const char *const spaces[]
    = { " ", "\t", NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE, "\xe2\x80\x89" };
static const char *const apostrophes[] = { "'", "\xe2\x80\x99", "\xc2\xb4", "`", "\xca\xbc" };
static const char *const minus_signs[] = {
  "-",           "\xe2\x88\x92", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x92", "\xe2\x80\x90",
  "\xe2\x80\x91"
};
static const char *const tax_words[]
    = { " TTC", " HT", " T.T.C.", " H.T.", " TVAC", " HTVA", " netto", " brutto" };

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

/* A decimal mark and dashes instead of cents at the end, as in “12,-” and “12.–”, or what stands
 * for them in India and East Africa, “12/-” and “12/=”: their bytes. */
static gsize
match_no_cents (const Scan *scan)
{
  Scan left = *scan;
  gsize length;

  if (left.end - left.at > 2 && left.end[-2] == '/' && (left.end[-1] == '-' || left.end[-1] == '=')
      && g_ascii_isdigit (left.end[-3]))
    return 2;

  while ((length = match (&left, minus_signs, G_N_ELEMENTS (minus_signs), TRUE)) > 0)
    left.end -= length;
  if (left.end == scan->end || left.end - left.at < 2 || !g_ascii_isdigit (left.end[-2])
      || (left.end[-1] != ',' && left.end[-1] != '.'))
    return 0;
  return (gsize) (scan->end - left.end) + 1;
}

/* Takes the name of a currency off one side, or at the end a word that says whether tax is in it.
 */
static gboolean
strip_name (Scan *scan, gboolean from_end)
{
  TvCurrency currency;
  gsize length;

  if (scan->at == scan->end || g_ascii_isdigit (from_end ? scan->end[-1] : *scan->at))
    return FALSE;
  length = tv_currency_match (scan->at, scan->end, from_end, &currency);
  if (length > 0 && !scan->has_currency[currency.is_code])
    {
      scan->has_currency[currency.is_code] = TRUE;
      cut (scan, length, from_end);
      return TRUE;
    }
  length = from_end ? match (scan, tax_words, G_N_ELEMENTS (tax_words), TRUE) : 0;
  cut (scan, length, TRUE);
  return length > 0;
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
  return strip_name (scan, from_end);
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
  else if (*scan->at == other && (*sort == 0 || *sort >= SORT_POINT))
    length = 1, *sort = other == ',' ? SORT_COMMA : SORT_POINT;
  else
    length = 0;
  return length;
}

/* A sign of a currency that stands for the decimal mark, two digits behind it: 12€50. Its bytes. */
static gsize
match_cents_sign (Scan *scan)
{
  TvCurrency currency;
  gsize length = 0;

  if ((guchar) *scan->at >= 0x80 || *scan->at == '$')
    length = tv_currency_match (scan->at, scan->end, FALSE, &currency);
  if (length == 0 || scan->has_currency[0] || scan->end - scan->at != (gssize) length + 2)
    return 0;
  return g_ascii_isdigit (scan->end[-1]) && g_ascii_isdigit (scan->end[-2]) ? length : 0;
}

/* Groups of digits so far. */
typedef struct
{
  int sort;  /* of their mark, 0 = none yet */
  int size;  /* digits of the one that is read */
  int width; /* of those in the middle: 3, or 2 as India has them */
} Groups;

/* Whether a group may end with a mark here: the first one has up to as many digits as those in the
 * middle, which are all alike. */
static gboolean
end_group (Groups *groups, int sort)
{
  gboolean is_first = groups->sort == 0;

  if (groups->size == 0 || groups->size > 3 || (!is_first && groups->size == 1))
    return FALSE;
  if (is_first)
    groups->width = groups->size == 3 ? 3 : 0;
  else if (groups->width == 0 || groups->width == groups->size)
    groups->width = groups->size;
  else
    return FALSE;
  groups->sort = sort;
  groups->size = 0;
  return groups->width != 2 || sort == SORT_COMMA;
}

/* Digits with thousands marks: one to three, then groups of exactly three, or as in India of two
 * with one of three behind them; or any number of digits without a mark. */
static gboolean
read_whole (Scan *scan, char decimal_mark, gint64 *value, int *digit_count, gsize *out_mark)
{
  Groups groups = { 0 };

  *out_mark = 1;
  while (scan->at < scan->end && *scan->at != decimal_mark)
    {
      int sort = groups.sort;
      gsize length;

      if (g_ascii_isdigit (*scan->at))
        {
          if (!push_digit (value, *scan->at++))
            return FALSE;
          groups.size++;
          (*digit_count)++;
          continue;
        }
      length = groups.size > 0 ? match_cents_sign (scan) : 0;
      if (length > 0)
        {
          *out_mark = length;
          break;
        }
      length = match_group_mark (scan, decimal_mark, &sort);
      if (length == 0 || !end_group (&groups, sort))
        return FALSE;
      scan->at += length;
    }
  return groups.sort == 0 || groups.size == 3;
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

/* A dash with a currency beside it: how spreadsheets show nought in the format for accounts. */
static gboolean
is_dash_of_money (const Scan *scan)
{
  return scan->at == scan->end && scan->is_negative && !scan->has_bracket
         && (scan->has_currency[0] || scan->has_currency[1]);
}

/* Every other form. Apart, so that what it needs costs the plain ones nothing. */
static G_GNUC_NO_INLINE gboolean
parse_any (const char *text, const char *end, char decimal_mark, int scale, gint64 *out_value)
{
  Scan scan = { text, end };
  gint64 value = 0, whole;
  int digit_count = 0, power;
  gsize mark;

  strip_around (&scan);
  if (is_dash_of_money (&scan))
    {
      *out_value = 0;
      return TRUE;
    }
  power = cut_power (&scan);
  if (power == G_MAXINT)
    return FALSE;
  scale += power;
  if (!read_whole (&scan, decimal_mark, &value, &digit_count, &mark))
    return FALSE;
  whole = value;
  if (scan.at < scan.end)
    scan.at += mark;
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
 * Reads a number with an optional currency by its sign, its code or both, thousands marks (spaces
 * of any width, apostrophes or the other of `,` and `.`, in groups of three, or as India has them),
 * dashes instead of cents, or of all where a currency is named, a power of ten, a minus before or
 * behind it or brackets around it, and digits of any script.
 *
 * Returns: %FALSE where it is no number, has anything else beside it, or does not fit
 */
gboolean
tv_number_parse (const char *text, gssize length, char decimal_mark, int scale, gint64 *out_value)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  g_autofree char *plain = NULL;

  if (tv_plain_number_parse (text, end, decimal_mark, scale, out_value)
      || parse_any (text, end, decimal_mark, scale, out_value))
    return TRUE;
  plain = tv_wide_text_to_plain (text, (gsize) (end - text), decimal_mark);
  return plain != NULL && parse_any (plain, plain + strlen (plain), decimal_mark, scale, out_value);
}
