/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who buy in a like manner: against the same classes and lifts made plainly, and what
 * they may not know. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tv-ranked.h"
#include "recommend/tv-model-private.h"
#include "recommend/tv-rank-features.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-rank-traits.h"
#include "tv-test-frame.h"

#define TODAY TV_TEST_TODAY
#define PRODUCTS 8
#define CUSTOMERS 60
#define LATELY 60

static TvRankBase *
look (const TvFrame *frame, guint thread_count)
{
  g_autoptr (GError) error = NULL;
  TvRankBase *base
      = tv_rank_base_new (frame, NULL, TODAY, 1, TV_RANK_FULL, thread_count, NULL, &error);

  g_assert_no_error (error);
  return base;
}

/* Product i costs 2^i euros. */
static TvTestBase *
make_base (guint customers)
{
  TvTestBase *base = tv_test_base_new (customers, 1);

  for (guint i = 0; i < PRODUCTS; i++)
    {
      char key[] = { (char) ('A' + i), '\0' };

      tv_test_base_add_product (base, key, 0, 100 << i);
    }
  return base;
}

/* Some pieces of a product; a day is a document. */
static void
buy (TvTestBase *base, guint32 customer, guint32 product, gint64 age, gint64 pieces)
{
  tv_test_base_add_line (base,
                         customer,
                         product,
                         TODAY - (TvDay) age,
                         (guint) age,
                         pieces * 1000,
                         pieces * (100 << product));
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Any place among numbers is the one that sorting puts there. */
static void
test_ranked (void)
{
  for (guint round = 0; round < 50; round++)
    {
      guint count = (guint) g_test_rand_int_range (1, 200);
      g_autofree float *numbers = g_new (float, count), *sorted = NULL;

      for (guint i = 0; i < count; i++)
        numbers[i] = g_test_rand_bit () ? (float) g_test_rand_int_range (0, 5)
                                        : (float) g_test_rand_double_range (0, 1e6);
      sorted = g_memdup2 (numbers, count * sizeof *numbers);
      qsort (sorted, count, sizeof *sorted, compare_floats);
      for (guint i = 0; i < count; i++)
        g_assert_cmpfloat (tv_ranked_find (numbers, count, i), ==, sorted[i]);
    }
}

/* The class of a value among values without equals, from 0. */
static guint
find_class (const float *values, guint count, float value)
{
  guint below = 0;

  for (guint i = 0; i < count; i++)
    below += values[i] < value;
  return below <= (count - 1) / 3 ? 0 : below <= (count - 1) * 2 / 3 ? 1 : 2;
}

/* One order of each customer, c + 1 pieces of one product: by pieces, order and tenure the classes
 * are known, and so are their buyers. */
static void
test_lifts (void)
{
  g_autoptr (TvTestBase) base = make_base (CUSTOMERS);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  float pieces[CUSTOMERS], orders[CUSTOMERS], ages[CUSTOMERS];
  guint32 bought[CUSTOMERS], buyers[PRODUCTS][TV_RANK_LIFTS] = { { 0 } };
  guint32 sizes[TV_RANK_LIFTS] = { 0 }, all[PRODUCTS] = { 0 };

  for (guint32 c = 0; c < CUSTOMERS; c++)
    {
      guint age = 1 + (c * 7) % CUSTOMERS; /* all of them, mixed */

      bought[c] = (guint32) g_test_rand_int_range (0, PRODUCTS);
      pieces[c] = (float) (c + 1);
      orders[c] = (float) ((c + 1) << bought[c]);
      ages[c] = (float) age;
      buy (base, c, bought[c], age, c + 1);
    }
  frame = tv_test_frame_new (base);
  known = look (frame, 1);
  for (guint32 c = 0; c < CUSTOMERS; c++)
    {
      const guint8 *classes = known->traits->class_of + c * TV_N_TRAITS;

      g_assert_cmpuint (classes[TV_TRAIT_PIECES], ==, find_class (pieces, CUSTOMERS, pieces[c]));
      g_assert_cmpuint (classes[TV_TRAIT_TENURE],
                        ==,
                        3 * TV_TRAIT_TENURE + find_class (ages, CUSTOMERS, ages[c]));
      /* Orders of like amounts stay together, so only far ones are told apart. */
      for (guint32 d = 0; d < CUSTOMERS; d++)
        if (orders[d] >= orders[c])
          g_assert_cmpuint (known->traits->class_of[d * TV_N_TRAITS + TV_TRAIT_ORDER],
                            >=,
                            classes[TV_TRAIT_ORDER]);
      for (guint trait = 0; trait < TV_N_TRAITS; trait++)
        {
          g_assert_cmpuint (classes[trait] / TV_TRAIT_CLASSES, ==, trait);
          sizes[classes[trait]]++;
          buyers[bought[c]][classes[trait]] += ages[c] <= LATELY;
        }
      all[bought[c]] += ages[c] <= LATELY;
    }
  for (guint32 i = 0; i < PRODUCTS; i++)
    for (guint8 k = 0; k < TV_RANK_LIFTS; k++)
      {
        const guint8 classes[TV_N_TRAITS] = { k, k, k };
        double expected
            = all[i] == 0
                  ? 0
                  : log ((buyers[i][k] + 5.) / ((double) all[i] * sizes[k] / CUSTOMERS + 5.));

        g_assert_cmpfloat_with_epsilon (tv_rank_traits_get (known->traits, classes, i, 0),
                                        expected,
                                        TV_RANK_LIFT_UNIT / 1.99);
      }
}

/* What those who take many pieces bought is a figure for one who does, and against the others;
 * who bought it twice counts once. */
static void
test_figures (void)
{
  g_autoptr (TvTestBase) base = make_base (CUSTOMERS);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (TvRankScratch) scratch = NULL;
  float few[TV_N_FEATURES], many[TV_N_FEATURES];

  for (guint32 c = 0; c < CUSTOMERS; c++)
    {
      buy (base, c, 0, 100, c < 40 ? 1 : 50);
      if (c >= 42)
        {
          buy (base, c, 1, 20, 50);
          buy (base, c, 1, 10, 50);
        }
    }
  frame = tv_test_frame_new (base);
  known = look (frame, 1);
  scratch = tv_rank_scratch_new (known);
  tv_rank_scratch_begin (scratch, 0);
  tv_rank_scratch_describe (scratch, 1, few);
  tv_rank_scratch_begin (scratch, 41);
  tv_rank_scratch_describe (scratch, 1, many);
  /* Of 18 buyers all are among the 20 who take many; 6 would be. */
  g_assert_cmpfloat_with_epsilon (many[TV_FEATURE_LIFT_PIECES],
                                  log ((18 + 5.) / (6 + 5.)),
                                  TV_RANK_LIFT_UNIT / 1.99);
  g_assert_cmpfloat_with_epsilon (few[TV_FEATURE_LIFT_PIECES],
                                  log (5. / (12 + 5.)),
                                  TV_RANK_LIFT_UNIT / 1.99);
  /* All came on the same day. */
  g_assert_cmpfloat (many[TV_FEATURE_LIFT_TENURE], ==, 0);
  tv_rank_scratch_describe (scratch, 0, many); /* bought by all, not lately */
  g_assert_cmpfloat (many[TV_FEATURE_LIFT_PIECES], ==, 0);
}

static void
assert_same (const TvRankBase *a, const TvRankBase *b)
{
  const TvFrame *frame = a->frame;

  g_assert_cmpmem (a->traits->class_of,
                   (gsize) frame->customer_count * TV_N_TRAITS,
                   b->traits->class_of,
                   (gsize) b->frame->customer_count * TV_N_TRAITS);
  g_assert_cmpmem (a->traits->lift,
                   (gsize) frame->product_count * TV_RANK_LIFTS,
                   b->traits->lift,
                   (gsize) b->frame->product_count * TV_RANK_LIFTS);
}

/* Neither what is bought on the day or later nor the number of threads changes anything. */
static void
test_future (void)
{
  g_autoptr (TvTestBase) base = make_base (CUSTOMERS);
  g_autoptr (TvFrame) before = NULL, after = NULL;
  g_autoptr (TvRankBase) known = NULL, threads = NULL, later = NULL;

  for (guint i = 0; i < CUSTOMERS * 5; i++)
    buy (base,
         (guint32) g_test_rand_int_range (0, CUSTOMERS / 2),
         (guint32) g_test_rand_int_range (0, PRODUCTS),
         g_test_rand_int_range (1, 200),
         g_test_rand_int_range (1, 50));
  before = tv_test_frame_new (base);
  known = look (before, 1);
  threads = look (before, 4);
  assert_same (known, threads);
  for (guint i = 0; i < CUSTOMERS * 5; i++)
    buy (base,
         (guint32) g_test_rand_int_range (0, CUSTOMERS),
         (guint32) g_test_rand_int_range (0, PRODUCTS),
         g_test_rand_int_range (-60, 1),
         g_test_rand_int_range (1, 50));
  after = tv_test_frame_new (base);
  later = look (after, 1);
  assert_same (known, later);
}

/* Whatever a base is like, every customer has its classes, and a product that nobody bought lately
 * has no lift. */
static void
test_odd_bases (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (round);
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_autoptr (TvFrame) frame = tv_test_frame_new (base);
      g_autoptr (TvRankBase) known = look (frame, 1);

      for (guint32 i = 0; i < frame->product_count; i++)
        for (guint k = 0; k < TV_RANK_LIFTS && known->buyers_90[i] == 0; k++)
          g_assert_cmpint (known->traits->lift[i * TV_RANK_LIFTS + k], ==, 0);
      for (gsize i = 0; i < (gsize) frame->customer_count * TV_N_TRAITS; i++)
        g_assert_cmpuint (known->traits->class_of[i] / TV_TRAIT_CLASSES, ==, i % TV_N_TRAITS);
    }
}

/* Where there are so many customers that each has to do with less, nothing is known of it, and a
 * product is described and weighed all the same. */
static void
test_large (void)
{
  g_autoptr (TvTestBase) base = make_base (TV_RANK_LARGE_BASE + 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvRankBase) known = NULL;
  g_autoptr (TvRankScratch) scratch = NULL;
  TvLogistic weights[TV_N_LEARNED] = { { .is_fitted = TRUE }, { .is_fitted = TRUE } };
  const guint32 products[] = { 0, 1 };
  TvModelScorer *scorer;
  float figures[TV_N_FEATURES], scores[2];

  for (guint32 c = 0; c < CUSTOMERS; c++)
    buy (base, c, c % 2, 10, c + 1);
  frame = tv_test_frame_new (base);
  known = look (frame, 1);
  g_assert_null (known->traits);
  scratch = tv_rank_scratch_new (known);
  tv_rank_scratch_begin (scratch, 0);
  tv_rank_scratch_describe (scratch, 1, figures);
  for (guint trait = 0; trait < TV_N_TRAITS; trait++)
    {
      g_assert_cmpfloat (figures[TV_FEATURE_LIFT_PIECES + trait], ==, 0);
      for (guint i = 0; i < TV_N_LEARNED; i++)
        {
          weights[i].weight[TV_FEATURE_LIFT_PIECES + trait] = 1;
          weights[i].spread[TV_FEATURE_LIFT_PIECES + trait] = 1;
        }
    }
  scorer = tv_model_scorer_new_for_base (known, weights);
  tv_model_scorer_score (scorer, 0, TV_RANKER_LEARNED, TV_PROTOCOL_ALL, products, 2, scores);
  g_assert_cmpfloat (scores[0], ==, 0);
  g_assert_cmpfloat (scores[1], ==, 0);
  tv_model_scorer_free (scorer);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank-traits/ranked", test_ranked);
  g_test_add_func ("/rank-traits/lifts", test_lifts);
  g_test_add_func ("/rank-traits/figures", test_figures);
  g_test_add_func ("/rank-traits/future", test_future);
  g_test_add_func ("/rank-traits/odd-bases", test_odd_bases);
  g_test_add_func ("/rank-traits/large", test_large);
  return g_test_run ();
}
