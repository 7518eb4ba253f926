/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text files by themselves, without a workspace: a look at one, its records, the check of a schema.
 */
#pragma once

#include "ingest/tv-csv-reader.h"
#include "ingest/tv-schema-check.h"
#include "rows/tv-sniff.h"

G_BEGIN_DECLS

/* What a file is and holds; a bounded look, whatever its size. */
TvSniff *
tv_text_sniff (const char *path, const char *entry, const TvSniffHints *hints, GError **error);

/* The sheet of a workbook that an import would take, as if it were text; NULL without an error = it
 * is no workbook. */
TvSniff *tv_text_sniff_book (const char *path, char **out_sheet, GError **error);

/* What the lines have of rows that are orders with several products; NULL = rows are lines. */
char **tv_text_list_lines (const TvSniff *sniff, guint *out_products);

G_END_DECLS
