/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders of a file, by their numbers, in memory: what the lines of another file are joined to.
 */
#pragma once

#include "base/tv-progress.h"
#include "ingest/tv-record.h"
#include "rows/tv-import-join.h"

G_BEGIN_DECLS

typedef struct _TvOrderTable TvOrderTable;

TvOrderTable *tv_order_table_load (const TvImportJoin *join,
                                   const gboolean *is_wanted,
                                   TvProgress *progress,
                                   GError **error);
gsize tv_order_table_get_near_bytes (const TvOrderTable *table);
void tv_order_table_free (TvOrderTable *table);
void tv_order_table_join (TvOrderTable *table, TvRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvOrderTable, tv_order_table_free)

G_END_DECLS
