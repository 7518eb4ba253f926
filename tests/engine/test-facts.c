/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns, facts and segments: hand-made bases with their figures, random bases judged by the plain
 * definitions of SPEC section 4, and a customer with two million lines. */
#include <math.h>

#include "frame/tv-facts.h"
#include "tv-test-frame.h"

static TvFactsTable *
make_facts (const TvFrame *frame, guint thread_count)
{
  g_autoptr (GError) error = NULL;
  TvSettings settings;
  TvFactsTable *facts;

  tv_settings_init_default (&settings);
  facts = tv_facts_table_new (frame, &settings, thread_count, NULL, &error);
  g_assert_no_error (error);
  return facts;
}

static void
test_segments (void)
{
  guint seen[TV_N_SEGMENTS] = { 0 };

  for (guint r = 0; r <= 5; r++)
    for (guint f = 0; f <= 5; f++)
      for (guint m = 0; m <= 5; m++)
        {
          TvSegment segment = tv_facts_get_segment (r, f, m);

          g_assert_cmpint (segment, >=, 0);
          g_assert_cmpint (segment, <, TV_N_SEGMENTS);
          g_assert_cmpint (segment == TV_SEGMENT_PROSPECT, ==, r == 0 || f == 0);
          /* The mean of F and M decides, rounded half up. */
          if (r > 0 && f > 0)
            g_assert_cmpint (segment,
                             ==,
                             tv_facts_get_segment (r, (f + m + 1) / 2, (f + m + 1) / 2));
          seen[segment]++;
        }
  for (guint i = 0; i < TV_N_SEGMENTS; i++)
    g_assert_cmpuint (seen[i], >, 0);
  g_assert_cmpint (tv_facts_get_segment (5, 5, 5), ==, TV_SEGMENT_CHAMPION);
  g_assert_cmpint (tv_facts_get_segment (5, 1, 1), ==, TV_SEGMENT_NEW);
  g_assert_cmpint (tv_facts_get_segment (1, 5, 4), ==, TV_SEGMENT_CANNOT_LOSE);
  g_assert_cmpint (tv_facts_get_segment (1, 1, 1), ==, TV_SEGMENT_LOST);
}

static void
test_bins (void)
{
  static const struct
  {
    gint64 days;
    guint score;
  } recency[] = { { 0, 5 },  { 30, 5 },  { 31, 4 },  { 90, 4 },
                  { 91, 3 }, { 180, 3 }, { 365, 2 }, { 366, 1 } };
  static const guint frequency[] = { 0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5, 5 };
  TvSettings settings;

  tv_settings_init_default (&settings);
  for (guint i = 0; i < G_N_ELEMENTS (recency); i++)
    g_assert_cmpuint (tv_facts_score_recency (&settings, recency[i].days), ==, recency[i].score);
  for (guint i = 0; i < G_N_ELEMENTS (frequency); i++)
    g_assert_cmpuint (tv_facts_score_frequency (&settings, i), ==, frequency[i]);
  g_assert_cmpuint (tv_facts_score_monetary (&settings, 0), ==, 0);
  g_assert_cmpuint (tv_facts_score_monetary (&settings, 1), ==, 1);
  g_assert_cmpuint (tv_facts_score_monetary (&settings, 9999), ==, 1);
  g_assert_cmpuint (tv_facts_score_monetary (&settings, 10000), ==, 2);
  g_assert_cmpuint (tv_facts_score_monetary (&settings, 499999), ==, 4);
  g_assert_cmpuint (tv_facts_score_monetary (&settings, 500000), ==, 5);
  g_assert_cmpint (tv_facts_get_budget_level (&settings, 0, FALSE), ==, TV_BUDGET_STANDARD);
  g_assert_cmpint (tv_facts_get_budget_level (&settings, 4999, TRUE), ==, TV_BUDGET_BUDGET);
  g_assert_cmpint (tv_facts_get_budget_level (&settings, 20000, TRUE), ==, TV_BUDGET_PREMIUM);
  g_assert_cmpint (tv_facts_get_budget_level (&settings, 50000, TRUE), ==, TV_BUDGET_LUXURY);
}

/* Ten bottles, then six, then a return of eight: the six go back as a whole, two of the ten in
 * proportion. A return that nothing precedes changes nothing. */
static void
test_returns (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvFactsTable) facts = NULL;

  tv_test_base_add_product (base, "A", 0, 1000);
  tv_test_base_add_product (base, "B", 0, 1000);
  tv_test_base_add_line (base, 0, 1, TV_TEST_TODAY - 80, 9, -3, -3000);
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 50, 1, 10, 10000);
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 40, 2, 6, 6000);
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 20, 3, -8, -8000);
  frame = tv_test_frame_new (base);
  facts = make_facts (frame, 1);
  g_assert_cmpuint (frame->line_offset[1], ==, 1);
  g_assert_cmpint (tv_ints_get (&frame->line_qty_milli, 0), ==, 8000);
  g_assert_cmpint (tv_ints_get (&frame->line_amount_cents, 0), ==, 8000);
  g_assert_cmpuint (facts->facts[0].order_count, ==, 1);
  g_assert_cmpint (facts->facts[0].spent_cents, ==, 8000);
  g_assert_cmpint (facts->facts[0].last_order_day, ==, TV_TEST_TODAY - 50);
  g_assert_cmpuint (facts->facts[0].recency_score, ==, 4);
}

static void
test_all_returned (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvFactsTable) facts = NULL;

  tv_test_base_add_product (base, "A", 0, 1000);
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 50, 1, 2, 2000);
  /* Some tills write a return with a quantity above nothing. */
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 20, 3, 2, -2000);
  frame = tv_test_frame_new (base);
  facts = make_facts (frame, 1);
  g_assert_cmpuint (facts->facts[0].order_count, ==, 0);
  g_assert_cmpuint (facts->facts[0].frequency_score, ==, 0);
  g_assert_cmpint (facts->facts[0].segment, ==, TV_SEGMENT_PROSPECT);
  g_assert_cmpint (facts->facts[0].first_order_day, ==, TV_DAY_NONE);
  g_assert_cmpint (facts->facts[0].top_family, ==, -1);
}

/* Money back without a piece is less spent, the piece stays bought; and no more than it cost. */
static void
test_money_back (void)
{
  for (gint64 back = 300; back <= 1300; back += 1000)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new (1, 1);
      g_autoptr (TvFrame) frame = NULL;
      g_autoptr (TvFactsTable) facts = NULL;

      tv_test_base_add_product (base, "A", 0, 1000);
      tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 50, 1, 1, 1000);
      tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 40, 2, 1, 1000);
      g_array_index (base->lines, TvTestLine, 1).margin_cents = 400;
      tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 20, 3, 0, -back);
      frame = tv_test_frame_new (base);
      facts = make_facts (frame, 1);
      g_assert_cmpuint (facts->facts[0].order_count, ==, 2);
      g_assert_cmpint (facts->facts[0].spent_cents, ==, 2000 - MIN (back, 1000));
      g_assert_cmpint (facts->facts[0].last_order_day, ==, TV_TEST_TODAY - 40);
      g_assert_cmpint (tv_ints_get (&frame->line_margin_cents, 1), ==, 400 - MIN (back, 1000));
    }
}

/* By the definition: each return, in order of time, takes unit by unit, and their share of the
 * money, from the latest line before it that has some left; one of no unit takes money alone. */
static void
match_slowly (const TvFrame *frame, gint64 *quantity, double *amount)
{
  for (guint32 c = 0; c < frame->customer_count; c++)
    for (guint32 i = frame->line_offset[c]; i < frame->line_offset[c + 1]; i++)
      {
        gint64 left = tv_ints_get (&frame->line_qty_milli, i);

        quantity[i] = tv_ints_get (&frame->line_amount_cents, i) < 0 ? 0 : MAX (left, 0);
        amount[i] = (double) tv_ints_get (&frame->line_amount_cents, i);
        if (left > 0 && tv_ints_get (&frame->line_amount_cents, i) >= 0)
          continue;
        for (guint32 j = i; left == 0 && j > frame->line_offset[c]; j--)
          if (frame->line_product[j - 1] == frame->line_product[i] && quantity[j - 1] > 0)
            {
              amount[j - 1] -= amount[i] < 0 ? MIN (amount[j - 1], -amount[i]) : 0;
              break;
            }
        left = ABS (left);
        for (guint32 j = i; left > 0 && j > frame->line_offset[c]; j--)
          if (frame->line_product[j - 1] == frame->line_product[i])
            {
              gint64 taken = MIN (left, quantity[j - 1]);

              if (taken > 0)
                amount[j - 1] -= amount[j - 1] * (double) taken / (double) quantity[j - 1];
              quantity[j - 1] -= taken;
              left -= taken;
            }
      }
}

static void
test_returns_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 500; round++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_autoptr (TvFrame) before = tv_test_frame_group (base);
      g_autoptr (TvFrame) after = tv_test_frame_new (base);
      g_autofree gint64 *quantity = g_new0 (gint64, base->lines->len + 1);
      g_autofree double *amount = g_new0 (double, base->lines->len + 1);
      guint32 kept = 0;

      match_slowly (before, quantity, amount);
      for (guint32 c = 0; c < before->customer_count; c++)
        {
          for (guint32 i = before->line_offset[c]; i < before->line_offset[c + 1]; i++)
            {
              if (quantity[i] == 0)
                continue;
              g_assert_cmpuint (after->line_product[kept], ==, before->line_product[i]);
              g_assert_cmpint (after->line_day[kept], ==, before->line_day[i]);
              g_assert_cmpuint (after->line_doc[kept], ==, before->line_doc[i]);
              g_assert_cmpint (tv_ints_get (&after->line_qty_milli, kept), ==, quantity[i]);
              /* Several returns of one line round once each. */
              g_assert_cmpfloat_with_epsilon (
                  (double) tv_ints_get (&after->line_amount_cents, kept),
                  amount[i],
                  20);
              kept++;
            }
          g_assert_cmpuint (after->line_offset[c + 1], ==, kept);
        }
    }
}

static guint32
count_distinct (const TvFrame *frame, guint32 customer, int what)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    {
      guint32 product = frame->line_product[i];
      guint32 family = frame->product_family[product];
      gint64 value = what == 0   ? (gint64) frame->line_doc[i]
                     : what == 1 ? (gint64) product
                                 : (gint64) family;

      if (what < 2 || frame->family_name[family][0] != '\0')
        g_hash_table_add (seen, g_memdup2 (&value, sizeof value));
    }
  return g_hash_table_size (seen);
}

static void
check_families (const TvFrame *frame, guint32 customer, const TvFacts *facts)
{
  gint64 spent[8] = { 0 }, named = 0, best = -1;
  double entropy = 0;
  guint count = count_distinct (frame, customer, 2);

  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    spent[frame->product_family[frame->line_product[i]]]
        += tv_ints_get (&frame->line_amount_cents, i);
  for (guint i = 0; i < frame->family_count; i++)
    if (frame->family_name[i][0] != '\0')
      {
        named += spent[i];
        best = MAX (best, spent[i]);
      }
  for (guint i = 0; i < frame->family_count; i++)
    if (frame->family_name[i][0] != '\0' && spent[i] > 0)
      entropy -= (double) spent[i] / (double) named * log ((double) spent[i] / (double) named);
  if (count == 0)
    g_assert_cmpint (facts->top_family, ==, -1);
  else
    g_assert_cmpint (spent[facts->top_family], ==, best);
  g_assert_cmpfloat_with_epsilon (facts->diversity_ratio,
                                  count > 1 ? entropy / log (count) : 0,
                                  1e-9);
  g_assert_true (isfinite (facts->top_family_share) && facts->top_family_share >= 0
                 && facts->top_family_share <= 1);
}

static void
check_facts (const TvFrame *frame, guint32 customer, const TvFacts *facts)
{
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];
  gint64 spent = 0;

  for (guint32 i = begin; i < end; i++)
    spent += tv_ints_get (&frame->line_amount_cents, i);
  g_assert_cmpint (facts->spent_cents, ==, spent);
  g_assert_cmpuint (facts->line_count, ==, end - begin);
  g_assert_cmpuint (facts->order_count, ==, count_distinct (frame, customer, 0));
  g_assert_cmpuint (facts->product_count, ==, count_distinct (frame, customer, 1));
  g_assert_cmpuint (facts->family_count, ==, count_distinct (frame, customer, 2));
  if (facts->order_count > 1)
    g_assert_cmpfloat_with_epsilon (facts->average_gap_days * (facts->order_count - 1),
                                    frame->line_day[end - 1] - frame->line_day[begin],
                                    1e-9);
  else
    g_assert_cmpfloat (facts->average_gap_days, <, 0);
  g_assert_cmpint (facts->segment == TV_SEGMENT_PROSPECT, ==, begin == end);
  check_families (frame, customer, facts);
}

static void
test_facts_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 300; round++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_autoptr (TvFrame) frame = tv_test_frame_new (base);
      g_autoptr (TvFactsTable) facts = make_facts (frame, 2);

      g_assert_cmpuint (facts->customer_count, ==, frame->customer_count);
      for (guint32 c = 0; c < frame->customer_count; c++)
        check_facts (frame, c, &facts->facts[c]);
    }
}

/* One customer, one product, two million lines, every second one a return: a look through all sales
 * for each return would not end while a test may run. */
static void
test_million_sales (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 1);
  g_autoptr (TvFrame) frame = NULL;

  tv_test_base_add_product (base, "A", 0, 1000);
  for (guint i = 0; i < 1000000; i++)
    tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 100, i, 1, 1000);
  for (guint i = 0; i < 999999; i++)
    tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 50, i, -1, -1000);
  frame = tv_test_frame_new (base);
  g_assert_cmpuint (frame->line_offset[1], ==, 1);
}

/* Nothing has a tier: quartiles of price in families of four and more. The median of what was paid
 * stands in for a price. */
static void
test_products (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 2);
  g_autoptr (TvFrame) frame = NULL;

  for (guint i = 0; i < 8; i++)
    tv_test_base_add_product (base,
                              (const char *[]){ "H", "G", "F", "E", "D", "C", "B", "A" }[i],
                              0,
                              100 + 100 * i);
  tv_test_base_add_product (base, "few", 1, 900);
  tv_test_base_add_product (base, "sold", 1, -1);
  for (guint i = 0; i < 3; i++)
    tv_test_base_add_line (base, 0, 9, TV_TEST_TODAY - 9, i, 2, (gint64[]){ 500, 600, 5000 }[i]);
  frame = tv_test_frame_new (base);
  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpint (frame->premium_tier[i], ==, i / 2);
      g_assert_cmpuint (frame->key_rank[i], ==, 7 - i);
    }
  g_assert_cmpint (frame->premium_tier[8], ==, -1);
  g_assert_cmpint (frame->price_cents[9], ==, 300);
  g_assert_cmpint (frame->margin_permille[9], ==, G_MININT64);
}

/* The scores of one figure over all customers with an order. */
static void
count_scores (const TvFactsTable *facts, guint which, guint counts[6])
{
  for (guint i = 0; i < 6; i++)
    counts[i] = 0;
  for (guint32 c = 0; c < facts->customer_count; c++)
    if (facts->facts[c].order_count > 0)
      counts[which == 0   ? facts->facts[c].recency_score
             : which == 1 ? facts->facts[c].frequency_score
                          : facts->facts[c].monetary_score]++;
}

/* Customers who differ in everything fall into five equal parts, each customer by the bounds that
 * the settings hold from then on. */
static void
test_quintiles (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (53, 1);
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvFactsTable) facts = NULL;
  g_autoptr (TvFactsTable) again = NULL;
  TvSettings settings;

  tv_test_base_add_product (base, "A", 0, 1000);
  for (guint c = 0; c < 50; c++)
    for (guint order = 0; order <= c; order++)
      tv_test_base_add_line (base, c, 0, TV_TEST_TODAY - 10 - order - c * 3, order, 1, 1000 + c);
  frame = tv_test_frame_new (base);
  tv_settings_init_default (&settings);
  settings.rfm_bins = TV_RFM_BINS_QUINTILES;
  facts = tv_facts_table_new_fitted (frame, &settings, 2, NULL, NULL);
  for (guint which = 0; which < 3; which++)
    {
      guint counts[6];

      count_scores (facts, which, counts);
      for (guint score = 1; score <= 5; score++)
        g_assert_cmpuint (counts[score], ==, 10);
    }
  g_assert_cmpuint (facts->facts[49].frequency_score, ==, 5);
  g_assert_cmpuint (facts->facts[0].frequency_score, ==, 1);
  g_assert_cmpuint (facts->facts[0].recency_score, ==, 5);
  g_assert_cmpint (facts->facts[52].segment, ==, TV_SEGMENT_PROSPECT);
  again = tv_facts_table_new (frame, &settings, 1, NULL, NULL);
  g_assert_cmpmem (facts->facts,
                   facts->customer_count * sizeof (TvFacts),
                   again->facts,
                   again->customer_count * sizeof (TvFacts));
}

/* Equal customers get equal scores, whatever share of the base they are; no score says that more
 * customers are behind than there are. */
static void
test_quintiles_random (void)
{
  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_autoptr (TvFrame) frame = tv_test_frame_new (base);
      g_autoptr (TvFactsTable) facts = NULL;
      TvSettings settings;
      guint32 buyers = 0;

      tv_settings_init_default (&settings);
      settings.rfm_bins = TV_RFM_BINS_QUINTILES;
      facts = tv_facts_table_new_fitted (frame, &settings, 1, NULL, NULL);
      for (guint32 c = 0; c < facts->customer_count; c++)
        buyers += facts->facts[c].order_count > 0;
      for (guint32 a = 0; a < facts->customer_count; a++)
        {
          const TvFacts *own = &facts->facts[a];
          guint32 fewer = 0;

          for (guint32 b = 0; b < facts->customer_count; b++)
            {
              const TvFacts *other = &facts->facts[b];

              if (other->order_count == 0)
                continue;
              fewer += other->order_count < own->order_count;
              if (other->order_count <= own->order_count && own->order_count > 0)
                g_assert_cmpuint (other->frequency_score, <=, own->frequency_score);
              if (other->last_order_day <= own->last_order_day && own->order_count > 0)
                g_assert_cmpuint (other->recency_score, <=, own->recency_score);
            }
          if (own->order_count > 0)
            g_assert_cmpuint (fewer * 5, >=, (own->frequency_score - 1u) * buyers);
          g_assert_cmpint (own->segment == TV_SEGMENT_PROSPECT, ==, own->order_count == 0);
        }
    }
}

/* One customer, or all on one day: the most recent there are, and no more frequent than others. */
static void
test_quintiles_alike (void)
{
  for (guint32 count = 0; count < 4; count++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new (3, 1);
      g_autoptr (TvFrame) frame = NULL;
      g_autoptr (TvFactsTable) facts = NULL;
      TvSettings settings;

      tv_test_base_add_product (base, "A", 0, 1000);
      for (guint32 c = 0; c < count; c++)
        tv_test_base_add_line (base, c, 0, TV_TEST_TODAY - 9, c, 1, 1000);
      frame = tv_test_frame_new (base);
      tv_settings_init_default (&settings);
      settings.rfm_bins = TV_RFM_BINS_QUINTILES;
      facts = tv_facts_table_new_fitted (frame, &settings, 1, NULL, NULL);
      for (guint32 c = 0; c < 3; c++)
        g_assert_cmpint (facts->facts[c].segment,
                         ==,
                         c < count ? TV_SEGMENT_NEW : TV_SEGMENT_PROSPECT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/segments", test_segments);
  g_test_add_func ("/facts/bins", test_bins);
  g_test_add_func ("/facts/quintiles", test_quintiles);
  g_test_add_func ("/facts/quintiles-random", test_quintiles_random);
  g_test_add_func ("/facts/quintiles-alike", test_quintiles_alike);
  g_test_add_func ("/facts/returns", test_returns);
  g_test_add_func ("/facts/all-returned", test_all_returned);
  g_test_add_func ("/facts/money-back", test_money_back);
  g_test_add_func ("/facts/returns-random", test_returns_random);
  g_test_add_func ("/facts/random", test_facts_random);
  g_test_add_func ("/facts/million-sales", test_million_sales);
  g_test_add_func ("/facts/products", test_products);
  return g_test_run ();
}
