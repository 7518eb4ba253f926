/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state machine of delimited text. One pass finds the end of a record and its cells; cells are
 * borrowed from the text, and copied only where something in them has to go. A quote counts at the
 * start of a cell; it is closed by one that a delimiter or a line end follows. Where a closing one
 * is followed by other text, it is read as a part of the cell if a better one comes on the same
 * line, else the rest is added to the cell. A quote that is closed nowhere, or only by what looks
 * like an opening one on a later line, costs its own line and no more. */
#include "ingest/tv-csv-cut-private.h"

/* The rest of the line is a comment: the record ends where it begins. */
TvCutStep
tv_csv_cut_leave_comment (TvCut *cut, const char *at)
{
  const char *stop = tv_csv_find_line_end (&cut->cutter->form, at, cut->end);

  if (tv_csv_cut_is_cut_short (cut, stop))
    return TV_CUT_NEED_MORE;
  return tv_csv_cut_end_record (cut, stop);
}

/* A plain cell goes to the next delimiter or line end; finds which of them stands there. */
TvCutStep
tv_csv_cut_find_plain_end (TvCut *cut, const char **at, gboolean *out_has_escapes)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *p = *at;

  for (;; p++)
    {
      p = tv_csv_find_plain (form, p, cut->end);
      if (G_UNLIKELY (tv_csv_cut_is_cut_short (cut, p)))
        {
          /* A line feed needs nothing behind it, a delimiter of one byte neither. */
          if (p >= cut->end || *p != '\n' || form->newline.length > 0 || !form->has_lone_lf)
            return TV_CUT_NEED_MORE;
        }
      if (p >= cut->end || tv_csv_mark_is_at (&form->delimiter, p, cut->end)
          || tv_csv_line_end (form, p, cut->end) > 0)
        break;
      if (form->has_inline_comments && tv_csv_mark_is_at (&form->comment, p, cut->end))
        break;
      if (tv_csv_mark_is_at (&form->escape, p, cut->end))
        {
          *out_has_escapes = TRUE;
          p += form->escape.length;
          if (p >= cut->end && !cut->is_last)
            return TV_CUT_NEED_MORE;
        }
      else if (tv_csv_mark_is_at (&form->quote, p, cut->end))
        cut->quirk = "BAD_QUOTING";
    }
  *at = MIN (p, cut->end);
  return TV_CUT_CELL_DONE;
}

static void
add_plain (TvCut *cut, const char *start, const char *stop, gboolean has_escapes)
{
  const TvCsvForm *form = &cut->cutter->form;
  gsize copy = cut->cutter->copies_used;

  if (G_UNLIKELY (form->trims && !form->trims_left_only))
    while (stop > start && (stop[-1] == ' ' || tv_csv_is_space (form, stop[-1])))
      stop--;
  if (G_LIKELY (!has_escapes))
    {
      tv_csv_cut_add_cell (cut, start, (gsize) (stop - start));
      return;
    }
  tv_csv_cut_copy_part (cut, start, stop, FALSE);
  /* What it guarded was the end of the file's last line. */
  if (stop == cut->end && tv_csv_form_ends_in_escape (form, start, stop))
    {
      cut->quirk = "BAD_QUOTING";
      cut->cutter->copies_used -= form->escape.length;
      cut->cutter->copies[cut->cutter->copies_used++] = '\n';
    }
  tv_csv_cut_add_copy (cut, copy);
}

static inline TvCutStep
cut_plain (TvCut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *start = *at;
  gboolean has_escapes = FALSE;
  TvCutStep step;

  step = tv_csv_cut_find_plain_end (cut, at, &has_escapes);
  if (step != TV_CUT_CELL_DONE)
    return step;
  if (G_UNLIKELY (form->has_inline_comments && *at < cut->end
                  && tv_csv_mark_is_at (&form->comment, *at, cut->end)))
    {
      const char *stop = *at;

      while (stop > start && tv_csv_is_space (form, stop[-1]))
        stop--;
      add_plain (cut, start, stop, has_escapes);
      return tv_csv_cut_leave_comment (cut, *at);
    }
  add_plain (cut, start, *at, has_escapes);
  return tv_csv_cut_leave_cell (cut, at);
}

/* Cuts a cell in quotes of the most common form; any other is left to be looked at more closely. */
static inline gboolean
cut_quoted_run (TvCut *cut, const char **at, TvCutStep *out_step)
{
  const char *start = *at + 1;
  gboolean is_copied = FALSE;
  const char *stop = tv_csv_find_closing (&cut->cutter->form, start, cut->end, &is_copied);

  if (stop == NULL)
    return FALSE;
  *at = stop + 1;
  *out_step = tv_csv_cut_close_properly (cut, start, stop, at, is_copied);
  return TRUE;
}

static TvCutStep
cut_cell (TvCut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *p = *at;
  TvCutStep step;

  if (G_UNLIKELY (form->trims))
    {
      while (p < cut->end && (*p == ' ' || (!form->trims_left_only && tv_csv_is_space (form, *p))))
        p++;
      *at = p;
    }
  if (p >= cut->end)
    {
      if (!cut->is_last)
        return TV_CUT_NEED_MORE;
      tv_csv_cut_add_cell (cut, p, 0);
      return tv_csv_cut_end_record (cut, p);
    }
  if (*p == form->quote.bytes[0] && tv_csv_mark_is_at (&form->quote, p, cut->end))
    return cut_quoted_run (cut, at, &step) ? step : tv_csv_cut_quoted (cut, at);
  return cut_plain (cut, at);
}

/* What cannot be read costs its first line. */
static TvCsvCut
give_up (TvCut *cut, TvRecord *record)
{
  TvCsvCutter *cutter = cut->cutter;
  const char *stop = tv_csv_find_line_end (&cutter->form, cut->begin, cut->end);

  if (tv_csv_cut_is_cut_short (cut, stop))
    return TV_CSV_CUT_MORE;
  tv_csv_cut_end_record (cut, stop);
  cutter->line_count = 0;
  record->problem = "BAD_QUOTING";
  record->problem_column = 0;
  record->field_count = 0;
  return TV_CSV_CUT_DONE;
}

/* Cuts the plain cells that follow each other in the most common forms, as many as one look at
 * sixteen bytes shows, up to the record's end or a cell that is read more closely. */
static TvCutStep
cut_plain_run (TvCut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const TvCsvNeedles *needles = &form->plain;
  const char *start = *at, *limit = cut->end - form->longest;

  for (const char *block = start; block <= limit; block += 16)
    for (guint hits = tv_csv_find_hits (block, needles); hits != 0; hits &= hits - 1)
      {
        const char *hit = block + __builtin_ctz (hits);

        if (hit > limit)
          return TV_CUT_CELL_DONE;
        if (*hit != form->delimiter.bytes[0])
          {
            if (tv_csv_line_end (form, hit, cut->end) == 0)
              return TV_CUT_CELL_DONE;
            tv_csv_cut_add_cell (cut, start, (gsize) (hit - start));
            return tv_csv_cut_end_record (cut, hit);
          }
        tv_csv_cut_add_cell (cut, start, (gsize) (hit - start));
        *at = start = hit + 1;
      }
  return TV_CUT_CELL_DONE;
}

/* One record of another length changes nothing, the second one does. */
static inline void
note_count (TvCsvCutter *cutter, const TvRecord *record)
{
  if (G_LIKELY (record->field_count == cutter->usual_count) || record->quirk != NULL
      || record->problem != NULL)
    return;
  if (cutter->usual_count == 0 || record->field_count == cutter->latest_count)
    cutter->usual_count = record->field_count;
  cutter->latest_count = record->field_count;
}

/* Whether a cell in quotes is one of several: a text alone may begin with blanks and a quote. */
static gboolean
is_one_of_several (const TvCut *cut, const char *quote)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *start = quote + form->quote.length;
  const char *close = tv_csv_find (start, cut->end, &form->quotes);

  return cut->cutter->usual_count > 1
         || (close < cut->end
             && tv_csv_mark_is_at (&form->delimiter, close + form->quote.length, cut->end));
}

/* What stands before the first cell of a record and is none of it: the mark of a new page, the half
 * of a line end, blanks before a quote. */
static const char *
pass_lead (TvCut *cut, const char *text)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *at = text, *lead = text;

  for (; at < cut->end && (*at == '\f' || *at == '\r' || tv_csv_is_space (form, *at)); at++)
    if (tv_csv_line_end (form, at, cut->end) > 0)
      return lead;
    else if (*at == '\f' || *at == '\r')
      lead = at + 1;
  if (at == lead || !tv_csv_mark_is_at (&form->quote, at, cut->end) || !is_one_of_several (cut, at))
    return lead;
  cut->quirk = "BAD_QUOTING";
  return at;
}

/**
 * tv_csv_cutter_cut:
 * @cutter: the cutter
 * @text: where a record begins; %TV_CSV_PADDING bytes behind @end must be readable
 * @end: end of the text
 * @is_last: whether nothing comes behind @end
 * @out_record: (out caller-allocates): the record, without its line
 *
 * Cuts one record. Its cells stand until the next cut, and while @text does.
 *
 * Returns: whether the record is whole; otherwise it has to be cut again once there is more text
 */
TvCsvCut
tv_csv_cutter_cut (TvCsvCutter *cutter,
                   const char *text,
                   const char *end,
                   gboolean is_last,
                   TvRecord *out_record)
{
  TvCut cut = { .cutter = cutter, .begin = text, .end = end, .is_last = is_last };
  const char *at = text;
  TvCutStep step;

  tv_csv_cutter_reserve (cutter, (gsize) (end - text) + 1);
  cutter->line_count = 0;
  if (G_UNLIKELY ((guchar) *text <= ' ') && cutter->recuts)
    at = pass_lead (&cut, text);
  do
    {
      step = cutter->form.is_plainest ? cut_plain_run (&cut, &at) : TV_CUT_CELL_DONE;
      if (step == TV_CUT_CELL_DONE)
        step = cut_cell (&cut, &at);
    }
  while (step == TV_CUT_CELL_DONE);
  if (step == TV_CUT_NEED_MORE)
    return TV_CSV_CUT_MORE;
  out_record->raw = text;
  out_record->problem = cut.problem;
  out_record->problem_column = cut.problem_column;
  out_record->quirk = cut.quirk;
  out_record->field_count = cut.count;
  out_record->fields = cutter->fields;
  out_record->lengths = cutter->lengths;
  if (step == TV_CUT_GIVE_UP && give_up (&cut, out_record) == TV_CSV_CUT_MORE)
    return TV_CSV_CUT_MORE;
  out_record->raw_length = (gsize) (cutter->end - text);
  out_record->is_recut = FALSE;
  if (cutter->recuts && out_record->field_count > 0
      && G_UNLIKELY (out_record->field_count != cutter->usual_count
                     || cutter->form.layout.kind == TV_LAYOUT_QUOTED
                     || tv_csv_is_other_quote (&cutter->form, *text))
      && !tv_csv_cutter_recut (cutter, end, is_last, out_record))
    return TV_CSV_CUT_MORE;
  note_count (cutter, out_record);
  return TV_CSV_CUT_DONE;
}
