/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of a list in a cell, and how many of something a piece counts: "2 x Jug", "Jug × 2". */
#include <string.h>

#include "ingest/tv-item-list.h"

#define MOST_DIGITS 4 /* of a count of pieces */

/**
 * tv_item_piece_trim:
 * @piece: a piece of a text
 *
 * Returns: it without the white space around it
 */
TvItemPiece
tv_item_piece_trim (TvItemPiece piece)
{
  while (piece.length > 0 && g_ascii_isspace (*piece.text))
    {
      piece.text++;
      piece.length--;
    }
  while (piece.length > 0 && g_ascii_isspace (piece.text[piece.length - 1]))
    piece.length--;
  return piece;
}

/**
 * tv_item_piece_take:
 * @rest: (inout): a text; what stands behind the mark, without a text at the end
 * @mark: what stands between pieces
 * @out_piece: (out): what stands before the mark
 *
 * Takes a piece off a text.
 *
 * Returns: %FALSE where there is no more
 */
gboolean
tv_item_piece_take (TvItemPiece *rest, const char *mark, TvItemPiece *out_piece)
{
  const char *found;

  if (rest->text == NULL)
    return FALSE;
  found = g_strstr_len (rest->text, (gssize) rest->length, mark);
  *out_piece = *rest;
  if (found == NULL)
    {
      rest->text = NULL;
      return TRUE;
    }
  out_piece->length = (gsize) (found - rest->text);
  rest->length -= out_piece->length + strlen (mark);
  rest->text = found + strlen (mark);
  return TRUE;
}

/* The sign between a count and a name: x, × or *; its length, 0 = none. */
static gsize
get_sign (const char *text, gsize length)
{
  if (length > 1 && memcmp (text, "\xc3\x97", 2) == 0)
    return 2;
  return length > 0 && (*text == 'x' || *text == 'X' || *text == '*') ? 1 : 0;
}

/* A number with one or two letters behind it, as in "6 x 75 cl", is how large something is. */
static gboolean
is_measure (TvItemPiece label)
{
  gsize at = 0, letters = 0;

  while (at < label.length
         && (g_ascii_isdigit (label.text[at]) || strchr (".,", label.text[at]) != NULL))
    at++;
  if (at == 0)
    return FALSE;
  while (at < label.length && label.text[at] == ' ')
    at++;
  while (at + letters < label.length && g_ascii_isalpha (label.text[at + letters]))
    letters++;
  return letters <= 2;
}

static gboolean
read_before (TvItemPiece piece, TvItemPiece *out_label, TvItemPiece *out_count)
{
  gsize digits = 0, at, sign;

  while (digits < piece.length && g_ascii_isdigit (piece.text[digits]))
    digits++;
  for (at = digits; at < piece.length && piece.text[at] == ' ';)
    at++;
  sign = get_sign (piece.text + at, piece.length - at);
  /* Letters right behind an x are a word. */
  if (digits == 0 || digits > MOST_DIGITS || sign == 0 || at + sign >= piece.length
      || (sign == 1 && piece.text[at + 1] != ' '))
    return FALSE;
  *out_count = (TvItemPiece){ piece.text, digits };
  *out_label
      = tv_item_piece_trim ((TvItemPiece){ piece.text + at + sign, piece.length - at - sign });
  return out_label->length > 0 && !is_measure (*out_label);
}

static gboolean
read_behind (TvItemPiece piece, TvItemPiece *out_label, TvItemPiece *out_count)
{
  gboolean is_bracketed = piece.length > 2 && piece.text[piece.length - 1] == ')';
  gsize end = piece.length - (is_bracketed ? 1 : 0), start = end, sign = 0;

  while (start > 0 && g_ascii_isdigit (piece.text[start - 1]))
    start--;
  *out_count = (TvItemPiece){ piece.text + start, end - start };
  while (start > 0 && start < end && piece.text[start - 1] == ' ')
    start--;
  if (start > 1 && get_sign (piece.text + start - 2, 2) == 2)
    sign = 2;
  else if (start > 0)
    sign = get_sign (piece.text + start - 1, 1);
  start -= sign;
  if (is_bracketed && (start == 0 || piece.text[--start] != '('))
    return FALSE;
  /* An x that is the end of a word counts nothing. */
  if (out_count->length == 0 || out_count->length > MOST_DIGITS || sign == 0 || start == 0
      || (sign == 1 && !is_bracketed && piece.text[start - 1] != ' '))
    return FALSE;
  *out_label = tv_item_piece_trim ((TvItemPiece){ piece.text, start });
  return out_label->length > 0;
}

/**
 * tv_item_piece_read_count:
 * @piece: a piece of a list, trimmed
 * @is_behind: whether the count stands behind the name
 * @out_label: (out): the name
 * @out_count: (out): the count
 *
 * Reads a piece like “2 x Jug”, “Jug × 2” or “Jug (x2)”.
 *
 * Returns: %FALSE where it is none
 */
gboolean
tv_item_piece_read_count (TvItemPiece piece,
                          gboolean is_behind,
                          TvItemPiece *out_label,
                          TvItemPiece *out_count)
{
  return is_behind ? read_behind (piece, out_label, out_count)
                   : read_before (piece, out_label, out_count);
}

/**
 * tv_item_piece_read_code:
 * @label: (inout): a name; without its code afterwards
 * @out_word: (out): what the code is called
 * @out_code: (out): the code
 *
 * Reads a code in brackets at the end of a name: “Jug (SKU J-1)”, “Jug (Ref: J-1)”.
 *
 * Returns: %FALSE where there is none
 */
gboolean
tv_item_piece_read_code (TvItemPiece *label, TvItemPiece *out_word, TvItemPiece *out_code)
{
  TvItemPiece inner = *label;
  gsize letters = 0, at = label->length;

  if (at < 2 || label->text[at - 1] != ')')
    return FALSE;
  while (at > 0 && label->text[at - 1] != '(')
    at--;
  if (at < 2)
    return FALSE;
  inner = tv_item_piece_trim ((TvItemPiece){ label->text + at, label->length - at - 1 });
  while (letters < inner.length
         && (g_ascii_isalpha (inner.text[letters]) || (guchar) inner.text[letters] >= 0x80))
    letters++;
  *out_word = (TvItemPiece){ inner.text, letters };
  for (at = letters; at < inner.length && strchr (" :#.", inner.text[at]) != NULL;)
    at++;
  *out_code = (TvItemPiece){ inner.text + at, inner.length - at };
  if (letters == 0 || at == letters || out_code->length == 0
      || memchr (out_code->text, ' ', out_code->length) != NULL)
    return FALSE;
  label->length = (gsize) (inner.text - label->text);
  while (label->length > 0 && label->text[label->length - 1] != '(')
    label->length--;
  label->length -= label->length > 0;
  *label = tv_item_piece_trim (*label);
  return label->length > 0;
}
