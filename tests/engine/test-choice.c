/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibrated lists beside a twin that works by the plain definition: KL divergence of the whole
 * list with each candidate in it, from the customer's lines. */
#include <math.h>

#include "recommend/tv-candidates-private.h"
#include "recommend/tv-choice.h"
#include "tv-test-frame.h"

typedef struct
{
  TvFrame *frame;
  TvFactsTable *facts;
  TvSettings settings;
  TvCandidates *candidates;
  double *spend; /* per family, of the customer */
} Case;

static void
case_clear (Case *self)
{
  tv_candidates_free (self->candidates);
  tv_facts_table_free (self->facts);
  tv_frame_unref (self->frame);
  g_free (self->spend);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static void
case_init (Case *self, const TvTestBase *base, GRand *rand)
{
  g_autoptr (GError) error = NULL;

  tv_settings_init_default (&self->settings);
  self->settings.family_cap = (guint8) g_rand_int_range (rand, 1, 6);
  self->settings.calibration = g_rand_int_range (rand, 1, 101) / 100.;
  self->frame = tv_test_frame_new (base);
  self->facts = tv_facts_table_new (self->frame, &self->settings, 1, NULL, &error);
  g_assert_no_error (error);
  self->candidates = tv_candidates_new (self->frame, NULL);
  self->spend = g_new0 (double, self->frame->family_count + 1);
}

static void
collect_random (Case *self, guint32 customer, GRand *rand)
{
  const TvFrame *frame = self->frame;

  tv_candidates_begin (self->candidates, frame, &self->facts->facts[customer], customer);
  for (guint32 f = 0; f < frame->family_count; f++)
    self->spend[f] = 0;
  for (guint32 line = frame->line_offset[customer]; line < frame->line_offset[customer + 1]; line++)
    self->spend[frame->product_family[frame->line_product[line]]]
        += (double) tv_ints_get (&frame->line_amount_cents, line);
  for (guint32 p = 0; p < frame->product_count; p++)
    {
      if (g_rand_int_range (rand, 0, 3) == 0)
        continue;
      tv_candidates_add (self->candidates, &self->settings, p, TV_SCENARIO_NURTURE);
      g_array_index (self->candidates->candidates,
                     TvCandidate,
                     self->candidates->candidates->len - 1)
          .score
          = (guint16) (100 * g_rand_int_range (rand, 30, 100));
    }
}

/* (1 - l) s - l KL(p || q~) of the list with one more. */
static double
get_value (const Case *self, TvCandidate *const *list, guint count, const TvCandidate *more)
{
  const TvFrame *frame = self->frame;
  double total = 0, divergence = 0;

  for (guint32 f = 0; f < frame->family_count; f++)
    if (tv_frame_is_family_named (frame, f) && self->spend[f] > 0)
      total += self->spend[f];
  for (guint32 f = 0; f < frame->family_count; f++)
    {
      double p = self->spend[f] / total, q = frame->product_family[more->product] == f;

      if (!tv_frame_is_family_named (frame, f) || !(self->spend[f] > 0))
        continue;
      for (guint i = 0; i < count; i++)
        q += frame->product_family[list[i]->product] == f;
      q = .99 * q / (count + 1) + .01 * p;
      divergence += p * log (p / q);
    }
  return (1 - self->settings.calibration) * more->score / 10000.
         - self->settings.calibration * divergence;
}

static gboolean
is_allowed (const Case *self, TvCandidate *const *list, guint count, const TvCandidate *candidate)
{
  guint32 family = self->frame->product_family[candidate->product];
  guint same = 0;

  for (guint i = 0; i < count; i++)
    {
      if (list[i] == candidate)
        return FALSE;
      same += self->frame->product_family[list[i]->product] == family;
    }
  return candidate->score >= 6000
         && (same < self->settings.family_cap || !tv_frame_is_family_named (self->frame, family));
}

static void
check_list (const Case *self, TvCandidate *const *list, guint count)
{
  const GArray *all = self->candidates->candidates;

  for (guint place = 0; place < count; place++)
    {
      double value = get_value (self, list, place, list[place]);
      gboolean is_any = FALSE;

      for (guint i = 0; i < all->len; i++)
        {
          const TvCandidate *other = &g_array_index (all, TvCandidate, i);

          if (!is_allowed (self, list, place, other))
            continue;
          is_any = TRUE;
          g_assert_cmpfloat (get_value (self, list, place, other), <=, value + 1e-9);
        }
      g_assert_true (!is_any || is_allowed (self, list, place, list[place]));
    }
}

static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (int round = 0; round < 150; round++)
    {
      g_autoptr (TvTestBase) base = tv_test_base_new_random (rand);
      g_auto (Case) self = { 0 };

      case_init (&self, base, rand);
      for (guint32 customer = 0; customer < self.frame->customer_count; customer++)
        {
          TvCandidate *list[8];
          guint top_n = (guint) g_rand_int_range (rand, 1, 9), there, count;

          if (self.facts->facts[customer].order_count == 0)
            continue;
          collect_random (&self, customer, rand);
          there = self.candidates->candidates->len;
          count = tv_choice_take (self.frame,
                                  &self.settings,
                                  6000,
                                  self.candidates,
                                  there,
                                  top_n,
                                  list);
          g_assert_cmpuint (count, ==, MIN (top_n, there));
          check_list (&self, list, count);
        }
    }
}

/* Two thirds of the spend on one family, one third on another: so is a list of six; without
 * calibration the scores alone decide. */
static void
test_proportions (void)
{
  g_autoptr (TvTestBase) base = tv_test_base_new (1, 3);
  g_auto (Case) self = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  TvCandidate *list[6];
  guint first = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *key = g_strdup_printf ("K%02u", i);

      tv_test_base_add_product (base, key, i % 3, 1000);
    }
  tv_test_base_add_line (base, 0, 0, TV_TEST_TODAY - 10, 1, 1, 2000);
  tv_test_base_add_line (base, 0, 1, TV_TEST_TODAY - 10, 1, 1, 1000);
  case_init (&self, base, rand);
  for (guint step = 0; step < 2; step++)
    {
      self.settings.family_cap = 6;
      self.settings.calibration = step == 0 ? .9 : 0;
      tv_candidates_begin (self.candidates, self.frame, &self.facts->facts[0], 0);
      for (guint32 p = 0; p < self.frame->product_count; p++)
        {
          tv_candidates_add (self.candidates, &self.settings, p, TV_SCENARIO_NURTURE);
          g_array_index (self.candidates->candidates, TvCandidate, p).score
              = (guint16) (6000 + 1000 * (self.frame->product_family[p] == 2) + p);
        }
      g_assert_cmpuint (tv_choice_take (self.frame,
                                        &self.settings,
                                        6000,
                                        self.candidates,
                                        self.candidates->candidates->len,
                                        6,
                                        list),
                        ==,
                        6);
      first = 0;
      for (guint i = 0; i < 6; i++)
        first += self.frame->product_family[list[i]->product] == 0;
      g_assert_cmpuint (first, ==, step == 0 ? 4 : 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/choice/twin", test_twin);
  g_test_add_func ("/choice/proportions", test_proportions);
  return g_test_run ();
}
