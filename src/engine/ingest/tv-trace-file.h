/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of cells as their file has it, where the file is still the one that was imported. */
#pragma once

#include "rows/tv-import-row.h"
#include "store/tv-job.h"

G_BEGIN_DECLS

gboolean tv_trace_read_originals (TvJob *job, GPtrArray *rows, GError **error);

G_END_DECLS
