/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every change of customers by hand comes to, be it a merge or an edit. */
#pragma once

#include "pipeline/tv-engine-private.h"

G_BEGIN_DECLS

void tv_customer_set_gone_error (TvJob *job, gint64 customer_id, GError **error);
gboolean tv_customer_check_master (TvJob *job, gint64 customer_id, GError **error);
gboolean tv_customer_derive (TvJob *job, GError **error);
gboolean tv_engine_change_customers (TvEngine *engine,
                                     TvWriteFunc func,
                                     gpointer data,
                                     TvProgress *progress,
                                     GError **error);

G_END_DECLS
