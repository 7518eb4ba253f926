/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is bought next: against the same regression done plainly, and what it may not know. */
#include <math.h>
#include <string.h>

#include "recommend/tv-model-private.h"
#include "recommend/tv-rank-next.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-spd-inverse.h"
#include "tv-test-frame.h"

#define TODAY TV_TEST_TODAY
#define PRODUCTS 12
#define CUSTOMERS 40
#define MONTHS 5

static TvRankBase *
look (const TvFrame *frame, TvDay day, guint thread_count)
{
  g_autoptr (GError) error = NULL;
  TvRankBase *base
      = tv_rank_base_new (frame, NULL, day, 1, TV_RANK_FULL, thread_count, NULL, &error);

  g_assert_no_error (error);
  return base;
}

static TvTestBase *
make_base (guint customers)
{
  TvTestBase *base = tv_test_base_new (customers, 1);

  for (guint i = 0; i < PRODUCTS; i++)
    {
      char key[] = { (char) ('A' + i), '\0' };

      tv_test_base_add_product (base, key, 0, 1000);
    }
  return base;
}

/* What a source says of a target; both have to have a place. */
static float
find_weight (const TvRankNext *next, guint32 source, guint32 target)
{
  g_assert_cmpuint (next->place[source], <, next->count);
  g_assert_cmpuint (next->place[target], <, next->count);
  return tv_similar_get (&next->table, next->place[source], next->place[target]);
}

/* The months of one customer, as two rows for each of them: purchases before, and then. */
static gboolean
read_month (const TvFrame *frame, guint32 customer, TvDay from, double *before, double *then)
{
  gboolean is_any_before = FALSE, is_any_then = FALSE;

  memset (before, 0, PRODUCTS * sizeof *before);
  memset (then, 0, PRODUCTS * sizeof *then);
  for (guint32 e = frame->event_offset[customer]; e < frame->event_offset[customer + 1]; e++)
    {
      TvDay day = frame->event_day[e];
      guint32 product = frame->event_product[e];

      if (day < from)
        {
          before[product] += exp2 (-(from - day) / 60.);
          is_any_before = TRUE;
        }
      else if (day < from + 30)
        {
          then[product] = 1;
          is_any_then = TRUE;
        }
    }
  for (guint i = 0; i < PRODUCTS; i++)
    before[i] /= before[i] + 1;
  return is_any_before && is_any_then;
}

/* Gauss and Jordan, for numbers that need no pivot. */
static void
solve_plainly (double matrix[PRODUCTS][PRODUCTS], double right[PRODUCTS][PRODUCTS])
{
  for (guint i = 0; i < PRODUCTS; i++)
    {
      double pivot = matrix[i][i];

      for (guint j = 0; j < PRODUCTS; j++)
        {
          matrix[i][j] /= pivot;
          right[i][j] /= pivot;
        }
      for (guint k = 0; k < PRODUCTS; k++)
        {
          double times = matrix[k][i];

          for (guint j = 0; j < PRODUCTS && k != i; j++)
            {
              matrix[k][j] -= times * matrix[i][j];
              right[k][j] -= times * right[i][j];
            }
        }
    }
}

/* The weights are those of the regression done plainly over the last five months. */
static void
test_regression (void)
{
  g_autoptr (TvTestBase) base = make_base (CUSTOMERS);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  double matrix[PRODUCTS][PRODUCTS] = { { 0 } }, right[PRODUCTS][PRODUCTS] = { { 0 } };
  double before[PRODUCTS], then[PRODUCTS], trace = 0;

  for (guint i = 0; i < CUSTOMERS * 12; i++)
    tv_test_base_add_line (base,
                           (guint32) g_test_rand_int_range (0, CUSTOMERS),
                           (guint32) g_test_rand_int_range (0, PRODUCTS),
                           TODAY - g_test_rand_int_range (-20, 220),
                           i,
                           1,
                           1000);
  for (guint i = 0; i < PRODUCTS; i++)
    tv_test_base_add_line (base, 0, i, TODAY - 230, 10000, 1, 1000);
  frame = tv_test_frame_new (base);
  known = look (frame, TODAY, 1);
  for (int month = 1; month <= MONTHS; month++)
    for (guint32 c = 0; c < CUSTOMERS; c++)
      if (read_month (frame, c, TODAY - 30 * month, before, then))
        for (guint i = 0; i < PRODUCTS; i++)
          for (guint j = 0; j < PRODUCTS; j++)
            {
              matrix[i][j] += before[i] * before[j];
              right[i][j] += before[i] * then[j];
            }
  for (guint i = 0; i < PRODUCTS; i++)
    trace += matrix[i][i];
  for (guint i = 0; i < PRODUCTS; i++)
    matrix[i][i] += .25 * trace / PRODUCTS;
  solve_plainly (matrix, right);
  g_assert_nonnull (known->next);
  for (guint i = 0; i < PRODUCTS; i++)
    for (guint j = 0; j < PRODUCTS; j++)
      g_assert_cmpfloat_with_epsilon (find_weight (known->next, i, j), right[i][j], 1e-4);
}

/* A is bought once, then B again and again: who bought A will buy B, and not A. */
static void
test_order (void)
{
  g_autoptr (TvTestBase) base = make_base (CUSTOMERS);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (TvRankScratch) scratch = NULL;
  float figures[TV_N_FEATURES];

  for (guint32 c = 0; c < CUSTOMERS; c++)
    {
      tv_test_base_add_line (base, c, 0, TODAY - 20 - 4 * (TvDay) c, 1, 1, 1000);
      for (TvDay age = 4 * (TvDay) c - 10; age > 0; age -= 30)
        tv_test_base_add_line (base, c, 1, TODAY - age, (guint32) age + 2, 1, 1000);
    }
  frame = tv_test_frame_new (base);
  known = look (frame, TODAY, 1);
  g_assert_nonnull (known->next);
  g_assert_cmpfloat (find_weight (known->next, 0, 1), >, .2f);
  g_assert_cmpfloat (fabsf (find_weight (known->next, 0, 0)), <, .01f);
  g_assert_cmpfloat (find_weight (known->next, 1, 1), >, .2f);
  scratch = tv_rank_scratch_new (known);
  tv_rank_scratch_begin (scratch, 0); /* A, twenty days ago */
  tv_rank_scratch_describe (scratch, 1, figures);
  g_assert_cmpfloat_with_epsilon (figures[TV_FEATURE_NEXT],
                                  (double) find_weight (known->next, 0, 1) * exp2 (-20. / 60)
                                      / (exp2 (-20. / 60) + 1),
                                  1e-5);
  g_assert_cmpfloat (figures[TV_FEATURE_LOG_NEXT], >, 5);
  g_assert_cmpfloat_with_epsilon (
      figures[TV_FEATURE_NEXT],
      tv_rank_next_get_part (known->next, known, known->pair_offset[0], 1),
      1e-6);
  g_assert_cmpfloat (tv_rank_next_get_part (known->next, known, known->pair_offset[0], 2), ==, 0);
  tv_rank_scratch_describe (scratch, 2, figures); /* what nobody bought */
  g_assert_cmpfloat (figures[TV_FEATURE_NEXT], ==, 0);
  g_assert_cmpfloat (figures[TV_FEATURE_LOG_NEXT], ==, 0);
}

/* The purchase behind what is bought next is another product; of none there is none. */
static void
test_because (void)
{
  g_autoptr (TvTestBase) base = make_base (CUSTOMERS);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  TvModelReason reason = { .contribution = { [TV_GROUP_NEXT] = 1 } };
  TvModelScorer *scorer;

  for (guint32 c = 0; c < CUSTOMERS; c++)
    {
      tv_test_base_add_line (base, c, 2, TODAY - 150, 1, 1, 1000);
      tv_test_base_add_line (base, c, 0, TODAY - 20 - 4 * (TvDay) c, 2, 1, 1000);
      if (4 * c > 10)
        tv_test_base_add_line (base, c, 1, TODAY - 4 * (TvDay) c + 10, 3, 1, 1000);
    }
  frame = tv_test_frame_new (base);
  known = look (frame, TODAY, 1);
  scorer = tv_model_scorer_new_for_base (known, NULL);
  tv_model_scorer_begin (scorer, 0);
  g_assert_cmpuint (tv_model_scorer_find_because (scorer, 1, &reason, TV_GROUP_NEXT), ==, 0);
  g_assert_cmpuint (tv_model_scorer_find_because (scorer, 0, &reason, TV_GROUP_NEXT), !=, 0);
  g_assert_cmpuint (tv_model_scorer_find_because (scorer, 5, &reason, TV_GROUP_NEXT),
                    ==,
                    G_MAXUINT32);
  reason.contribution[TV_GROUP_NEXT] = 0;
  g_assert_cmpuint (tv_model_scorer_find_because (scorer, 1, &reason, TV_GROUP_NEXT),
                    ==,
                    G_MAXUINT32);
  tv_model_scorer_free (scorer);
}

static void
assert_same (const TvRankNext *a, const TvRankNext *b)
{
  g_assert_cmpuint (a->count, ==, b->count);
  g_assert_cmpmem (a->table.offset,
                   (a->count + 1) * sizeof *a->table.offset,
                   b->table.offset,
                   (b->count + 1) * sizeof *b->table.offset);
  g_assert_cmpmem (a->table.link,
                   a->table.offset[a->count] * sizeof *a->table.link,
                   b->table.link,
                   b->table.offset[b->count] * sizeof *b->table.link);
}

/* What is bought on the day and later says nothing, and threads change no bit. */
static void
test_future (void)
{
  g_autoptr (TvTestBase) base = make_base (CUSTOMERS);
  g_autoptr (TvFrame) past = NULL, all = NULL;
  g_autoptr (TvRankBase) before = NULL, after = NULL, side_by_side = NULL;

  for (guint i = 0; i < 400; i++)
    tv_test_base_add_line (base,
                           (guint32) g_test_rand_int_range (0, CUSTOMERS),
                           (guint32) g_test_rand_int_range (0, PRODUCTS),
                           TODAY - g_test_rand_int_range (1, 200),
                           i,
                           1,
                           1000);
  past = tv_test_frame_new (base);
  for (guint i = 0; i < 400; i++)
    tv_test_base_add_line (base,
                           (guint32) g_test_rand_int_range (0, CUSTOMERS),
                           (guint32) g_test_rand_int_range (0, PRODUCTS),
                           TODAY + g_test_rand_int_range (0, 200),
                           400 + i,
                           1,
                           1000);
  all = tv_test_frame_new (base);
  before = look (past, TODAY, 1);
  after = look (all, TODAY, 1);
  side_by_side = look (all, TODAY, 4);
  assert_same (before->next, after->next);
  assert_same (before->next, side_by_side->next);
}

/* Nobody bought again, or there are so many customers that each has to do with less. */
static void
test_none (void)
{
  g_autoptr (TvTestBase) once = make_base (2);
  g_autoptr (TvTestBase) many = make_base (TV_RANK_LARGE_BASE + 1);
  g_autoptr (TvFrame) frame = NULL, large = NULL;
  g_autoptr (TvRankBase) known = NULL, of_many = NULL;

  tv_test_base_add_line (once, 0, 0, TODAY - 40, 1, 1, 1000);
  tv_test_base_add_line (once, 1, 1, TODAY - 10, 1, 1, 1000);
  frame = tv_test_frame_new (once);
  known = look (frame, TODAY, 1);
  g_assert_null (known->next);
  tv_test_base_add_line (many, 0, 0, TODAY - 40, 1, 1, 1000);
  tv_test_base_add_line (many, 0, 1, TODAY - 10, 2, 1, 1000);
  large = tv_test_frame_new (many);
  of_many = look (large, TODAY, 1);
  g_assert_null (of_many->next);
}

/* The equations hold for each right side, and threads change no bit. */
static void
test_solve (void)
{
  const guint size = 3 * TV_SPD_BLOCK;
  g_autofree float *matrix = g_new (float, size *size);
  g_autofree float *right = g_new (float, size *size);
  g_autofree float *found = NULL, *again = NULL;

  for (guint i = 0; i < size; i++)
    for (guint j = 0; j < size; j++)
      {
        matrix[i * size + j]
            = i == j ? (float) size * 4
                     : (j < i ? (float) g_test_rand_double_range (-1, 3) : (float) NAN);
        right[i * size + j] = (float) g_test_rand_double_range (-5, 5);
      }
  found = g_memdup2 (right, size * size * sizeof *right);
  again = g_memdup2 (right, size * size * sizeof *right);
  g_assert_true (tv_spd_solve (matrix, found, size, 1));
  g_assert_true (tv_spd_solve (matrix, again, size, 3));
  g_assert_cmpmem (found, size * size * sizeof *found, again, size * size * sizeof *again);
  for (guint i = 0; i < size; i++)
    for (guint s = 0; s < size; s += 7)
      {
        double sum = 0;

        for (guint k = 0; k < size; k++)
          sum += (double) matrix[MAX (i, k) * size + MIN (i, k)] * (double) found[s * size + k];
        g_assert_cmpfloat_with_epsilon (sum, (double) right[s * size + i], 1e-3);
      }
  memset (matrix, 0, size * size * sizeof *matrix);
  g_assert_false (tv_spd_solve (matrix, again, size, 1));
  g_assert_cmpmem (found, size * size * sizeof *found, again, size * size * sizeof *again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank-next/regression", test_regression);
  g_test_add_func ("/rank-next/order", test_order);
  g_test_add_func ("/rank-next/because", test_because);
  g_test_add_func ("/rank-next/future", test_future);
  g_test_add_func ("/rank-next/none", test_none);
  g_test_add_func ("/rank-next/solve", test_solve);
  return g_test_run ();
}
