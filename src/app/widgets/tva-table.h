/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of the window: a GtkColumnView over TvaItem, made from an array of columns; headers
 * that sort tell so and leave the sorting to the engine. */
#pragma once

#include <adwaita.h>

#include "models/tva-item.h"
#include "widgets/tva-tab-stop.h"

G_BEGIN_DECLS

#define TVA_TYPE_TABLE (tva_table_get_type ())
G_DECLARE_FINAL_TYPE (TvaTable, tva_table, TVA, TABLE, TvaTabStop)

typedef struct
{
  const char *title;               /* translated */
  char *(*to_text) (gpointer row); /* (transfer full); row is never NULL */
  int width;                       /* in pixels, for text of the usual size; -1 = natural */
  gboolean is_numeric;             /* right-aligned, tabular figures */
  gboolean is_expanding;
  char *(*to_cell) (gpointer row, guint column); /* instead of to_text, for columns of one kind */
} TvaTableColumn;

/* label: accessible name. columns are copied. selection: (transfer full) over TvaItem.
 * Signals: "sort-changed" (int column, gboolean is_descending), "activated" (TvaItem *). */
GtkWidget *tva_table_new (const char *label,
                          const TvaTableColumn *columns,
                          guint column_count,
                          gboolean is_sortable,
                          GtkSelectionModel *selection);
void tva_table_set_sort (TvaTable *table,
                         int column,
                         gboolean is_descending); /* shows it, emits nothing */
void tva_table_scroll_to_top (TvaTable *table);
void tva_table_scroll_to (TvaTable *table, guint position);
GtkWidget *tva_table_get_view (TvaTable *table); /* the GtkColumnView */

G_END_DECLS
