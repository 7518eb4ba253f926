/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a mapping file: {"kind": "invoice_lines", "date_order": "MDY", "decimal_mark": ".",
 * "columns": {"customer_code": "CustomerID"}}. Columns that it does not name stay unmapped.
 * Described in docs/formats.md. */
#include "tvc-map.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* More than any mapping needs, and far below the nesting at which json-glib overflows its stack. */
#define MAXIMUM_SIZE 16384

static gboolean
fail (GError **error, const char *path, const char *fact, const char *subject)
{
  g_set_error (error,
               TV_ERROR,
               TV_ERROR_INVALID_INPUT,
               _ ("Could not use the mapping “%s”: %s “%s”."),
               path,
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

static gboolean
apply_columns (const char *path, TvImportFile *file, JsonObject *columns, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (columns);
  guint count;
  const TvImportColumn *table = tv_import_kind_get_columns (file->kind, &count);

  for (guint i = 0; i < count; i++)
    file->columns[i] = -1;
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *header = json_object_get_string_member_with_default (columns, l->data, "");
      guint column = 0;

      while (column < count && !g_str_equal (table[column].name, l->data))
        column++;
      if (column == count)
        return fail (error, path, _ ("this kind of file has no column"), l->data);
      file->columns[column] = find_header (file, header);
      if (file->columns[column] < 0)
        return fail (error, path, _ ("the file’s header has no column"), header);
    }
  return TRUE;
}

static gboolean
apply_object (const char *path, TvImportFile *file, JsonObject *object, GError **error)
{
  const char *kind = json_object_get_string_member_with_default (object, "kind", NULL);
  const char *order = json_object_get_string_member_with_default (object, "date_order", NULL);
  const char *mark = json_object_get_string_member_with_default (object, "decimal_mark", NULL);

  if (kind != NULL)
    {
      if (tv_import_kind_from_code (kind) == TV_KIND_UNKNOWN)
        return fail (error, path, _ ("there is no kind of file"), kind);
      tv_import_file_set_kind (file, tv_import_kind_from_code (kind));
    }
  for (int i = TV_DATE_ORDER_YMD; order != NULL && i <= TV_DATE_ORDER_MDY; i++)
    if (g_ascii_strcasecmp (order, tv_date_order_get_code (i)) == 0)
      {
        file->date_order = i;
        file->is_date_order_sure = TRUE;
        order = NULL;
      }
  if (order != NULL)
    return fail (error, path, _ ("there is no date order"), order);
  if (mark != NULL)
    {
      if (!g_str_equal (mark, ".") && !g_str_equal (mark, ","))
        return fail (error, path, _ ("there is no decimal mark"), mark);
      file->decimal_mark = mark[0];
    }
  if (!json_object_has_member (object, "columns"))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "columns"))
      || file->kind == TV_KIND_UNKNOWN)
    return fail (error, path, _ ("it needs a kind, and an object called"), "columns");
  return apply_columns (path, file, json_object_get_object_member (object, "columns"), error);
}

/**
 * tvc_map_apply:
 * @path: the mapping file
 * @file: (inout): the sniffed file; kind, columns, date order and decimal mark are replaced by what
 * the mapping says
 * @error: return location for an error that names the mapping file
 *
 * Applies a mapping written by hand.
 *
 * Returns: FALSE if the mapping cannot be read or names what is not there
 */
gboolean
tvc_map_apply (const char *path, TvImportFile *file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  if (length > MAXIMUM_SIZE)
    return fail (error, path, _ ("it is larger than any mapping:"), path);
  if (!json_parser_load_from_data (parser, text, length, error))
    {
      g_prefix_error (error, _ ("Could not read the mapping “%s”: "), path);
      return FALSE;
    }
  if (json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return fail (error, path, _ ("it is no JSON object:"), path);
  return apply_object (path, file, json_node_get_object (json_parser_get_root (parser)), error);
}
