/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds cells that hold the names of several products and nothing else: "Riesling; Merlot". A mark
 * in a name makes no list, so the rows have to prove it: what stands behind others in one row
 * stands first in another, as "grey" of "Jug, grey" never does, and some stand alone. */
#include <string.h>

#include "ingest/tv-item-search.h"

#define LEAST_KNOWN .3     /* of the products that stand behind the first of a row */
#define LEAST_AT_COMMAS .5 /* where a mark is that stands in names as well */

/* What the rows say of their products. */
typedef struct
{
  GHashTable *first, *alone; /* texts */
  guint behind, known;       /* products behind the first of a row; those that stand first in one */
  gboolean is_alone;         /* one that stands beside others stands alone in another row */
} Proof;

static void
proof_clear (Proof *proof)
{
  g_clear_pointer (&proof->first, g_hash_table_unref);
  g_clear_pointer (&proof->alone, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Proof, proof_clear)

static void
take_row (Proof *proof, const TvItemList *list, const TvImportSplit *split, gboolean is_second_look)
{
  for (guint i = 0; i < list->count; i++)
    {
      TvItemPiece piece = tv_item_list_get (list, split, i, 0);
      g_autofree char *text = g_strndup (piece.text, piece.length);

      if (is_second_look)
        {
          proof->is_alone |= list->count > 1 && g_hash_table_contains (proof->alone, text);
          proof->behind += i > 0;
          proof->known += i > 0 && g_hash_table_contains (proof->first, text);
        }
      else if (i == 0)
        {
          if (list->count == 1)
            g_hash_table_add (proof->alone, g_strdup (text));
          g_hash_table_add (proof->first, g_steal_pointer (&text));
        }
    }
}

static gboolean
are_products (const TvItemSearch *search, const TvImportSplit *split)
{
  g_auto (TvItemList) list = { 0 };
  g_auto (Proof) proof = { 0 };
  g_autofree gsize *lengths = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);
  TvRecord record;

  proof.first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  proof.alone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tv_item_list_init (&list);
  for (int look = 0; look < 2; look++)
    for (guint row = 0; row < search->file->preview->len; row++)
      {
        tv_item_row_init (&record, g_ptr_array_index (search->file->preview, row), lengths);
        tv_item_list_cut (&list, split, &record);
        take_row (&proof, &list, split, look > 0);
      }
  return proof.is_alone
         && proof.known > (*split->item_mark == ',' ? LEAST_AT_COMMAS : LEAST_KNOWN) * proof.behind;
}

static gboolean
has_mark (const TvItemSearch *search, guint column, const char *mark)
{
  for (guint row = 0; row < search->file->preview->len; row++)
    if (strstr (tv_item_search_get_cell (search, row, column), mark) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * tv_item_bare_try:
 * @search: (inout): a search
 * @column: a header cell
 *
 * Tries whether a column holds lists of names of products.
 */
void
tv_item_bare_try (TvItemSearch *search, guint column)
{
  static const char *const marks[] = { "\n", ";", "|", " + ", " / ", ", ", "," };
  static const TvColumn columns[] = { TV_COLUMN_PRODUCT_LABEL, TV_COLUMN_PRODUCT_KEY };
  char *names[] = { search->file->header[column], NULL };

  if (!tv_item_names_are_called (names, columns, G_N_ELEMENTS (columns)))
    return;
  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    {
      g_autoptr (TvImportSplit) split = tv_item_split_new (TV_LIST_NAMES, marks[m], 1);
      TvItemCounts counts;

      if (!has_mark (search, column, marks[m]))
        continue;
      split->fields[0] = (int) column;
      tv_item_search_count (search, split, 1, &counts);
      if (!tv_item_counts_are_whole (&counts) || !tv_item_counts_are_unlike (&counts)
          || !are_products (search, split))
        continue;
      tv_item_search_try (search, g_steal_pointer (&split), names, counts.most);
      return;
    }
}
