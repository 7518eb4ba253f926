/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source of the imports page, with its batches below it. */
#pragma once

#include <adwaita.h>
#include <tastevin.h>

G_BEGIN_DECLS

/* What the focus key of a batch's row begins with, its id behind it. */
#define TVA_SOURCE_BATCH "batch"

#define TVA_TYPE_SOURCE_ROW (tva_source_row_get_type ())
G_DECLARE_FINAL_TYPE (TvaSourceRow, tva_source_row, TVA, SOURCE_ROW, AdwExpanderRow)

/* What its buttons do are actions of the page: "source.again" (s: name), and with a batch's id (x)
 * "batch.undo", "batch.redo", "batch.rejects", "batch.save-rejects", "batch.details". */
GtkWidget *tva_source_row_new (TvSourceRow *source, gboolean can_write);
const TvSourceRow *tva_source_row_get_source (TvaSourceRow *row);
gboolean tva_source_row_wants (TvaSourceRow *row, gint64 batch_id);
gboolean tva_source_row_is_coming (TvaSourceRow *row);
char *tva_sources_dup_facts (GPtrArray *sources);

G_END_DECLS
