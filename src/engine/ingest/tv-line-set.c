/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines have no key of their own: the same document, customer, product and day make the key, amount
 * and quantity the content. Equal lines are counted as often as they stand: each line that is there
 * already accounts for one of the file. Works on hashes, 16 bytes a line. Both sides are dealt to
 * parts by key, which are compared one after the other; so only one of them has to be in memory,
 * and the others lie in a file that is mapped once there are many. */
#include "ingest/tv-line-set.h"

#include "base/tv-far-memory.h"

#define PARTS 128
#define PART_SHIFT 57 /* the highest bits of a key */
#define MARKS ((gsize) 1 << 24)
#define CHUNK_LINES 255
#define NEAR_CHUNKS 4096           /* 16 MB */
#define FAR_SIZE ((gsize) 1 << 38) /* of the mapping; as much as used is taken */
#define FRESH_CHUNKS 1024          /* in the file, between two rests */

typedef struct
{
  guint64 key, content;
} Line;

typedef struct _Chunk Chunk;

/* A page. */
struct _Chunk
{
  Chunk *before;
  gsize count;
  Line lines[CHUNK_LINES];
};

G_STATIC_ASSERT (sizeof (Chunk) <= 4096);

typedef struct
{
  Chunk *last; /* (nullable) */
  gsize count; /* of lines in all chunks */
} Part;

struct _TvLineSet
{
  Part file[PARTS], there[PARTS]; /* lines of the file, and those that may be one of them */
  guint8 *marks;                  /* (nullable) a bit for what keys of the file may have */
  GPtrArray *near;                /* chunks in memory */
  TvFarMemory *far;               /* (nullable) */
  guint fresh_count;
};

/* The lines of one part of the file. */
typedef struct
{
  Line *lines;      /* open addressing by key; key 0 = free */
  guint8 *is_taken; /* accounted for */
  gsize size;       /* a power of 2 */
} Table;

/**
 * tv_line_set_new:
 *
 * Returns: (transfer full): an empty set
 */
TvLineSet *
tv_line_set_new (void)
{
  TvLineSet *set = g_new0 (TvLineSet, 1);

  set->near = g_ptr_array_new_with_free_func (g_free);
  return set;
}

/**
 * tv_line_set_free:
 * @set: (transfer full): a set
 *
 * Frees a set.
 */
void
tv_line_set_free (TvLineSet *set)
{
  g_ptr_array_unref (set->near);
  g_clear_pointer (&set->far, tv_far_memory_free);
  g_free (set->marks);
  g_free (set);
}

/* Where the disk has no room, memory has to do. */
static Chunk *
make_chunk (TvLineSet *set)
{
  Chunk *chunk = NULL;

  if (set->near->len == NEAR_CHUNKS && set->far == NULL)
    set->far = tv_far_memory_new (FAR_SIZE);
  if (set->far != NULL)
    {
      if (++set->fresh_count == FRESH_CHUNKS)
        {
          set->fresh_count = 0;
          tv_far_memory_rest (set->far);
        }
      chunk = tv_far_memory_add (set->far, sizeof (Chunk));
    }
  if (chunk == NULL)
    {
      chunk = g_malloc (sizeof (Chunk));
      g_ptr_array_add (set->near, chunk);
    }
  return chunk;
}

static void
add_line (TvLineSet *set, Part *parts, guint64 key, guint64 content)
{
  Part *part = &parts[key >> PART_SHIFT];

  if (part->last == NULL || part->last->count == CHUNK_LINES)
    {
      Chunk *chunk = make_chunk (set);

      chunk->before = part->last;
      chunk->count = 0;
      part->last = chunk;
    }
  part->last->lines[part->last->count++] = (Line){ key, content };
  part->count++;
}

static inline gsize
find_mark (guint64 key)
{
  return (key >> 24) & (MARKS - 1);
}

/**
 * tv_line_set_add:
 * @set: a set that met no line
 * @key: hash of what makes the line this line
 * @content: hash of its figures
 *
 * Adds a line of the file.
 */
void
tv_line_set_add (TvLineSet *set, guint64 key, guint64 content)
{
  if (set->marks == NULL)
    set->marks = g_malloc0 (MARKS / 8);
  key |= 1;
  set->marks[find_mark (key) / 8] |= (guint8) (1 << find_mark (key) % 8);
  add_line (set, set->file, key, content);
}

/**
 * tv_line_set_is_empty:
 * @set: a set
 *
 * Returns: whether no line was added
 */
gboolean
tv_line_set_is_empty (const TvLineSet *set)
{
  return set->marks == NULL;
}

/**
 * tv_line_set_meet:
 * @set: a set to which all lines of the file were added
 * @key: hash of what makes the line this line
 * @content: hash of its figures
 *
 * Notes a line that is there already.
 */
void
tv_line_set_meet (TvLineSet *set, guint64 key, guint64 content)
{
  key |= 1;
  if (set->marks != NULL && (set->marks[find_mark (key) / 8] >> find_mark (key) % 8 & 1) != 0)
    add_line (set, set->there, key, content);
}

static void
table_init (Table *table, const Part *part)
{
  table->size = 16;
  while (table->size * 3 < part->count * 4)
    table->size *= 2;
  table->lines = g_new0 (Line, table->size);
  table->is_taken = g_new0 (guint8, table->size);
  for (const Chunk *chunk = part->last; chunk != NULL; chunk = chunk->before)
    for (gsize i = 0; i < chunk->count; i++)
      {
        gsize at = (chunk->lines[i].key >> 1) & (table->size - 1);

        while (table->lines[at].key != 0)
          at = (at + 1) & (table->size - 1);
        table->lines[at] = chunk->lines[i];
      }
}

static void
table_clear (Table *table)
{
  g_free (table->lines);
  g_free (table->is_taken);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

/* Takes a line of the file that is not accounted for; FALSE = there is none. */
static gboolean
take (Table *table, guint64 key, const guint64 *content, gboolean *out_has_key)
{
  gsize at = (key >> 1) & (table->size - 1);

  *out_has_key = FALSE;
  for (; table->lines[at].key != 0; at = (at + 1) & (table->size - 1))
    {
      if (table->lines[at].key != key || table->is_taken[at])
        continue;
      *out_has_key = TRUE;
      if (content == NULL || table->lines[at].content == *content)
        return table->is_taken[at] = TRUE;
    }
  return FALSE;
}

/* Equal lines first, then those that have the key alone. */
static void
compare_part (const Part *file, const Part *there, gint64 *unchanged, gint64 *changed)
{
  g_auto (Table) table = { 0 };
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint64));
  gboolean has_key;

  table_init (&table, file);
  for (const Chunk *chunk = there->last; chunk != NULL; chunk = chunk->before)
    for (gsize i = 0; i < chunk->count; i++)
      if (take (&table, chunk->lines[i].key, &chunk->lines[i].content, &has_key))
        ++*unchanged;
      else if (has_key)
        g_array_append_val (others, chunk->lines[i].key);
  for (guint i = 0; i < others->len; i++)
    if (take (&table, g_array_index (others, guint64, i), NULL, &has_key))
      ++*changed;
}

/**
 * tv_line_set_count:
 * @set: a set that met all lines that are there
 * @progress: (nullable): asked for a cancel
 * @out_unchanged: (out): lines of the file that stand there just so
 * @out_changed: (out): lines of the file that stand there with other figures
 * @error: return location for a cancel
 *
 * Counts what was found.
 *
 * Returns: %FALSE on a cancel
 */
gboolean
tv_line_set_count (TvLineSet *set,
                   TvProgress *progress,
                   gint64 *out_unchanged,
                   gint64 *out_changed,
                   GError **error)
{
  *out_unchanged = *out_changed = 0;
  for (guint i = 0; i < PARTS; i++)
    {
      if (!tv_progress_check (progress, error))
        return FALSE;
      if (set->there[i].count > 0)
        compare_part (&set->file[i], &set->there[i], out_unchanged, out_changed);
      if (set->far != NULL)
        tv_far_memory_rest (set->far);
    }
  return TRUE;
}
