/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decisions on their way to the workspace: painted at once by the page, written one after the
 * other on a worker, undone in the opposite order, and redone. */
#pragma once

#include "pages/review/tva-decision.h"

G_BEGIN_DECLS

#define TVA_TYPE_REVIEW_QUEUE (tva_review_queue_get_type ())
G_DECLARE_FINAL_TYPE (TvaReviewQueue, tva_review_queue, TVA, REVIEW_QUEUE, GObject)

/* Signals: "failed" (TvaDecision *, GError *); "undone" and "redone" (TvaDecision *, gint64 item
 * id, gint64 item count); "idle" (): everything is written. The decision is NULL where it was none
 * of this session's. */
TvaReviewQueue *tva_review_queue_new (void);
void tva_review_queue_set_engine (TvaReviewQueue *queue, TvEngine *engine);
void tva_review_queue_decide (TvaReviewQueue *queue, TvaDecision *decision);
void tva_review_queue_add_written (TvaReviewQueue *queue, TvaDecision *decision);
TvaDecision *tva_review_queue_undo (TvaReviewQueue *queue);
TvaDecision *tva_review_queue_redo (TvaReviewQueue *queue);
gboolean tva_review_queue_is_busy (TvaReviewQueue *queue);
guint tva_review_queue_get_done_count (TvaReviewQueue *queue);
guint tva_review_queue_get_decision_count (TvaReviewQueue *queue);

G_END_DECLS
