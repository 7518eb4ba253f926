/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state machine of delimited text. One pass finds the end of a record and its cells; cells are
 * borrowed from the text, and copied only where something in them has to go. A quote counts at the
 * start of a cell; it is closed by one that a delimiter or a line end follows. Where a closing one
 * is followed by other text, it is read as a part of the cell if a better one comes on the same
 * line, else the rest is added to the cell. A quote that is closed nowhere, or only by what looks
 * like an opening one on a later line, costs its own line and no more. */
#include "ingest/tv-csv-cut.h"

#include <string.h>

#include "ingest/tv-csv-copy.h"

typedef struct
{
  TvCsvCutter *cutter;
  const char *begin, *end;
  gboolean is_last;
  guint count, problem_column;
  const char *problem, *quirk;
} Cut;

typedef enum
{
  CELL_DONE,   /* a delimiter follows */
  RECORD_DONE, /* its end was found */
  NEED_MORE,
  GIVE_UP,
} Step;

static inline void
add_cell (Cut *cut, const char *text, gsize length)
{
  TvCsvCutter *cutter = cut->cutter;

  if (G_UNLIKELY (cut->count == cutter->room) && !tv_csv_cutter_make_room (cutter))
    {
      cut->problem = "TOO_MANY_FIELDS";
      cut->problem_column = 0;
      return;
    }
  cutter->fields[cut->count] = text;
  cutter->lengths[cut->count++] = length;
}

/* Copies a part of a cell behind what was copied before. */
static void
copy_part (Cut *cut, const char *at, const char *end, gboolean is_quoted)
{
  TvCsvCutter *cutter = cut->cutter;

  cutter->copies_used
      += tv_csv_copy (cutter, at, end, is_quoted, cutter->copies + cutter->copies_used);
}

static void
add_copy (Cut *cut, gsize start)
{
  TvCsvCutter *cutter = cut->cutter;

  add_cell (cut, cutter->copies + start, cutter->copies_used - start);
}

static Step
end_record (Cut *cut, const char *at)
{
  cut->cutter->end = at;
  cut->cutter->end_length = at < cut->end ? tv_csv_line_end (&cut->cutter->form, at, cut->end) : 0;
  return RECORD_DONE;
}

/* Whether the text ends before it is clear what stands at @at: a mark of several bytes, or CR LF.
 */
static inline gboolean
is_cut_short (const Cut *cut, const char *at)
{
  return !cut->is_last && (gsize) (cut->end - at) < cut->cutter->form.longest;
}

/* What follows the end of a cell at @at. */
static inline Step
leave_cell (Cut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;

  if (*at >= cut->end || tv_csv_line_end (form, *at, cut->end) > 0)
    return end_record (cut, *at);
  *at += form->delimiter.length;
  return CELL_DONE;
}

/* The rest of the line is a comment: the record ends where it begins. */
static Step
leave_before_comment (Cut *cut, const char *at)
{
  const char *stop = tv_csv_find_line_end (&cut->cutter->form, at, cut->end);

  if (is_cut_short (cut, stop))
    return NEED_MORE;
  return end_record (cut, stop);
}

/* A plain cell goes to the next delimiter or line end; finds which of them stands there. */
static inline Step
find_plain_end (Cut *cut, const char **at, gboolean *out_has_escapes)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *p = *at;

  for (;; p++)
    {
      p = tv_csv_find_plain (form, p, cut->end);
      if (G_UNLIKELY (is_cut_short (cut, p)))
        {
          /* A line feed needs nothing behind it, a delimiter of one byte neither. */
          if (p >= cut->end || *p != '\n' || form->newline.length > 0 || !form->has_lone_lf)
            return NEED_MORE;
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
            return NEED_MORE;
        }
      else if (tv_csv_mark_is_at (&form->quote, p, cut->end))
        cut->quirk = "BAD_QUOTING";
    }
  *at = MIN (p, cut->end);
  return CELL_DONE;
}

static void
add_plain (Cut *cut, const char *start, const char *stop, gboolean has_escapes)
{
  const TvCsvForm *form = &cut->cutter->form;
  gsize copy = cut->cutter->copies_used;

  if (G_UNLIKELY (form->trims && !form->trims_left_only))
    while (stop > start && (stop[-1] == ' ' || tv_csv_is_space (form, stop[-1])))
      stop--;
  if (G_LIKELY (!has_escapes))
    {
      add_cell (cut, start, (gsize) (stop - start));
      return;
    }
  copy_part (cut, start, stop, FALSE);
  /* What it guarded was the end of the file's last line. */
  if (stop == cut->end && tv_csv_form_ends_in_escape (form, start, stop))
    {
      cut->quirk = "BAD_QUOTING";
      cut->cutter->copies_used -= form->escape.length;
      cut->cutter->copies[cut->cutter->copies_used++] = '\n';
    }
  add_copy (cut, copy);
}

static inline Step
cut_plain (Cut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *start = *at;
  gboolean has_escapes = FALSE;
  Step step;

  step = find_plain_end (cut, at, &has_escapes);
  if (step != CELL_DONE)
    return step;
  if (G_UNLIKELY (form->has_inline_comments && *at < cut->end
                  && tv_csv_mark_is_at (&form->comment, *at, cut->end)))
    {
      const char *stop = *at;

      while (stop > start && tv_csv_is_space (form, stop[-1]))
        stop--;
      add_plain (cut, start, stop, has_escapes);
      return leave_before_comment (cut, *at);
    }
  add_plain (cut, start, *at, has_escapes);
  return leave_cell (cut, at);
}

/* A closing quote was followed by text: what stood before it and the text are one cell. */
static Step
close_at (Cut *cut, const char *start, const char *stray, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *rest = stray + form->quote.length;
  gsize copy = cut->cutter->copies_used;
  gboolean has_escapes = FALSE;
  Step step;

  cut->quirk = "BAD_QUOTING";
  *at = rest;
  step = find_plain_end (cut, at, &has_escapes);
  if (step != CELL_DONE)
    return step;
  copy_part (cut, start, stray, TRUE);
  memcpy (cut->cutter->copies + cut->cutter->copies_used, rest, (gsize) (*at - rest));
  cut->cutter->copies_used += (gsize) (*at - rest);
  add_copy (cut, copy);
  if (form->has_inline_comments && *at < cut->end
      && tv_csv_mark_is_at (&form->comment, *at, cut->end))
    return leave_before_comment (cut, *at);
  return leave_cell (cut, at);
}

static Step
close_properly (Cut *cut, const char *start, const char *stop, const char **at, gboolean is_copied)
{
  const TvCsvForm *form = &cut->cutter->form;
  gsize copy = cut->cutter->copies_used;

  if (is_copied)
    {
      copy_part (cut, start, stop, TRUE);
      add_copy (cut, copy);
    }
  else
    add_cell (cut, start, (gsize) (stop - start));
  if (form->has_inline_comments && *at < cut->end
      && tv_csv_mark_is_at (&form->comment, *at, cut->end))
    return leave_before_comment (cut, *at);
  return leave_cell (cut, at);
}

typedef struct
{
  const char *start; /* behind the opening quote */
  const char *stray; /* (nullable) the first quote that other text follows */
  gboolean is_copied;
  guint lines, stray_lines; /* line ends so far, and at the stray quote */
} Quoted;

typedef enum
{
  QUOTE_IS_TEXT,
  QUOTE_CLOSES,
  QUOTE_ENDS_TEXT, /* the first stray one closed the cell, what follows it belongs to it */
  QUOTE_NEEDS_MORE,
  QUOTE_IS_WRONG,
} Quote;

/* No closing quote comes any more. */
static Step
close_nowhere (Cut *cut, const Quoted *quoted, const char **at)
{
  gsize copy = cut->cutter->copies_used;

  if (quoted->stray != NULL && quoted->stray_lines == 0 && !cut->cutter->is_strict)
    return close_at (cut, quoted->start, quoted->stray, at);
  if (!cut->cutter->takes_rest || cut->cutter->is_strict)
    return GIVE_UP;
  cut->quirk = "BAD_QUOTING";
  copy_part (cut, quoted->start, cut->end, TRUE);
  add_copy (cut, copy);
  *at = cut->end;
  return end_record (cut, cut->end);
}

/* Judges a quote inside of a quoted cell that is not doubled. @next: behind it and white space. */
static Quote
judge_quote (Cut *cut, Quoted *quoted, const char *quote, const char *next)
{
  const TvCsvForm *form = &cut->cutter->form;
  gboolean is_strict = cut->cutter->is_strict;

  if (next >= cut->end || tv_csv_mark_is_at (&form->delimiter, next, cut->end)
      || tv_csv_line_end (form, next, cut->end) > 0
      || (form->has_inline_comments && tv_csv_mark_is_at (&form->comment, next, cut->end)))
    return QUOTE_CLOSES;
  if (is_strict && cut->problem == NULL)
    {
      cut->problem = "BAD_QUOTING";
      cut->problem_column = cut->count + 1;
    }
  cut->quirk = "BAD_QUOTING";
  if (quoted->stray != NULL)
    return tv_csv_form_is_opening (form, quoted->start, quote, cut->end) ? QUOTE_ENDS_TEXT
                                                                         : QUOTE_IS_TEXT;
  if (quoted->lines > 0 && !cut->cutter->takes_rest && !is_strict)
    return QUOTE_IS_WRONG;
  quoted->stray = quote;
  quoted->stray_lines = quoted->lines;
  return is_strict || tv_csv_mark_is_at (&form->quote, next, cut->end) ? QUOTE_ENDS_TEXT
                                                                       : QUOTE_IS_TEXT;
}

/* Looks at what may be a quote, an escape or a line end in a quoted cell, and goes behind it. */
static inline Quote
pass_quoted (Cut *cut, Quoted *quoted, const char **at, const char **out_next)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *p = *at, *next;

  if (tv_csv_mark_is_at (&form->quote, p, cut->end))
    {
      next = p + form->quote.length;
      if (form->doubles && tv_csv_mark_is_at (&form->quote, next, cut->end))
        {
          quoted->is_copied = TRUE;
          *at = next + form->quote.length;
          return QUOTE_IS_TEXT;
        }
      while (next < cut->end && tv_csv_is_space (form, *next))
        next++;
      if (is_cut_short (cut, next) && (next >= cut->end || *next != '\n'))
        return QUOTE_NEEDS_MORE;
      *out_next = next;
      *at = p + form->quote.length;
      return judge_quote (cut, quoted, p, next);
    }
  if (tv_csv_mark_is_at (&form->escape, p, cut->end))
    {
      quoted->is_copied = TRUE;
      *at = p + form->escape.length + 1;
      return *at > cut->end && !cut->is_last ? QUOTE_NEEDS_MORE : QUOTE_IS_TEXT;
    }
  *at = p + 1;
  if (*p == '\n' || (*p == '\r' && !(*at < cut->end && **at == '\n')))
    quoted->lines++;
  return (*p == '\n' || *p == '\r') && quoted->stray != NULL && quoted->stray_lines == 0
             ? QUOTE_ENDS_TEXT
             : QUOTE_IS_TEXT;
}

static Step
cut_quoted (Cut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *p = *at + form->quote.length, *next = NULL;
  Quoted quoted = { .start = p };

  for (;;)
    {
      const char *quote = p = tv_csv_find (p, cut->end, &form->quoted);

      if (p >= cut->end)
        {
          if (!cut->is_last)
            return NEED_MORE;
          return close_nowhere (cut, &quoted, at);
        }
      switch (pass_quoted (cut, &quoted, &p, &next))
        {
        case QUOTE_CLOSES:
          *at = next;
          cut->cutter->line_count += quoted.lines;
          return close_properly (cut, quoted.start, quote, at, quoted.is_copied);
        case QUOTE_ENDS_TEXT:
          cut->cutter->line_count += quoted.stray_lines;
          return close_at (cut, quoted.start, quoted.stray, at);
        case QUOTE_NEEDS_MORE:
          return NEED_MORE;
        case QUOTE_IS_WRONG:
          return GIVE_UP;
        default:
          p = MIN (p, cut->end);
          break;
        }
    }
}

/* Cuts a cell in quotes of the most common form; any other is left to be looked at more closely. */
static inline gboolean
cut_quoted_run (Cut *cut, const char **at, Step *out_step)
{
  const char *start = *at + 1;
  gboolean is_copied = FALSE;
  const char *stop = tv_csv_find_closing (&cut->cutter->form, start, cut->end, &is_copied);

  if (stop == NULL)
    return FALSE;
  *at = stop + 1;
  *out_step = close_properly (cut, start, stop, at, is_copied);
  return TRUE;
}

static Step
cut_cell (Cut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *p = *at;
  Step step;

  if (G_UNLIKELY (form->trims))
    {
      while (p < cut->end && (*p == ' ' || (!form->trims_left_only && tv_csv_is_space (form, *p))))
        p++;
      *at = p;
    }
  if (p >= cut->end)
    {
      if (!cut->is_last)
        return NEED_MORE;
      add_cell (cut, p, 0);
      return end_record (cut, p);
    }
  if (*p == form->quote.bytes[0] && tv_csv_mark_is_at (&form->quote, p, cut->end))
    return cut_quoted_run (cut, at, &step) ? step : cut_quoted (cut, at);
  return cut_plain (cut, at);
}

/* What cannot be read costs its first line. */
static TvCsvCut
give_up (Cut *cut, TvRecord *record)
{
  TvCsvCutter *cutter = cut->cutter;
  const char *stop = tv_csv_find_line_end (&cutter->form, cut->begin, cut->end);

  if (is_cut_short (cut, stop))
    return TV_CSV_CUT_MORE;
  end_record (cut, stop);
  cutter->line_count = 0;
  record->problem = "BAD_QUOTING";
  record->problem_column = 0;
  record->field_count = 0;
  return TV_CSV_CUT_DONE;
}

/* Cuts the plain cells that follow each other in the most common forms, as many as one look at
 * sixteen bytes shows, up to the record's end or a cell that is read more closely. */
static Step
cut_plain_run (Cut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const TvCsvNeedles *needles = &form->plain;
  const char *start = *at, *limit = cut->end - form->longest;

  for (const char *block = start; block <= limit; block += 16)
    for (guint hits = tv_csv_find_hits (block, needles); hits != 0; hits &= hits - 1)
      {
        const char *hit = block + __builtin_ctz (hits);

        if (hit > limit)
          return CELL_DONE;
        if (*hit != form->delimiter.bytes[0])
          {
            if (tv_csv_line_end (form, hit, cut->end) == 0)
              return CELL_DONE;
            add_cell (cut, start, (gsize) (hit - start));
            return end_record (cut, hit);
          }
        add_cell (cut, start, (gsize) (hit - start));
        *at = start = hit + 1;
      }
  return CELL_DONE;
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
  Cut cut = { .cutter = cutter, .begin = text, .end = end, .is_last = is_last };
  const char *at = text;
  Step step;

  tv_csv_cutter_reserve (cutter, (gsize) (end - text) + 1);
  cutter->line_count = 0;
  do
    {
      step = cutter->form.is_plainest ? cut_plain_run (&cut, &at) : CELL_DONE;
      if (step == CELL_DONE)
        step = cut_cell (&cut, &at);
    }
  while (step == CELL_DONE);
  if (step == NEED_MORE)
    return TV_CSV_CUT_MORE;
  out_record->raw = text;
  out_record->problem = cut.problem;
  out_record->problem_column = cut.problem_column;
  out_record->quirk = cut.quirk;
  out_record->field_count = cut.count;
  out_record->fields = cutter->fields;
  out_record->lengths = cutter->lengths;
  if (step == GIVE_UP && give_up (&cut, out_record) == TV_CSV_CUT_MORE)
    return TV_CSV_CUT_MORE;
  out_record->raw_length = (gsize) (cutter->end - text);
  return TV_CSV_CUT_DONE;
}
