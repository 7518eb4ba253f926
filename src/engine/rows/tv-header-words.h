/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a header cell says, read word by word in three dozen languages. */
#pragma once

#include "rows/tv-import-columns.h"

G_BEGIN_DECLS

/* What the words of a header cell speak of, one bit a notion; 0 = a word is not known. */
typedef guint64 TvHeaderWords;

TvHeaderWords tv_header_words_read (const char *header);
gboolean tv_header_words_have (TvHeaderWords words, const char *notions);
gboolean tv_header_words_are (const char *header, const char *notions);
gboolean tv_header_words_are_of_one (TvHeaderWords a, TvHeaderWords b);
double tv_header_words_score (TvHeaderWords words, TvColumn column);

G_END_DECLS
