/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of a customer by hand: the mean of the orders, silence, and how many orders a backtest
 * sees before its day. */
#include "quality/tv-judge.h"
#include "tv-test-frame.h"

/* Twenty cents in three orders are seven cents each, as shown; that a third of a cent is missing to
 * the bound of a budget still tells. */
static void
test_average (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (2, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvFactsTable) facts = NULL;
  TvSettings settings;

  tv_settings_init_default (&settings);
  tv_test_base_add_product (base, "A", 0, 1000);
  for (guint doc = 0; doc < 3; doc++)
    {
      tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 9, doc, 1, doc == 0 ? 8 : 6);
      tv_test_base_add_line (base, 1, 0, TV_TEST_TODAY - 9, 3 + doc, 1, doc == 0 ? 4999 : 5000);
    }
  frame = tv_test_frame_new (base);
  facts = tv_facts_table_new (frame, &settings, 1, NULL, NULL);
  g_assert_cmpint (facts->facts[0].average_order_cents, ==, 7);
  g_assert_cmpint (facts->facts[1].average_order_cents, ==, 5000);
  g_assert_cmpint (facts->facts[1].budget_level, ==, TV_BUDGET_BUDGET);
}

/* Whoever was contacted lately is within the silence window, opted out or not. */
static void
test_silent (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (2, 1);
  g_autoptr (TvFrame) frame = NULL;
  TvExclusion exclusion = TV_N_EXCLUSIONS;

  base->contact_days[0] = base->contact_days[1] = TV_TEST_TODAY - 29;
  base->is_optout[1] = TRUE;
  frame = tv_test_frame_new (base);
  for (guint32 c = 0; c < 2; c++)
    {
      g_assert_true (tv_frame_is_silent (frame, c, 30));
      g_assert_false (tv_frame_is_silent (frame, c, 29));
      g_assert_false (tv_frame_is_silent (frame, c, 0));
    }
  g_assert_false (tv_frame_is_eligible (frame, 1, 30, &exclusion));
  g_assert_cmpint (exclusion, ==, TV_EXCLUSION_OPTED_OUT);
}

/* Two documents of a day whose lines are mixed are two orders, not four; five are many. */
static void
test_orders_before (void)
{
  static const guint docs[3][6]
      = { { 0, 1, 0, 1, 0, 1 }, { 2, 2, 2, 2, 2, 2 }, { 3, 4, 5, 6, 7, 3 } };
  g_autoptr (TvTestBase) base = tv_test_base_new (3, 1);
  g_autoptr (TvFrame) frame = NULL;
  TvJudge *judge;

  for (guint product = 0; product < 6; product++)
    {
      g_autofree char *key = g_strdup_printf ("P%u", product);

      tv_test_base_add_product (base, key, 0, 1000);
    }
  for (guint32 c = 0; c < 3; c++)
    {
      for (guint product = 0; product < 6; product++)
        tv_test_base_add_line (base, c, product, TV_TEST_TODAY - 40, docs[c][product], 1000, 1000);
      tv_test_base_add_line (base, c, 0, TV_TEST_TODAY - 5, 10 + c, 1000, 1000);
    }
  frame = tv_test_frame_new (base);
  judge = tv_judge_new (frame, NULL, TV_TEST_TODAY - 20, TV_TEST_TODAY, 10);
  g_assert_cmpuint (judge->count, ==, 3);
  g_assert_cmpint (judge->customer_count, ==, 3);
  g_assert_cmpuint (judge->loyalties[0], ==, 1);
  g_assert_cmpuint (judge->loyalties[1], ==, 0);
  g_assert_cmpuint (judge->loyalties[2], ==, 2);
  tv_judge_free (judge);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/average", test_average);
  g_test_add_func ("/figures/silent", test_silent);
  g_test_add_func ("/figures/orders-before", test_orders_before);
  return g_test_run ();
}
