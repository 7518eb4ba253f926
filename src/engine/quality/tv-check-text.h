/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one text alone gives away: filler, broken accents, a spreadsheet's traces, wrong check
 * digits. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tv_check_is_placeholder (const char *text);
gboolean tv_check_is_mojibake (const char *text);
gboolean tv_check_is_scientific (const char *text);
gboolean tv_check_is_role_address (const char *email);
gboolean tv_check_is_digits (const char *text, gsize length);
gboolean tv_check_has_ean_digit (const char *digits);
gboolean tv_check_has_luhn_digit (const char *digits);
gboolean tv_check_is_french_vat (const char *text);
gboolean tv_check_has_vat_key (const char *text);
int tv_check_find_year (const char *text);

G_END_DECLS
