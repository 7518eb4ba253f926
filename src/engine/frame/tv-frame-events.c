/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The purchases as rankers learn from them: gross of returns, as what was sent back was wanted too,
 * and one a customer, product and document, however many rows a till writes for it. */
#include "frame/tv-frame-private.h"

#include "base/tv-memory.h"

#define NOWHERE G_MAXUINT32

/**
 * tv_frame_keep_events:
 * @frame: (inout): a frame with its lines grouped, returns still among them
 *
 * Fills in the purchases. Rows with an amount of zero count; credit notes and returns, which are
 * negative, do not.
 */
void
tv_frame_keep_events (TvFrame *frame)
{
  guint32 line_count = frame->line_offset[frame->customer_count], count = 0;
  g_autofree guint32 *last = g_new (guint32, (gsize) frame->product_count + 1);

  frame->event_offset
      = tv_memory_new ((gsize) frame->customer_count + 1, sizeof *frame->event_offset);
  frame->event_product = tv_memory_new ((gsize) line_count + 1, sizeof *frame->event_product);
  frame->event_day = tv_memory_new ((gsize) line_count + 1, sizeof *frame->event_day);
  frame->event_doc = tv_memory_new ((gsize) line_count + 1, sizeof *frame->event_doc);
  for (guint32 i = 0; i < frame->product_count; i++)
    last[i] = NOWHERE;
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      frame->event_offset[c] = count;
      for (guint32 line = frame->line_offset[c]; line < frame->line_offset[c + 1]; line++)
        {
          guint32 product = frame->line_product[line], before = last[product];

          if (tv_ints_get (&frame->line_qty_milli, line) <= 0
              || tv_ints_get (&frame->line_amount_cents, line) < 0)
            continue;
          if (before != NOWHERE && before >= frame->event_offset[c]
              && frame->event_doc[before] == frame->line_doc[line])
            continue;
          last[product] = count;
          frame->event_product[count] = product;
          frame->event_day[count] = frame->line_day[line];
          frame->event_doc[count++] = frame->line_doc[line];
        }
    }
  frame->event_offset[frame->customer_count] = count;
  frame->event_product = g_renew (guint32, frame->event_product, (gsize) count + 1);
  frame->event_day = g_renew (TvDay, frame->event_day, (gsize) count + 1);
  frame->event_doc = g_renew (guint32, frame->event_doc, (gsize) count + 1);
}

/**
 * tv_frame_find_event:
 * @frame: a frame
 * @customer: index of a customer
 * @day: a day
 *
 * Returns: the customer's first purchase of that day or later, or one past the last
 */
guint32
tv_frame_find_event (const TvFrame *frame, guint32 customer, TvDay day)
{
  guint32 low = frame->event_offset[customer], high = frame->event_offset[customer + 1];

  /* The latest base asks for what nobody bought yet. */
  if (low < high && frame->event_day[high - 1] < day)
    return high;
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (frame->event_day[middle] < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
