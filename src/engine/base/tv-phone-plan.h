/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the numbers of a country are dialled inside of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TvPhonePlan TvPhonePlan;

const TvPhonePlan *tv_phone_plan_get (guint index);
const char *tv_phone_plan_get_country (const TvPhonePlan *plan);
const char *tv_phone_plan_get_title (const TvPhonePlan *plan);
const TvPhonePlan *tv_phone_plan_find (const char *country);
const TvPhonePlan *tv_phone_plan_find_by_code (const char *digits);
gboolean tv_phone_plan_is_fixed (const TvPhonePlan *plan);
char *tv_phone_plan_read (const TvPhonePlan *plan, const char *digits, gboolean is_international);

G_END_DECLS
