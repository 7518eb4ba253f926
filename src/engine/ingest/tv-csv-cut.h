/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting one record out of a text in memory. */
#pragma once

#include "ingest/tv-csv-form.h"
#include "ingest/tv-record.h"

G_BEGIN_DECLS

typedef enum
{
  TV_CSV_CUT_DONE,   /* a record, maybe one that was given up */
  TV_CSV_CUT_MORE,   /* its end is not in the text */
  TV_CSV_CUT_PASSED, /* a line that is no record: of a text that is laid out for the eye */
} TvCsvCut;

typedef struct _TvCsvCutter TvCsvCutter;

struct _TvCsvCutter
{
  TvCsvForm form;
  guint field_limit;
  gboolean is_strict;  /* a quote at a wrong place gives up the record */
  gboolean takes_rest; /* a quote that is never closed takes all that follows, else only its line */
  gboolean guards_all; /* an escape in quotes goes whatever it guards, also an ordinary letter */
  gboolean recuts;     /* a record is cut otherwise: as a line in quotes where the layout says so,
                          else if it then has as many cells as others */
  TvCsvCutter *other;  /* (nullable) for that */
  guint look_count;    /* how often the number of cells was looked for in what follows */
  guint usual_count; /* cells of the sound records so far: of the first, or two that followed it */
  guint latest_count;
  const char **fields;
  gsize *lengths;
  guint room;   /* of both */
  char *copies; /* cells that had quotes or escapes in them, at most as long as the text */
  gsize copies_size, copies_used;
  /* What the last cut found: */
  const char *end;  /* of the record, its line end left out */
  guint end_length; /* of that line end */
  guint line_count; /* line ends inside of quotes */
};

void tv_csv_cutter_init (TvCsvCutter *cutter, const TvDialect *dialect);
void tv_csv_cutter_begin (TvCsvCutter *cutter);
void tv_csv_cutter_clear (TvCsvCutter *cutter);
gboolean
tv_csv_cutter_recut (TvCsvCutter *cutter, const char *end, gboolean is_last, TvRecord *record);
void tv_csv_cutter_reserve (TvCsvCutter *cutter, gsize size);
gboolean tv_csv_cutter_make_room (TvCsvCutter *cutter);
TvCsvCut tv_csv_cutter_cut (TvCsvCutter *cutter,
                            const char *text,
                            const char *end,
                            gboolean is_last,
                            TvRecord *out_record);
const char *tv_csv_find_line_end (const TvCsvForm *form, const char *at, const char *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvCsvCutter, tv_csv_cutter_clear)

G_END_DECLS
