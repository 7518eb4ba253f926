/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days whose month is a word. */
#pragma once

#include "base/tv-day.h"

G_BEGIN_DECLS

gboolean tv_day_has_word (const char *text, gsize length);
gboolean tv_day_parse_words (const char *text, gsize length, TvDay *out_day);
gboolean
tv_day_parse_behind_words (const char *text, gsize length, TvDateOrder order, TvDay *out_day);

G_END_DECLS
