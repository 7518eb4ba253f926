/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the figures of runs and the policies are what the ledger says. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_run_check (TvJob *job, GPtrArray *findings, GError **error);

G_END_DECLS
