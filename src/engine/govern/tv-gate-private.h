/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What judging and judging again share. */
#pragma once

#include "rows/tv-run-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

/* Appends the GATE event over the verdicts of count items, whose ids follow the first one's. */
gint64 tv_gate_append_event (TvJob *job,
                             gint64 run_id,
                             const TvPolicyRow *policy,
                             const guint *issues,
                             guint count,
                             gint64 first_item_id,
                             gint64 passed_count,
                             gint64 approved_count,
                             GError **error);

G_END_DECLS
