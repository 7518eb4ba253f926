/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which currencies stand beside the amounts of one column, cell by cell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_CURRENCY_ROOM 24

typedef struct
{
  GString *codes; /* (nullable) as in " EUR USD", in the order of the file; NULL = none */
  char beside[TV_CURRENCY_ROOM]; /* what stood beside the latest number that had anything, and a 0
                                    in the number's place */
  gsize before, after;           /* bytes of that before and behind the number */
} TvCurrencyWatch;

void tv_currency_watch_look (TvCurrencyWatch *watch, const char *text, gsize length);
const char *tv_currency_watch_get_codes (const TvCurrencyWatch *watch);
void tv_currency_watch_clear (TvCurrencyWatch *watch);

/**
 * tv_currency_watch_add:
 * @watch: a watch, zeroed at first
 * @text: (array length=length): a cell of a column of amounts
 * @length: its bytes
 *
 * Notes the currency that is named in a cell with a number, if any. What is longer than any sign or
 * code beside the number is no currency.
 */
static inline void
tv_currency_watch_add (TvCurrencyWatch *watch, const char *text, gsize length)
{
  if (length > 0 && ((guchar) (text[0] - '0') > 9 || (guchar) (text[length - 1] - '0') > 9))
    tv_currency_watch_look (watch, text, length);
}

G_END_DECLS
