/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that programs write where a cell holds nothing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_EMPTY_WORD_NONE,     /* an ordinary cell */
  TV_EMPTY_WORD_DOUBTFUL, /* means nothing in some files, and something in others */
  TV_EMPTY_WORD_SURE,
} TvEmptyWord;

#define TV_EMPTY_WORD_LONGEST 12 /* bytes, spaces around it counted */

TvEmptyWord tv_empty_word_read (const char *text, gsize length);
gboolean tv_empty_word_is_dash (const char *text, gsize length);

G_END_DECLS
