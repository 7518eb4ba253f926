/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a whole column of dates says of the order of day and month: whether it decides it, by which
 * cell, and which days it would be from and to in either order. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

typedef struct
{
  TvDateOrder order;
  gboolean is_sure;     /* the column decides it */
  char *deciding_text;  /* (nullable) the first cell that is no day in the other order */
  gint64 deciding_line; /* where it stands */
  gint64 seen_count;    /* cells that are not empty */
  TvDay first_day[2];   /* read day first, read month first; TV_DAY_NONE = no day at all */
  TvDay last_day[2];
} TvDateEvidence;

void tv_date_evidence_free (TvDateEvidence *evidence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvDateEvidence, tv_date_evidence_free)

G_END_DECLS
