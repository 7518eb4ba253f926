/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds products that are written as keys and values: several in a cell, or one in each of some
 * numbered cells. */
#include <string.h>

#include "ingest/tv-item-groups.h"
#include "ingest/tv-item-names.h"
#include "ingest/tv-item-search.h"

#define LONGEST_KEY 40

static gboolean
is_key (TvItemPiece key)
{
  if (key.length == 0 || key.length > LONGEST_KEY || !g_ascii_isalpha (*key.text))
    return FALSE;
  for (gsize i = 0; i < key.length; i++)
    if (!g_ascii_isalnum (key.text[i]) && strchr (" _-.", key.text[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * tv_item_add_key:
 * @keys: (inout) (element-type utf8): keys
 * @text: a key
 * @length: of @text
 *
 * Adds a key that is not among them, as long as they are not too many.
 */
void
tv_item_add_key (GPtrArray *keys, const char *text, gsize length)
{
  g_autofree char *key = g_strndup (text, length);

  if (keys->len < TV_ITEM_MOST_KEYS
      && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_ptr_array_add (keys, g_steal_pointer (&key));
}

/* Adds the keys of one product; how many it has. */
static guint
add_keys (GPtrArray *keys, const TvImportSplit *split, TvItemPiece item)
{
  TvItemPiece piece, key;
  guint count = 0;

  while (tv_item_piece_take (&item, split->pair_mark, &piece))
    if (tv_item_piece_take (&piece, split->key_mark, &key) && piece.text != NULL)
      {
        key = tv_item_piece_trim (key);
        if (!is_key (key))
          continue;
        tv_item_add_key (keys, key.text, key.length);
        count++;
      }
  return count;
}

/**
 * tv_item_pieces_are_there:
 * @names: (array zero-terminated=1): what parts of a product are called
 *
 * Returns: whether one says how many of it there are: taxes, coupons and deliveries are written as
 * products are, without that
 */
gboolean
tv_item_pieces_are_there (char **names)
{
  static const TvColumn columns[] = { TV_COLUMN_QTY };

  return tv_item_names_are_called (names, columns, G_N_ELEMENTS (columns));
}

/* ---- several products in a cell ---- */

/* The keys of all first rows, in their order; NULL-terminated. */
static char **
list_keys (const TvItemSearch *search, guint column, const TvImportSplit *split)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint row = 0; row < search->file->preview->len; row++)
    {
      const char *cell = tv_item_search_get_cell (search, row, column);
      TvItemPiece rest = { cell, strlen (cell) }, item;

      while (rest.length > 0 && tv_item_piece_take (&rest, split->item_mark, &item))
        add_keys (keys, split, item);
    }
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (keys, FALSE);
}

/**
 * tv_item_pairs_try:
 * @search: (inout): a search
 * @column: a header cell
 *
 * Tries whether a column holds lists like “name:Jug|quantity:2;name:Cup|quantity:1”.
 */
void
tv_item_pairs_try (TvItemSearch *search, guint column)
{
  static const char *const marks[][3]
      = { { ";", "|", ":" },  { "\n", "|", ":" }, { "||", "|", ":" }, { ";", ",", ":" },
          { "\n", ",", ":" }, { "|", ",", ":" },  { "\n", ";", ":" }, { "|", ";", ":" },
          { ";", "|", "=" },  { "\n", ";", "=" }, { "|", ";", "=" },  { ";", ",", "=" },
          { "|", ",", "=" },  { "\n", ",", "=" } };

  g_autoptr (TvImportSplit) best = NULL;

  /* Read with too few marks, several products are one with odd values. */
  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    {
      g_autoptr (TvImportSplit) split
          = tv_item_split_new (TV_LIST_PAIRS, marks[m][0], TV_ITEM_MOST_KEYS);
      TvItemCounts counts;

      split->pair_mark = g_strdup (marks[m][1]);
      split->key_mark = g_strdup (marks[m][2]);
      split->keys = list_keys (search, column, split);
      split->part_count = g_strv_length (split->keys);
      for (guint part = 0; part < split->part_count; part++)
        split->fields[part] = (int) column;
      if (split->part_count < 2)
        continue;
      tv_item_search_count (search, split, 1, &counts);
      split->item_count = counts.most;
      if (!tv_item_counts_are_whole (&counts) || !tv_item_pieces_are_there (split->keys)
          || (best != NULL && counts.most <= best->item_count))
        continue;
      g_clear_pointer (&best, tv_import_split_free);
      best = g_steal_pointer (&split);
    }
  if (best != NULL)
    {
      guint most = best->item_count;
      g_auto (GStrv) names = g_strdupv (best->keys);

      tv_item_search_try (search, g_steal_pointer (&best), names, most);
    }
}

/* ---- one product in each numbered cell ---- */

static TvItemPiece
get_piece (const TvItemSearch *search, guint row, int column)
{
  const char *cell = column < 0 ? "" : tv_item_search_get_cell (search, row, (guint) column);

  return tv_item_piece_trim ((TvItemPiece){ cell, strlen (cell) });
}

/* The keys of all numbered cells, in their order; NULL = not each that is filled is a product of at
 * least two keys, the same one first. */
static char **
list_numbered_keys (const TvItemSearch *search, const TvItemName *name, const TvImportSplit *split)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; row < search->file->preview->len; row++)
    for (guint n = name->first; n <= name->last; n++)
      {
        TvItemPiece cell = get_piece (search, row, name->fields[n]);

        if (cell.length == 0)
          continue;
        if (add_keys (keys, split, cell) < 2
            || !g_str_has_prefix (cell.text, g_ptr_array_index (keys, 0)))
          return NULL;
      }
  if (keys->len < 2)
    return NULL;
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

static void
try_name (TvItemSearch *search, const TvItemName *name)
{
  static const char *const marks[][2] = { { "|", ":" }, { ",", ":" }, { ";", ":" }, { "\n", ":" },
                                          { "|", "=" }, { ",", "=" }, { ";", "=" }, { "\n", "=" } };
  guint items = name->last - name->first + 1;

  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    {
      g_autoptr (TvImportSplit) split
          = tv_item_split_new (TV_LIST_KEYED, NULL, items * TV_ITEM_MOST_KEYS);
      g_auto (GStrv) names = NULL;

      split->pair_mark = g_strdup (marks[m][0]);
      split->key_mark = g_strdup (marks[m][1]);
      split->keys = list_numbered_keys (search, name, split);
      if (split->keys == NULL || !tv_item_pieces_are_there (split->keys))
        continue;
      names = g_strdupv (split->keys);
      split->part_count = g_strv_length (split->keys);
      for (guint i = 0; i < items * split->part_count; i++)
        split->fields[i] = name->fields[name->first + i / split->part_count];
      tv_item_search_try (search, g_steal_pointer (&split), names, items);
    }
}

/**
 * tv_item_keyed_find:
 * @file: (inout): a file with a header and its first rows
 *
 * Finds out whether each row is an order with its products in numbered cells, each as keys and
 * values: “name=Jug, qty=2” below “Item 1”. Then the file's header and first rows become those of
 * its lines.
 *
 * Returns: whether it is
 */
gboolean
tv_item_keyed_find (TvImportFile *file)
{
  g_autoptr (GPtrArray) names = tv_item_names_find (file->header);
  TvItemSearch search
      = { .file = file, .count = MIN (g_strv_length (file->header), TV_RECORD_MAXIMUM_FIELDS) };

  search.most_trials = tv_item_trial_get_most (search.count);
  for (guint i = 0; i < names->len; i++)
    try_name (&search, g_ptr_array_index (names, i));
  return tv_item_search_take (&search);
}
