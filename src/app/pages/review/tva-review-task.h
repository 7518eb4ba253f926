/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One write of the review queue: a decision, the undo of one, or a redo. It is made and ends on the
 * main thread; the worker that writes it has it to itself meanwhile. Only for the queue. */
#pragma once

#include "pages/review/tva-decision.h"

G_BEGIN_DECLS

typedef enum
{
  TVA_TASK_DECIDE,
  TVA_TASK_UNDO,
  TVA_TASK_REDO,
} TvaReviewTaskKind;

typedef struct
{
  TvEngine *engine;      /* the workspace that was open when the key was pressed */
  TvaDecision *decision; /* taken, undone, or made by the redo */
  TvaDecision *undone;   /* (nullable) the one that is redone */
  TvaReviewTaskKind kind;
  gint64 out_seq; /* of the decision that was taken or undone, 0 = there was nothing to do */
  gint64 out_item_id;
  gint64 out_item_count;
} TvaReviewTask;

TvaReviewTask *
tva_review_task_new (TvEngine *engine, TvaDecision *decision, TvaReviewTaskKind kind);
gboolean tva_review_task_is_void (const TvaReviewTask *task);
gpointer
tva_review_task_write (TvEngine *engine, gpointer data, TvProgress *progress, GError **error);
void tva_review_task_free (TvaReviewTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaReviewTask, tva_review_task_free)

G_END_DECLS
