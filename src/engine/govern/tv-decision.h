/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions on recommendations: one, many, all that a filter shows, and the way back. Each is one
 * ledger event with its items, in the transaction that changes the statuses. */
#pragma once

#include "rows/tv-review-item.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gint64 tv_decision_apply (TvJob *job,
                          const gint64 *ids,
                          gsize id_count,
                          TvStatus status,
                          const char *reason,
                          GError **error);
gint64 tv_decision_apply_query (TvJob *job,
                                const TvReviewQuery *query,
                                gint64 expected_count,
                                TvStatus status,
                                const char *reason,
                                GError **error);
gint64 tv_decision_undo (TvJob *job, gint64 seq, gint64 *out_item_id, GError **error);
gboolean
tv_decision_find_undoable (TvJob *job, gint64 *out_seq, gint64 *out_item_count, GError **error);
gint64 tv_decision_redo (TvJob *job, gint64 seq, gint64 *out_item_id, GError **error);
gboolean
tv_decision_find_redoable (TvJob *job, gint64 *out_seq, gint64 *out_item_count, GError **error);

G_END_DECLS
