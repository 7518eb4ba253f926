/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One text of a table: a line that is cut where the column ends. All cells of a table shape their
 * texts with the same two layouts, as a table holds some thousands of cells. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _TvaCellFont TvaCellFont;

TvaCellFont *tva_cell_font_new (GtkWidget *view);
void tva_cell_font_unref (TvaCellFont *font);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaCellFont, tva_cell_font_unref)

#define TVA_TYPE_CELL (tva_cell_get_type ())
G_DECLARE_FINAL_TYPE (TvaCell, tva_cell, TVA, CELL, GtkWidget)

GtkWidget *tva_cell_new (TvaCellFont *font, gboolean is_numeric);
gboolean tva_cell_set_text (TvaCell *cell, const char *text);

G_END_DECLS
