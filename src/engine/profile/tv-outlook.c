/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fits the models on the frame and asks them about each customer. The fit sees some ten thousand
 * customers of a larger base, so that its time has a bound; the answers are for all. A pure
 * function of the frame: the same for any number of threads. */
#include "profile/tv-outlook.h"

#include <math.h>

#include "base/tv-parallel.h"

#define MANY_CENTS 9e15 /* more is no answer */

typedef struct
{
  const TvOutlook *outlook;
  const TvBuyer *buyers;
  TvExpected *expected;
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
  const Task *task = data;

  for (guint32 c = begin; c < end; c++)
    task->expected[c]
        = tv_outlook_expect (&task->outlook->timing, &task->outlook->worth, &task->buyers[c]);
}

/**
 * tv_outlook_new_fitted:
 * @count: customers of a base
 * @func: tells each of them
 * @data: for @func
 *
 * Fits when customers come back and what they spend. What each is to be expected to do from the day
 * on that the buyers were read as of is told by tv_outlook_list().
 *
 * Returns: (transfer full): the outlook, without a customer
 */
TvOutlook *
tv_outlook_new_fitted (guint32 count, TvBuyerFunc func, gpointer data)
{
  TvOutlook *outlook = g_new0 (TvOutlook, 1);
  g_autoptr (GArray) times = tv_buyers_group_of (count, func, data, FALSE, TV_OUTLOOK_MANY_BUYERS);
  g_autoptr (GArray) spends = tv_buyers_group_of (count, func, data, TRUE, TV_OUTLOOK_MANY_BUYERS);

  tv_buyer_model_fit (&outlook->timing, TV_BUYER_BG_NBD, times);
  tv_buyer_model_fit (&outlook->worth, TV_BUYER_GAMMA_GAMMA, spends);
  return outlook;
}

/**
 * tv_outlook_list:
 * @outlook: a fitted outlook
 * @buyers: (array length=count): customers
 * @count: how many
 * @thread_count: workers
 * @out: (array length=count): what each is to be expected to do
 * @progress: (nullable): progress and cancel
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Asks the models about some customers.
 *
 * Returns: %FALSE on a cancel
 */
gboolean
tv_outlook_list (const TvOutlook *outlook,
                 const TvBuyer *buyers,
                 guint32 count,
                 guint thread_count,
                 TvExpected *out,
                 TvProgress *progress,
                 GError **error)
{
  Task task = { outlook, buyers, out };

  return tv_parallel_run (count, thread_count, do_chunk, &task, NULL, NULL, progress, error);
}

/**
 * tv_outlook_new:
 * @frame: the base as of its day
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Both for all customers of a frame, from its day on.
 *
 * Returns: (transfer full) (nullable): the outlook
 */
TvOutlook *
tv_outlook_new (const TvFrame *frame, guint thread_count, TvProgress *progress, GError **error)
{
  g_autoptr (GArray) buyers = tv_buyers_new (frame, frame->as_of_day);
  g_autoptr (TvOutlook) outlook = tv_outlook_new_fitted (buyers->len, tv_buyers_get, buyers);

  outlook->customer_count = buyers->len;
  outlook->expected = g_new (TvExpected, MAX (buyers->len, 1));
  if (!tv_outlook_list (outlook,
                        (const TvBuyer *) (void *) buyers->data,
                        buyers->len,
                        thread_count,
                        outlook->expected,
                        progress,
                        error))
    return NULL;
  return g_steal_pointer (&outlook);
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
