/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recommender beside its slow twin on random bases, on one thread and several, for the whole
 * base and for one customer; each explanation is checked against the lines. Then the corners: no
 * products, one of each, one day, nothing but returns, prices of nothing. */
#include "base/tv-digest.h"
#include "base/tv-parallel.h"
#include "tv-test-case.h"
#include "tv-test-reference.h"

static void
assert_item (const TvTestCase *self,
             guint32 customer,
             const TvRunItem *item,
             const TvReferenceItem *slow)
{
  g_assert_cmpuint (item->customer, ==, customer);
  g_assert_cmpstr (self->frame->product_key[item->product],
                   ==,
                   self->frame->product_key[slow->product]);
  g_assert_cmpint (item->scenario, ==, slow->scenario);
  g_assert_cmpuint (item->affinity, ==, slow->affinity);
  g_assert_cmpuint (item->popularity, ==, slow->popularity);
  g_assert_cmpuint (item->profit, ==, slow->profit);
  g_assert_cmpuint (item->base, ==, slow->base);
  g_assert_cmpuint (item->score, ==, slow->score);
  g_assert_cmpuint (item->score, <=, 10000);
  g_assert_true (
      tv_reference_is_true (self->frame,
                            self->facts,
                            customer,
                            item->product,
                            (const char *) self->run->explanations->data + item->explanation));
}

/* How many items the customer has, from first on; they are those of the slow twin. */
static guint
check_customer (const TvTestCase *self,
                const TvSettings *settings,
                guint minimum_score,
                guint32 customer,
                guint first)
{
  TvExclusion exclusion;
  g_autoptr (GArray) slow = NULL;
  guint8 found = self->run->exclusion[customer];

  if (!tv_frame_is_eligible (self->frame, customer, settings->silence_days, &exclusion))
    {
      g_assert_cmpint (found, ==, exclusion);
      return 0;
    }
  if (self->frame->line_offset[customer] == self->frame->line_offset[customer + 1])
    {
      g_assert_cmpint (found, ==, TV_EXCLUSION_NO_ORDER);
      return 0;
    }
  slow = tv_reference_recommend (self->frame, self->facts, settings, minimum_score, customer);
  g_assert_cmpint (found, ==, slow->len > 0 ? TV_RUN_SERVED : TV_EXCLUSION_NO_CANDIDATE);
  g_assert_cmpuint (first + slow->len, <=, self->run->items->len);
  for (guint i = 0; i < slow->len; i++)
    {
      const TvRunItem *item = &g_array_index (self->run->items, TvRunItem, first + i);

      g_assert_cmpuint (item->rank, ==, i + 1);
      assert_item (self, customer, item, &g_array_index (slow, TvReferenceItem, i));
    }
  return slow->len;
}

static void
check_run (const TvTestCase *self, const TvSettings *settings, guint minimum_score)
{
  guint first = 0, served = 0;

  for (guint32 customer = 0; customer < self->frame->customer_count; customer++)
    {
      guint count = check_customer (self, settings, minimum_score, customer, first);

      first += count;
      served += count > 0;
    }
  g_assert_cmpuint (first, ==, self->run->items->len);
  g_assert_cmpuint (served, ==, self->run->served_count);
}

/* Each customer computed alone gives the items of the run. */
static void
check_alone (const TvTestCase *self, const TvSettings *settings)
{
  guint first = 0;

  for (guint32 customer = 0; customer < self->frame->customer_count; customer++)
    {
      g_autoptr (TvRunItems) alone = tv_run_items_new (self->frame, settings);

      tv_recommender_compute (self->recommender, customer, alone);
      g_assert_cmpint (alone->exclusion[customer], ==, self->run->exclusion[customer]);
      for (guint i = 0; i < alone->items->len; i++)
        {
          const TvRunItem *one = &g_array_index (alone->items, TvRunItem, i);
          const TvRunItem *all = &g_array_index (self->run->items, TvRunItem, first + i);

          g_assert_cmpuint (one->customer, ==, all->customer);
          g_assert_cmpuint (one->product, ==, all->product);
          g_assert_cmpuint (one->score, ==, all->score);
          g_assert_cmpstr ((const char *) alone->explanations->data + one->explanation,
                           ==,
                           (const char *) self->run->explanations->data + all->explanation);
        }
      first += alone->items->len;
    }
  g_assert_cmpuint (first, ==, self->run->items->len);
}

static void
randomize_settings (GRand *rand, TvSettings *settings)
{
  tv_settings_init_default (settings);
  settings->top_n = (guint) g_rand_int_range (rand, 1, 6);
  tv_settings_set_preset (settings, g_rand_int_range (rand, 0, TV_N_PRESETS));
  tv_settings_set_thresholds (settings, g_rand_int_range (rand, 0, TV_N_THRESHOLDS));
  if (g_rand_boolean (rand))
    return;
  settings->rebuy_days = (guint) g_rand_int_range (rand, 0, 200);
  settings->rebuy_maximum_days = (guint) g_rand_int_range (rand, 0, 900);
  settings->rebuy_purchases = (guint) g_rand_int_range (rand, 0, 5);
  settings->winback_cents = g_rand_int_range (rand, 0, 20000);
  settings->cross_sell_share = g_rand_int_range (rand, 0, 3) / 3.0;
  settings->recent_purchase_days = (guint) g_rand_int_range (rand, 0, 200);
  settings->winback_days = (guint) g_rand_int_range (rand, 0, 400);
  settings->nurture_orders = (guint) g_rand_int_range (rand, 0, 6);
  settings->upsell_cents = g_rand_int_range (rand, 0, 60000);
  settings->cross_sell_cents = g_rand_int_range (rand, 0, 60000);
  for (int i = 0; i < TV_N_SCENARIOS; i++)
    settings->base[i] = g_rand_int_range (rand, 0, 101);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 400; round++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      guint minimum_score = (guint) g_rand_int_range (rand, 0, 101);
      g_auto (TvTestCase) self = { 0 };
      TvSettings settings;

      randomize_settings (rand, &settings);
      tv_test_case_init (&self, base, &settings, minimum_score);
      check_run (&self, &settings, minimum_score * 100);
      check_alone (&self, &settings);
    }
}

/* More customers than a chunk: the same bytes on 1, 2 and 4 threads. */
static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (TvTestBase) base = tv_test_base_new (3 * TV_PARALLEL_CHUNK + 17, 8);
  guint8 first[TV_DIGEST_LENGTH], other[TV_DIGEST_LENGTH];
  g_auto (TvTestCase) self = { 0 };
  TvSettings settings;

  tv_settings_init_default (&settings);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *key = g_strdup_printf ("K%u", (i * 37) % 60);

      tv_test_base_add_product (base, key, i % 8, 100 * (i % 11));
    }
  for (guint i = 0; i < 40000; i++)
    tv_test_base_add_line (base,
                           (guint32) g_rand_int_range (rand, 0, (gint32) base->customer_count),
                           (guint32) g_rand_int_range (rand, 0, 60),
                           TV_TEST_TODAY - g_rand_int_range (rand, 0, 900),
                           i,
                           g_rand_int_range (rand, 1, 5),
                           g_rand_int_range (rand, 0, 40000));
  tv_test_case_init (&self, base, &settings, 60);
  tv_recommend_digest (self.frame, self.run, first);
  for (guint threads = 2; threads <= 4; threads += 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TvFactsTable) facts
          = tv_facts_table_new (self.frame, &settings, threads, NULL, &error);
      g_autoptr (TvRecommender) recommender
          = tv_recommender_new (self.frame, facts, &settings, NULL, 60, threads, NULL, &error);
      g_autoptr (TvRunItems) run = tv_recommender_run (recommender, threads, NULL, &error);

      g_assert_no_error (error);
      tv_recommend_digest (self.frame, run, other);
      g_assert_cmpmem (first, sizeof first, other, sizeof other);
      g_assert_cmpuint (run->served_count, ==, self.run->served_count);
    }
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TvProgress) progress = tv_progress_new (cancellable);
  g_autoptr (TvTestBase) base = tv_test_base_new (3, 1);
  g_autoptr (GError) error = NULL;
  g_auto (TvTestCase) self = { 0 };
  TvSettings settings;

  tv_settings_init_default (&settings);
  tv_test_case_init (&self, base, &settings, 60);
  g_cancellable_cancel (cancellable);
  g_assert_null (tv_recommender_run (self.recommender, 2, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Bases in which something is missing or everything is the same. */
static void
test_corners (void)
{
  for (guint shape = 0; shape < 7; shape++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new (shape == 0 ? 0 : 2, 2);
      TvDay day = shape == 3 ? TV_TEST_TODAY : TV_TEST_TODAY - 100;
      g_auto (TvTestCase) self = { 0 };
      TvSettings settings;

      tv_settings_init_default (&settings);
      for (guint i = 0; i < (shape == 1 ? 0 : shape == 2 ? 1 : 4); i++)
        tv_test_base_add_product (base, (const char *[]){ "D", "C", "B", "A" }[i], i % 2, -1);
      for (guint i = 0; shape > 1 && i < (shape == 2 ? 1 : 4); i++)
        tv_test_base_add_line (base, 0, i, day, i, 1, shape == 5 ? 0 : 5000);
      for (guint i = 0; shape == 4 && i < 4; i++)
        tv_test_base_add_line (base, 0, i, day + 1, 9, -1, -5000);
      if (shape == 6)
        base->family_names[0] = base->family_names[1] = "";
      tv_test_case_init (&self, base, &settings, 60);
      check_run (&self, &settings, 6000);
      g_assert_cmpuint (self.run->served_count, ==, shape == 2 || shape == 5 || shape == 6);
      g_assert_cmpuint (self.run->eligible_count, ==, base->customer_count);
    }
}

/* Two products of one family score best; the second place still goes to the other family, and the
 * third to what was passed over. */
static void
test_family_rule (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (3, 2);
  g_auto (TvTestCase) self = { 0 };
  TvSettings settings;

  tv_settings_init_default (&settings);
  for (guint i = 0; i < 3; i++)
    tv_test_base_add_product (base, (const char *[]){ "A", "B", "C" }[i], i / 2, 1000);
  for (guint i = 0; i < 3; i++)
    for (guint product = 0; product < 3; product++)
      tv_test_base_add_line (base, i, product, TV_TEST_TODAY - 120, product, 1, 4000);
  tv_test_case_init (&self, base, &settings, 40);
  g_assert_cmpuint (self.run->items->len, ==, 9);
  settings.top_n = 2;
  tv_test_case_clear (&self);
  tv_test_case_init (&self, base, &settings, 40);
  g_assert_cmpuint (g_array_index (self.run->items, TvRunItem, 0).product, ==, 0);
  g_assert_cmpuint (g_array_index (self.run->items, TvRunItem, 1).product, ==, 2);
  /* 75, 50, 50 and 85 at .4 .3 .2 .1: 30 + 15 + 10 + 8.5. */
  g_assert_cmpuint (g_array_index (self.run->items, TvRunItem, 0).score, ==, 6350);
  g_assert_cmpuint (g_array_index (self.run->items, TvRunItem, 1).score, ==, 5750);
  /* Where the other family does not reach the minimum score, the best are taken. */
  tv_test_case_clear (&self);
  tv_test_case_init (&self, base, &settings, 60);
  g_assert_cmpuint (g_array_index (self.run->items, TvRunItem, 1).product, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/random", test_random);
  g_test_add_func ("/recommend/threads", test_threads);
  g_test_add_func ("/recommend/cancel", test_cancel);
  g_test_add_func ("/recommend/corners", test_corners);
  g_test_add_func ("/recommend/family-rule", test_family_rule);
  return g_test_run ();
}
