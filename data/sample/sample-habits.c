/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a person buy: how often, until when, which families, which products again and again.
 * All of it is drawn once, when the person is made; sample-documents.c acts upon it. */
#include "sample.h"

/* What people of a kind like; one of them is drawn for each person. */
static const SampleFamilyId circles[][5] = {
  { SAMPLE_RIESLING, SAMPLE_PINOT_GRIS, SAMPLE_CREMANT, SAMPLE_GEWURZTRAMINER, SAMPLE_PINOT_NOIR },
  { SAMPLE_GEWURZTRAMINER,
    SAMPLE_CREMANT,
    SAMPLE_DELICATESSEN,
    SAMPLE_PINOT_GRIS,
    SAMPLE_RIESLING },
  { SAMPLE_BORDEAUX, SAMPLE_BOURGOGNE, SAMPLE_RHONE, SAMPLE_CHAMPAGNE, SAMPLE_ACCESSORIES },
  { SAMPLE_RHONE, SAMPLE_LANGUEDOC, SAMPLE_ROSE, SAMPLE_BORDEAUX, SAMPLE_BEERS },
  { SAMPLE_BOURGOGNE, SAMPLE_LOIRE, SAMPLE_PINOT_NOIR, SAMPLE_RIESLING, SAMPLE_CHAMPAGNE },
  { SAMPLE_CHAMPAGNE, SAMPLE_CREMANT, SAMPLE_GIFT_BOXES, SAMPLE_DELICATESSEN, SAMPLE_ROSE },
  { SAMPLE_SPIRITS, SAMPLE_BEERS, SAMPLE_ACCESSORIES, SAMPLE_RHONE, SAMPLE_PINOT_NOIR },
  { SAMPLE_PINOT_NOIR, SAMPLE_CREMANT, SAMPLE_RIESLING, SAMPLE_BEERS, SAMPLE_LOIRE },
};

static void
give_families (SamplePerson *person, SeededRandom *random)
{
  guint circle = seeded_random_below (random, G_N_ELEMENTS (circles));

  for (guint f = 0; f < SAMPLE_N_FAMILIES; f++)
    person->taste[f] = sample_families[f].share / 4;
  for (guint i = 0; i < G_N_ELEMENTS (circles[0]); i++)
    if (i == 0 || seeded_random_chance (random, 700))
      person->taste[circles[circle][i]] += (guint) seeded_random_between (random, 15, 110);
  if (seeded_random_chance (random, 180))
    person->taste[circles[circle][0]] += 500;
}

/**
 * sample_give_habit:
 * @self: a sample with products
 * @person: a person whose joining day is known
 * @random: random numbers
 *
 * Draws how often the person comes, until when, and what the person is ready to pay.
 */
void
sample_give_habit (const Sample *self, SamplePerson *person, SeededRandom *random)
{
  static const guint old_weights[] = { 25, 0, 330, 400, 105, 90, 70, 30 };
  static const guint new_weights[] = { 45, 260, 330, 210, 45, 90, 60, 16 };
  static const guint tier_weights[] = { 35, 35, 20, 10 };
  static const int intervals[][2] = { { 999, 999 }, { 999, 999 }, { 120, 300 }, { 52, 120 },
                                      { 24, 48 },   { 40, 80 },   { 45, 90 },   { 20, 45 } };
  gboolean is_old = person->joined_day < self->first_day;

  person->habit = seeded_random_pick (random, is_old ? old_weights : new_weights, SAMPLE_N_HABITS);
  person->interval_days
      = seeded_random_between (random, intervals[person->habit][0], intervals[person->habit][1]);
  person->tier = seeded_random_pick (random, tier_weights, G_N_ELEMENTS (tier_weights));
  person->is_delivered = person->habit != SAMPLE_TRADE && seeded_random_chance (random, 330);
  person->lapsed_day = G_MAXINT;
  if (seeded_random_chance (random, 330))
    person->lapsed_day
        = MAX (person->joined_day, self->first_day) + seeded_random_between (random, 60, 800);
  person->optout_day = seeded_random_chance (random, 70)
                           ? seeded_random_between (random, self->first_day, self->last_day - 60)
                           : G_MAXINT;
  person->bounce_day = seeded_random_chance (random, 30)
                           ? seeded_random_between (random, self->first_day, self->last_day - 60)
                           : G_MAXINT;
}

static gboolean
is_bought_once (SampleFamilyId family)
{
  return family == SAMPLE_ACCESSORIES || family == SAMPLE_GIFT_BOXES;
}

/* Products that the person buys again and again, each at an interval of its own. */
static void
give_favourites (const Sample *self, SamplePerson *person, SeededRandom *random)
{
  guint count = person->habit == SAMPLE_ENTHUSIAST || person->habit == SAMPLE_TRADE ? 4
                : person->habit == SAMPLE_REGULAR                                   ? 3
                                                                                    : 1;

  for (guint i = 0; i < count; i++)
    {
      SampleFavourite *favourite = &person->favourites[person->favourite_count];
      guint product
          = sample_choose_product (self, person, random, MAX (person->joined_day, self->first_day));

      if (product == SAMPLE_NONE || is_bought_once (sample_product (self, product)->range->family))
        continue;
      person->favourite_count++;
      favourite->product = product;
      favourite->interval_days = person->interval_days * seeded_random_between (random, 1, 4);
      favourite->interval_days = MAX (favourite->interval_days, 28);
      favourite->last_day = G_MININT / 2;
      favourite->quantity = sample_choose_quantity (person, random, sample_product (self, product));
    }
}

/**
 * sample_give_taste:
 * @self: a sample with products
 * @person: a person with a habit
 * @random: random numbers
 *
 * Draws which families the person likes, and the products that are bought again and again.
 */
void
sample_give_taste (const Sample *self, SamplePerson *person, SeededRandom *random)
{
  give_families (person, random);
  give_favourites (self, person, random);
}
