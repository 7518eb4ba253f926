/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list or table: an id and the engine's row struct, which may come later ("changed"). */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TVA_TYPE_ITEM (tva_item_get_type ())
G_DECLARE_FINAL_TYPE (TvaItem, tva_item, TVA, ITEM, GObject)

TvaItem *tva_item_new (gint64 id,
                       gpointer row,
                       GDestroyNotify free_row); /* row: (transfer full) (nullable) */
gint64 tva_item_get_id (TvaItem *item);
gpointer tva_item_get_row (
    TvaItem *item); /* NULL = placeholder; signal "changed" when it comes or changes */
void tva_item_set_row (TvaItem *item, gpointer row, GDestroyNotify free_row);
void tva_item_turn_into (TvaItem *item, gint64 id);
void tva_item_emit_changed (TvaItem *item); /* after a member of the row was changed in place */

G_END_DECLS
