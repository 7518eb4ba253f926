/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newton's method on the weighted log-likelihood with a ridge (McCullagh and Nelder, Generalized
 * Linear Models, section 4.4). The curvature is taken from every few rows only: the steps stay
 * good, the gradient, which decides where it ends, is exact. */
#include "recommend/tv-logistic.h"

#include <math.h>
#include <string.h>

#define RIDGE 1e-3
#define FIRST_BIAS (-3.0)
#define TINY 1e-9
#define MANY_STEPS 40
#define SMALL_GRADIENT 1e-7
#define CURVATURE_ROWS 40000 /* about as many rows the curvature is taken from */
#define N TV_N_FEATURES
#define SIZE (N + 1)

/**
 * tv_logistic_rows_init:
 * @rows: (out caller-allocates): rows
 *
 * Begins a table of rows.
 */
void
tv_logistic_rows_init (TvLogisticRows *rows)
{
  rows->features = g_array_new (FALSE, FALSE, sizeof (float));
  rows->label = g_array_new (FALSE, FALSE, sizeof (guint8));
  rows->weight = g_array_new (FALSE, FALSE, sizeof (float));
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
}

static void
standardise (TvLogistic *model, const TvLogisticRows *rows, float *out)
{
  guint count = rows->label->len;
  const float *x = (const float *) (gpointer) rows->features->data;
  double sum[N] = { 0 }, squares[N] = { 0 };
  float mean[N] = { 0 }, scale[N] = { 0 };

  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < N; k++)
      sum[k] += (double) x[(gsize) i * N + k];
  for (guint k = 0; k < N; k++)
    model->mean[k] = sum[k] / count;
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < N; k++)
      {
        double distance = (double) x[(gsize) i * N + k] - model->mean[k];

        squares[k] += distance * distance;
      }
  for (guint k = 0; k < N; k++)
    {
      model->spread[k] = sqrt (squares[k] / count);
      mean[k] = (float) model->mean[k];
      scale[k] = (float) (1 / (model->spread[k] + 1e-6));
    }
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < N; k++)
      out[(gsize) i * N + k] = (x[(gsize) i * N + k] - mean[k]) * scale[k];
}

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

/* Loss and gradient over all rows, curvature over every stride-th. The last place is the bias. */
static double
measure (const TvLogistic *model,
         const TvLogisticRows *rows,
         const float *x,
         guint stride,
         double gradient[SIZE],
         double curvature[SIZE][SIZE])
{
  const guint8 *labels = (const guint8 *) (gpointer) rows->label->data;
  const float *weights = (const float *) (gpointer) rows->weight->data;
  float theta[N] = { 0 };
  double loss = 0;

  memset (gradient, 0, SIZE * sizeof *gradient);
  memset (curvature, 0, SIZE * sizeof *curvature);
  for (guint k = 0; k < N; k++)
    theta[k] = (float) model->weight[k];
  for (guint i = 0; i < rows->label->len; i++)
    {
      const float *row = x + (gsize) i * N;
      double eta = model->bias, p, residual;
      float sum = 0;

      for (guint k = 0; k < N; k++)
        sum += theta[k] * row[k];
      eta += (double) sum;
      p = 1 / (1 + exp (-eta));
      residual = (double) weights[i] * (p - labels[i]);
      loss += (double) weights[i]
              * ((eta > 0 ? eta + log1p (exp (-eta)) : log1p (exp (eta))) - labels[i] * eta);
      for (guint k = 0; k < N; k++)
        gradient[k] += residual * (double) row[k];
      gradient[N] += residual;
      if (i % stride == 0)
        {
          double bend = stride * (double) weights[i] * p * (1 - p);

          for (guint k = 0; k < N; k++)
            {
              double scaled = bend * (double) row[k];

              for (guint l = 0; l <= k; l++)
                curvature[k][l] += scaled * (double) row[l];
              curvature[N][k] += scaled;
            }
          curvature[N][N] += bend;
        }
    }
  for (guint k = 0; k < N; k++)
    {
      loss += .5 * RIDGE * model->weight[k] * model->weight[k];
      gradient[k] += RIDGE * model->weight[k];
      curvature[k][k] += RIDGE;
    }
  for (guint k = 0; k < SIZE; k++)
    curvature[k][k] += TINY;
  return loss;
}

/**
 * tv_logistic_fit:
 * @model: (out caller-allocates): the fitted model; not fitted without rows of both labels
 * @rows: rows
 *
 * Fits the weights. The same rows give the same bits.
 */
void
tv_logistic_fit (TvLogistic *model, const TvLogisticRows *rows)
{
  guint count = rows->label->len;
  guint stride = MAX (count / CURVATURE_ROWS, 1);
  g_autofree float *x = g_new (float, (gsize) count *N + 1);
  double gradient[SIZE], curvature[SIZE][SIZE];
  double loss;

  memset (model, 0, sizeof *model);
  model->row_count = count;
  for (guint i = 0; i < count; i++)
    model->positive_count += g_array_index (rows->label, guint8, i);
  if (model->positive_count == 0 || model->positive_count == count)
    return;
  model->bias = FIRST_BIAS;
  standardise (model, rows, x);
  loss = measure (model, rows, x, stride, gradient, curvature);
  for (; model->step_count < MANY_STEPS; model->step_count++)
    {
      TvLogistic before = *model;
      double step[SIZE], size = 0, factor = 1, next = loss;

      for (guint k = 0; k < SIZE; k++)
        {
          step[k] = gradient[k];
          size = MAX (size, fabs (gradient[k]));
        }
      if (size < SMALL_GRADIENT || !solve (curvature, step))
        break;
      for (int half = 0; half < 20; half++, factor /= 2)
        {
          for (guint k = 0; k < N; k++)
            model->weight[k] = before.weight[k] - factor * step[k];
          model->bias = before.bias - factor * step[N];
          next = measure (model, rows, x, stride, gradient, curvature);
          if (next <= loss)
            break;
        }
      if (next > loss)
        {
          *model = before;
          break;
        }
      if (loss - next < 1e-12)
        {
          model->step_count++;
          break;
        }
      loss = next;
    }
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
