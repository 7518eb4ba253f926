/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The making, widening and reordering of a column of integers; see the header for what it is. Reads
 * and writes nothing but the column. */
#include "frame/tv-ints.h"

#include "base/tv-memory.h"

/**
 * tv_ints_init:
 * @ints: (out caller-allocates): a column
 * @length: how many integers it will hold
 *
 * Makes a column of undefined values, all of which have to be set.
 */
void
tv_ints_init (TvInts *ints, gsize length)
{
  ints->narrow = tv_memory_new (length + 1, sizeof *ints->narrow);
  ints->wide = NULL;
  ints->length = length;
}

/**
 * tv_ints_clear:
 * @ints: a column
 *
 * Frees what the column holds.
 */
void
tv_ints_clear (TvInts *ints)
{
  g_clear_pointer (&ints->narrow, g_free);
  g_clear_pointer (&ints->wide, g_free);
  ints->length = 0;
}

/**
 * tv_ints_widen:
 * @ints: a narrow column
 *
 * Gives each integer eight bytes.
 */
void
tv_ints_widen (TvInts *ints)
{
  gint64 *wide = tv_memory_new (ints->length + 1, sizeof *wide);

  for (gsize i = 0; i < ints->length; i++)
    wide[i] = ints->narrow[i] == G_MININT32 ? G_MININT64 : ints->narrow[i];
  g_clear_pointer (&ints->narrow, g_free);
  ints->wide = wide;
}

/**
 * tv_ints_reorder:
 * @ints: a column
 * @order: (array length=count): which integer comes at each place
 * @count: the new length
 *
 * Puts the column into another order.
 */
void
tv_ints_reorder (TvInts *ints, const guint32 *order, gsize count)
{
  TvInts old = *ints;

  *ints = (TvInts){ .length = count };
  if (old.wide != NULL)
    ints->wide = tv_memory_new (count + 1, sizeof *ints->wide);
  else
    ints->narrow = tv_memory_new (count + 1, sizeof *ints->narrow);
  for (gsize i = 0; i < count; i++)
    if (old.wide != NULL)
      ints->wide[i] = old.wide[order[i]];
    else
      ints->narrow[i] = old.narrow[order[i]];
  tv_ints_clear (&old);
}
