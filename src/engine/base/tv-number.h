/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers and money as integers: cents for money, thousandths for quantities. Parses what
 * exports write, prints for the screen (the user's locale) and for files (point, no grouping). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
tv_number_parse (const char *text, gssize length, char decimal_mark, int scale, gint64 *out_value);
char *tv_money_to_file (gint64 cents);
char *tv_money_to_display (gint64 cents, const char *currency);
char *tv_number_to_display (double value, int decimals);
char *tv_count_to_display (gint64 count);
char *tv_ratio_to_display (double ratio, int decimals);

G_END_DECLS
