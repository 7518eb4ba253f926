/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions: the filtered list, single and bulk decisions, undo. Every decision is one ledger event
 * in the transaction that changes the status; bulk too. */
#pragma once

#include "pipeline/tv-engine.h"
#include "rows/tv-review-item.h"

G_BEGIN_DECLS

GArray *tv_engine_list_review_ids (TvEngine *engine,
                                   const TvReviewQuery *query,
                                   TvProgress *progress,
                                   GError **error); /* of gint64, by id */
GPtrArray *
tv_engine_get_review_items (TvEngine *engine,
                            const gint64 *ids,
                            gsize id_count,
                            GError **error); /* of TvReviewItem; NULL elements for unknown ids */
/* Sets the status of these items, in one transaction. reason is required for REJECTED and FLAGGED
 * (TV_ERROR_INVALID_INPUT). Items that have this status already are left alone. Returns the seq of
 * the ledger event; 0 on error (REFUSED where nothing was left to decide). */
gint64 tv_engine_decide (TvEngine *engine,
                         const gint64 *ids,
                         gsize id_count,
                         TvStatus status,
                         const char *reason,
                         TvProgress *progress,
                         GError **error);
/* Decides all that the query lets through; fails with TV_ERROR_CONFLICT, changing nothing, if that
 * is not exactly expected_count items (what the person was shown). */
gint64 tv_engine_decide_query (TvEngine *engine,
                               const TvReviewQuery *query,
                               gint64 expected_count,
                               TvStatus status,
                               const char *reason,
                               TvProgress *progress,
                               GError **error);
/* Puts the items of decision seq back to what they were (one new event). out_item_id: the first
 * item, for the focus. Refused with CONFLICT where a later decision touched one of them. */
gint64 tv_engine_undo_decision (TvEngine *engine,
                                gint64 seq,
                                gint64 *out_item_id,
                                TvProgress *progress,
                                GError **error);
/* Decides again what was decided as seq and undone (one new event). Refused with CONFLICT where
 * something else was decided since, or another decision is to be redone first. */
gint64 tv_engine_redo_decision (TvEngine *engine,
                                gint64 seq,
                                gint64 *out_item_id,
                                TvProgress *progress,
                                GError **error);
/* The last decision of this workspace's latest run that can be undone, 0 = none. */
gint64 tv_engine_get_undoable (TvEngine *engine, gint64 *out_item_count, GError **error);
/* The decision of the latest run that was undone last and can be redone, 0 = none. */
gint64 tv_engine_get_redoable (TvEngine *engine, gint64 *out_item_count, GError **error);
gboolean tv_engine_count_statuses (TvEngine *engine,
                                   gint64 run_id,
                                   gint64 out_counts[TV_N_STATUSES],
                                   gint64 *out_held_count,
                                   GError **error);

G_END_DECLS
