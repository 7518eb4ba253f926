/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets each person buy for three years: when, what, how much, and what comes back. Time runs faster
 * in busy months and not at all on Sundays, and a person comes again when as much of it has passed
 * as that person is used to. Each person draws from a stream of its own. */
#include "sample.h"

#define MAX_BASKET 12

static const guint month_percents[12] = { 70, 75, 85, 95, 105, 105, 95, 70, 105, 100, 120, 190 };
static const guint gift_percents[12] = { 8, 15, 5, 10, 15, 15, 5, 3, 5, 10, 110, 420 };
static const guint summer_percents[12] = { 4, 4, 8, 45, 140, 220, 240, 160, 30, 8, 8, 25 };

/**
 * sample_choose_product:
 * @self: a sample with products
 * @person: who buys
 * @random: random numbers
 * @day: when
 *
 * Returns: a product that is sold on @day, by the person's taste, the season, what is popular and
 *   what the person is ready to pay; SAMPLE_NONE where the family has none on that day
 */
guint
sample_choose_product (const Sample *self,
                       const SamplePerson *person,
                       SeededRandom *random,
                       int day)
{
  static const guint tier_percents[] = { 100, 42, 9, 2 };
  guint weights[SAMPLE_N_FAMILIES];
  g_autofree guint *product_weights = g_new0 (guint, self->products->len);
  guint family, product;
  int year, month, day_of_month;

  csv_date_from_day (day, &year, &month, &day_of_month);
  for (guint f = 0; f < SAMPLE_N_FAMILIES; f++)
    weights[f] = person->taste[f] * sample_families[f].month_percent[month - 1];
  family = seeded_random_pick (random, weights, SAMPLE_N_FAMILIES);
  for (guint i = 0; i < self->products->len; i++)
    {
      const SampleProduct *candidate = sample_product (self, i);
      int distance = (int) candidate->range->tier - (int) person->tier;

      if (candidate->range->family == family && candidate->first_day <= day
          && candidate->last_day >= day)
        product_weights[i] = candidate->popularity * tier_percents[ABS (distance)];
    }
  product = seeded_random_pick (random, product_weights, self->products->len);
  return product < self->products->len ? product : SAMPLE_NONE;
}

/**
 * sample_choose_quantity:
 * @person: who buys
 * @random: random numbers
 * @product: what
 *
 * Returns: how many; bottles by the half dozen, little of what is dear, cartons for the trade
 */
int
sample_choose_quantity (const SamplePerson *person,
                        SeededRandom *random,
                        const SampleProduct *product)
{
  static const int bottles[] = { 1, 2, 3, 4, 6, 12 };
  static const guint many[] = { 25, 24, 17, 6, 24, 4 }, few[] = { 62, 24, 8, 2, 4, 0 };
  SampleFamilyId family = product->range->family;
  gboolean is_dear = product->range->tier >= 2;

  if (family == SAMPLE_ACCESSORIES || family == SAMPLE_SPIRITS || family == SAMPLE_GIFT_BOXES)
    return person->habit == SAMPLE_TRADE || seeded_random_chance (random, 120)
               ? seeded_random_between (random, 2, 4)
               : 1;
  if (person->habit == SAMPLE_TRADE)
    return 6 * seeded_random_between (random, 1, is_dear ? 2 : 6);
  return bottles[seeded_random_pick (random, is_dear ? few : many, G_N_ELEMENTS (bottles))];
}

static guint
pace_of_day (const SamplePerson *person, int day)
{
  const guint *percents = person->habit == SAMPLE_GIFT_GIVER     ? gift_percents
                          : person->habit == SAMPLE_SUMMER_GUEST ? summer_percents
                                                                 : month_percents;
  int year, month, day_of_month;

  /* Day 0 was a Thursday. */
  if ((day + 4) % 7 == 0)
    return 0;
  csv_date_from_day (day, &year, &month, &day_of_month);
  return percents[month - 1] * 7 / 6;
}

/* The price list rises with the years, and whoever takes more pays less for each. */
static gint64
price_unit (const Sample *self, const SampleProduct *product, int quantity, int day)
{
  int years_ago = (self->last_day - day) / 365;
  gint64 rebate_percent = quantity >= 24 ? 15 : quantity >= 12 ? 10 : quantity >= 6 ? 5 : 0;

  return (product->price_cents * (100 - 3 * years_ago) * (100 - rebate_percent) + 5000) / 10000;
}

static void
add_line (Sample *self, SampleDocument *document, guint product, int quantity)
{
  SampleLine line = { product, quantity, 0 };

  for (guint i = 0; i < document->line_count; i++)
    if (g_array_index (self->lines, SampleLine, document->first_line + i).product == product)
      return;
  if (document->line_count >= MAX_BASKET)
    return;
  line.unit_cents = price_unit (self, sample_product (self, product), quantity, document->day);
  g_array_append_val (self->lines, line);
  document->line_count++;
}

static void
add_favourites (Sample *self, SamplePerson *person, SeededRandom *random, SampleDocument *document)
{
  int year, month, day_of_month;

  csv_date_from_day (document->day, &year, &month, &day_of_month);
  for (guint i = 0; i < person->favourite_count; i++)
    {
      SampleFavourite *favourite = &person->favourites[i];
      SampleFamilyId family = sample_product (self, favourite->product)->range->family;
      guint season_percent = MIN (sample_families[family].month_percent[month - 1], 100);
      int since = document->day - favourite->last_day;
      guint product;

      if (since < favourite->interval_days * 8 / 10
          || !seeded_random_chance (random, season_percent * 17 / 2))
        continue;
      product = sample_product_on_sale (self, favourite->product, document->day);
      if (product == SAMPLE_NONE)
        continue;
      favourite->last_day = document->day;
      add_line (self, document, product, favourite->quantity);
    }
}

static void
add_choices (Sample *self, SamplePerson *person, SeededRandom *random, SampleDocument *document)
{
  static const guint counts[] = { 31, 32, 20, 10, 5, 2 };
  guint count = 1 + seeded_random_pick (random, counts, G_N_ELEMENTS (counts));

  if (person->habit == SAMPLE_TRADE)
    count += 2;
  while (document->line_count < count)
    {
      guint i = sample_choose_product (self, person, random, document->day);
      const SampleProduct *product;
      guint companion;

      /* One try less, so that an empty family does not hold the person up. */
      if (i == SAMPLE_NONE)
        {
          count--;
          continue;
        }
      product = sample_product (self, i);
      companion = product->companion == SAMPLE_NONE
                      ? SAMPLE_NONE
                      : sample_product_on_sale (self, product->companion, document->day);
      add_line (self, document, i, sample_choose_quantity (person, random, product));
      if (companion != SAMPLE_NONE && seeded_random_chance (random, 330))
        add_line (self,
                  document,
                  companion,
                  sample_choose_quantity (person, random, sample_product (self, companion)));
      if (seeded_random_chance (random, 150))
        count--;
    }
}

static void
add_carriage (Sample *self, const SamplePerson *person, SampleDocument *document)
{
  gint64 total_cents = 0;

  for (guint i = 0; i < document->line_count; i++)
    {
      const SampleLine *line = &g_array_index (self->lines, SampleLine, document->first_line + i);

      total_cents += line->quantity * line->unit_cents;
    }
  if (person->is_delivered && total_cents < 15000 && document->line_count > 0)
    add_line (self, document, sample_service_product (self), 1);
}

static void
add_return (Sample *self, SeededRandom *random, const SampleDocument *bought)
{
  guint from = bought->first_line + seeded_random_below (random, bought->line_count);
  SampleLine line = g_array_index (self->lines, SampleLine, from);
  SampleDocument document = { .day = bought->day + seeded_random_between (random, 2, 25),
                              .person = bought->person,
                              .sequence = self->documents->len,
                              .first_line = self->lines->len,
                              .line_count = 1,
                              .is_return = TRUE };

  if (line.product == sample_service_product (self) || document.day > self->last_day)
    return;
  line.quantity = -seeded_random_between (random, 1, line.quantity);
  g_array_append_val (self->lines, line);
  g_array_append_val (self->documents, document);
}

static void
buy (Sample *self, guint person_index, SeededRandom *random, int day)
{
  SamplePerson *person = sample_person (self, person_index);
  SampleDocument document = { .day = day,
                              .person = person_index,
                              .sequence = self->documents->len,
                              .first_line = self->lines->len };

  add_favourites (self, person, random, &document);
  add_choices (self, person, random, &document);
  add_carriage (self, person, &document);
  if (document.line_count == 0)
    return;
  g_array_append_val (self->documents, document);
  if (seeded_random_chance (random, 40))
    add_return (self, random, &document);
}

static gint64
draw_pause (const SamplePerson *person, SeededRandom *random)
{
  int percent = seeded_random_between (random, 65, 135) + seeded_random_between (random, 65, 135);

  return (gint64) person->interval_days * percent / 2;
}

static void
live (Sample *self, guint person_index)
{
  SamplePerson *person = sample_person (self, person_index);
  gboolean is_new = person->joined_day >= self->first_day;
  int last_day = MIN (self->last_day, person->lapsed_day);
  gint64 passed = 0, pause;
  SeededRandom random;

  seeded_random_init (&random, self->seed, SAMPLE_STREAM_PERSON + person_index);
  if (person->habit == SAMPLE_NEVER)
    return;
  pause = draw_pause (person, &random);
  /* Who was there before is somewhere between two purchases; who is new comes to buy. */
  passed = is_new ? pause : (gint64) seeded_random_below (&random, (guint) pause);
  for (int day = MAX (person->joined_day, self->first_day); day <= last_day; day++)
    {
      guint pace = pace_of_day (person, day);

      passed += pace;
      if (passed < pause || pace == 0)
        continue;
      buy (self, person_index, &random, day);
      if (person->habit == SAMPLE_ONCE)
        return;
      passed = 0;
      pause = draw_pause (person, &random);
    }
}

static int
compare_documents (gconstpointer a, gconstpointer b)
{
  const SampleDocument *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

/**
 * sample_add_documents:
 * @self: a sample with products and people
 *
 * Makes invoices and credit notes, in the order of their days.
 */
void
sample_add_documents (Sample *self)
{
  for (guint i = 0; i < self->people->len; i++)
    live (self, i);
  g_array_sort (self->documents, compare_documents);
}
