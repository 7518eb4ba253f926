/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers of a run who are one person by now: their items in the order of an export. */
#pragma once

#include "store/tv-job.h"

G_BEGIN_DECLS

GArray *tv_export_list_merged (TvJob *job, gint64 run_id, GError **error);

G_END_DECLS
