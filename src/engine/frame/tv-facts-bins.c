/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bounds of recency, frequency and money drawn from the base itself, as fifths of its customers
 * with an order (SPEC section 4). They take the place of the fixed bounds in the settings, so that
 * whoever scores with these settings scores alike. */
#include <stdlib.h>

#include "frame/tv-facts.h"

static int
compare_values (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gint64
get_value (const TvFrame *frame, const TvFacts *facts, int which)
{
  switch (which)
    {
    case 0:
      return (gint64) frame->as_of_day - facts->last_order_day;
    case 1:
      return facts->order_count;
    default:
      return facts->spent_cents;
    }
}

/* One figure of all customers with an order, ascending. */
static guint32
list_values (const TvFrame *frame, TvFactsFunc func, gpointer data, int which, gint64 *values)
{
  guint32 count = 0;

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      const TvFacts *facts = func (c, data);

      if (facts->order_count > 0)
        values[count++] = get_value (frame, facts, which);
    }
  qsort (values, count, sizeof *values, compare_values);
  return count;
}

/* The least value that so many fifths of the customers are below; where equal ones are too many for
 * that, nobody gets this score. */
static gint64
get_lower_bound (const gint64 *values, guint32 count, guint fifths)
{
  guint32 below = (guint32) (((guint64) count * fifths + 4) / 5);

  if (count == 0)
    return G_MAXINT64;
  while (below > 0 && below < count && values[below] == values[below - 1])
    below++;
  return below < count ? values[below] : G_MAXINT64;
}

/**
 * tv_facts_fit_bounds:
 * @frame: the base
 * @func: tells the facts of each of its customers
 * @data: for @func
 * @settings: (inout): bins and bounds; with rfm_bins QUINTILES the bounds of the three scores are
 * replaced by those of this base
 *
 * Recency favours the customer: whoever is as recent as the last of a fifth belongs to it.
 * Frequency and money have to be earned: the score wants as many fifths below it.
 *
 * Returns: whether facts have to be judged anew
 */
gboolean
tv_facts_fit_bounds (const TvFrame *frame, TvFactsFunc func, gpointer data, TvSettings *settings)
{
  g_autofree gint64 *values = NULL;
  guint32 count;

  if (settings->rfm_bins != TV_RFM_BINS_QUINTILES)
    return FALSE;
  values = g_new (gint64, MAX (frame->customer_count, 1));
  count = list_values (frame, func, data, 0, values);
  for (guint i = 0; i < 4; i++)
    {
      guint64 rank = ((guint64) count * (i + 1) + 4) / 5;

      settings->recency_days[i] = (guint) (count > 0 ? MAX (values[MAX (rank, 1) - 1], 0) : 0);
    }
  count = list_values (frame, func, data, 1, values);
  for (guint i = 0; i < 4; i++)
    settings->frequency_orders[i] = (guint) MIN (get_lower_bound (values, count, 4 - i), G_MAXINT);
  count = list_values (frame, func, data, 2, values);
  for (guint i = 0; i < 4; i++)
    settings->monetary_cents[i] = MAX (get_lower_bound (values, count, 4 - i), 1);
  return TRUE;
}

static const TvFacts *
get_facts_cb (guint32 customer, gpointer data)
{
  return &((const TvFactsTable *) data)->facts[customer];
}

/**
 * tv_facts_table_fit:
 * @table: (inout): facts
 * @frame: the base that they are of
 * @settings: (inout): bins and bounds; with rfm_bins QUINTILES the bounds of the three scores are
 * replaced by those of this base, and the facts scored by them
 *
 * Gives the facts the scores that the settings ask for.
 */
void
tv_facts_table_fit (TvFactsTable *table, const TvFrame *frame, TvSettings *settings)
{
  if (!tv_facts_fit_bounds (frame, get_facts_cb, table, settings))
    return;
  for (guint32 c = 0; c < table->customer_count; c++)
    tv_facts_judge (frame, settings, &table->facts[c]);
}

/**
 * tv_facts_table_new_fitted:
 * @frame: the frame
 * @settings: (inout): bins and bounds; with rfm_bins QUINTILES the bounds of the three scores are
 * replaced by those of this base
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Computes the facts of all customers with the scores that the settings ask for.
 *
 * Returns: (transfer full) (nullable): the facts, in the order of the frame's customers
 */
TvFactsTable *
tv_facts_table_new_fitted (const TvFrame *frame,
                           TvSettings *settings,
                           guint thread_count,
                           TvProgress *progress,
                           GError **error)
{
  TvFactsTable *table = tv_facts_table_new (frame, settings, thread_count, progress, error);

  if (table != NULL)
    tv_facts_table_fit (table, frame, settings);
  return table;
}
