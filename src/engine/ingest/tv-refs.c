/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open hash table over texts of its own, 64 bytes an entry; short texts stand in it. A file of
 * millions of lines looks up two texts a line, so the table is flat and entries never move: they
 * stand in slabs in the order in which they came. */
#include "ingest/tv-refs.h"

#include "base/tv-hash.h"

#define SLAB 4096 /* entries */
#define TEXT_SLAB (1 << 16)
#define CANCEL_ROWS 0xfff /* rows between looks at the cancel */

struct _TvRefs
{
  GPtrArray *slabs; /* of TvRef[SLAB] */
  guint count;
  guint32 *buckets;     /* index of an entry + 1, 0 = free */
  guint32 bucket_count; /* a power of 2, more than 4/3 of count */
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

  refs->slabs = g_ptr_array_new_with_free_func (g_aligned_free);
  refs->texts = g_ptr_array_new_with_free_func (g_free);
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
  g_ptr_array_unref (refs->texts);
  g_free (refs->buckets);
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
  return (TvRef *) g_ptr_array_index (refs->slabs, index / SLAB) + index % SLAB;
}

static void
put (TvRefs *refs, guint64 hash, guint index)
{
  guint at = (guint) hash & (refs->bucket_count - 1);

  while (refs->buckets[at] != 0)
    at = (at + 1) & (refs->bucket_count - 1);
  refs->buckets[at] = index + 1;
}

static void
grow (TvRefs *refs)
{
  g_free (refs->buckets);
  refs->bucket_count *= 2;
  refs->buckets = g_new0 (guint32, refs->bucket_count);
  for (guint i = 0; i < refs->count; i++)
    put (refs, tv_refs_get (refs, i)->hash, i);
}

static const char *
keep_text (TvRefs *refs, const char *text, gsize length)
{
  char *kept;

  if (length + 1 > refs->text_left)
    {
      refs->text_left = MAX (length + 1, TEXT_SLAB);
      refs->text_at = g_malloc (refs->text_left);
      g_ptr_array_add (refs->texts, refs->text_at);
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
 * @stage: 0, then 1, then 2, a few look-ups apart
 *
 * Brings what a look-up will touch nearer, one step of its way at a time; changes nothing.
 */
void
tv_refs_prefetch (TvRefs *refs, guint64 hash, guint stage)
{
  const guint32 *bucket = &refs->buckets[(guint) hash & (refs->bucket_count - 1)];

  if (stage == 0)
    __builtin_prefetch (bucket);
  else if (*bucket != 0)
    {
      const TvRef *ref = tv_refs_get (refs, *bucket - 1);

      if (stage == 1)
        __builtin_prefetch (ref);
      else if (ref->hash == hash && ref->length >= TV_REF_NEAR)
        {
          __builtin_prefetch (ref->text);
          __builtin_prefetch (ref->text + ref->length);
        }
    }
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
  guint at = (guint) hash & (refs->bucket_count - 1);

  for (; refs->buckets[at] != 0; at = (at + 1) & (refs->bucket_count - 1))
    {
      TvRef *ref = tv_refs_get (refs, refs->buckets[at] - 1);

      if (ref->hash == hash && ref->length == length && memcmp (ref->text, text, length) == 0)
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
    g_ptr_array_add (refs->slabs, g_aligned_alloc0 (SLAB, sizeof (TvRef), 64));
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
