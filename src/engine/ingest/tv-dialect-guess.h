/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the dialect of a text, and what stands above its records. */
#pragma once

#include "rows/tv-sniff.h"

G_BEGIN_DECLS

TvDialect *tv_dialect_guess (const char *text,
                             gsize length,
                             gboolean is_whole,
                             const TvSniffHints *hints,
                             GPtrArray *alternatives);
void tv_header_guess (const char *text,
                      gsize length,
                      gboolean is_whole,
                      const TvSniffHints *hints,
                      TvDialect *dialect);

G_END_DECLS
