/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of a list model: an id and the engine's row struct. The struct may be missing at first;
 * "changed" tells the cells that show it to look again. Reads and writes nothing else. */
#include "models/tva-item.h"

struct _TvaItem
{
  GObject parent_instance;

  gint64 id;
  gpointer row;
  GDestroyNotify free_row;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TvaItem, tva_item, G_TYPE_OBJECT)

static void
clear_row (TvaItem *self)
{
  if (self->row != NULL && self->free_row != NULL)
    self->free_row (self->row);
  self->row = NULL;
}

static void
tva_item_finalize (GObject *object)
{
  clear_row (TVA_ITEM (object));
  G_OBJECT_CLASS (tva_item_parent_class)->finalize (object);
}

static void
tva_item_class_init (TvaItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tva_item_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          TVA_TYPE_ITEM,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
tva_item_init (TvaItem *self)
{
}

/**
 * tva_item_new:
 * @id: the row's id
 * @row: (transfer full) (nullable): the engine's struct
 * @free_row: (nullable): frees it
 *
 * Makes an item; without a row it is a placeholder.
 *
 * Returns: (transfer full): the item
 */
TvaItem *
tva_item_new (gint64 id, gpointer row, GDestroyNotify free_row)
{
  TvaItem *self = g_object_new (TVA_TYPE_ITEM, NULL);

  self->id = id;
  self->row = row;
  self->free_row = free_row;
  return self;
}

/**
 * tva_item_get_id:
 * @item: an item
 *
 * Returns: the row's id
 */
gint64
tva_item_get_id (TvaItem *item)
{
  return item->id;
}

/**
 * tva_item_get_row:
 * @item: an item
 *
 * Returns: (transfer none) (nullable): the row, valid until the next "changed"; NULL for a
 * placeholder
 */
gpointer
tva_item_get_row (TvaItem *item)
{
  return item->row;
}

/**
 * tva_item_set_row:
 * @item: an item
 * @row: (transfer full) (nullable): the engine's struct
 * @free_row: (nullable): frees it
 *
 * Replaces the row and emits "changed".
 */
void
tva_item_set_row (TvaItem *item, gpointer row, GDestroyNotify free_row)
{
  clear_row (item);
  item->row = row;
  item->free_row = free_row;
  tva_item_emit_changed (item);
}

/**
 * tva_item_turn_into:
 * @item: an item
 * @id: the id of another row
 *
 * Makes it the placeholder of another row, without a word: whoever shows it keeps the old text
 * until the new row comes.
 */
void
tva_item_turn_into (TvaItem *item, gint64 id)
{
  item->id = id;
  clear_row (item);
}

/**
 * tva_item_emit_changed:
 * @item: an item
 *
 * Tells whoever shows the item that its row changed in place.
 */
void
tva_item_emit_changed (TvaItem *item)
{
  g_signal_emit (item, signals[SIGNAL_CHANGED], 0);
}
