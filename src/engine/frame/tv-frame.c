/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame's life and the questions about one customer; loading is in tv-frame-load.c, the
 * matching of returns in tv-frame-returns.c. */
#include "frame/tv-frame-private.h"

/**
 * tv_frame_ref:
 * @frame: the frame
 *
 * Takes a reference. Any thread.
 *
 * Returns: (transfer full): @frame
 */
TvFrame *
tv_frame_ref (TvFrame *frame)
{
  return g_atomic_rc_box_acquire (frame);
}

static void
free_customer_columns (TvFrame *frame)
{
  gpointer columns[]
      = { frame->customer_id,      frame->is_optout,   frame->is_bounced,  frame->has_address,
          frame->last_contact_day, frame->contacts_30, frame->contacts_90, frame->contacts_365 };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (frame->far == NULL || !tv_far_memory_holds (frame->far, columns[i]))
      g_free (columns[i]);
  g_clear_pointer (&frame->far, tv_far_memory_free);
}

static void
frame_clear (gpointer data)
{
  TvFrame *frame = data;

  for (guint32 i = 0; frame->product_key != NULL && i < frame->product_count; i++)
    g_free (frame->product_key[i]);
  for (guint32 i = 0; frame->product_label != NULL && i < frame->product_count; i++)
    g_free (frame->product_label[i]);
  for (guint32 i = 0; frame->family_name != NULL && i < frame->family_count; i++)
    g_free (frame->family_name[i]);
  free_customer_columns (frame);
  g_free (frame->product_id);
  g_free (frame->product_key);
  g_free (frame->product_label);
  g_free (frame->key_rank);
  g_free (frame->product_family);
  g_free (frame->price_cents);
  g_free (frame->margin_permille);
  g_free (frame->premium_tier);
  g_free (frame->is_sellable);
  g_free (frame->family_id);
  g_free (frame->family_name);
  g_free (frame->family_is_service);
  g_free (frame->line_offset);
  g_free (frame->line_product);
  g_free (frame->line_day);
  g_free (frame->line_doc);
  g_free (frame->event_offset);
  g_free (frame->event_product);
  g_free (frame->event_day);
  g_free (frame->event_doc);
  tv_ints_clear (&frame->line_qty_milli);
  tv_ints_clear (&frame->line_amount_cents);
  tv_ints_clear (&frame->line_margin_cents);
}

/**
 * tv_frame_unref:
 * @frame: (transfer full): the frame
 *
 * Drops a reference; the last one frees all columns. Any thread.
 */
void
tv_frame_unref (TvFrame *frame)
{
  g_atomic_rc_box_release_full (frame, frame_clear);
}

/**
 * tv_frame_rest:
 * @frame: a frame that was loaded in parts
 *
 * Lets go of what was looked at of its customers, where these are very many; it comes back where it
 * is looked at again. To be called every now and then while one goes through them. Any thread.
 */
void
tv_frame_rest (const TvFrame *frame)
{
  if (frame->far != NULL)
    tv_far_memory_rest (frame->far);
}

/**
 * tv_frame_find_customer:
 * @frame: the frame
 * @customer_id: id of a master customer
 * @out_index: (out): its index
 *
 * Finds a customer by binary search.
 *
 * Returns: %FALSE if the frame has no such master
 */
gboolean
tv_frame_find_customer (const TvFrame *frame, gint64 customer_id, guint32 *out_index)
{
  guint32 low = 0, high = frame->customer_count;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (frame->customer_id[middle] < customer_id)
        low = middle + 1;
      else
        high = middle;
    }
  *out_index = low;
  return low < frame->customer_count && frame->customer_id[low] == customer_id;
}

/**
 * tv_frame_is_silent:
 * @frame: the frame
 * @customer: index of the customer
 * @silence_days: length of the silence window, 0 = none
 *
 * Returns: %TRUE if the customer was contacted within the silence window, whatever else is known
 */
gboolean
tv_frame_is_silent (const TvFrame *frame, guint32 customer, guint silence_days)
{
  TvDay contact = frame->last_contact_day[customer];

  return contact != TV_DAY_NONE && silence_days > 0
         && frame->as_of_day - contact < (gint64) silence_days;
}

/**
 * tv_frame_is_eligible:
 * @frame: the frame
 * @customer: index of the customer
 * @silence_days: length of the silence window, 0 = none
 * @out_exclusion: (out): why not; untouched if eligible
 *
 * Tells whether a customer may be addressed at the frame's day: not opted out, not bounced, not
 * contacted within the silence window.
 *
 * Returns: %TRUE if so
 */
gboolean
tv_frame_is_eligible (const TvFrame *frame,
                      guint32 customer,
                      guint silence_days,
                      TvExclusion *out_exclusion)
{
  if (frame->is_optout[customer])
    *out_exclusion = TV_EXCLUSION_OPTED_OUT;
  else if (frame->is_bounced[customer])
    *out_exclusion = TV_EXCLUSION_BOUNCED;
  else if (tv_frame_is_silent (frame, customer, silence_days))
    *out_exclusion = TV_EXCLUSION_SILENT;
  else
    return TRUE;
  return FALSE;
}
