/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes and applies mappings: {"kind": "invoice_lines", "date_order": "MDY", "decimal_mark": ".",
 * "columns": {"customer_code": "CustomerID"}, "transforms": {"CustomerID": {"trim": true}}}.
 * Columns that a mapping does not name stay unmapped. What it does not say stays as sniffed. */
#include "rows/tv-import-mapping-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "rows/tv-import-columns.h"

#define DEEPEST                                                                                    \
  8 /* nesting: twice what a mapping needs, far below what exhausts a parser's stack */

/* ---- writing ---- */

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_transform (JsonBuilder *json, const TvColumnTransform *transform)
{
  json_builder_begin_object (json);
  if (transform->is_trimmed)
    {
      json_builder_set_member_name (json, "trim");
      json_builder_add_boolean_value (json, TRUE);
    }
  if (transform->text_case != TV_CASE_KEEP)
    add_text (json, "case", tv_text_case_get_code (transform->text_case));
  if (transform->prefix != NULL)
    add_text (json, "prefix", transform->prefix);
  if (transform->suffix != NULL)
    add_text (json, "suffix", transform->suffix);
  if (transform->characters != NULL)
    add_text (json, "characters", transform->characters);
  if (transform->default_text != NULL)
    add_text (json, "default", transform->default_text);
  if (transform->null_words != NULL)
    {
      json_builder_set_member_name (json, "null");
      json_builder_begin_array (json);
      for (guint i = 0; transform->null_words[i] != NULL; i++)
        json_builder_add_string_value (json, transform->null_words[i]);
      json_builder_end_array (json);
    }
  json_builder_end_object (json);
}

/* That nothing is done is said as well where something was: a file that is read by this mapping may
 * be found to have codes that lose an ending. */
static void
add_transforms (JsonBuilder *json, const TvImportFile *file)
{
  if (file->transforms == NULL)
    return;
  json_builder_set_member_name (json, "transforms");
  json_builder_begin_object (json);
  for (guint i = 0; i < file->transforms->len; i++)
    {
      const TvColumnTransform *transform = g_ptr_array_index (file->transforms, i);

      if (tv_column_transform_is_plain (transform))
        continue;
      json_builder_set_member_name (json, file->header[i]);
      add_transform (json, transform);
    }
  json_builder_end_object (json);
}

/* Of days and decimals what nobody said: a preset gives way where a file says otherwise itself. */
static void
add_found (JsonBuilder *json, const TvImportFile *file)
{
  if (file->is_date_order_said && file->is_decimal_mark_said)
    return;
  json_builder_set_member_name (json, "found");
  json_builder_begin_array (json);
  if (!file->is_date_order_said)
    json_builder_add_string_value (json, "date_order");
  if (!file->is_decimal_mark_said)
    json_builder_add_string_value (json, "decimal_mark");
  json_builder_end_array (json);
}

/**
 * tv_import_mapping_write:
 * @file: a file with a kind
 *
 * Writes how a file is read.
 *
 * Returns: (transfer full): the mapping as JSON, one line
 */
char *
tv_import_mapping_write (const TvImportFile *file)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  const char mark[] = { file->decimal_mark, '\0' };
  guint count;
  const TvImportColumn *table = tv_import_kind_get_columns (file->kind, &count);

  json_builder_begin_object (json);
  add_text (json, "kind", tv_import_kind_get_code (file->kind));
  add_text (json, "date_order", tv_date_order_get_code (file->date_order));
  if (file->has_bare_days)
    {
      json_builder_set_member_name (json, "bare_days");
      json_builder_add_boolean_value (json, TRUE);
    }
  add_text (json, "decimal_mark", mark);
  add_found (json, file);
  if (file->form != NULL)
    tv_import_mapping_add_form (json, file->form);
  tv_import_mapping_add_dialect (json, file->dialect);
  if (file->has_catalogue_prices)
    add_text (json, "prices", "catalogue");
  if (file->join != NULL)
    tv_import_mapping_add_orders (json, file->join);
  if (file->split != NULL)
    tv_import_mapping_add_split (json, file->split);
  json_builder_set_member_name (json, "columns");
  json_builder_begin_object (json);
  for (guint i = 0; i < count; i++)
    if (file->columns[i] >= 0)
      add_text (json, table[i].name, file->header[file->columns[i]]);
  json_builder_end_object (json);
  add_transforms (json, file);
  if (tv_import_file_count_repairs (file) > 0)
    {
      json_builder_set_member_name (json, "mended_cells");
      json_builder_add_int_value (json, tv_import_file_count_repairs (file));
    }
  if (tv_import_file_count_dropped (file) > 0)
    {
      json_builder_set_member_name (json, "left_out_rows");
      json_builder_add_int_value (json, tv_import_file_count_dropped (file));
    }
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

/* ---- applying ---- */

static gboolean
fail (GError **error, const char *name, const char *fact, const char *subject)
{
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not use the mapping “%s”: %s “%s”."),
               name,
               fact,
               subject);
  return FALSE;
}

static int
find_header (const TvImportFile *file, const char *name)
{
  for (int i = 0; file->header[i] != NULL; i++)
    if (g_strcmp0 (file->header[i], name) == 0)
      return i;
  return -1;
}

/* One header cell may be two columns: the address of e-mail, by which a customer is known. */
static gboolean
apply_columns (const char *name, TvImportFile *file, JsonObject *columns, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (columns);
  guint count;
  const TvImportColumn *table = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    tv_import_file_set_column (file, i, -1);
  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *header = tv_json_get_text (columns, l->data);
      guint column = 0;
      int index;

      while (column < count && !g_str_equal (table[column].name, l->data))
        column++;
      if (column == count)
        return fail (error, name, _ ("this kind of file has no column"), l->data);
      index = header != NULL ? find_header (file, header) : -1;
      if (index < 0)
        return fail (error,
                     name,
                     _ ("the file’s header has no column"),
                     header != NULL ? header : "");
      file->columns[column] = index;
      file->column_scores[column] = 1;
    }
  tv_import_file_update_score (file);
  return TRUE;
}

static char **
dup_words (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *word = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (word) && json_node_get_string (word) != NULL)
        g_strv_builder_add (words, json_node_get_string (word));
    }
  return g_strv_builder_end (words);
}

static TvColumnTransform *
read_transform (JsonObject *object)
{
  g_autoptr (TvColumnTransform) transform = tv_column_transform_new ();
  const char *text_case = tv_json_get_text (object, "case");
  JsonNode *trim = json_object_get_member (object, "trim");

  transform->is_trimmed
      = trim != NULL && JSON_NODE_HOLDS_VALUE (trim) && json_node_get_boolean (trim);
  if (text_case != NULL)
    transform->text_case = tv_text_case_from_code (text_case);
  transform->prefix = g_strdup (tv_json_get_text (object, "prefix"));
  transform->suffix = g_strdup (tv_json_get_text (object, "suffix"));
  transform->characters = g_strdup (tv_json_get_text (object, "characters"));
  transform->default_text = g_strdup (tv_json_get_text (object, "default"));
  transform->null_words = dup_words (object, "null");
  return transform->text_case < TV_N_CASES ? g_steal_pointer (&transform) : NULL;
}

static gboolean
apply_transforms (const char *name, TvImportFile *file, JsonObject *transforms, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (transforms);

  g_clear_pointer (&file->transforms, g_ptr_array_unref);
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (transforms, l->data);
      g_autoptr (TvColumnTransform) transform = NULL;
      int index = find_header (file, l->data);

      if (index < 0)
        return fail (error, name, _ ("the file’s header has no column"), l->data);
      transform
          = JSON_NODE_HOLDS_OBJECT (node) ? read_transform (json_node_get_object (node)) : NULL;
      if (transform == NULL)
        return fail (error, name, _ ("what is to be done is not understood for"), l->data);
      tv_import_file_set_transform (file, (guint) index, transform);
    }
  return TRUE;
}

static gboolean
is_found (JsonObject *object, const char *name)
{
  g_auto (GStrv) found = dup_words (object, "found");

  return found != NULL && g_strv_contains ((const char *const *) found, name);
}

static gboolean
apply_forms (const char *name, TvImportFile *file, JsonObject *object, GError **error)
{
  const char *kind = tv_json_get_text (object, "kind"),
             *order = tv_json_get_text (object, "date_order");
  const char *mark = tv_json_get_text (object, "decimal_mark");

  if (kind != NULL)
    {
      if (tv_import_kind_from_code (kind) == TV_KIND_UNKNOWN)
        return fail (error, name, _ ("there is no kind of file"), kind);
      tv_import_file_set_kind (file, tv_import_kind_from_code (kind));
    }
  for (int i = TV_DATE_ORDER_YMD; order != NULL && i <= TV_DATE_ORDER_MDY; i++)
    if (g_ascii_strcasecmp (order, tv_date_order_get_code (i)) == 0)
      {
        file->date_order = i;
        file->is_date_order_sure = TRUE;
        file->is_date_order_said = !is_found (object, "date_order");
        order = NULL;
      }
  if (order != NULL)
    return fail (error, name, _ ("there is no date order"), order);
  if (json_object_has_member (object, "bare_days"))
    file->has_bare_days = json_object_get_boolean_member_with_default (object, "bare_days", FALSE);
  if (mark == NULL)
    return TRUE;
  if (!g_str_equal (mark, ".") && !g_str_equal (mark, ","))
    return fail (error, name, _ ("there is no decimal mark"), mark);
  file->decimal_mark = mark[0];
  file->is_decimal_mark_said = !is_found (object, "decimal_mark");
  return TRUE;
}

static gboolean
apply_object (const char *name, TvImportFile *file, JsonObject *object, GError **error)
{
  if (!apply_forms (name, file, object, error))
    return FALSE;
  file->has_catalogue_prices = g_strcmp0 (tv_json_get_text (object, "prices"), "catalogue") == 0;
  if (json_object_has_member (object, "columns"))
    {
      JsonObject *columns = tv_json_get_object (object, "columns");

      if (columns == NULL || file->kind == TV_KIND_UNKNOWN)
        return fail (error, name, _ ("it needs a kind, and an object called"), "columns");
      if (!apply_columns (name, file, columns, error))
        return FALSE;
    }
  if (json_object_has_member (object, "transforms"))
    {
      JsonObject *transforms = tv_json_get_object (object, "transforms");

      if (transforms == NULL)
        return fail (error, name, _ ("it needs a kind, and an object called"), "transforms");
      return apply_transforms (name, file, transforms, error);
    }
  return TRUE;
}

/* Brackets outside of texts, counted before a parser that calls itself sees them. */
static gboolean
is_shallow (const char *json)
{
  int depth = 0;
  gboolean is_text = FALSE;

  for (const char *at = json; *at != '\0'; at++)
    {
      if (is_text && *at == '\\' && at[1] != '\0')
        at++;
      else if (*at == '"')
        is_text = !is_text;
      else if (!is_text && (*at == '{' || *at == '['))
        depth++;
      else if (!is_text && (*at == '}' || *at == ']'))
        depth--;
      if (depth > DEEPEST)
        return FALSE;
    }
  return TRUE;
}

/**
 * tv_import_mapping_parse:
 * @parser: owns what is returned
 * @name: what the mapping is called, for messages
 * @json: the mapping
 * @error: return location for %TV_ERROR_INVALID_INPUT
 *
 * Parses a mapping.
 *
 * Returns: (transfer none) (nullable): its members
 */
JsonObject *
tv_import_mapping_parse (JsonParser *parser, const char *name, const char *json, GError **error)
{
  JsonNode *root;

  if (strlen (json) > TV_MAPPING_MAXIMUM_SIZE || !is_shallow (json))
    {
      fail (error, name, _ ("it is larger than any mapping:"), name);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, json, -1, error))
    {
      g_prefix_error (error, _ ("Could not read the mapping “%s”: "), name);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, name, _ ("it is no JSON object:"), name);
      return NULL;
    }
  return json_node_get_object (root);
}

/**
 * tv_import_mapping_apply:
 * @name: what the mapping is called, for messages
 * @json: the mapping
 * @file: (inout): the sniffed file; what the mapping says replaces what was sniffed
 * @error: return location for %TV_ERROR_INVALID_INPUT
 *
 * Applies a mapping.
 *
 * Returns: %FALSE if the mapping cannot be read or names what is not there; @file may be changed in
 * part then
 */
gboolean
tv_import_mapping_apply (const char *name, const char *json, TvImportFile *file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = tv_import_mapping_parse (parser, name, json, error);

  return object != NULL && apply_object (name, file, object, error);
}
