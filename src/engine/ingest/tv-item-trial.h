/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A way to take the rows of a file apart, and how much speaks for it. */
#pragma once

#include "ingest/tv-record.h"
#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef struct
{
  TvImportSplit *split;
  char **header; /* of the lines */
  guint score;   /* 0 = it is none */
} TvItemTrial;

TvItemTrial *tv_item_trial_new (char **header, const GPtrArray *parts);
TvItemTrial *tv_item_trial_new_lists (char **header, TvImportSplit *split, char **names);
void tv_item_trial_free (TvItemTrial *trial);
void tv_item_trial_judge (TvItemTrial *trial, const GPtrArray *rows);
void tv_item_trial_take (TvItemTrial *trial, TvImportFile *file);
guint tv_item_trial_get_most (guint header_count);
gboolean tv_item_trial_is_better (const TvItemTrial *trial, const TvItemTrial *best);
void tv_item_row_init (TvRecord *record, char **cells, gsize *lengths);
GPtrArray *tv_item_trial_make_preview (const TvImportSplit *split, const GPtrArray *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvItemTrial, tv_item_trial_free)

G_END_DECLS
