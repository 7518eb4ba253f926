/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of a run for a person: a stored name such as "weight_profit" as a title, a stored
 * value such as "0.85" or "BEST_FIT" as it is read. Made in the reader's language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tv_setting_dup_title (const char *name);
char *tv_setting_value_to_display (const char *name, const char *value, const char *currency);

G_END_DECLS
