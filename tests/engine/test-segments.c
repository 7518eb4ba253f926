/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments over time through the public face: a shop written down by hand, a made-up merchant
 * against the profiles of the days themselves, and the choice of the bounds. */
#include <string.h>

#include "pipeline/tv-engine-private.h"
#include "pipeline/tv-warm.h"
#include "profile/tv-profile.h"
#include "tv-test-merchant.h"
#include "tv-test-shop.h"
#include "tv-test-workspace.h"

static TvMovement
get_movement (TvEngine *engine, TvDay from, TvDay to)
{
  g_autoptr (GError) error = NULL;
  TvMovement movement;

  g_assert_true (tv_engine_get_movement (engine, from, to, &movement, NULL, &error));
  g_assert_no_error (error);
  return movement;
}

/* A buys on, B stays away, C comes new, D gives everything back after the first day. */
static void
test_by_hand (void)
{
  g_auto (TvTestShop) shop = { 0 };
  TvDay march = tv_day_from_ymd (2024, 3, 1), june = tv_day_from_ymd (2024, 6, 1);
  TvMovement movement;

  tv_test_shop_init (&shop);
  tv_test_shop_take (&shop,
                     "sales.csv",
                     TV_TEST_SALES "A;2024-02-20;1;Red;1;50,00;a@example.org\n"
                                   "B;2024-02-25;2;Red;1;50,00;b@example.org\n"
                                   "D;2024-02-26;3;Red;1;50,00;d@example.org\n"
                                   "A;2024-05-25;4;White;1;50,00;a@example.org\n"
                                   "D;2024-04-01;5;Red;-1;-50,00;d@example.org\n"
                                   "C;2024-05-30;6;White;1;50,00;c@example.org\n");
  movement = get_movement (shop.engine, march, june);
  g_assert_cmpint (movement.customer_count, ==, 4);
  /* A and B were new, D too: nobody knew of the return yet. C was a prospect. */
  g_assert_cmpint (tv_movement_count_before (&movement, TV_SEGMENT_NEW), ==, 3);
  g_assert_cmpint (tv_movement_count_before (&movement, TV_SEGMENT_PROSPECT), ==, 1);
  g_assert_cmpint (movement.moves[TV_SEGMENT_PROSPECT][TV_SEGMENT_NEW], ==, 1);
  g_assert_cmpint (movement.moves[TV_SEGMENT_NEW][TV_SEGMENT_PROSPECT], ==, 1);
  g_assert_cmpint (movement.moves[TV_SEGMENT_NEW][TV_SEGMENT_POTENTIAL_LOYALIST], ==, 1);
  g_assert_cmpint (movement.moves[TV_SEGMENT_NEW][TV_SEGMENT_ABOUT_TO_SLEEP], ==, 1);
  g_assert_cmpint (tv_movement_count_moved (&movement), ==, 4);
}

static void
assert_sums (TvEngine *engine, const TvMovement *movement)
{
  gint64 before = 0, after = 0;

  for (int i = 0; i < TV_N_SEGMENTS; i++)
    {
      before += tv_movement_count_before (movement, i);
      after += tv_movement_count_after (movement, i);
    }
  g_assert_cmpint (before, ==, movement->customer_count);
  g_assert_cmpint (after, ==, movement->customer_count);
  g_assert_cmpint (movement->customer_count, ==, TV_TEST_CUSTOMERS);
}

/* The sums of each day are the counts of that day, by whichever way they are found; between a day
 * and itself nobody moves; two steps lead where one does. */
static void
test_sums (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  TvSummary summary;
  gint64 counts[TV_N_SEGMENTS];
  TvMovement now, same, first, second;
  TvDay today, middle, past;

  tv_test_merchant_init (&merchant);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  g_assert_true (tv_engine_count_segments (merchant.engine, counts, &error));
  today = summary.profile_as_of_day;
  middle = today - 90;
  past = today - 300;
  now = get_movement (merchant.engine, middle, today);
  assert_sums (merchant.engine, &now);
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    g_assert_cmpint (tv_movement_count_after (&now, i), ==, counts[i]);
  same = get_movement (merchant.engine, middle, middle);
  g_assert_cmpint (tv_movement_count_moved (&same), ==, 0);
  first = get_movement (merchant.engine, past, middle);
  second = get_movement (merchant.engine, past, today);
  for (int i = 0; i < TV_N_SEGMENTS; i++)
    {
      g_assert_cmpint (tv_movement_count_after (&first, i), ==, tv_movement_count_before (&now, i));
      g_assert_cmpint (tv_movement_count_after (&second, i), ==, counts[i]);
      g_assert_cmpint (tv_movement_count_before (&first, i),
                       ==,
                       tv_movement_count_before (&second, i));
    }
  /* Before the first order all are prospects. */
  first = get_movement (merchant.engine, today - 5000, today - 4000);
  g_assert_cmpint (first.moves[TV_SEGMENT_PROSPECT][TV_SEGMENT_PROSPECT], ==, TV_TEST_CUSTOMERS);
  g_assert_false (tv_engine_get_movement (merchant.engine, today, today - 1, &first, NULL, &error));
  g_assert_error (error, TV_ERROR, TV_ERROR_INVALID_INPUT);
  tv_test_merchant_clear (&merchant);
}

static gint64
count_listed (TvEngine *engine, TvCustomerQuery query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tv_engine_list_customer_ids (engine, &query, NULL, &error);

  g_assert_no_error (error);
  return ids->len;
}

/* Each move lists as many customers as it says, and these are now in the segment that it leads to;
 * with another filter only those of them that it lets through. */
static void
test_moves (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  TvSummary summary;
  TvMovement movement, other;
  guint seen = 0;

  tv_test_merchant_init (&merchant);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  movement
      = get_movement (merchant.engine, summary.profile_as_of_day - 90, summary.profile_as_of_day);
  for (int from = 0; from < TV_N_SEGMENTS; from++)
    for (int to = 0; to < TV_N_SEGMENTS; to++)
      {
        TvCustomerQuery query = { .segment = -1,
                                  .moved_from = from + 1,
                                  .moved_to = to + 1,
                                  .moved_from_day = movement.from_day,
                                  .moved_to_day = movement.to_day };
        gint64 expected = from != to ? movement.moves[from][to] : 0;

        g_assert_cmpint (count_listed (merchant.engine, query), ==, expected);
        query.segment = to;
        g_assert_cmpint (count_listed (merchant.engine, query), ==, expected);
        query.segment = from;
        g_assert_cmpint (count_listed (merchant.engine, query), ==, 0);
        seen += expected > 0;
        /* Days that are not remembered are read again. */
        if (expected > 0 && seen == 1)
          {
            other = get_movement (merchant.engine, movement.from_day - 60, movement.to_day);
            g_assert_cmpint (other.customer_count, ==, movement.customer_count);
            query.segment = -1;
            g_assert_cmpint (count_listed (merchant.engine, query), ==, expected);
          }
      }
  g_assert_cmpuint (seen, >, 2);
  tv_test_merchant_clear (&merchant);
}

/* Each cell of the map lists as many customers as it says. */
static void
test_map (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  TvRfmGrid grid;
  TvRfmBounds bounds;
  gint64 total = 0;

  tv_test_merchant_init (&merchant);
  for (int bins = 0; bins < TV_N_RFM_BINS; bins++)
    {
      g_assert_true (tv_engine_set_rfm_bins (merchant.engine, bins, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (tv_engine_count_rfm (merchant.engine, &grid, &bounds, &error));
      g_assert_cmpint (bounds.bins, ==, bins);
      g_assert_cmpint (tv_engine_get_rfm_bins (merchant.engine), ==, bins);
      total = 0;
      for (int r = 0; r < TV_RFM_SCORES; r++)
        for (int f = 0; f < TV_RFM_SCORES; f++)
          {
            total += grid.count[r][f];
            g_assert_cmpint ((r == 0) == (f == 0) || grid.count[r][f] == 0, ==, TRUE);
            if (r > 0 && f > 0)
              g_assert_cmpint (
                  count_listed (
                      merchant.engine,
                      (TvCustomerQuery){ .segment = -1, .recency_score = r, .frequency_score = f }),
                  ==,
                  grid.count[r][f]);
          }
      g_assert_cmpint (total, ==, TV_TEST_CUSTOMERS);
    }
  tv_test_merchant_clear (&merchant);
}

/* With quintiles profiles, runs and single customers are all scored by the same bounds; the runs of
 * before keep theirs, and both prove true. */
static void
test_quintiles (void)
{
  TvTestMerchant merchant = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvRunRow) fixed = NULL;
  g_autoptr (TvRunRow) fifths = NULL;
  TvSummary summary;
  TvMovement movement;
  gint64 before[TV_N_SEGMENTS], after[TV_N_SEGMENTS], first;

  tv_test_merchant_init (&merchant);
  first = tv_test_merchant_run (&merchant, 1);
  fixed = tv_engine_get_run (merchant.engine, first, &error);
  g_assert_null (strstr (fixed->settings, "rfm_bins"));
  g_assert_true (tv_engine_set_rfm_bins (merchant.engine, TV_RFM_BINS_QUINTILES, NULL, &error));
  g_assert_true (tv_engine_count_segments (merchant.engine, before, &error));
  fifths = tv_engine_get_run (merchant.engine, tv_test_merchant_run (&merchant, 2), &error);
  g_assert_nonnull (strstr (fifths->settings, "\"rfm_bins\":\"QUINTILES\""));
  g_assert_true (tv_engine_count_segments (merchant.engine, after, &error));
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
  g_assert_true (tv_engine_get_summary (merchant.engine, &summary, &error));
  movement
      = get_movement (merchant.engine, summary.profile_as_of_day - 90, summary.profile_as_of_day);
  assert_sums (merchant.engine, &movement);
  g_assert_cmpuint (tv_test_merchant_count_findings (&merchant), ==, 0);
  tv_test_merchant_clear (&merchant);
}

/* Whether the stored profiles are those of the base. */
static gboolean
are_stored (TvEngine *engine)
{
  const TvRunOptions options = { .as_of_day = TV_DAY_NONE, .thread_count = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvWarm) warm = tv_engine_ref_warm (engine, &options, NULL, &error);
  g_autoptr (TvOutlook) outlook = tv_outlook_new (warm->frame, 1, NULL, &error);
  g_auto (TvRead) read = { 0 };
  gboolean is_stored = FALSE;

  g_assert_true (tv_read_begin (&read, engine, NULL, &error));
  g_assert_true (tv_profile_is_stored (&read.job,
                                       warm->frame,
                                       warm->facts,
                                       &warm->settings,
                                       outlook,
                                       &is_stored,
                                       &error));
  return is_stored;
}

/* Profiles that are as they should be are known as such, after an import already; whatever was
 * changed in them, the next run mends. */
static void
test_stored (void)
{
  static const char *const changes[]
      = { "UPDATE profile SET spent_cents = spent_cents + 1 WHERE customer_id = %s",
          "UPDATE profile SET diversity_ratio = diversity_ratio + 1e-9 WHERE customer_id = %s",
          "UPDATE profile SET top_family_id = NULL WHERE customer_id = %s",
          "UPDATE profile SET recency_days = 1 - coalesce (recency_days, 1) WHERE customer_id = %s",
          "UPDATE profile SET customer_id = customer_id + 1000 WHERE customer_id = %s",
          "DELETE FROM profile WHERE customer_id = %s" };
  static const char *const ends[] = { "(SELECT min (customer_id) FROM profile)",
                                      "(SELECT max (customer_id) FROM profile WHERE top_family_id "
                                      "IS NOT NULL)",
                                      "(SELECT max (customer_id) FROM profile)" };
  TvTestMerchant merchant = { 0 };

  tv_test_merchant_init (&merchant);
  g_assert_true (are_stored (merchant.engine));
  tv_test_merchant_run (&merchant, 1);
  g_assert_true (are_stored (merchant.engine));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const char *end = i == 5 ? ends[2] : ends[i % 2];
      g_auto (GStrv) halves = g_strsplit (changes[i], "%s", 2);
      g_autofree char *change = g_strconcat (halves[0], end, NULL);

      g_free (tv_test_sqlite (merchant.path, change));
      g_assert_false (are_stored (merchant.engine));
      tv_test_merchant_run (&merchant, 1);
      g_assert_true (are_stored (merchant.engine));
    }
  tv_test_merchant_clear (&merchant);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segments/by-hand", test_by_hand);
  g_test_add_func ("/segments/sums", test_sums);
  g_test_add_func ("/segments/moves", test_moves);
  g_test_add_func ("/segments/map", test_map);
  g_test_add_func ("/segments/quintiles", test_quintiles);
  g_test_add_func ("/segments/stored", test_stored);
  return g_test_run ();
}
