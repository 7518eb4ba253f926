/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person said of the form of a file, in a mapping: {"form": {"delimiter": ";", "quote": "",
 * "preamble_rows": 2}}. What was found of it is left out, as it is found anew in each file. */
#include "rows/tv-import-mapping-private.h"

#define MOST_ROWS 99999 /* above a table, or of its header */

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_rows (JsonBuilder *json, const char *name, int rows)
{
  if (rows < 0)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, rows);
}

/**
 * tv_import_mapping_add_form:
 * @json: (inout): a mapping that is being written
 * @form: what was said of the file's form
 *
 * Says it in the mapping.
 */
void
tv_import_mapping_add_form (JsonBuilder *json, const TvImportHints *form)
{
  char quote[7] = { 0 };

  if (form->quote > 0)
    g_unichar_to_utf8 ((gunichar) form->quote, quote);
  json_builder_set_member_name (json, "form");
  json_builder_begin_object (json);
  add_text (json, "encoding", form->encoding);
  add_text (json, "delimiter", form->delimiter);
  add_text (json, "quote", form->quote >= 0 ? quote : NULL);
  add_rows (json, "preamble_rows", form->preamble_rows);
  add_rows (json, "header_rows", form->header_rows);
  if (form->keeps_rows >= 0)
    {
      json_builder_set_member_name (json, "keep_rows");
      json_builder_add_boolean_value (json, form->keeps_rows);
    }
  json_builder_end_object (json);
}

static int
get_rows (JsonObject *object, const char *name)
{
  gint64 rows = json_object_get_int_member_with_default (object, name, -1);

  return (int) CLAMP (rows, -1, MOST_ROWS);
}

/**
 * tv_import_mapping_dup_form:
 * @json: a mapping
 *
 * Gives what it says of the form of files, apart from how their columns are read.
 *
 * Returns: (transfer full) (nullable): it; %NULL where nothing is said
 */
TvImportHints *
tv_import_mapping_dup_form (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = tv_import_mapping_parse (parser, "", json, NULL);
  JsonObject *form = object != NULL ? tv_json_get_object (object, "form") : NULL;
  TvImportHints hints = TV_IMPORT_HINTS_INIT;
  const char *quote;

  if (form == NULL)
    return NULL;
  hints.encoding = tv_json_get_text (form, "encoding");
  hints.delimiter = tv_json_get_text (form, "delimiter");
  quote = tv_json_get_text (form, "quote");
  if (quote != NULL)
    hints.quote = (gint64) g_utf8_get_char (quote);
  hints.preamble_rows = get_rows (form, "preamble_rows");
  hints.header_rows = get_rows (form, "header_rows");
  if (json_object_has_member (form, "keep_rows"))
    hints.keeps_rows = json_object_get_boolean_member_with_default (form, "keep_rows", FALSE);
  return tv_import_hints_dup_form (&hints);
}
