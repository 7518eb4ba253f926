/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policies that judge runs: the newest version of each. Reads the table policy; nothing is
 * changed here yet. */
#pragma once

#include "rows/tv-run-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

GPtrArray *tv_policy_list (TvJob *job, GError **error); /* of TvPolicyRow */
TvPolicyRow *tv_policy_find (TvJob *job, const char *name, GError **error);

G_END_DECLS
