/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding alone would lose the comma of 0,75 and the slash of 12/75, so numbers and marks are cut
 * out first and only the words are folded. */
#include "base/tv-label-token.h"

#include <string.h>

#include "base/tv-text.h"

static const TvLabelToken no_token = { 0 };

/**
 * tv_label_token_at:
 * @tokens: (element-type TvLabelToken): from tv_label_cut()
 * @index: any number
 *
 * Returns: (transfer none): the token, one of no kind before the first and behind the last
 */
const TvLabelToken *
tv_label_token_at (GArray *tokens, gint64 index)
{
  return index >= 0 && index < tokens->len ? &g_array_index (tokens, TvLabelToken, index)
                                           : &no_token;
}

/**
 * tv_label_token_is_word:
 * @token: a token
 * @word: a folded word
 *
 * Returns: whether the token is this word
 */
gboolean
tv_label_token_is_word (const TvLabelToken *token, const char *word)
{
  return token->kind == TV_TOKEN_WORD && g_str_equal (token->word, word);
}

/**
 * tv_label_token_is_one_of:
 * @token: a token
 * @words: folded words, ended by %NULL
 *
 * Returns: whether the token is one of these words
 */
gboolean
tv_label_token_is_one_of (const TvLabelToken *token, const char *const *words)
{
  return token->kind == TV_TOKEN_WORD && g_strv_contains (words, token->word);
}

/**
 * tv_label_token_is_mark:
 * @token: a token
 * @mark: a character that is neither letter nor digit nor the sign of times
 *
 * Returns: whether the token is this mark
 */
gboolean
tv_label_token_is_mark (const TvLabelToken *token, gunichar mark)
{
  return token->kind == TV_TOKEN_MARK && token->mark == mark;
}

/* 1.5 or 0,75; what has more parts is a date or a code and stays a mark. */
static const char *
read_number (const char *at, TvLabelToken *token)
{
  g_autofree char *digits = NULL;
  const char *start = at;
  guint parts = 1;

  at += strspn (at, "0123456789");
  while ((*at == '.' || *at == ',') && g_ascii_isdigit (at[1]))
    {
      gsize length = strspn (at + 1, "0123456789");

      token->decimals = length;
      at += 1 + length;
      parts++;
    }
  token->kind = parts <= 2 && at - start <= 12 ? TV_TOKEN_NUMBER : TV_TOKEN_MARK;
  digits = g_strndup (start, at - start);
  g_strdelimit (digits, ",", '.');
  token->value = g_ascii_strtod (digits, NULL);
  return at;
}

static const char *
read_word (const char *at, TvLabelToken *token)
{
  const char *start = at;
  g_autofree char *letters = NULL;
  g_autofree char *folded = NULL;

  token->is_capital = g_unichar_isupper (g_utf8_get_char (at));
  while (*at != '\0'
         && (g_unichar_isalpha (g_utf8_get_char (at)) || g_unichar_ismark (g_utf8_get_char (at))))
    at = g_utf8_next_char (at);
  letters = g_strndup (start, at - start);
  folded = tv_text_fold (letters);
  token->kind = TV_TOKEN_WORD;
  g_strlcpy (token->word, folded, sizeof token->word);
  return at;
}

/**
 * tv_label_cut:
 * @label: (nullable): what a product is called
 *
 * Cuts a label where letters, digits and other characters meet. Decimals keep their point or comma;
 * what has more parts than two is a mark; the sign of times is the word x. Can be called on any
 * thread.
 *
 * Returns: (transfer full) (element-type TvLabelToken): the tokens in their order
 */
GArray *
tv_label_cut (const char *label)
{
  g_autofree char *tidy = tv_text_clean (label);
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (TvLabelToken));
  gboolean is_joined = FALSE;

  for (const char *at = tidy; *at != '\0';)
    {
      gunichar c = g_utf8_get_char (at);
      TvLabelToken token = { .is_joined = is_joined, .mark = c };

      is_joined = c != ' ';
      if (c == ' ')
        {
          at++;
          continue;
        }
      if (g_ascii_isdigit (*at))
        at = read_number (at, &token);
      else if (g_unichar_isalpha (c))
        at = read_word (at, &token);
      else
        {
          token.kind = TV_TOKEN_MARK;
          if (c == 0xd7) /* the sign of times is read as the letter */
            {
              token.kind = TV_TOKEN_WORD;
              g_strlcpy (token.word, "x", sizeof token.word);
            }
          at = g_utf8_next_char (at);
        }
      g_array_append_val (tokens, token);
    }
  return tokens;
}
