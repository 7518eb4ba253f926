/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that are written otherwise than those around them: a spreadsheet that splits at another
 * mark puts quotes around a whole line, and whoever adds a row or a header by hand may take another
 * delimiter, or other quotes. They are cut so where that makes as many cells as the others have. */
#include <string.h>

#include "ingest/tv-cell-kind.h"
#include "ingest/tv-csv-cut.h"

#define LEAST_CELLS 4          /* that no sentence has between its marks by chance */
#define AHEAD 12               /* records below one that are looked at */
#define MOST_LOOKS 32          /* at what follows records above which no table stands */
#define LONGEST_LOOK (1 << 14) /* bytes that are waited for, to see what follows */

static TvCsvCutter *
get_other (TvCsvCutter *cutter)
{
  if (cutter->other == NULL)
    {
      cutter->other = g_new0 (TvCsvCutter, 1);
      tv_csv_cutter_begin (cutter->other);
      cutter->other->field_limit = cutter->field_limit;
      cutter->other->room = MIN (cutter->other->room, cutter->field_limit);
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

/* Cuts a text in the form of the other cutter. */
static gboolean
try_cut (TvCsvCutter *other, const char *text, gsize length, guint usual, TvRecord *out_found)
{
  other->is_strict = TRUE;
  return cut_all (other, text, length, out_found) && out_found->quirk == NULL
         && out_found->field_count == usual && !is_sentence (out_found);
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

/* Cuts the next record behind @at as it stands; the end of the text where there is none. */
static TvCsvCut
cut_next (TvCsvCutter *other, const char **at, const char *end, gboolean is_last, TvRecord *next)
{
  while (*at < end && tv_csv_line_end (&other->form, *at, end) > 0)
    *at += tv_csv_line_end (&other->form, *at, end);
  if (*at == end || tv_csv_cutter_cut (other, *at, end, is_last, next) == TV_CSV_CUT_MORE)
    return TV_CSV_CUT_MORE;
  *at = other->end + other->end_length;
  return TV_CSV_CUT_DONE;
}

/* What those around a record say of it. */
typedef struct
{
  guint usual;         /* cells that it should have, 0 = they do not tell */
  gboolean is_uniform; /* all that are below it have as many */
  gboolean needs_more; /* text, to know */
} Around;

/* Above the table, those below say how many cells they have: two of the next few as many. */
static Around
look_ahead (TvCsvCutter *cutter, const TvRecord *record, const char *end, gboolean is_last)
{
  TvCsvCutter *other = get_other (cutter);
  const char *at = cutter->end + cutter->end_length;
  Around around = { .is_uniform = TRUE };
  guint counts[AHEAD];

  other->form = cutter->form;
  other->is_strict = FALSE;
  other->usual_count = other->latest_count = 0;
  for (guint i = 0; i < AHEAD && (around.usual == 0 || around.is_uniform); i++)
    {
      TvRecord next;

      if (cut_next (other, &at, end, is_last, &next) == TV_CSV_CUT_MORE)
        {
          around.needs_more = !is_last && end - record->raw < LONGEST_LOOK;
          break;
        }
      counts[i] = next.problem == NULL ? next.field_count : 0;
      around.is_uniform &= counts[i] == counts[0];
      for (guint k = 0; k < i && around.usual == 0; k++)
        around.usual = counts[k] == counts[i] ? counts[i] : 0;
    }
  return around;
}

static Around
look_around (TvCsvCutter *cutter, const TvRecord *record, const char *end, gboolean is_last)
{
  Around around = { .usual = cutter->usual_count };

  if (around.usual < LEAST_CELLS && cutter->look_count < MOST_LOOKS)
    {
      around = look_ahead (cutter, record, end, is_last);
      cutter->look_count += !around.needs_more;
    }
  return around;
}

static gboolean
is_quoted (const TvRecord *record, const TvCsvMark *quote, guint i)
{
  const char *cell = record->fields[i];

  return cell < record->raw || cell > record->raw + record->raw_length
         || (cell > record->raw && cell[-1] == quote->bytes[0]);
}

/* Whether the file's own delimiter stands in numbers and quotes alone, as it does in a record that
 * has another one. */
static gboolean
is_rid_of (const TvRecord *found, const TvCsvForm *form)
{
  for (guint i = 0; i < found->field_count; i++)
    if (g_strstr_len (found->fields[i], (gssize) found->lengths[i], form->delimiter.bytes) != NULL
        && !is_quoted (found, &form->quote, i)
        && tv_cell_get_kind (found->fields[i], found->lengths[i]) != TV_CELL_NUMBER)
      return FALSE;
  return TRUE;
}

/* Whether a character stands in a record so often; most texts are known by that to be no table. */
static gboolean
has_many (const TvRecord *record, char c, guint count)
{
  const char *at = record->raw, *end = at + record->raw_length;

  while (count > 0 && at < end && (at = memchr (at, c, (gsize) (end - at))) != NULL)
    {
      at++;
      count--;
    }
  return count == 0;
}

/* A blank behind each comma makes a sentence, but above a table of as many cells a header. */
static gboolean
recut_by_delimiters (TvCsvCutter *cutter, const Around *around, TvRecord *record)
{
  static const char *const delimiters[] = { ";", ",", "\t", "|", ";;", ",,", "\t\t", "||" };
  guint usual = around->usual;
  TvCsvCutter *other = get_other (cutter);
  TvRecord found;

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      gboolean is_header = around->is_uniform && usual > LEAST_CELLS;
      gboolean is_own = cutter->form.delimiter.bytes[0] == *delimiters[i];

      if (is_own != (delimiters[i][1] != '\0') || cutter->form.delimiter.length > 1
          || !has_many (record, *delimiters[i], (usual - 1) * (guint) strlen (delimiters[i])))
        continue;
      other->form = cutter->form;
      other->form.trims |= is_header || *delimiters[i] != ',';
      tv_csv_form_set_delimiter (&other->form, delimiters[i]);
      if (!try_cut (other, record->raw, record->raw_length, usual, &found)
          || (record->field_count * 2 > usual && !is_rid_of (&found, &cutter->form)))
        continue;
      take_cells (record, &found);
      record->quirk = "TOO_FEW_FIELDS";
      return TRUE;
    }
  return FALSE;
}

/* Whether half of the cells that hold something stand in quotes: no apostrophes do. */
static gboolean
is_mostly_quoted (const TvRecord *record, const TvCsvMark *quote)
{
  guint filled = 0, quoted = 0;

  for (guint i = 0; i < record->field_count; i++)
    if (record->lengths[i] > 0)
      {
        filled++;
        quoted += is_quoted (record, quote, i);
      }
  return quoted * 2 > filled;
}

/* Other quotes are some where they stand around most cells, or where only they make as many cells
 * as the others have. */
static gboolean
recut_by_quotes (TvCsvCutter *cutter, guint usual, TvRecord *record)
{
  TvCsvCutter *other = get_other (cutter);
  gunichar quote = cutter->form.quote.bytes[0] == '"' ? '\'' : '"';
  TvRecord found;

  /* Other quotes make no more cells than there are. */
  if (cutter->form.quote.length != 1 || record->field_count < usual
      || !has_many (record, (char) quote, 2))
    return FALSE;
  other->form = cutter->form;
  tv_csv_form_set_quote (&other->form, quote);
  if (!try_cut (other, record->raw, record->raw_length, usual, &found)
      || (record->field_count <= usual && !is_mostly_quoted (&found, &other->form.quote)))
    return FALSE;
  take_cells (record, &found);
  record->quirk = "BAD_QUOTING";
  return TRUE;
}

/* Names with nothing between them: a header has a delimiter too many, or each of them twice, where
 * as many of its cells hold something as the records below it have. */
static gboolean
leave_out_empty (TvCsvCutter *cutter, guint usual, TvRecord *record)
{
  guint filled = 0;

  for (guint i = 0; i < record->field_count; i++)
    filled += record->lengths[i] > 0;
  if (cutter->usual_count != 0 || filled != usual || record->lengths[0] == 0
      || record->lengths[record->field_count - 1] == 0)
    return FALSE;
  filled = 0;
  for (guint i = 0; i < record->field_count; i++)
    if (record->lengths[i] > 0)
      {
        cutter->fields[filled] = record->fields[i];
        cutter->lengths[filled++] = record->lengths[i];
      }
  record->field_count = filled;
  record->quirk = "TOO_MANY_FIELDS";
  return TRUE;
}

/* A whole line in quotes. */
static gboolean
recut_quoted (TvCsvCutter *cutter, guint usual, TvRecord *record)
{
  TvCsvCutter *other = get_other (cutter);
  TvRecord found;

  other->form = cutter->form;
  if (record->field_count != 1
      || !tv_csv_mark_is_at (&other->form.quote, record->raw, record->raw + record->raw_length)
      || !try_cut (other, record->fields[0], record->lengths[0], usual, &found))
    return FALSE;
  take_cells (record, &found);
  record->quirk = "BAD_QUOTING";
  return TRUE;
}

static gboolean
recut (TvCsvCutter *cutter, const Around *around, TvRecord *record)
{
  guint usual = around->usual;

  if (record->field_count == usual)
    return tv_csv_is_other_quote (&cutter->form, *record->raw)
           && recut_by_quotes (cutter, usual, record);
  return recut_quoted (cutter, usual, record) || recut_by_delimiters (cutter, around, record)
         || recut_by_quotes (cutter, usual, record)
         || (around->is_uniform && leave_out_empty (cutter, usual, record));
}

/**
 * tv_csv_cutter_recut:
 * @cutter: the cutter
 * @end: end of the text
 * @is_last: whether nothing comes behind @end
 * @record: (inout): a record of a cell or more
 *
 * Of a text whose lines stand in quotes, cuts what they hold. Elsewhere cuts a record that has
 * another number of cells than the others, or other quotes, so that it has as many; what is odd
 * about it is noted all the same.
 *
 * Returns: %FALSE where more text is needed to know how many cells others have
 */
gboolean
tv_csv_cutter_recut (TvCsvCutter *cutter, const char *end, gboolean is_last, TvRecord *record)
{
  const TvCsvForm *form = &cutter->form;
  Around around;

  if (form->layout.kind == TV_LAYOUT_QUOTED && record->problem == NULL)
    unwrap (cutter, record);
  if (record->problem != NULL || form->delimiter.length == 0
      || form->layout.kind != TV_LAYOUT_DELIMITED)
    return TRUE;
  around = look_around (cutter, record, end, is_last);
  if (around.needs_more)
    return FALSE;
  if (around.usual >= LEAST_CELLS)
    record->is_recut = recut (cutter, &around, record);
  return TRUE;
}
