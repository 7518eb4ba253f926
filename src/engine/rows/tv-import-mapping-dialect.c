/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file was written, in the mapping that its batch keeps: without it neither a trace nor a
 * rejected row finds the cells again where quotes, escapes or blanks are not the common ones. What
 * is common is left out; so are numbers of rows, which say nothing of a single record. */
#include "rows/tv-import-mapping-private.h"
#include "rows/tv-text-layout.h"

#define LARGEST_CHARACTER TV_DIALECT_NUL

/* Characters are written as their numbers: one of them may be NUL, or none. */
static void
add_character (JsonBuilder *json, const char *name, gunichar character, gunichar common)
{
  if (character == common)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, character);
}

static void
add_flag (JsonBuilder *json, const char *name, gboolean is_set)
{
  if (!is_set)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, TRUE);
}

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text != NULL ? text : "");
}

/**
 * tv_import_mapping_add_dialect:
 * @json: (inout): an object that is being written
 * @dialect: of its file
 *
 * Says how the file is written.
 */
void
tv_import_mapping_add_dialect (JsonBuilder *json, const TvDialect *dialect)
{
  add_text (json, "encoding", dialect->encoding);
  add_text (json, "delimiter", dialect->delimiter);
  add_character (json, "quote", dialect->quote, '"');
  add_character (json, "escape", dialect->escape, dialect->quote);
  add_character (json, "comment", dialect->comment, 0);
  add_flag (json, "inline_comments", dialect->has_inline_comments);
  add_flag (json, "trims", dialect->trims);
  if (dialect->newline != NULL && !g_str_equal (dialect->newline, "\n")
      && !g_str_equal (dialect->newline, "\r\n"))
    add_text (json, "newline", dialect->newline);
}

static gunichar
read_character (JsonObject *object, const char *name, gunichar common)
{
  gint64 number = json_object_get_int_member_with_default (object, name, common);

  return number >= 0 && number <= LARGEST_CHARACTER ? (gunichar) number : common;
}

/**
 * tv_import_mapping_read_dialect:
 * @object: an object that tv_import_mapping_add_dialect() wrote to, of this version or before
 * @encoding: of the file
 * @delimiter: (nullable): of the file
 *
 * Returns: (transfer full): how the file is written
 */
TvDialect *
tv_import_mapping_read_dialect (JsonObject *object, const char *encoding, const char *delimiter)
{
  TvDialect *dialect = tv_dialect_new (encoding, delimiter);
  const char *newline = tv_json_get_text (object, "newline");

  dialect->quote = read_character (object, "quote", '"');
  dialect->escape = read_character (object, "escape", dialect->quote);
  dialect->comment = read_character (object, "comment", 0);
  dialect->has_inline_comments
      = json_object_get_boolean_member_with_default (object, "inline_comments", FALSE);
  dialect->trims = json_object_get_boolean_member_with_default (object, "trims", FALSE);
  if (newline != NULL && *newline != '\0')
    dialect->newline = g_strdup (newline);
  return dialect;
}

/**
 * tv_import_mapping_dup_dialect:
 * @json: (nullable): a mapping
 * @encoding: of the file, as its batch knows it
 * @delimiter: (nullable): the same; a layout of columns stands in the mapping alone
 *
 * Returns: (transfer full): how the file was written whose mapping this is
 */
TvDialect *
tv_import_mapping_dup_dialect (const char *json, const char *encoding, const char *delimiter)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = json != NULL ? tv_import_mapping_parse (parser, "", json, NULL) : NULL;
  const char *layout = object != NULL ? tv_json_get_text (object, "delimiter") : NULL;

  if (object == NULL)
    return tv_dialect_new (encoding, delimiter);
  return tv_import_mapping_read_dialect (
      object,
      encoding,
      tv_text_layout_get_kind (layout) != TV_LAYOUT_DELIMITED ? layout : delimiter);
}

/**
 * tv_import_mapping_dup_raw_dialect:
 * @json: (nullable): a mapping
 * @delimiter: (nullable): of the file, as its batch knows it; %NULL or "" of a sheet
 * @column_count: columns of the file
 *
 * The texts of rejected rows are those of their file, unless they were put together from cells: of
 * sheets, of rows that were taken apart, of lines and their orders. These have the common form.
 *
 * Returns: (transfer full): how they are written
 */
TvDialect *
tv_import_mapping_dup_raw_dialect (const char *json, const char *delimiter, guint column_count)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = json != NULL ? tv_import_mapping_parse (parser, "", json, NULL) : NULL;
  gboolean is_composed
      = object != NULL
        && (json_object_has_member (object, "items") || json_object_has_member (object, "orders"));
  g_autoptr (TvDialect) dialect = tv_import_mapping_dup_dialect (json, "UTF-8", delimiter);

  if (is_composed
      || (column_count > 1 && (dialect->delimiter == NULL || *dialect->delimiter == '\0')))
    return tv_dialect_new ("UTF-8", tv_text_layout_get_plain (dialect->delimiter));
  return g_steal_pointer (&dialect);
}
