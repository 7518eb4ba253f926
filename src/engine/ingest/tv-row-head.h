/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row that heads those below it: the first of an order or a product, which alone has what is
 * said of the whole. */
#pragma once

#include "ingest/tv-row.h"

G_BEGIN_DECLS

struct _TvRowHead
{
  gboolean is_used;     /* whether the file writes what is said of the whole once */
  const TvRow *row;     /* (nullable) the latest row that others may go on from */
  TvRow kept;           /* its copy, once its block is given away */
  TvArena arena;        /* of the copy's texts */
  gint64 doc;           /* value of the document of the row above, G_MININT64 = none */
  TvOrderStatus status; /* of that document */
};

void tv_row_head_init (TvRowHead *head, const TvRowPlan *plan);
void tv_row_head_clear (TvRowHead *head);
gboolean tv_row_head_fill (const TvRowHead *head,
                           const TvRowPlan *plan,
                           const TvRecord *record,
                           TvArena *arena,
                           TvRow *row);
void tv_row_head_note (TvRowHead *head, const TvRowPlan *plan, const TvRow *row);
void tv_row_head_keep (TvRowHead *head, const TvRowPlan *plan);
void
tv_row_status_read (const TvRowPlan *plan, const TvRowHead *head, const TvRow *before, TvRow *row);
void tv_row_status_note (TvRowHead *head, const TvRowPlan *plan, const TvRow *row);
void tv_row_status_apply (const TvRowPlan *plan, TvRow *row);

G_END_DECLS
