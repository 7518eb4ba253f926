/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with similar labels: what a product is called says what it resembles before anybody has
 * bought it. */
#pragma once

#include "recommend/tv-rank-base.h"

G_BEGIN_DECLS

gboolean tv_rank_labels_find (const TvFrame *frame,
                              TvSimilar *out,
                              guint thread_count,
                              TvProgress *progress,
                              GError **error);

G_END_DECLS
