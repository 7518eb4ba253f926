/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of a customer by hand: how many orders a backtest sees before its day. */
#include "quality/tv-judge.h"
#include "tv-test-frame.h"

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
  g_test_add_func ("/figures/orders-before", test_orders_before);
  return g_test_run ();
}
