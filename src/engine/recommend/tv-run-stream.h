/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole base scored in chunks of customers that come in their order, while the next ones are
 * being scored: what can be done with the first items, such as writing them, need not wait for the
 * last. */
#pragma once

#include "recommend/tv-recommend.h"

G_BEGIN_DECLS

typedef struct _TvRunStream TvRunStream;

TvRunStream *
tv_run_stream_new (TvRecommender *recommender, guint thread_count, TvProgress *progress);
void tv_run_stream_free (TvRunStream *stream);
gboolean tv_run_stream_is_done (const TvRunStream *stream);
gboolean tv_run_stream_next (TvRunStream *stream, GError **error);
const TvRunItems *tv_run_stream_get_run (const TvRunStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRunStream, tv_run_stream_free)

G_END_DECLS
