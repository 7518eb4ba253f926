/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cutting of plain cells and of quoted ones share: how far the cut of a record is, and how
 * a cell ends. */
#pragma once

#include <string.h>

#include "ingest/tv-csv-copy.h"
#include "ingest/tv-csv-cut.h"

G_BEGIN_DECLS

typedef struct
{
  TvCsvCutter *cutter;
  const char *begin, *end;
  gboolean is_last;
  guint count, problem_column;
  const char *problem, *quirk;
} TvCut;

typedef enum
{
  TV_CUT_CELL_DONE,   /* a delimiter follows */
  TV_CUT_RECORD_DONE, /* its end was found */
  TV_CUT_NEED_MORE,
  TV_CUT_GIVE_UP,
} TvCutStep;

TvCutStep tv_csv_cut_leave_comment (TvCut *cut, const char *at);
TvCutStep tv_csv_cut_find_plain_end (TvCut *cut, const char **at, gboolean *out_has_escapes);
TvCutStep tv_csv_cut_quoted (TvCut *cut, const char **at);

static inline void
tv_csv_cut_add_cell (TvCut *cut, const char *text, gsize length)
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
static inline void
tv_csv_cut_copy_part (TvCut *cut, const char *at, const char *end, gboolean is_quoted)
{
  TvCsvCutter *cutter = cut->cutter;

  cutter->copies_used
      += tv_csv_copy (cutter, at, end, is_quoted, cutter->copies + cutter->copies_used);
}

static inline void
tv_csv_cut_add_copy (TvCut *cut, gsize start)
{
  TvCsvCutter *cutter = cut->cutter;

  tv_csv_cut_add_cell (cut, cutter->copies + start, cutter->copies_used - start);
}

static inline TvCutStep
tv_csv_cut_end_record (TvCut *cut, const char *at)
{
  cut->cutter->end = at;
  cut->cutter->end_length = at < cut->end ? tv_csv_line_end (&cut->cutter->form, at, cut->end) : 0;
  return TV_CUT_RECORD_DONE;
}

/* Whether the text ends before it is clear what stands at @at: a mark of several bytes, or CR LF.
 */
static inline gboolean
tv_csv_cut_is_cut_short (const TvCut *cut, const char *at)
{
  return !cut->is_last && (gsize) (cut->end - at) < cut->cutter->form.longest;
}

/* What follows the end of a cell at @at. */
static inline TvCutStep
tv_csv_cut_leave_cell (TvCut *cut, const char **at)
{
  const TvCsvForm *form = &cut->cutter->form;

  if (*at >= cut->end || tv_csv_line_end (form, *at, cut->end) > 0)
    return tv_csv_cut_end_record (cut, *at);
  *at += form->delimiter.length;
  return TV_CUT_CELL_DONE;
}

/* A cell in quotes is closed, and a delimiter or a line end follows at @at. */
static inline TvCutStep
tv_csv_cut_close_properly (TvCut *cut,
                           const char *start,
                           const char *stop,
                           const char **at,
                           gboolean is_copied)
{
  const TvCsvForm *form = &cut->cutter->form;
  gsize copy = cut->cutter->copies_used;

  if (is_copied)
    {
      tv_csv_cut_copy_part (cut, start, stop, TRUE);
      tv_csv_cut_add_copy (cut, copy);
    }
  else
    tv_csv_cut_add_cell (cut, start, (gsize) (stop - start));
  if (form->has_inline_comments && *at < cut->end
      && tv_csv_mark_is_at (&form->comment, *at, cut->end))
    return tv_csv_cut_leave_comment (cut, *at);
  return tv_csv_cut_leave_cell (cut, at);
}

G_END_DECLS
