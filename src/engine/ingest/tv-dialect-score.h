/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a dialect fits a text. */
#pragma once

#include "rows/tv-dialect.h"

G_BEGIN_DECLS

typedef struct
{
  double score;            /* 0-1 */
  guint record_count;      /* looked at */
  guint column_count;      /* what most records have */
  double uniformity;       /* share of records with that many cells */
  double cleanness;        /* of the cells */
  guint quoted_count;      /* cells in quotes, properly */
  gboolean is_first_whole; /* the first record has that many cells, too */
  guint quirk_count;       /* records with a quote at a wrong place */
  guint wide_count;        /* records of many clean cells */
  guint moment_count;      /* lines that are a time or an address as a whole */
  guint figure_count;      /* records below the first of one cell that is a number */
} TvDialectScore;

void tv_dialect_score (const TvDialect *dialect,
                       const char *text,
                       gsize length,
                       gboolean is_whole,
                       TvDialectScore *out_score);

G_END_DECLS
