/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time of day behind a date, which is passed by. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tv_day_time_is_rest (const char *text, const char *end);
gboolean tv_day_time_is_glued (const char *text, const char *end);
gsize tv_day_time_get_front (const char *text, const char *end);
gsize tv_day_time_find (const char *text, gsize length);

G_END_DECLS
