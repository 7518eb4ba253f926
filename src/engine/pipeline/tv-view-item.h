/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recommendations as the faces show them: from the store, or from a calculation that was not
 * stored. */
#pragma once

#include "frame/tv-run-items.h"
#include "rows/tv-review-item.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

GPtrArray *tv_view_items (TvJob *job, const gint64 *ids, gsize id_count, GError **error);
TvReviewItem *tv_view_computed_item (TvJob *job,
                                     const TvFrame *frame,
                                     const TvRunItems *run,
                                     guint index,
                                     GError **error);

G_END_DECLS
