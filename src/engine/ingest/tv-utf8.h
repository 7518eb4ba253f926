/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for bytes that are no UTF-8, at the speed of reading. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *tv_utf8_find_bad (const char *at,
                              const char *end,
                              gboolean allows_nul,
                              gboolean is_last,
                              const char **out_checked);
gboolean tv_utf8_is_ascii (const char *at, gsize length);

G_END_DECLS
