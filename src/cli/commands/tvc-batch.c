/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command batch: requests about text files, values and customers, one JSON object a line,
 * answered in turn. A request that cannot be understood is answered like one about a file that
 * cannot be read. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>

#include "tvc-answers.h"
#include "tvc-command.h"
#include "tvc-text.h"

static gboolean
refuse (const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (TV_ERROR, TV_ERROR_INVALID_INPUT, message);

  return tvc_text_fail (error);
}

static const char *
get_text (JsonObject *request, const char *name)
{
  JsonNode *node = json_object_get_member (request, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
answer_value (JsonObject *request)
{
  const char *type = get_text (request, "type"), *text = get_text (request, "text");
  const char *currency = NULL;
  g_autofree char *value = NULL;
  TvcJsonOut out;

  if (type == NULL || text == NULL)
    {
      refuse (_ ("A request for a value needs “type” and “text”."));
      return;
    }
  value = tvc_value_read (type,
                          text,
                          get_text (request, "decimal"),
                          get_text (request, "hint"),
                          get_text (request, "locale"),
                          &currency);
  tvc_json_out_init (&out);
  tvc_json_out_bool (&out, "ok", value != NULL);
  if (value != NULL)
    tvc_json_out_text (&out, "value", value, -1);
  else
    tvc_json_out_text (&out, "code", "bad_value", -1);
  if (value != NULL && currency != NULL)
    tvc_json_out_text (&out, "currency", currency, -1);
  tvc_json_out_end (&out);
}

static void
answer (TvcContext *context, const char *line)
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
  if (tvc_answer_request (context, op, request))
    return;
  if (!tvc_text_options_read (&options, request, &error))
    tvc_text_fail (error);
  else if (g_strcmp0 (op, "sniff") == 0)
    tvc_text_sniff (file, &options);
  else if (g_strcmp0 (op, "csv2json") == 0)
    tvc_text_to_json (file, &options);
  else if (g_strcmp0 (op, "value") == 0)
    answer_value (request);
  else
    refuse (_ (
        "A request asks for “sniff”, “csv2json”, “value”, “recommend”, “explain” or “why-not”."));
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
    answer (context, line);
  free (line);
  return TVC_EXIT_DONE;
}
