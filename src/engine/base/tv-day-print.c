/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and durations as text: for files (ISO) and for the screen (the user's locale). */
#include <glib/gi18n-lib.h>

#include "base/tv-day.h"
#include "base/tv-number.h"

/**
 * tv_day_to_iso:
 * @day: a day number
 *
 * Prints a day for files and machines.
 *
 * Returns: (transfer full): YYYY-MM-DD, or the empty string for %TV_DAY_NONE
 */
char *
tv_day_to_iso (TvDay day)
{
  int year, month, day_of_month;

  if (day == TV_DAY_NONE)
    return g_strdup ("");
  tv_day_to_ymd (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

/**
 * tv_day_format:
 * @day: a day number
 * @form: for g_date_time_format()
 *
 * Prints a day in a form of one's own.
 *
 * Returns: (transfer full): the day, or the empty string for %TV_DAY_NONE
 */
char *
tv_day_format (TvDay day, const char *form)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  if (day == TV_DAY_NONE)
    return g_strdup ("");
  tv_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  return date != NULL ? g_date_time_format (date, form) : tv_day_to_iso (day);
}

/* The first of a month has a form of its own, as French counts it: 1er juin, 2 juin. */
static char *
format_day (TvDay day, const char *first_of_month, const char *other)
{
  int year, month, day_of_month = 0;

  if (day != TV_DAY_NONE)
    tv_day_to_ymd (day, &year, &month, &day_of_month);
  return tv_day_format (day, day_of_month == 1 ? first_of_month : other);
}

/**
 * tv_day_to_display:
 * @day: a day number
 *
 * Prints a day the way the user's locale does.
 *
 * Returns: (transfer full): a date, or the empty string for %TV_DAY_NONE
 */
char *
tv_day_to_display (TvDay day)
{
  /* Not the locale's short form: whether 03/04 is in March or in April must not be a guess.
   * Translators: dates for g_date_time_format () */
  return format_day (day, C_ ("first of a month", "%-d %b %Y"), C_ ("other days", "%-d %b %Y"));
}

/**
 * tv_day_to_words:
 * @day: a day number
 *
 * Prints a day in full, with its day of the week.
 *
 * Returns: (transfer full): "Friday, 9 December 2011", or the empty string for %TV_DAY_NONE
 */
char *
tv_day_to_words (TvDay day)
{
  /* Translators: dates for g_date_time_format () */
  return format_day (day,
                     C_ ("first of a month", "%A, %-d %B %Y"),
                     C_ ("other days", "%A, %-d %B %Y"));
}

/**
 * tv_days_to_display:
 * @days: how many
 *
 * Says a duration for the screen: “1 day”, “12 days”.
 *
 * Returns: (transfer full): the duration in the user's language
 */
char *
tv_days_to_display (gint64 days)
{
  g_autofree char *count = tv_count_to_display (days);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong) MAX (days, 0)),
      count);
}
