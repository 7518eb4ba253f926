/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measure of how a class takes to a product is its lift, as that of an association rule (Brin,
 * Motwani, Ullman and Tsur 1997): the buyers in the class by those that it would have if all
 * customers bought alike. Some buyers more on both sides keep what few bought near to 1. */
#include "recommend/tv-rank-traits.h"

#include <math.h>

#include "base/tv-parallel.h"
#include "base/tv-ranked.h"
#include "recommend/tv-rank-list.h"

#define LATELY 60   /* days */
#define ASSUMED 5.0 /* buyers */
#define SHIFT 64.0  /* that leaves no logarithm of pieces below 0 */

/* How customers buy, while it is read. */
typedef struct
{
  const TvRankBase *base;
  float *log_price;          /* by product; 0 = no price is known */
  float *value[TV_N_TRAITS]; /* by customer, 0 or more; < 0 = bought nothing yet */
} Reading;

/* Amounts and prices by their logarithm, so that one large order does not speak for all: that of
 * the figures of a sum will do. */
static float
make_log (gint64 cents)
{
  return cents > 0 ? tv_rank_list_make_log ((float) cents) : 0;
}

/* Reads the lines of one customer; those of a day are one order. */
static void
read_customer (const Reading *reading, guint32 customer)
{
  const TvFrame *frame = reading->base->frame;
  TvDay cutoff = reading->base->cutoff;
  guint32 line = frame->line_offset[customer], end = frame->line_offset[customer + 1];
  guint32 orders = 0, priced = 0;
  double of_orders = 0, of_pieces = 0;

  while (line < end && frame->line_day[line] < cutoff)
    {
      TvDay day = frame->line_day[line];
      gint64 sum = 0;

      for (; line < end && frame->line_day[line] == day; line++)
        {
          gint64 amount = CLAMP (tv_ints_get (&frame->line_amount_cents, line), 0, G_MAXINT32);
          float price = reading->log_price[frame->line_product[line]];

          sum += amount;
          if (!(price > 0) || amount == 0)
            continue;
          priced++;
          of_pieces += (double) (make_log (amount) - price);
        }
      orders++;
      of_orders += (double) make_log (sum);
    }
  reading->value[TV_TRAIT_ORDER][customer] = (float) (of_orders / MAX (orders, 1));
  reading->value[TV_TRAIT_PIECES][customer] = (float) (of_pieces / MAX (priced, 1) + SHIFT);
}

static void
read_customers (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  const Reading *reading = data;
  const TvRankBase *base = reading->base;
  const TvFrame *frame = base->frame;

  for (guint32 c = begin; c < end; c++)
    {
      guint32 first = frame->event_offset[c];

      if (first < frame->event_offset[c + 1] && frame->event_day[first] < base->cutoff)
        {
          reading->value[TV_TRAIT_TENURE][c] = (float) (base->cutoff - frame->event_day[first]);
          read_customer (reading, c);
        }
      else
        for (guint trait = 0; trait < TV_N_TRAITS; trait++)
          reading->value[trait][c] = -1;
    }
}

/* Parts the customers who bought something into thirds; equal ones stay together. Returns how many
 * there are in each class. */
static void
classify (TvRankTraits *traits, const Reading *reading, TvTrait trait, guint32 *counts)
{
  guint32 customer_count = reading->base->frame->customer_count, count = 0;
  g_autofree float *known = g_new (float, (gsize) customer_count + 1);
  const float *value = reading->value[trait];
  float border[TV_TRAIT_CLASSES - 1] = { 0 };

  for (guint32 c = 0; c < customer_count; c++)
    {
      known[count] = value[c];
      count += value[c] >= 0;
    }
  for (guint i = 0; i < TV_TRAIT_CLASSES - 1 && count > 0; i++)
    border[i] = tv_ranked_find (known, count, (gsize) (count - 1) * (i + 1) / TV_TRAIT_CLASSES);
  for (guint32 c = 0; c < customer_count; c++)
    {
      guint found = 0;

      for (guint i = 0; i < TV_TRAIT_CLASSES - 1 && count > 0; i++)
        found += value[c] > border[i];
      traits->class_of[(gsize) c * TV_N_TRAITS + trait]
          = (guint8) (trait * TV_TRAIT_CLASSES + found);
      counts[trait * TV_TRAIT_CLASSES + found] += value[c] >= 0;
    }
}

/* Counts the buyers of each product in each class of late. */
static guint32 *
count_buyers (const TvRankTraits *traits, const TvRankBase *base)
{
  const TvFrame *frame = base->frame;
  g_autofree guint32 *seen = g_new0 (guint32, (gsize) frame->product_count + 1);
  guint32 *buyers = g_new0 (guint32, (gsize) frame->product_count * TV_RANK_LIFTS + 1);

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      const guint8 *classes = traits->class_of + (gsize) c * TV_N_TRAITS;
      guint32 end = tv_rank_base_get_end (base, c);

      for (guint32 e = end;
           e-- > frame->event_offset[c] && base->cutoff - frame->event_day[e] <= LATELY;)
        {
          guint32 product = frame->event_product[e];

          if (seen[product] == c + 1)
            continue;
          seen[product] = c + 1;
          for (guint trait = 0; trait < TV_N_TRAITS; trait++)
            buyers[(gsize) product * TV_RANK_LIFTS + classes[trait]]++;
        }
    }
  return buyers;
}

static void
rate_products (TvRankTraits *traits, const TvRankBase *base, const guint32 *counts)
{
  g_autofree guint32 *buyers = count_buyers (traits, base);

  for (guint32 i = 0; i < base->frame->product_count; i++)
    for (guint trait = 0; trait < TV_N_TRAITS; trait++)
      {
        gsize first = (gsize) i * TV_RANK_LIFTS + trait * TV_TRAIT_CLASSES;
        const guint32 *count = counts + trait * TV_TRAIT_CLASSES;
        double all = 0, customers = 0;

        for (guint k = 0; k < TV_TRAIT_CLASSES; k++)
          {
            all += buyers[first + k];
            customers += count[k];
          }
        for (guint k = 0; k < TV_TRAIT_CLASSES && all > 0; k++)
          {
            double expected = all * count[k] / customers;
            double lift = log ((buyers[first + k] + ASSUMED) / (expected + ASSUMED));

            traits->lift[first + k]
                = (gint8) CLAMP (lrint (lift / (double) TV_RANK_LIFT_UNIT), G_MININT8, G_MAXINT8);
          }
      }
}

/**
 * tv_rank_traits_new:
 * @base: what was bought before a day; its pairs are not needed
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Tells how each customer buys, and what those who buy alike bought lately. The same for any number
 * of threads.
 *
 * Returns: (transfer full) (nullable): the traits
 */
TvRankTraits *
tv_rank_traits_new (const TvRankBase *base,
                    guint thread_count,
                    TvProgress *progress,
                    GError **error)
{
  const TvFrame *frame = base->frame;
  g_autoptr (TvRankTraits) traits = g_new0 (TvRankTraits, 1);
  g_autofree float *log_price = g_new (float, (gsize) frame->product_count + 1);
  g_autofree float *values = g_new (float, ((gsize) frame->customer_count + 1) * TV_N_TRAITS);
  guint32 counts[TV_RANK_LIFTS] = { 0 };
  Reading reading = { .base = base, .log_price = log_price };

  for (guint32 i = 0; i < frame->product_count; i++)
    log_price[i] = make_log (frame->price_cents[i]);
  for (guint trait = 0; trait < TV_N_TRAITS; trait++)
    reading.value[trait] = values + (gsize) frame->customer_count * trait;
  if (!tv_parallel_run (frame->customer_count,
                        thread_count,
                        read_customers,
                        &reading,
                        NULL,
                        NULL,
                        progress,
                        error))
    return NULL;
  traits->class_of = g_new (guint8, (gsize) frame->customer_count * TV_N_TRAITS + 1);
  traits->lift = g_new0 (gint8, (gsize) frame->product_count * TV_RANK_LIFTS + 1);
  for (guint trait = 0; trait < TV_N_TRAITS; trait++)
    classify (traits, &reading, trait, counts);
  rate_products (traits, base, counts);
  return g_steal_pointer (&traits);
}

/**
 * tv_rank_traits_free:
 * @traits: (transfer full): traits
 *
 * Frees them.
 */
void
tv_rank_traits_free (TvRankTraits *traits)
{
  g_free (traits->class_of);
  g_free (traits->lift);
  g_free (traits);
}
