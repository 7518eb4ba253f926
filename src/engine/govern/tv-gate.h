/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate: judges every item of a run by the policy (SPEC section 8), writes its verdict, and puts
 * the run and the judgement into the ledger. */
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
gboolean tv_gate_judge (TvJob *job,
                        gint64 run_id,
                        gint64 first_item_id,
                        const TvFrame *frame,
                        const TvFactsTable *facts,
                        const TvRunItems *run,
                        const TvPolicyRow *policy,
                        double *out_pass_rate,
                        GError **error);

G_END_DECLS
