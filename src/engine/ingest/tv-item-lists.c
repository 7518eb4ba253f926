/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds cells that hold lists of products: "2 x Jug, 1 x Cup", pairs of keys and values, JSON, or
 * lists side by side that go together. A comma or an x in a name makes no list: all first rows have
 * to be written the same way, some with more products than others. */
#include <string.h>

#include "ingest/tv-item-groups.h"
#include "ingest/tv-item-search.h"

/* ---- pieces and names ---- */

/* The word before the code that all names of the lists end in; NULL = they end in none. */
static char *
find_code_word (const TvItemSearch *search, const TvImportSplit *split)
{
  g_auto (TvItemList) list = { 0 };
  g_autofree gsize *lengths = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);
  g_autofree char *found = NULL;

  tv_item_list_init (&list);
  for (guint row = 0; row < search->file->preview->len; row++)
    {
      TvRecord record;

      tv_item_row_init (&record, g_ptr_array_index (search->file->preview, row), lengths);
      tv_item_list_cut (&list, split, &record);
      for (guint i = 0; i < list.count; i++)
        {
          TvItemPiece label = tv_item_list_get (&list, split, i, 0), word, code;

          if (!tv_item_piece_read_code (&label, &word, &code))
            return NULL;
          if (found == NULL)
            found = g_strndup (word.text, word.length);
          if (strlen (found) != word.length || memcmp (found, word.text, word.length) != 0)
            return NULL;
        }
    }
  return g_steal_pointer (&found);
}

static void
try_counted (TvItemSearch *search, guint column)
{
  static const char *const marks[] = { "\n", ";", "|", ", ", ",", " + " };
  g_autofree char *count_name = g_strdup_printf ("%s – quantity", search->file->header[column]);
  char *names[] = { search->file->header[column], count_name, NULL, NULL };
  g_autoptr (TvImportSplit) best = NULL;

  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    for (TvListForm form = TV_LIST_COUNTED; form <= TV_LIST_COUNTED_BEHIND; form++)
      {
        g_autoptr (TvImportSplit) split = tv_item_split_new (form, marks[m], 3);
        TvItemCounts counts;

        for (guint part = 0; part < split->part_count; part++)
          split->fields[part] = (int) column;
        split->part_count = 2;
        tv_item_search_count (search, split, 2, &counts);
        split->item_count = counts.most;
        if (!tv_item_counts_are_whole (&counts) || !tv_item_counts_are_unlike (&counts)
            || (best != NULL && counts.most <= best->item_count))
          continue;
        g_clear_pointer (&best, tv_import_split_free);
        best = g_steal_pointer (&split);
      }
  if (best != NULL)
    {
      guint most = best->item_count;
      char *word = find_code_word (search, best);

      if (word != NULL)
        {
          names[2] = word;
          best->keys = g_new0 (char *, 2);
          best->keys[0] = word;
          best->part_count = 3;
        }
      tv_item_search_try (search, g_steal_pointer (&best), names, most);
    }
}

/* ---- JSON ---- */

static void
list_members (GPtrArray *keys, const char *cell)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array = tv_item_list_parse (parser, cell, strlen (cell));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

      for (const GList *l = names; l != NULL; l = l->next)
        if (JSON_NODE_HOLDS_VALUE (json_object_get_member (object, l->data)))
          tv_item_add_key (keys, l->data, strlen (l->data));
    }
}

static void
try_json (TvItemSearch *search, guint column)
{
  g_autoptr (TvImportSplit) split = tv_item_split_new (TV_LIST_JSON, NULL, TV_ITEM_MOST_KEYS);
  GPtrArray *keys = g_ptr_array_new ();
  g_auto (GStrv) names = NULL;
  TvItemCounts counts;

  for (guint part = 0; part < TV_ITEM_MOST_KEYS; part++)
    split->fields[part] = (int) column;
  for (guint row = 0; row < search->file->preview->len; row++)
    if (*tv_item_search_get_cell (search, row, column) == '[')
      list_members (keys, tv_item_search_get_cell (search, row, column));
  g_ptr_array_add (keys, NULL);
  split->keys = (char **) g_ptr_array_free (keys, FALSE);
  split->part_count = g_strv_length (split->keys);
  if (split->part_count < 2)
    return;
  names = g_strdupv (split->keys);
  tv_item_search_count (search, split, 0, &counts);
  if (tv_item_counts_are_whole (&counts) && tv_item_pieces_are_there (names))
    tv_item_search_try (search, g_steal_pointer (&split), names, counts.most);
}

/* ---- lists side by side ---- */

static guint
count_pieces (const char *cell, const char *mark)
{
  guint count = *cell != '\0';

  for (const char *at = cell; (at = strstr (at, mark)) != NULL; at += strlen (mark))
    count++;
  return count;
}

/* Whether a column has lists of several lengths; no others need a closer look. */
static gboolean
has_lists (const TvItemSearch *search, guint column, const char *mark)
{
  TvItemCounts counts = { .least = G_MAXUINT };

  for (guint row = 0; row < search->file->preview->len; row++)
    {
      guint count = count_pieces (tv_item_search_get_cell (search, row, column), mark);

      counts.several += count > 1;
      counts.most = MAX (counts.most, count);
      counts.least = MIN (counts.least, count);
    }
  return tv_item_counts_are_unlike (&counts);
}

static gboolean
go_together (const TvItemSearch *search, guint a, guint b, const char *mark)
{
  for (guint row = 0; row < search->file->preview->len; row++)
    if (count_pieces (tv_item_search_get_cell (search, row, a), mark)
        != count_pieces (tv_item_search_get_cell (search, row, b), mark))
      return FALSE;
  return TRUE;
}

/* The columns whose lists are as long as those of one column in each row. */
static void
try_parallel (TvItemSearch *search, guint column, const char *mark, gboolean *is_tried)
{
  static const TvColumn columns[]
      = { TV_COLUMN_QTY, TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC, TV_COLUMN_UNIT_PRICE };
  g_autoptr (TvImportSplit) split
      = tv_item_split_new (TV_LIST_PARALLEL, mark, TV_RECORD_MAXIMUM_FIELDS);
  g_autofree char **names = g_new0 (char *, search->count + 1);
  TvItemCounts counts;

  split->part_count = 0;
  for (guint h = column; h < search->count; h++)
    if (go_together (search, column, h, mark))
      {
        is_tried[h] = TRUE;
        names[split->part_count] = search->file->header[h];
        split->fields[split->part_count++] = (int) h;
      }
  if (split->part_count < 2)
    return;
  tv_item_search_count (search, split, 0, &counts);
  if (tv_item_counts_are_whole (&counts) && tv_item_counts_are_unlike (&counts)
      && tv_item_names_are_called (names, columns, G_N_ELEMENTS (columns)))
    tv_item_search_try (search, g_steal_pointer (&split), names, counts.most);
}

/* Whether a cell of a column has one of some characters, before it is looked at any closer. */
static gboolean
has_any (const TvItemSearch *search, guint column, const char *characters)
{
  for (guint row = 0; row < search->file->preview->len; row++)
    if (strpbrk (tv_item_search_get_cell (search, row, column), characters) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * tv_item_lists_find:
 * @file: (inout): a file with a header and its first rows
 *
 * Finds out whether each row is an order with a list of products in a cell or several. Then the
 * file's header and first rows become those of its lines.
 *
 * Returns: whether it is
 */
gboolean
tv_item_lists_find (TvImportFile *file)
{
  static const char *const marks[] = { "|", ";", "\n", ", ", "," };
  TvItemSearch search
      = { .file = file, .count = MIN (g_strv_length (file->header), TV_RECORD_MAXIMUM_FIELDS) };
  gboolean is_tried[G_N_ELEMENTS (marks)][TV_RECORD_MAXIMUM_FIELDS] = { { FALSE } };

  search.most_trials = tv_item_trial_get_most (search.count);
  for (guint h = 0; h < search.count && search.trials < search.most_trials; h++)
    {
      if (!has_any (&search, h, "|;\n,+:="))
        continue;
      if (has_any (&search, h, "xX*\xc3"))
        try_counted (&search, h);
      if (has_any (&search, h, ":="))
        tv_item_pairs_try (&search, h);
      if (has_any (&search, h, "["))
        try_json (&search, h);
      for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
        if (!is_tried[m][h] && has_lists (&search, h, marks[m]))
          try_parallel (&search, h, marks[m], is_tried[m]);
    }
  for (guint h = 0; search.best == NULL && h < search.count; h++)
    if (search.trials < search.most_trials && has_any (&search, h, "|;\n,+/"))
      tv_item_bare_try (&search, h);
  return tv_item_search_take (&search);
}
