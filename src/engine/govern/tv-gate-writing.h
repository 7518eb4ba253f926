/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdicts of a run on their way into the tables: items are judged and written as they come, so
 * that those of a large base need not wait for the last customer. */
#pragma once

#include "govern/tv-gate.h"

G_BEGIN_DECLS

typedef struct _TvGateWriting TvGateWriting;

TvGateWriting *tv_gate_writing_new (TvJob *job,
                                    gint64 run_id,
                                    gint64 first_item_id,
                                    const TvFrame *frame,
                                    const TvFactsTable *facts,
                                    const TvRunItems *run,
                                    const TvPolicyRow *policy,
                                    GError **error);
void tv_gate_writing_free (TvGateWriting *writing);
gboolean tv_gate_writing_add (TvGateWriting *writing, GError **error);
gboolean tv_gate_writing_finish (TvGateWriting *writing, double *out_pass_rate, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvGateWriting, tv_gate_writing_free)

G_END_DECLS
