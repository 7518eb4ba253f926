/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rows of one table of a web page, as a browser shows them: a cell over several columns
 * or rows stands in the first of them, white space is one blank. End tags may be missing. */
#include "ingest/tv-page-markup.h"
#include "ingest/tv-page.h"
#include "ingest/tv-workbook-row.h"

#define DEEPEST 64
#define NO_TABLE G_MAXUINT

struct _TvPageReader
{
  TvPageMarkup *page;
  TvWorkbookRow row;
  guint wanted;        /* number of the table, from 0 */
  guint count;         /* tables that began */
  guint open[DEEPEST]; /* their numbers */
  guint depth;
  gint64 line;     /* of the present row in its table */
  guint64 column;  /* behind the present cell */
  gint64 *covered; /* of each column, the last line that a cell above reaches */
  gsize from;      /* where the present cell begins in the row's text */
  gboolean is_in_row, is_in_cell, is_done;
  guint64 cell_column;
};

static gboolean
find_table (TvPageReader *reader, const char *path, const char *table, GError **error)
{
  g_autoptr (GPtrArray) tables = tv_page_list_tables (path, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      const TvByteEntry *entry = g_ptr_array_index (tables, i);

      if (table != NULL ? g_str_equal (entry->name, table) : !entry->is_hidden)
        {
          reader->wanted = i;
          return TRUE;
        }
    }
  if (tables != NULL)
    tv_workbook_row_fail_sheet (path, table, error);
  return FALSE;
}

/**
 * tv_page_reader_open:
 * @path: (type filename): a web page
 * @table: (nullable): number of a table, from 1; %NULL = the first with two columns
 * @error: return location for TV_ERROR_NOT_FOUND where there is no such table, and other errors
 * that name the file
 *
 * Opens a table before its first row.
 *
 * Returns: (transfer full) (nullable): its reader
 */
TvPageReader *
tv_page_reader_open (const char *path, const char *table, GError **error)
{
  g_autoptr (TvPageReader) reader = g_new0 (TvPageReader, 1);

  tv_workbook_row_init (&reader->row);
  reader->covered = g_new0 (gint64, TV_RECORD_MAXIMUM_FIELDS);
  if (!find_table (reader, path, table, error))
    return NULL;
  reader->page = tv_page_markup_open (path, error);
  return reader->page != NULL ? g_steal_pointer (&reader) : NULL;
}

/**
 * tv_page_reader_free:
 * @reader: (transfer full): the reader
 *
 * Closes the page.
 */
void
tv_page_reader_free (TvPageReader *reader)
{
  g_clear_pointer (&reader->page, tv_page_markup_free);
  tv_workbook_row_clear (&reader->row);
  g_free (reader->covered);
  g_free (reader);
}

/* How many bytes of blanks, also those that do not break, stand at from. */
static gsize
measure_blank (const GString *text, gsize from)
{
  if (from < text->len && g_ascii_isspace (text->str[from]))
    return 1;
  return from + 1 < text->len && (guchar) text->str[from] == 0xc2
                 && (guchar) text->str[from + 1] == 0xa0
             ? 2
             : 0;
}

static void
end_cell (TvPageReader *reader)
{
  GString *text = reader->row.text;
  gsize begin = reader->from, blank;

  if (!reader->is_in_cell)
    return;
  reader->is_in_cell = FALSE;
  while ((blank = measure_blank (text, begin)) > 0)
    begin += blank;
  for (gsize end = text->len; end > begin; end = text->len)
    if (measure_blank (text, end - 1) == 1)
      g_string_truncate (text, end - 1);
    else if (end - begin >= 2 && measure_blank (text, end - 2) == 2)
      g_string_truncate (text, end - 2);
    else
      break;
  tv_workbook_row_put (&reader->row, reader->cell_column, MIN (begin, text->len));
}

static void
begin_row (TvPageReader *reader)
{
  reader->is_in_row = TRUE;
  reader->column = 0;
  tv_workbook_row_begin (&reader->row, ++reader->line);
}

static void
begin_cell (TvPageReader *reader)
{
  guint width = tv_page_markup_get_number (reader->page, "colspan");
  guint height = tv_page_markup_get_number (reader->page, "rowspan");

  end_cell (reader);
  if (!reader->is_in_row)
    begin_row (reader);
  while (reader->column < TV_RECORD_MAXIMUM_FIELDS
         && reader->covered[reader->column] >= reader->line)
    reader->column++;
  reader->cell_column = reader->column;
  reader->from = reader->row.text->len;
  reader->is_in_cell = TRUE;
  reader->column += width;
  for (guint64 column = reader->cell_column;
       height > 1 && column < MIN (reader->column, TV_RECORD_MAXIMUM_FIELDS);
       column++)
    reader->covered[column] = reader->line + height - 1;
  tv_workbook_row_merge (&reader->row,
                         reader->line,
                         reader->line + MAX (height, 1) - 1,
                         reader->cell_column);
}

/* White space is one blank, and none behind a line end. */
static void
append_text (TvPageReader *reader)
{
  const GString *piece = tv_page_markup_get_text (reader->page);
  GString *text = reader->row.text;

  if (tv_workbook_row_is_full (&reader->row))
    return;
  for (gsize i = 0; i < piece->len; i++)
    if (!g_ascii_isspace (piece->str[i]))
      g_string_append_c (text, piece->str[i]);
    else if (text->len > reader->from && !g_ascii_isspace (text->str[text->len - 1]))
      g_string_append_c (text, ' ');
}

static void
append_line_end (TvPageReader *reader)
{
  GString *text = reader->row.text;

  if (text->len > reader->from && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  if (text->len > reader->from)
    g_string_append_c (text, '\n');
}

/* A tag in the table itself; whether a row ended. */
static gboolean
take_tag (TvPageReader *reader, gboolean is_start)
{
  TvPageMarkup *page = reader->page;
  gboolean had_row = reader->is_in_row;

  if (tv_page_markup_is (page, "td") || tv_page_markup_is (page, "th"))
    {
      if (is_start)
        begin_cell (reader);
      else
        end_cell (reader);
    }
  else if (tv_page_markup_is (page, "tr") || tv_page_markup_is (page, "thead")
           || tv_page_markup_is (page, "tbody") || tv_page_markup_is (page, "tfoot"))
    {
      end_cell (reader);
      reader->is_in_row = FALSE;
      return had_row;
    }
  else if (reader->is_in_cell
           && (tv_page_markup_is (page, "br")
               || (is_start && (tv_page_markup_is (page, "p") || tv_page_markup_is (page, "div")))))
    append_line_end (reader);
  return FALSE;
}

static guint
get_table (const TvPageReader *reader)
{
  return reader->depth > 0 ? reader->open[MIN (reader->depth, DEEPEST) - 1] : NO_TABLE;
}

/* Whether a row ended. */
static gboolean
take_event (TvPageReader *reader, TvPageEvent event)
{
  if (event == TV_PAGE_START && tv_page_markup_is (reader->page, "table"))
    {
      if (reader->depth < DEEPEST)
        reader->open[reader->depth] = reader->count;
      reader->depth++;
      reader->count++;
      return FALSE;
    }
  if (get_table (reader) == reader->wanted)
    {
      if (event == TV_PAGE_TEXT && reader->is_in_cell)
        append_text (reader);
      if (event != TV_PAGE_TEXT && !tv_page_markup_is (reader->page, "table"))
        return take_tag (reader, event == TV_PAGE_START);
    }
  if (event != TV_PAGE_END || reader->depth == 0 || !tv_page_markup_is (reader->page, "table"))
    return FALSE;
  reader->is_done = get_table (reader) == reader->wanted;
  reader->depth--;
  return reader->is_done;
}

/**
 * tv_page_reader_read:
 * @reader: the reader
 * @out_record: (out caller-allocates): the next row that is not empty
 * @error: return location for an error of the file
 *
 * Reads one row; its line is its number in the table.
 *
 * Returns: %FALSE at the end, and on an error
 */
gboolean
tv_page_reader_read (TvPageReader *reader, TvRecord *out_record, GError **error)
{
  while (!reader->is_done)
    {
      TvPageEvent event = tv_page_markup_next (reader->page, error);

      if (event == TV_PAGE_ERROR)
        return FALSE;
      reader->is_done = event == TV_PAGE_FINISHED;
      if (event != TV_PAGE_FINISHED && !take_event (reader, event))
        continue;
      end_cell (reader);
      if (reader->row.count == 0)
        continue;
      tv_workbook_row_finish (&reader->row, out_record);
      reader->row.count = 0;
      return TRUE;
    }
  return FALSE;
}

/**
 * tv_page_reader_set_fields:
 * @reader: the reader
 * @dialect: what is known of the columns of the table
 *
 * Says what its cells are read as.
 */
void
tv_page_reader_set_fields (TvPageReader *reader, const TvDialect *dialect)
{
  tv_workbook_row_set_fields (&reader->row, dialect);
}

/**
 * tv_page_reader_get_position:
 * @reader: the reader
 *
 * Returns: how many bytes of the file were consumed
 */
gint64
tv_page_reader_get_position (const TvPageReader *reader)
{
  return tv_page_markup_get_position (reader->page);
}
