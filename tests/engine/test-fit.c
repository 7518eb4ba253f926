/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recommender over rankers, on random bases: items and their claims are true, contributions add
 * up, families keep to their cap, one customer alone gets the same, why-not agrees with the run for
 * every product, and any number of threads gives the same bytes. */
#include <math.h>

#include <string.h>

#include "base/tv-digest.h"
#include "recommend/tv-rank-features.h"
#include "recommend/tv-choice.h"
#include "recommend/tv-counterfactual.h"
#include "recommend/tv-recommender-private.h"
#include "recommend/tv-why-not.h"
#include "tv-test-frame.h"
#include "tv-test-reference.h"

typedef struct
{
  TvFrame *frame;
  TvFactsTable *facts;
  TvModel *model;
  TvRecommender *recommender;
  TvRunItems *run;
} Case;

static void
case_init (Case *self, const TvTestBase *base, const TvSettings *settings, guint threads)
{
  const TvModelOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  self->frame = tv_test_frame_new (base);
  self->facts = tv_facts_table_new (self->frame, settings, threads, NULL, &error);
  self->model = tv_model_train (self->frame, TV_TEST_TODAY + 1, &options, threads, NULL, &error);
  g_assert_no_error (error);
  self->recommender = tv_recommender_new (self->frame,
                                          self->facts,
                                          settings,
                                          self->model,
                                          40,
                                          threads,
                                          NULL,
                                          &error);
  g_assert_no_error (error);
  self->run = tv_recommender_run (self->recommender, threads, NULL, &error);
  g_assert_no_error (error);
}

static void
case_clear (Case *self)
{
  if (self->run == NULL)
    return;
  tv_run_items_free (self->run);
  tv_recommender_free (self->recommender);
  tv_model_unref (self->model);
  tv_facts_table_free (self->facts);
  tv_frame_unref (self->frame);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static void
check_item (const Case *self, const TvSettings *settings, const TvRunItem *item)
{
  const char *explanation = (const char *) self->run->explanations->data + item->explanation;
  const char *fit = strstr (explanation, "FIT:");
  guint own = tv_run_item_get_contribution (settings->weight_affinity, item->affinity);
  guint sum = own + tv_run_item_get_contribution (settings->weight_popularity, item->popularity)
              + tv_run_item_get_contribution (settings->weight_profit, item->profit)
              + tv_run_item_get_contribution (settings->weight_base, item->base);

  g_assert_cmpuint (item->score, ==, MIN (sum, 10000));
  g_assert_cmpuint (item->affinity, <=, 10000);
  g_assert_true (self->frame->is_sellable[item->product]);
  g_assert_true (
      tv_reference_is_true (self->frame, self->facts, item->customer, item->product, explanation));
  if (fit != NULL)
    {
      guint parts = 0;

      fit += strlen ("FIT:");
      for (int i = 0; i < TV_N_GROUPS; i++)
        parts += (guint) g_ascii_strtoull (i == 0 ? fit : fit + 1, (char **) &fit, 10);
      g_assert_cmpuint (parts, ==, own);
    }
}

/* Whether the product's family has all its places. */
static gboolean
is_full (const Case *self,
         const TvSettings *settings,
         const TvRunItem *items,
         guint count,
         guint32 product)
{
  guint32 family = self->frame->product_family[product];
  guint same = 0;

  for (guint i = 0; i < count; i++)
    same += self->frame->product_family[items[i].product] == family;
  return tv_frame_is_family_named (self->frame, family) && same >= settings->family_cap;
}

/* A family goes beyond its cap only where nothing of another one reaches the minimum score. */
static void
check_cap (const Case *self, const TvSettings *settings, guint first, guint count)
{
  const TvRunItem *items = &g_array_index (self->run->items, TvRunItem, first);

  for (guint i = 0; i < count; i++)
    {
      guint32 family = self->frame->product_family[items[i].product];
      guint same = 0;

      for (guint j = 0; j < count; j++)
        {
          same += self->frame->product_family[items[j].product] == family;
          g_assert_true (i == j || items[i].product != items[j].product);
        }
      if (same > settings->family_cap && tv_frame_is_family_named (self->frame, family))
        for (guint32 p = 0; p < self->frame->product_count; p++)
          {
            TvReasonNot reason;

            if (self->frame->product_family[p] == family)
              continue;
            tv_recommender_explain_missing (self->recommender, items[i].customer, p, &reason);
            g_assert_true (reason.rank > 0 || reason.scenario < 0 || reason.item.score < 4000
                           || is_full (self, settings, items, count, p));
          }
    }
}

static void
check_customer (const Case *self, const TvSettings *settings, guint32 customer, guint *first)
{
  g_autoptr (TvRunItems) alone = tv_run_items_new (self->frame, settings);
  g_autoptr (GHashTable) products = g_hash_table_new (NULL, NULL);

  tv_recommender_compute (self->recommender, customer, alone);
  g_assert_cmpint (alone->exclusion[customer], ==, self->run->exclusion[customer]);
  for (guint i = 0; i < alone->items->len; i++)
    {
      const TvRunItem *one = &g_array_index (alone->items, TvRunItem, i);
      const TvRunItem *all = &g_array_index (self->run->items, TvRunItem, *first + i);

      g_assert_cmpuint (one->product, ==, all->product);
      g_assert_cmpuint (one->score, ==, all->score);
      g_assert_cmpuint (all->customer, ==, customer);
      check_item (self, settings, all);
      g_hash_table_add (products, GUINT_TO_POINTER (one->product + 1));
    }
  check_cap (self, settings, *first, alone->items->len);
  *first += alone->items->len;
  for (guint32 product = 0; product < self->frame->product_count; product++)
    {
      gboolean is_in = g_hash_table_contains (products, GUINT_TO_POINTER (product + 1));
      TvReasonNot reason;

      tv_recommender_explain_missing (self->recommender, customer, product, &reason);
      g_assert_cmpint (reason.code == TV_WHY_RECOMMENDED, ==, is_in);
      if (reason.code == TV_WHY_SCORE_BEATEN)
        g_assert_cmpuint (reason.item.score, <=, reason.rival.score);
      if (reason.has_rival)
        g_assert_true (
            g_hash_table_contains (products, GUINT_TO_POINTER (reason.rival.product + 1)));
      for (int i = 0; i < TV_N_SCENARIOS && reason.code == TV_WHY_NO_SCENARIO; i++)
        g_assert_cmpint (reason.misses[i].miss, !=, TV_MISS_NONE);
    }
}

static void
check_variation (const Case *self, guint32 customer)
{
  g_autoptr (TvVariation) variation = tv_variation_new (self->recommender, customer, 0);
  g_autoptr (TvRunItems) same = tv_variation_run (variation, TV_KNOB_WAIT_DAYS, 0);
  guint count = 0;

  for (guint i = 0; i < self->run->items->len; i++)
    {
      const TvRunItem *item = &g_array_index (self->run->items, TvRunItem, i);

      if (item->customer != customer)
        continue;
      g_assert_cmpuint (count, <, same->items->len);
      g_assert_cmpuint (g_array_index (same->items, TvRunItem, count).product, ==, item->product);
      g_assert_cmpuint (g_array_index (same->items, TvRunItem, count++).score, ==, item->score);
    }
  g_assert_cmpuint (count, ==, same->items->len);
}

static void
randomize_settings (GRand *rand, TvSettings *settings)
{
  static const TvRanker rankers[]
      = { TV_RANKER_POPULARITY, TV_RANKER_FREQUENCY, TV_RANKER_NEIGHBOURS, TV_RANKER_LEARNED };

  tv_settings_init_default (settings);
  settings->ranker = (guint8) rankers[g_rand_int_range (rand, 0, G_N_ELEMENTS (rankers))];
  settings->top_n = (guint) g_rand_int_range (rand, 1, 6);
  settings->family_cap = (guint8) g_rand_int_range (rand, 1, 4);
  if (g_rand_int_range (rand, 0, 3) == 0)
    settings->calibration = g_rand_int_range (rand, 1, 101) / 100.;
  tv_settings_set_preset (settings, g_rand_int_range (rand, 0, TV_N_PRESETS));
  tv_settings_set_thresholds (settings, g_rand_int_range (rand, 0, TV_N_THRESHOLDS));
  settings->upsell_cents = g_rand_int_range (rand, 0, 60000);
  settings->winback_days = (guint) g_rand_int_range (rand, 50, 400);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 120; round++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_auto (Case) self = { 0 };
      TvSettings settings;
      guint first = 0;

      randomize_settings (rand, &settings);
      case_init (&self, base, &settings, 1);
      for (guint32 customer = 0; customer < self.frame->customer_count; customer++)
        {
          check_customer (&self, &settings, customer, &first);
          if (self.frame->product_count > 0)
            check_variation (&self, customer);
        }
      g_assert_cmpuint (first, ==, self.run->items->len);
    }
}

/* A base with habits: enough to learn from. */
static TvTestBase *
make_habits (GRand *rand)
{
  TvTestBase *base = tv_test_base_new (600, 8);
  guint doc = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *key = g_strdup_printf ("K%u", (i * 37) % 60);

      tv_test_base_add_product (base, key, i % 8, 500 + 100 * (i % 11));
    }
  for (guint32 customer = 0; customer < 600; customer++)
    for (TvDay day = TV_TEST_TODAY - g_rand_int_range (rand, 100, 400); day < TV_TEST_TODAY;
         day += g_rand_int_range (rand, 10, 50))
      {
        doc++;
        for (int k = g_rand_int_range (rand, 1, 5); k > 0; k--)
          tv_test_base_add_line (base,
                                 customer,
                                 (customer % 20 + (guint32) g_rand_int_range (rand, 0, 8)) % 60,
                                 day,
                                 doc,
                                 1,
                                 g_rand_int_range (rand, 500, 4000));
      }
  return base;
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (TvTestBase) base = make_habits (rand);
  guint8 digests[3][TV_DIGEST_LENGTH];
  TvSettings settings;

  tv_settings_init_default (&settings);
  settings.ranker = TV_RANKER_LEARNED;
  settings.family_cap = 2;
  for (guint i = 0; i < 3; i++)
    {
      g_auto (Case) self = { 0 };
      guint fits = 0;

      case_init (&self, base, &settings, 1u << i);
      tv_recommend_digest (self.frame, self.run, digests[i]);
      for (guint k = 0; k < self.run->items->len; k++)
        {
          const TvRunItem *item = &g_array_index (self.run->items, TvRunItem, k);

          check_item (&self, &settings, item);
          fits += strstr ((const char *) self.run->explanations->data + item->explanation, "FIT:")
                  != NULL;
        }
      g_assert_cmpuint (fits, >, 0);
      g_assert_cmpmem (digests[0], TV_DIGEST_LENGTH, digests[i], TV_DIGEST_LENGTH);
    }
}

/* Other weights on a recommender that is there, and some customers only: the items that a run with
 * these weights gives them. */
static void
test_reweigh (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (TvTestBase) base = make_habits (rand);
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (Case) first = { 0 };
  TvSettings settings;

  tv_settings_init_default (&settings);
  settings.ranker = TV_RANKER_LEARNED;
  settings.family_cap = 2;
  case_init (&first, base, &settings, 1);
  for (guint32 c = 0; c < first.frame->customer_count; c += 3)
    g_array_append_val (customers, c);
  for (int preset = TV_N_PRESETS - 1; preset >= 0; preset--)
    {
      g_auto (Case) whole = { 0 };
      g_autoptr (GArray) some = NULL;
      guint at = 0;

      tv_settings_set_preset (&settings, (TvPreset) preset);
      settings.family_cap = (guint8) (1 + preset);
      settings.calibration = preset % 2 == 0 ? .5 : 0;
      case_init (&whole, base, &settings, 1);
      tv_recommender_reweigh (first.recommender, &settings);
      some = tv_recommender_run_some (first.recommender,
                                      (const guint32 *) (const void *) customers->data,
                                      customers->len,
                                      2,
                                      NULL,
                                      NULL);
      for (guint i = 0; i < whole.run->items->len; i++)
        {
          const TvRunItem *item = &g_array_index (whole.run->items, TvRunItem, i);
          const TvRunItem *other;

          if (item->customer % 3 != 0)
            continue;
          g_assert_cmpuint (at, <, some->len);
          other = &g_array_index (some, TvRunItem, at++);
          g_assert_cmpuint (other->customer, ==, item->customer);
          g_assert_cmpuint (other->product, ==, item->product);
          g_assert_cmpuint (other->score, ==, item->score);
          g_assert_cmpuint (other->scenario, ==, item->scenario);
          g_assert_cmpuint (other->rank, ==, item->rank);
        }
      g_assert_cmpuint (at, ==, some->len);
    }
}

/* Chooses with every candidate rated. */
static guint
choose_plainly (const Case *self, TvCandidates *candidates, guint32 customer, TvCandidate **out)
{
  const TvRecommender *recommender = self->recommender;
  const TvFacts *facts = &self->facts->facts[customer];
  guint count;

  tv_candidates_collect_fit (candidates,
                             self->frame,
                             facts,
                             recommender->catalogue,
                             &recommender->settings,
                             recommender->fit,
                             customer,
                             customer,
                             recommender->settings.top_n);
  count = candidates->candidates->len;
  tv_candidates_rate (candidates, recommender->fit, 0, count);
  for (guint i = 0; i < count; i++)
    tv_recommender_score (recommender,
                          candidates,
                          facts,
                          &g_array_index (candidates->candidates, TvCandidate, i));
  return tv_choice_take (self->frame,
                         &recommender->settings,
                         recommender->minimum_score,
                         candidates,
                         count,
                         recommender->settings.top_n,
                         out);
}

/* What is never rated could not have been chosen. */
static void
test_promising (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (TvTestBase) base = make_habits (rand);
  guint unrated = 0;

  for (guint round = 0; round < 12; round++)
    {
      g_auto (Case) self = { 0 };
      g_autoptr (TvCandidates) plain = NULL, quick = NULL;
      TvSettings settings;

      randomize_settings (rand, &settings);
      settings.top_n = round == 0 ? 1 : (guint) g_rand_int_range (rand, 1, 15);
      /* Where affinity says little, few can reach the best. */
      if (round == 0)
        {
          settings.weight_affinity = .01;
          settings.calibration = 0;
        }
      case_init (&self, base, &settings, 1);
      self.recommender->minimum_score = round == 0 ? 0 : (guint16) g_rand_int_range (rand, 0, 9000);
      plain = tv_candidates_new (self.frame, self.recommender->fit);
      quick = tv_candidates_new (self.frame, self.recommender->fit);
      for (guint32 customer = 0; customer < self.frame->customer_count; customer += 5)
        {
          TvCandidate *expected[G_MAXUINT8];
          g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (TvRunItem));
          TvPart part = { .items = items };
          guint count;

          if (self.facts->facts[customer].order_count == 0)
            continue;
          count = choose_plainly (&self, plain, customer, expected);
          tv_recommender_do_customer (self.recommender, quick, customer, &part);
          g_assert_cmpuint (items->len, ==, count);
          for (guint i = 0; i < count; i++)
            {
              const TvRunItem *item = &g_array_index (items, TvRunItem, i);
              guint at = 0;

              while (at < count && expected[at]->product != item->product)
                at++;
              g_assert_cmpuint (at, <, count);
              g_assert_cmpuint (item->score, ==, expected[at]->score);
              g_assert_cmpuint (item->affinity, ==, expected[at]->affinity);
            }
          for (guint i = 0; i < quick->candidates->len; i++)
            unrated += !g_array_index (quick->candidates, TvCandidate, i).is_rated;
        }
    }
  g_assert_cmpuint (unrated, >, 0);
}

/* The percentile: never falling, and from one end to the other. */
static void
test_affinity (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (TvTestBase) base = make_habits (rand);
  g_auto (Case) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TvFit) fit = NULL;
  TvSettings settings;
  guint16 before = 0;

  tv_settings_init_default (&settings);
  settings.ranker = TV_RANKER_NEIGHBOURS;
  case_init (&self, base, &settings, 1);
  fit = tv_fit_new (self.frame, self.model, TV_RANKER_NEIGHBOURS, 1, NULL, &error);
  g_assert_no_error (error);
  for (int i = -100; i <= 200; i++)
    {
      guint16 affinity = tv_fit_get_affinity (fit, TV_PROTOCOL_ALL, (float) i / 100.f);

      g_assert_cmpuint (affinity, >=, before);
      before = affinity;
    }
  for (int round = 0; round < 100; round++)
    {
      float scores[TV_FIT_TOGETHER];
      guint16 together[TV_FIT_TOGETHER];

      for (guint k = 0; k < TV_FIT_TOGETHER; k++)
        scores[k] = (float) g_test_rand_double_range (-1, 2);
      tv_fit_get_affinities (fit, TV_PROTOCOL_ALL, scores, together);
      for (guint k = 0; k < TV_FIT_TOGETHER; k++)
        g_assert_cmpuint (together[k], ==, tv_fit_get_affinity (fit, TV_PROTOCOL_ALL, scores[k]));
    }
  g_assert_cmpuint (tv_fit_get_affinity (fit, TV_PROTOCOL_ALL, -1e9f), ==, 0);
  g_assert_cmpuint (tv_fit_get_affinity (fit, TV_PROTOCOL_ALL, 1e9f), ==, 10000);
  g_assert_cmpuint (tv_fit_get_affinity (fit, TV_PROTOCOL_ALL, -INFINITY), ==, 0);
  g_assert_cmpuint (tv_fit_get_affinity (fit, TV_PROTOCOL_ALL, INFINITY), ==, 10000);
  g_assert_cmpuint (tv_fit_get_affinity (fit, TV_PROTOCOL_ALL, NAN), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fit/random", test_random);
  g_test_add_func ("/fit/threads", test_threads);
  g_test_add_func ("/fit/reweigh", test_reweigh);
  g_test_add_func ("/fit/affinity", test_affinity);
  g_test_add_func ("/fit/promising", test_promising);
  return g_test_run ();
}
