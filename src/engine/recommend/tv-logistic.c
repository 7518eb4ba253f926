/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newton's method on the weighted log-likelihood with a ridge (McCullagh and Nelder, Generalized
 * Linear Models, section 4.4). The curvature is taken from every few rows only: the steps stay
 * good, the gradient, which decides where it ends, is exact. Of many rows a few show where to
 * begin. */
#include <math.h>
#include <string.h>

#include "recommend/tv-logistic-private.h"

#define RIDGE 1e-3
#define ENOUGH_POSITIVES 4000 /* below, the ridge is as much steeper as there are fewer */
#define FIRST_BIAS (-3.0)
#define TINY 1e-9
#define MANY_STEPS 40
#define SMALL_GRADIENT 1e-7
#define SMALL_GAIN 1e-12
#define LAST_GAIN 1e-9        /* after a step of so little there is next to nothing left to go */
#define CURVATURE_GROUPS 2500 /* about as many the curvature is taken from */
#define ROUGH_GROUPS 500      /* that most of the way is gone by */
#define MANY_GROUPS 2000      /* from here on */
#define LANES TV_LOGISTIC_LANES
#define N TV_N_FEATURES
#define SIZE TV_LOGISTIC_SIZE

typedef TvLogisticGroup Group;

/* Solves a x = b in place for a symmetric positive definite a; b becomes x. */
static gboolean
solve (double a[SIZE][SIZE], double b[SIZE])
{
  for (guint j = 0; j < SIZE; j++)
    {
      for (guint k = 0; k < j; k++)
        a[j][j] -= a[j][k] * a[j][k];
      if (!(a[j][j] > 0))
        return FALSE;
      a[j][j] = sqrt (a[j][j]);
      for (guint i = j + 1; i < SIZE; i++)
        {
          for (guint k = 0; k < j; k++)
            a[i][j] -= a[i][k] * a[j][k];
          a[i][j] /= a[j][j];
        }
    }
  for (guint i = 0; i < SIZE; i++)
    {
      for (guint k = 0; k < i; k++)
        b[i] -= a[i][k] * b[k];
      b[i] /= a[i][i];
    }
  for (guint i = SIZE; i-- > 0;)
    {
      for (guint k = i + 1; k < SIZE; k++)
        b[i] -= a[k][i] * b[k];
      b[i] /= a[i][i];
    }
  return TRUE;
}

/* Gradient over all groups, curvature over every stride-th, with the ridge. */
static void
measure (const TvLogistic *model,
         const Group *groups,
         guint count,
         guint stride,
         double gradient[SIZE],
         double curvature[SIZE][SIZE])
{
  double ridge = RIDGE * MAX (ENOUGH_POSITIVES / (double) MAX (model->positive_count, 1), 1);

  tv_logistic_measure (model, groups, count, stride, gradient, curvature);
  for (guint k = 0; k < N; k++)
    {
      gradient[k] += ridge * model->weight[k];
      curvature[k][k] += ridge;
    }
  for (guint k = 0; k < SIZE; k++)
    curvature[k][k] += TINY;
}

static double
multiply (const double a[SIZE], const double b[SIZE])
{
  double sum = 0;

  for (guint k = 0; k < SIZE; k++)
    sum += a[k] * b[k];
  return sum;
}

/* One step downhill, halved until the slope along it is no steeper than before: the loss is convex,
 * so it has become smaller then. FALSE at the bottom. */
static gboolean
descend (TvLogistic *model,
         const Group *groups,
         guint count,
         guint stride,
         double gradient[SIZE],
         double curvature[SIZE][SIZE])
{
  const TvLogistic before = *model;
  double step[SIZE], size = 0, slope, factor = 1;

  for (guint k = 0; k < SIZE; k++)
    {
      step[k] = gradient[k];
      size = MAX (size, fabs (gradient[k]));
    }
  if (size < SMALL_GRADIENT || !solve (curvature, step))
    return FALSE;
  slope = multiply (gradient, step);
  if (!(slope > SMALL_GAIN))
    return FALSE;
  for (int half = 0; half < 20; half++, factor /= 2)
    {
      for (guint k = 0; k < N; k++)
        model->weight[k] = before.weight[k] - factor * step[k];
      model->bias = before.bias - factor * step[N];
      if (slope < LAST_GAIN)
        return FALSE;
      measure (model, groups, count, stride, gradient, curvature);
      if (multiply (gradient, step) >= -slope / 2)
        return TRUE;
    }
  *model = before;
  return FALSE;
}

static void
count_rows (TvLogistic *model, const Group *groups, guint count)
{
  for (guint i = 0; i < count; i++)
    for (guint v = 0; v < LANES; v++)
      {
        model->row_count += groups[i].x[N][v] > 0;
        model->positive_count += groups[i].label[v] > 0;
      }
}

/* Goes down by a regular sample of many groups, each for as many as it stands for: that is near the
 * bottom of them all, and a few steps by all of them do the rest. */
static void
come_near (TvLogistic *model, const Group *groups, guint count)
{
  guint step = count / ROUGH_GROUPS, rough = 0;
  double gradient[SIZE], curvature[SIZE][SIZE];
  Group *sample;

  if (count < MANY_GROUPS)
    return;
  sample = g_aligned_alloc (count / step + 1, sizeof (Group), sizeof (TvLogisticVector));
  for (guint i = 0; i < count; i += step)
    {
      sample[rough] = groups[i];
      sample[rough++].weight *= (float) step;
    }
  measure (model, sample, rough, 1, gradient, curvature);
  for (guint i = 0; i < MANY_STEPS; i++)
    if (!descend (model, sample, rough, 1, gradient, curvature))
      break;
  g_aligned_free (sample);
}

/**
 * tv_logistic_table_fit:
 * @table: a table
 * @limit: rows that are learned from, up to the end of a part; %G_MAXUINT = all
 * @start: (nullable): weights near those that are looked for
 * @model: (out caller-allocates): the fitted model; not fitted without rows of both labels
 *
 * Fits the weights, from some of the rows first where they are many. The same rows give the same
 * bits.
 */
void
tv_logistic_table_fit (const TvLogisticTable *table,
                       guint limit,
                       const TvLogistic *start,
                       TvLogistic *model)
{
  guint count = MIN (limit / LANES + (limit % LANES != 0), table->count);
  guint stride = MAX (count / CURVATURE_GROUPS, 1);
  double gradient[SIZE], curvature[SIZE][SIZE];

  memset (model, 0, sizeof *model);
  count_rows (model, table->groups, count);
  if (model->positive_count == 0 || model->positive_count == model->row_count)
    return;
  model->bias = start != NULL ? start->bias : FIRST_BIAS;
  if (start != NULL)
    memcpy (model->weight, start->weight, sizeof model->weight);
  memcpy (model->mean, table->mean, sizeof model->mean);
  memcpy (model->spread, table->spread, sizeof model->spread);
  if (start == NULL)
    come_near (model, table->groups, count);
  measure (model, table->groups, count, stride, gradient, curvature);
  while (model->step_count < MANY_STEPS
         && descend (model, table->groups, count, stride, gradient, curvature))
    model->step_count++;
  model->is_fitted = TRUE;
}

/**
 * tv_logistic_fold:
 * @model: a model
 * @out_bias: (out): the bias for figures as they are
 * @out_weights: (out) (array length=TV_N_FEATURES): their weights
 *
 * Takes the standardising into the weights.
 */
void
tv_logistic_fold (const TvLogistic *model, float *out_bias, float *out_weights)
{
  double bias = model->bias;

  for (guint k = 0; k < N; k++)
    {
      double weight = model->weight[k] / (model->spread[k] + 1e-6);

      out_weights[k] = (float) weight;
      bias -= weight * model->mean[k];
    }
  *out_bias = (float) bias;
}
