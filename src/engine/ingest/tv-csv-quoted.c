/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells in quotes, where they take a closer look. A cell is closed by a quote that a delimiter or a
 * line end follows. One that other text follows is read as a part of the cell if a better one comes
 * on the same line, else the rest is added to the cell. One that opens another cell shows that the
 * cell before it was never closed. */
#include "ingest/tv-csv-cut-private.h"

#define LEAST_CELLS 4 /* that two lines of a text in quotes do not have by chance */

/* A closing quote was followed by text: what stood before it and the text are one cell. */
static TvCutStep
close_at (TvCut *cut, const char *start, const char *stray, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *rest = stray + form->quote.length;
  gsize copy = cut->cutter->copies_used;
  gboolean has_escapes = FALSE;
  TvCutStep step;

  cut->quirk = "BAD_QUOTING";
  *at = rest;
  step = tv_csv_cut_find_plain_end (cut, at, &has_escapes);
  if (step != TV_CUT_CELL_DONE)
    return step;
  tv_csv_cut_copy_part (cut, start, stray, TRUE);
  memcpy (cut->cutter->copies + cut->cutter->copies_used, rest, (gsize) (*at - rest));
  cut->cutter->copies_used += (gsize) (*at - rest);
  tv_csv_cut_add_copy (cut, copy);
  if (form->has_inline_comments && *at < cut->end
      && tv_csv_mark_is_at (&form->comment, *at, cut->end))
    return tv_csv_cut_leave_comment (cut, *at);
  return tv_csv_cut_leave_cell (cut, at);
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
  QUOTE_ENDS_TEXT,  /* the first stray one closed the cell, what follows it belongs to it */
  QUOTE_OPENS_NEXT, /* cell: the one before it was never closed */
  QUOTE_NEEDS_MORE,
  QUOTE_IS_WRONG,
} Quote;

/* A quote stands before a cell that was never closed, which goes to the next delimiter or line end
 * like any other. */
static TvCutStep
cut_unclosed (TvCut *cut, const Quoted *quoted, const char **at)
{
  gsize copy = cut->cutter->copies_used;
  gboolean has_escapes = FALSE;
  TvCutStep step;

  cut->quirk = "BAD_QUOTING";
  *at = quoted->start;
  step = tv_csv_cut_find_plain_end (cut, at, &has_escapes);
  if (step != TV_CUT_CELL_DONE)
    return step;
  tv_csv_cut_copy_part (cut, quoted->start, *at, TRUE);
  tv_csv_cut_add_copy (cut, copy);
  return tv_csv_cut_leave_cell (cut, at);
}

/* Whether the cell was never closed: then its line alone has as many cells as others, where the
 * cell ends like any other. Of the first record the next line says how many that are. */
static Quote
judge_unclosed (const TvCut *cut, const Quoted *quoted)
{
  const TvCsvForm *form = &cut->cutter->form;
  guint usual = cut->cutter->usual_count, count;
  const char *stop;

  if (cut->cutter->is_strict || (quoted->lines > 0 && !cut->cutter->takes_rest && usual != 0))
    return QUOTE_IS_TEXT;
  count = tv_csv_form_count_cells (form, quoted->start, FALSE, cut->end, &stop);
  if (usual == 0 && count > 0 && !tv_csv_cut_is_cut_short (cut, stop) && stop < cut->end)
    usual = tv_csv_form_count_cells (form,
                                     stop + tv_csv_line_end (form, stop, cut->end),
                                     TRUE,
                                     cut->end,
                                     &stop);
  if (tv_csv_cut_is_cut_short (cut, stop))
    return QUOTE_NEEDS_MORE;
  if (quoted->lines > 0 && cut->cutter->usual_count == 0 && usual < LEAST_CELLS)
    return QUOTE_IS_TEXT;
  return usual > 1 && count > 0 && cut->count + count == usual ? QUOTE_OPENS_NEXT : QUOTE_IS_TEXT;
}

/* Whether a quote may open another cell: it is behind a delimiter or the first in its line. */
static gboolean
is_opening (const TvCut *cut, const Quoted *quoted, const char *quote)
{
  return tv_csv_form_is_opening (&cut->cutter->form, quoted->start, quote, cut->end)
         || (quoted->lines > 0 && (quote[-1] == '\n' || quote[-1] == '\r'));
}

/* No closing quote comes any more. */
static TvCutStep
close_nowhere (TvCut *cut, const Quoted *quoted, const char **at)
{
  gsize copy = cut->cutter->copies_used;

  if (quoted->stray != NULL && quoted->stray_lines == 0 && !cut->cutter->is_strict)
    return close_at (cut, quoted->start, quoted->stray, at);
  if (quoted->stray == NULL && quoted->lines > 0
      && judge_unclosed (cut, quoted) == QUOTE_OPENS_NEXT)
    return cut_unclosed (cut, quoted, at);
  if (!cut->cutter->takes_rest || cut->cutter->is_strict)
    return TV_CUT_GIVE_UP;
  cut->quirk = "BAD_QUOTING";
  tv_csv_cut_copy_part (cut, quoted->start, cut->end, TRUE);
  tv_csv_cut_add_copy (cut, copy);
  *at = cut->end;
  return tv_csv_cut_end_record (cut, cut->end);
}

/* Judges a quote inside of a quoted cell that is not doubled. @next: behind it and white space. */
static Quote
judge_quote (TvCut *cut, Quoted *quoted, const char *quote, const char *next)
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
  if (is_opening (cut, quoted, quote))
    {
      Quote opening = judge_unclosed (cut, quoted);

      if (opening != QUOTE_IS_TEXT)
        return opening;
    }
  if (quoted->lines > 0 && !cut->cutter->takes_rest && !is_strict)
    return QUOTE_IS_WRONG;
  quoted->stray = quote;
  quoted->stray_lines = quoted->lines;
  return is_strict || tv_csv_mark_is_at (&form->quote, next, cut->end) ? QUOTE_ENDS_TEXT
                                                                       : QUOTE_IS_TEXT;
}

/* Whether the second of two quotes closes the cell: the first one of the text in it that is not
 * doubled has another before it on this line. “size 5 "magnum"” is written so without doubling. */
static gboolean
closes_behind_text (const TvCut *cut, const Quoted *quoted, const char *second)
{
  const char *next = second + cut->cutter->form.quote.length;

  return quoted->stray != NULL && quoted->stray_lines == quoted->lines && !cut->cutter->is_strict
         && next < cut->end
         && (tv_csv_mark_is_at (&cut->cutter->form.delimiter, next, cut->end)
             || tv_csv_line_end (&cut->cutter->form, next, cut->end) > 0);
}

/* Looks at what may be a quote, an escape or a line end in a quoted cell, and goes behind it. */
static inline Quote
pass_quoted (TvCut *cut, Quoted *quoted, const char **at, const char **out_next)
{
  const TvCsvForm *form = &cut->cutter->form;
  const char *p = *at, *next;

  if (tv_csv_mark_is_at (&form->quote, p, cut->end))
    {
      next = p + form->quote.length;
      if (form->doubles && tv_csv_mark_is_at (&form->quote, next, cut->end)
          && !closes_behind_text (cut, quoted, next))
        {
          quoted->is_copied = TRUE;
          *at = next + form->quote.length;
          return QUOTE_IS_TEXT;
        }
      while (next < cut->end && tv_csv_is_space (form, *next))
        next++;
      if (tv_csv_cut_is_cut_short (cut, next) && (next >= cut->end || *next != '\n'))
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

TvCutStep
tv_csv_cut_quoted (TvCut *cut, const char **at)
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
            return TV_CUT_NEED_MORE;
          return close_nowhere (cut, &quoted, at);
        }
      switch (pass_quoted (cut, &quoted, &p, &next))
        {
        case QUOTE_CLOSES:
          *at = next;
          cut->cutter->line_count += quoted.lines;
          return tv_csv_cut_close_properly (cut, quoted.start, quote, at, quoted.is_copied);
        case QUOTE_ENDS_TEXT:
          cut->cutter->line_count += quoted.stray_lines;
          return close_at (cut, quoted.start, quoted.stray, at);
        case QUOTE_OPENS_NEXT:
          return cut_unclosed (cut, &quoted, at);
        case QUOTE_NEEDS_MORE:
          return TV_CUT_NEED_MORE;
        case QUOTE_IS_WRONG:
          return TV_CUT_GIVE_UP;
        default:
          p = MIN (p, cut->end);
          break;
        }
    }
}
