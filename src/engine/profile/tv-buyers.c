/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Purchases of customers: read off the frame, and put together where they are alike. */
#include "profile/tv-buyers.h"

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const TvBuyer *x = a, *y = b;

  if (x->repeats != y->repeats)
    return x->repeats < y->repeats ? -1 : 1;
  if (x->last != y->last)
    return x->last < y->last ? -1 : 1;
  return (x->age > y->age) - (x->age < y->age);
}

static int
compare_spends (gconstpointer a, gconstpointer b)
{
  const TvBuyer *x = a, *y = b;

  if (x->repeats != y->repeats)
    return x->repeats < y->repeats ? -1 : 1;
  return (x->spend > y->spend) - (x->spend < y->spend);
}

static gboolean
is_fit (const TvBuyer *buyer, gboolean is_by_spend)
{
  return buyer->weight > 0 && (!is_by_spend || (buyer->repeats > 0 && buyer->spend > 0));
}

/* Of those that a fit can use, all or every n-th one, so that there are no more than @most. */
static GArray *
pick (guint32 count, TvBuyerFunc func, gpointer data, gboolean is_by_spend, guint most)
{
  GArray *picked = g_array_new (FALSE, FALSE, sizeof (TvBuyer));
  guint64 fit_count = 0, stride, seen = 0;

  for (guint32 i = 0; i < count; i++)
    fit_count += is_fit (func (i, data), is_by_spend);
  stride = MAX ((fit_count + most - 1) / most, 1);
  for (guint32 i = 0; i < count; i++)
    {
      const TvBuyer *buyer = func (i, data);

      if (is_fit (buyer, is_by_spend) && seen++ % stride == 0)
        g_array_append_vals (picked, buyer, 1);
    }
  return picked;
}

/**
 * tv_buyers_group_of:
 * @count: customers
 * @func: tells each of them; those of weight 0 are left out
 * @data: for @func
 * @is_by_spend: for a model of what orders are worth: customers with repeats of some value, alike
 * in these; else alike in their times
 * @most: customers, beyond which only every n-th one is taken
 *
 * Puts customers that are alike into one with their number as weight, so that a fit takes little
 * time. The same customers give the same groups.
 *
 * Returns: (transfer full) (element-type TvBuyer): what a fit needs, by repeats
 */
GArray *
tv_buyers_group_of (guint32 count,
                    TvBuyerFunc func,
                    gpointer data,
                    gboolean is_by_spend,
                    guint most)
{
  GCompareFunc compare = is_by_spend ? compare_spends : compare_times;
  GArray *groups = pick (count, func, data, is_by_spend, most);
  guint kept = 0;

  g_array_sort (groups, compare);
  for (guint i = 0; i < groups->len; i++)
    {
      TvBuyer *last = kept > 0 ? &g_array_index (groups, TvBuyer, kept - 1) : NULL;
      TvBuyer *next = &g_array_index (groups, TvBuyer, i);

      if (last != NULL && compare (last, next) == 0)
        last->weight += next->weight;
      else
        g_array_index (groups, TvBuyer, kept++) = *next;
    }
  g_array_set_size (groups, kept);
  return groups;
}

/**
 * tv_buyers_get:
 * @customer: which one
 * @buyers: (element-type TvBuyer): customers that are all in memory
 *
 * A #TvBuyerFunc for an array.
 *
 * Returns: (transfer none): the customer
 */
const TvBuyer *
tv_buyers_get (guint32 customer, gpointer buyers)
{
  return &g_array_index ((const GArray *) buyers, TvBuyer, customer);
}

/**
 * tv_buyers_group:
 * @buyers: (element-type TvBuyer): customers
 * @is_by_spend: see tv_buyers_group_of()
 * @most: see tv_buyers_group_of()
 *
 * The same for customers that are all in memory.
 *
 * Returns: (transfer full) (element-type TvBuyer): what a fit needs, by repeats
 */
GArray *
tv_buyers_group (const GArray *buyers, gboolean is_by_spend, guint most)
{
  return tv_buyers_group_of (buyers->len, tv_buyers_get, (gpointer) buyers, is_by_spend, most);
}

/**
 * tv_buyers_new:
 * @frame: the base
 * @as_of_day: the reference date
 *
 * Reads of each customer when and for how much; several purchases of a day are one, net of returns.
 *
 * Returns: (transfer full) (element-type TvBuyer): one for each customer of the frame; weight 0
 * without a purchase
 */
GArray *
tv_buyers_new (const TvFrame *frame, TvDay as_of_day)
{
  GArray *buyers = g_array_sized_new (FALSE, TRUE, sizeof (TvBuyer), frame->customer_count);

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 begin = frame->line_offset[c], end = frame->line_offset[c + 1];
      TvBuyer buyer = { 0 };
      gint64 cents = 0;

      for (guint32 line = begin; line < end; line++)
        {
          if (line > begin && frame->line_day[line] != frame->line_day[line - 1])
            buyer.repeats++;
          if (buyer.repeats > 0)
            cents += tv_ints_get (&frame->line_amount_cents, line);
        }
      if (begin < end)
        {
          buyer.weight = 1;
          buyer.last = (frame->line_day[end - 1] - frame->line_day[begin]) / 7.0;
          buyer.age = MAX (as_of_day - frame->line_day[begin], 0) / 7.0;
          buyer.spend = buyer.repeats > 0 ? (double) cents / 100 / buyer.repeats : 0;
        }
      g_array_append_val (buyers, buyer);
    }
  return buyers;
}
