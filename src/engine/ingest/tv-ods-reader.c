/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rows of one sheet. Rows and cells that repeat are counted, not stored; comments are
 * left out; a value goes before the text that shows it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ingest/tv-ods.h"
#include "ingest/tv-workbook-row.h"
#include "ingest/tv-workbook-value.h"
#include "ingest/tv-workbook-xml.h"

#define LAST_LINE (1 << 20) /* of a sheet */
#define LARGEST_REPEAT 16384

struct _TvOdsReader
{
  TvXml *xml;
  TvWorkbookRow row;
  GString *number;  /* of the present cell, where it is one */
  GString *value;   /* of the present cell, from its attributes or its text */
  gint64 next_line; /* of the row that is read next */
  guint64 repeats;  /* how often the present row comes again */
  gboolean is_done;
};

/* What day plain numbers are counted from. */
static gboolean
is_of_1904 (TvXml *xml)
{
  g_autofree char *day = tv_xml_dup_attribute (xml, "date-value");

  return day != NULL && g_str_has_prefix (day, "1904-01-01");
}

/* Goes to the start of the sheet. */
static gboolean
find_sheet (TvOdsReader *reader, const char *path, const char *sheet, GError **error)
{
  TvXmlEvent event;

  while ((event = tv_xml_next (reader->xml, error)) > TV_XML_FINISHED)
    {
      g_autofree char *name = NULL;

      if (event != TV_XML_START)
        continue;
      if (tv_xml_is (reader->xml, "encryption-data"))
        {
          tv_xml_fail (reader->xml,
                       _ ("it is protected by a password; save it without one"),
                       error);
          return FALSE;
        }
      if (tv_xml_is (reader->xml, "null-date"))
        reader->row.is_1904 = is_of_1904 (reader->xml);
      if (!tv_xml_is (reader->xml, "table"))
        continue;
      name = tv_xml_dup_attribute (reader->xml, "name");
      if (sheet == NULL || g_strcmp0 (name, sheet) == 0)
        return TRUE;
      if (!tv_xml_skip (reader->xml, error))
        return FALSE;
    }
  return event == TV_XML_FINISHED && tv_workbook_row_fail_sheet (path, sheet, error);
}

/**
 * tv_ods_reader_open:
 * @path: (type filename): a spreadsheet
 * @sheet: (nullable): name of a sheet; %NULL = the first
 * @error: return location for TV_ERROR_NOT_FOUND where there is no such sheet, and other errors
 * that name the file
 *
 * Opens a sheet before its first row.
 *
 * Returns: (transfer full) (nullable): its reader
 */
TvOdsReader *
tv_ods_reader_open (const char *path, const char *sheet, GError **error)
{
  g_autoptr (TvOdsReader) reader = NULL;
  TvByteSource *source;

  if (!tv_ods_check_password (path, error) || (source = tv_ods_open_content (path, error)) == NULL)
    return NULL;
  reader = g_new0 (TvOdsReader, 1);
  reader->xml = tv_xml_new (source);
  reader->value = g_string_new (NULL);
  reader->number = g_string_new (NULL);
  reader->next_line = 1;
  tv_workbook_row_init (&reader->row);
  return find_sheet (reader, path, sheet, error) ? g_steal_pointer (&reader) : NULL;
}

/**
 * tv_ods_reader_free:
 * @reader: (transfer full): the reader
 *
 * Closes the spreadsheet.
 */
void
tv_ods_reader_free (TvOdsReader *reader)
{
  tv_xml_free (reader->xml);
  tv_workbook_row_clear (&reader->row);
  g_string_free (reader->value, TRUE);
  g_string_free (reader->number, TRUE);
  g_free (reader);
}

/* “PT14H30M00S” as 14:30:00. */
static void
append_duration (GString *out, const char *text, gsize length)
{
  gint64 parts[3] = { 0 };
  gint64 number = 0;
  gboolean is_known = length > 2 && text[0] == 'P' && text[1] == 'T';

  for (gsize i = 2; i < length && is_known; i++)
    if (g_ascii_isdigit (text[i]) && number < 100000)
      number = number * 10 + (text[i] - '0');
    else if (text[i] == 'H' || text[i] == 'M' || text[i] == 'S')
      {
        parts[text[i] == 'H' ? 0 : text[i] == 'M' ? 1 : 2] = number;
        number = 0;
      }
    else if (text[i] == '.' || text[i] == ',')
      {
        parts[2] = number;
        break;
      }
    else
      is_known = FALSE;
  if (is_known)
    g_string_append_printf (out, "%02d:%02d:%02d", (int) parts[0], (int) parts[1], (int) parts[2]);
  else
    g_string_append_len (out, text, (gssize) length);
}

/* The value of a cell from its attributes; FALSE where its text is its value. */
static gboolean
append_attribute (TvXml *xml, GString *out, gboolean *out_is_number)
{
  static const char *const names[]
      = { "value", "date-value", "boolean-value", "time-value", "string-value" };
  g_autofree char *type = tv_xml_dup_attribute (xml, "value-type");
  gsize length;
  const char *value = NULL;
  gsize i = 0;

  *out_is_number = FALSE;
  if (type == NULL)
    return TRUE; /* an empty cell may still hold shapes */
  for (; i < G_N_ELEMENTS (names); i++)
    if ((value = tv_xml_get_attribute (xml, names[i], &length)) != NULL)
      break;
  if (value == NULL)
    return FALSE;
  *out_is_number = i == 0;
  if (i == 0)
    tv_cell_append_number (out, value, length);
  else if (i == 1)
    tv_cell_append_iso (out,
                        value,
                        length,
                        g_str_has_suffix (type, "date") && length == 19
                            && memcmp (value + 10, "T00:00:00", 9) == 0);
  else if (i == 2)
    g_string_append (out, length > 0 && (*value == 't' || *value == '1') ? "TRUE" : "FALSE");
  else if (i == 3)
    append_duration (out, value, length);
  else
    g_string_append_len (out, value, (gssize) length);
  return TRUE;
}

/* What an element inside of a paragraph stands for. */
static gboolean
take_inline (TvOdsReader *reader, guint paragraph_depth, GError **error)
{
  TvXml *xml = reader->xml;

  if (tv_xml_is (xml, "annotation") || tv_xml_is (xml, "shapes") || tv_xml_is (xml, "frame")
      || tv_xml_is (xml, "ruby-text"))
    return tv_xml_skip (xml, error);
  if (tv_xml_is (xml, "p") && reader->value->len > 0)
    g_string_append_c (reader->value, '\n');
  else if (paragraph_depth == 0)
    return TRUE;
  else if (tv_xml_is (xml, "s"))
    for (guint64 i = MIN (tv_xml_get_number (xml, "c", 1), 1000); i > 0; i--)
      g_string_append_c (reader->value, ' ');
  else if (tv_xml_is (xml, "tab"))
    g_string_append_c (reader->value, '\t');
  else if (tv_xml_is (xml, "line-break"))
    g_string_append_c (reader->value, '\n');
  return TRUE;
}

/* Up to the end of a cell; its text is kept where it is wanted. */
static gboolean
read_text (TvOdsReader *reader, gboolean is_wanted, GError **error)
{
  TvXml *xml = reader->xml;
  guint depth = tv_xml_get_depth (xml);
  guint paragraph_depth = 0;
  TvXmlEvent event;

  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && is_wanted)
      {
        gboolean is_paragraph = paragraph_depth == 0 && tv_xml_is (xml, "p");

        if (!take_inline (reader, paragraph_depth, error))
          return FALSE;
        if (is_paragraph)
          paragraph_depth = tv_xml_get_depth (xml);
      }
    else if (event == TV_XML_TEXT && paragraph_depth > 0)
      {
        gsize length;
        const char *text = tv_xml_get_text (xml, &length);

        g_string_append_len (reader->value, text, (gssize) length);
      }
    else if (event == TV_XML_END)
      {
        if (tv_xml_get_depth (xml) < depth)
          return TRUE;
        if (tv_xml_get_depth (xml) < paragraph_depth)
          paragraph_depth = 0;
      }
    else if (reader->value->len > TV_RECORD_MAXIMUM_SIZE)
      break;
  if (event > TV_XML_FINISHED)
    tv_xml_fail (xml, _ ("a cell in it is longer than 1 MB"), error);
  return FALSE;
}

/* A number, whose cell may show noughts before it: a code of a customer or a town. */
static void
take_number (TvOdsReader *reader, guint64 column)
{
  g_autofree char *shown = g_strdup (reader->value->str);
  const GString *number = reader->number;
  TvCellForm form = TV_CELL_NUMBER;

  g_string_truncate (reader->value, 0);
  if (reader->row.is_1904 && tv_field_set_has (&reader->row.day_fields, column))
    form = tv_cell_form_of_day (number->str, number->len);
  if (form != TV_CELL_NUMBER)
    {
      tv_cell_append_serial (reader->value, number->str, number->len, form, TRUE);
      return;
    }
  tv_cell_append_shown (reader->value, reader->number->str, shown);
  tv_cell_turn_mark (reader->value, 0, reader->row.number_mark);
}

/* At the start of a cell; moves column behind it and its repetitions. */
static gboolean
read_cell (TvOdsReader *reader, guint64 *inout_column, GError **error)
{
  TvXml *xml = reader->xml;
  guint64 count = tv_xml_get_number (xml, "number-columns-repeated", 1);
  guint64 rows = tv_xml_get_number (xml, "number-rows-spanned", 1);
  gboolean has_value, is_number;

  g_string_truncate (reader->value, 0);
  has_value = append_attribute (xml, reader->value, &is_number);
  if (is_number)
    g_string_assign (reader->number, reader->value->str);
  if (is_number)
    g_string_truncate (reader->value, 0);
  if (!read_text (reader, !has_value || is_number, error))
    return FALSE;
  if (is_number)
    take_number (reader, *inout_column);
  count = CLAMP (count, 1, LARGEST_REPEAT);
  if (rows > 1)
    tv_workbook_row_merge (&reader->row,
                           reader->row.line,
                           reader->row.line + (gint64) MIN (rows, LAST_LINE) - 1,
                           *inout_column);
  if (reader->value->len == 0)
    {
      *inout_column += count;
      return TRUE;
    }
  for (; count > 0 && !tv_workbook_row_is_full (&reader->row); count--)
    {
      gsize from = reader->row.text->len;

      g_string_append_len (reader->row.text, reader->value->str, (gssize) reader->value->len);
      tv_workbook_row_put (&reader->row, (*inout_column)++, from);
    }
  return TRUE;
}

/* At the start of a row. */
static gboolean
read_row (TvOdsReader *reader, GError **error)
{
  TvXml *xml = reader->xml;
  guint depth = tv_xml_get_depth (xml);
  guint64 count = tv_xml_get_number (xml, "number-rows-repeated", 1);
  guint64 column = 0;
  TvXmlEvent event;

  tv_workbook_row_begin (&reader->row, reader->next_line);
  count = CLAMP (count, 1, LAST_LINE);
  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START
        && (tv_xml_is (xml, "table-cell") || tv_xml_is (xml, "covered-table-cell")))
      {
        if (!read_cell (reader, &column, error))
          return FALSE;
      }
    else if (event == TV_XML_END && tv_xml_get_depth (xml) < depth)
      break;
  if (event != TV_XML_END)
    return FALSE;
  reader->next_line = MIN (reader->next_line + (gint64) count, 2 * LAST_LINE);
  reader->repeats = count - 1;
  if (reader->row.count == 0 || reader->next_line <= LAST_LINE + 1)
    return TRUE;
  tv_xml_fail (xml, _ ("it has more than 1,048,576 rows; save it as CSV"), error);
  return FALSE;
}

/**
 * tv_ods_reader_read:
 * @reader: the reader
 * @out_record: (out caller-allocates): the next row that is not empty
 * @error: return location for an error of the spreadsheet as a whole
 *
 * Reads one row; its line is its number in the sheet.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_ods_reader_read (TvOdsReader *reader, TvRecord *out_record, GError **error)
{
  TvXmlEvent event = TV_XML_START;

  if (reader->row.count > 0 && reader->repeats > 0)
    {
      reader->repeats--;
      reader->row.line++;
      tv_workbook_row_finish (&reader->row, out_record);
      return TRUE;
    }
  while (!reader->is_done && (event = tv_xml_next (reader->xml, error)) > TV_XML_FINISHED)
    {
      if (event == TV_XML_END && tv_xml_is (reader->xml, "table"))
        reader->is_done = TRUE;
      if (event != TV_XML_START || !tv_xml_is (reader->xml, "table-row"))
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
 * tv_ods_reader_set_fields:
 * @reader: the reader
 * @dialect: what is known of the columns of the sheet
 *
 * Says what its cells are read as.
 */
void
tv_ods_reader_set_fields (TvOdsReader *reader, const TvDialect *dialect)
{
  tv_workbook_row_set_fields (&reader->row, dialect);
}

/**
 * tv_ods_reader_get_position:
 * @reader: the reader
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_ods_reader_get_position (const TvOdsReader *reader)
{
  return tv_xml_get_position (reader->xml);
}
