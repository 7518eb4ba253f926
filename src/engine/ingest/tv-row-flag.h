/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell says of yes and no, or in the words of mailing tools. */
#pragma once

#include "ingest/tv-row.h"

G_BEGIN_DECLS

gint64 tv_row_flag_read (const TvRowPlan *plan, TvColumn column, const char *text, gsize length);

G_END_DECLS
