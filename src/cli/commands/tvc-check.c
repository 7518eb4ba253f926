/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command check: a text file against a schema in JSON. Always answers with one JSON object. */
#include <glib/gi18n.h>
#include <string.h>

#include "tvc-command.h"
#include "tvc-text.h"

static gboolean
add_column (GPtrArray *columns, JsonObject *object, GError **error)
{
  const char *code = json_object_get_string_member_with_default (object, "type", "text");
  TvSchemaColumn *column = g_new0 (TvSchemaColumn, 1);

  g_ptr_array_add (columns, column);
  column->name = g_strdup (json_object_get_string_member_with_default (object, "name", NULL));
  column->format = g_strdup (json_object_get_string_member_with_default (object, "format", NULL));
  column->type = tv_schema_type_from_code (code);
  if (column->type != TV_N_SCHEMA_TYPES)
    return TRUE;
  g_set_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT, _ ("There is no type “%s”."), code);
  return FALSE;
}

static GPtrArray *
read_schema (const char *path, GError **error)
{
  g_autoptr (GPtrArray) columns
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_schema_column_free);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *node = NULL;
  JsonArray *list;

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    node = json_object_get_member (json_node_get_object (json_parser_get_root (parser)), "columns");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_INVALID_INPUT,
                           _ ("The schema has no list “columns”."));
      return NULL;
    }
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, i))
        && !add_column (columns, json_array_get_object_element (list, i), error))
      return NULL;
  return g_steal_pointer (&columns);
}

/* Takes --schema out of the line. */
static char *
take_schema (char ***arguments)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  char *schema = NULL;

  for (char **word = *arguments; *word != NULL; word++)
    if (g_str_has_prefix (*word, "--schema="))
      {
        g_free (schema);
        schema = g_strdup (*word + strlen ("--schema="));
      }
    else if (g_str_equal (*word, "--schema") && word[1] != NULL)
      {
        g_free (schema);
        schema = g_strdup (*++word);
      }
    else
      g_strv_builder_add (rest, *word);
  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (rest);
  return schema;
}

/**
 * tvc_check:
 * @context: the context
 * @arguments: (inout): options, --schema FILE and one file
 * @error: return location for an error of the line or of the schema
 *
 * Lists what in a file does not fit a schema.
 *
 * Returns: the exit code
 */
int
tvc_check (TvcContext *context, char ***arguments, GError **error)
{
  g_auto (TvcTextOptions) options = { 0 };
  g_autofree char *path = take_schema (arguments);
  g_autoptr (GPtrArray) schema = NULL;

  context->is_json = TRUE;
  tvc_text_options_init (&options);
  options.reading.takes_rest = FALSE;
  if (!tvc_text_options_take (&options, arguments, error))
    return TVC_EXIT_USAGE;
  if (!tvc_take_file ("check", *arguments, error))
    return TVC_EXIT_USAGE;
  if (path == NULL)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_FAILED,
                           _ ("The command check needs --schema FILE."));
      return TVC_EXIT_USAGE;
    }
  schema = read_schema (path, error);
  if (schema == NULL)
    return TVC_EXIT_FAILED;
  context->is_answered = TRUE;
  return tvc_text_check ((*arguments)[0], &options, schema) ? TVC_EXIT_DONE : TVC_EXIT_USAGE;
}
