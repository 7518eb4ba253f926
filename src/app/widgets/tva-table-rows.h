/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a table whose texts are still to be set. GTK binds some two hundred rows at once, of
 * which a person sees some twenty: those in sight are filled before they are painted, the others in
 * small portions behind. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TVA_TYPE_TABLE_ROWS (tva_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (TvaTableRows, tva_table_rows, TVA, TABLE_ROWS, GObject)

/* Sets the texts of a row, whose first cell this is. Returns: the height of the row in pixels, 0
 * before it was laid out. */
typedef int (*TvaTableRowFill) (GtkListItem *list_item, gpointer user_data);

TvaTableRows *tva_table_rows_new (GListModel *model,
                                  GtkAdjustment *scroll,
                                  TvaTableRowFill fill,
                                  gpointer user_data);
void tva_table_rows_add (TvaTableRows *rows, GtkListItem *list_item);
void tva_table_rows_remove (TvaTableRows *rows, GtkListItem *list_item);

G_END_DECLS
