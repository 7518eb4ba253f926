/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that nearly all cells of an export are: digits, perhaps a minus before and a mark in
 * them. What is not so plain is tv_number_parse()'s. */
#pragma once

#include "base/tv-words.h"

G_BEGIN_DECLS

static inline gboolean
tv_plain_number_is_digit (char c)
{
  return (guchar) (c - '0') < 10;
}

static inline gint64
tv_plain_number_scale (int scale)
{
  static const gint64 powers[] = { 1, 10, 100, 1000 };

  return powers[scale];
}

#define TV_EACH_BYTE(byte) ((guint64) (byte) *G_GUINT64_CONSTANT (0x0101010101010101))

/* The number that eight digits make, the first one in the lowest byte, each as a value of 0-9:
 * neighbours are put together, then pairs, then fours. */
static inline gint64
tv_plain_number_join (guint64 digits)
{
  digits = digits * 10 + (digits >> 8);
  return (gint64) (((digits & G_GUINT64_CONSTANT (0xff000000ff)) * (100 + (1000000ull << 32))
                    + (digits >> 16 & G_GUINT64_CONSTANT (0xff000000ff)) * (1 + (10000ull << 32)))
                   >> 32);
}

/* The form nearly all cells have: an optional minus, digits, an optional mark with at most @scale
 * digits behind it. This one is for up to eight bytes behind the minus, which are looked at all at
 * once: the bytes before the mark move up into its place. */
static inline gboolean
tv_plain_number_parse_short (const char *at,
                             gsize length,
                             char decimal_mark,
                             int scale,
                             gint64 *out_value)
{
  const guint empty = 8 * (8 - (guint) length); /* bits below the first byte */
  guint64 word = tv_word_load (at, length) << empty;
  guint64 marks = word ^ TV_EACH_BYTE (decimal_mark), digits;

  /* The lowest byte that is the mark; below it nothing is. */
  marks = (marks - TV_EACH_BYTE (1)) & ~marks & TV_EACH_BYTE (0x80);
  word |= TV_EACH_BYTE ('0') & ((G_GUINT64_CONSTANT (1) << empty) - 1);
  if (marks != 0)
    {
      const guint mark = (guint) __builtin_ctzll (marks) & ~7u; /* bits below it */
      const guint64 before = (G_GUINT64_CONSTANT (1) << mark) - 1;

      if (mark == empty)
        return FALSE;
      scale -= 7 - (int) (mark / 8);
      word = (word & ~before & ~(G_GUINT64_CONSTANT (0xff) << mark)) | (word & before) << 8 | '0';
    }
  digits = word ^ TV_EACH_BYTE ('0');
  if ((((digits + TV_EACH_BYTE (0x76)) | digits) & TV_EACH_BYTE (0x80)) != 0 || scale < 0
      || scale > 3)
    return FALSE;
  *out_value = tv_plain_number_join (digits) * tv_plain_number_scale (scale);
  return TRUE;
}

/* The same form, with at most 15 bytes. */
static inline gboolean
tv_plain_number_parse (const char *at,
                       const char *end,
                       char decimal_mark,
                       int scale,
                       gint64 *out_value)
{
  gboolean is_negative = at < end && *at == '-';
  const char *first, *stop;
  gint64 value = 0;

  at += is_negative;
  first = at;
  if (end - at > 15)
    return FALSE;
  if (at < end && end - at <= 8)
    {
      if (!tv_plain_number_parse_short (at, (gsize) (end - at), decimal_mark, scale, &value))
        return FALSE;
      *out_value = is_negative ? -value : value;
      return TRUE;
    }
  for (; at < end && tv_plain_number_is_digit (*at); at++)
    value = value * 10 + (*at - '0');
  if (at == first)
    return FALSE;
  if (at < end && *at == decimal_mark)
    {
      stop = end - at > scale + 1 ? at + 1 + scale : end;
      for (first = ++at; at < stop && tv_plain_number_is_digit (*at); at++)
        value = value * 10 + (*at - '0');
      scale -= (int) (at - first);
    }
  if (at < end || scale > 3)
    return FALSE;
  value *= tv_plain_number_scale (scale);
  *out_value = is_negative ? -value : value;
  return TRUE;
}

G_END_DECLS
