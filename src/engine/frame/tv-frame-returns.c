/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns: a line whose quantity or amount is negative takes quantity and, in proportion, money
 * from the customer's latest earlier lines of the same product; one of no quantity is money back
 * for the latest of them, which stays bought. What is left of a return then, and lines that were
 * taken back as a whole, leave the frame. Linear in the lines, however many a customer has. */
#include "frame/tv-frame-private.h"

#include "base/tv-memory.h"

#define NO_LINE G_MAXUINT32

/* Takes the share part / whole from a figure of a line, without overflow and rounded toward zero;
 * one that is not known stays so. */
static void
give_back (TvInts *figures, guint32 line, gint64 part, gint64 whole)
{
  gint64 value = tv_ints_get (figures, line);

  if (value != G_MININT64)
    tv_ints_set (figures, line, value - (gint64) ((__int128) value * part / whole));
}

/* Takes an amount off a line, but no more than it came to; its margin is less by as much. */
static void
pay_back (TvFrame *frame, guint32 line, gint64 amount)
{
  gint64 paid = tv_ints_get (&frame->line_amount_cents, line);
  gint64 margin = tv_ints_get (&frame->line_margin_cents, line);
  gint64 back = MIN (paid, amount == G_MININT64 ? G_MAXINT64 : -amount);

  tv_ints_set (&frame->line_amount_cents, line, paid - back);
  if (margin != G_MININT64)
    tv_ints_set (&frame->line_margin_cents, line, margin - back);
}

static void
return_line (TvFrame *frame, guint32 line, guint32 *open, guint32 *before)
{
  guint32 product = frame->line_product[line];
  gint64 returned = tv_ints_get (&frame->line_qty_milli, line);
  gint64 left = returned == G_MININT64 ? 0 : ABS (returned);

  if (returned == 0 && open[product] != NO_LINE)
    pay_back (frame, open[product], tv_ints_get (&frame->line_amount_cents, line));
  while (left > 0 && open[product] != NO_LINE)
    {
      guint32 bought = open[product];
      gint64 quantity = tv_ints_get (&frame->line_qty_milli, bought);

      if (quantity <= left)
        {
          left -= quantity;
          tv_ints_set (&frame->line_qty_milli, bought, 0);
          open[product] = before[bought];
          continue;
        }
      give_back (&frame->line_amount_cents, bought, left, quantity);
      give_back (&frame->line_margin_cents, bought, left, quantity);
      tv_ints_set (&frame->line_qty_milli, bought, quantity - left);
      left = 0;
    }
  tv_ints_set (&frame->line_qty_milli, line, 0);
}

static void
match_customer (TvFrame *frame, guint32 customer, guint32 *open, guint32 *before)
{
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];

  for (guint32 line = begin; line < end; line++)
    {
      guint32 product = frame->line_product[line];

      if (tv_ints_get (&frame->line_qty_milli, line) > 0
          && tv_ints_get (&frame->line_amount_cents, line) >= 0)
        {
          before[line] = open[product];
          open[product] = line;
        }
      else if (tv_ints_get (&frame->line_qty_milli, line) < 0
               || tv_ints_get (&frame->line_amount_cents, line) < 0)
        return_line (frame, line, open, before);
    }
  for (guint32 line = begin; line < end; line++)
    open[frame->line_product[line]] = NO_LINE;
}

static void
move (TvInts *figures, guint32 to, guint32 from)
{
  tv_ints_set (figures, to, tv_ints_get (figures, from));
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
          if (tv_ints_get (&frame->line_qty_milli, line) <= 0)
            continue;
          frame->line_product[kept] = frame->line_product[line];
          frame->line_day[kept] = frame->line_day[line];
          frame->line_doc[kept] = frame->line_doc[line];
          move (&frame->line_qty_milli, kept, line);
          move (&frame->line_amount_cents, kept, line);
          move (&frame->line_margin_cents, kept, line);
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
  g_autofree guint32 *before = tv_memory_new ((gsize) line_count + 1, sizeof *before);

  for (guint32 product = 0; product < frame->product_count; product++)
    open[product] = NO_LINE;
  for (guint32 customer = 0; customer < frame->customer_count; customer++)
    match_customer (frame, customer, open, before);
  compact (frame);
}
