/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoding of a text, from its bytes. */
#pragma once

#include "ingest/tv-sample.h"

G_BEGIN_DECLS

typedef struct
{
  char *name; /* for iconv */
  gboolean has_bom;
  double confidence;       /* 0-1 */
  GPtrArray *alternatives; /* of char *, likeliest first */
} TvEncodingGuess;

gboolean tv_encoding_guess (const TvSample *sample,
                            const char *path,
                            TvEncodingGuess *out_guess,
                            GError **error);
void tv_encoding_guess_clear (TvEncodingGuess *guess);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvEncodingGuess, tv_encoding_guess_clear)

G_END_DECLS
