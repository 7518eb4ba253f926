/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the encodings with one byte a character makes letters of a language out of bytes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is counted of a text: bytes beyond ASCII, and what stands before them. */
typedef struct
{
  guint64 count[128];
  guint64 after_lower[128], after_upper[128]; /* behind an ASCII letter */
  guint32 pairs[128][128];                    /* behind another such byte */
  guint64 before_letter[128];
  guint64 before_upper[128]; /* of those, a capital */
  guint64 between[128];      /* behind a capital and before a small letter, both ASCII */
  guint64 alone[128];        /* no letter beside it */
  guint64 by_number[128];    /* of those, a number */
  guint64 total, size;
} TvLetterCensus;

typedef struct
{
  const char *encoding;  /* static, for iconv */
  double score;          /* about 1 = letters of one language, 0 and below = not text */
  gboolean has_controls; /* makes of some bytes what no text holds */
} TvLetterScore;

void tv_letter_census_add (TvLetterCensus *census, const guint8 *bytes, gsize length);
guint tv_letter_census_count_kinds (const TvLetterCensus *census);
gboolean
tv_letter_census_is_alike (const TvLetterCensus *census, const char *one, const char *other);
void tv_letter_census_judge (const TvLetterCensus *census, GArray *out_scores);

G_END_DECLS
