/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first rows of a file say of its columns. */
#pragma once

#include "rows/tv-import-columns.h"

G_BEGIN_DECLS

double tv_import_content_weigh (const TvImportFile *file, guint header_index, TvColumn column);
gboolean tv_import_content_has_keys (const TvImportFile *file);
void tv_import_content_complete (TvImportFile *file, gboolean *is_taken);
/* The part of it that is about the amounts of lines. */
void tv_import_amounts_complete (TvImportFile *file, gboolean *is_taken);
void tv_import_sums_complete (TvImportFile *file, gboolean *is_taken);

/* The part about a name beside a last name. */
int tv_import_given_name_find (const TvImportFile *file);

/* The part about what the lines of a document have in common. */
gboolean tv_import_name_is_of_lines (const TvImportFile *file, int header_index);
void tv_import_lines_complete (TvImportFile *file, gboolean *is_taken);
/* The part about what customers and products are known by. */
int tv_import_keys_find_named (const TvImportFile *file, TvColumn column);
void tv_import_keys_find_customer (TvImportFile *file);
void tv_import_keys_find_product (TvImportFile *file, gboolean *is_taken);
/* The part about numbers that are said to be nobody's. */
void tv_import_bare_codes_complete (TvImportFile *file, gboolean *is_taken);

/* The part about customers that stand above their lines. */
gboolean tv_import_column_has_captions (const TvImportFile *file, int header_index);
void tv_import_captions_complete (TvImportFile *file);
/* Whether a header cell names what a marketplace keeps of a sale. */
gboolean tv_header_is_fee (const char *header);

G_END_DECLS
