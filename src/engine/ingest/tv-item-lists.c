/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds cells that hold lists of products: "2 x Jug, 1 x Cup", pairs of keys and values, JSON, or
 * lists side by side that go together. A comma or an x in a name makes no list: all first rows have
 * to be written the same way, some with more products than others. */
#include <string.h>

#include "ingest/tv-item-groups.h"
#include "ingest/tv-item-list.h"
#include "ingest/tv-item-trial.h"
#include "rows/tv-import-columns.h"

#define MOST_KEYS 40
#define LONGEST_KEY 40
#define LEAST_SEVERAL 2 /* rows with more than one product */

/* The first rows of a file, and the best way so far to take them apart. */
typedef struct
{
  TvImportFile *file;
  guint count; /* header cells */
  guint trials, most_trials;
  TvItemTrial *best;
} Search;

/* Whether one of some names is called as one of some columns are. */
static gboolean
is_called (char **names, const TvColumn *columns, guint count)
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

static const char *
get_cell (const Search *search, guint row, guint column)
{
  char **cells = g_ptr_array_index (search->file->preview, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

static TvImportSplit *
make_split (TvListForm form, const char *item_mark, guint part_count)
{
  TvImportSplit *split = g_new0 (TvImportSplit, 1);

  split->form = form;
  split->item_mark = g_strdup (item_mark);
  split->part_count = part_count;
  split->fields = g_new0 (int, part_count + 1);
  return split;
}

/* What the first rows come to when they are cut so. */
typedef struct
{
  guint most, least, several, filled, whole; /* products in a row; rows */
} Counts;

/* Cuts all first rows; a row is whole where each product has its first @needed parts. */
static void
count_items (const Search *search, const TvImportSplit *split, guint needed, Counts *counts)
{
  g_auto (TvItemList) list = { 0 };
  g_autofree gsize *lengths = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);

  *counts = (Counts){ .least = G_MAXUINT };
  tv_item_list_init (&list);
  for (guint row = 0; row < search->file->preview->len; row++)
    {
      gboolean is_whole;
      TvRecord record;

      tv_item_row_init (&record, g_ptr_array_index (search->file->preview, row), lengths);
      if (*get_cell (search, row, (guint) split->fields[0]) == '\0')
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

static gboolean
are_all_whole (const Counts *counts)
{
  return counts->filled > 0 && counts->whole == counts->filled;
}

static gboolean
are_unlike (const Counts *counts)
{
  return counts->several >= LEAST_SEVERAL && counts->most > counts->least;
}

static void
try_split (Search *search, TvImportSplit *split, char **names, guint most)
{
  TvItemTrial *trial = tv_item_trial_new_lists (search->file->header, split, names);

  split->item_count = most;
  if (split->count <= TV_RECORD_MAXIMUM_FIELDS && search->trials++ < search->most_trials)
    tv_item_trial_judge (trial, search->file->preview);
  if (tv_item_trial_is_better (trial, search->best))
    {
      g_clear_pointer (&search->best, tv_item_trial_free);
      search->best = g_steal_pointer (&trial);
    }
  g_clear_pointer (&trial, tv_item_trial_free);
}

/* ---- pieces and names ---- */

/* The word before the code that all names of the lists end in; NULL = they end in none. */
static char *
find_code_word (const Search *search, const TvImportSplit *split)
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
try_counted (Search *search, guint column)
{
  static const char *const marks[] = { "\n", ";", "|", ", ", ",", " + " };
  g_autofree char *count_name = g_strdup_printf ("%s – quantity", search->file->header[column]);
  char *names[] = { search->file->header[column], count_name, NULL, NULL };
  g_autoptr (TvImportSplit) best = NULL;

  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    for (TvListForm form = TV_LIST_COUNTED; form <= TV_LIST_COUNTED_BEHIND; form++)
      {
        g_autoptr (TvImportSplit) split = make_split (form, marks[m], 3);
        Counts counts;

        for (guint part = 0; part < split->part_count; part++)
          split->fields[part] = (int) column;
        split->part_count = 2;
        count_items (search, split, 2, &counts);
        split->item_count = counts.most;
        if (!are_all_whole (&counts) || !are_unlike (&counts)
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
      try_split (search, g_steal_pointer (&best), names, most);
    }
}

/* ---- keys and values ---- */

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

static void
add_key (GPtrArray *keys, const char *text, gsize length)
{
  g_autofree char *key = g_strndup (text, length);

  if (keys->len < MOST_KEYS && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_ptr_array_add (keys, g_steal_pointer (&key));
}

/* The keys of all first rows, in their order; NULL-terminated. */
static char **
list_keys (const Search *search, guint column, const TvImportSplit *split)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint row = 0; row < search->file->preview->len; row++)
    {
      const char *cell = get_cell (search, row, column);
      TvItemPiece rest = { cell, strlen (cell) }, item, piece, key;

      while (rest.length > 0 && tv_item_piece_take (&rest, split->item_mark, &item))
        while (tv_item_piece_take (&item, split->pair_mark, &piece))
          if (tv_item_piece_take (&piece, split->key_mark, &key) && piece.text != NULL)
            {
              key = tv_item_piece_trim (key);
              if (is_key (key))
                add_key (keys, key.text, key.length);
            }
    }
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (keys, FALSE);
}

/* Taxes, coupons and deliveries are written as products are, without how many there are. */
static gboolean
has_pieces (char **names)
{
  static const TvColumn columns[] = { TV_COLUMN_QTY };

  return is_called (names, columns, G_N_ELEMENTS (columns));
}

static void
try_pairs (Search *search, guint column)
{
  static const char *const marks[][3]
      = { { ";", "|", ":" },  { "\n", "|", ":" }, { "||", "|", ":" }, { ";", ",", ":" },
          { "\n", ",", ":" }, { "|", ",", ":" },  { "\n", ";", ":" }, { "|", ";", ":" },
          { ";", "|", "=" },  { "\n", ";", "=" }, { "|", ";", "=" },  { ";", ",", "=" },
          { "|", ",", "=" },  { "\n", ",", "=" } };

  for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
    {
      g_autoptr (TvImportSplit) split = make_split (TV_LIST_PAIRS, marks[m][0], MOST_KEYS);
      g_auto (GStrv) names = NULL;
      Counts counts;

      split->pair_mark = g_strdup (marks[m][1]);
      split->key_mark = g_strdup (marks[m][2]);
      split->keys = list_keys (search, column, split);
      split->part_count = g_strv_length (split->keys);
      for (guint part = 0; part < split->part_count; part++)
        split->fields[part] = (int) column;
      if (split->part_count < 2)
        continue;
      count_items (search, split, 1, &counts);
      names = g_strdupv (split->keys);
      if (are_all_whole (&counts) && has_pieces (names))
        try_split (search, g_steal_pointer (&split), names, counts.most);
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
          add_key (keys, l->data, strlen (l->data));
    }
}

static void
try_json (Search *search, guint column)
{
  g_autoptr (TvImportSplit) split = make_split (TV_LIST_JSON, NULL, MOST_KEYS);
  GPtrArray *keys = g_ptr_array_new ();
  g_auto (GStrv) names = NULL;
  Counts counts;

  for (guint part = 0; part < MOST_KEYS; part++)
    split->fields[part] = (int) column;
  for (guint row = 0; row < search->file->preview->len; row++)
    if (*get_cell (search, row, column) == '[')
      list_members (keys, get_cell (search, row, column));
  g_ptr_array_add (keys, NULL);
  split->keys = (char **) g_ptr_array_free (keys, FALSE);
  split->part_count = g_strv_length (split->keys);
  if (split->part_count < 2)
    return;
  names = g_strdupv (split->keys);
  count_items (search, split, 0, &counts);
  if (are_all_whole (&counts) && has_pieces (names))
    try_split (search, g_steal_pointer (&split), names, counts.most);
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
has_lists (const Search *search, guint column, const char *mark)
{
  Counts counts = { .least = G_MAXUINT };

  for (guint row = 0; row < search->file->preview->len; row++)
    {
      guint count = count_pieces (get_cell (search, row, column), mark);

      counts.several += count > 1;
      counts.most = MAX (counts.most, count);
      counts.least = MIN (counts.least, count);
    }
  return are_unlike (&counts);
}

static gboolean
go_together (const Search *search, guint a, guint b, const char *mark)
{
  for (guint row = 0; row < search->file->preview->len; row++)
    if (count_pieces (get_cell (search, row, a), mark)
        != count_pieces (get_cell (search, row, b), mark))
      return FALSE;
  return TRUE;
}

/* The columns whose lists are as long as those of one column in each row. */
static void
try_parallel (Search *search, guint column, const char *mark, gboolean *is_tried)
{
  static const TvColumn columns[]
      = { TV_COLUMN_QTY, TV_COLUMN_AMOUNT_HT, TV_COLUMN_AMOUNT_TTC, TV_COLUMN_UNIT_PRICE };
  g_autoptr (TvImportSplit) split = make_split (TV_LIST_PARALLEL, mark, TV_RECORD_MAXIMUM_FIELDS);
  g_autofree char **names = g_new0 (char *, search->count + 1);
  Counts counts;

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
  count_items (search, split, 0, &counts);
  if (are_all_whole (&counts) && are_unlike (&counts)
      && is_called (names, columns, G_N_ELEMENTS (columns)))
    try_split (search, g_steal_pointer (&split), names, counts.most);
}

/* Whether a cell of a column has one of some characters, before it is looked at any closer. */
static gboolean
has_any (const Search *search, guint column, const char *characters)
{
  for (guint row = 0; row < search->file->preview->len; row++)
    if (strpbrk (get_cell (search, row, column), characters) != NULL)
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
  Search search
      = { .file = file, .count = MIN (g_strv_length (file->header), TV_RECORD_MAXIMUM_FIELDS) };
  g_autoptr (TvItemTrial) best = NULL;
  gboolean is_tried[G_N_ELEMENTS (marks)][TV_RECORD_MAXIMUM_FIELDS] = { { FALSE } };

  search.most_trials = tv_item_trial_get_most (search.count);
  for (guint h = 0; h < search.count && search.trials < search.most_trials; h++)
    {
      if (!has_any (&search, h, "|;\n,+:="))
        continue;
      if (has_any (&search, h, "xX*\xc3"))
        try_counted (&search, h);
      if (has_any (&search, h, ":="))
        try_pairs (&search, h);
      if (has_any (&search, h, "["))
        try_json (&search, h);
      for (gsize m = 0; m < G_N_ELEMENTS (marks); m++)
        if (!is_tried[m][h] && has_lists (&search, h, marks[m]))
          try_parallel (&search, h, marks[m], is_tried[m]);
    }
  best = search.best;
  if (best == NULL)
    return FALSE;
  tv_item_trial_take (best, file);
  return TRUE;
}
