/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a run by hand: a base of four customers and five products small enough to compute
 * on paper, an empty run, and what the gate says of each item. */
#include "govern/tv-gate.h"
#include "quality/tv-quality.h"

/* Products 0, 1 of family 0, products 2, 3 of family 1, product 4 of the family without a name and
 * not sold. Customers 0-2 are eligible, customer 3 has opted out. Customer 0 bought product 0 ten
 * days ago and product 2 a hundred days ago. */
static guint32 product_family[] = { 0, 0, 1, 1, 2 };
static guint8 is_sellable[] = { 1, 1, 1, 1, 0 };
static gint64 price_cents[] = { 1000, 2000, 60000, -1, 500 };
static char *family_name[] = { (char *) "Rouge", (char *) "Blanc", (char *) "" };
static guint8 is_optout[] = { 0, 0, 0, 1 };
static guint8 is_bounced[] = { 0, 0, 0, 0 };
static guint8 has_address[] = { 1, 0, 1, 1 };
static TvDay last_contact_day[] = { TV_DAY_NONE, TV_DAY_NONE, TV_DAY_NONE, TV_DAY_NONE };
static guint32 line_offset[] = { 0, 2, 2, 2, 2 };
static guint32 line_product[] = { 2, 0 };
static TvDay line_day[] = { 19900, 19990 };

static const TvFrame frame = {
  .as_of_day = 20000,
  .customer_count = 4,
  .is_optout = is_optout,
  .is_bounced = is_bounced,
  .has_address = has_address,
  .last_contact_day = last_contact_day,
  .product_count = 5,
  .product_family = product_family,
  .price_cents = price_cents,
  .is_sellable = is_sellable,
  .family_count = 3,
  .family_name = family_name,
  .line_offset = line_offset,
  .line_product = line_product,
  .line_day = line_day,
};

static TvFacts facts_of_customers[] = {
  { .segment = TV_SEGMENT_LOYAL, .budget_level = TV_BUDGET_STANDARD },
  { .segment = TV_SEGMENT_NEW, .budget_level = TV_BUDGET_LUXURY },
  { .segment = TV_SEGMENT_NEW, .budget_level = TV_BUDGET_BUDGET },
  { .segment = TV_SEGMENT_PROSPECT, .budget_level = TV_BUDGET_STANDARD },
};

static const TvFactsTable facts = { .customer_count = 4, .facts = facts_of_customers };

static const TvPolicyRow policy = { .minimum_score = 60,
                                    .maximum_score = 90,
                                    .minimum_coverage = .5,
                                    .recent_purchase_days = 60 };

static TvRunItem items[] = {
  { .customer = 0, .product = 2, .score = 8000, .rank = 1 },
  { .customer = 0, .product = 3, .score = 7000, .rank = 2, .is_new = 1, .popularity = 10000 },
  { .customer = 0, .product = 0, .score = 6000, .rank = 3 },
  { .customer = 1, .product = 0, .score = 5999, .rank = 1, .is_new = 1 },
  { .customer = 1, .product = 1, .score = 9001, .rank = 2, .is_new = 1, .popularity = 5000 },
  { .customer = 1, .product = 4, .score = 6000, .rank = 3 },
  { .customer = 1, .product = 4, .score = 6000, .rank = 4 },
};

static void
init_run (TvRunItems *run, guint count)
{
  *run
      = (TvRunItems){ .customer_count = 4, .eligible_count = 3, .served_count = count > 0 ? 2 : 0 };
  tv_settings_init_default (&run->settings);
  run->items = g_array_new (FALSE, FALSE, sizeof (TvRunItem));
  g_array_append_vals (run->items, items, count);
}

static void
assert_near (double found, double expected)
{
  g_assert_cmpfloat_with_epsilon (found, expected, 1e-9);
}

static void
test_figures (void)
{
  double metrics[TV_N_METRICS];
  TvRunItems run;

  init_run (&run, 5);
  tv_quality_compute (&frame, &run, .6, metrics);
  assert_near (metrics[TV_METRIC_COVERAGE], 2 / 3.0);
  assert_near (metrics[TV_METRIC_COVERAGE_ALL], .5);
  assert_near (metrics[TV_METRIC_DIVERSITY], (2 / 3.0 + 1 / 2.0) / 2);
  assert_near (metrics[TV_METRIC_SCORE_MEAN], 72);
  assert_near (metrics[TV_METRIC_ACCURACY], .72);
  assert_near (metrics[TV_METRIC_QUALITY], .4 * 2 / 3 + .3 * (7 / 12.0) + .3 * .72);
  assert_near (metrics[TV_METRIC_SCORE_MINIMUM], 59.99);
  assert_near (metrics[TV_METRIC_SCORE_QUARTILE_1], 60);
  assert_near (metrics[TV_METRIC_SCORE_MEDIAN], 70);
  assert_near (metrics[TV_METRIC_SCORE_QUARTILE_3], 80);
  assert_near (metrics[TV_METRIC_SCORE_MAXIMUM], 90.01);
  assert_near (metrics[TV_METRIC_CATALOGUE_COVERAGE], 1);
  /* Shown 1, 1, 1, 2 times: mean absolute difference 2 x 3 x 1 / 16, over twice the mean of 1.25.
   */
  assert_near (metrics[TV_METRIC_GINI], 6 / 16.0 / 2.5);
  assert_near (metrics[TV_METRIC_PASS_RATE], .6);
  assert_near (metrics[TV_METRIC_FAMILIES], 1.5);
  assert_near (metrics[TV_METRIC_NEW], 3 / 5.0);
  assert_near (metrics[TV_METRIC_POPULARITY], (1 + .5) / 5);
  g_array_unref (run.items);
}

static void
test_empty (void)
{
  double metrics[TV_N_METRICS];
  TvRunItems run;

  init_run (&run, 0);
  tv_quality_compute (&frame, &run, 0, metrics);
  for (guint m = 0; m < TV_N_METRICS; m++)
    assert_near (metrics[m], 0);
  g_array_unref (run.items);
}

static void
test_gate (void)
{
  static const guint expected[] = {
    TV_GATE_BUDGET_MISFIT,
    TV_GATE_FAMILY_REPEATED,
    TV_GATE_RECENTLY_BOUGHT,
    TV_GATE_SCORE_LOW | TV_GATE_NOT_CONTACTABLE,
    TV_GATE_SCORE_HIGH | TV_GATE_FAMILY_REPEATED | TV_GATE_NOT_CONTACTABLE,
    TV_GATE_NOT_SOLD | TV_GATE_NOT_CONTACTABLE,
    TV_GATE_NOT_SOLD | TV_GATE_NOT_CONTACTABLE | TV_GATE_PRODUCT_REPEATED,
  };
  TvPolicyRow careful = policy;
  TvRunItems run;

  init_run (&run, G_N_ELEMENTS (items));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_assert_cmpuint (tv_gate_check_item (&frame, &facts, &run, &policy, i < 3 ? 0 : 3, i),
                      ==,
                      expected[i]);
  g_assert_true (tv_gate_is_passed (expected[0]));
  g_assert_false (tv_gate_is_passed (expected[3]));
  g_assert_cmpuint (tv_gate_check_run (&run, &policy), ==, 0);
  careful.minimum_coverage = .7;
  g_assert_cmpuint (tv_gate_check_run (&run, &careful), ==, TV_GATE_COVERAGE_LOW);
  g_array_unref (run.items);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quality/figures", test_figures);
  g_test_add_func ("/quality/empty", test_empty);
  g_test_add_func ("/quality/gate", test_gate);
  return g_test_run ();
}
