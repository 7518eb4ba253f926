/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the products with their popularity and the visits of every customer: many come seldom, few
 * come often, some never. Memory grows with the documents; how many lines each has is settled here,
 * so that their number is met exactly. */
#include "workload.h"

#define MAX_DOCUMENT_LINES 12

/* Whole numbers only: floating point is not the same on every machine. */
guint
workload_draw (const guint64 *sums, guint count, SeededRandom *random)
{
  guint64 at = (seeded_random_next (random) >> 8) % sums[count - 1];
  guint low = 0, high = count - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (sums[middle] > at)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

guint
workload_draw_product (const Workload *self, guint family, SeededRandom *random)
{
  guint start = self->family_start[family], count = self->family_start[family + 1] - start;

  return start + workload_draw (self->popularity + start, count, random);
}

void
workload_make_products (Workload *self)
{
  guint count = (guint) self->options->products;
  guint64 sum = 0;

  seeded_random_init (&self->random, (guint64) self->options->seed, STREAM_PRODUCTS);
  self->products = g_new0 (Product, count);
  self->popularity = g_new0 (guint64, count);
  for (guint f = 0; f < N_FAMILIES; f++)
    {
      guint start = (guint) ((guint64) count * f / N_FAMILIES);
      guint end = (guint) ((guint64) count * (f + 1) / N_FAMILIES);
      guint64 running = 0;

      self->family_start[f] = start;
      self->family_start[f + 1] = end;
      self->family_weight[f] = sum += 1000000 / (f + 3);
      for (guint p = start; p < end; p++)
        {
          Product *product = &self->products[p];

          product->family = f;
          product->price_cents = 490
                                 + 10 * seeded_random_between (&self->random, 0, 400)
                                       * seeded_random_between (&self->random, 1, 4);
          if (!seeded_random_chance (&self->random, 80))
            product->cost_cents
                = product->price_cents * seeded_random_between (&self->random, 45, 80) / 100;
          self->popularity[p] = running += 1000000000 / (p - start + 2);
        }
    }
}

/* How many orders a customer tends to make, against others: many few, few many, some none. */
static guint
draw_weight (SeededRandom *random)
{
  guint x = seeded_random_below (random, 1000);

  if (x < 80)
    return 0;
  return (guint) MIN (60, 1000 / (1000 - x)) + seeded_random_below (random, 3);
}

/* A customer comes at an interval of his own from one day to another; one visit in eight is moved
 * to a December. */
static void
add_visits (Workload *self, GArray *made, guint customer, guint visits, gint64 *lines_left)
{
  int begin = (int) seeded_random_below (&self->random, N_DAYS * 3 / 4);
  int end = seeded_random_chance (&self->random, 350)
                ? seeded_random_between (&self->random, begin, N_DAYS - 1)
                : N_DAYS - 1;
  int interval = MAX (1, (end - begin) / (int) visits);

  for (guint v = 0; v<visits && * lines_left> 0; v++)
    {
      int day = begin + (int) v * interval
                + (int) seeded_random_below (&self->random, (guint) interval);
      guint lines
          = 1 + seeded_random_below (&self->random, 3) * seeded_random_below (&self->random, 3)
            + seeded_random_below (&self->random, 3);
      Document document = { .customer = customer };

      if (seeded_random_chance (&self->random, 125))
        day = day / 365 * 365 + seeded_random_between (&self->random, 62, 91);
      document.day = (guint16) CLAMP (day, 0, N_DAYS - 1);
      document.line_count = (guint16) MIN (*lines_left, MIN (lines, MAX_DOCUMENT_LINES));
      *lines_left -= document.line_count;
      g_array_append_val (made, document);
    }
}

/* Counting sort: stable, and quick for millions. */
static void
sort_by_day (Workload *self, const GArray *made)
{
  g_autofree guint *at = g_new0 (guint, N_DAYS + 1);

  self->document_count = made->len;
  self->documents = g_new (Document, MAX (1, made->len));
  for (guint i = 0; i < made->len; i++)
    at[g_array_index (made, Document, i).day + 1]++;
  for (guint d = 0; d < N_DAYS; d++)
    at[d + 1] += at[d];
  for (guint i = 0; i < made->len; i++)
    {
      const Document *document = &g_array_index (made, Document, i);

      self->documents[at[document->day]++] = *document;
    }
}

void
workload_make_documents (Workload *self, gint64 lines)
{
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (Document));
  guint count = (guint) self->options->customers;
  g_autofree guint *weights = g_new (guint, count);
  guint64 sum = 0;
  gint64 wanted = lines / 3, left = lines;

  seeded_random_init (&self->random, (guint64) self->options->seed, STREAM_DOCUMENTS);
  for (guint c = 0; c < count; c++)
    sum += weights[c] = draw_weight (&self->random);
  for (guint c = 0; c < count && sum > 0; c++)
    {
      guint64 share = (guint64) wanted * weights[c];
      guint visits = (guint) ((share + seeded_random_next (&self->random) % sum) / sum);

      if (visits > 0)
        add_visits (self, made, c, visits, &left);
    }
  while (left > 0)
    add_visits (self, made, seeded_random_below (&self->random, count), 1, &left);
  sort_by_day (self, made);
}
