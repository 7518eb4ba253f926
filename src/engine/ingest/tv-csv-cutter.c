/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beginning and ending the state machine of delimited text, and the search for a bare line end. */
#include <string.h>

#include "ingest/tv-csv-cut.h"

/**
 * tv_csv_cutter_init:
 * @cutter: (out caller-allocates): the cutter
 * @dialect: a dialect
 *
 * Begins to read in a dialect, with the limits of an import.
 */
void
tv_csv_cutter_init (TvCsvCutter *cutter, const TvDialect *dialect)
{
  memset (cutter, 0, sizeof *cutter);
  tv_csv_form_init (&cutter->form, dialect);
  cutter->recuts = cutter->form.layout.kind == TV_LAYOUT_QUOTED;
  tv_csv_cutter_begin (cutter);
}

/**
 * tv_csv_cutter_begin:
 * @cutter: a cutter of nothing but zeros, or a form
 *
 * Makes room for the cells of a record, with the limits of an import.
 */
void
tv_csv_cutter_begin (TvCsvCutter *cutter)
{
  cutter->field_limit = TV_RECORD_MAXIMUM_FIELDS;
  cutter->room = TV_RECORD_MAXIMUM_FIELDS;
  cutter->fields = g_new (const char *, cutter->room);
  cutter->lengths = g_new (gsize, cutter->room);
}

/**
 * tv_csv_cutter_clear:
 * @cutter: the cutter
 *
 * Frees what it holds.
 */
void
tv_csv_cutter_clear (TvCsvCutter *cutter)
{
  g_clear_pointer (&cutter->fields, g_free);
  g_clear_pointer (&cutter->lengths, g_free);
  g_clear_pointer (&cutter->copies, g_free);
  if (cutter->other != NULL)
    tv_csv_cutter_clear (cutter->other);
  g_clear_pointer (&cutter->other, g_free);
}

/**
 * tv_csv_cutter_reserve:
 * @cutter: the cutter
 * @size: bytes
 *
 * Makes room for the copies of a record's cells. They are never longer than the text, so that they
 * do not move while a record is cut.
 */
void
tv_csv_cutter_reserve (TvCsvCutter *cutter, gsize size)
{
  cutter->copies_used = 0;
  if (size <= cutter->copies_size)
    return;
  g_free (cutter->copies);
  cutter->copies = g_malloc (size + TV_CSV_PADDING);
  cutter->copies_size = size;
}

/**
 * tv_csv_cutter_make_room:
 * @cutter: the cutter
 *
 * Makes room for more cells of a record.
 *
 * Returns: %FALSE where it has all that it may have
 */
gboolean
tv_csv_cutter_make_room (TvCsvCutter *cutter)
{
  if (cutter->room >= cutter->field_limit)
    return FALSE;
  cutter->room = MIN (cutter->room * 2, cutter->field_limit);
  cutter->fields = g_renew (const char *, cutter->fields, cutter->room);
  cutter->lengths = g_renew (gsize, cutter->lengths, cutter->room);
  return TRUE;
}

/**
 * tv_csv_find_line_end:
 * @form: the form
 * @at: where to begin
 * @end: end of the text
 *
 * Returns: the first line end, quotes or not, or @end
 */
const char *
tv_csv_find_line_end (const TvCsvForm *form, const char *at, const char *end)
{
  for (at = tv_csv_find (at, end, &form->lines); at < end;
       at = tv_csv_find (at + 1, end, &form->lines))
    if (tv_csv_line_end (form, at, end) > 0)
      break;
  return at;
}
