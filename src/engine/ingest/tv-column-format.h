/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the numbers and days of one column are written, counted cell by cell and decided for the
 * column as a whole. */
#pragma once

#include "ingest/tv-sniff.h"

G_BEGIN_DECLS

#define TV_MOMENT_FORMS 3 /* ways of writing days and times that are told apart in a column */

/* Of numbers. The marks are the point and the comma, in this order. */
typedef struct
{
  guint32 decimal[2];  /* cells that only make sense with this mark before the decimals */
  guint32 open[2];     /* cells such as 1.234, in which the mark may be either */
  guint32 solid;       /* cells with four digits or more in one piece */
  gboolean groups[2];  /* the mark makes groups in some cell */
  guint8 longest[2];   /* digits behind the mark where it is the decimal one */
  char group_blank[4]; /* the blank or apostrophe that makes groups; "" = none */
} TvNumberVotes;

/* Of days and times. */
typedef struct
{
  TvDateVotes order;
  guint32 count; /* all cells with a day or time */
  guint32 form_counts[TV_MOMENT_FORMS];
  guint16 forms[TV_MOMENT_FORMS]; /* 0 = free */
} TvMomentVotes;

void tv_number_votes_add (TvNumberVotes *votes, const char *text);
char *tv_number_votes_describe (const TvNumberVotes *votes, gboolean is_money);
void tv_moment_votes_add (TvMomentVotes *votes, const char *text);
char *tv_moment_votes_describe (const TvMomentVotes *votes);

G_END_DECLS
