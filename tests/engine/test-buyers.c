/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buyer models: a fit finds again what a base was drawn from, published figures where the data
 * is at hand, expectations against their definition, and bases that have nothing to fit. */
#include <math.h>

#include "pipeline/tv-engine-profile.h"
#include "profile/tv-buyer-model.h"
#include "profile/tv-minimise.h"

static double
bowl (const double *point, gpointer data)
{
  double x = point[0] - 3, y = point[1] + 1;

  return 5 + x * x + 10 * y * y + x * y;
}

static void
test_minimise (void)
{
  double point[2] = { -4, 6 };

  g_assert_cmpfloat_with_epsilon (tv_minimise (bowl, NULL, point, 2), 5, 1e-8);
  g_assert_cmpfloat_with_epsilon (point[0], 3, 1e-3);
  g_assert_cmpfloat_with_epsilon (point[1], -1, 1e-3);
}

static double
draw_gamma (GRand *rand, double shape, double rate)
{
  double d = (shape < 1 ? shape + 1 : shape) - 1. / 3, c = 1 / sqrt (9 * d);

  /* Marsaglia and Tsang 2000 */
  for (;;)
    {
      double x = sqrt (-2 * log (g_rand_double_range (rand, 1e-12, 1)))
                 * cos (2 * G_PI * g_rand_double (rand));
      double v = pow (1 + c * x, 3);

      if (v > 0
          && log (g_rand_double_range (rand, 1e-12, 1)) < .5 * x * x + d - d * v + d * log (v))
        return d * v / rate
               * (shape < 1 ? pow (g_rand_double_range (rand, 1e-12, 1), 1 / shape) : 1);
    }
}

/* Customers who buy at their own rate and may leave after each purchase, as BG/NBD has it. */
static GArray *
draw_buyers (guint32 seed, double r, double alpha, double a, double b)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *buyers = g_array_new (FALSE, FALSE, sizeof (TvBuyer));

  for (int i = 0; i < 6000; i++)
    {
      TvBuyer buyer = { .age = g_rand_double_range (rand, 20, 60), .weight = 1 };
      double rate = draw_gamma (rand, r, alpha);
      double x = draw_gamma (rand, a, 1), y = draw_gamma (rand, b, 1), leave = x / (x + y);
      double time = 0;

      while (rate > 0)
        {
          time += -log (g_rand_double_range (rand, 1e-12, 1)) / rate;
          if (time > buyer.age)
            break;
          buyer.repeats++;
          buyer.last = time;
          if (g_rand_double (rand) < leave)
            break;
        }
      g_array_append_val (buyers, buyer);
    }
  return buyers;
}

static void
test_recovery (void)
{
  g_autoptr (GArray) buyers = draw_buyers (1234, .6, 6, .9, 2.5);
  TvBuyerModel model;

  tv_buyer_model_fit (&model, TV_BUYER_BG_NBD, buyers);
  g_assert_true (model.is_fitted && !model.is_bounded);
  g_assert_cmpfloat_with_epsilon (model.parameters[0], .6, .08);
  g_assert_cmpfloat_with_epsilon (model.parameters[1], 6, 1);
  g_assert_cmpfloat_with_epsilon (model.parameters[2] / (model.parameters[2] + model.parameters[3]),
                                  .9 / 3.4,
                                  .05);
}

/* Grouping changes nothing. */
static void
test_groups (void)
{
  g_autoptr (GArray) buyers = draw_buyers (77, .6, 6, .9, 2.5);
  g_autoptr (GArray) groups = NULL;
  TvBuyerModel one, other;
  gint64 weight = 0;

  for (guint i = 0; i < buyers->len; i++)
    {
      TvBuyer *buyer = &g_array_index (buyers, TvBuyer, i);

      buyer->last = floor (buyer->last);
      buyer->age = ceil (buyer->age);
    }
  groups = tv_buyers_group (buyers);
  g_assert_cmpuint (groups->len, <, buyers->len);
  for (guint i = 0; i < groups->len; i++)
    weight += g_array_index (groups, TvBuyer, i).weight;
  g_assert_cmpint (weight, ==, buyers->len);
  tv_buyer_model_fit (&one, TV_BUYER_BG_NBD, buyers);
  tv_buyer_model_fit (&other, TV_BUYER_BG_NBD, groups);
  g_assert_cmpfloat_with_epsilon (one.log_likelihood, other.log_likelihood, .01);
}

/* Without dropout the expectation is that of a gamma-Poisson process: (r + x) t / (alpha + T). */
static void
test_expectations (void)
{
  TvBuyerModel model = { .kind = TV_BUYER_BG_NBD, .parameters = { .5, 4, 1e-4, 10 } };
  TvBuyer buyer = { .repeats = 3, .last = 18, .age = 20, .weight = 1 };
  double alive = 1;

  g_assert_cmpfloat_with_epsilon (tv_buyer_model_get_orders (&model, &buyer, 10),
                                  3.5 * 10 / 24,
                                  1e-3);
  model = (TvBuyerModel){ .parameters = { .243, 4.414, .793, 2.426 } };
  for (double age = 18; age < 100; age += 10)
    {
      double next;

      buyer.age = age;
      next = tv_buyer_model_get_alive (&model, &buyer);
      g_assert_cmpfloat (next, <, alive);
      alive = next;
    }
  g_assert_cmpfloat (tv_buyer_model_get_orders (&model, &buyer, 20),
                     >,
                     tv_buyer_model_get_orders (&model, &buyer, 10));
  buyer.repeats = 0;
  g_assert_cmpfloat (tv_buyer_model_get_alive (&model, &buyer), ==, 1);
}

static void
test_nothing (void)
{
  for (guint count = 0; count < 4; count++)
    {
      g_autoptr (GArray) buyers = g_array_new (FALSE, TRUE, sizeof (TvBuyer));

      for (guint i = 0; i < count; i++)
        g_array_append_vals (buyers, &(TvBuyer){ .age = 10, .weight = 1 }, 1);
      for (int kind = 0; kind < TV_N_BUYER_MODELS; kind++)
        {
          TvBuyerModel model;

          tv_buyer_model_fit (&model, kind, buyers);
          g_assert_false (model.is_fitted);
        }
    }
}

/* The figures that Fader, Hardie and Lee published. */
static void
test_published (void)
{
  static const double expected[3][4]
      = { { .243, 4.414, .793, 2.426 }, { .553, 10.578, .606, 11.669 }, { 6.25, 3.74, 15.44, 0 } };
  static const double likelihoods[2] = { -9582.4, -9595.0 };
  const char *shared = g_getenv ("TASTEVIN_SHARED");
  g_autofree char *path = shared != NULL
                              ? g_build_filename (shared, "data", "cdnow", "CDNOW_sample.txt", NULL)
                              : NULL;
  g_autoptr (TvFitReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("TASTEVIN_SHARED names no folder with the CDNOW data");
      return;
    }
  report = tv_fit_history (path, tv_day_from_ymd (1997, 9, 30), &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->customer_count, ==, 2357);
  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < report->models[i].count; k++)
      g_assert_cmpfloat_with_epsilon (report->models[i].parameters[k],
                                      expected[i][k],
                                      2e-3 * MAX (1, expected[i][k]));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (report->models[i].log_likelihood, likelihoods[i], .05);
  g_assert_cmpint (report->models[2].customer_count, ==, 946);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buyers/minimise", test_minimise);
  g_test_add_func ("/buyers/recovery", test_recovery);
  g_test_add_func ("/buyers/groups", test_groups);
  g_test_add_func ("/buyers/expectations", test_expectations);
  g_test_add_func ("/buyers/nothing", test_nothing);
  g_test_add_func ("/buyers/published", test_published);
  return g_test_run ();
}
