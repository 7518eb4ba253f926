/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record of a file of rejects says of itself: which rejected row it was, and why. */
#pragma once

#include "ingest/tv-record.h"

G_BEGIN_DECLS

/* A rejected row of an earlier batch that came back. */
typedef struct
{
  gint64 batch_id, line;
  gint64 reject_id; /* of several of the line; 0 = it is the only one */
  gint64 own_line;  /* in which it stands now */
} TvRowSettled;

void tv_settled_note (GArray *settled, const TvRecord *record);
gboolean tv_settled_was_repeated (const TvRecord *record);

G_END_DECLS
