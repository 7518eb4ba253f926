/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An amount of money in free text, as shops print it; and the verdict on an e-mail address as it
 * stands. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* decimal: '.' or ',' where it is known, 0 = by its shape. out_currency: (nullable) ISO code. */
char *tv_amount_find (const char *text, char decimal, const char **out_currency);
gboolean tv_email_is_valid (const char *text);

G_END_DECLS
