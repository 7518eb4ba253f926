/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rows of one sheet. A row or a cell says its place only where it is not the next one; a
 * value stands in <Data>, with its type. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ingest/tv-sheetml.h"
#include "ingest/tv-workbook-row.h"
#include "ingest/tv-workbook-value.h"
#include "ingest/tv-workbook-xml.h"

#define MAXIMUM_SHEETS 10000
#define MAXIMUM_STYLES 70000
#define LAST_LINE (1 << 20)

struct _TvSheetmlReader
{
  TvXml *xml;
  TvWorkbookRow row;
  GString *value;
  GHashTable *forms; /* ids of styles of codes with noughts before them -> TvCellForm */
  gint64 next_line;
  gboolean is_done;
};

static void
take_sheet (GPtrArray *sheets, TvXml *xml)
{
  TvByteEntry *sheet = g_new0 (TvByteEntry, 1);

  sheet->name = tv_xml_dup_attribute (xml, "Name");
  if (sheet->name == NULL)
    sheet->name = g_strdup_printf ("%u", sheets->len + 1);
  sheet->size = -1;
  g_ptr_array_add (sheets, sheet);
}

/* What the options of the latest sheet say. */
static gboolean
read_visible (GPtrArray *sheets, TvXml *xml, GError **error)
{
  gsize length;
  const char *text;
  TvXmlEvent event = tv_xml_next (xml, error);

  if (event != TV_XML_TEXT || sheets->len == 0)
    return event != TV_XML_ERROR;
  text = tv_xml_get_text (xml, &length);
  ((TvByteEntry *) g_ptr_array_index (sheets, sheets->len - 1))->is_hidden
      = g_strstr_len (text, (gssize) length, "Hidden") != NULL;
  return TRUE;
}

static gboolean
take_start (GPtrArray *sheets, TvXml *xml, GError **error)
{
  if (tv_xml_is (xml, "Table"))
    return tv_xml_skip (xml, error);
  if (tv_xml_is (xml, "Visible"))
    return read_visible (sheets, xml, error);
  if (!tv_xml_is (xml, "Worksheet"))
    return TRUE;
  if (sheets->len < MAXIMUM_SHEETS)
    {
      take_sheet (sheets, xml);
      return TRUE;
    }
  tv_xml_fail (xml, _ ("it holds more than 10,000 sheets"), error);
  return FALSE;
}

/**
 * tv_sheetml_list_sheets:
 * @path: (type filename): a workbook
 * @error: return location for an error that names the file
 *
 * Lists the sheets.
 *
 * Returns: (transfer full) (nullable) (element-type TvByteEntry): them, in their order
 */
GPtrArray *
tv_sheetml_list_sheets (const char *path, GError **error)
{
  TvByteSource *source = tv_byte_source_open (path, NULL, error);
  g_autoptr (TvXml) xml = source != NULL ? tv_xml_new (source) : NULL;
  g_autoptr (GPtrArray) sheets
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_byte_entry_free);
  TvXmlEvent event = TV_XML_ERROR;

  while (xml != NULL && (event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && !take_start (sheets, xml, error))
      return NULL;
  return event == TV_XML_FINISHED ? g_steal_pointer (&sheets) : NULL;
}

/* The styles stand above all sheets. That a number is a day is said beside it; that it is a code
 * with noughts before it, by its style alone. */
static void
take_style (TvSheetmlReader *reader, char **inout_style)
{
  g_autofree char *code = NULL;
  TvCellForm form = TV_CELL_NUMBER;

  if (tv_xml_is (reader->xml, "Style"))
    {
      g_free (*inout_style);
      *inout_style = tv_xml_dup_attribute (reader->xml, "ID");
    }
  if (!tv_xml_is (reader->xml, "NumberFormat") || *inout_style == NULL
      || g_hash_table_size (reader->forms) >= MAXIMUM_STYLES)
    return;
  code = tv_xml_dup_attribute (reader->xml, "Format");
  if (code != NULL)
    form = tv_cell_form_from_code (code);
  if (form >= TV_CELL_PADDED)
    g_hash_table_insert (reader->forms, g_strdup (*inout_style), GINT_TO_POINTER (form));
}

/* Goes to the start of the sheet. */
static gboolean
find_sheet (TvSheetmlReader *reader, const char *path, const char *sheet, GError **error)
{
  g_autofree char *style = NULL;
  TvXmlEvent event;

  while ((event = tv_xml_next (reader->xml, error)) > TV_XML_FINISHED)
    {
      g_autofree char *name = NULL;

      if (event == TV_XML_START)
        take_style (reader, &style);
      if (event != TV_XML_START || !tv_xml_is (reader->xml, "Worksheet"))
        continue;
      name = tv_xml_dup_attribute (reader->xml, "Name");
      if (sheet == NULL || g_strcmp0 (name, sheet) == 0)
        return TRUE;
      if (!tv_xml_skip (reader->xml, error))
        return FALSE;
    }
  return event == TV_XML_FINISHED && tv_workbook_row_fail_sheet (path, sheet, error);
}

/**
 * tv_sheetml_reader_open:
 * @path: (type filename): a workbook
 * @sheet: (nullable): name of a sheet; %NULL = the first
 * @error: return location for TV_ERROR_NOT_FOUND where there is no such sheet, and other errors
 * that name the file
 *
 * Opens a sheet before its first row.
 *
 * Returns: (transfer full) (nullable): its reader
 */
TvSheetmlReader *
tv_sheetml_reader_open (const char *path, const char *sheet, GError **error)
{
  TvByteSource *source = tv_byte_source_open (path, NULL, error);
  g_autoptr (TvSheetmlReader) reader = NULL;

  if (source == NULL)
    return NULL;
  reader = g_new0 (TvSheetmlReader, 1);
  reader->xml = tv_xml_new (source);
  reader->value = g_string_new (NULL);
  reader->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->next_line = 1;
  tv_workbook_row_init (&reader->row);
  return find_sheet (reader, path, sheet, error) ? g_steal_pointer (&reader) : NULL;
}

/**
 * tv_sheetml_reader_free:
 * @reader: (transfer full): the reader
 *
 * Closes the workbook.
 */
void
tv_sheetml_reader_free (TvSheetmlReader *reader)
{
  tv_xml_free (reader->xml);
  tv_workbook_row_clear (&reader->row);
  g_string_free (reader->value, TRUE);
  g_hash_table_unref (reader->forms);
  g_free (reader);
}

/* All text in the present element, whatever fonts it is written in. */
static gboolean
read_text (TvSheetmlReader *reader, GError **error)
{
  TvXml *xml = reader->xml;
  guint depth = tv_xml_get_depth (xml);
  TvXmlEvent event;

  g_string_truncate (reader->value, 0);
  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    {
      gsize length;
      const char *text;

      if (event == TV_XML_END && tv_xml_get_depth (xml) < depth)
        return TRUE;
      if (event != TV_XML_TEXT)
        continue;
      text = tv_xml_get_text (xml, &length);
      g_string_append_len (reader->value, text, (gssize) length);
      if (reader->value->len > TV_RECORD_MAXIMUM_SIZE)
        {
          tv_xml_fail (xml, _ ("a cell in it is longer than 1 MB"), error);
          return FALSE;
        }
    }
  return FALSE;
}

/* Dates and times are all written as “2024-03-01T08:30:00.000”: one of midnight is a day, one of
 * the day before all others a time. */
static void
append_date (GString *out, const char *text, gsize length)
{
  if (length == 23 && memcmp (text + 19, ".000", 4) == 0)
    length = 19;
  if (length > 11 && memcmp (text, "1899-12-31T", 11) == 0)
    g_string_append_len (out, text + 11, (gssize) length - 11);
  else
    tv_cell_append_iso (out, text, length, length == 19 && memcmp (text + 10, "T00:00:00", 9) == 0);
}

/* At the start of <Data>. */
static gboolean
read_data (TvSheetmlReader *reader, guint64 column, TvCellForm form, GError **error)
{
  g_autofree char *type = tv_xml_dup_attribute (reader->xml, "Type");
  GString *out = reader->row.text;
  const GString *value = reader->value;

  if (!read_text (reader, error))
    return FALSE;
  if (g_strcmp0 (type, "Number") == 0)
    tv_workbook_row_append_number (&reader->row, column, value->str, value->len, form);
  else if (g_strcmp0 (type, "DateTime") == 0)
    append_date (out, value->str, value->len);
  else if (g_strcmp0 (type, "Boolean") == 0 && value->len > 0)
    g_string_append (out, g_str_equal (value->str, "0") ? "FALSE" : "TRUE");
  else
    g_string_append_len (out, value->str, (gssize) value->len);
  return TRUE;
}

/* At the start of a cell; moves column behind it and those that are merged with it. */
static gboolean
read_cell (TvSheetmlReader *reader, guint64 *inout_column, GError **error)
{
  TvXml *xml = reader->xml;
  guint depth = tv_xml_get_depth (xml);
  guint64 column = MAX (tv_xml_get_number (xml, "Index", *inout_column + 1), 1) - 1;
  gsize from = reader->row.text->len;
  gboolean is_full = tv_workbook_row_is_full (&reader->row);
  g_autofree char *style = tv_xml_dup_attribute (xml, "StyleID");
  gpointer form = style != NULL ? g_hash_table_lookup (reader->forms, style) : NULL;
  TvXmlEvent event;

  *inout_column = column + 1 + tv_xml_get_number (xml, "MergeAcross", 0);
  tv_workbook_row_merge (&reader->row,
                         reader->row.line,
                         reader->row.line
                             + (gint64) MIN (tv_xml_get_number (xml, "MergeDown", 0), LAST_LINE),
                         column);
  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && tv_xml_is (xml, "Data") && !is_full)
      {
        if (!read_data (reader, column, (TvCellForm) GPOINTER_TO_INT (form), error))
          return FALSE;
      }
    else if (event == TV_XML_START && !tv_xml_skip (xml, error))
      return FALSE;
    else if (event == TV_XML_END && tv_xml_get_depth (xml) < depth)
      break;
  if (event != TV_XML_END)
    return FALSE;
  tv_workbook_row_put (&reader->row, column, from);
  return TRUE;
}

/* At the start of a row. */
static gboolean
read_row (TvSheetmlReader *reader, GError **error)
{
  TvXml *xml = reader->xml;
  guint depth = tv_xml_get_depth (xml);
  guint64 line = tv_xml_get_number (xml, "Index", (guint64) reader->next_line);
  guint64 more = tv_xml_get_number (xml, "Span", 0);
  guint64 column = 0;
  TvXmlEvent event;

  if (line == 0 || line > LAST_LINE)
    line = (guint64) reader->next_line;
  reader->next_line = (gint64) (line + 1 + MIN (more, LAST_LINE));
  tv_workbook_row_begin (&reader->row, (gint64) line);
  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && tv_xml_is (xml, "Cell"))
      {
        if (!read_cell (reader, &column, error))
          return FALSE;
      }
    else if (event == TV_XML_END && tv_xml_get_depth (xml) < depth)
      return TRUE;
  return FALSE;
}

/**
 * tv_sheetml_reader_read:
 * @reader: the reader
 * @out_record: (out caller-allocates): the next row that is not empty
 * @error: return location for an error of the workbook as a whole
 *
 * Reads one row; its line is its number in the sheet.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_sheetml_reader_read (TvSheetmlReader *reader, TvRecord *out_record, GError **error)
{
  TvXmlEvent event = TV_XML_START;

  while (!reader->is_done && (event = tv_xml_next (reader->xml, error)) > TV_XML_FINISHED)
    {
      if (event == TV_XML_END && tv_xml_is (reader->xml, "Worksheet"))
        reader->is_done = TRUE;
      if (event != TV_XML_START || !tv_xml_is (reader->xml, "Row"))
        continue;
      if (!read_row (reader, error))
        return FALSE;
      if (reader->row.count == 0)
        continue;
      tv_workbook_row_finish (&reader->row, out_record);
      return TRUE;
    }
  return FALSE;
}

/**
 * tv_sheetml_reader_set_fields:
 * @reader: the reader
 * @dialect: what is known of the columns of the sheet
 *
 * Says what its cells are read as.
 */
void
tv_sheetml_reader_set_fields (TvSheetmlReader *reader, const TvDialect *dialect)
{
  tv_workbook_row_set_fields (&reader->row, dialect);
}

/**
 * tv_sheetml_reader_get_position:
 * @reader: the reader
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_sheetml_reader_get_position (const TvSheetmlReader *reader)
{
  return tv_xml_get_position (reader->xml);
}
