/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deals the purchases of the hidden days to other customers, for the leak test of a backtest. What
 * was bought before stays where it is. */
#include "frame/tv-frame.h"

typedef struct
{
  guint32 count;
  guint32 *customers; /* with purchases before and after */
  guint32 *middles;   /* by customer of the frame: first purchase of the hidden days */
} Split;

static void
split (Split *out, const TvFrame *frame, TvDay day)
{
  out->customers = g_new (guint32, (gsize) frame->customer_count + 1);
  out->middles = g_new (guint32, (gsize) frame->customer_count + 1);
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 e = frame->event_offset[c];

      while (e < frame->event_offset[c + 1] && frame->event_day[e] < day)
        e++;
      out->middles[c] = e;
      if (e > frame->event_offset[c] && e < frame->event_offset[c + 1])
        out->customers[out->count++] = c;
    }
}

/**
 * tv_frame_rotate_futures:
 * @frame: (inout): a frame that nobody else holds or reads
 * @day: the first hidden day
 *
 * Gives each customer with purchases before and after a day the later ones of another such
 * customer, half of them further on. One alone keeps his own. Only purchases as rankers see them
 * (the events) move.
 */
void
tv_frame_rotate_futures (TvFrame *frame, TvDay day)
{
  guint32 count = frame->event_offset[frame->customer_count], at = 0;
  guint32 *offset = g_new (guint32, (gsize) frame->customer_count + 1);
  guint32 *product = g_new (guint32, (gsize) count + 1);
  guint32 *doc = g_new (guint32, (gsize) count + 1);
  TvDay *days = g_new (TvDay, (gsize) count + 1);
  g_autofree guint32 *source = g_new (guint32, (gsize) frame->customer_count + 1);
  Split parts = { 0 };

  split (&parts, frame, day);
  for (guint32 c = 0; c < frame->customer_count; c++)
    source[c] = c;
  for (guint32 i = 0; i < parts.count; i++)
    source[parts.customers[i]] = parts.customers[(i + parts.count / 2) % parts.count];
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      const guint32 begins[2] = { frame->event_offset[c], parts.middles[source[c]] };
      const guint32 ends[2] = { parts.middles[c], frame->event_offset[source[c] + 1] };

      offset[c] = at;
      for (guint part = 0; part < 2; part++)
        for (guint32 e = begins[part]; e < ends[part]; e++, at++)
          {
            product[at] = frame->event_product[e];
            days[at] = frame->event_day[e];
            doc[at] = frame->event_doc[e];
          }
    }
  offset[frame->customer_count] = at;
  g_free (frame->event_offset);
  g_free (frame->event_product);
  g_free (frame->event_day);
  g_free (frame->event_doc);
  frame->event_offset = offset;
  frame->event_product = product;
  frame->event_day = days;
  frame->event_doc = doc;
  g_free (parts.customers);
  g_free (parts.middles);
}
