/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new run is proposed to do, and what a backtest says of it; read on a worker in one go. */
#pragma once

#include <tastevin.h>

G_BEGIN_DECLS

typedef struct
{
  TvSummary summary;
  TvRunOptions defaults;
  TvRunChoice choice;   /* of a person, before */
  TvBacktest *backtest; /* that was chosen from, else the latest; NULL = there is none */
  GPtrArray *policies;  /* of TvPolicyRow */
} TvaRunProposal;

TvaRunProposal *tva_run_proposal_load (TvEngine *engine, GError **error);
void tva_run_proposal_free (TvaRunProposal *proposal);
const char *tva_run_proposal_get_title (const TvaRunProposal *proposal, TvRanker ranker, int way);
char *tva_run_proposal_dup_note (const TvaRunProposal *proposal, TvRanker ranker, int way);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvaRunProposal, tva_run_proposal_free)

G_END_DECLS
