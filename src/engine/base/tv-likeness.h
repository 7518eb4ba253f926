/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much speaks for two records being the same person, and which pairs of many are worth a look.
 */
#pragma once

#include "base/tv-progress.h"

G_BEGIN_DECLS

/* What records can have in common, or not. */
typedef enum
{
  TV_LIKENESS_NAME, /* last name */
  TV_LIKENESS_FIRST_NAME,
  TV_LIKENESS_EMAIL,
  TV_LIKENESS_PHONE,
  TV_LIKENESS_ADDRESS,
  TV_LIKENESS_POSTAL_CODE,
  TV_N_LIKENESS,
} TvLikenessPart;

typedef enum
{
  TV_ALIKE_UNKNOWN, /* one of the two says nothing */
  TV_ALIKE_NO,
  TV_ALIKE_NEAR,
  TV_ALIKE_SAME,
} TvAlike;

/* A record; texts folded, e-mail and phone in normal form; "" = not known. Borrowed. */
typedef struct
{
  gint64 id;
  const char *text[TV_N_LIKENESS];
} TvPerson;

typedef struct
{
  guint32 first, second; /* indices, first < second */
  int score;             /* tenths of a bit for being the same person, 100 and more */
} TvPersonPair;

int tv_likeness_compare (const TvPerson *a, const TvPerson *b, guint8 out_parts[TV_N_LIKENESS]);
GArray *tv_likeness_find_pairs (const TvPerson *persons,
                                guint count,
                                TvProgress *progress,
                                GError **error); /* of TvPersonPair */

G_END_DECLS
