/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash of items and a queue in the order of their last use. What a view still holds lives on
 * after it was let go here. Knows nothing of pages. */
#include "models/tva-item-cache.h"

#define NO_POSITION G_MAXUINT

typedef struct
{
  gint64 id;      /* the key in the hash */
  guint position; /* where it stands, NO_POSITION = not in the list any more */
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

static Entry *
add (TvaItemCache *cache, gint64 id, TvaItem *item)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->id = id;
  entry->item = item;
  entry->link.data = entry;
  g_hash_table_insert (cache->entries, &entry->id, entry);
  return entry;
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
 * @position: where in the list it stands
 * @out_is_new: (out): whether a placeholder was made for it
 *
 * Returns: (transfer none): its item, now the most recent one
 */
TvaItem *
tva_item_cache_touch (TvaItemCache *cache, gint64 id, guint position, gboolean *out_is_new)
{
  Entry *entry = g_hash_table_lookup (cache->entries, &id);

  *out_is_new = entry == NULL;
  if (entry == NULL)
    {
      entry = add (cache, id, tva_item_new (id, NULL, NULL));
    }
  else
    g_queue_unlink (&cache->recent, &entry->link);
  g_queue_push_head_link (&cache->recent, &entry->link);
  entry->position = position;
  return entry->item;
}

/**
 * tva_item_cache_shift:
 * @cache: a cache
 * @position: where the list changed
 * @removed: how many ids went there
 * @added: how many came
 *
 * Moves the places of the items behind a change. Those that went have none until they are asked for
 * again.
 */
void
tva_item_cache_shift (TvaItemCache *cache, guint position, guint removed, guint added)
{
  for (GList *l = cache->recent.head; l != NULL; l = l->next)
    {
      Entry *entry = l->data;

      if (entry->position == NO_POSITION || entry->position < position)
        continue;
      entry->position
          = entry->position - position < removed ? NO_POSITION : entry->position - removed + added;
    }
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

/* An item that somebody beside the cache holds. */
static gboolean
is_held (const Entry *entry)
{
  return G_OBJECT (entry->item)->ref_count > 1;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint first = (*(Entry *const *) a)->position, second = (*(Entry *const *) b)->position;

  return first < second ? -1 : first > second;
}

/* Takes the entries that are shown out of the cache, in the order of their places in the list. */
static GPtrArray *
steal_held (TvaItemCache *cache, const gint64 *ids, guint length)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (entry_free);

  for (GList *l = cache->recent.head; l != NULL; l = l->next)
    {
      Entry *entry = l->data;

      if (is_held (entry) && entry->position < length && ids[entry->position] == entry->id)
        g_ptr_array_add (held, entry);
    }
  for (guint i = 0; i < held->len; i++)
    {
      Entry *entry = g_ptr_array_index (held, i);

      g_queue_unlink (&cache->recent, &entry->link);
      g_hash_table_steal (cache->entries, &entry->id);
    }
  g_ptr_array_sort (held, compare_positions);
  return held;
}

/**
 * tva_item_cache_turn:
 * @cache: a cache
 * @old_ids: (array length=old_length): the order so far
 * @old_length: how many
 * @new_ids: (array length=new_length): the order from now on
 * @new_length: how many
 *
 * Keeps each item that is shown at its place, as the placeholder of the row that comes there, blank
 * with the id 0 where none comes, and lets go of all others.
 *
 * Returns: (transfer full) (element-type gint64): the ids whose rows are to be fetched, by place
 */
GArray *
tva_item_cache_turn (TvaItemCache *cache,
                     const gint64 *old_ids,
                     guint old_length,
                     const gint64 *new_ids,
                     guint new_length)
{
  g_autoptr (GPtrArray) held = steal_held (cache, old_ids, old_length);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), held->len);

  tva_item_cache_trim (cache, 0);
  for (guint i = 0; i < held->len; i++)
    {
      Entry *old = g_ptr_array_index (held, i);
      Entry *entry;

      if (old->position >= new_length)
        {
          tva_item_turn_into (old->item, 0);
          tva_item_emit_changed (old->item);
          continue;
        }
      tva_item_turn_into (old->item, new_ids[old->position]);
      entry = add (cache, new_ids[old->position], g_object_ref (old->item));
      entry->position = old->position;
      g_queue_push_tail_link (&cache->recent, &entry->link);
      g_array_append_val (ids, entry->id);
    }
  return ids;
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
