/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open hash table over texts of its own, 64 bytes an entry; short texts stand in it. A file of
 * millions of lines looks up two texts a line, so the table is flat and entries never move: they
 * stand in slabs in the order in which they came. Whatever a file names, the table takes a bounded
 * part of the memory: entries past the first ones, their texts, and the places of very many lie in
 * a file that is mapped, whose pages rest every now and then. The more places there are, the fewer
 * entries are spared that. */
#include "ingest/tv-refs.h"

#include "base/tv-far-memory.h"
#include "base/tv-hash.h"

#define SLAB 4096                                     /* entries */
#define OWN_SLABS 48                                  /* that lie in no file */
#define OWN_BYTES (OWN_SLABS * SLAB * sizeof (TvRef)) /* 12 MB */
#define NEAR_BYTES (44u << 20)     /* of entries, texts and places that never rest, at most */
#define LEAST_PLACES (4u << 20)    /* bytes of them that never rest, whatever others take */
#define FAR_SIZE ((gsize) 1 << 36) /* of the mapping; as much as used is taken */
#define FAR_TOUCHES 1024           /* looks at far pages between two rests */
#define TEXT_SLAB (1 << 16)
#define CANCEL_ROWS 0xfff /* rows between looks at the cancel */

struct _TvRefs
{
  GPtrArray *slabs;      /* of TvRef[SLAB] */
  GPtrArray *owned;      /* those of them that lie in no file */
  guint near_slab_count; /* of the first ones that never rest */
  guint count;
  TvFarMemory *far; /* (nullable) slabs and texts past the owned ones */
  gsize near_total; /* of entries, texts and places that never rest */
  gsize near_bytes; /* of the far ones, what of them may be */
  guint far_touches;
  /* Index of an entry + 1, 0 = free; the bits above those of an index are of the entry's hash. */
  guint32 *buckets;
  guint32 bucket_count;     /* a power of 2, more than 4/3 of count */
  TvFarMemory *far_buckets; /* (nullable) where they lie if there are very many */
  GPtrArray *texts;
  char *text_at;
  gsize text_left;
};

/**
 * tv_refs_new:
 *
 * Returns: (transfer full): an empty table
 */
TvRefs *
tv_refs_new (void)
{
  TvRefs *refs = g_new0 (TvRefs, 1);

  refs->slabs = g_ptr_array_new ();
  refs->owned = g_ptr_array_new_with_free_func (g_aligned_free);
  refs->texts = g_ptr_array_new_with_free_func (g_free);
  refs->near_total = NEAR_BYTES;
  refs->bucket_count = 1024;
  refs->buckets = g_new0 (guint32, refs->bucket_count);
  return refs;
}

/**
 * tv_refs_free:
 * @refs: (transfer full): a table
 *
 * Frees a table with its texts.
 */
void
tv_refs_free (TvRefs *refs)
{
  g_ptr_array_unref (refs->slabs);
  g_ptr_array_unref (refs->owned);
  g_ptr_array_unref (refs->texts);
  if (refs->far_buckets == NULL)
    g_free (refs->buckets);
  g_clear_pointer (&refs->far_buckets, tv_far_memory_free);
  g_clear_pointer (&refs->far, tv_far_memory_free);
  g_free (refs);
}

/**
 * tv_refs_get_count:
 * @refs: a table
 *
 * Returns: how many entries it has
 */
guint
tv_refs_get_count (const TvRefs *refs)
{
  return refs->count;
}

static inline TvRef *
get (const TvRefs *refs, guint index)
{
  return (TvRef *) g_ptr_array_index (refs->slabs, index / SLAB) + index % SLAB;
}

/* A look at a page in the file. To read it first would bring its neighbours along, and the page a
 * second time once it is written to. */
static void
touch (guint8 *byte)
{
  __atomic_fetch_or (byte, 0, __ATOMIC_RELAXED);
}

static void
touch_ref (TvRef *ref)
{
  touch (&ref->was_there);
  if (ref->length < TV_REF_NEAR)
    return;
  touch ((guint8 *) ref->text);
  touch ((guint8 *) ref->text + ref->length);
}

static void
note_far (TvRefs *refs, guint8 *byte)
{
  touch (byte);
  if (++refs->far_touches < FAR_TOUCHES)
    return;
  refs->far_touches = 0;
  if (refs->far != NULL)
    tv_far_memory_rest_behind (refs->far, refs->near_bytes);
  if (refs->far_buckets != NULL)
    tv_far_memory_rest (refs->far_buckets);
}

/**
 * tv_refs_get:
 * @refs: a table
 * @index: below tv_refs_get_count()
 *
 * Returns: (transfer none): an entry, which never moves
 */
TvRef *
tv_refs_get (TvRefs *refs, guint index)
{
  TvRef *ref = get (refs, index);

  if (G_UNLIKELY (index / SLAB >= refs->near_slab_count))
    {
      note_far (refs, &ref->was_there);
      touch_ref (ref);
    }
  return ref;
}

/**
 * tv_refs_has_far:
 * @refs: a table
 *
 * Returns: whether entries may lie in a file, which tv_ref_touch() is for; any thread
 */
gboolean
tv_refs_has_far (TvRefs *refs)
{
  return g_atomic_pointer_get (&refs->far) != NULL;
}

/**
 * tv_ref_touch:
 * @ref: (nullable): an entry that was found some time ago
 *
 * Brings an entry back from the file, and it alone. Changes nothing; any thread.
 */
void
tv_ref_touch (TvRef *ref)
{
  if (ref != NULL)
    touch_ref (ref);
}

/* The part of a hash that stands in a bucket: of two entries that would have the same one, most
 * differ in it, so that the entry of another text is hardly ever looked at. */
static inline guint32
make_tag (const TvRefs *refs, guint64 hash)
{
  return (guint32) (hash >> 32) & ~(refs->bucket_count - 1);
}

/* Of a slab in the file: whether it never rests. */
static gboolean
is_near_slab (const TvRefs *refs, guint number)
{
  gpointer end = (TvRef *) g_ptr_array_index (refs->slabs, number) + SLAB;

  return tv_far_memory_get_offset (refs->far, end) <= refs->near_bytes;
}

static void
put (TvRefs *refs, guint64 hash, guint index)
{
  guint at = (guint) hash & (refs->bucket_count - 1);

  if (G_UNLIKELY (refs->far_buckets != NULL))
    note_far (refs, (guint8 *) &refs->buckets[at]);
  while (refs->buckets[at] != 0)
    at = (at + 1) & (refs->bucket_count - 1);
  refs->buckets[at] = make_tag (refs, hash) | (index + 1);
}

/* Whether there are too many places to keep them in memory. */
static gboolean
are_far (const TvRefs *refs)
{
  return refs->bucket_count * sizeof (guint32) > refs->near_total - OWN_BYTES;
}

static void
make_buckets (TvRefs *refs)
{
  gsize size = refs->bucket_count * sizeof (guint32);

  refs->buckets = NULL;
  if (are_far (refs))
    refs->far_buckets = tv_far_memory_new (size);
  if (refs->far_buckets != NULL)
    refs->buckets = tv_far_memory_add (refs->far_buckets, size);
  if (refs->buckets != NULL)
    return;
  g_clear_pointer (&refs->far_buckets, tv_far_memory_free);
  refs->buckets = g_malloc0 (size);
}

/* What the places and what lies in no file leave of the near bytes is for the file's first pages.
 */
static void
share_near (TvRefs *refs)
{
  gsize taken = refs->owned->len * SLAB * sizeof (TvRef) + refs->texts->len * (gsize) TEXT_SLAB;

  if (!are_far (refs))
    taken += refs->bucket_count * sizeof (guint32);
  refs->near_bytes = refs->near_total - MIN (taken, refs->near_total);
  while (refs->near_slab_count > OWN_SLABS && !is_near_slab (refs, refs->near_slab_count - 1))
    refs->near_slab_count--;
  tv_far_memory_rest_behind (refs->far, refs->near_bytes);
}

/**
 * tv_refs_get_share:
 * @refs: a table
 *
 * Returns: bytes of memory that it takes in any case, whatever it is asked to leave to others
 */
gsize
tv_refs_get_share (const TvRefs *refs)
{
  return MIN (refs->count * sizeof (TvRef) + refs->bucket_count * sizeof (guint32),
              OWN_BYTES + LEAST_PLACES);
}

/**
 * tv_refs_leave_near:
 * @refs: a table
 * @bytes: of memory that others take
 *
 * Keeps so much less in memory than usual, if it comes to that many entries.
 */
void
tv_refs_leave_near (TvRefs *refs, gsize bytes)
{
  refs->near_total = MAX (NEAR_BYTES - MIN (bytes, NEAR_BYTES), OWN_BYTES + LEAST_PLACES);
  if (refs->far != NULL)
    share_near (refs);
}

static void
grow (TvRefs *refs)
{
  if (refs->far_buckets == NULL)
    g_free (refs->buckets);
  g_clear_pointer (&refs->far_buckets, tv_far_memory_free);
  refs->bucket_count *= 2;
  /* What makes way for the new places has to be gone before they come. */
  if (refs->far != NULL)
    share_near (refs);
  make_buckets (refs);
  for (guint i = 0; i < refs->count; i++)
    put (refs, tv_refs_get (refs, i)->hash, i);
}

static void
open_far (TvRefs *refs)
{
  TvFarMemory *far = tv_far_memory_new (FAR_SIZE);

  g_atomic_pointer_set (&refs->far, far);
  if (far != NULL)
    share_near (refs);
}

/* Where the disk has no room, memory has to do. */
static void
add_slab (TvRefs *refs)
{
  guint number = refs->slabs->len;
  TvRef *slab = NULL;
  gboolean is_owned;

  if (number == OWN_SLABS)
    open_far (refs);
  if (refs->far != NULL)
    slab = tv_far_memory_add (refs->far, SLAB * sizeof (TvRef));
  is_owned = slab == NULL;
  if (is_owned)
    {
      slab = g_aligned_alloc0 (SLAB, sizeof (TvRef), 64);
      g_ptr_array_add (refs->owned, slab);
    }
  g_ptr_array_add (refs->slabs, slab);
  if (refs->near_slab_count == number && (is_owned || is_near_slab (refs, number)))
    refs->near_slab_count++;
}

static const char *
keep_text (TvRefs *refs, const char *text, gsize length)
{
  char *kept;

  if (length + 1 > refs->text_left)
    {
      refs->text_left = MAX (length + 1, TEXT_SLAB);
      refs->text_at = refs->far != NULL ? tv_far_memory_add (refs->far, refs->text_left) : NULL;
      if (refs->text_at == NULL)
        {
          refs->text_at = g_malloc (refs->text_left);
          g_ptr_array_add (refs->texts, refs->text_at);
        }
    }
  kept = refs->text_at;
  memcpy (kept, text, length);
  kept[length] = '\0';
  refs->text_at += length + 1;
  refs->text_left -= length + 1;
  return kept;
}

/**
 * tv_refs_prefetch:
 * @refs: a table
 * @hash: of a text that will be looked up soon
 *
 * Brings the place nearer where a look-up begins; changes nothing.
 */
void
tv_refs_prefetch (const TvRefs *refs, guint64 hash)
{
  __builtin_prefetch (&refs->buckets[(guint) hash & (refs->bucket_count - 1)]);
}

/**
 * tv_refs_guess:
 * @refs: a table
 * @hash: of a text that will be looked up soon, a few look-ups after tv_refs_prefetch()
 *
 * Finds the entry that a look-up will most likely end at, and brings it nearer; changes nothing.
 *
 * Returns: (transfer none) (nullable): the entry, not yet looked at
 */
TvRef *
tv_refs_guess (const TvRefs *refs, guint64 hash)
{
  guint32 mask = refs->bucket_count - 1, tag = make_tag (refs, hash);
  guint at = (guint) hash & mask;
  TvRef *ref;

  /* Looks at places in a file are counted by those who look up. */
  if (refs->far_buckets != NULL)
    return NULL;
  while (refs->buckets[at] != 0 && ((refs->buckets[at] ^ tag) & ~mask) != 0)
    at = (at + 1) & mask;
  if (refs->buckets[at] == 0 || (refs->buckets[at] & mask) > refs->near_slab_count * SLAB)
    return NULL;
  ref = get (refs, (refs->buckets[at] & mask) - 1);
  __builtin_prefetch (ref);
  return ref;
}

/**
 * tv_refs_find:
 * @refs: a table
 * @text: (array length=length): a text
 * @length: its bytes
 * @hash: tv_hash_bytes() of it
 *
 * Returns: (transfer none) (nullable): its entry
 */
TvRef *
tv_refs_find (TvRefs *refs, const char *text, guint32 length, guint64 hash)
{
  guint32 mask = refs->bucket_count - 1, tag = make_tag (refs, hash);

  if (G_UNLIKELY (refs->far_buckets != NULL))
    note_far (refs, (guint8 *) &refs->buckets[(guint) hash & mask]);
  for (guint at = (guint) hash & mask; refs->buckets[at] != 0; at = (at + 1) & mask)
    {
      TvRef *ref;

      if (((refs->buckets[at] ^ tag) & ~mask) != 0)
        continue;
      ref = tv_refs_get (refs, (refs->buckets[at] & mask) - 1);
      if (tv_ref_is (ref, text, length, hash))
        return ref;
    }
  return NULL;
}

/**
 * tv_refs_add:
 * @refs: a table
 * @text: (array length=length): a text that is not in it; copied
 * @length: its bytes
 * @hash: tv_hash_bytes() of it
 * @id: of its reference, 0 = not made yet
 *
 * Returns: (transfer none): the new entry
 */
TvRef *
tv_refs_add (TvRefs *refs, const char *text, guint32 length, guint64 hash, gint64 id)
{
  TvRef *ref;

  if ((guint64) refs->count * 4 >= (guint64) refs->bucket_count * 3)
    grow (refs);
  if (refs->count % SLAB == 0)
    add_slab (refs);
  ref = tv_refs_get (refs, refs->count);
  ref->hash = hash;
  if (length < TV_REF_NEAR)
    ref->text = memcpy (ref->near_text, text, length);
  else
    ref->text = keep_text (refs, text, length);
  ref->length = length;
  ref->index = refs->count;
  ref->id = id;
  put (refs, hash, refs->count++);
  return ref;
}

/**
 * tv_refs_load:
 * @refs: an empty table
 * @job: a reader's or writer's job
 * @sql: a statement that lists id, text and is_known
 * @is_key: its parameter; -1 = it has none
 * @error: return location for an error
 *
 * Fills a table with what is known already.
 *
 * Returns: %FALSE on an error or a cancel
 */
gboolean
tv_refs_load (TvRefs *refs, TvJob *job, TvSql sql, gint64 is_key, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, sql, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  if (is_key >= 0)
    tv_statement_bind_int64 (statement, 1, is_key);
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      const char *text = tv_statement_get_text (statement, 1);
      gsize length = strlen (text);
      TvRef *ref = tv_refs_add (refs,
                                text,
                                (guint32) length,
                                tv_hash_bytes (text, length),
                                tv_statement_get_int64 (statement, 0));

      ref->is_known = tv_statement_get_int64 (statement, 2) != 0;
      ref->was_there = TRUE;
      if ((refs->count & CANCEL_ROWS) == 0 && !tv_progress_check (job->progress, error))
        return FALSE;
    }
  return step == TV_STEP_DONE;
}
