/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What judging and judging again share. */
#pragma once

#include "base/tv-digest.h"
#include "rows/tv-run-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

/* Appends the GATE event over the verdicts of count items, which the hash covers. */
gint64 tv_gate_append_event (TvJob *job,
                             gint64 run_id,
                             const TvPolicyRow *policy,
                             const guint8 hash[TV_DIGEST_LENGTH],
                             guint count,
                             gint64 passed_count,
                             gint64 approved_count,
                             GError **error);

G_END_DECLS
