/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recall, normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), hit rate and
 * precision of a list; the Gini index of exposure. */
#include "quality/tv-backtest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/**
 * tv_list_score:
 * @is_hit: (array length=length): whether each item of the list was bought
 * @length: of the list
 * @relevant: how many products were bought
 * @k: how many places count
 *
 * Returns: the figures of one list; a short list misses at its empty places
 */
TvListScore
tv_list_score (const guint8 *is_hit, guint length, guint relevant, guint k)
{
  TvListScore score = { 0 };
  double gain = 0, ideal = 0;
  guint hits = 0;

  for (guint i = 0; i < MIN (length, k); i++)
    if (is_hit[i])
      {
        hits++;
        gain += 1 / log2 (i + 2);
      }
  for (guint i = 0; i < MIN (relevant, k); i++)
    ideal += 1 / log2 (i + 2);
  if (relevant == 0 || k == 0)
    return score;
  score.recall = (float) hits / (float) relevant;
  score.ndcg = (float) (gain / ideal);
  score.hit = hits > 0;
  score.precision = (float) hits / (float) k;
  return score;
}

static int
compare_counts (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/**
 * tv_exposure_get_gini:
 * @shown: (array length=count): how often each product was shown, zeros included
 * @count: products
 *
 * Returns: (n + 1 - 2 sum of the cumulated shares) / n over ascending counts: 0 = all as often, 1 =
 * one takes all
 */
double
tv_exposure_get_gini (const guint32 *shown, guint count)
{
  g_autofree guint32 *sorted = g_memdup2 (shown, MAX (count, 1) * sizeof *shown);
  double total = 0, cumulated = 0, sum = 0;

  if (count == 0)
    return 0;
  qsort (sorted, count, sizeof *sorted, compare_counts);
  for (guint i = 0; i < count; i++)
    total += sorted[i];
  if (total <= 0)
    return 0;
  for (guint i = 0; i < count; i++)
    {
      cumulated += sorted[i];
      sum += cumulated / total;
    }
  return (count + 1 - 2 * sum) / count;
}
