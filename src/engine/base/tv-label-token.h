/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label cut into numbers, folded words and marks, for rules that read what stands beside what. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_TOKEN_NONE,
  TV_TOKEN_NUMBER,
  TV_TOKEN_WORD,
  TV_TOKEN_MARK,
} TvTokenKind;

typedef struct
{
  TvTokenKind kind;
  gboolean is_joined; /* no blank before it */
  gboolean is_capital;
  guint decimals; /* digits behind the point or comma */
  double value;
  gunichar mark; /* the first character, whatever the kind */
  char word[24]; /* folded; a longer one is in no list */
} TvLabelToken;

GArray *tv_label_cut (const char *label);
const TvLabelToken *tv_label_token_at (GArray *tokens, gint64 index);
gboolean tv_label_token_is_word (const TvLabelToken *token, const char *word);
gboolean tv_label_token_is_one_of (const TvLabelToken *token, const char *const *words);
gboolean tv_label_token_is_mark (const TvLabelToken *token, gunichar mark);

G_END_DECLS
