/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: judges every item of a run by the policy (SPEC section 8). Writing its verdicts is in
 * tv-gate-writing. */
#pragma once

#include "base/tv-digest.h"
#include "frame/tv-facts.h"
#include "frame/tv-run-items.h"
#include "rows/tv-run-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_gate_is_passed (guint issues);
guint tv_gate_check_item (const TvFrame *frame,
                          const TvFactsTable *facts,
                          const TvRunItems *run,
                          const TvPolicyRow *policy,
                          guint first,
                          guint item);
guint tv_gate_check_run (const TvRunItems *run, const TvPolicyRow *policy);
void tv_gate_digest_item (TvDigest *digest, gint64 id, gboolean is_passed, guint issues);

G_END_DECLS
