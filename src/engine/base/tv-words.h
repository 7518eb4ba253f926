/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short texts in the processor's words: a cell of a few bytes is read, compared and copied without
 * a loop, and without reading a byte that is not its own. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define TV_WORD ((gsize) sizeof (guint64))

/**
 * tv_word_load:
 * @at: (array length=length): bytes
 * @length: their number, 1-8
 *
 * Returns: the bytes as one word, the first one lowest, with zeros behind the last one
 */
static inline guint64
tv_word_load (const char *at, gsize length)
{
  guint32 first, last;

  if (length < sizeof first)
    return (guint64) (guchar) at[0] | (guint64) (guchar) at[length / 2] << 8 * (length / 2)
           | (guint64) (guchar) at[length - 1] << 8 * (length - 1);
  memcpy (&first, at, sizeof first);
  memcpy (&last, at + length - sizeof last, sizeof last);
  return (guint64) GUINT32_FROM_LE (first)
         | (guint64) GUINT32_FROM_LE (last) << 8 * (length - sizeof last);
}

/**
 * tv_word_load_pair:
 * @at: (array length=length): bytes
 * @length: their number, 1-16
 * @out_second: (out): the bytes from the ninth on as tv_word_load() gives them, 0 where there are
 * none
 *
 * Returns: the first eight bytes, as tv_word_load() gives them
 */
static inline guint64
tv_word_load_pair (const char *at, gsize length, guint64 *out_second)
{
  guint64 first, last;

  *out_second = 0;
  if (length < TV_WORD)
    return tv_word_load (at, length);
  memcpy (&first, at, TV_WORD);
  memcpy (&last, at + length - TV_WORD, TV_WORD);
  if (length > TV_WORD)
    *out_second = GUINT64_FROM_LE (last) >> 8 * (2 * TV_WORD - length);
  return GUINT64_FROM_LE (first);
}

/**
 * tv_words_are_equal:
 * @a: (array length=length): bytes
 * @b: (array length=length): bytes
 * @length: their number, 0 too
 *
 * Returns: whether they are the same
 */
static inline gboolean
tv_words_are_equal (const char *a, const char *b, gsize length)
{
  guint64 first[2], last[2];

  if (length > 2 * TV_WORD)
    return memcmp (a, b, length) == 0;
  if (length < TV_WORD)
    return length == 0 || tv_word_load (a, length) == tv_word_load (b, length);
  memcpy (&first[0], a, TV_WORD);
  memcpy (&first[1], b, TV_WORD);
  memcpy (&last[0], a + length - TV_WORD, TV_WORD);
  memcpy (&last[1], b + length - TV_WORD, TV_WORD);
  return first[0] == first[1] && last[0] == last[1];
}

G_END_DECLS
