/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which items of a run a filter lets through: one answer for the list that a person sees and for
 * the bulk decision made on it. */
#pragma once

#include "rows/tv-review-item.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gint64 tv_review_resolve_run (TvJob *job, gint64 run_id, GError **error);
GArray *tv_review_list_ids (TvJob *job, const TvReviewQuery *query, GError **error); /* of gint64 */

G_END_DECLS
