/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules, titles and footers are passed by; the bars at the ends of a row make no columns. At fixed
 * places no word may stand across two cells: that row is shifted, or has a text that was too long,
 * and nobody can say where it has to be cut. */
#include "ingest/tv-csv-layout.h"

#include "ingest/tv-layout-lines.h"
#include "rows/tv-import-row.h"

/**
 * tv_csv_pages_new:
 * @header_rows: of the table
 *
 * Begins above the first page.
 *
 * Returns: (transfer full): what is known of pages
 */
TvCsvPages *
tv_csv_pages_new (guint header_rows)
{
  TvCsvPages *pages = g_new0 (TvCsvPages, 1);

  pages->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  pages->header_rows = header_rows;
  pages->is_below_gap = TRUE;
  return pages;
}

/**
 * tv_csv_pages_free:
 * @pages: (transfer full): what is known of pages
 *
 * Frees it.
 */
void
tv_csv_pages_free (TvCsvPages *pages)
{
  g_ptr_array_unref (pages->headers);
  g_free (pages);
}

/**
 * tv_csv_pages_note_title:
 * @pages: what is known of pages
 * @at: where a line above the table begins
 * @end: where it ends
 *
 * Notes a line that may come again on each page.
 */
void
tv_csv_pages_note_title (TvCsvPages *pages, const char *at, const char *end)
{
  guint hash = tv_layout_hash_letters (at, end);

  if (hash != 0 && pages->title_count < TV_CSV_MOST_TITLES)
    pages->titles[pages->title_count++] = hash;
}

static gboolean
is_header (TvCsvPages *pages, const TvRecord *record)
{
  for (guint i = 0; i < pages->headers->len; i++)
    {
      gsize length;
      const char *header = g_bytes_get_data (g_ptr_array_index (pages->headers, i), &length);

      if (length == record->raw_length && memcmp (header, record->raw, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_known_title (const TvCsvPages *pages, const TvRecord *record)
{
  guint hash = tv_layout_hash_letters (record->raw, record->raw + record->raw_length);

  for (guint i = 0; i < pages->title_count; i++)
    if (pages->titles[i] == hash)
      return TRUE;
  return FALSE;
}

/* Titles may look like rows below a gap, or of a cell or two; what is no title and yet a sentence,
 * below a blank line, is a footer. */
static gboolean
is_title (const TvCsvPages *pages, const TvRecord *record)
{
  gboolean is_misaligned = g_strcmp0 (record->problem, TV_CSV_MISALIGNED) == 0;
  gboolean is_below_gap = pages->is_below_gap || record->is_below_blank || *record->raw == '\f';
  guint filled = 0;

  for (guint i = 0; i < record->field_count; i++)
    filled += record->lengths[i] > 0;
  if (!is_misaligned && !is_below_gap && filled > 2)
    return FALSE;
  if (is_known_title (pages, record))
    return TRUE;
  return is_below_gap && (is_misaligned || (filled > 1 && filled * 2 <= record->field_count))
         && tv_layout_is_one_text (record->raw, record->raw + record->raw_length);
}

/**
 * tv_csv_tell_passed:
 * @at: where a line begins that is none of the table's
 * @end: where it ends
 *
 * Returns: what it is, as far as itself tells
 */
TvPassedKind
tv_csv_tell_passed (const char *at, const char *end)
{
  const char *begin = tv_layout_skip_blanks (at, end);

  end = tv_layout_trim_end (begin, end);
  if (begin == end)
    return TV_PASSED_BLANK;
  return tv_layout_is_rule (begin, end) ? TV_PASSED_RULES : TV_PASSED_TITLES;
}

/**
 * tv_csv_count_left_out:
 * @form: a form
 * @at: where a line begins that tv_csv_form_is_left_out() leaves out
 * @end: end of the text
 * @has_layout: whether the text is laid out for the eye; elsewhere blank lines do not count
 * @passed: (inout): counts
 *
 * Counts the line.
 */
void
tv_csv_count_left_out (const TvCsvForm *form,
                       const char *at,
                       const char *end,
                       gboolean has_layout,
                       TvPassedLines *passed)
{
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;
  if (tv_csv_mark_is_at (&form->comment, at, end))
    tv_passed_lines_count (passed, TV_PASSED_COMMENTS);
  else if (has_layout)
    tv_passed_lines_count (passed, TV_PASSED_BLANK);
}

/* Whether a record is none of the table's rows: a header or a title that comes again, a footer. */
static gboolean
is_other (TvCsvPages *pages, const TvCsvForm *form, const TvRecord *record, TvPassedKind *out_kind)
{
  if (pages->headers->len < pages->header_rows)
    {
      g_ptr_array_add (pages->headers, g_bytes_new (record->raw, record->raw_length));
      return FALSE;
    }
  if (is_header (pages, record))
    *out_kind = TV_PASSED_HEADERS;
  else if (form->layout.kind == TV_LAYOUT_FIXED && is_title (pages, record))
    *out_kind = TV_PASSED_TITLES;
  else
    return FALSE;
  return TRUE;
}

/**
 * tv_csv_pages_pass:
 * @pages: (inout): what is known of pages
 * @form: how the text is laid out
 * @record: (inout): what was cut; whether it stands below a blank is told
 * @is_none: whether the cutter found it to be no record
 * @passed: (inout): counts it where it is passed by
 *
 * Returns: whether it is none of the table's rows
 */
gboolean
tv_csv_pages_pass (TvCsvPages *pages,
                   const TvCsvForm *form,
                   TvRecord *record,
                   gboolean is_none,
                   TvPassedLines *passed)
{
  const char *end = record->raw + record->raw_length;
  TvPassedKind kind = TV_PASSED_TITLES;

  if (is_none)
    kind = tv_csv_tell_passed (record->raw, end);
  else if (!is_other (pages, form, record, &kind))
    {
      pages->is_below_gap = FALSE;
      record->is_below_blank |= pages->is_below_blank;
      pages->is_below_blank = FALSE;
      return FALSE;
    }
  pages->is_below_gap = TRUE;
  pages->is_below_blank |= record->is_below_blank || !tv_layout_is_rule (record->raw, end);
  tv_passed_lines_count (passed, kind);
  return TRUE;
}

/* Whether the text of a cell goes on in the next line, which psql marks by a plus. */
static gboolean
has_wrapped_cell (const TvCsvForm *form, const char *line, const char *end)
{
  for (const char *at = line; at < end; at++)
    if (*at == '+' && (at + 1 == end || tv_csv_mark_is_at (&form->delimiter, at + 1, end)))
      return TRUE;
  return FALSE;
}

/* ERPs mark sums by stars in the first cell. */
static gboolean
is_starred (const TvRecord *record)
{
  gsize length = record->field_count > 0 ? record->lengths[0] : 0, stars = 0;

  while (stars < length && record->fields[0][stars] == '*')
    stars++;
  return stars > 0 && stars == length;
}

static TvCsvCut
cut_ruled (TvCsvCutter *cutter,
           const char *text,
           const char *end,
           gboolean is_last,
           TvRecord *record)
{
  const TvCsvForm *form = &cutter->form;
  const char *begin, *stop;
  gboolean is_open, is_closed;

  if (tv_csv_cutter_cut (cutter, text, end, is_last, record) == TV_CSV_CUT_MORE)
    return TV_CSV_CUT_MORE;
  begin = tv_layout_skip_blanks (text, cutter->end);
  stop = tv_layout_trim_end (begin, cutter->end);
  if (begin == stop || tv_layout_is_rule (begin, stop))
    return TV_CSV_CUT_PASSED;
  if (record->problem != NULL)
    return TV_CSV_CUT_DONE;
  is_open = tv_csv_mark_is_at (&form->delimiter, begin, stop);
  is_closed = record->field_count > 1 && record->lengths[record->field_count - 1] == 0;
  if (record->field_count < 2)
    return TV_CSV_CUT_PASSED;
  if (form->layout.kind == TV_LAYOUT_RULED)
    {
      if (has_wrapped_cell (form, begin, stop))
        record->problem = TV_CSV_MISALIGNED;
      return TV_CSV_CUT_DONE;
    }
  record->fields += is_open;
  record->lengths += is_open;
  record->field_count -= is_open + is_closed;
  if (!is_open || !is_closed)
    record->problem = TV_CSV_MISALIGNED;
  else if (is_starred (record))
    record->quirk = TV_REJECT_TOTAL_ROW;
  return TV_CSV_CUT_DONE;
}

static gboolean
is_ascii (const char *at, const char *end)
{
  guint8 all = 0;

  for (; at < end; at++)
    all |= (guint8) *at;
  return all < 0x80;
}

/* The place of a character, from one that stands before it. */
static const char *
go_to (const char *at, guint count, const char *stop, gboolean is_plain)
{
  if (is_plain)
    return (gsize) (stop - at) > count ? at + count : stop;
  for (; count > 0 && at < stop; count--)
    do
      at++;
    while (at < stop && ((guint8) *at & 0xc0) == 0x80);
  return at;
}

static void
add_cell (TvCsvCutter *cutter, guint column, const char *start, const char *stop)
{
  while (start < stop && *start == ' ')
    start++;
  while (stop > start && (stop[-1] == ' ' || stop[-1] == '\t'))
    stop--;
  cutter->fields[column] = start;
  cutter->lengths[column] = (gsize) (stop - start);
}

/* A word across two cells is left whole, so that whoever mends the row sees it. */
static void
cut_places (TvCsvCutter *cutter, const char *start, const char *stop, TvRecord *record)
{
  const TvTextLayout *layout = &cutter->form.layout;
  gboolean is_plain = is_ascii (start, stop);
  const char *place = start; /* of a cell */

  for (guint i = 0; i < layout->count; i++)
    {
      guint width = i + 1 < layout->count ? (guint) (layout->places[i + 1] - layout->places[i]) : 0;
      const char *next = i + 1 < layout->count ? go_to (place, width, stop, is_plain) : stop;
      const char *cell_end = next;

      if (G_UNLIKELY (next < stop && next > start && *next != ' ' && next[-1] != ' '))
        {
          if (record->problem == NULL)
            record->problem_column = i + 1;
          record->problem = TV_CSV_MISALIGNED;
          while (cell_end < stop && *cell_end != ' ')
            cell_end++;
        }
      add_cell (cutter, i, MIN (start, cell_end), cell_end);
      start = MAX (cell_end, start);
      place = next;
    }
}

static TvCsvCut
cut_fixed (TvCsvCutter *cutter,
           const char *text,
           const char *end,
           gboolean is_last,
           TvRecord *record)
{
  const TvCsvForm *form = &cutter->form;
  const char *stop = tv_csv_find_line_end (form, text, end);
  const char *start = text;

  if (!is_last && (gsize) (end - stop) < form->longest && (stop >= end || *stop != '\n'))
    return TV_CSV_CUT_MORE;
  cutter->line_count = 0;
  cutter->end = stop;
  cutter->end_length = stop < end ? tv_csv_line_end (form, stop, end) : 0;
  while (start < stop && *start == '\f')
    start++;
  *record = (TvRecord){ .raw = text,
                        .raw_length = (gsize) (stop - text),
                        .is_below_blank = record->is_below_blank,
                        .fields = cutter->fields,
                        .lengths = cutter->lengths,
                        .field_count = MIN (form->layout.count, cutter->field_limit) };
  if (tv_layout_skip_blanks (start, stop) == stop || tv_layout_is_rule (start, stop))
    return TV_CSV_CUT_PASSED;
  cut_places (cutter, start, stop, record);
  if (form->layout.count > cutter->field_limit)
    record->problem = "TOO_MANY_FIELDS";
  return TV_CSV_CUT_DONE;
}

/**
 * tv_csv_layout_cut:
 * @cutter: a cutter, of any form
 * @text: where a record begins; %TV_CSV_PADDING bytes behind @end must be readable
 * @end: end of the text
 * @is_last: whether nothing comes behind @end
 * @out_record: (inout): the record, without its line
 *
 * Cuts one record as tv_csv_cutter_cut() does, also of a text that is laid out for the eye.
 *
 * Returns: whether the record is whole; or that the line is none
 */
TvCsvCut
tv_csv_layout_cut (TvCsvCutter *cutter,
                   const char *text,
                   const char *end,
                   gboolean is_last,
                   TvRecord *out_record)
{
  switch (cutter->form.layout.kind)
    {
    case TV_LAYOUT_RULED:
    case TV_LAYOUT_BOXED:
      return cut_ruled (cutter, text, end, is_last, out_record);
    case TV_LAYOUT_FIXED:
      return cut_fixed (cutter, text, end, is_last, out_record);
    default:
      return tv_csv_cutter_cut (cutter, text, end, is_last, out_record);
    }
}
