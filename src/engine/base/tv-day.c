/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days as numbers: conversion to and from year, month and day, parsing of what exports
 * write. Real calendar days of the years 1 to 9999 only. Times after a date are skipped; no time
 * zone comes in, except that tv_day_today() asks the machine's local date. */
#include "base/tv-day.h"

#include <string.h>

#include "base/tv-day-time.h"
#include "base/tv-day-words.h"
#include "base/tv-wide-text.h"

#define EXCEL_EPOCH                                                                                \
  (-25569) /* 1899-12-30, which makes 1900-03-01 serial 61 as in the spreadsheets */
#define EXCEL_FIRST 20000
#define EXCEL_LAST 80000

/* The text of a date while it is read. */
typedef struct
{
  const char *at;
  const char *end;
} Scan;

static gboolean
is_leap_year (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/**
 * tv_day_from_ymd:
 * @year: 1-9999
 * @month: 1-12
 * @day: 1-31
 *
 * Makes a day number.
 *
 * Returns: days since 1970-01-01, or %TV_DAY_NONE where the calendar has no such day
 */
TvDay
tv_day_from_ymd (int year, int month, int day)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int shifted, era, year_of_era, day_of_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
      || day > lengths[month - 1] + (month == 2 && is_leap_year (year)))
    return TV_DAY_NONE;
  /* Years begin in March here, so that the leap day is the last of its year. */
  shifted = month <= 2 ? year - 1 : year;
  era = shifted / 400;
  year_of_era = shifted - era * 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
         - 719468;
}

/**
 * tv_day_to_ymd:
 * @day: a day number, not %TV_DAY_NONE
 * @out_year: (out): 1-9999
 * @out_month: (out): 1-12
 * @out_day: (out): 1-31
 *
 * Splits a day number.
 */
void
tv_day_to_ymd (TvDay day, int *out_year, int *out_month, int *out_day)
{
  gint64 since = (gint64) day + 719468;
  gint64 era = (since >= 0 ? since : since - 146096) / 146097;
  int day_of_era = (int) (since - era * 146097);
  int year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month = (5 * day_of_year + 2) / 153;

  *out_day = day_of_year - (153 * month + 2) / 5 + 1;
  *out_month = month < 10 ? month + 3 : month - 9;
  *out_year = (int) (year_of_era + era * 400) + (*out_month <= 2);
}

static void
skip_spaces (Scan *scan)
{
  while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t'))
    scan->at++;
}

/* Reads up to max_digits digits; gives how many there were, 0 also where there are more. */
static int
read_digits (Scan *scan, int max_digits, int *out_value)
{
  int count = 0;

  *out_value = 0;
  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    {
      if (++count > max_digits)
        return 0;
      *out_value = *out_value * 10 + (*scan->at++ - '0');
    }
  return count;
}

/* The mark between the parts of a date, with any spaces around it; a space alone is a mark too. */
static char
read_mark (Scan *scan)
{
  gboolean has_space = scan->at < scan->end && *scan->at == ' ';
  char mark;

  skip_spaces (scan);
  if (scan->at == scan->end)
    return 0;
  mark = *scan->at;
  if (mark != '-' && mark != '/' && mark != '.')
    return has_space ? ' ' : 0;
  scan->at++;
  skip_spaces (scan);
  return mark;
}

static int
full_year (int year, int digits)
{
  if (digits == 4)
    return year;
  return year <= 68 ? 2000 + year : 1900 + year;
}

/* Puts the three parts of a date into their places; a first part of four digits is a year in any
 * order. */
static TvDay
arrange (const int values[3], const int digits[3], TvDateOrder order)
{
  int year_at = order == TV_DATE_ORDER_YMD || digits[0] == 4 ? 0 : 2;
  int year = full_year (values[year_at], digits[year_at]);

  for (int i = 0; i < 3; i++)
    if (i == year_at ? digits[i] != 2 && digits[i] != 4 : digits[i] > 2)
      return TV_DAY_NONE;
  if (year_at == 0)
    return tv_day_from_ymd (year, values[1], values[2]);
  if (order == TV_DATE_ORDER_MDY)
    return tv_day_from_ymd (year, values[0], values[1]);
  return tv_day_from_ymd (year, values[1], values[0]);
}

static inline gboolean
is_mark (char c)
{
  return c == '-' || c == '/' || c == '.';
}

/* The form nearly all cells have: ten characters, four digits of the year at one end. FALSE means
 * only that it is none of these. */
static gboolean
parse_plain (const char *text, gsize length, TvDateOrder order, TvDay *out_day)
{
  gboolean is_year_first = length == 10 && is_mark (text[4]) && text[7] == text[4];
  int values[10];
  int year, first, second;

  if (length != 10
      || (!is_year_first
          && (order == TV_DATE_ORDER_YMD || !is_mark (text[2]) || text[5] != text[2])))
    return FALSE;
  for (int i = 0; i < 10; i++)
    {
      gboolean is_mark_here = is_year_first ? i == 4 || i == 7 : i == 2 || i == 5;

      values[i] = text[i] - '0';
      if (!is_mark_here && (values[i] < 0 || values[i] > 9))
        return FALSE;
    }
  year = is_year_first ? values[0] * 1000 + values[1] * 100 + values[2] * 10 + values[3]
                       : values[6] * 1000 + values[7] * 100 + values[8] * 10 + values[9];
  first = is_year_first ? values[5] * 10 + values[6] : values[0] * 10 + values[1];
  second = is_year_first ? values[8] * 10 + values[9] : values[3] * 10 + values[4];
  *out_day = is_year_first || order == TV_DATE_ORDER_MDY ? tv_day_from_ymd (year, first, second)
                                                         : tv_day_from_ymd (year, second, first);
  return *out_day != TV_DAY_NONE;
}

/* A moment without marks: YYYYMMDDHHMM, with seconds and their thousandths or none. */
static TvDay
read_bare_moment (const char *text, gsize length)
{
  static const int widths[] = { 4, 2, 2, 2, 2, 2 };
  int values[6] = { 0 };

  if (length != 12 && length != 14 && length != 17)
    return TV_DAY_NONE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return TV_DAY_NONE;
  for (int i = 0; i < (length == 12 ? 5 : 6); i++)
    for (int k = 0; k < widths[i]; k++)
      values[i] = values[i] * 10 + (*text++ - '0');
  return values[0] >= 1800 && values[0] <= 2200 && values[3] < 24 && values[4] < 60
                 && values[5] < 60
             ? tv_day_from_ymd (values[0], values[1], values[2])
             : TV_DAY_NONE;
}

/* A number alone: a spreadsheet's serial with or without the fraction of the day, YYYYMMDD, or that
 * and a time. */
static TvDay
read_lone_number (Scan scan)
{
  const char *start = scan.at;
  int number;
  int digits = read_digits (&scan, 8, &number);

  if (digits == 0)
    return read_bare_moment (start, (gsize) (scan.end - start));
  if (digits == 8 && tv_day_time_is_rest (scan.at, scan.end))
    return number >= 18000101 && number <= 22001231
               ? tv_day_from_ymd (number / 10000, number / 100 % 100, number % 100)
               : TV_DAY_NONE;
  if (digits != 5 || number < EXCEL_FIRST || number > EXCEL_LAST || *start == '0')
    return TV_DAY_NONE;
  if (scan.at < scan.end && (*scan.at == '.' || *scan.at == ','))
    for (scan.at++; scan.at < scan.end && g_ascii_isdigit (*scan.at); scan.at++)
      ;
  return scan.at == scan.end ? EXCEL_EPOCH + number : TV_DAY_NONE;
}

/**
 * tv_day_parse_iso:
 * @text: (nullable): a text
 * @out_day: (out): its day number
 *
 * Reads exactly YYYY-MM-DD.
 *
 * Returns: %FALSE where @text is anything else
 */
gboolean
tv_day_parse_iso (const char *text, TvDay *out_day)
{
  TvDay day;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  day = tv_day_from_ymd (atoi (text), atoi (text + 5), atoi (text + 8));
  if (day == TV_DAY_NONE)
    return FALSE;
  *out_day = day;
  return TRUE;
}

/* A day in digits of another script. */
static gboolean
parse_wide (Scan scan, TvDateOrder order, TvDay *out_day)
{
  g_autofree char *plain = tv_wide_text_to_plain (scan.at, (gsize) (scan.end - scan.at), '.');

  return plain != NULL && tv_day_parse (plain, -1, order, out_day);
}

/* A day behind its time, perhaps with the zone of that at the end. */
static gboolean
parse_behind_time (Scan scan, TvDateOrder order, TvDay *out_day)
{
  gsize time = tv_day_time_get_front (scan.at, scan.end);
  const char *zone = scan.end;

  while (zone > scan.at && g_ascii_isupper (zone[-1]))
    zone--;
  if (time > 0 && scan.end - zone >= 3 && zone[-1] == ' ')
    scan.end = zone - 1;
  return time > 0
         && tv_day_parse (scan.at + time, scan.end - scan.at - (gssize) time, order, out_day);
}

/**
 * tv_day_parse:
 * @text: a cell of an export
 * @length: its length in bytes, -1 = up to NUL
 * @order: how the column writes its dates
 * @out_day: (out): the day number
 *
 * Reads a date with `-`, `/`, `.` or spaces between its parts, four or two digits of the year
 * (00-68 are 2000-2068), a time after it or none; YYYYMMDD, also with hours, minutes and seconds; a
 * month that is a word; and spreadsheet serials from 20000 to 80000. A date that begins with four
 * digits is year-first in any @order.
 *
 * Returns: %FALSE where it is no date of the calendar
 */
gboolean
tv_day_parse (const char *text, gssize length, TvDateOrder order, TvDay *out_day)
{
  Scan scan = { text, text + (length < 0 ? strlen (text) : (gsize) length) };
  Scan start;
  int values[3], digits[3];
  char mark = 0;
  TvDay day;

  if (parse_plain (scan.at, (gsize) (scan.end - scan.at), order, out_day))
    return TRUE;
  skip_spaces (&scan);
  while (scan.end > scan.at && (g_ascii_isspace (scan.end[-1])))
    scan.end--;
  start = scan;
  for (int i = 0; i < 3; i++)
    {
      digits[i] = read_digits (&scan, 4, &values[i]);
      if (digits[i] == 0)
        break;
      if (i < 2)
        {
          char found = read_mark (&scan);

          if (found == 0 || (mark != 0 && found != mark))
            digits[i] = 0;
          mark = found;
          if (digits[i] == 0)
            break;
        }
      else
        mark = 1;
    }
  if (mark == 1)
    day = tv_day_time_is_rest (scan.at, scan.end) ? arrange (values, digits, order) : TV_DAY_NONE;
  else
    day = read_lone_number (start);
  if (day == TV_DAY_NONE)
    return tv_day_parse_words (start.at, (gsize) (start.end - start.at), out_day)
           || parse_behind_time (start, order, out_day) || parse_wide (start, order, out_day)
           || tv_day_parse_behind_words (start.at, (gsize) (start.end - start.at), order, out_day);
  *out_day = day;
  return TRUE;
}

/**
 * tv_day_parse_bare:
 * @text: a cell of a column whose cells are all such days
 * @length: of @text
 * @order: how the column writes its dates
 * @out_day: (out): the day number
 *
 * Reads a day of six or eight digits with nothing between its parts, such as 310124 or 31012024.
 * Alone it might be any number: the column has to say that they are days. Years of four digits are
 * 1800-2200, so that no text is a day both year first and year last.
 *
 * Returns: %FALSE where it is no date of the calendar
 */
gboolean
tv_day_parse_bare (const char *text, gsize length, TvDateOrder order, TvDay *out_day)
{
  const int year_at = order == TV_DATE_ORDER_YMD ? 0 : 2;
  int digits[3] = { 2, 2, 2 }, values[3] = { 0 };
  const char *at = text;
  TvDay day;

  if (length != 6 && length != 8)
    return FALSE;
  digits[year_at] = (int) length - 4;
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < digits[i]; k++, at++)
      {
        if (!g_ascii_isdigit (*at))
          return FALSE;
        values[i] = values[i] * 10 + (*at - '0');
      }
  day = arrange (values, digits, order);
  if (day == TV_DAY_NONE || (length == 8 && (values[year_at] < 1800 || values[year_at] > 2200)))
    return FALSE;
  *out_day = day;
  return TRUE;
}

/**
 * tv_day_today:
 *
 * Returns: the local date of the machine
 */
TvDay
tv_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return tv_day_from_ymd (g_date_time_get_year (now),
                          g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now));
}

/**
 * tv_date_order_get_code:
 * @order: an order
 *
 * Returns: (transfer none): "YMD", "DMY" or "MDY"
 */
const char *
tv_date_order_get_code (TvDateOrder order)
{
  static const char *const codes[] = { "YMD", "DMY", "MDY" };

  return codes[order];
}
