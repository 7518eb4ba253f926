/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of integers that takes four bytes each while all fit, and eight from the first one on
 * that does not: a base of fifty million lines has to stay in memory, and one line of a hundred
 * million euros has to stay exact. G_MININT64 (not known) fits. Reading is thread-safe, writing is
 * not. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint32 *narrow; /* G_MININT32 stands for G_MININT64; NULL once it is wide */
  gint64 *wide;
  gsize length;
} TvInts;

void tv_ints_init (TvInts *ints, gsize length);
void tv_ints_clear (TvInts *ints);
void tv_ints_widen (TvInts *ints);
void tv_ints_reorder (TvInts *ints, const guint32 *order, gsize count);

/**
 * tv_ints_get:
 * @ints: a column
 * @index: below its length
 *
 * Returns: the integer there
 */
static inline gint64
tv_ints_get (const TvInts *ints, gsize index)
{
  gint32 value;

  if (G_UNLIKELY (ints->wide != NULL))
    return ints->wide[index];
  value = ints->narrow[index];
  return G_UNLIKELY (value == G_MININT32) ? G_MININT64 : value;
}

/**
 * tv_ints_set:
 * @ints: a column
 * @index: below its length
 * @value: any integer
 *
 * Writes an integer; the whole column becomes wide where it does not fit.
 */
static inline void
tv_ints_set (TvInts *ints, gsize index, gint64 value)
{
  if (ints->wide == NULL && value != G_MININT64 && (value <= G_MININT32 || value > G_MAXINT32))
    tv_ints_widen (ints);
  if (G_UNLIKELY (ints->wide != NULL))
    ints->wide[index] = value;
  else
    ints->narrow[index] = value == G_MININT64 ? G_MININT32 : (gint32) value;
}

G_END_DECLS
