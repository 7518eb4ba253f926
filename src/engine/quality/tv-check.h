/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of data quality over the sources: one pass over each table. */
#pragma once

#include "rows/tv-check-row.h"
#include "rows/tv-customer-double.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

TvCheckReport *tv_check_measure (TvJob *job, gint64 batch_id, TvDay today, GError **error);
GPtrArray *tv_check_list_rows (TvJob *job,
                               gint64 batch_id,
                               TvDay today,
                               TvCheck check,
                               guint limit,
                               GError **error);
gboolean
tv_check_store_score (TvJob *job, gint64 batch_id, const TvCheckReport *report, GError **error);
/* of TvCustomerDouble */
GPtrArray *tv_check_list_doubles (TvJob *job, gint64 batch_id, GError **error);
GPtrArray *tv_check_list_trend (TvJob *job, GError **error);
GPtrArray *tv_check_count_rejects (TvJob *job, gint64 batch_id, TvCheck check, GError **error);
/* of TvCheckImport */
GPtrArray *
tv_check_count_rows (TvJob *job, gint64 batch_id, TvDay today, TvCheck check, GError **error);

G_END_DECLS
