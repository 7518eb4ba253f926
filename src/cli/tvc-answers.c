/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests of batch about customers of the workspace: it is opened by the first one and the base
 * stays warm, so that all others are answered at once. */
#include "tvc-answers.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "tvc-text.h"

static const char *
get_text (JsonObject *request, const char *name)
{
  return json_object_get_string_member_with_default (request, name, NULL);
}

static gboolean
read_weights (JsonObject *request, guint8 out[TV_N_PARTS], GError **error)
{
  JsonNode *node = json_object_get_member (request, "weights");
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node == NULL)
    return TRUE;
  if (array == NULL || json_array_get_length (array) != TV_N_PARTS)
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_INVALID_INPUT,
                           _ ("The weights of a request are four numbers that add up to 100."));
      return FALSE;
    }
  for (guint i = 0; i < TV_N_PARTS; i++)
    out[i] = (guint8) CLAMP (json_array_get_int_element (array, i), 0, 100);
  return TRUE;
}

static gboolean
read_options (JsonObject *request, TvRunOptions *out, GError **error)
{
  const char *as_of = get_text (request, "as_of");
  gint64 calibration = json_object_get_int_member_with_default (request, "calibrate", 0);

  *out = (TvRunOptions){
    .as_of_day = TV_DAY_NONE,
    .policy = get_text (request, "policy"),
    .preset = get_text (request, "preset"),
    .thresholds = get_text (request, "thresholds"),
    .ranker = get_text (request, "ranker"),
    .top_n = (guint) CLAMP (json_object_get_int_member_with_default (request, "top", 0), 0, 255),
    .calibration = json_object_has_member (request, "calibrate") && calibration <= 0
                       ? TV_CALIBRATION_NONE
                       : (guint8) CLAMP (calibration, 0, 100),
    .family_cap
    = (guint) CLAMP (json_object_get_int_member_with_default (request, "family_cap", 0), 0, 255),
  };
  if (as_of != NULL && !tv_day_parse_iso (as_of, &out->as_of_day))
    {
      g_set_error (error,
                   TV_ERROR,
                   TV_ERROR_INVALID_INPUT,
                   _ ("“%s” is no date of the form 2026-09-30."),
                   as_of);
      return FALSE;
    }
  return read_weights (request, out->weights, error);
}

static gboolean
answer (TvcContext *context, const char *op, JsonObject *request, GError **error)
{
  const char *customer = get_text (request, "customer");
  const char *product = get_text (request, "product");
  TvRunOptions options;

  if (customer == NULL || (product == NULL && g_str_equal (op, "why-not")))
    {
      g_set_error_literal (error,
                           TV_ERROR,
                           TV_ERROR_INVALID_INPUT,
                           _ ("The request names no customer, or no product."));
      return FALSE;
    }
  if (!read_options (request, &options, error)
      || (context->engine == NULL && !tvc_context_open (context, TV_OPEN_DEFAULT, error)))
    return FALSE;
  if (g_str_equal (op, "recommend"))
    return tvc_answer_now (context, customer, &options, error);
  if (g_str_equal (op, "explain"))
    return tvc_answer_stored (context, customer, error);
  return tvc_answer_why_not (context, customer, product, &options, error);
}

static void
print (TvcContext *context)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (context->json);
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

/**
 * tvc_answer_request:
 * @context: the context of batch
 * @op: what a request asks for
 * @request: the request
 *
 * Answers with one object on one line, where the request is one about a customer: "recommend"
 * (what a run would give now), "explain" (what the latest run gave) or "why-not".
 *
 * Returns: FALSE if it asks for something else; nothing is answered then
 */
gboolean
tvc_answer_request (TvcContext *context, const char *op, JsonObject *request)
{
  JsonBuilder *outer = context->json;
  gboolean was_json = context->is_json;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (op, "recommend") && !g_str_equal (op, "explain")
      && !g_str_equal (op, "why-not"))
    return FALSE;
  context->is_json = TRUE;
  context->json = json_builder_new ();
  json_builder_begin_object (context->json);
  tvc_json_bool (context, "ok", TRUE);
  if (answer (context, op, request, &error))
    {
      json_builder_end_object (context->json);
      print (context);
    }
  else
    tvc_text_fail (error);
  g_object_unref (context->json);
  context->json = outer;
  context->is_json = was_json;
  return TRUE;
}
