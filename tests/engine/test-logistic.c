/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fitting: at the bottom of the loss by a plain definition of its slope, wherever it begins; rows
 * that leave no choice or all of it. */
#include <math.h>
#include <string.h>

#include "recommend/tv-logistic.h"

#define N TV_N_FEATURES
#define RIDGE 1e-3
#define ENOUGH_POSITIVES 4000.

typedef struct
{
  float *figures;
  TvLogisticRows rows;
} Table;

/* Rows of which the first features speak for the label, and the last one is always the same. */
static void
table_init (Table *table, guint count, double strength)
{
  table->figures = g_new (float, (gsize) count *N);
  tv_logistic_rows_init (&table->rows);
  for (guint i = 0; i < count; i++)
    {
      float *x = table->figures + (gsize) i * N;
      float weight = (float) (g_test_rand_double_range (.5, 1.5) / count), times = 1;
      double eta = -1;
      guint8 label;

      for (guint k = 0; k < N; k++)
        {
          x[k] = k == N - 1 ? .7f : (float) g_test_rand_double_range (0, k + 1);
          if (k < 4)
            eta += strength * ((double) x[k] / (k + 1) - .5);
        }
      label = strength > 100 ? eta > 0 : g_test_rand_double () < 1 / (1 + exp (-eta));
      g_array_append_val (table->rows.features, x);
      g_array_append_val (table->rows.label, label);
      g_array_append_val (table->rows.weight, weight);
      g_array_append_val (table->rows.times, times);
    }
}

static void
table_clear (Table *table)
{
  tv_logistic_rows_clear (&table->rows);
  g_free (table->figures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
fit (TvLogistic *model, const TvLogisticRows *rows, const TvLogistic *start)
{
  g_autoptr (TvLogisticTable) table = tv_logistic_table_new (rows);

  tv_logistic_table_fit (table, G_MAXUINT, start, model);
}

/* The largest slope of the loss at the model, in double and row by row. */
static double
find_slope (const TvLogistic *model, const TvLogisticRows *rows)
{
  double gradient[N + 1] = { 0 }, largest = 0, positives = 0;

  for (guint i = 0; i < rows->label->len; i++)
    {
      const float *x = g_array_index (rows->features, const float *, i);
      double eta = model->bias, residual, scaled[N];

      for (guint k = 0; k < N; k++)
        {
          scaled[k] = ((double) x[k] - model->mean[k]) / (model->spread[k] + 1e-6);
          eta += model->weight[k] * scaled[k];
        }
      residual = (double) g_array_index (rows->weight, float, i)
                 * (1 / (1 + exp (-eta)) - g_array_index (rows->label, guint8, i));
      for (guint k = 0; k < N; k++)
        gradient[k] += residual * scaled[k];
      gradient[N] += residual;
      positives += g_array_index (rows->label, guint8, i);
    }
  for (guint k = 0; k < N; k++)
    gradient[k] += RIDGE * MAX (ENOUGH_POSITIVES / positives, 1) * model->weight[k];
  for (guint k = 0; k <= N; k++)
    largest = MAX (largest, fabs (gradient[k]));
  return largest;
}

static void
test_bottom (void)
{
  for (guint count = 401; count < 3000; count *= 2)
    {
      g_auto (Table) table = { 0 };
      TvLogistic model, again;

      table_init (&table, count, 3);
      fit (&model, &table.rows, NULL);
      g_assert_true (model.is_fitted);
      g_assert_cmpfloat (find_slope (&model, &table.rows), <, 1e-5);
      g_assert_cmpfloat (model.weight[0], >, 0);
      g_assert_cmpfloat (model.spread[N - 1], ==, 0);
      /* From its own end there is next to nothing left to go. */
      fit (&again, &table.rows, &model);
      g_assert_cmpuint (again.step_count, <=, 2);
      for (guint k = 0; k < N; k++)
        g_assert_cmpfloat_with_epsilon (again.weight[k], model.weight[k], 1e-3);
      /* From far away it comes to the same. */
      for (guint k = 0; k < N; k++)
        model.weight[k] = k % 2 == 0 ? 4 : -4;
      fit (&again, &table.rows, &model);
      g_assert_cmpfloat (find_slope (&again, &table.rows), <, 1e-5);
    }
}

/* As many rows as are first looked at in part. */
static void
test_many (void)
{
  g_auto (Table) table = { 0 };
  TvLogistic model, again;

  table_init (&table, 40000, 3);
  fit (&model, &table.rows, NULL);
  g_assert_true (model.is_fitted);
  g_assert_cmpfloat (find_slope (&model, &table.rows), <, 1e-5);
  fit (&again, &table.rows, &model);
  g_assert_cmpuint (again.step_count, <=, 2);
}

/* Rows that a line divides: the ridge keeps the weights finite. */
static void
test_divided (void)
{
  g_auto (Table) table = { 0 };
  TvLogistic model;

  table_init (&table, 1000, 1000);
  fit (&model, &table.rows, NULL);
  g_assert_true (model.is_fitted);
  for (guint k = 0; k < N; k++)
    g_assert_true (isfinite (model.weight[k]));
  g_assert_cmpfloat (find_slope (&model, &table.rows), <, 1e-4);
}

/* Some rows of label 0 stand for three: were there more of label 1, the ridge would be another. */
static guint
get_times (const Table *table, guint row)
{
  return row % 2 == 0 && g_array_index (table->rows.label, guint8, row) == 0 ? 3 : 1;
}

/* A row that stands for three weighs as much as three. */
static void
test_times (void)
{
  g_auto (Table) table = { 0 }, thrice = { 0 };
  TvLogistic model, other;

  table_init (&table, 900, 3);
  tv_logistic_rows_init (&thrice.rows);
  for (guint i = 0; i < table.rows.label->len; i++)
    for (guint k = 0; k < get_times (&table, i); k++)
      {
        g_array_append_val (thrice.rows.features,
                            g_array_index (table.rows.features, const float *, i));
        g_array_append_val (thrice.rows.label, g_array_index (table.rows.label, guint8, i));
        g_array_append_val (thrice.rows.weight, g_array_index (table.rows.weight, float, i));
        g_array_append_val (thrice.rows.times, g_array_index (table.rows.times, float, i));
      }
  for (guint i = 0; i < table.rows.label->len; i++)
    g_array_index (table.rows.times, float, i) = (float) get_times (&table, i);
  fit (&model, &table.rows, NULL);
  fit (&other, &thrice.rows, NULL);
  g_assert_cmpuint (model.row_count, ==, 900);
  g_assert_cmpuint (other.row_count, >, 900);
  for (guint k = 0; k < N; k++)
    {
      g_assert_cmpfloat_with_epsilon (model.mean[k], other.mean[k], 1e-4);
      g_assert_cmpfloat_with_epsilon (model.spread[k], other.spread[k], 1e-4);
      g_assert_cmpfloat_with_epsilon (model.weight[k], other.weight[k], 1e-3);
    }
}

/* Fits the rows of a part, before and after others were added behind it; compares what a figure
 * adds to the score. */
static void
expect_part (Table *table, const Table *later, guint later_count, double epsilon)
{
  guint count = table->rows.label->len, end = tv_logistic_rows_end_part (&table->rows);
  TvLogistic model, again;
  g_autoptr (TvLogisticTable) first = NULL, second = NULL;

  g_assert_cmpuint (end, ==, table->rows.label->len);
  g_assert_cmpuint (end, >, count);
  g_assert_cmpuint (tv_logistic_rows_end_part (&table->rows), ==, end);
  first = tv_logistic_table_new (&table->rows);
  tv_logistic_table_fit (first, end, NULL, &model);
  g_assert_cmpuint (model.row_count, ==, count);
  g_array_append_vals (table->rows.features, later->rows.features->data, later_count);
  g_array_append_vals (table->rows.label, later->rows.label->data, later_count);
  g_array_append_vals (table->rows.weight, later->rows.weight->data, later_count);
  g_array_append_vals (table->rows.times, later->rows.times->data, later_count);
  second = tv_logistic_table_new (&table->rows);
  tv_logistic_table_fit (second, end, NULL, &again);
  g_assert_cmpuint (again.row_count, ==, count);
  g_assert_cmpuint (again.positive_count, ==, model.positive_count);
  for (guint k = 0; k < N; k++)
    g_assert_cmpfloat_with_epsilon (again.weight[k] / (again.spread[k] + 1e-6),
                                    model.weight[k] / (model.spread[k] + 1e-6),
                                    epsilon);
  tv_logistic_table_fit (second, G_MAXUINT, NULL, &again);
  g_assert_cmpuint (again.row_count, ==, count + later_count);
}

/* Rows after the end of a part change nothing but what figures are measured by. Where purchases are
 * few, the ridge makes that felt, so there the later rows have the figures of the part itself, and
 * all labels turned round. */
static void
test_parts (void)
{
  g_auto (Table) few = { 0 }, turned = { 0 }, many = { 0 }, other = { 0 };

  table_init (&few, 401, 3);
  table_init (&turned, 401, 3);
  memcpy (turned.figures, few.figures, 401 * N * sizeof (float));
  for (guint i = 0; i < 401; i++)
    g_array_index (turned.rows.label, guint8, i) = !g_array_index (few.rows.label, guint8, i);
  expect_part (&few, &turned, 401, 1e-3);
  table_init (&many, 20001, 3);
  table_init (&other, 15000, -3);
  expect_part (&many, &other, 15000, 2e-2);
}

/* The same rows once more say the same with more certainty, as long as they are few. */
static void
test_few (void)
{
  g_auto (Table) table = { 0 };
  double before = 0;

  table_init (&table, 200, 3);
  for (guint times = 1; times <= 64; times *= 4)
    {
      g_auto (TvLogisticRows) rows = { 0 };
      TvLogistic model;
      double size = 0;

      tv_logistic_rows_init (&rows);
      for (guint i = 0; i < 200 * times; i++)
        {
          float weight = g_array_index (table.rows.weight, float, i % 200) / (float) times;

          g_array_append_val (rows.features,
                              g_array_index (table.rows.features, const float *, i % 200));
          g_array_append_val (rows.label, g_array_index (table.rows.label, guint8, i % 200));
          g_array_append_val (rows.weight, weight);
          g_array_append_val (rows.times, g_array_index (table.rows.times, float, i % 200));
        }
      fit (&model, &rows, NULL);
      g_assert_cmpfloat (find_slope (&model, &rows), <, 1e-5);
      for (guint k = 0; k < 4; k++)
        size += model.weight[k];
      g_assert_cmpfloat (size, >, before);
      before = size;
    }
}

static void
test_one_label (void)
{
  g_auto (Table) table = { 0 };
  TvLogistic model;

  table_init (&table, 10, 3);
  memset (table.rows.label->data, 0, 10);
  fit (&model, &table.rows, NULL);
  g_assert_false (model.is_fitted);
  g_assert_cmpuint (model.row_count, ==, 10);
  g_array_set_size (table.rows.label, 0);
  fit (&model, &table.rows, NULL);
  g_assert_false (model.is_fitted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/logistic/bottom", test_bottom);
  g_test_add_func ("/logistic/divided", test_divided);
  g_test_add_func ("/logistic/many", test_many);
  g_test_add_func ("/logistic/times", test_times);
  g_test_add_func ("/logistic/parts", test_parts);
  g_test_add_func ("/logistic/few", test_few);
  g_test_add_func ("/logistic/one-label", test_one_label);
  return g_test_run ();
}
