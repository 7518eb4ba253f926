/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days after which somebody buys again, by plain definitions: gaps between neighbouring days
 * with a purchase, listed one by one. */
#include <math.h>

#include "tv-test-reference-private.h"

/* The last day before this one on which the customer bought the product, TV_DAY_NONE without one.
 */
static TvDay
get_day_before (const TvFrame *frame, guint32 customer, guint32 product, TvDay day)
{
  TvDay before = TV_DAY_NONE;

  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    if (frame->line_product[i] == product && frame->line_day[i] < day)
      before = MAX (before, frame->line_day[i]);
  return before;
}

static guint
add_gaps (const TvFrame *frame, guint32 customer, guint32 product, gint64 *inout_days)
{
  TvDay day = tv_reference_get_last_day (frame, customer, product);
  guint count = 0;

  while (day != TV_DAY_NONE)
    {
      TvDay before = get_day_before (frame, customer, product, day);

      if (before != TV_DAY_NONE)
        {
          *inout_days += day - before;
          count++;
        }
      day = before;
    }
  return count;
}

gint64
tv_reference_get_own_interval (const TvFrame *frame,
                               guint32 customer,
                               guint32 product,
                               guint minimum_days)
{
  gint64 days = 0;
  guint count = add_gaps (frame, customer, product, &days);

  return count == 0 || count + 1 < minimum_days ? -1 : (gint64) floor ((double) days / count + 0.5);
}

gint64
tv_reference_get_product_interval (const TvFrame *frame, guint32 product)
{
  gint64 days = 0;
  guint count = 0, repeaters = 0;

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint own = add_gaps (frame, c, product, &days);

      count += own;
      repeaters += own > 0;
    }
  return repeaters < 5 ? -1 : (gint64) floor ((double) days / count + 0.5);
}

gint64
tv_reference_get_interval (const TvFrame *frame,
                           const TvSettings *settings,
                           guint32 customer,
                           guint32 product)
{
  gint64 days = -1;

  if (settings->rebuy_purchases > 0)
    days = tv_reference_get_own_interval (frame, customer, product, settings->rebuy_purchases);
  if (days < 0 && settings->rebuy_purchases > 0)
    days = tv_reference_get_product_interval (frame, product);
  return days < 0 ? (gint64) settings->rebuy_days : days;
}
