/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command batch: requests about text files, one JSON object a line, answered in turn. A request
 * that cannot be understood is answered like one about a file that cannot be read. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>

#include "tvc-command.h"
#include "tvc-text.h"

static gboolean
refuse (const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (TV_ERROR, TV_ERROR_INVALID_INPUT, message);

  return tvc_text_fail (error);
}

static void
answer (const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (TvcTextOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  JsonObject *request;
  const char *op, *file;

  tvc_text_options_init (&options);
  if (!json_parser_load_from_data (parser, line, -1, &error))
    {
      tvc_text_fail (error);
      return;
    }
  if (json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      refuse (_ ("A request is one JSON object on one line."));
      return;
    }
  request = json_node_get_object (json_parser_get_root (parser));
  op = json_object_get_string_member_with_default (request, "op", "");
  file = json_object_get_string_member_with_default (request, "file", "");
  if (!tvc_text_options_read (&options, request, &error))
    tvc_text_fail (error);
  else if (g_strcmp0 (op, "sniff") == 0)
    tvc_text_sniff (file, &options);
  else if (g_strcmp0 (op, "csv2json") == 0)
    tvc_text_to_json (file, &options);
  else
    refuse (_ ("A request asks for “sniff” or “csv2json”."));
}

/**
 * tvc_batch:
 * @context: the context
 * @arguments: (inout): nothing
 * @error: return location for an error of the line
 *
 * Answers requests from standard input until it ends.
 *
 * Returns: the exit code
 */
int
tvc_batch (TvcContext *context, char ***arguments, GError **error)
{
  char *line = NULL;
  size_t size = 0;

  if (!tvc_parse ("batch", arguments, NULL, error))
    return TVC_EXIT_USAGE;
  context->is_answered = TRUE;
  while (getline (&line, &size, stdin) > 0)
    answer (line);
  free (line);
  return TVC_EXIT_DONE;
}
