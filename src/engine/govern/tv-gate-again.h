/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run that has been judged, judged again with another minimum score; and what that would come to.
 */
#pragma once

#include "rows/tv-what-if.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_gate_read_what_if (TvJob *job, gint64 run_id, TvWhatIf *what_if, GError **error);
gboolean tv_gate_judge_again (TvJob *job,
                              gint64 run_id,
                              const TvPolicyRow *policy,
                              double *out_pass_rate,
                              GError **error);

G_END_DECLS
