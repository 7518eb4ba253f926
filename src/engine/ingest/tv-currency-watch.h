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

void tv_currency_watch_add (TvCurrencyWatch *watch, const char *text, gsize length);
const char *tv_currency_watch_get_codes (const TvCurrencyWatch *watch);
void tv_currency_watch_clear (TvCurrencyWatch *watch);

G_END_DECLS
