/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash of items and a queue in the order of their last use. What a view still holds lives on
 * after it was let go here. Knows nothing of pages or positions. */
#include "models/tva-item-cache.h"

typedef struct
{
  gint64 id; /* the key in the hash */
  TvaItem *item;
  GList link; /* in recent; data = this entry */
} Entry;

struct _TvaItemCache
{
  GHashTable *entries; /* id -> Entry */
  GQueue recent;       /* of Entry, the last asked for first */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->item);
  g_free (entry);
}

static void
drop (TvaItemCache *cache, Entry *entry)
{
  g_queue_unlink (&cache->recent, &entry->link);
  g_hash_table_remove (cache->entries, &entry->id);
}

/**
 * tva_item_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
TvaItemCache *
tva_item_cache_new (void)
{
  TvaItemCache *cache = g_new0 (TvaItemCache, 1);

  cache->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);
  g_queue_init (&cache->recent);
  return cache;
}

/**
 * tva_item_cache_free:
 * @cache: (transfer full): a cache
 *
 * Lets go of all items.
 */
void
tva_item_cache_free (TvaItemCache *cache)
{
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

/**
 * tva_item_cache_get:
 * @cache: a cache
 * @id: an id
 *
 * Returns: (transfer none) (nullable): its item, if there is one
 */
TvaItem *
tva_item_cache_get (TvaItemCache *cache, gint64 id)
{
  Entry *entry = g_hash_table_lookup (cache->entries, &id);

  return entry != NULL ? entry->item : NULL;
}

/**
 * tva_item_cache_touch:
 * @cache: a cache
 * @id: an id
 * @out_is_new: (out): whether a placeholder was made for it
 *
 * Returns: (transfer none): its item, now the most recent one
 */
TvaItem *
tva_item_cache_touch (TvaItemCache *cache, gint64 id, gboolean *out_is_new)
{
  Entry *entry = g_hash_table_lookup (cache->entries, &id);

  *out_is_new = entry == NULL;
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = id;
      entry->item = tva_item_new (id, NULL, NULL);
      entry->link.data = entry;
      g_hash_table_insert (cache->entries, &entry->id, entry);
    }
  else
    g_queue_unlink (&cache->recent, &entry->link);
  g_queue_push_head_link (&cache->recent, &entry->link);
  return entry->item;
}

/**
 * tva_item_cache_drop_placeholder:
 * @cache: a cache
 * @id: an id
 *
 * Lets go of the item if its row never came.
 */
void
tva_item_cache_drop_placeholder (TvaItemCache *cache, gint64 id)
{
  Entry *entry = g_hash_table_lookup (cache->entries, &id);

  if (entry != NULL && tva_item_get_row (entry->item) == NULL)
    drop (cache, entry);
}

/**
 * tva_item_cache_trim:
 * @cache: a cache
 * @length: how many may stay
 *
 * Lets go of the oldest items.
 */
void
tva_item_cache_trim (TvaItemCache *cache, guint length)
{
  while (cache->recent.length > length)
    drop (cache, cache->recent.tail->data);
}

/**
 * tva_item_cache_list:
 * @cache: a cache
 *
 * Returns: (transfer full) (element-type gint64): all ids, the most recent first
 */
GArray *
tva_item_cache_list (TvaItemCache *cache)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), cache->recent.length);

  for (GList *l = cache->recent.head; l != NULL; l = l->next)
    g_array_append_val (ids, ((Entry *) l->data)->id);
  return ids;
}
