/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of one column are, counted, and the type that nearly all of them agree on. */
#pragma once

#include "ingest/tv-column-format.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 empty, filled;
  guint64 numbers, fractions /* not digits alone */, currencies, dates, moments;
  guint64 words /* of truth */, addresses, phones;
  TvNumberVotes number_votes;
  TvMomentVotes moment_votes;
} TvColumnTally;

void tv_column_tally_add (TvColumnTally *tally, const char *text, gsize length);
const char *tv_column_tally_get_type (const TvColumnTally *tally);
char *tv_column_tally_describe_format (const TvColumnTally *tally);

G_END_DECLS
