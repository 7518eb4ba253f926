/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options and common parts of the commands about text files. A character is given as itself, as
 * "none", or as \t and the like. */
#include "tvc-text.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * tvc_text_options_init:
 * @options: (out caller-allocates): the options
 *
 * Begins with nothing chosen, reading whatever can be read.
 */
void
tvc_text_options_init (TvcTextOptions *options)
{
  memset (options, 0, sizeof *options);
  options->reading.field_limit = 1 << 18;
  options->reading.takes_rest = TRUE;
  options->reading.keeps_blank = TRUE;
  options->reading.allows_nul = TRUE;
}

/**
 * tvc_text_options_clear:
 * @options: the options
 *
 * Frees what they hold.
 */
void
tvc_text_options_clear (TvcTextOptions *options)
{
  g_clear_pointer (&options->encoding, g_free);
  g_clear_pointer (&options->delimiter, g_free);
  g_clear_pointer (&options->newline, g_free);
}

static gunichar
read_character (const char *value)
{
  if (g_str_equal (value, "none"))
    return 0;
  return *value == '\0' ? TV_DIALECT_NUL : g_utf8_get_char_validated (value, -1) & 0x1fffff;
}

static gboolean
set_header (TvcTextOptions *options, const char *value)
{
  if (g_str_equal (value, "auto"))
    options->hints.header = TV_HEADER_AUTO;
  else if (g_str_equal (value, "first"))
    options->hints.header = TV_HEADER_FIRST;
  else if (g_str_equal (value, "none"))
    options->hints.header = TV_HEADER_NONE;
  else
    return FALSE;
  return TRUE;
}

/* Encodings that iconv, by whose names they are known here, calls otherwise than Python and IANA.
 */
static const struct
{
  const char *converter, *common;
} encoding_names[] = { { "MAC-CENTRALEUROPE", "mac-latin2" } };

static char *
dup_converter_name (const char *common)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encoding_names); i++)
    if (g_ascii_strcasecmp (common, encoding_names[i].common) == 0)
      return g_strdup (encoding_names[i].converter);
  return g_strdup (common);
}

/**
 * tvc_text_dup_encoding:
 * @encoding: what iconv calls an encoding
 *
 * Returns: (transfer full): the name that is written of it, in small letters
 */
char *
tvc_text_dup_encoding (const char *encoding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encoding_names); i++)
    if (g_ascii_strcasecmp (encoding, encoding_names[i].converter) == 0)
      return g_strdup (encoding_names[i].common);
  return g_ascii_strdown (encoding, -1);
}

static void
set_delimiter (TvcTextOptions *options, const char *value)
{
  /* A line end cannot stand between cells. */
  if (strpbrk (value, "\r\n") != NULL)
    return;
  g_free (options->delimiter);
  options->delimiter = g_str_equal (value, "none") ? NULL : g_strdup (value);
  options->hints.delimiter = options->delimiter;
  options->hints.has_delimiter = TRUE;
}

/**
 * tvc_text_options_set:
 * @options: the options
 * @name: "header", "delimiter", "quote" ...
 * @value: (nullable): its value
 * @error: return location for a G_OPTION_ERROR
 *
 * Sets one option.
 *
 * Returns: %FALSE for one that is not known
 */
gboolean
tvc_text_options_set (TvcTextOptions *options, const char *name, const char *value, GError **error)
{
  gboolean is_known = TRUE;
  g_autofree char *plain = value != NULL && value[0] == '\\' && value[1] != '\0'
                               ? g_strcompress (value)
                               : g_strdup (value);

  if (g_str_equal (name, "no-doublequote"))
    options->reading.is_single_quoted = TRUE;
  else if (g_str_equal (name, "trim-left"))
    options->reading.trims_left_only = TRUE;
  else if (g_str_equal (name, "strict"))
    options->reading.is_strict = TRUE;
  else if (g_str_equal (name, "skip-empty"))
    options->skips_empty = value != NULL && g_str_equal (value, "greedy");
  else if (value == NULL)
    is_known = FALSE;
  else if (g_str_equal (name, "header"))
    is_known = set_header (options, value);
  else if (g_str_equal (name, "delimiter"))
    set_delimiter (options, plain);
  else if (g_str_equal (name, "quote"))
    {
      options->hints.has_quote = TRUE;
      options->hints.quote = read_character (plain);
    }
  else if (g_str_equal (name, "escape"))
    {
      options->hints.has_escape = TRUE;
      options->hints.escape = read_character (plain);
    }
  else if (g_str_equal (name, "newline"))
    {
      g_free (options->newline);
      options->hints.newline = options->newline = g_steal_pointer (&plain);
    }
  else if (g_str_equal (name, "encoding"))
    {
      g_free (options->encoding);
      options->hints.encoding = options->encoding = dup_converter_name (plain);
    }
  else
    is_known = FALSE;
  if (!is_known)
    g_set_error (error,
                 G_OPTION_ERROR,
                 G_OPTION_ERROR_UNKNOWN_OPTION,
                 _ ("There is no option “%s” with this value."),
                 name);
  return is_known;
}

/**
 * tvc_text_options_take:
 * @options: the options
 * @arguments: (inout): what follows the command; the options found are taken out
 * @error: return location for a G_OPTION_ERROR
 *
 * Reads options from the line, as --name=value or --name value.
 *
 * Returns: %FALSE for one that is not known
 */
gboolean
tvc_text_options_take (TvcTextOptions *options, char ***arguments, GError **error)
{
  static const char *const valued[]
      = { "header", "delimiter", "quote", "escape", "newline", "encoding", NULL };
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  char **words = *arguments;

  for (; *words != NULL; words++)
    {
      g_autofree char *name = NULL;
      const char *value, *word = *words;

      if (!g_str_has_prefix (word, "--") || word[2] == '\0')
        {
          g_strv_builder_add (rest, word);
          continue;
        }
      value = strchr (word, '=');
      name = value != NULL ? g_strndup (word + 2, (gsize) (value - word - 2)) : g_strdup (word + 2);
      if (value != NULL)
        value++;
      else if (g_strv_contains (valued, name) && words[1] != NULL)
        value = *++words;
      if (!tvc_text_options_set (options, name, value, error))
        return FALSE;
    }
  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (rest);
  return TRUE;
}

static gboolean
read_member (TvcTextOptions *options, const char *name, JsonNode *node, GError **error)
{
  g_autofree char *option = g_strdelimit (g_strdup (name), "_", '-');

  if (g_str_equal (name, "doublequote"))
    {
      options->reading.is_single_quoted
          = json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node);
      return TRUE;
    }
  if (JSON_NODE_HOLDS_NULL (node))
    return tvc_text_options_set (options, option, "none", error);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return !json_node_get_boolean (node) || tvc_text_options_set (options, option, NULL, error);
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return TRUE;
  /* Text of JSON needs no escapes of ours. */
  if (g_str_equal (json_node_get_string (node), "\\") || *json_node_get_string (node) != '\\')
    return tvc_text_options_set (options, option, json_node_get_string (node), error);
  return tvc_text_options_set (options, option, "\\\\", error);
}

/**
 * tvc_text_options_read:
 * @options: the options
 * @request: a request of batch, with "header" and "dialect"
 * @error: return location for a G_OPTION_ERROR
 *
 * Reads options from a request.
 *
 * Returns: %FALSE for one that is not known
 */
gboolean
tvc_text_options_read (TvcTextOptions *options, JsonObject *request, GError **error)
{
  const char *header = json_object_get_string_member_with_default (request, "header", "auto");
  JsonNode *node = json_object_get_member (request, "dialect");
  g_autoptr (GList) names = NULL;

  if (!tvc_text_options_set (options, "header", header, error))
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  names = json_object_get_members (json_node_get_object (node));
  for (GList *name = names; name != NULL; name = name->next)
    if (!read_member (options,
                      name->data,
                      json_object_get_member (json_node_get_object (node), name->data),
                      error))
      return FALSE;
  return TRUE;
}

/* The bars of a list with rules are a delimiter all the same, and lines in quotes have one; at
 * fixed places there is none. */
static void
write_layout (TvcJsonOut *out, const TvTextLayout *layout)
{
  static const char *const codes[] = { [TV_LAYOUT_RULED] = "ruled",
                                       [TV_LAYOUT_BOXED] = "boxed",
                                       [TV_LAYOUT_QUOTED] = "quoted_lines" };

  if (layout->kind != TV_LAYOUT_FIXED)
    {
      tvc_json_out_text (out, "delimiter", layout->bar, -1);
      tvc_json_out_text (out, "layout", codes[layout->kind], -1);
      return;
    }
  tvc_json_out_null (out, "delimiter");
  tvc_json_out_text (out, "layout", "fixed_width", -1);
  tvc_json_out_open (out, "fixed_width", '[');
  for (guint i = 0; i < layout->count; i++)
    tvc_json_out_int (out, NULL, layout->places[i]);
  tvc_json_out_close (out, ']');
}

static void
write_delimiter (TvcJsonOut *out, const TvDialect *dialect)
{
  TvTextLayout layout;

  if (tv_text_layout_parse (dialect->delimiter, &layout))
    {
      write_layout (out, &layout);
      return;
    }
  if (dialect->delimiter != NULL && *dialect->delimiter == '\0')
    tvc_json_out_text (out, "delimiter", "", 1);
  else
    tvc_json_out_text (out, "delimiter", dialect->delimiter, -1);
}

/**
 * tvc_text_write_dialect:
 * @out: the answer, inside an object
 * @sniff: a look at a file
 *
 * Writes how a file is written.
 */
void
tvc_text_write_dialect (TvcJsonOut *out, const TvSniff *sniff)
{
  const TvDialect *dialect = sniff->dialect;
  g_autofree char *encoding = tvc_text_dup_encoding (dialect->encoding);

  tvc_json_out_text (out, "encoding", encoding, -1);
  tvc_json_out_bool (out, "bom", dialect->has_bom);
  write_delimiter (out, dialect);
  tvc_json_out_char (out, "quote", dialect->quote);
  tvc_json_out_char (out, "escape", dialect->escape);
  tvc_json_out_text (out, "newline", sniff->newline, -1);
  tvc_json_out_bool (out, "trims", dialect->trims);
  tvc_json_out_char (out, "comment", dialect->comment);
  tvc_json_out_int (out, "preamble_rows", dialect->preamble_rows);
  tvc_json_out_int (out, "header_rows", dialect->header_rows);
}

/**
 * tvc_text_write_reject:
 * @out: the answer, inside a list
 * @row: number of the record below the header, from 1
 * @record: the record
 * @column: from 1
 * @code: why
 *
 * Writes a reject.
 */
void
tvc_text_write_reject (TvcJsonOut *out,
                       gint64 row,
                       const TvRecord *record,
                       guint column,
                       const char *code)
{
  g_autofree char *name = g_ascii_strdown (code, -1);

  tvc_json_out_open (out, NULL, '{');
  tvc_json_out_int (out, "row", row);
  tvc_json_out_int (out, "line", record->line);
  tvc_json_out_int (out, "column", column);
  tvc_json_out_text (out, "code", name, -1);
  tvc_json_out_text (out, "message", tv_reject_code_get_message (code), -1);
  tvc_json_out_text (out, "raw", record->raw, (gssize) MIN (record->raw_length, 1 << 16));
  tvc_json_out_close (out, '}');
}

/**
 * tvc_text_fail:
 * @error: why there is no answer
 *
 * Prints an error as the answer.
 *
 * Returns: %FALSE
 */
gboolean
tvc_text_fail (const GError *error)
{
  TvcJsonOut out;

  tvc_json_out_init (&out);
  tvc_json_out_bool (&out, "ok", FALSE);
  tvc_json_out_text (&out, "error", error->message, -1);
  tvc_json_out_end (&out);
  return FALSE;
}
