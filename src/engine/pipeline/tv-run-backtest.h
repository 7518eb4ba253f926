/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which backtest the choices of new runs were taken from. Only for the pipeline. */
#pragma once

#include "rows/tv-settings.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gint64 tv_run_backtest_read (TvJob *job);
gint64 tv_run_backtest_find (TvJob *job, const TvSettings *settings, gint64 proposed_id);

G_END_DECLS
