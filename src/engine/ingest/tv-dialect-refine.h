/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text whose dialect is sought, a dialect that it may have, and the last steps of the search. */
#pragma once

#include "ingest/tv-dialect-score.h"
#include "rows/tv-sniff.h"

G_BEGIN_DECLS

typedef struct
{
  const char *text; /* UTF-8, with padding that can be read behind it */
  gsize length;
  gboolean is_whole;
  gboolean has_comments; /* lines that may be some */
  const TvSniffHints *hints;
} TvDialectSample;

typedef struct
{
  TvDialect *dialect;
  TvDialectScore score;
  double rank;
} TvDialectCandidate;

gboolean tv_dialect_has_comment_lines (const TvDialectSample *sample);
void tv_dialect_refine (const TvDialectSample *sample, TvDialectCandidate *best);

G_END_DECLS
