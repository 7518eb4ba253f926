/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of file it is, and the votes of a column's values on the order of day and month and on
 * the decimal mark. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

/* Of days without marks between their parts, by order. */
typedef struct
{
  guint64 counts[3]; /* cells as long as the first one that are a day */
  TvDay first[3], last[3];
  gsize length; /* of the first cell */
} TvBareVotes;

typedef struct
{
  guint64 seen, year_first, day_first,
      month_first; /* values; day_first: those that are a day when read day first */
  TvBareVotes bare;
} TvDateVotes;

typedef struct
{
  guint points, commas;             /* numbers that tell their decimal mark */
  guint point_groups, comma_groups; /* amounts whose only mark stands before three digits */
} TvDecimalVotes;

void tv_sniff_find_kind (TvImportFile *file);
void tv_sniff_look_at_days (TvImportFile *file);
void tv_sniff_look_at_marks (TvImportFile *file, guint column);
char tv_sniff_find_mark (const TvImportFile *file, char otherwise);
gboolean
tv_sniff_apply_mapping (const char *name, const char *json, TvImportFile *file, GError **error);
gboolean
tv_sniff_apply_preset (const char *name, const char *json, TvImportFile *file, GError **error);
void tv_date_votes_add (TvDateVotes *votes, const char *text, gsize length);
gboolean tv_date_votes_decide (const TvDateVotes *votes, TvDateOrder *out_order);
void tv_date_votes_apply (const TvDateVotes *votes, TvImportFile *file);
void
tv_decimal_votes_add (TvDecimalVotes *votes, const char *text, gsize length, gboolean is_amount);
char tv_decimal_votes_decide (const TvDecimalVotes *votes, char otherwise);

G_END_DECLS
