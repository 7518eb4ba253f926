/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a file has several products in each row, in numbered groups of columns or as lists. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

gboolean tv_item_rows_find (TvImportFile *file, const TvImportHints *hints);
gboolean tv_item_groups_find (TvImportFile *file);
gboolean tv_item_keyed_find (TvImportFile *file);
gboolean tv_item_lists_find (TvImportFile *file);

G_END_DECLS
