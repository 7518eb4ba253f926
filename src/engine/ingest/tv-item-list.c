/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts cells that hold lists of products. The marks of a list may stand in a name as well: a piece
 * that does not look as the others do goes on from the one beside it. */
#include "ingest/tv-item-list.h"

#include <string.h>

#define DEEPEST                                                                                    \
  6 /* brackets within each other in JSON, far below what exhausts a parser's stack                \
     */

/**
 * tv_item_list_init:
 * @self: (out caller-allocates): a list
 *
 * Begins without a product.
 */
void
tv_item_list_init (TvItemList *self)
{
  self->pieces = g_array_new (FALSE, TRUE, sizeof (TvItemPiece));
  self->kept = g_ptr_array_new_with_free_func (g_free);
  self->count = 0;
}

/**
 * tv_item_list_clear:
 * @self: a list
 *
 * Frees what it holds.
 */
void
tv_item_list_clear (TvItemList *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
}

/**
 * tv_item_list_get:
 * @self: a list that was cut
 * @split: how
 * @item: a product, below the list's count
 * @part: a part of it
 *
 * Returns: the part; an empty text where the product does not have it
 */
TvItemPiece
tv_item_list_get (const TvItemList *self, const TvImportSplit *split, guint item, guint part)
{
  TvItemPiece piece = g_array_index (self->pieces, TvItemPiece, item * split->part_count + part);

  return piece.text != NULL ? piece : (TvItemPiece){ "", 0 };
}

/* The parts of a further product; NULL where there are too many. */
static TvItemPiece *
add_item (TvItemList *self, const TvImportSplit *split)
{
  if (self->count >= TV_ITEM_LIST_MOST)
    return NULL;
  self->count++;
  g_array_set_size (self->pieces, self->count * split->part_count);
  return &g_array_index (self->pieces, TvItemPiece, (self->count - 1) * split->part_count);
}

static TvItemPiece
get_cell (const TvRecord *record, int field)
{
  if (field < 0 || (guint) field >= record->field_count)
    return (TvItemPiece){ "", 0 };
  return tv_item_piece_trim ((TvItemPiece){ record->fields[field], record->lengths[field] });
}

/* A text from the beginning of one piece to the end of another. */
static TvItemPiece
span (const char *start, TvItemPiece last)
{
  return (TvItemPiece){ start, (gsize) (last.text + last.length - start) };
}

static const char *
cut_parallel (TvItemList *self, const TvImportSplit *split, const TvRecord *record)
{
  for (guint part = 0; part < split->part_count; part++)
    {
      TvItemPiece rest = get_cell (record, split->fields[part]), piece;
      guint i = 0;

      for (; tv_item_piece_take (&rest, split->item_mark, &piece); i++)
        {
          if (part == 0 && add_item (self, split) == NULL)
            return "TOO_MANY_FIELDS";
          if (i >= self->count)
            return TV_REJECT_UNEQUAL_LISTS;
          g_array_index (self->pieces, TvItemPiece, i * split->part_count + part)
              = tv_item_piece_trim (piece);
        }
      if (i != self->count)
        return TV_REJECT_UNEQUAL_LISTS;
    }
  return NULL;
}

/* ---- keys and values ---- */

/* The key that a piece begins with, -1 = one that is not asked for, and its value. */
static gboolean
read_pair (const TvImportSplit *split, TvItemPiece piece, int *out_key, TvItemPiece *out_value)
{
  TvItemPiece key;

  *out_key = -1;
  *out_value = piece;
  if (!tv_item_piece_take (out_value, split->key_mark, &key) || out_value->text == NULL)
    return FALSE;
  key = tv_item_piece_trim (key);
  for (int i = 0; split->keys[i] != NULL; i++)
    if (strlen (split->keys[i]) == key.length
        && g_ascii_strncasecmp (split->keys[i], key.text, key.length) == 0)
      *out_key = i;
  *out_value = tv_item_piece_trim (*out_value);
  return TRUE;
}

/* Reads the pairs of a product; a piece that is none goes on from the value before it. Each product
 * begins with the same key, or in a cell of its own. */
static const char *
read_pairs (TvItemList *self, const TvImportSplit *split, TvItemPiece inner, TvItemPiece **latest)
{
  TvItemPiece piece, value;
  gboolean is_first = TRUE;

  while (tv_item_piece_take (&inner, split->pair_mark, &piece))
    {
      int key;
      gboolean is_pair = read_pair (split, piece, &key, &value);

      if (is_first && key == 0 && split->form != TV_LIST_KEYED && add_item (self, split) == NULL)
        return "TOO_MANY_FIELDS";
      is_first = FALSE;
      if (is_pair)
        *latest = NULL;
      if (is_pair && key >= 0 && self->count > 0)
        {
          *latest = &g_array_index (self->pieces,
                                    TvItemPiece,
                                    (self->count - 1) * split->part_count + (guint) key);
          **latest = value;
        }
      else if (!is_pair && *latest != NULL)
        **latest = span ((*latest)->text, piece);
    }
  return NULL;
}

static const char *
cut_keyed (TvItemList *self, const TvImportSplit *split, const TvRecord *record)
{
  for (guint item = 0; item < split->item_count; item++)
    {
      TvItemPiece cell = get_cell (record, split->fields[item * split->part_count]), *latest = NULL;
      const char *problem;

      if (add_item (self, split) == NULL)
        return "TOO_MANY_FIELDS";
      problem = cell.length > 0 ? read_pairs (self, split, cell, &latest) : NULL;
      if (problem != NULL)
        return problem;
    }
  return NULL;
}

static const char *
cut_names (TvItemList *self, const TvImportSplit *split, const TvRecord *record)
{
  TvItemPiece rest = get_cell (record, split->fields[0]), piece;

  while (rest.length > 0 && tv_item_piece_take (&rest, split->item_mark, &piece))
    {
      TvItemPiece *item;

      piece = tv_item_piece_trim (piece);
      if (piece.length == 0)
        continue;
      item = add_item (self, split);
      if (item == NULL)
        return "TOO_MANY_FIELDS";
      *item = piece;
    }
  return NULL;
}

static const char *
cut_pairs (TvItemList *self, const TvImportSplit *split, const TvRecord *record)
{
  TvItemPiece rest = get_cell (record, split->fields[0]), whole, *latest = NULL;
  const char *problem = NULL;

  while (problem == NULL && rest.length > 0 && tv_item_piece_take (&rest, split->item_mark, &whole))
    problem = read_pairs (self, split, whole, &latest);
  return problem;
}

/* ---- JSON ---- */

/* One array, and nothing behind it: of several values the parser loses all but the last. */
static gboolean
is_shallow_array (TvItemPiece cell)
{
  gboolean is_text = FALSE;
  int depth = 0;

  for (gsize i = 0; i < cell.length; i++)
    {
      char c = cell.text[i];

      if (is_text && c == '\\')
        i++;
      else if (c == '"')
        is_text = !is_text;
      else if (!is_text && (c == '{' || c == '['))
        depth++;
      else if (!is_text && (c == '}' || c == ']'))
        depth--;
      if (depth > DEEPEST || (depth <= 0 && i + 1 < cell.length))
        return FALSE;
    }
  return cell.length > 0 && cell.text[0] == '[';
}

/**
 * tv_item_list_parse:
 * @parser: owns what is returned
 * @cell: a cell
 * @length: of @cell
 *
 * Returns: (transfer none) (nullable): the array that the cell holds as JSON
 */
JsonArray *
tv_item_list_parse (JsonParser *parser, const char *cell, gsize length)
{
  JsonNode *root;

  if (!is_shallow_array (tv_item_piece_trim ((TvItemPiece){ cell, length }))
      || !json_parser_load_from_data (parser, cell, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
}

static char *
dup_value (JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return NULL;
  return g_strdup (g_ascii_formatd (number, sizeof number, "%.12g", json_node_get_double (node)));
}

static const char *
cut_json (TvItemList *self, const TvImportSplit *split, const TvRecord *record)
{
  TvItemPiece cell = get_cell (record, split->fields[0]);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array;

  if (cell.length == 0)
    return NULL;
  array = tv_item_list_parse (parser, cell.text, cell.length);
  if (array == NULL)
    return TV_REJECT_UNEQUAL_LISTS;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      TvItemPiece *item = add_item (self, split);

      if (item == NULL)
        return "TOO_MANY_FIELDS";
      for (guint k = 0; JSON_NODE_HOLDS_OBJECT (node) && k < split->part_count; k++)
        {
          char *text
              = dup_value (json_object_get_member (json_node_get_object (node), split->keys[k]));

          if (text == NULL)
            continue;
          g_ptr_array_add (self->kept, text);
          item[k] = (TvItemPiece){ text, strlen (text) };
        }
    }
  return NULL;
}

/* ---- pieces and names ---- */

/* Names that end in a code under the list's own word for it. */
static void
read_codes (TvItemList *self, const TvImportSplit *split)
{
  for (guint i = 0; i < self->count; i++)
    {
      TvItemPiece *item = &g_array_index (self->pieces, TvItemPiece, i * split->part_count);
      TvItemPiece label = item[0], word, code;

      if (label.text == NULL || !tv_item_piece_read_code (&label, &word, &code)
          || word.length != strlen (split->keys[0])
          || memcmp (word.text, split->keys[0], word.length) != 0)
        continue;
      item[0] = label;
      item[2] = code;
    }
}

static const char *
cut_counted (TvItemList *self, const TvImportSplit *split, const TvRecord *record)
{
  gboolean is_behind = split->form == TV_LIST_COUNTED_BEHIND;
  TvItemPiece rest = get_cell (record, split->fields[0]), piece = { 0 }, label, count;
  TvItemPiece *item = NULL;
  const char *start = NULL; /* of a name that goes on in the next piece */

  while (rest.length > 0 && tv_item_piece_take (&rest, split->item_mark, &piece))
    {
      TvItemPiece whole = start != NULL ? span (start, piece) : piece;
      gboolean is_counted
          = tv_item_piece_read_count (tv_item_piece_trim (whole), is_behind, &label, &count);

      if (!is_counted && is_behind)
        start = whole.text;
      else if (!is_counted && item != NULL)
        item[0] = tv_item_piece_trim (span (item[0].text, piece));
      else
        {
          item = add_item (self, split);
          if (item == NULL)
            return "TOO_MANY_FIELDS";
          item[0] = is_counted ? label : tv_item_piece_trim (piece);
          if (is_counted)
            item[1] = count;
          start = NULL;
        }
    }
  /* What has no count is told as a product without one. */
  if (start != NULL && (item = add_item (self, split)) != NULL)
    item[0] = tv_item_piece_trim (span (start, piece));
  if (split->keys != NULL)
    read_codes (self, split);
  return NULL;
}

/**
 * tv_item_list_cut:
 * @self: (inout): a list; what was in it goes
 * @split: how rows are taken apart, by lists
 * @record: a row; the list's pieces stand as long as it does
 *
 * Cuts the lists of a row.
 *
 * Returns: (nullable): the code of a reject where they cannot be, static
 */
const char *
tv_item_list_cut (TvItemList *self, const TvImportSplit *split, const TvRecord *record)
{
  self->count = 0;
  g_array_set_size (self->pieces, 0);
  g_ptr_array_set_size (self->kept, 0);
  switch (split->form)
    {
    case TV_LIST_PARALLEL:
      return cut_parallel (self, split, record);
    case TV_LIST_PAIRS:
      return cut_pairs (self, split, record);
    case TV_LIST_KEYED:
      return cut_keyed (self, split, record);
    case TV_LIST_NAMES:
      return cut_names (self, split, record);
    case TV_LIST_JSON:
      return cut_json (self, split, record);
    case TV_LIST_COUNTED:
    case TV_LIST_COUNTED_BEHIND:
      return cut_counted (self, split, record);
    default:
      return NULL;
    }
}
