/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pairs of many records that may be one person: only those are compared that share an e-mail, a
 * phone, both names, a postcode with the beginning of the names, or an address. Reads and writes
 * nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/tv-hash.h"
#include "base/tv-likeness.h"

#define LEAST_SCORE 100
#define MOST_SHARING 100 /* what more records share tells nothing about any two of them */
#define CANCEL_ROWS 0xfff

enum
{
  KEY_EMAIL,
  KEY_PHONE,
  KEY_NAMES,
  KEY_PLACE,
  KEY_ADDRESS,
  N_KEYS,
};

typedef struct
{
  guint64 hash;
  guint32 index;
} Key;

static guint64
hash_text (const char *text)
{
  return *text != '\0' ? tv_hash_bytes (text, strlen (text)) : 0;
}

/* The same for both orders of first and last name. */
static guint64
hash_names (const TvPerson *person)
{
  guint64 last = hash_text (person->text[TV_LIKENESS_NAME]);
  guint64 first = hash_text (person->text[TV_LIKENESS_FIRST_NAME]);

  return last != 0 ? tv_hash_mix (MIN (last, first), MAX (last, first)) | 1 : 0;
}

/* Postcode, two letters of the last name, one of the first. */
static guint64
hash_place (const TvPerson *person)
{
  const char *last = person->text[TV_LIKENESS_NAME];
  guint64 place = hash_text (person->text[TV_LIKENESS_POSTAL_CODE]);
  guint64 letters;

  if (place == 0 || *last == '\0')
    return 0;
  letters = (guint64) (guchar) last[0] << 16 | (guint64) (guchar) last[1] << 8
            | (guint64) (guchar) person->text[TV_LIKENESS_FIRST_NAME][0];
  return tv_hash_mix (place, letters) | 1;
}

static guint64
hash_address (const TvPerson *person)
{
  guint64 address = hash_text (person->text[TV_LIKENESS_ADDRESS]);

  return address != 0 ? tv_hash_mix (address, hash_text (person->text[TV_LIKENESS_POSTAL_CODE])) | 1
                      : 0;
}

/* What records are grouped by; 0 = this one by nothing. */
static guint64
make_key (const TvPerson *person, int key)
{
  switch (key)
    {
    case KEY_EMAIL:
      return hash_text (person->text[TV_LIKENESS_EMAIL]);
    case KEY_PHONE:
      return hash_text (person->text[TV_LIKENESS_PHONE]);
    case KEY_NAMES:
      return hash_names (person);
    case KEY_PLACE:
      return hash_place (person);
    default:
      return hash_address (person);
    }
}

static int
compare_keys (const void *a, const void *b)
{
  const Key *first = a, *second = b;

  if (first->hash != second->hash)
    return first->hash < second->hash ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

static void
compare_group (const TvPerson *persons,
               const Key *keys,
               guint count,
               GHashTable *seen,
               GArray *pairs)
{
  guint8 parts[TV_N_LIKENESS];

  for (guint i = 0; i < count; i++)
    for (guint j = i + 1; j < count; j++)
      {
        TvPersonPair pair = { keys[i].index, keys[j].index, 0 };
        gint64 both = (gint64) pair.first << 32 | pair.second;

        pair.score = tv_likeness_compare (&persons[pair.first], &persons[pair.second], parts);
        if (pair.score < LEAST_SCORE || g_hash_table_contains (seen, &both))
          continue;
        g_hash_table_add (seen, g_memdup2 (&both, sizeof both));
        g_array_append_val (pairs, pair);
      }
}

static gboolean
look_by_key (const TvPerson *persons,
             guint count,
             int key,
             GHashTable *seen,
             GArray *pairs,
             TvProgress *progress,
             GError **error)
{
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (Key), count);
  guint end;

  for (guint i = 0; i < count; i++)
    {
      Key made = { make_key (&persons[i], key), i };

      if (made.hash != 0)
        g_array_append_val (keys, made);
    }
  if (keys->len == 0)
    return TRUE;
  qsort (keys->data, keys->len, sizeof (Key), compare_keys);
  for (guint start = 0, rounds = 0; start < keys->len; start = end, rounds++)
    {
      const Key *first = &g_array_index (keys, Key, start);

      if ((rounds & CANCEL_ROWS) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      for (end = start + 1; end < keys->len && g_array_index (keys, Key, end).hash == first->hash;
           end++)
        ;
      if (end - start > 1 && end - start <= MOST_SHARING)
        compare_group (persons, first, end - start, seen, pairs);
    }
  return TRUE;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const TvPersonPair *first = a, *second = b;

  if (first->score != second->score)
    return second->score - first->score;
  if (first->first != second->first)
    return first->first < second->first ? -1 : 1;
  return first->second < second->second ? -1 : first->second > second->second;
}

/**
 * tv_likeness_find_pairs:
 * @persons: (array length=count): records
 * @count: their number
 * @progress: (nullable): whose cancel ends it
 * @error: return location for a cancel
 *
 * Finds the pairs that may be one person.
 *
 * Returns: (transfer full) (nullable) (element-type TvPersonPair): the likeliest first
 */
GArray *
tv_likeness_find_pairs (const TvPerson *persons, guint count, TvProgress *progress, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (TvPersonPair));

  for (int key = 0; key < N_KEYS; key++)
    if (!look_by_key (persons, count, key, seen, pairs, progress, error))
      return NULL;
  g_array_sort (pairs, compare_pairs);
  return g_steal_pointer (&pairs);
}
