/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines have no key of their own: the same document, customer, product and day make the key, amount
 * and quantity the content. Equal lines are counted as often as they stand: each line that is there
 * already accounts for one of the file. Works on hashes in memory, 16 bytes a line. */
#include "ingest/tv-line-set.h"

typedef struct
{
  guint64 key, content;
} Line;

struct _TvLineSet
{
  GArray *lines;    /* of Line, as added; afterwards by place in the table */
  Line *table;      /* open addressing by key; key 0 = free */
  guint8 *is_taken; /* accounted for */
  gsize size;       /* a power of 2 */
  GArray *others;   /* of Line: there already, of a key of the file, but of another content */
  gint64 unchanged;
};

/**
 * tv_line_set_new:
 *
 * Returns: (transfer full): an empty set
 */
TvLineSet *
tv_line_set_new (void)
{
  TvLineSet *set = g_new0 (TvLineSet, 1);

  set->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  set->others = g_array_new (FALSE, FALSE, sizeof (Line));
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
  g_array_unref (set->lines);
  g_array_unref (set->others);
  g_free (set->table);
  g_free (set->is_taken);
  g_free (set);
}

/**
 * tv_line_set_add:
 * @set: a set that is not sealed
 * @key: hash of what makes the line this line
 * @content: hash of its figures
 *
 * Adds a line of the file.
 */
void
tv_line_set_add (TvLineSet *set, guint64 key, guint64 content)
{
  Line line = { key | 1, content };

  g_array_append_val (set->lines, line);
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
  return set->lines->len == 0 && set->table == NULL;
}

/**
 * tv_line_set_seal:
 * @set: a set
 *
 * Makes the set ready to be compared; no line may be added any more.
 */
void
tv_line_set_seal (TvLineSet *set)
{
  set->size = 16;
  while (set->size * 3 < (gsize) set->lines->len * 4)
    set->size *= 2;
  set->table = g_new0 (Line, set->size);
  set->is_taken = g_new0 (guint8, set->size);
  for (guint i = 0; i < set->lines->len; i++)
    {
      const Line *line = &g_array_index (set->lines, Line, i);
      gsize at = (line->key >> 1) & (set->size - 1);

      while (set->table[at].key != 0)
        at = (at + 1) & (set->size - 1);
      set->table[at] = *line;
    }
  g_array_set_size (set->lines, 0);
}

/* The place of a line of the file that is not accounted for; -1 = none. */
static gssize
find (const TvLineSet *set, guint64 key, const guint64 *content, gboolean *out_has_key)
{
  gsize at = (key >> 1) & (set->size - 1);

  *out_has_key = FALSE;
  for (; set->table[at].key != 0; at = (at + 1) & (set->size - 1))
    {
      if (set->table[at].key != key || set->is_taken[at])
        continue;
      *out_has_key = TRUE;
      if (content == NULL || set->table[at].content == *content)
        return (gssize) at;
    }
  return -1;
}

/**
 * tv_line_set_meet:
 * @set: a sealed set
 * @key: hash of what makes the line this line
 * @content: hash of its figures
 *
 * Compares a line that is there already.
 */
void
tv_line_set_meet (TvLineSet *set, guint64 key, guint64 content)
{
  Line line = { key | 1, content };
  gboolean has_key;
  gssize at = find (set, line.key, &line.content, &has_key);

  if (at >= 0)
    {
      set->is_taken[at] = TRUE;
      set->unchanged++;
    }
  else if (has_key)
    g_array_append_val (set->others, line);
}

/**
 * tv_line_set_count:
 * @set: a sealed set that met all lines that are there
 * @out_unchanged: (out): lines of the file that stand there just so
 * @out_changed: (out): lines of the file that stand there with other figures
 *
 * Counts what was found. To be called once.
 */
void
tv_line_set_count (TvLineSet *set, gint64 *out_unchanged, gint64 *out_changed)
{
  *out_unchanged = set->unchanged;
  *out_changed = 0;
  for (guint i = 0; i < set->others->len; i++)
    {
      gboolean has_key;
      gssize at = find (set, g_array_index (set->others, Line, i).key, NULL, &has_key);

      if (at < 0)
        continue;
      set->is_taken[at] = TRUE;
      (*out_changed)++;
    }
}
