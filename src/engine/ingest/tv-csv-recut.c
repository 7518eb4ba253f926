/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that came out as one cell or few in a table of many: a spreadsheet that splits at
 * another mark puts quotes around a whole line, and whoever adds a row by hand may take another
 * delimiter. They are cut so where that makes as many cells as the others have. */
#include <string.h>

#include "ingest/tv-csv-cut.h"

#define LEAST_CELLS 4 /* that no sentence has between its marks by chance */

static TvCsvCutter *
get_other (TvCsvCutter *cutter)
{
  if (cutter->other == NULL)
    {
      cutter->other = g_new0 (TvCsvCutter, 1);
      tv_csv_cutter_begin (cutter->other);
    }
  return cutter->other;
}

/* In sentences a blank follows a comma. */
static gboolean
is_sentence (const TvRecord *record)
{
  for (guint i = 1; i < record->field_count; i++)
    if (record->lengths[i] > 0 && *record->fields[i] == ' ')
      return TRUE;
  return FALSE;
}

static gboolean
cut_all (TvCsvCutter *other, const char *text, gsize length, TvRecord *out_found)
{
  return tv_csv_cutter_cut (other, text, text + length, TRUE, out_found) == TV_CSV_CUT_DONE
         && out_found->problem == NULL && other->end == text + length;
}

static void
take_cells (TvRecord *record, const TvRecord *found)
{
  record->fields = found->fields;
  record->lengths = found->lengths;
  record->field_count = found->field_count;
}

static gboolean
try_cut (TvCsvCutter *cutter,
         const char *text,
         gsize length,
         const char *delimiter,
         TvRecord *record)
{
  TvCsvCutter *other = get_other (cutter);
  TvRecord found;

  other->form = cutter->form;
  if (delimiter != NULL)
    tv_csv_form_set_delimiter (&other->form, delimiter);
  other->is_strict = TRUE;
  if (!cut_all (other, text, length, &found) || found.quirk != NULL
      || found.field_count != cutter->usual_count || is_sentence (&found))
    return FALSE;
  take_cells (record, &found);
  return TRUE;
}

/* Of a text whose lines are cells of quotes. What is odd within them is so in any text. */
static void
unwrap (TvCsvCutter *cutter, TvRecord *record)
{
  TvCsvCutter *other = get_other (cutter);
  TvRecord found;

  other->form = cutter->form;
  if (record->field_count == 1
      && tv_csv_mark_is_at (&other->form.quote, record->raw, record->raw + record->raw_length)
      && cut_all (other, record->fields[0], record->lengths[0], &found))
    {
      take_cells (record, &found);
      record->quirk = found.quirk;
    }
}

/**
 * tv_csv_cutter_recut:
 * @cutter: the cutter
 * @record: (inout): a record of a cell or more
 *
 * Of a text whose lines stand in quotes, cuts what they hold. Elsewhere cuts a record that has at
 * most half as many cells as the others otherwise, if it then has as many; what is odd about it is
 * noted all the same.
 */
void
tv_csv_cutter_recut (TvCsvCutter *cutter, TvRecord *record)
{
  static const char *const delimiters[] = { ";", ",", "\t", "|" };
  const TvCsvForm *form = &cutter->form;
  gsize length = record->lengths[0];

  if (form->layout.kind == TV_LAYOUT_QUOTED && record->problem == NULL)
    unwrap (cutter, record);
  if (record->problem != NULL || form->delimiter.length == 0
      || form->layout.kind != TV_LAYOUT_DELIMITED || cutter->usual_count < LEAST_CELLS
      || record->field_count * 2 > cutter->usual_count)
    return;
  if (record->field_count == 1
      && tv_csv_mark_is_at (&form->quote, record->raw, record->raw + record->raw_length)
      && try_cut (cutter, record->fields[0], length, NULL, record))
    {
      record->quirk = "BAD_QUOTING";
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (form->delimiter.bytes[0] != *delimiters[i]
        && memchr (record->raw, *delimiters[i], record->raw_length) != NULL
        && try_cut (cutter, record->raw, record->raw_length, delimiters[i], record))
      {
        record->quirk = "TOO_FEW_FIELDS";
        return;
      }
}
