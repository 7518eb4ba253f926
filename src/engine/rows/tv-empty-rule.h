/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words mean that a cell is empty, or nought, column by column of a file. */
#pragma once

#include "rows/tv-import-row.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 least;          /* a TvEmptyWord: this sure a word has to be; more than any = none is */
  gboolean is_name;      /* of a person: one who is called Null may be there */
  gboolean is_open;      /* it can be said otherwise; not of numbers and days */
  gboolean is_dash_zero; /* a dash stands for 0 */
  GPtrArray *spellings;  /* (nullable) of char *: that the first rows show to mean nothing */
  char *const *said;     /* (nullable) words that a person has named; unowned */
} TvEmptyRule;

void tv_empty_rule_init (TvEmptyRule *rule, const TvImportFile *file, guint header_index);
void tv_empty_rule_clear (TvEmptyRule *rule);
gboolean tv_empty_rule_takes (const TvEmptyRule *rule, const char *text, gsize length);
gboolean tv_empty_rule_is_zero (const TvEmptyRule *rule, const char *text, gsize length);
char *tv_import_file_dup_cell (const TvImportFile *file, guint header_index, const char *text);
void tv_import_file_set_empties (TvImportFile *file, guint header_index, char *const *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TvEmptyRule, tv_empty_rule_clear)

G_END_DECLS
