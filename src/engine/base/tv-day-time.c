/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of day behind dates, as programs and people write them: “T10:20:30Z”, “, 10:20:30 PM”,
 * “ à 10h20”, “ um 10:20 Uhr”, “ - 10:20”, “ 10.20.30.000000 PM”, “ 下午2:40”, “ (火) 10時20分”. No
 * more is asked than whether all of it can be a time with its zone. */
#include "base/tv-day-time.h"

#include <string.h>

#define LONGEST_WORD 24 /* bytes, of what stands around a time */

/* The length of a blank at the beginning of a text; some programs write one that breaks no line,
 * or a narrow one before AM and PM. */
static gsize
count_blank (const char *at, const char *end)
{
  if (at < end && (*at == ' ' || *at == '\t'))
    return 1;
  if (end - at >= 2 && memcmp (at, "\302\240", 2) == 0)
    return 2;
  return end - at >= 3
                 && (memcmp (at, "\342\200\257", 3) == 0 || memcmp (at, "\342\200\211", 3) == 0)
             ? 3
             : 0;
}

static const char *
pass_blanks (const char *at, const char *end)
{
  gsize length;

  while ((length = count_blank (at, end)) > 0)
    at += length;
  return at;
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c) || (guchar) c >= 0x80;
}

/* The bytes of the sign of an hour, a minute or a second, mostly in East Asia; 0 = there is none.
 */
static gsize
count_unit (const char *at, const char *end)
{
  static const char *const units[]
      = { "時", "时", "点", "點", "分", "秒", "시", "분", "초", "min" };

  for (gsize i = 0; end - at >= 3 && i < G_N_ELEMENTS (units); i++)
    if (memcmp (at, units[i], 3) == 0)
      return 3;
  return 0;
}

/* Whether an hour stands here, with what parts it from the minutes. */
static gboolean
is_hour (const char *at, const char *end)
{
  const char *start = at;

  while (at < end && g_ascii_isdigit (*at))
    at++;
  return at > start && at - start <= 2 && at < end
         && (strchr (":.h", *at) != NULL || count_unit (at, end) > 0);
}

/* Passes the word that stands before a time in some languages: one of these, or any short one
 * before an hour. */
static const char *
pass_word (const char *at, const char *end)
{
  static const char *const words[] = { "à ", "at ", "um ", "alle ", "às ", "om " };
  const char *behind = at;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (end - at) > length && memcmp (at, words[i], length) == 0)
        return at + length;
    }
  while (behind < end && (is_letter (*behind) || *behind == '.' || *behind == ' '))
    behind++;
  return behind - at <= LONGEST_WORD && is_hour (behind, end) ? behind : at;
}

/* Passes what some languages write behind the number of a year, a letter with a full stop: “ г.”.
 */
static const char *
pass_year_sign (const char *text, const char *end)
{
  const char *at = pass_blanks (text, end);
  gsize length = at < end && is_letter (*at) ? (gsize) (g_utf8_next_char (at) - at) : 0;

  if (at == text || length == 0 || length >= (gsize) (end - at) || at[length] != '.')
    return text;
  at += length + 1;
  return at == end || *at == ' ' || *at == ',' ? at : text;
}

/* Passes a day of the week in brackets, which may be wide ones, and blanks around it. */
static const char *
pass_weekday (const char *text, const char *end)
{
  const char *at = pass_blanks (text, end), *start;
  gsize open = at < end && *at == '(' ? 1 : end - at >= 3 && memcmp (at, "（", 3) == 0 ? 3 : 0;
  gsize close;

  if (open == 0)
    return text;
  start = at += open;
  while (at < end && (is_letter (*at) || *at == '.')
         && !(end - at >= 3 && memcmp (at, "）", 3) == 0))
    at++;
  close = at < end && *at == ')' ? 1 : end - at >= 3 && memcmp (at, "）", 3) == 0 ? 3 : 0;
  return at > start && close > 0 && at - start <= LONGEST_WORD ? at + close : text;
}

/* What stands between a date and its time: T, _, blanks, a comma or a dash with blanks, or a dot
 * that ends the date. NULL where it is none of these. */
static const char *
pass_mark (const char *at, const char *end)
{
  const char *behind;

  /* Nearly all have a blank. */
  if (*at == ' ' && end - at > 1 && g_ascii_isdigit (at[1]))
    return at + 1;
  if (*at == 'T' || *at == 't' || *at == '_')
    return at + 1;
  if (*at == '.' || *at == ',')
    {
      behind = pass_blanks (at + 1, end);
      if (behind == end ? *at == ',' : behind == at + 1)
        return NULL;
    }
  else
    {
      behind = pass_blanks (at, end);
      if (behind == at)
        return NULL;
      if (end - behind > 1 && *behind == '-' && count_blank (behind + 1, end) > 0)
        behind = pass_blanks (behind + 1, end);
    }
  return behind < end && !g_ascii_isdigit (*behind) ? pass_word (behind, end) : behind;
}

/* Whether a text is what may end a time: the name of a zone in capitals such as UTC or CEST behind
 * a blank, a place of the zone in brackets, or the German word. */
static gboolean
is_ending (const char *at, const char *end)
{
  if (*at == '[')
    return end[-1] == ']';
  if (*at == '(')
    return end[-1] == ')';
  if (end - at < 3 || end - at > 6 || *at != ' ')
    return FALSE;
  if (end - at == 4 && g_ascii_strncasecmp (at, " uhr", 4) == 0)
    return TRUE;
  for (at++; at < end; at++)
    if (!g_ascii_isupper (*at))
      return FALSE;
  return TRUE;
}

/* Whether a text is a short word, as may stand behind a time. */
static gboolean
is_short_word (const char *at, const char *end)
{
  if (end - at > LONGEST_WORD)
    return FALSE;
  for (; at < end; at++)
    if (!is_letter (*at) && *at != '.' && *at != ' ')
      return FALSE;
  return TRUE;
}

/* Whether all of a text that begins with a digit can be a time of day. */
static gboolean
is_time (const char *text, const char *end)
{
  gboolean is_hour_first = is_hour (text, end);

  while (text < end)
    {
      gsize blank;

      if (g_ascii_isdigit (*text) || *text == ':')
        {
          text++;
          continue;
        }
      if (is_ending (text, end) || (is_hour_first && is_short_word (text, end)))
        return TRUE;
      blank = count_blank (text, end);
      if (blank == 0)
        blank = count_unit (text, end);
      if (blank == 0 && strchr (".,+-hHmMsSaApPzZ", *text) == NULL)
        return FALSE;
      text += MAX (blank, 1);
    }
  return TRUE;
}

/**
 * tv_day_time_is_rest:
 * @text: what stands behind a date
 * @end: the end of the cell
 *
 * Returns: whether it is nothing, or a mark and a time of day with whatever zone
 */
gboolean
tv_day_time_is_rest (const char *text, const char *end)
{
  if (text == end)
    return TRUE;
  if (end - text > 1 && !g_ascii_isdigit (text[1])
      && (*text == ' ' || *text == '(' || (guchar) *text >= 0x80))
    text = pass_weekday (pass_year_sign (text, end), end);
  if (text == end)
    return TRUE;
  text = pass_mark (text, end);
  if (text == NULL)
    return FALSE;
  if (text == end)
    return TRUE;
  return g_ascii_isdigit (*text) && is_time (text, end);
}

/**
 * tv_day_time_is_glued:
 * @text: what stands behind a date that its last sign ends
 * @end: the end of the cell
 *
 * Returns: whether it is nothing, a short word or a time, with no need of a mark before it
 */
gboolean
tv_day_time_is_glued (const char *text, const char *end)
{
  text = pass_blanks (pass_weekday (text, end), end);
  if (is_short_word (text, end))
    return TRUE;
  text = pass_word (text, end);
  return g_ascii_isdigit (*text) && is_time (text, end);
}

static gsize
count_digits (const char *text, gsize length)
{
  gsize count = 0;

  while (count < length && g_ascii_isdigit (text[count]))
    count++;
  return count;
}

/* Whether a year of four digits stands before a place, with nothing but words behind it. */
static gboolean
is_behind_year (const char *text, gsize at)
{
  while (at > 0 && !g_ascii_isdigit (text[at - 1]))
    at--;
  return at >= 4 && count_digits (text + at - 4, 4) == 4;
}

/* Whether a time begins that has no colon: 14h40, 14 h 40, or behind a blank 02.40.59, or 14.40 at
 * the end behind the year, before whatever word. */
static gboolean
is_time_at (const char *text, gsize length, gsize at)
{
  gsize digits = count_digits (text + at, length - at), more;

  if (digits == 0 || digits > 2)
    return FALSE;
  at += digits;
  if (at + 2 < length && text[at] == '.')
    {
      more = count_digits (text + at + 1, length - at - 1);
      if (more == 2 && is_short_word (text + at + 3, text + length))
        return is_behind_year (text, at - digits);
      at += 1 + more;
      return more == 2 && at + 1 < length && text[at] == '.' && g_ascii_isdigit (text[at + 1]);
    }
  while (at < length && text[at] == ' ')
    at++;
  return at < length && (text[at] == 'h' || text[at] == 'H')
         && (at + 1 == length || !g_ascii_isalpha (text[at + 1]));
}

/* Passes the word of a half of the day behind a time: AM, p.m. */
static const char *
pass_half (const char *text, const char *end)
{
  const char *at = pass_blanks (text, end);

  if (end - at < 2 || strchr ("aApP", *at) == NULL)
    return text;
  at += at[1] == '.' ? 2 : 1;
  if (at == end || (*at != 'm' && *at != 'M'))
    return text;
  at++;
  return at < end && *at == '.' ? at + 1 : at;
}

/**
 * tv_day_time_get_front:
 * @text: a cell
 * @end: its end
 *
 * Finds a time of day before a date, as in 20:12:59 Jan 13, 2024.
 *
 * Returns: its bytes with what stands between it and the date; 0 = there is none
 */
gsize
tv_day_time_get_front (const char *text, const char *end)
{
  gsize length = (gsize) (end - text), digits = count_digits (text, length), at = digits;
  const char *behind;

  if (digits == 0 || digits > 2)
    return 0;
  while (at + 2 < length && text[at] == ':' && count_digits (text + at + 1, length - at - 1) == 2)
    at += 3;
  behind = pass_half (text + at, end);
  if (at == digits && behind == text + at)
    return 0;
  if (behind < end && *behind == ',')
    behind++;
  if (behind == end || count_blank (behind, end) == 0)
    return 0;
  behind = pass_blanks (behind, end);
  if (end - behind > 2 && *behind == '-' && behind[1] == ' ')
    behind = pass_blanks (behind + 1, end);
  return (gsize) (behind - text);
}

/**
 * tv_day_time_find:
 * @text: a day whose month is a word
 * @length: of @text
 *
 * Finds the time of day in it. Digits before the first colon are the hour, unless a letter stands
 * before them, as in 31JAN2024:10:20, or they are four: these are the year.
 *
 * Returns: how many bytes stand before the time; @length where there is none
 */
gsize
tv_day_time_find (const char *text, gsize length)
{
  const char *colon = memchr (text, ':', length);
  gsize end;

  if (colon == NULL)
    {
      for (gsize i = 1; i < length; i++)
        if (text[i - 1] == ' ' && is_time_at (text, length, i))
          return i;
      return length;
    }
  end = (gsize) (colon - text);
  while (end > 0 && g_ascii_isdigit (text[end - 1]))
    end--;
  return (end > 0 && g_ascii_isalpha (text[end - 1])) || colon - (text + end) >= 4
             ? (gsize) (colon - text)
             : end;
}
