/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to every cell of a column before it is read: null words, stripping, case, a default.
 * Kept with a preset and with the batch's mapping. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TV_FLOAT_CODE_SUFFIX ".0" /* of a code that is written as a decimal number */

typedef enum
{
  TV_CASE_KEEP,
  TV_CASE_LOWER,
  TV_CASE_UPPER,
  TV_CASE_TITLE, /* each word with a capital */
  TV_N_CASES,
} TvTextCase;

typedef struct
{
  gboolean is_trimmed; /* white space around the cell is left out */
  TvTextCase text_case;
  char *prefix;       /* (nullable) taken off the beginning where it stands there */
  char *suffix;       /* (nullable) taken off the end where it stands there */
  char *characters;   /* (nullable) each of these characters is taken out wherever it stands */
  char *default_text; /* (nullable) what an empty cell means */
  char **null_words; /* (nullable) cells that mean an empty one, whatever their case; none of them =
                        no cell does, not even one that says NULL */
} TvColumnTransform;

TvColumnTransform *tv_column_transform_new (void);
TvColumnTransform *tv_column_transform_copy (const TvColumnTransform *transform);
void tv_column_transform_free (TvColumnTransform *transform);
gboolean tv_column_transform_is_plain (const TvColumnTransform *transform);
char *
tv_column_transform_apply (const TvColumnTransform *transform, const char *text, gsize length);
const char *tv_text_case_get_code (TvTextCase text_case);
TvTextCase tv_text_case_from_code (const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvColumnTransform, tv_column_transform_free)

G_END_DECLS
