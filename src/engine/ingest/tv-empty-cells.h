/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes cells for empty that say so by a word, and counts them. */
#pragma once

#include "ingest/tv-record.h"
#include "rows/tv-empty-rule.h"

G_BEGIN_DECLS

typedef struct _TvEmptyCells TvEmptyCells;

TvEmptyCells *tv_empty_cells_new (const TvImportFile *file);
void tv_empty_cells_free (TvEmptyCells *cells);
void tv_empty_cells_take (TvEmptyCells *cells, TvRecord *record);
void tv_empty_cells_tell (const TvEmptyCells *cells, guint64 record_count, TvImportResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvEmptyCells, tv_empty_cells_free)

G_END_DECLS
