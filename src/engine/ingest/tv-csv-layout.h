/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting lines of a text that is laid out for the eye: between rules and bars, or at fixed places.
 * Each record is a line. */
#pragma once

#include "ingest/tv-csv-cut.h"

G_BEGIN_DECLS

#define TV_CSV_MOST_TITLES 16

/* The code of a row whose words stand across the places of two cells. */
#define TV_CSV_MISALIGNED "MISALIGNED"

/* What pages have above their rows, as far as the first one shows it. */
typedef struct
{
  guint titles[TV_CSV_MOST_TITLES]; /* hashes of their letters */
  guint title_count;
  GPtrArray *headers;      /* of GBytes, the lines of the header */
  guint header_rows;       /* how many these are going to be */
  gboolean is_below_gap;   /* the line before was no record */
  gboolean is_below_blank; /* so, and not only a rule */
} TvCsvPages;

TvCsvPages *tv_csv_pages_new (guint header_rows);
void tv_csv_pages_free (TvCsvPages *pages);
void tv_csv_pages_note_title (TvCsvPages *pages, const char *at, const char *end);
TvPassedKind tv_csv_tell_passed (const char *at, const char *end);
void tv_csv_count_left_out (const TvCsvForm *form,
                            const char *at,
                            const char *end,
                            gboolean has_layout,
                            TvPassedLines *passed);
gboolean tv_csv_pages_pass (TvCsvPages *pages,
                            const TvCsvForm *form,
                            TvRecord *record,
                            gboolean is_none,
                            TvPassedLines *passed);
TvCsvCut tv_csv_layout_cut (TvCsvCutter *cutter,
                            const char *text,
                            const char *end,
                            gboolean is_last,
                            TvRecord *out_record);

G_END_DECLS
