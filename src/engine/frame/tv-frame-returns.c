/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns: a line whose quantity or amount is negative takes quantity and, in proportion, money
 * from the customer's latest earlier lines of the same product. What is left of a return then, and
 * lines that were taken back as a whole, leave the frame. Linear in the lines, however many a
 * customer has. */
#include "frame/tv-frame-private.h"

#define NO_LINE G_MAXUINT32

/* value x part / whole without overflow, rounded toward zero. */
static gint64
take_share (gint64 value, gint64 part, gint64 whole)
{
  return (gint64) ((__int128) value * part / whole);
}

static void
return_line (TvFrame *frame, guint32 line, guint32 *open, guint32 *before)
{
  guint32 product = frame->line_product[line];
  gint64 left = frame->line_qty_milli[line] == G_MININT64 ? 0 : ABS (frame->line_qty_milli[line]);

  while (left > 0 && open[product] != NO_LINE)
    {
      guint32 bought = open[product];
      gint64 quantity = frame->line_qty_milli[bought];

      if (quantity <= left)
        {
          left -= quantity;
          frame->line_qty_milli[bought] = 0;
          open[product] = before[bought];
          continue;
        }
      frame->line_amount_cents[bought]
          -= take_share (frame->line_amount_cents[bought], left, quantity);
      if (frame->line_margin_cents[bought] != G_MININT64)
        frame->line_margin_cents[bought]
            -= take_share (frame->line_margin_cents[bought], left, quantity);
      frame->line_qty_milli[bought] = quantity - left;
      left = 0;
    }
  frame->line_qty_milli[line] = 0;
}

static void
match_customer (TvFrame *frame, guint32 customer, guint32 *open, guint32 *before)
{
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];

  for (guint32 line = begin; line < end; line++)
    {
      guint32 product = frame->line_product[line];

      if (frame->line_qty_milli[line] > 0 && frame->line_amount_cents[line] >= 0)
        {
          before[line] = open[product];
          open[product] = line;
        }
      else if (frame->line_qty_milli[line] < 0 || frame->line_amount_cents[line] < 0)
        return_line (frame, line, open, before);
    }
  for (guint32 line = begin; line < end; line++)
    open[frame->line_product[line]] = NO_LINE;
}

/* Closes the gaps that taken-back lines leave; the order of the others stays. */
static void
compact (TvFrame *frame)
{
  guint32 kept = 0, begin = 0;

  for (guint32 customer = 0; customer < frame->customer_count; customer++)
    {
      guint32 end = frame->line_offset[customer + 1];

      for (guint32 line = begin; line < end; line++)
        {
          if (frame->line_qty_milli[line] <= 0)
            continue;
          frame->line_product[kept] = frame->line_product[line];
          frame->line_day[kept] = frame->line_day[line];
          frame->line_doc[kept] = frame->line_doc[line];
          frame->line_qty_milli[kept] = frame->line_qty_milli[line];
          frame->line_amount_cents[kept] = frame->line_amount_cents[line];
          frame->line_margin_cents[kept] = frame->line_margin_cents[line];
          kept++;
        }
      begin = end;
      frame->line_offset[customer + 1] = kept;
    }
}

void
tv_frame_match_returns (TvFrame *frame)
{
  guint32 line_count = frame->line_offset[frame->customer_count];
  g_autofree guint32 *open = g_new (guint32, frame->product_count + 1);
  g_autofree guint32 *before = g_new (guint32, line_count + 1);

  for (guint32 product = 0; product < frame->product_count; product++)
    open[product] = NO_LINE;
  for (guint32 customer = 0; customer < frame->customer_count; customer++)
    match_customer (frame, customer, open, before);
  compact (frame);
}
