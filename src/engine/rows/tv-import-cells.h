/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a file's first rows, and the columns that they are found for. */
#pragma once

#include "rows/tv-import-columns.h"

G_BEGIN_DECLS

typedef gboolean (*TvCellLook) (const char *cell);

guint tv_cells_count_rows (const TvImportFile *file);
const char *tv_cells_get (const TvImportFile *file, guint row, int header_index);
double tv_cells_get_fill (const TvImportFile *file, int header_index);
double tv_cells_get_fit (const TvImportFile *file, int header_index, TvCellLook look);
gboolean tv_cells_fit (const TvImportFile *file, int header_index, TvCellLook look, double least);
gboolean tv_cells_are_keys (const TvImportFile *file, int header_index);
gboolean tv_cells_go_together (const TvImportFile *file, int a, int b, double most);
gboolean tv_cell_is_email (const char *cell);
gboolean tv_cell_is_named (const char *cell);
gboolean tv_cell_is_words (const char *cell);
int tv_cells_get_place (const TvImportFile *file, TvColumn column);
gboolean tv_cells_is_open (const TvImportFile *file, TvColumn column);
void tv_cells_set_column (TvImportFile *file, TvColumn column, int header_index, double score);

G_END_DECLS
