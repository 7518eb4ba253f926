/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days whose month is a word, whole or shortened, in the languages of tv-day-names.c: "5 janv.
 * 2026", "Sep 5, 2026", "05-Mar-26", "31JAN2024", "5 marca 2024 r.", "2024. március 5.", "Sat, 3 de
 * mayo de 2025 10:15", "Wed Jan 31 10:20:30 2024", "5 tháng 3 2024". They need no order of day and
 * month. */
#include "base/tv-day-words.h"

#include <string.h>

#include "base/tv-day-names.h"
#include "base/tv-day-scripts.h"
#include "base/tv-day-time.h"
#include "base/tv-text.h"

#define LONGEST 140 /* bytes; what is longer is a sentence */

/* A number without its ending: 1er, 2e, 2nd, 5th, 1º. */
static gboolean
read_number (const char *word, int *out_value, gsize *out_digits)
{
  static const char *const endings[]
      = { "", "er", "e", "st", "nd", "rd", "th", "o", "a", "г", "р", "r" };
  gsize digits = strspn (word, "0123456789");

  if (digits == 0 || digits > 4)
    return FALSE;
  *out_value = atoi (word);
  *out_digits = digits;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (word + digits, endings[i]))
      return TRUE;
  return FALSE;
}

/* The year where it stands last, behind the time and its zone; -1 = it does not. */
static int
find_last_year (const char *text, gsize length)
{
  gsize digits = 0;
  int year = 0;

  while (digits < length && g_ascii_isdigit (text[length - digits - 1]))
    digits++;
  if (digits != 4 || length == digits || text[length - 5] != ' ' || text[length - 4] == '0')
    return -1;
  for (const char *at = text + length - 4; at < text + length; at++)
    year = year * 10 + (*at - '0');
  return year;
}

/* Parts the day, the month and the year of 31JAN2024. */
static char *
part_glued (const char *folded)
{
  gsize day = strspn (folded, "0123456789");
  gsize word = strspn (folded + day, "abcdefghijklmnopqrstuvwxyz");
  const char *year = folded + day + word;
  gsize digits = strspn (year, "0123456789");

  if (day == 0 || day > 2 || word < 3 || (digits != 2 && digits != 4) || year[digits] != '\0')
    return g_strdup (folded);
  return g_strdup_printf ("%.*s %.*s %s", (int) day, folded, (int) word, folded + day, year);
}

/**
 * tv_day_has_word:
 * @text: a cell
 * @length: of @text
 *
 * Returns: whether it holds a letter, so that its month may be a word
 */
gboolean
tv_day_has_word (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalpha (text[i]) || (guchar) text[i] >= 0x80)
      return TRUE;
  return FALSE;
}

/* What was read of a day. */
typedef struct
{
  int day, month, year; /* day and month 0, year -1 = not yet */
  TvDayDots dots;
  gboolean is_weekday_first; /* the month may be a day of the week */
} Words;

/* Which numbers have a full stop behind them: the first one of up to two digits, one of four. */
static TvDayDots
find_dots (const char *text, gsize length)
{
  TvDayDots dots = TV_DAY_DOTS_NONE;
  gboolean is_day_seen = FALSE;

  for (gsize i = 0; i < length;)
    {
      gsize digits = 0;

      while (i + digits < length && g_ascii_isdigit (text[i + digits]))
        digits++;
      if (digits > 0 && i + digits < length && text[i + digits] == '.')
        dots |= digits == 4                   ? TV_DAY_DOTS_YEAR
                : digits <= 2 && !is_day_seen ? TV_DAY_DOTS_DAY
                                              : TV_DAY_DOTS_NONE;
      is_day_seen |= digits == 1 || digits == 2;
      i += MAX (digits, 1);
    }
  return dots;
}

/* Takes one word; FALSE where it is none of a day. The third month of some, shortened, is the
 * second day of the week of others: mar. 30 janv. 2024. */
static gboolean
take_word (Words *words, const char *word)
{
  int month = tv_day_name_get_month (word, words->dots), number;
  gsize digits;

  if (month > 0 && (words->month == 0 || words->is_weekday_first))
    {
      words->is_weekday_first
          = words->month == 0 && words->day == 0 && tv_day_name_is_filler (word);
      words->month = month;
      return TRUE;
    }
  if (!read_number (word, &number, &digits))
    return tv_day_name_is_filler (word);
  if (digits <= 2 && words->day == 0)
    words->day = number;
  else if (words->year < 0 && (digits == 4 || (digits == 2 && words->month > 0)))
    words->year = digits == 4 ? number : number + (number <= 68 ? 2000 : 1900);
  else
    return FALSE;
  return TRUE;
}

/* The years of Japan and Taiwan are counted from that of an emperor or of the republic. */
static int
get_year_before (const char *text, const char *number)
{
  static const struct
  {
    const char *era;
    int year_before;
  } eras[] = { { "令和", 2018 },
               { "平成", 1988 },
               { "昭和", 1925 },
               { "民國", 1911 },
               { "民国", 1911 } };

  for (gsize i = 0; i < G_N_ELEMENTS (eras); i++)
    {
      gsize length = strlen (eras[i].era);

      if ((gsize) (number - text) == length && memcmp (text, eras[i].era, length) == 0)
        return eras[i].year_before;
    }
  return number == text ? 0 : -1;
}

/* Reads digits and the sign behind them, blanks around either; NULL where they are not there. That
 * of the day may be left out at the end. */
static const char *
read_signed (const char *at, const char *const signs[3], int *out_value)
{
  gsize digits = strspn (at, "0123456789");

  if (digits == 0 || digits > 4)
    return NULL;
  *out_value = atoi (at);
  at += digits;
  at += strspn (at, " ");
  if (signs[2] != NULL && *at == '\0')
    return at;
  for (guint i = 0; i < 3 && signs[i] != NULL; i++)
    if (g_str_has_prefix (at, signs[i]))
      {
        at += strlen (signs[i]);
        return at + strspn (at, " ");
      }
  return NULL;
}

/* Days with a sign behind each of their numbers: 2024年3月5日, 2024년 3월 5일. */
static gboolean
parse_signs (const char *text, gsize length, TvDay *out_day)
{
  static const char *const signs[3][3]
      = { { "年", "년", NULL }, { "月", "월", NULL }, { "日", "일", "号" } };
  g_autofree char *wide = NULL;
  g_autofree char *plain = NULL;
  const char *at;
  int values[3], before;
  TvDay day;

  if (g_strstr_len (text, (gssize) length, "年") == NULL
      && g_strstr_len (text, (gssize) length, "년") == NULL)
    return FALSE;
  wide = g_utf8_make_valid (text, (gssize) length);
  plain = g_utf8_normalize (wide, -1, G_NORMALIZE_NFKC);
  at = plain + strcspn (plain, "0123456789");
  before = get_year_before (plain, at);
  for (guint i = 0; i < 3 && at != NULL; i++)
    at = read_signed (at, signs[i], &values[i]);
  if (at == NULL || before < 0 || (before == 0 && values[0] < 1000)
      || !tv_day_time_is_glued (at, at + strlen (at)))
    return FALSE;
  day = tv_day_from_ymd (before + values[0], values[1], values[2]);
  if (day != TV_DAY_NONE)
    *out_day = day;
  return day != TV_DAY_NONE;
}

/* Vietnamese months are counted: 5 tháng 3 năm 2024. */
static gboolean
take_counted_month (Words *words, const char *word, const char *number)
{
  int month;
  gsize digits;

  if (words->month > 0 || number == NULL
      || !(g_str_equal (word, "thang") || g_str_equal (word, "thg"))
      || !read_number (number, &month, &digits) || digits > 2 || month < 1 || month > 12)
    return FALSE;
  words->month = month;
  return TRUE;
}

static gboolean
take_words (Words *words, char **parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (take_counted_month (words, parts[i], parts[i + 1]))
        i++;
      else if (!take_word (words, parts[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_latin (const char *text, gsize length, TvDay *out_day)
{
  g_autofree char *cut = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *parted = NULL;
  g_auto (GStrv) parts = NULL;
  Words words = { .year = -1 };
  gsize before = tv_day_time_find (text, length);
  TvDay found;

  cut = g_strndup (text, before);
  words.dots = find_dots (cut, before);
  folded = tv_text_fold (cut);
  parted = part_glued (folded);
  parts = g_strsplit (parted, " ", -1);
  if (!take_words (&words, parts))
    return FALSE;
  if (words.year < 0)
    words.year = find_last_year (text + before, length - before);
  found = words.month > 0 && words.year >= 0 ? tv_day_from_ymd (words.year, words.month, words.day)
                                             : TV_DAY_NONE;
  if (found == TV_DAY_NONE)
    return FALSE;
  *out_day = found;
  return TRUE;
}

/**
 * tv_day_parse_words:
 * @text: a cell
 * @length: of @text
 * @out_day: (out): its day number
 *
 * Reads a day whose month is a word, with the day before or behind it and the year at the end, also
 * behind a time, or, of four digits, in front; and one whose numbers have the signs of East Asia
 * behind them. A day of the week and a time of day are passed by.
 *
 * Returns: %FALSE where @text is anything else
 */
gboolean
tv_day_parse_words (const char *text, gsize length, TvDay *out_day)
{
  g_autofree char *spelt = NULL;

  if (length > LONGEST || !tv_day_has_word (text, length))
    return FALSE;
  if (parse_signs (text, length, out_day))
    return TRUE;
  if (memchr (text, 0xe0, length) != NULL)
    spelt = tv_day_script_spell (text, length);
  return spelt != NULL ? parse_latin (spelt, strlen (spelt), out_day)
                       : parse_latin (text, length, out_day);
}

/* Whether nothing stands there but days of the week and words that belong to dates. */
static gboolean
is_filler (const char *text, gsize length)
{
  g_autofree char *cut = g_strndup (text, length);
  g_autofree char *folded = tv_text_fold (cut);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !tv_day_name_is_filler (words[i]))
      return FALSE;
  return *folded != '\0';
}

/**
 * tv_day_parse_behind_words:
 * @text: a cell
 * @length: of @text
 * @order: how the column writes its dates
 * @out_day: (out): its day number
 *
 * Reads a day of numbers alone behind a day of the week or the like (“Wed 31/01/2024”, “Mi.,
 * 31.01.2024”), or in quotes; also behind the apostrophe by which spreadsheets keep a text one.
 *
 * Returns: %FALSE where @text is anything else
 */
gboolean
tv_day_parse_behind_words (const char *text, gsize length, TvDateOrder order, TvDay *out_day)
{
  gsize is_quoted = length > 1 && (*text == '\'' || *text == '"') ? 1 : 0;
  gsize begin = is_quoted, digits = 0;

  if (is_quoted && text[length - 1] == *text)
    length--;
  while (begin < length && !g_ascii_isdigit (text[begin]))
    begin++;
  while (begin + digits < length && g_ascii_isdigit (text[begin + digits]))
    digits++;
  /* A number alone is a day only by itself. */
  if (begin == 0 || length - begin > LONGEST || digits > 4 || begin + digits == length
      || strchr ("-/.", text[begin + digits]) == NULL
      || (begin > is_quoted && !is_filler (text + is_quoted, begin - is_quoted)))
    return FALSE;
  return tv_day_parse (text + begin, (gssize) (length - begin), order, out_day);
}
