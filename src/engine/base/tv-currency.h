/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of currencies beside amounts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What names a currency. */
typedef struct
{
  const char *code; /* (nullable) of ISO 4217; none for a sign of several countries, static */
  gboolean is_code; /* it is written so */
} TvCurrency;

gsize
tv_currency_match (const char *begin, const char *end, gboolean from_end, TvCurrency *out_currency);
const char *tv_currency_find (const char *text);

G_END_DECLS
