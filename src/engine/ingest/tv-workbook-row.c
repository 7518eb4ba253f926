/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the cells of a row in their places. Sheets leave empty cells out; a record has them, up to
 * the widest row so far, so that every row is at least as long as its header. */
#include "ingest/tv-workbook-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"

/**
 * tv_workbook_row_init:
 * @row: (out): the row
 *
 * Makes room for the cells of one row.
 */
void
tv_workbook_row_init (TvWorkbookRow *row)
{
  memset (row, 0, sizeof *row);
  row->text = g_string_new (NULL);
  row->raw = g_string_new (NULL);
  row->offsets = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);
  row->lengths = g_new0 (gsize, TV_RECORD_MAXIMUM_FIELDS);
  row->fields = g_new0 (const char *, TV_RECORD_MAXIMUM_FIELDS);
}

/**
 * tv_workbook_row_clear:
 * @row: the row
 *
 * Frees what the row holds.
 */
void
tv_workbook_row_clear (TvWorkbookRow *row)
{
  g_string_free (row->text, TRUE);
  g_string_free (row->raw, TRUE);
  g_clear_pointer (&row->merges, tv_workbook_merges_free);
  g_free (row->offsets);
  g_free (row->lengths);
  g_free (row->fields);
}

/**
 * tv_workbook_row_set_fields:
 * @row: the row
 * @dialect: what is known of the columns of its sheet
 *
 * Says what the cells of the rows to come are read as.
 */
void
tv_workbook_row_set_fields (TvWorkbookRow *row, const TvDialect *dialect)
{
  row->number_mark = dialect->number_mark;
  row->day_fields = dialect->day_fields;
  row->told_fields = dialect->told_fields;
}

/**
 * tv_workbook_row_merge:
 * @row: the row
 * @first: line of the first of some cells that are merged, which is yet to come
 * @last: line of the last of them
 * @column: their first column, from 0
 *
 * Has the first cell speak for the rows below it, if it is one of a column where that may be so.
 */
void
tv_workbook_row_merge (TvWorkbookRow *row, gint64 first, gint64 last, guint64 column)
{
  if (last <= first || !tv_field_set_has (&row->told_fields, column))
    return;
  if (row->merges == NULL)
    row->merges = tv_workbook_merges_new ();
  tv_workbook_merges_add (row->merges, first, last, (guint) column);
}

/**
 * tv_workbook_row_begin:
 * @row: the row
 * @line: its number in the sheet, from 1
 *
 * Begins a row without cells.
 */
void
tv_workbook_row_begin (TvWorkbookRow *row, gint64 line)
{
  row->line = line;
  memset (row->lengths, 0, row->width * sizeof *row->lengths);
  row->count = 0;
  row->problem = NULL;
  g_string_truncate (row->text, 0);
}

/**
 * tv_workbook_row_is_full:
 * @row: the row
 *
 * Returns: whether it is too long for more cells; then it has a problem
 */
gboolean
tv_workbook_row_is_full (TvWorkbookRow *row)
{
  if (row->text->len > TV_RECORD_MAXIMUM_SIZE)
    row->problem = "TOO_MANY_FIELDS";
  return row->problem != NULL;
}

/**
 * tv_workbook_row_append_number:
 * @row: the row
 * @column: of a cell, from 0
 * @text: (array length=length): a number as it stands in the file
 * @length: in bytes
 * @form: what the cell shows
 *
 * Appends a number of a cell to the row's text. One without a form, in a column of days of a
 * workbook that counts them from 1904, is a day: as a mere number it would be one of four years
 * before.
 */
void
tv_workbook_row_append_number (TvWorkbookRow *row,
                               guint64 column,
                               const char *text,
                               gsize length,
                               TvCellForm form)
{
  gsize from = row->text->len;

  if (row->is_1904 && form == TV_CELL_NUMBER && tv_field_set_has (&row->day_fields, column))
    form = tv_cell_form_of_day (text, length);
  tv_cell_append_serial (row->text, text, length, form, row->is_1904);
  tv_cell_turn_mark (row->text, from, row->number_mark);
}

/**
 * tv_workbook_row_put:
 * @row: the row
 * @column: of a cell, from 0
 * @from: where its text begins in the row's text; it goes up to the end
 *
 * Puts a cell in its place, after its text was appended to the row's. An empty one is none.
 */
void
tv_workbook_row_put (TvWorkbookRow *row, guint64 column, gsize from)
{
  gsize length = row->text->len - from;

  if (length == 0)
    return;
  if (column >= TV_RECORD_MAXIMUM_FIELDS)
    {
      /* What stands apart from the table, far to the right, is none of its cells. */
      if (row->count == TV_RECORD_MAXIMUM_FIELDS)
        row->problem = "TOO_MANY_FIELDS";
      return;
    }
  row->offsets[column] = from;
  row->lengths[column] = length;
  row->count = MAX (row->count, (guint) column + 1);
  row->width = MAX (row->width, row->count);
}

static const char *
get_cell (gpointer data, guint column, gsize *out_length)
{
  const TvWorkbookRow *row = data;

  *out_length = row->lengths[column];
  return row->text->str + row->offsets[column];
}

static void
fill_cell (gpointer data, guint column, const char *text, gsize length)
{
  TvWorkbookRow *row = data;
  gsize from = row->text->len;

  g_string_append_len (row->text, text, (gssize) length);
  tv_workbook_row_put (row, column, from);
}

/**
 * tv_workbook_row_finish:
 * @row: the row
 * @out_record: (out): the record, borrowed until the row begins anew
 *
 * Makes a record of a row.
 */
void
tv_workbook_row_finish (TvWorkbookRow *row, TvRecord *out_record)
{
  if (row->merges != NULL)
    tv_workbook_merges_fill (row->merges, row->line, get_cell, fill_cell, row);
  g_string_truncate (row->raw, 0);
  for (guint i = 0; i < row->width; i++)
    {
      if (i > 0)
        g_string_append_c (row->raw, ',');
      row->fields[i] = row->lengths[i] > 0 ? row->text->str + row->offsets[i] : "";
      tv_record_append_cell (row->raw, ",", row->fields[i], row->lengths[i]);
    }
  if (row->problem == NULL && !g_utf8_validate_len (row->raw->str, row->raw->len, NULL))
    row->problem = "BAD_ENCODING";
  out_record->line = row->line;
  out_record->field_count = row->width;
  out_record->fields = row->fields;
  out_record->lengths = row->lengths;
  out_record->raw = row->raw->str;
  out_record->raw_length = row->raw->len;
  out_record->problem = row->problem;
}

/**
 * tv_workbook_row_fail_sheet:
 * @path: (type filename): a workbook
 * @sheet: (nullable): the sheet whose rows were asked for; %NULL = any
 * @error: return location for TV_ERROR_NOT_FOUND, or TV_ERROR_INVALID_INPUT where it has none
 *
 * Says that there is no such sheet.
 *
 * Returns: %FALSE
 */
gboolean
tv_workbook_row_fail_sheet (const char *path, const char *sheet, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);

  if (sheet != NULL)
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_NOT_FOUND,
                 _ ("Could not read “%s”: there is no sheet “%s” in it."),
                 base,
                 sheet);
  else
    g_set_error (error,
                 TV_ERROR,
                 TV_ERROR_INVALID_INPUT,
                 _ ("Could not read “%s”: there is no sheet in it."),
                 base);
  return FALSE;
}
