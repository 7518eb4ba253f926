/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows values of lines that came from a file of their orders. */
#pragma once

#include "base/tv-progress.h"
#include "ingest/tv-record.h"
#include "rows/tv-import-join.h"
#include "rows/tv-import-report.h"

G_BEGIN_DECLS

typedef struct _TvTraceOrders TvTraceOrders;

TvTraceOrders *tv_trace_orders_new (const TvImportJoin *join);
void tv_trace_orders_free (TvTraceOrders *self);
gboolean tv_trace_orders_take (TvTraceOrders *self, TvTraceRow *row, guint index);
void tv_trace_orders_note (TvTraceOrders *self, const TvTraceRow *row, const TvRecord *record);
gboolean tv_trace_orders_read (TvTraceOrders *self, TvProgress *progress, GError **error);
void tv_trace_orders_finish (TvTraceOrders *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvTraceOrders, tv_trace_orders_free)

G_END_DECLS
