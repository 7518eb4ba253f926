/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bits of numbers of 0 and more are in the order of the numbers, so two counts find any of
 * them, however many there are: first by the upper half of the bits, then by the lower half among
 * those that share the upper one. */
#include "base/tv-ranked.h"

#include <string.h>

/**
 * tv_ranked_find:
 * @numbers: (array length=count): numbers of 0 and more, in any order
 * @count: at least 1
 * @rank: below @count
 *
 * Thread-safe.
 *
 * Returns: the number that so many others come before in ascending order
 */
float
tv_ranked_find (const float *numbers, gsize count, gsize rank)
{
  g_autofree guint32 *counts = g_new0 (guint32, 1 << 16);
  guint32 upper = 0, lower = 0, bits;
  float found;

  g_return_val_if_fail (rank < count, 0);
  for (gsize i = 0; i < count; i++)
    {
      memcpy (&bits, &numbers[i], sizeof bits);
      counts[bits >> 16]++;
    }
  for (; rank >= counts[upper]; upper++)
    rank -= counts[upper];
  memset (counts, 0, (1 << 16) * sizeof *counts);
  for (gsize i = 0; i < count; i++)
    {
      memcpy (&bits, &numbers[i], sizeof bits);
      counts[bits & 0xffff] += bits >> 16 == upper;
    }
  for (; rank >= counts[lower]; lower++)
    rank -= counts[lower];
  bits = upper << 16 | lower;
  memcpy (&found, &bits, sizeof found);
  return found;
}
