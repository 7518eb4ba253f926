/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people type it: cleaning (trim, collapse, NFC), folding for matching only, e-mail and
 * phone normal forms, hex. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *tv_text_clean (const char *text);
char *tv_text_fold (const char *text);
char *tv_email_normalise (const char *text);
char *tv_phone_normalise (const char *text, const char *country);
char *tv_phone_normalise_stated (const char *text, const char *stated, const char *home);
char *tv_hex_encode (const guint8 *bytes, gsize length);

G_END_DECLS
