/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell looks like, roughly: enough to tell a table that is cut at the right places from one
 * that is not, and a header from what stands below it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_CELL_EMPTY,
  TV_CELL_NUMBER, /* with signs, groups, currency or percent */
  TV_CELL_DATE,   /* a day, a time, or both */
  TV_CELL_TEXT,
  TV_N_CELL_KINDS,
} TvCellKind;

const char *tv_cell_trim (const char *text, gsize *length);
gsize tv_cell_count_digits (const char *text, gsize length);
TvCellKind tv_cell_get_kind (const char *text, gsize length);
double tv_cell_get_cleanness (const char *text, gsize length);

G_END_DECLS
