/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says how a column of a file is written. */
#pragma once

#include "ingest/tv-ingest-private.h"

G_BEGIN_DECLS

gboolean tv_column_form_has_currency (TvColumn column);
char *tv_column_form_describe (const TvIngest *ingest, const TvRowTally *tally, guint header_index);

G_END_DECLS
