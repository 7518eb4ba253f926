/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying cells that have quotes or escapes in them. */
#pragma once

#include "ingest/tv-csv-cut.h"

G_BEGIN_DECLS

gsize tv_csv_copy (const TvCsvCutter *cutter,
                   const char *at,
                   const char *end,
                   gboolean is_quoted,
                   char *out);

G_END_DECLS
