/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policies that judge runs: the newest version of each, and a new version of one's own. */
#pragma once

#include "rows/tv-run-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

#define TV_POLICY_CUSTOM "custom" /* the versions that people made by trying */

GPtrArray *tv_policy_list (TvJob *job, GError **error); /* of TvPolicyRow */
GPtrArray *tv_policy_list_versions (TvJob *job, GError **error);
TvPolicyRow *tv_policy_find (TvJob *job, const char *name, gint64 version, GError **error);
gboolean tv_policy_set_minimum (TvJob *job, TvPolicyRow *policy, double minimum, GError **error);
gboolean tv_policy_ensure (TvJob *job, TvPolicyRow *policy, GError **error);

G_END_DECLS
