/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delimiters and quotes that a text itself has to propose. */
#pragma once

#include "ingest/tv-dialect-refine.h"

G_BEGIN_DECLS

#define TV_LONGEST_COMPOUND 4 /* marks of one delimiter */
#define TV_LONGEST_ODD 6      /* bytes of one mark */

guint tv_dialect_count_text (const TvDialectSample *sample, const char *text, guint most);
gboolean tv_dialect_find_compound (const TvDialectSample *sample,
                                   char compound[TV_LONGEST_COMPOUND + 1]);
gboolean tv_dialect_find_odd (const TvDialectSample *sample, char odd[TV_LONGEST_ODD + 1]);
gunichar tv_dialect_find_enclosing (const TvDialectSample *sample, const char *delimiter);
gboolean tv_dialect_is_half_of_pair (const TvDialectSample *sample, const char *delimiter);
gboolean
tv_dialect_is_part_of (const TvDialectSample *sample, const char *delimiter, const char *compound);

G_END_DECLS
