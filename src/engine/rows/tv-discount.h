/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a column writes the discount of a line, where amounts are worked out from unit prices. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef enum
{
  TV_DISCOUNT_BY_VALUE, /* the first rows have none: below 1 a share, else an amount */
  TV_DISCOUNT_SHARE,    /* 0.15 of the price */
  TV_DISCOUNT_PERCENT,  /* 15 or 15 % */
  TV_DISCOUNT_AMOUNT,   /* money off the line */
} TvDiscountForm;

TvDiscountForm tv_discount_find_form (const TvImportFile *file);
gboolean tv_discount_is_of_orders (const TvImportFile *file, int header_index);
gboolean tv_discount_is_used (const TvImportFile *file);
gboolean tv_discount_looks_right (const char *cell);
gsize tv_discount_strip (const char *text, gsize length);
char *tv_discount_dup_note (const TvImportFile *file);

G_END_DECLS
