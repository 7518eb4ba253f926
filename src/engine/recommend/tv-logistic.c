/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newton's method on the weighted log-likelihood with a ridge (McCullagh and Nelder, Generalized
 * Linear Models, section 4.4). The curvature is taken from every few rows only: the steps stay
 * good, the gradient, which decides where it ends, is exact. Sums are single for some hundred
 * groups and double from there on, in one order on every machine. */
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
#define LAST_GAIN 1e-9         /* after a step of so little there is next to nothing left to go */
#define CURVATURE_GROUPS 10000 /* about as many the curvature is taken from */
#define LANES TV_LOGISTIC_LANES
#define FLUSH TV_LOGISTIC_FLUSH
#define N TV_N_FEATURES
#define SIZE (N + 1)

typedef TvLogisticVector Vector;
typedef TvLogisticGroup Group;
typedef gint32 Whole __attribute__ ((vector_size (LANES * sizeof (gint32))));

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

/* x where it is nearer to 0 than bound, else the bound of its side. */
static inline Vector
keep_near (Vector x, float bound)
{
  Vector most = bound + (Vector){ 0 };
  Whole above = x > most, below = x < -most;

  return (Vector) (((Whole) x & ~(above | below)) | ((Whole) most & above)
                   | ((Whole) -most & below));
}

/* 1 / (1 + e^-x), with e^y = 2^n e^r, |r| <= ln 2 / 2, and the first terms of the series of e^r. */
static inline Vector
squash (Vector x)
{
  static const float terms[] = { 1 / 720.f, 1 / 120.f, 1 / 24.f, 1 / 6.f, .5f, 1, 1 };
  const float round = 12582912; /* 1.5 x 2^23: adding it leaves a whole number */
  Vector y = -keep_near (x, 80), power = { 0 };
  Vector n = y * 1.44269504f + round - round;
  Vector r = y - n * .693359375f + n * 2.12194440e-4f; /* ln 2 in two parts */
  Whole bits = (__builtin_convertvector(n, Whole) + 127) << 23;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    power = power * r + terms[i];
  return 1 / (1 + power * (Vector) bits);
}

/* Sums over lanes, and over groups in single, then in double. */
typedef struct
{
  Vector gradient[SIZE], curvature[SIZE][SIZE];
} Sums;

static void
flush (Sums *sums, double gradient[SIZE], double curvature[SIZE][SIZE])
{
  for (guint k = 0; k < SIZE; k++)
    {
      for (guint v = 0; v < LANES; v++)
        gradient[k] += (double) sums->gradient[k][v];
      for (guint l = 0; l <= k; l++)
        for (guint v = 0; v < LANES; v++)
          curvature[k][l] += (double) sums->curvature[k][l][v];
    }
  memset (sums, 0, sizeof *sums);
}

/* Gradient over all groups, curvature over every stride-th. The last place is the bias. */
static void
measure (const TvLogistic *model,
         const Group *groups,
         guint count,
         guint stride,
         double gradient[SIZE],
         double curvature[SIZE][SIZE])
{
  double ridge = RIDGE * MAX (ENOUGH_POSITIVES / (double) MAX (model->positive_count, 1), 1);
  float theta[SIZE] = { 0 };
  Sums sums;

  memset (&sums, 0, sizeof sums);
  memset (gradient, 0, SIZE * sizeof *gradient);
  memset (curvature, 0, SIZE * sizeof *curvature);
  for (guint k = 0; k < N; k++)
    theta[k] = (float) model->weight[k];
  theta[N] = (float) model->bias;
  for (guint i = 0; i < count; i++)
    {
      const Group *group = &groups[i];
      Vector eta = { 0 }, p, residual;

      for (guint k = 0; k < SIZE; k++)
        eta += theta[k] * group->x[k];
      p = squash (eta);
      residual = group->weight * (p - group->label);
      for (guint k = 0; k < SIZE; k++)
        sums.gradient[k] += residual * group->x[k];
      if (i % stride == 0)
        {
          Vector bend = (float) stride * group->weight * p * (1 - p);

          for (guint k = 0; k < SIZE; k++)
            {
              Vector scaled = bend * group->x[k];

              for (guint l = 0; l <= k; l++)
                sums.curvature[k][l] += scaled * group->x[l];
            }
        }
      if (i % FLUSH == FLUSH - 1)
        flush (&sums, gradient, curvature);
    }
  flush (&sums, gradient, curvature);
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

/**
 * tv_logistic_table_fit:
 * @table: a table
 * @limit: rows that are learned from, up to the end of a part; %G_MAXUINT = all
 * @start: (nullable): weights near those that are looked for
 * @model: (out caller-allocates): the fitted model; not fitted without rows of both labels
 *
 * Fits the weights. The same rows give the same bits.
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
