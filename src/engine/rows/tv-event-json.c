/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An object of numbers and lists, and nothing that a parser could be led astray by. */
#include "rows/tv-event-json.h"

#include <string.h>

#define MAX_BRACKETS 4 /* an object, a list and an object in it; a hostile file may have more */

/* The parser must not be led into depths by a file that was tampered with. */
static gboolean
is_flat (const char *json)
{
  guint count = 0;

  for (const char *at = json; (at = strpbrk (at, "[{")) != NULL; at++)
    count++;
  return count <= MAX_BRACKETS;
}

/**
 * tv_event_json_parse:
 * @json: what an event bears
 *
 * Returns: (transfer full) (nullable): an object, %NULL where the text is none
 */
JsonNode *
tv_event_json_parse (const char *json)
{
  g_autoptr (JsonNode) root = is_flat (json) ? json_from_string (json, NULL) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&root) : NULL;
}

/**
 * tv_event_json_get_number:
 * @object: an object
 * @name: of a member
 * @otherwise: for an object that has none of that name, or no value there
 *
 * Returns: the number
 */
gint64
tv_event_json_get_number (JsonObject *object, const char *name, gint64 otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : otherwise;
}

/**
 * tv_event_json_get_list:
 * @object: an object
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): the list
 */
JsonArray *
tv_event_json_get_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
