/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the sheets of an OpenDocument spreadsheet. There is no list of them in the file, so all of
 * it is read. Hidden are those whose style says so. */
#include "ingest/tv-ods.h"
#include "ingest/tv-workbook-xml.h"

#include <glib/gi18n-lib.h>

#define MAXIMUM_SHEETS 10000

typedef struct
{
  GPtrArray *sheets;
  GHashTable *hidden; /* names of table styles */
  char *style;        /* (nullable) the present one */
} Sheets;

static void
take_sheet (Sheets *sheets, TvXml *xml)
{
  TvByteEntry *sheet = g_new0 (TvByteEntry, 1);
  g_autofree char *style = tv_xml_dup_attribute (xml, "style-name");

  sheet->name = tv_xml_dup_attribute (xml, "name");
  if (sheet->name == NULL)
    sheet->name = g_strdup_printf ("%u", sheets->sheets->len + 1);
  sheet->size = -1;
  sheet->is_hidden = style != NULL && g_hash_table_contains (sheets->hidden, style);
  g_ptr_array_add (sheets->sheets, sheet);
}

static gboolean
take_start (Sheets *sheets, TvXml *xml, GError **error)
{
  if (tv_xml_is (xml, "style"))
    {
      g_free (sheets->style);
      sheets->style = tv_xml_dup_attribute (xml, "name");
    }
  else if (tv_xml_is (xml, "table-properties"))
    {
      g_autofree char *display = tv_xml_dup_attribute (xml, "display");

      if (sheets->style != NULL && g_strcmp0 (display, "false") == 0
          && g_hash_table_size (sheets->hidden) < MAXIMUM_SHEETS)
        g_hash_table_add (sheets->hidden, g_strdup (sheets->style));
    }
  else if (tv_xml_is (xml, "table"))
    {
      if (sheets->sheets->len == MAXIMUM_SHEETS)
        {
          tv_xml_fail (xml, _ ("it holds more than 10,000 sheets"), error);
          return FALSE;
        }
      take_sheet (sheets, xml);
      return tv_xml_skip (xml, error);
    }
  return TRUE;
}

/**
 * tv_ods_check_password:
 * @path: (type filename): a spreadsheet
 * @error: return location for TV_ERROR_INVALID_INPUT that names the file
 *
 * Looks whether a spreadsheet is encrypted. A password leaves the list of parts readable, and it
 * tells which of them are.
 *
 * Returns: whether it can be read without a password
 */
gboolean
tv_ods_check_password (const char *path, GError **error)
{
  TvByteSource *source = tv_byte_source_open_part (path, "META-INF/manifest.xml", NULL);
  g_autoptr (TvXml) xml = source != NULL ? tv_xml_new (source) : NULL;

  while (xml != NULL && tv_xml_next (xml, NULL) > TV_XML_FINISHED)
    if (tv_xml_is (xml, "encryption-data"))
      {
        tv_xml_fail (xml, _ ("it is protected by a password; save it without one"), error);
        return FALSE;
      }
  return TRUE;
}

/**
 * tv_ods_open_content:
 * @path: (type filename): a spreadsheet, packed or flat
 * @error: return location for an error that names the file
 *
 * Opens the part with the sheets; that is all of a flat spreadsheet.
 *
 * Returns: (transfer full) (nullable): the source
 */
TvByteSource *
tv_ods_open_content (const char *path, GError **error)
{
  TvByteFormat format;

  if (!tv_byte_source_get_format (path, &format, error))
    return NULL;
  return format == TV_BYTE_FORMAT_FLAT_ODS ? tv_byte_source_open (path, NULL, error)
                                           : tv_byte_source_open_part (path, "content.xml", error);
}

/**
 * tv_ods_list_sheets:
 * @path: (type filename): a spreadsheet
 * @error: return location for an error that names the file
 *
 * Lists the sheets.
 *
 * Returns: (transfer full) (nullable) (element-type TvByteEntry): them, in their order
 */
GPtrArray *
tv_ods_list_sheets (const char *path, GError **error)
{
  TvByteSource *source
      = tv_ods_check_password (path, error) ? tv_ods_open_content (path, error) : NULL;
  g_autoptr (TvXml) xml = source != NULL ? tv_xml_new (source) : NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_byte_entry_free);
  g_autoptr (GHashTable) hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sheets sheets = { .sheets = list, .hidden = hidden };
  TvXmlEvent event = TV_XML_ERROR;

  while (xml != NULL && (event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && !take_start (&sheets, xml, error))
      {
        event = TV_XML_ERROR;
        break;
      }
  g_free (sheets.style);
  return event == TV_XML_FINISHED ? g_steal_pointer (&list) : NULL;
}
