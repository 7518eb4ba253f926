/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the looks for lists of products have in common: the first rows are cut in a way, counted,
 * and what comes of it is tried as a mapping. */
#include "ingest/tv-item-search.h"

#include <string.h>

#define LEAST_SEVERAL 2 /* rows with more than one product */

/**
 * tv_item_names_are_called:
 * @names: (array zero-terminated=1): what parts of a product are called
 * @columns: (array length=count): columns
 * @count: of @columns
 *
 * Returns: whether one of the names is called as one of the columns are
 */
gboolean
tv_item_names_are_called (char **names, const TvColumn *columns, guint count)
{
  g_autoptr (TvImportFile) file = g_new0 (TvImportFile, 1);

  file->kind = TV_KIND_INVOICE_LINES;
  file->header = g_strdupv (names);
  for (guint h = 0; file->header[h] != NULL; h++)
    for (guint i = 0; i < count; i++)
      if (tv_import_match_score (file, h, columns[i]) > 0)
        return TRUE;
  return FALSE;
}

/**
 * tv_item_search_get_cell:
 * @search: a search
 * @row: one of the first rows
 * @column: a header cell
 *
 * Returns: (transfer none): what stands there; "" where nothing does
 */
const char *
tv_item_search_get_cell (const TvItemSearch *search, guint row, guint column)
{
  char **cells = g_ptr_array_index (search->file->preview, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

/**
 * tv_item_split_new:
 * @form: how lists are written
 * @item_mark: (nullable): what stands between products
 * @part_count: what is said of each
 *
 * Returns: (transfer full): a way to cut lists, whose cells are those of the first column
 */
TvImportSplit *
tv_item_split_new (TvListForm form, const char *item_mark, guint part_count)
{
  TvImportSplit *split = g_new0 (TvImportSplit, 1);

  split->form = form;
  split->item_mark = g_strdup (item_mark);
  split->part_count = part_count;
  split->fields = g_new0 (int, part_count + 1);
  return split;
}

/**
 * tv_item_search_count:
 * @search: a search
 * @split: how lists are cut
 * @needed: so many parts of each product have to be there for a row to be whole
 * @counts: (out caller-allocates): what they come to
 *
 * Cuts all first rows.
 */
void
tv_item_search_count (const TvItemSearch *search,
                      const TvImportSplit *split,
                      guint needed,
                      TvItemCounts *counts)
{
  g_auto (TvItemList) list = { 0 };
  g_autofree gsize *lengths = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);

  *counts = (TvItemCounts){ .least = G_MAXUINT };
  tv_item_list_init (&list);
  for (guint row = 0; row < search->file->preview->len; row++)
    {
      gboolean is_whole;
      TvRecord record;

      tv_item_row_init (&record, g_ptr_array_index (search->file->preview, row), lengths);
      if (*tv_item_search_get_cell (search, row, (guint) split->fields[0]) == '\0')
        continue;
      counts->filled++;
      is_whole = tv_item_list_cut (&list, split, &record) == NULL
                 && (list.count > 0 || split->form == TV_LIST_JSON);
      for (guint i = 0; is_whole && i < list.count; i++)
        for (guint part = 0; part < needed; part++)
          is_whole &= tv_item_list_get (&list, split, i, part).length > 0;
      counts->whole += is_whole;
      counts->several += list.count > 1;
      counts->most = MAX (counts->most, list.count);
      counts->least = MIN (counts->least, list.count);
    }
}

/**
 * tv_item_counts_are_whole:
 * @counts: what the first rows come to
 *
 * Returns: whether all that hold something are lists
 */
gboolean
tv_item_counts_are_whole (const TvItemCounts *counts)
{
  return counts->filled > 0 && counts->whole == counts->filled;
}

/**
 * tv_item_counts_are_unlike:
 * @counts: what the first rows come to
 *
 * Returns: whether some have more products than others
 */
gboolean
tv_item_counts_are_unlike (const TvItemCounts *counts)
{
  return counts->several >= LEAST_SEVERAL && counts->most > counts->least;
}

/**
 * tv_item_search_try:
 * @search: (inout): a search
 * @split: (transfer full): how lists are cut
 * @names: what the parts of a product are called
 * @most: products in a row, at most
 *
 * Tries what the lists make of the file; the best way is kept.
 */
void
tv_item_search_try (TvItemSearch *search, TvImportSplit *split, char **names, guint most)
{
  TvItemTrial *trial;

  split->item_count = most;
  trial = tv_item_trial_new_lists (search->file->header, split, names);
  if (split->count <= TV_RECORD_MAXIMUM_FIELDS && search->trials++ < search->most_trials)
    tv_item_trial_judge (trial, search->file->preview);
  if (tv_item_trial_is_better (trial, search->best))
    {
      g_clear_pointer (&search->best, tv_item_trial_free);
      search->best = g_steal_pointer (&trial);
    }
  g_clear_pointer (&trial, tv_item_trial_free);
}

/**
 * tv_item_search_take:
 * @search: (inout): a search that is over
 *
 * Has the rows of the file taken apart in the best way that was found.
 *
 * Returns: whether there is one
 */
gboolean
tv_item_search_take (TvItemSearch *search)
{
  g_autoptr (TvItemTrial) best = g_steal_pointer (&search->best);

  if (best == NULL)
    return FALSE;
  tv_item_trial_take (best, search->file);
  return TRUE;
}
