/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a text is laid out for the eye, and how its columns stand. */
#pragma once

#include "ingest/tv-layout-lines.h"
#include "rows/tv-sniff.h"
#include "rows/tv-text-layout.h"

G_BEGIN_DECLS

typedef struct
{
  TvTextLayout layout;
  guint first_line;       /* of its header, from 1 */
  guint header_rows;      /* that a rule stands below, 0 = there is no such rule */
  gboolean has_tall_rows; /* each takes several lines */
} TvLayoutFound;

gboolean
tv_layout_find_boxes (const char *text, gsize length, gboolean is_whole, TvLayoutFound *out_found);
gboolean
tv_layout_find_places (const char *text, gsize length, gboolean is_whole, TvLayoutFound *out_found);
gboolean
tv_layout_find_quoted (const char *text, gsize length, gboolean is_whole, TvLayoutFound *out_found);
gboolean tv_layout_fits (const TvLayoutLine *line, const TvTextLayout *layout);
gboolean tv_layout_find_pieces (const GArray *lines, TvLayoutFound *found);
gboolean tv_layout_guess (const char *text,
                          gsize length,
                          gboolean is_whole,
                          const TvSniffHints *hints,
                          TvSniff *sniff);

G_END_DECLS
