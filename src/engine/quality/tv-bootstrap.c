/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The percentile bootstrap (Efron 1979). Each draw has a seed of its own, so that any number of
 * threads gives the same intervals. */
#include "quality/tv-bootstrap.h"

#include <stdlib.h>

#include "base/tv-parallel.h"

#define SEED 20260101
#define CHUNK 8 /* draws */

struct _TvBootstrap
{
  guint column_count, draws;
  double *means; /* by column: of all customers */
  double *drawn; /* by draw and column */
};

typedef struct
{
  TvBootstrap *bootstrap;
  const float *values;
  guint count;
} Task;

static void
draw_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;
  guint columns = task->bootstrap->column_count;

  for (guint32 d = begin; d < end; d++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + d);
      double *sums = task->bootstrap->drawn + (gsize) d * columns;

      for (guint i = 0; i < task->count; i++)
        {
          guint picked = (guint) (((guint64) g_rand_int (rand) * task->count) >> 32);
          const float *row = task->values + (gsize) picked * columns;

          for (guint c = 0; c < columns; c++)
            sums[c] += (double) row[c];
        }
      for (guint c = 0; c < columns; c++)
        sums[c] /= task->count;
    }
}

/**
 * tv_bootstrap_new:
 * @values: (array): a row a customer, in it the columns
 * @count: customers
 * @column_count: columns
 * @draws: samples with replacement, at least 20
 * @thread_count: workers; the result is the same for any number
 * @progress: (nullable): progress and cancel
 * @error: return location for a cancel
 *
 * Draws. The values are not needed afterwards.
 *
 * Returns: (transfer full) (nullable): the draws
 */
TvBootstrap *
tv_bootstrap_new (const float *values,
                  guint count,
                  guint column_count,
                  guint draws,
                  guint thread_count,
                  TvProgress *progress,
                  GError **error)
{
  g_autoptr (TvBootstrap) bootstrap = g_new0 (TvBootstrap, 1);
  Task task = { bootstrap, values, count };

  bootstrap->column_count = column_count;
  bootstrap->draws = count > 0 ? MAX (draws, 20) : 0;
  bootstrap->means = g_new0 (double, column_count + 1);
  bootstrap->drawn = g_new0 (double, (gsize) bootstrap->draws *column_count + 1);
  for (guint i = 0; i < count; i++)
    for (guint c = 0; c < column_count; c++)
      bootstrap->means[c] += (double) values[(gsize) i * column_count + c];
  for (guint c = 0; c < column_count && count > 0; c++)
    bootstrap->means[c] /= count;
  if (!tv_parallel_run_chunks (bootstrap->draws,
                               CHUNK,
                               thread_count,
                               draw_chunk,
                               &task,
                               NULL,
                               NULL,
                               progress,
                               error))
    return NULL;
  return g_steal_pointer (&bootstrap);
}

/**
 * tv_bootstrap_free:
 * @bootstrap: (transfer full): draws
 *
 * Frees them.
 */
void
tv_bootstrap_free (TvBootstrap *bootstrap)
{
  g_free (bootstrap->means);
  g_free (bootstrap->drawn);
  g_free (bootstrap);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* By linear interpolation between the two neighbours of (n - 1) x part. */
static double
get_quantile (const double *sorted, guint count, double part)
{
  double place = (count - 1) * part;
  guint lower = (guint) place, upper = MIN (lower + 1, count - 1);

  return sorted[lower] + (place - lower) * (sorted[upper] - sorted[lower]);
}

static TvInterval
make_interval (const TvBootstrap *bootstrap, guint column, int minus)
{
  g_autofree double *sorted = g_new (double, bootstrap->draws + 1);
  TvInterval interval = { 0 };

  g_return_val_if_fail (column < bootstrap->column_count, interval);
  if (bootstrap->draws == 0)
    return interval;
  for (guint d = 0; d < bootstrap->draws; d++)
    {
      const double *drawn = bootstrap->drawn + (gsize) d * bootstrap->column_count;

      sorted[d] = drawn[column] - (minus >= 0 ? drawn[minus] : 0);
    }
  qsort (sorted, bootstrap->draws, sizeof *sorted, compare_doubles);
  interval.mean = bootstrap->means[column] - (minus >= 0 ? bootstrap->means[minus] : 0);
  interval.low = get_quantile (sorted, bootstrap->draws, .025);
  interval.high = get_quantile (sorted, bootstrap->draws, .975);
  return interval;
}

/**
 * tv_bootstrap_get:
 * @bootstrap: draws
 * @column: a column
 *
 * Returns: its mean and where 95 % of the draws' means lie; zeros where there are no customers
 */
TvInterval
tv_bootstrap_get (const TvBootstrap *bootstrap, guint column)
{
  return make_interval (bootstrap, column, -1);
}

/**
 * tv_bootstrap_compare:
 * @bootstrap: draws
 * @column: a column
 * @minus: another one
 *
 * Returns: their difference over the same customers of each draw; an interval without 0 is one
 */
TvInterval
tv_bootstrap_compare (const TvBootstrap *bootstrap, guint column, guint minus)
{
  g_return_val_if_fail (minus < bootstrap->column_count, (TvInterval){ 0 });
  return make_interval (bootstrap, column, (int) minus);
}
