/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that a program took for numbers: 13085.0 is the customer 13085. */
#pragma once

#include "rows/tv-import-columns.h"

G_BEGIN_DECLS

/* What the cells of the columns say that hold codes. */
typedef struct
{
  guint float_counts[TV_N_COLUMNS];
  guint other_counts[TV_N_COLUMNS];
} TvFloatCodes;

gsize tv_float_code_get_length (const char *text, gsize length);
void tv_float_codes_add (TvFloatCodes *codes, TvColumn column, const char *text, gsize length);
void tv_float_codes_apply (const TvFloatCodes *codes, TvImportFile *file);
void tv_float_codes_look (TvImportFile *file);

G_END_DECLS
