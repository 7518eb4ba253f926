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
  g_free (row->offsets);
  g_free (row->lengths);
  g_free (row->fields);
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
      row->problem = "TOO_MANY_FIELDS";
      row->count = MAX (row->count, 1);
      return;
    }
  row->offsets[column] = from;
  row->lengths[column] = length;
  row->count = MAX (row->count, (guint) column + 1);
  row->width = MAX (row->width, row->count);
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
