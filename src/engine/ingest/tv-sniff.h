/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vote of a column's values on the order of day and month. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 seen, year_first, day_first,
      month_first; /* values; day_first: those that are a day when read day first */
} TvDateVotes;

void tv_sniff_find_kind (TvImportFile *file);
void tv_date_votes_add (TvDateVotes *votes, const char *text, gsize length);
gboolean tv_date_votes_decide (const TvDateVotes *votes, TvDateOrder *out_order);

G_END_DECLS
