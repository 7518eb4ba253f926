/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days as day numbers: days since 1970-01-01 in the proleptic Gregorian calendar, no time
 * zone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 TvDay;

#define TV_DAY_NONE G_MININT32 /* no day known */

typedef enum
{
  TV_DATE_ORDER_YMD, /* ISO and other year-first forms */
  TV_DATE_ORDER_DMY,
  TV_DATE_ORDER_MDY,
} TvDateOrder;

TvDay tv_day_from_ymd (int year, int month, int day);
void tv_day_to_ymd (TvDay day, int *out_year, int *out_month, int *out_day);
gboolean tv_day_parse_iso (const char *text, TvDay *out_day);
gboolean tv_day_parse (const char *text, gssize length, TvDateOrder order, TvDay *out_day);
gboolean tv_day_parse_bare (const char *text, gsize length, TvDateOrder order, TvDay *out_day);
TvDay tv_day_today (void);
char *tv_day_to_iso (TvDay day);
char *tv_day_format (TvDay day, const char *form);
char *tv_day_to_display (TvDay day);
char *tv_days_to_display (gint64 days); /* “1 day”, “12 days” */
char *tv_day_to_words (TvDay day);
const char *tv_date_order_get_code (TvDateOrder order);

G_END_DECLS
