/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows to learn from, and the table that they become: standardised, in groups. */
#include <math.h>
#include <string.h>

#include "base/tv-memory.h"
#include "recommend/tv-logistic-private.h"

#define N TV_N_FEATURES
#define LANES TV_LOGISTIC_LANES
#define FLUSH TV_LOGISTIC_FLUSH

typedef TvLogisticVector Vector;
typedef TvLogisticGroup Group;

/**
 * tv_logistic_rows_init:
 * @rows: (out caller-allocates): rows
 *
 * Begins a table of rows.
 */
void
tv_logistic_rows_init (TvLogisticRows *rows)
{
  rows->features = g_array_new (FALSE, FALSE, sizeof (const float *));
  rows->label = g_array_new (FALSE, FALSE, sizeof (guint8));
  rows->weight = g_array_new (FALSE, FALSE, sizeof (float));
  rows->times = g_array_new (FALSE, FALSE, sizeof (float));
}

/**
 * tv_logistic_rows_clear:
 * @rows: rows
 *
 * Frees what they hold.
 */
void
tv_logistic_rows_clear (TvLogisticRows *rows)
{
  g_clear_pointer (&rows->features, g_array_unref);
  g_clear_pointer (&rows->label, g_array_unref);
  g_clear_pointer (&rows->weight, g_array_unref);
  g_clear_pointer (&rows->times, g_array_unref);
}

/**
 * tv_logistic_rows_end_part:
 * @rows: (inout): rows
 *
 * Ends a part, up to which weights may be fitted: it is filled up with rows that weigh nothing.
 *
 * Returns: how many rows there are now
 */
guint
tv_logistic_rows_end_part (TvLogisticRows *rows)
{
  const float *nothing = NULL;
  const float weight = 0, times = 0;
  const guint8 label = 0;

  while (rows->label->len % LANES != 0)
    {
      g_array_append_val (rows->features, nothing);
      g_array_append_val (rows->label, label);
      g_array_append_val (rows->weight, weight);
      g_array_append_val (rows->times, times);
    }
  return rows->label->len;
}

/* Adds up what a vector holds for each feature, single for some groups and double from there on. */
static void
flush_features (Vector sums[N], double out[N])
{
  for (guint k = 0; k < N; k++)
    {
      for (guint v = 0; v < LANES; v++)
        out[k] += (double) sums[k][v];
      sums[k] = (Vector){ 0 };
    }
}

/* Means of the distances of each feature from a given figure, or of their squares; each row as
 * often as it stands for others. */
static void
find_means (const TvLogisticTable *table,
            const Vector *times,
            const double from[N],
            gboolean is_squared,
            double out[N])
{
  Vector sums[N] = { 0 }, base[N] = { 0 };
  double total = 0;

  for (guint k = 0; k < N; k++)
    base[k] += (float) from[k];
  memset (out, 0, N * sizeof *out);
  for (guint i = 0; i < table->count; i++)
    {
      for (guint k = 0; k < N; k++)
        {
          Vector distance = table->groups[i].x[k] - base[k];

          sums[k] += times[i] * (is_squared ? distance * distance : distance);
        }
      for (guint v = 0; v < LANES; v++)
        total += (double) times[i][v];
      if (i % FLUSH == FLUSH - 1)
        flush_features (sums, out);
    }
  flush_features (sums, out);
  for (guint k = 0; k < N; k++)
    out[k] /= total;
}

/* Mean and spread of each feature. A feature that is always the same has no spread at all, as the
 * mean is found by the distances from the first row. */
static void
find_spread (TvLogisticTable *table, const Vector *times)
{
  double first[N], means[N];

  for (guint k = 0; k < N; k++)
    first[k] = (double) table->groups[0].x[k][0];
  find_means (table, times, first, FALSE, means);
  for (guint k = 0; k < N; k++)
    table->mean[k] = first[k] + means[k];
  find_means (table, times, table->mean, TRUE, table->spread);
  for (guint k = 0; k < N; k++)
    table->spread[k] = sqrt (table->spread[k]);
}

/* Figures as they are; those of a row that is not there are 0. */
static void
read_rows (Group *groups, const TvLogisticRows *rows, Vector *times)
{
  for (guint i = 0; i < rows->label->len; i++)
    {
      Group *group = &groups[i / LANES];
      const float *x = g_array_index (rows->features, const float *, i);
      guint lane = i % LANES;

      if (lane == 0)
        memset (group, 0, sizeof *group);
      if (x == NULL)
        continue;
      for (guint k = 0; k < N; k++)
        group->x[k][lane] = x[k];
      group->x[N][lane] = 1;
      group->label[lane] = g_array_index (rows->label, guint8, i);
      times[i / LANES][lane] = g_array_index (rows->times, float, i);
      group->weight[lane] = g_array_index (rows->weight, float, i) * times[i / LANES][lane];
    }
}

static void
standardise (TvLogisticTable *table)
{
  Vector mean[N] = { 0 }, scale[N] = { 0 };

  for (guint k = 0; k < N; k++)
    {
      mean[k] += (float) table->mean[k];
      scale[k] += (float) (1 / (table->spread[k] + 1e-6));
    }
  for (guint i = 0; i < table->count; i++)
    for (guint k = 0; k < N; k++)
      table->groups[i].x[k] = (table->groups[i].x[k] - mean[k]) * scale[k];
}

/**
 * tv_logistic_table_new:
 * @rows: (transfer none): rows; needed no more afterwards
 *
 * Makes what weights are fitted to. Each feature is standardised over all rows.
 *
 * Returns: (transfer full): the table
 */
TvLogisticTable *
tv_logistic_table_new (const TvLogisticRows *rows)
{
  TvLogisticTable *table = g_new0 (TvLogisticTable, 1);
  Vector *times;

  table->count = (rows->label->len + LANES - 1) / LANES;
  table->groups = g_aligned_alloc (MAX (table->count, 1), sizeof (Group), sizeof (Vector));
  tv_memory_use_large_pages (table->groups, table->count * sizeof (Group));
  if (table->count == 0)
    return table;
  times = g_aligned_alloc0 (table->count, sizeof (Vector), sizeof (Vector));
  read_rows (table->groups, rows, times);
  find_spread (table, times);
  g_aligned_free (times);
  standardise (table);
  return table;
}

/**
 * tv_logistic_table_free:
 * @table: (transfer full): a table
 *
 * Frees a table.
 */
void
tv_logistic_table_free (TvLogisticTable *table)
{
  g_aligned_free (table->groups);
  g_free (table);
}
