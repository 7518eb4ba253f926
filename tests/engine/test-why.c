/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why not, and what would change it, on random bases: each answer beside the run and the slow twin,
 * each variation of one customer beside a whole base that was calculated anew with the change. */
#include "recommend/tv-counterfactual.h"
#include "recommend/tv-why-not.h"
#include "tv-test-case.h"
#include "tv-test-reference.h"

/* The customer's item of this product in a run, NULL without one. */
static const TvRunItem *
find_item (const TvRunItems *run, guint32 customer, guint32 product)
{
  for (guint i = 0; i < run->items->len; i++)
    {
      const TvRunItem *item = &g_array_index (run->items, TvRunItem, i);

      if (item->customer == customer && item->product == product)
        return item;
    }
  return NULL;
}

/* Every product that any scenario offers, judged by the plain definitions: the first items of a
 * list that is long enough for all, where the family rule only changes the order. */
static const TvReferenceItem *
find_slow (GArray *all, guint32 product)
{
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, TvReferenceItem, i).product == product)
      return &g_array_index (all, TvReferenceItem, i);
  return NULL;
}

static void
check_rival (const TvTestCase *self, guint32 customer, const TvReasonNot *reason)
{
  const TvRunItem *rival = find_item (self->run, customer, reason->rival.product);

  g_assert_true (reason->has_rival);
  g_assert_nonnull (rival);
  g_assert_cmpuint (rival->score, ==, reason->rival.score);
  if (reason->code == TV_WHY_FAMILY_TAKEN)
    g_assert_cmpuint (self->frame->product_family[reason->item.product],
                      ==,
                      self->frame->product_family[reason->rival.product]);
  else
    g_assert_cmpuint (reason->item.score, <=, reason->rival.score);
}

static void
check_answer (const TvTestCase *self, guint32 customer, guint32 product, GArray *all)
{
  const TvRunItem *item = find_item (self->run, customer, product);
  const TvReferenceItem *slow = all != NULL ? find_slow (all, product) : NULL;
  TvReasonNot reason;

  tv_recommender_explain_missing (self->recommender, customer, product, &reason);
  g_assert_cmpint (reason.code == TV_WHY_RECOMMENDED, ==, item != NULL);
  g_assert_cmpint (reason.rank, ==, item != NULL ? item->rank : 0);
  g_assert_cmpint (reason.code == TV_WHY_EXCLUDED, ==, all == NULL);
  if (all == NULL)
    {
      g_assert_cmpint (reason.exclusion, ==, self->run->exclusion[customer]);
      return;
    }
  g_assert_cmpint (reason.code == TV_WHY_NOT_SOLD, ==, !self->frame->is_sellable[product]);
  g_assert_cmpint (reason.code == TV_WHY_NO_SCENARIO,
                   ==,
                   self->frame->is_sellable[product] && slow == NULL);
  if (slow == NULL)
    return;
  g_assert_cmpint (reason.scenario, ==, slow->scenario);
  g_assert_cmpuint (reason.item.score, ==, slow->score);
  g_assert_cmpuint (reason.item.affinity, ==, slow->affinity);
  if (item == NULL)
    check_rival (self, customer, &reason);
}

static void
randomize_settings (GRand *rand, TvSettings *settings)
{
  tv_settings_init_default (settings);
  settings->top_n = (guint) g_rand_int_range (rand, 1, 5);
  tv_settings_set_preset (settings, g_rand_int_range (rand, 0, TV_N_PRESETS));
  tv_settings_set_thresholds (settings, g_rand_int_range (rand, 0, TV_N_THRESHOLDS));
  settings->winback_days = (guint) g_rand_int_range (rand, 50, 400);
  settings->recent_purchase_days = (guint) g_rand_int_range (rand, 0, 100);
  settings->upsell_cents = g_rand_int_range (rand, 0, 60000);
  settings->nurture_orders = (guint) g_rand_int_range (rand, 0, 6);
}

/* For every customer and product the answer fits the run and the plain definitions. */
static void
test_why_not (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 150; round++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_auto (TvTestCase) self = { 0 };
      TvSettings settings, endless;

      randomize_settings (rand, &settings);
      endless = settings;
      endless.top_n = 200;
      tv_test_case_init (&self, base, &settings, g_rand_int_range (rand, 0, 101));
      for (guint32 customer = 0; customer < self.frame->customer_count; customer++)
        {
          gboolean is_asked = self.run->exclusion[customer] == TV_RUN_SERVED
                              || self.run->exclusion[customer] == TV_EXCLUSION_NO_CANDIDATE;
          g_autoptr (GArray) all
              = is_asked ? tv_reference_recommend (self.frame, self.facts, &endless, 0, customer)
                         : NULL;

          for (guint32 product = 0; product < self.frame->product_count; product++)
            check_answer (&self, customer, product, all);
        }
    }
}

static void
assert_same_items (const TvRunItems *alone, const TvRunItems *all, guint32 customer)
{
  guint count = 0;

  g_assert_cmpint (alone->exclusion[0], ==, all->exclusion[customer]);
  for (guint i = 0; i < all->items->len; i++)
    {
      const TvRunItem *item = &g_array_index (all->items, TvRunItem, i);
      const TvRunItem *one;

      if (item->customer != customer)
        continue;
      g_assert_cmpuint (count, <, alone->items->len);
      one = &g_array_index (alone->items, TvRunItem, count++);
      g_assert_cmpuint (one->product, ==, item->product);
      g_assert_cmpuint (one->score, ==, item->score);
      g_assert_cmpuint (one->affinity, ==, item->affinity);
      g_assert_cmpint (one->scenario, ==, item->scenario);
      g_assert_cmpstr ((const char *) alone->explanations->data + one->explanation,
                       ==,
                       (const char *) all->explanations->data + item->explanation);
    }
  g_assert_cmpuint (count, ==, alone->items->len);
}

/* Makes the same change in the whole base. */
static void
apply (TvKnob knob,
       gint64 value,
       TvSettings *settings,
       double *minimum_score,
       TvTestBase *base,
       guint32 customer)
{
  switch (knob)
    {
    case TV_KNOB_MINIMUM_SCORE:
      *minimum_score = (double) value / 100.0;
      break;
    case TV_KNOB_TOP_N:
      settings->top_n = (guint) value;
      break;
    case TV_KNOB_SILENCE_DAYS:
      settings->silence_days = (guint) value;
      break;
    case TV_KNOB_REBUY_DAYS:
      settings->rebuy_days = (guint) value;
      break;
    case TV_KNOB_RECENT_DAYS:
      settings->recent_purchase_days = (guint) value;
      break;
    case TV_KNOB_WINBACK_DAYS:
      settings->winback_days = (guint) value;
      break;
    case TV_KNOB_UPSELL_CENTS:
      settings->upsell_cents = value;
      break;
    case TV_KNOB_CROSS_SELL_CENTS:
      settings->cross_sell_cents = value;
      break;
    case TV_KNOB_NURTURE_ORDERS:
      settings->nurture_orders = (guint) value;
      break;
    case TV_KNOB_CONTACT_TODAY:
      base->contact_days[customer] = TV_TEST_TODAY;
      break;
    case TV_KNOB_OPT_OUT:
      base->is_optout[customer] = TRUE;
      break;
    default:
      break;
    }
}

static const struct
{
  TvKnob knob;
  int lowest, highest;
} knobs[] = {
  { TV_KNOB_MINIMUM_SCORE, 0, 10000 }, { TV_KNOB_TOP_N, 1, 8 },
  { TV_KNOB_SILENCE_DAYS, 0, 400 },    { TV_KNOB_REBUY_DAYS, 0, 300 },
  { TV_KNOB_RECENT_DAYS, 0, 300 },     { TV_KNOB_WINBACK_DAYS, 0, 500 },
  { TV_KNOB_UPSELL_CENTS, 0, 60000 },  { TV_KNOB_CROSS_SELL_CENTS, 0, 60000 },
  { TV_KNOB_NURTURE_ORDERS, 0, 8 },    { TV_KNOB_CONTACT_TODAY, 1, 1 },
  { TV_KNOB_OPT_OUT, 1, 1 },
};

/* One customer varied alone gets what he would get if the whole base were calculated anew. */
static void
test_variation (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 400; round++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      gsize which = (gsize) g_rand_int_range (rand, 0, G_N_ELEMENTS (knobs));
      gint64 value = g_rand_int_range (rand, knobs[which].lowest, knobs[which].highest + 1);
      double minimum_score = g_rand_int_range (rand, 0, 101);
      g_auto (TvTestCase) self = { 0 }, changed = { 0 };
      TvSettings settings;
      guint32 customer;

      randomize_settings (rand, &settings);
      if (base->customer_count == 0 || base->products->len == 0)
        continue;
      tv_test_case_init (&self, base, &settings, minimum_score);
      customer = (guint32) g_rand_int_range (rand, 0, (gint32) base->customer_count);
      {
        g_autoptr (TvVariation) variation = tv_variation_new (self.recommender, customer, 0);
        g_autoptr (TvRunItems) varied = tv_variation_run (variation, knobs[which].knob, value);
        g_autoptr (TvRunItems) same = tv_variation_run (variation, TV_KNOB_WAIT_DAYS, 0);

        assert_same_items (same, self.run, customer);
        apply (knobs[which].knob, value, &settings, &minimum_score, base, customer);
        tv_test_case_init (&changed, base, &settings, minimum_score);
        assert_same_items (varied, changed.run, customer);
      }
    }
}

/* What was bought today and is asked for again, sold out, and later: the corners that a whole base
 * would move with. */
static void
test_facts (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 2);
  g_autoptr (TvVariation) variation = NULL;
  g_auto (TvTestCase) self = { 0 };
  TvSettings settings;

  tv_settings_init_default (&settings);
  settings.recent_purchase_days = 60;
  settings.nurture_orders = 0;
  settings.cross_sell_cents = 1000000;
  tv_test_base_add_product (base, "A", 0, 1000);
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 80, 1, 1, 4000);
  tv_test_case_init (&self, base, &settings, 0);
  g_assert_cmpuint (self.run->items->len, ==, 0);
  variation = tv_variation_new (self.recommender, 0, 0);
  for (int days = 9; days <= 10; days++)
    {
      g_autoptr (TvRunItems) later = tv_variation_run (variation, TV_KNOB_WAIT_DAYS, days);

      g_assert_cmpuint (later->items->len, ==, days == 10);
    }
  {
    g_autoptr (TvRunItems) due = tv_variation_run (variation, TV_KNOB_REBUY_DAYS, 80);
    g_autoptr (TvRunItems) bought = tv_variation_run (variation, TV_KNOB_BUY_TODAY, 1);
    g_autoptr (TvRunItems) sold_out = tv_variation_run (variation, TV_KNOB_OUT_OF_STOCK, 1);

    g_assert_cmpuint (due->items->len, ==, 1);
    g_assert_cmpuint (bought->items->len, ==, 0);
    g_assert_cmpuint (sold_out->items->len, ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/why/why-not", test_why_not);
  g_test_add_func ("/why/variation", test_variation);
  g_test_add_func ("/why/facts", test_facts);
  return g_test_run ();
}
