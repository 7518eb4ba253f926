/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the statuses that people see are what the gate and the ledger say. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_status_check (TvJob *job, GPtrArray *findings, gint64 *out_item_count, GError **error);

G_END_DECLS
