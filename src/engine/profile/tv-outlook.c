/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fits the models on the frame and asks them about each customer. The fit sees some ten thousand
 * customers of a larger base, so that its time has a bound; the answers are for all. A pure
 * function of the frame: the same for any number of threads. */
#include "profile/tv-outlook.h"

#include <math.h>

#include "base/tv-parallel.h"

#define MANY_BUYERS 25000 /* whose purchases a fit looks at */
#define MANY_CENTS 9e15   /* more is no answer */

typedef struct
{
  TvOutlook *outlook;
  const GArray *buyers;
} Task;

/**
 * tv_outlook_expect:
 * @timing: BG/NBD, fitted or not
 * @worth: Gamma-Gamma, fitted or not
 * @buyer: a customer
 *
 * Returns: what is expected of the customer (ALGORITHM section 8); nothing is known of one without
 * a purchase, or where too few customers came back
 */
TvExpected
tv_outlook_expect (const TvBuyerModel *timing, const TvBuyerModel *worth, const TvBuyer *buyer)
{
  TvExpected expected = { -1, -1, -1 };
  double value;

  if (!timing->is_fitted || buyer->weight == 0)
    return expected;
  expected.orders = tv_buyer_model_get_orders (timing, buyer, TV_OUTLOOK_DAYS / 7.);
  if (!timing->is_bounded)
    expected.alive = tv_buyer_model_get_alive (timing, buyer);
  value = worth->is_fitted ? tv_buyer_model_get_value (worth, buyer) : -1;
  if (value >= 0)
    expected.cents = llround (MIN (100 * value * expected.orders, MANY_CENTS));
  return expected;
}

static void
do_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;
  TvOutlook *outlook = task->outlook;

  for (guint32 c = begin; c < end; c++)
    outlook->expected[c] = tv_outlook_expect (&outlook->timing,
                                              &outlook->worth,
                                              &g_array_index (task->buyers, TvBuyer, c));
}

/**
 * tv_outlook_new_of_buyers:
 * @buyers: (element-type TvBuyer): one for each customer of a base
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Fits when customers come back and what they spend, and works out what each is to be expected to
 * do from the day on that the buyers were read as of.
 *
 * Returns: (transfer full) (nullable): the outlook
 */
TvOutlook *
tv_outlook_new_of_buyers (const GArray *buyers,
                          guint thread_count,
                          TvProgress *progress,
                          GError **error)
{
  g_autoptr (TvOutlook) outlook = g_new0 (TvOutlook, 1);
  g_autoptr (GArray) times = tv_buyers_group (buyers, FALSE, MANY_BUYERS);
  g_autoptr (GArray) spends = tv_buyers_group (buyers, TRUE, MANY_BUYERS);
  Task task = { outlook, buyers };

  outlook->customer_count = buyers->len;
  outlook->expected = g_new (TvExpected, MAX (buyers->len, 1));
  tv_buyer_model_fit (&outlook->timing, TV_BUYER_BG_NBD, times);
  tv_buyer_model_fit (&outlook->worth, TV_BUYER_GAMMA_GAMMA, spends);
  if (!tv_parallel_run (buyers->len, thread_count, do_chunk, &task, NULL, NULL, progress, error))
    return NULL;
  return g_steal_pointer (&outlook);
}

/**
 * tv_outlook_new:
 * @frame: the base as of its day
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * The same, read off a frame, from its day on.
 *
 * Returns: (transfer full) (nullable): the outlook
 */
TvOutlook *
tv_outlook_new (const TvFrame *frame, guint thread_count, TvProgress *progress, GError **error)
{
  g_autoptr (GArray) buyers = tv_buyers_new (frame, frame->as_of_day);

  return tv_outlook_new_of_buyers (buyers, thread_count, progress, error);
}

/**
 * tv_outlook_free:
 * @outlook: (transfer full): an outlook
 *
 * Frees the outlook.
 */
void
tv_outlook_free (TvOutlook *outlook)
{
  g_free (outlook->expected);
  g_free (outlook);
}
