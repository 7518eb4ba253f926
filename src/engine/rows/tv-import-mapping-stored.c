/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mapping says of where cells stand: the file of orders, the groups of columns of a row. A
 * batch keeps its mapping, and a stored value is followed by it to the very cell. */
#include "rows/tv-import-mapping-private.h"

#include <string.h>

#define LARGEST_HEADER 40000 /* bytes of one that is written down */

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_number (JsonBuilder *json, const char *name, gint64 number)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, number);
}

static void
add_numbers (JsonBuilder *json, const char *name, const int *numbers, gsize count)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (gsize i = 0; i < count; i++)
    json_builder_add_int_value (json, numbers[i]);
  json_builder_end_array (json);
}

/**
 * tv_json_get_text:
 * @object: a JSON object
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): the member, where it is a text
 */
const char *
tv_json_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/**
 * tv_json_get_object:
 * @object: a JSON object
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): the member, where it is an object
 */
JsonObject *
tv_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * tv_import_mapping_add_orders:
 * @json: (inout): a mapping that is being written
 * @join: how its lines are joined to their orders
 *
 * Says where the orders of the lines stand, so that a value can be followed to them.
 */
void
tv_import_mapping_add_orders (JsonBuilder *json, const TvImportJoin *join)
{
  g_autofree char *name = g_path_get_basename (join->path);
  g_autofree char *folder = join->spool == NULL ? g_path_get_dirname (join->path) : g_strdup ("");

  json_builder_set_member_name (json, "orders");
  json_builder_begin_object (json);
  add_text (json, "file", name);
  add_text (json, "folder", folder);
  add_text (json, "entry", join->entry != NULL ? join->entry : "");
  tv_import_mapping_add_dialect (json, join->dialect);
  add_number (json, "own", join->own_count);
  add_number (json, "key", join->key);
  add_number (json, "orders_key", join->order_key);
  add_numbers (json, "fields", (const int *) join->order_fields, join->count);
  json_builder_end_object (json);
}

/**
 * tv_import_mapping_add_split:
 * @json: (inout): a mapping that is being written
 * @split: how its rows are taken apart
 *
 * Says where the cells of lines stand in the rows of the file.
 */
void
tv_import_mapping_add_split (JsonBuilder *json, const TvImportSplit *split)
{
  g_autofree char *header = g_strjoinv ("\n", split->header);

  if (strlen (header) > LARGEST_HEADER)
    return;
  json_builder_set_member_name (json, "items");
  json_builder_begin_object (json);
  add_text (json, "header", header);
  add_number (json, "parts", split->part_count);
  add_numbers (json, "cells", split->places, split->count);
  add_numbers (json, "fields", split->fields, tv_import_split_count_fields (split));
  json_builder_end_object (json);
}

/**
 * tv_import_mapping_dup_header:
 * @json: a mapping
 * @column_name: a canonical column
 *
 * Returns: (transfer full): the header cell that was mapped to it, "" for none
 */
char *
tv_import_mapping_dup_header (const char *json, const char *column_name)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = tv_import_mapping_parse (parser, "", json, NULL);
  JsonObject *columns = object != NULL ? tv_json_get_object (object, "columns") : NULL;
  const char *header = columns != NULL ? tv_json_get_text (columns, column_name) : NULL;

  return g_strdup (header != NULL ? header : "");
}

static guint
get_count (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
             ? (guint) CLAMP (json_node_get_int (node), 0, G_MAXINT32)
             : 0;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static int *
dup_numbers (JsonObject *object, const char *name, int least, guint *out_count)
{
  JsonArray *array = get_array (object, name);
  int *numbers;

  *out_count = array != NULL ? json_array_get_length (array) : 0;
  numbers = g_new0 (int, *out_count + 1);
  for (guint i = 0; i < *out_count; i++)
    {
      JsonNode *number = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (number))
        numbers[i] = (int) CLAMP (json_node_get_int (number), least, G_MAXINT32);
    }
  return numbers;
}

/**
 * tv_import_mapping_dup_join:
 * @json: a mapping
 *
 * Gives the file of orders that the lines of a batch were joined to, as far as its cells can be
 * found again with it.
 *
 * Returns: (transfer full) (nullable): it; %NULL for a file that stands alone
 */
TvImportJoin *
tv_import_mapping_dup_join (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = tv_import_mapping_parse (parser, "", json, NULL);
  JsonObject *orders = object != NULL ? tv_json_get_object (object, "orders") : NULL;
  const char *name = orders != NULL ? tv_json_get_text (orders, "file") : NULL;
  const char *folder = orders != NULL ? tv_json_get_text (orders, "folder") : NULL;
  const char *entry = orders != NULL ? tv_json_get_text (orders, "entry") : NULL;
  const char *encoding = orders != NULL ? tv_json_get_text (orders, "encoding") : NULL;
  TvImportJoin *join;

  if (name == NULL || folder == NULL || encoding == NULL)
    return NULL;
  join = g_new0 (TvImportJoin, 1);
  join->path = g_build_filename (folder, name, NULL);
  join->entry = entry != NULL && *entry != '\0' ? g_strdup (entry) : NULL;
  join->dialect
      = tv_import_mapping_read_dialect (orders, encoding, tv_json_get_text (orders, "delimiter"));
  join->own_count = get_count (orders, "own");
  join->key = get_count (orders, "key");
  join->order_key = get_count (orders, "orders_key");
  join->order_fields = (guint *) dup_numbers (orders, "fields", 0, &join->count);
  return join;
}

static gboolean
is_sound (const TvImportSplit *split, guint field_count)
{
  gboolean is_right
      = split->part_count > 0 && split->count > 0 && field_count % split->part_count == 0;

  for (guint i = 0; i < split->count; i++)
    is_right &= split->places[i] < (int) split->own_count
                && -1 - split->places[i] < (int) split->part_count;
  for (guint i = 0; i < field_count; i++)
    is_right &= split->fields[i] < (int) split->own_count;
  return is_right;
}

/**
 * tv_import_mapping_dup_split:
 * @json: a mapping
 *
 * Gives how the rows of a batch were taken apart, as far as its cells can be found again with it.
 *
 * Returns: (transfer full) (nullable): it; %NULL where rows are lines
 */
TvImportSplit *
tv_import_mapping_dup_split (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = tv_import_mapping_parse (parser, "", json, NULL);
  JsonObject *items = object != NULL ? tv_json_get_object (object, "items") : NULL;
  const char *header = items != NULL ? tv_json_get_text (items, "header") : NULL;
  g_autoptr (TvImportSplit) split = NULL;
  guint field_count;

  if (header == NULL)
    return NULL;
  split = g_new0 (TvImportSplit, 1);
  split->header = g_strsplit (header, "\n", -1);
  split->own_count = g_strv_length (split->header);
  split->part_count = get_count (items, "parts");
  split->places = dup_numbers (items, "cells", G_MININT32 / 2, &split->count);
  split->fields = dup_numbers (items, "fields", -1, &field_count);
  if (!is_sound (split, field_count))
    return NULL;
  split->item_count = field_count / split->part_count;
  return g_steal_pointer (&split);
}
