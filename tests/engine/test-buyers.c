/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buyer models: a fit finds again what a base was drawn from, published figures where the data
 * is at hand, expectations against their definition, bases that have nothing to fit, and customers
 * of every odd kind. */
#include <math.h>

#include "pipeline/tv-engine-profile.h"
#include "profile/tv-minimise.h"
#include "profile/tv-outlook.h"
#include "tv-test-frame.h"

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
  groups = tv_buyers_group (buyers, FALSE, 100000);
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

/* What orders are worth, drawn as Gamma-Gamma has it, in euros or in a smaller unit. */
static GArray *
draw_spends (guint32 seed, double unit)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *buyers = g_array_new (FALSE, FALSE, sizeof (TvBuyer));

  for (guint i = 0; i < 1500; i++)
    {
      TvBuyer buyer = { .repeats = 1 + i % 6, .last = 20, .age = 30, .weight = 1 };
      double rate = draw_gamma (rand, 4, 15);

      buyer.spend = unit * draw_gamma (rand, 6. * buyer.repeats, rate * buyer.repeats);
      g_array_append_val (buyers, buyer);
    }
  return buyers;
}

/* The same shop in yen or forint has the same answers, only in yen or forint. */
static void
test_unit_of_money (void)
{
  static const double units[] = { .01, 150, 40000 };
  g_autoptr (GArray) buyers = draw_spends (31, 1);
  TvBuyerModel one, other;

  tv_buyer_model_fit (&one, TV_BUYER_GAMMA_GAMMA, buyers);
  g_assert_true (one.is_fitted && !one.is_bounded);
  g_assert_cmpfloat_with_epsilon (one.parameters[1], 4, .6);
  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    {
      g_autoptr (GArray) others = draw_spends (31, units[u]);

      tv_buyer_model_fit (&other, TV_BUYER_GAMMA_GAMMA, others);
      g_assert_false (other.is_bounded);
      g_assert_cmpfloat_with_epsilon (other.parameters[0], one.parameters[0], 1e-2);
      g_assert_cmpfloat_with_epsilon (other.parameters[1], one.parameters[1], 1e-3);
      g_assert_cmpfloat_with_epsilon (other.log_likelihood,
                                      one.log_likelihood - buyers->len * log (units[u]),
                                      1e-3);
      for (guint i = 0; i < buyers->len; i += 100)
        {
          const TvBuyer *buyer = &g_array_index (buyers, TvBuyer, i);
          double value = tv_buyer_model_get_value (&other, &g_array_index (others, TvBuyer, i));

          g_assert_cmpfloat_with_epsilon (value / units[u],
                                          tv_buyer_model_get_value (&one, buyer),
                                          1e-2);
        }
    }
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

/* The published expectation of orders, term by term. */
static double
expect_plainly (const double *p, const TvBuyer *buyer, double weeks)
{
  double r = p[0], alpha = p[1], a = p[2], b = p[3], x = buyer->repeats;
  double c = a + b + x - 1, z = weeks / (alpha + buyer->age + weeks), term = 1, sum = 1;
  double odds = buyer->repeats > 0
                    ? a / (b + x - 1) * pow ((alpha + buyer->age) / (alpha + buyer->last), r + x)
                    : 0;

  for (int k = 0; k < 5000; k++)
    {
      term *= (r + x + k) * (b + x + k) / ((c + k) * (k + 1)) * z;
      sum += term;
    }
  return c / (a - 1) * (1 - pow (1 - z, r + x) * sum) / (1 + odds);
}

static void
test_transformed (void)
{
  static const double parameters[][4]
      = { { .243, 4.414, .793, 2.426 }, { .6, 6, 1.4, 2.5 }, { 2, 20, .3, .9 } };

  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    for (guint x = 0; x < 30; x += 3)
      {
        TvBuyerModel model = { .kind = TV_BUYER_BG_NBD };
        TvBuyer buyer = { .repeats = x, .last = x > 0 ? 18 + x : 0, .age = 50, .weight = 1 };

        for (guint k = 0; k < 4; k++)
          model.parameters[k] = parameters[i][k];
        g_assert_cmpfloat_with_epsilon (tv_buyer_model_get_orders (&model, &buyer, 39),
                                        expect_plainly (parameters[i], &buyer, 39),
                                        1e-6);
      }
}

static void
assert_sound (const TvExpected *expected)
{
  if (expected->orders < 0)
    {
      g_assert_cmpint (expected->cents, <, 0);
      g_assert_cmpfloat (expected->alive, <, 0);
      return;
    }
  g_assert_true (isfinite (expected->orders) && isfinite (expected->alive));
  g_assert_cmpfloat (expected->orders, <=, TV_OUTLOOK_DAYS);
  g_assert_cmpfloat (expected->alive, <=, 1);
}

/* Whatever the parameters within their bounds and whatever the customer, a figure that can be read.
 */
static void
test_hostile_customers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 20000; i++)
    {
      TvBuyerModel timing = { .kind = TV_BUYER_BG_NBD, .is_fitted = TRUE };
      TvBuyerModel worth = { .kind = TV_BUYER_GAMMA_GAMMA, .is_fitted = TRUE };
      TvBuyer buyer = { .repeats = g_rand_int_range (rand, 0, 8), .weight = 1 };
      TvExpected expected;

      if (buyer.repeats == 7)
        buyer.repeats = g_rand_int_range (rand, 1, 100000);
      buyer.age = g_rand_int_range (rand, 0, 4) == 0 ? 0 : g_rand_double_range (rand, 0, 2000);
      buyer.last = buyer.repeats > 0 ? buyer.age * g_rand_double (rand) : 0;
      buyer.spend
          = g_rand_int_range (rand, 0, 3) == 0 ? 0 : exp (g_rand_double_range (rand, -9, 25));
      for (guint k = 0; k < 4; k++)
        {
          timing.parameters[k] = exp (g_rand_double_range (rand, -7, 7));
          worth.parameters[k] = exp (g_rand_double_range (rand, -7, 7));
          if (g_rand_int_range (rand, 0, 6) == 0)
            timing.parameters[k] = 1;
        }
      expected = tv_outlook_expect (&timing, &worth, &buyer);
      assert_sound (&expected);
      g_assert_cmpfloat (expected.orders, >=, 0);
    }
}

typedef enum
{
  ONE_CUSTOMER,
  ONE_DAY,
  ALL_RETURNED,
  AT_THE_LAST_MOMENT,
  NO_VALUE,
  N_HOSTILE,
} Hostile;

static TvFrame *
make_hostile (Hostile kind)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (kind == ONE_CUSTOMER ? 1 : 40, 1);

  tv_test_base_add_product (base, "A", 0, 1000);
  for (guint32 c = 0; c < base->customer_count; c++)
    for (guint order = 0; order < 1 + c % 5; order++)
      {
        TvDay day = kind == ONE_DAY              ? TV_TEST_TODAY - 9
                    : kind == AT_THE_LAST_MOMENT ? TV_TEST_TODAY - (TvDay) order
                                                 : TV_TEST_TODAY - 400 + (TvDay) (order * 40 + c);

        tv_test_base_add_line (base, c, 0, day, order, 1, kind == NO_VALUE ? 0 : 1000 + c);
        if (kind == ALL_RETURNED)
          tv_test_base_add_line (base, c, 0, day, 90 + order, -1, -1000 - (gint64) c);
      }
  return tv_test_frame_new (base);
}

static void
test_hostile_bases (void)
{
  for (Hostile kind = 0; kind < N_HOSTILE; kind++)
    {
      g_autoptr (TvFrame) frame = make_hostile (kind);
      g_autoptr (GError) error = NULL;
      g_autoptr (TvOutlook) outlook = tv_outlook_new (frame, 2, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (outlook->timing.is_fitted, ==, kind >= AT_THE_LAST_MOMENT);
      for (guint32 c = 0; c < frame->customer_count; c++)
        {
          assert_sound (&outlook->expected[c]);
          if (kind == NO_VALUE)
            g_assert_cmpint (outlook->expected[c].cents, <, 0);
        }
    }
}

/* The same for any number of threads, to the last bit. */
static void
test_threads (void)
{
  for (guint seed = 0; seed < 8; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_autoptr (TvFrame) frame = tv_test_frame_new (base);
      g_autoptr (TvOutlook) one = tv_outlook_new (frame, 1, NULL, NULL);
      g_autoptr (TvOutlook) four = tv_outlook_new (frame, 4, NULL, NULL);

      for (guint32 c = 0; c < frame->customer_count; c++)
        {
          g_assert_cmpfloat (one->expected[c].orders, ==, four->expected[c].orders);
          g_assert_cmpfloat (one->expected[c].alive, ==, four->expected[c].alive);
          g_assert_cmpint (one->expected[c].cents, ==, four->expected[c].cents);
        }
    }
}

/* A fit that sees a part of a large base comes near what the base was drawn from. */
static void
test_sample (void)
{
  g_autoptr (GArray) buyers = draw_buyers (99, .6, 6, .9, 2.5);
  g_autoptr (GArray) some = tv_buyers_group (buyers, FALSE, 2000);
  TvBuyerModel model;

  g_assert_cmpuint (some->len, ==, 2000);
  tv_buyer_model_fit (&model, TV_BUYER_BG_NBD, some);
  g_assert_cmpfloat_with_epsilon (model.parameters[0], .6, .12);
  g_assert_cmpfloat_with_epsilon (model.parameters[2] / (model.parameters[2] + model.parameters[3]),
                                  .9 / 3.4,
                                  .08);
}

static void
assert_table (const TvFitReport *report)
{
  static const double expected[3][4] = { { .2426, 4.4136, .7929, 2.4259 },
                                         { .5533, 10.578, .6062, 11.669 },
                                         { 6.25, 3.744, 15.44, 0 } };
  static const double likelihoods[2] = { -9582.43, -9594.98 };

  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < report->models[i].count; k++)
      g_assert_cmpfloat_with_epsilon (report->models[i].parameters[k],
                                      expected[i][k],
                                      k == 2 && i == 2 ? .005 : 2e-4 * MAX (1, expected[i][k]));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (report->models[i].log_likelihood, likelihoods[i], .006);
}

/* The example of the published note: two repeats, the last after 30.43 of 38.86 weeks. */
static void
test_published_customer (void)
{
  TvBuyerModel model = { .parameters = { .2426, 4.4136, .7929, 2.4259 } };
  TvBuyer buyer = { .repeats = 2, .last = 30.43, .age = 38.86, .weight = 1 };

  g_assert_cmpfloat_with_epsilon (tv_buyer_model_get_orders (&model, &buyer, 39), 1.2259, 5e-4);
  g_assert_cmpfloat_with_epsilon (tv_buyer_model_get_alive (&model, &buyer), .7266, 5e-4);
}

/* The figures that Fader, Hardie and Lee published, to the digits that they did. */
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
  assert_table (report);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buyers/minimise", test_minimise);
  g_test_add_func ("/buyers/recovery", test_recovery);
  g_test_add_func ("/buyers/groups", test_groups);
  g_test_add_func ("/buyers/expectations", test_expectations);
  g_test_add_func ("/buyers/unit-of-money", test_unit_of_money);
  g_test_add_func ("/buyers/nothing", test_nothing);
  g_test_add_func ("/buyers/transformed", test_transformed);
  g_test_add_func ("/buyers/hostile-customers", test_hostile_customers);
  g_test_add_func ("/buyers/hostile-bases", test_hostile_bases);
  g_test_add_func ("/buyers/threads", test_threads);
  g_test_add_func ("/buyers/sample", test_sample);
  g_test_add_func ("/buyers/published-customer", test_published_customer);
  g_test_add_func ("/buyers/published", test_published);
  return g_test_run ();
}
