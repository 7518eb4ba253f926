/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digits of other scripts, and what stands around them, as ASCII. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* decimal_mark: what the decimal mark of Arabic becomes. NULL where the text has none of these. */
char *tv_wide_text_to_plain (const char *text, gsize length, char decimal_mark);

G_END_DECLS
