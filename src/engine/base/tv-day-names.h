/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of months and days of the week. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers of a date that a full stop follows. */
typedef enum
{
  TV_DAY_DOTS_NONE = 0,
  TV_DAY_DOTS_DAY = 1 << 0,
  TV_DAY_DOTS_YEAR = 1 << 1,
} TvDayDots;

int tv_day_name_get_month (const char *word, TvDayDots dots);
gboolean tv_day_name_is_filler (const char *word);

G_END_DECLS
