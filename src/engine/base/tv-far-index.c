/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Few entries stand in an array and are sorted there. More than that are dealt to shares by the
 * first bits of their hashes, each of which is sorted by itself and put into a file behind the one
 * before. Of these the memory holds where the hashes of each beginning begin, so that a look takes
 * one read, and a bit for each hash, so that most looks that find nothing take none. */
#include "base/tv-far-index.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-far-memory.h"
#include "base/tv-far-shares.h"
#include "base/tv-hash-filter.h"

#define NEAR_ENTRIES (1u << 16) /* that stand in the array: 1.5 MB */
#define SHARE_BITS 7            /* of a hash, as its first ones */
#define BUCKET_BITS 16          /* the same */
#define FAR_SLACK (16u << 20)   /* by which the room on the disk is rounded up, at most */
#define AT_ONCE 32              /* entries that are read */
#define CANCEL_ENTRIES 0xffff   /* between two looks at the cancel */

struct _TvFarIndex
{
  GArray *near;        /* of TvFarEntry: those that go to no share; while sorting, those of one */
  TvFarShares *shares; /* (nullable) until they are sorted */
  TvFarMemory *memory; /* (nullable) */
  TvFarEntry *far;     /* (nullable) in that, or where no file can be had of its own */
  guint32 *begins;     /* (nullable) of each bucket in these, and where the last one ends */
  guint8 *filter;      /* (nullable) bits of the hashes there */
  guint32 count;
};

/**
 * tv_far_index_new:
 *
 * Returns: (transfer full): an index without an entry
 */
TvFarIndex *
tv_far_index_new (void)
{
  TvFarIndex *index = g_new0 (TvFarIndex, 1);

  index->near = g_array_new (FALSE, FALSE, sizeof (TvFarEntry));
  return index;
}

/**
 * tv_far_index_free:
 * @index: (transfer full): an index
 *
 * Frees an index with its entries.
 */
void
tv_far_index_free (TvFarIndex *index)
{
  g_array_unref (index->near);
  g_clear_pointer (&index->shares, tv_far_shares_free);
  if (index->memory == NULL)
    g_free (index->far);
  g_clear_pointer (&index->memory, tv_far_memory_free);
  g_free (index->begins);
  g_free (index->filter);
  g_free (index);
}

/**
 * tv_far_index_get_count:
 * @index: an index
 *
 * Returns: how many entries it has
 */
guint32
tv_far_index_get_count (const TvFarIndex *index)
{
  return index->count;
}

static gboolean
fail_for_space (GError **error)
{
  g_set_error_literal (error,
                       TV_ERROR,
                       TV_ERROR_NO_SPACE,
                       _ ("Could not go on: neither disk nor memory has room for the addresses of "
                          "the customers."));
  return FALSE;
}

static gboolean
deal (TvFarIndex *index, const TvFarEntry *entry)
{
  tv_hash_filter_add (index->filter, entry->hash);
  return tv_far_shares_add (index->shares,
                            (guint) (entry->hash >> (64 - SHARE_BITS)),
                            entry,
                            sizeof *entry);
}

static gboolean
deal_all (TvFarIndex *index)
{
  index->shares = tv_far_shares_new (1u << SHARE_BITS);
  index->filter = tv_hash_filter_new ();
  for (guint i = 0; i < index->near->len; i++)
    if (!deal (index, &g_array_index (index->near, TvFarEntry, i)))
      return FALSE;
  g_array_set_size (index->near, 0);
  return TRUE;
}

/**
 * tv_far_index_add:
 * @index: an index that was not settled yet
 * @entry: an entry, which is copied
 * @error: return location for %TV_ERROR_NO_SPACE
 *
 * Adds an entry.
 *
 * Returns: %FALSE where neither disk nor memory has room for it
 */
gboolean
tv_far_index_add (TvFarIndex *index, const TvFarEntry *entry, GError **error)
{
  index->count++;
  if (index->shares == NULL && index->near->len < NEAR_ENTRIES)
    {
      g_array_append_vals (index->near, entry, 1);
      return TRUE;
    }
  if ((index->shares == NULL && !deal_all (index)) || !deal (index, entry))
    return fail_for_space (error);
  return TRUE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const TvFarEntry *one = a, *other = b;

  if (one->hash != other->hash)
    return one->hash < other->hash ? -1 : 1;
  if (one->order != other->order)
    return one->order < other->order ? -1 : 1;
  return (one->values[0] > other->values[0]) - (one->values[0] < other->values[0]);
}

static void
take_records_cb (const char *bytes, guint32 length, gpointer data)
{
  g_array_append_vals (data, bytes, length / sizeof (TvFarEntry));
}

/* The beginnings of all buckets up to that of the hash. */
static void
begin_buckets (TvFarIndex *index, guint *bucket, guint until, guint32 begin)
{
  for (; *bucket <= until; ++*bucket)
    index->begins[*bucket] = begin;
}

static gboolean
put_shares (TvFarIndex *index, TvProgress *progress, GError **error)
{
  guint bucket = 0;
  guint32 at = 0;

  for (guint share = 0; share < 1u << SHARE_BITS; share++)
    {
      g_array_set_size (index->near, 0);
      if (!tv_far_shares_foreach (index->shares, share, take_records_cb, index->near))
        return fail_for_space (error);
      if (!tv_progress_check (progress, error))
        return FALSE;
      g_array_sort (index->near, compare_entries);
      for (guint i = 0; i < index->near->len; i++)
        {
          const TvFarEntry *entry = &g_array_index (index->near, TvFarEntry, i);

          if ((i & CANCEL_ENTRIES) == 0 && !tv_progress_check (progress, error))
            return FALSE;
          begin_buckets (index, &bucket, (guint) (entry->hash >> (64 - BUCKET_BITS)), at);
          index->far[at++] = *entry;
        }
      if (index->memory != NULL)
        tv_far_memory_rest (index->memory);
    }
  begin_buckets (index, &bucket, 1u << BUCKET_BITS, at);
  return TRUE;
}

/* Where the disk has no room, memory has to do. */
static gboolean
make_room (TvFarIndex *index)
{
  gsize size = index->count * sizeof (TvFarEntry);

  index->begins = g_new (guint32, (1u << BUCKET_BITS) + 1);
  index->memory = tv_far_memory_new (size + FAR_SLACK);
  if (index->memory != NULL)
    index->far = tv_far_memory_add (index->memory, size);
  if (index->far != NULL)
    return TRUE;
  g_clear_pointer (&index->memory, tv_far_memory_free);
  index->far = g_try_malloc (size);
  return index->far != NULL;
}

/**
 * tv_far_index_settle:
 * @index: an index that was not settled yet
 * @progress: (nullable): whose cancel ends it
 * @error: return location for %TV_ERROR_NO_SPACE or a cancel
 *
 * Makes the entries ready to be found; none are added afterwards.
 *
 * Returns: %FALSE on an error
 */
gboolean
tv_far_index_settle (TvFarIndex *index, TvProgress *progress, GError **error)
{
  if (index->shares == NULL)
    {
      g_array_sort (index->near, compare_entries);
      return TRUE;
    }
  if (!make_room (index))
    return fail_for_space (error);
  if (!put_shares (index, progress, error))
    return FALSE;
  g_clear_pointer (&index->shares, tv_far_shares_free);
  g_array_unref (index->near);
  index->near = g_array_new (FALSE, FALSE, sizeof (TvFarEntry));
  return TRUE;
}

static void
copy (const TvFarIndex *index, guint32 at, guint32 count, TvFarEntry *out_entries)
{
  gsize size = count * sizeof *out_entries;

  if (index->memory != NULL)
    tv_far_memory_read (index->memory, index->far + at, out_entries, size);
  else if (index->far != NULL)
    memcpy (out_entries, index->far + at, size);
  else
    memcpy (out_entries, &g_array_index (index->near, TvFarEntry, at), size);
}

/**
 * tv_far_index_find:
 * @index: an index that was settled
 * @hash: a hash
 *
 * Returns: where the first entry of the hash is, for tv_far_index_read()
 */
guint32
tv_far_index_find (const TvFarIndex *index, guint64 hash)
{
  TvFarEntry entries[AT_ONCE];
  guint32 low = 0, high = index->count, i = 0;

  if (high == 0)
    return 0;
  if (index->far != NULL)
    {
      guint bucket = (guint) (hash >> (64 - BUCKET_BITS));

      if (!tv_hash_filter_may_have (index->filter, hash))
        return index->count;
      low = index->begins[bucket];
      high = index->begins[bucket + 1];
    }
  while (high - low > AT_ONCE)
    {
      guint32 middle = low + (high - low) / 2;

      copy (index, middle, 1, entries);
      if (entries[0].hash < hash)
        low = middle + 1;
      else
        high = middle;
    }
  copy (index, low, high - low, entries);
  while (i < high - low && entries[i].hash < hash)
    i++;
  return low + i;
}

/**
 * tv_far_index_read:
 * @index: an index that was settled
 * @at: from tv_far_index_find(), or one behind that
 * @hash: the hash
 * @out_entry: (out): the entry there
 *
 * Returns: %FALSE where no entry of the hash is there
 */
gboolean
tv_far_index_read (const TvFarIndex *index, guint32 at, guint64 hash, TvFarEntry *out_entry)
{
  if (at >= index->count)
    return FALSE;
  copy (index, at, 1, out_entry);
  return out_entry->hash == hash;
}
