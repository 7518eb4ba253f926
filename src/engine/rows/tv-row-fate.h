/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the rows of a file, counted in words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_ROW_ACCEPTED,
  TV_ROW_REJECTED,
  TV_ROW_LEFT_OUT,    /* of no sale, as it should be */
  TV_ROW_TOTALS,      /* of the table, none of its rows */
  TV_ROW_DROPPED,     /* left out by a person */
  TV_ROW_SETTLED,     /* rejected, and back in another file */
  TV_ROW_WAITING,     /* for a customer or product */
  TV_ROW_WAITING_FOR, /* the same, and what for is said */
  TV_N_ROW_FATES,
} TvRowFate;

char *tv_row_fate_dup_count (TvRowFate fate, gint64 count);
char *tv_row_fate_dup_counts (const gint64 counts[TV_N_ROW_FATES], const char *separator);

G_END_DECLS
