/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people wrote by hand, as rows of a trace. Only for the pipeline. */
#pragma once

#include "rows/tv-import-report.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

/* of TvTraceRow */
GPtrArray *
tv_trace_edits_find (TvJob *job, const TvTrace *trace, gboolean *out_is_used, GError **error);
void tv_trace_edits_insert (TvTrace *trace, GPtrArray *found);

G_END_DECLS
