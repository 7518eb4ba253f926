/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rows of one sheet. A cell without a place stands behind the one before, a row without a
 * number below the one before; formulas give the value that was stored with them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "ingest/tv-workbook-row.h"
#include "ingest/tv-workbook-strings.h"
#include "ingest/tv-workbook-text.h"
#include "ingest/tv-workbook-xml.h"
#include "ingest/tv-xlsx.h"

#define LAST_LINE (1 << 24) /* Excel has 2^20; beyond this, row numbers mean nothing */

struct _TvXlsxReader
{
  TvXlsxBook *book;
  const char *part; /* of the sheet */
  TvXml *xml;
  TvWorkbookStrings *strings; /* (nullable) */
  TvWorkbookRow row;
  GString *value; /* of the present cell, as it stands in the file */
  gboolean is_in_rows;
};

typedef enum
{
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_TEXT,
  TYPE_BOOL,
  TYPE_ERROR,
  TYPE_ISO,
} CellType;

static TvXlsxSheet *
find_sheet (TvXlsxBook *book, const char *name, GError **error)
{
  TvXlsxSheet *first = NULL;

  for (guint i = 0; i < book->sheets->len; i++)
    {
      TvXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);

      if (sheet->part == NULL)
        continue;
      if (name != NULL && strcmp (sheet->name, name) == 0)
        return sheet;
      if (first == NULL || (first->is_hidden && !sheet->is_hidden))
        first = sheet;
    }
  if (name == NULL && first != NULL)
    return first;
  tv_workbook_row_fail_sheet (book->path, name, error);
  return NULL;
}

/* A workbook whose cells all hold their own text has no shared ones. */
static gboolean
open_strings (TvXlsxReader *reader, GError **error)
{
  g_autoptr (GError) cause = NULL;
  TvByteSource *source
      = tv_byte_source_open_part (reader->book->path, reader->book->strings_part, &cause);

  if (source != NULL)
    reader->strings = tv_workbook_strings_new_for_xml (tv_xml_new (source));
  if (source != NULL || g_error_matches (cause, TV_ERROR, TV_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/**
 * tv_xlsx_reader_open:
 * @path: (type filename): a workbook
 * @sheet: (nullable): name of a sheet; %NULL = the first that is not hidden
 * @error: return location for TV_ERROR_NOT_FOUND where there is no such sheet, and other errors
 * that name the file
 *
 * Opens a sheet before its first row.
 *
 * Returns: (transfer full) (nullable): its reader
 */
TvXlsxReader *
tv_xlsx_reader_open (const char *path, const char *sheet, GError **error)
{
  g_autoptr (TvXlsxBook) book = tv_xlsx_book_open (path, error);
  g_autoptr (TvXlsxReader) reader = NULL;
  TvXlsxSheet *found;
  TvByteSource *source;

  if (book == NULL || (found = find_sheet (book, sheet, error)) == NULL
      || !tv_xlsx_book_read_styles (book, error))
    return NULL;
  source = tv_byte_source_open_part (path, found->part, error);
  if (source == NULL)
    return NULL;
  reader = g_new0 (TvXlsxReader, 1);
  reader->xml = tv_xml_new (source);
  reader->part = found->part;
  reader->book = g_steal_pointer (&book);
  reader->value = g_string_new (NULL);
  tv_workbook_row_init (&reader->row);
  reader->row.is_1904 = reader->book->is_1904;
  return open_strings (reader, error) ? g_steal_pointer (&reader) : NULL;
}

/**
 * tv_xlsx_reader_free:
 * @reader: (transfer full): the reader
 *
 * Closes the workbook.
 */
void
tv_xlsx_reader_free (TvXlsxReader *reader)
{
  g_clear_pointer (&reader->strings, tv_workbook_strings_free);
  tv_xml_free (reader->xml);
  tv_xlsx_book_free (reader->book);
  tv_workbook_row_clear (&reader->row);
  g_string_free (reader->value, TRUE);
  g_free (reader);
}

/* The column of “BC12”, from 0; otherwise where there is none. */
static guint64
read_column (TvXml *xml, guint64 otherwise)
{
  gsize length;
  const char *place = tv_xml_get_attribute (xml, "r", &length);
  guint64 column = 0;
  gsize i = 0;

  if (place == NULL)
    return otherwise;
  for (; i < length && i < 4 && g_ascii_isalpha (place[i]); i++)
    column = column * 26 + (guint64) (g_ascii_toupper (place[i]) - 'A' + 1);
  return column > 0 ? column - 1 : otherwise;
}

static CellType
read_type (TvXml *xml)
{
  gsize length;
  const char *type = tv_xml_get_attribute (xml, "t", &length);

  if (type == NULL || length == 0)
    return TYPE_NUMBER;
  if (length == 1)
    return type[0] == 's'   ? TYPE_SHARED
           : type[0] == 'b' ? TYPE_BOOL
           : type[0] == 'e' ? TYPE_ERROR
           : type[0] == 'd' ? TYPE_ISO
                            : TYPE_NUMBER;
  return TYPE_TEXT; /* “str” of a formula, “inlineStr” */
}

/* Collects what stands in <v>, or in <is>; where both do, <is> is the text. */
static gboolean
read_value (TvXlsxReader *reader, GError **error)
{
  TvXml *xml = reader->xml;
  guint depth = tv_xml_get_depth (xml);
  gboolean is_value = FALSE, has_text = FALSE;
  TvXmlEvent event;

  g_string_truncate (reader->value, 0);
  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_TEXT && is_value)
      {
        gsize length;
        const char *text = tv_xml_get_text (xml, &length);

        g_string_append_len (reader->value, text, (gssize) length);
        if (reader->value->len > TV_RECORD_MAXIMUM_SIZE)
          {
            tv_xml_fail (xml, _ ("a cell in it is longer than 1 MB"), error);
            return FALSE;
          }
      }
    else if (event == TV_XML_START)
      {
        is_value = !has_text && tv_xml_is (xml, "v");
        if (!tv_xml_is (xml, "is"))
          continue;
        has_text = TRUE;
        g_string_truncate (reader->value, 0);
        if (!tv_workbook_text_read (xml, reader->value, error))
          return FALSE;
      }
    else if (event == TV_XML_END)
      {
        is_value = FALSE;
        if (tv_xml_get_depth (xml) < depth)
          return TRUE;
      }
  return FALSE;
}

static gboolean
append_shared (TvXlsxReader *reader, const char *text, gsize length, GError **error)
{
  guint64 index = 0;
  gsize found_length;
  const char *found;

  for (gsize i = 0; i < length && i < 12; i++)
    index = g_ascii_isdigit (text[i]) ? index * 10 + (guint64) (text[i] - '0') : G_MAXUINT32;
  if (reader->strings == NULL)
    {
      tv_xml_fail (reader->xml,
                   _ ("it is damaged: a text that a cell refers to is missing"),
                   error);
      return FALSE;
    }
  found = tv_workbook_strings_get (reader->strings, index, &found_length, error);
  if (found == NULL)
    return FALSE;
  g_string_append_len (reader->row.text, found, (gssize) found_length);
  return TRUE;
}

static gboolean
append_value (TvXlsxReader *reader, guint64 column, CellType type, TvCellForm form, GError **error)
{
  GString *out = reader->row.text;
  const char *text = reader->value->str;
  gsize length = reader->value->len;

  if (type != TYPE_TEXT)
    {
      for (; length > 0 && tv_xml_is_space (text[length - 1]); length--)
        ;
      for (; length > 0 && tv_xml_is_space (*text); length--)
        text++;
    }
  if (length == 0)
    return TRUE;
  if (type == TYPE_SHARED)
    return append_shared (reader, text, length, error);
  if (type == TYPE_NUMBER)
    tv_workbook_row_append_number (&reader->row, column, text, length, form);
  else if (type == TYPE_ISO)
    tv_cell_append_iso (out, text, length, form == TV_CELL_DATE);
  else if (type == TYPE_BOOL)
    g_string_append (out, *text == '0' || g_ascii_tolower (*text) == 'f' ? "FALSE" : "TRUE");
  else
    {
      gsize from = out->len;

      g_string_append_len (out, text, (gssize) length);
      if (type == TYPE_TEXT)
        tv_workbook_text_unescape (out, from);
    }
  return TRUE;
}

/* At the start of a cell. */
static gboolean
read_cell (TvXlsxReader *reader, guint64 *inout_column, GError **error)
{
  TvXml *xml = reader->xml;
  gsize from = reader->row.text->len;
  guint64 column = read_column (xml, *inout_column);
  guint64 style = tv_xml_get_number (xml, "s", G_MAXUINT32);
  CellType type = read_type (xml);
  TvCellForm form = TV_CELL_NUMBER;

  *inout_column = column + 1;
  if (style < reader->book->forms->len)
    form = g_array_index (reader->book->forms, guint8, style);
  else if (style == G_MAXUINT32 && reader->book->forms->len > 0)
    form = g_array_index (reader->book->forms, guint8, 0);
  if (!read_value (reader, error))
    return FALSE;
  if (tv_workbook_row_is_full (&reader->row))
    return TRUE;
  if (!append_value (reader, column, type, form, error))
    return FALSE;
  tv_workbook_row_put (&reader->row, column, from);
  return TRUE;
}

/* At the start of a row. */
static gboolean
read_row (TvXlsxReader *reader, GError **error)
{
  TvXml *xml = reader->xml;
  guint depth = tv_xml_get_depth (xml);
  gint64 next = reader->row.line + 1;
  guint64 line = tv_xml_get_number (xml, "r", (guint64) next);
  guint64 column = 0;
  TvXmlEvent event;

  tv_workbook_row_begin (&reader->row, line > 0 && line <= LAST_LINE ? (gint64) line : next);
  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    if (event == TV_XML_START && tv_xml_is (xml, "c"))
      {
        if (!read_cell (reader, &column, error))
          return FALSE;
      }
    else if (event == TV_XML_END && tv_xml_get_depth (xml) < depth)
      return TRUE;
  return FALSE;
}

/**
 * tv_xlsx_reader_read:
 * @reader: the reader
 * @out_record: (out caller-allocates): the next row that is not empty
 * @error: return location for an error of the workbook as a whole
 *
 * Reads one row; its line is its number in the sheet.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_xlsx_reader_read (TvXlsxReader *reader, TvRecord *out_record, GError **error)
{
  TvXml *xml = reader->xml;
  TvXmlEvent event;

  while ((event = tv_xml_next (xml, error)) > TV_XML_FINISHED)
    {
      if (event == TV_XML_START && tv_xml_is (xml, "sheetData"))
        reader->is_in_rows = TRUE;
      else if (event == TV_XML_END && tv_xml_is (xml, "sheetData"))
        reader->is_in_rows = FALSE;
      else if (event == TV_XML_START && reader->is_in_rows && tv_xml_is (xml, "row"))
        {
          if (!read_row (reader, error))
            return FALSE;
          if (reader->row.count == 0)
            continue;
          tv_workbook_row_finish (&reader->row, out_record);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * tv_xlsx_reader_set_fields:
 * @reader: the reader
 * @dialect: what is known of the columns of the sheet
 *
 * Says what its cells are read as.
 */
void
tv_xlsx_reader_set_fields (TvXlsxReader *reader, const TvDialect *dialect)
{
  tv_workbook_row_set_fields (&reader->row, dialect);
  if (!tv_field_set_is_empty (&dialect->told_fields))
    tv_xlsx_find_merges (reader->book->path, reader->part, &reader->row);
}

/**
 * tv_xlsx_reader_get_position:
 * @reader: the reader
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_xlsx_reader_get_position (const TvXlsxReader *reader)
{
  return tv_xml_get_position (reader->xml);
}
