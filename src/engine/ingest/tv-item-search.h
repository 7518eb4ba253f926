/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for lists of products in the first rows of a file. */
#pragma once

#include "ingest/tv-item-list.h"
#include "ingest/tv-item-trial.h"
#include "rows/tv-import-columns.h"

G_BEGIN_DECLS

/* The first rows of a file, and the best way so far to take them apart. */
typedef struct
{
  TvImportFile *file;
  guint count; /* header cells */
  guint trials, most_trials;
  TvItemTrial *best;
} TvItemSearch;

/* What the first rows come to when they are cut so. */
typedef struct
{
  guint most, least, several, filled, whole; /* products in a row; rows */
} TvItemCounts;

gboolean tv_item_names_are_called (char **names, const TvColumn *columns, guint count);
TvImportSplit *tv_item_split_new (TvListForm form, const char *item_mark, guint part_count);
const char *tv_item_search_get_cell (const TvItemSearch *search, guint row, guint column);
void tv_item_search_count (const TvItemSearch *search,
                           const TvImportSplit *split,
                           guint needed,
                           TvItemCounts *counts);
gboolean tv_item_counts_are_whole (const TvItemCounts *counts);
gboolean tv_item_counts_are_unlike (const TvItemCounts *counts);
gboolean tv_item_search_take (TvItemSearch *search);
void tv_item_search_try (TvItemSearch *search, TvImportSplit *split, char **names, guint most);

gboolean tv_item_pieces_are_there (char **names);
void tv_item_add_key (GPtrArray *keys, const char *text, gsize length);
void tv_item_pairs_try (TvItemSearch *search, guint column);
void tv_item_bare_try (TvItemSearch *search, guint column);

#define TV_ITEM_MOST_KEYS 40 /* of a product */

G_END_DECLS
