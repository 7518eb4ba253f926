/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a customer's lines before the base's day. An amount is what the frame has left of it:
 * returns of later days have lowered it, which a line of an earlier day cannot be told without. Who
 * bought three times as much as usual is not back in the usual time; amounts tell that, as the
 * price of a product hardly changes beside how much is taken of it. */
#include "recommend/tv-rank-amounts.h"

#include <math.h>

#define SHORTEST_HISTORY 14.0 /* days */
#define SHORTEST_USE 7.0      /* days */

/**
 * tv_rank_amounts_init:
 * @amounts: (out caller-allocates): memory
 * @base: a base
 *
 * Makes room for a customer.
 */
void
tv_rank_amounts_init (TvRankAmounts *amounts, const TvRankBase *base)
{
  gsize count = (gsize) base->frame->product_count + 1;

  *amounts = (TvRankAmounts){ .spend = g_new0 (float, count) };
  if (base->traits == NULL)
    return;
  amounts->latest = g_new0 (float, count);
  amounts->latest_day = g_new0 (TvDay, count);
}

/**
 * tv_rank_amounts_clear:
 * @amounts: memory
 *
 * Frees what it holds.
 */
void
tv_rank_amounts_clear (TvRankAmounts *amounts)
{
  g_clear_pointer (&amounts->spend, g_free);
  g_clear_pointer (&amounts->latest, g_free);
  g_clear_pointer (&amounts->latest_day, g_free);
}

/**
 * tv_rank_amounts_forget:
 * @amounts: (inout): memory
 * @base: a base
 * @customer: whom it holds
 *
 * Makes it ready for another customer.
 */
void
tv_rank_amounts_forget (TvRankAmounts *amounts, const TvRankBase *base, guint32 customer)
{
  const guint32 *products = base->pair_product;
  guint32 begin = base->pair_offset[customer], end = base->pair_offset[customer + 1];
  float *spend = amounts->spend;

  for (guint32 pair = begin; pair < end; pair++)
    spend[products[pair]] = 0;
  for (guint32 pair = begin; pair < end && amounts->latest != NULL; pair++)
    amounts->latest[products[pair]] = 0;
}

/* Lines are by day: what is of an earlier one than a line at hand is not the latest. */
static void
read_latest (TvRankAmounts *amounts, guint32 product, TvDay day, float amount)
{
  float *latest = amounts->latest + product;
  TvDay *latest_day = amounts->latest_day + product;

  if (!(amount > 0))
    return;
  *latest = *latest_day == day ? *latest + amount : amount;
  *latest_day = day;
}

/**
 * tv_rank_amounts_read:
 * @amounts: (inout): memory, fresh or forgotten
 * @base: a base
 * @customer: a customer whose pairs the base keeps
 *
 * Adds up what the customer spent.
 */
void
tv_rank_amounts_read (TvRankAmounts *amounts, const TvRankBase *base, guint32 customer)
{
  const TvFrame *frame = base->frame;
  const TvInts cents = frame->line_amount_cents;
  const guint32 *products = frame->line_product;
  const TvDay *days = frame->line_day;
  TvDay cutoff = base->cutoff;
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];
  float *spend = amounts->spend, total = 0;

  for (guint32 l = begin; l < end && days[l] < cutoff; l++)
    {
      float amount = (float) MAX (tv_ints_get (&cents, l), 0);

      spend[products[l]] += amount;
      total += amount;
      if (amounts->latest != NULL)
        read_latest (amounts, products[l], days[l], amount);
    }
  amounts->total = total;
}

/**
 * tv_rank_amounts_get_used_up: (skip)
 * @amounts: memory that holds a customer
 * @base: a base
 * @pair: a pair of the customer
 *
 * Tells how near what was bought last is to being used up, as the customer has used the product
 * since the first purchase: 1 when it just has been, log-normal around it. What was bought on one
 * day only tells no pace, so that its figure is the same whatever the day.
 *
 * Returns: 0-1; 0 where nothing is left of the purchases or was paid for them
 */
float
tv_rank_amounts_get_used_up (const TvRankAmounts *amounts, const TvRankBase *base, guint32 pair)
{
  guint32 product = base->pair_product[pair];
  double history = MAX (base->cutoff - base->pair_first[pair], SHORTEST_HISTORY);
  double use, distance;

  if (amounts->latest == NULL || !(amounts->latest[product] > 0))
    return 0;
  if (!(amounts->latest[product] < amounts->spend[product]))
    return 1;
  use = MAX (history * (double) (amounts->latest[product] / amounts->spend[product]), SHORTEST_USE);
  distance = log (MAX (base->cutoff - amounts->latest_day[product], 1) / use);
  return (float) exp (-.5 * distance * distance);
}

/**
 * tv_rank_amounts_get_stock: (skip)
 * @amounts: memory that holds a customer
 * @base: a base
 * @pair: a pair of the customer
 *
 * Tells how much was bought last beside what the customer buys of the product at a time.
 *
 * Returns: 0-1, .5 for as much as at other times; 0 where nothing is known of it
 */
float
tv_rank_amounts_get_stock (const TvRankAmounts *amounts, const TvRankBase *base, guint32 pair)
{
  guint32 product = base->pair_product[pair];
  float times;

  if (amounts->latest == NULL || !(amounts->latest[product] > 0))
    return 0;
  times = amounts->latest[product] / amounts->spend[product] * (float) base->pair_count[pair];
  return times / (times + 1);
}
