/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers who bought something in a window, drawn by a fixed hash where they are many; their
 * candidates as rows, labelled by what they bought; and the gain of ranked lists (NDCG of the first
 * ten, Järvelin and Kekäläinen 2002) by each ranker. */
#include "recommend/tv-model-window.h"

#include <math.h>
#include <string.h>

#include "recommend/tv-top.h"

#define LIST_LENGTH 10
#define SEED G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* A number that looks random and depends on the customer alone (finalizer of SplitMix64, Steele,
 * Lea and Flood 2014). */
static guint64
mix (guint64 x)
{
  x += SEED;
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* Notes what a customer bought in the window, of the products that were known before it. */
static guint
mark_bought (TvModelWindow *window, guint32 customer)
{
  const TvRankBase *base = window->base;
  const TvFrame *frame = base->frame;
  guint count = 0;

  for (guint32 e = tv_rank_base_get_end (base, customer); e < frame->event_offset[customer + 1];
       e++)
    {
      guint32 product = frame->event_product[e];

      if (frame->event_day[e] >= window->end)
        break;
      if (base->buyers[product] == 0 || window->is_bought[product] == customer + 1)
        continue;
      window->is_bought[product] = customer + 1;
      count++;
    }
  return count;
}

static int
compare_customers (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static int
compare_mixed (gconstpointer a, gconstpointer b)
{
  guint64 x = mix (*(const guint32 *) a), y = mix (*(const guint32 *) b);

  return (x > y) - (x < y);
}

/**
 * tv_model_window_new: (skip)
 * @base: (transfer none): what was known before the window
 * @end: the first day after it
 * @limit: how many customers at most
 *
 * Returns: (transfer full): the window
 */
TvModelWindow *
tv_model_window_new (TvRankBase *base, TvDay end, guint limit)
{
  TvModelWindow *window = g_new0 (TvModelWindow, 1);

  window->base = base;
  window->end = end;
  window->customers = g_array_new (FALSE, FALSE, sizeof (guint32));
  window->is_bought = g_new0 (guint32, (gsize) base->frame->product_count + 1);
  for (guint32 c = 0; c < base->frame->customer_count; c += base->step)
    if (base->pair_offset[c + 1] > base->pair_offset[c] && mark_bought (window, c) > 0)
      g_array_append_val (window->customers, c);
  if (window->customers->len > limit)
    {
      g_array_sort (window->customers, compare_mixed);
      g_array_set_size (window->customers, limit);
      g_array_sort (window->customers, compare_customers);
    }
  return window;
}

/**
 * tv_model_window_free: (skip)
 * @window: (transfer full): a window
 *
 * Frees a window; its base stays.
 */
void
tv_model_window_free (TvModelWindow *window)
{
  g_array_unref (window->customers);
  g_free (window->is_bought);
  g_free (window);
}

static gboolean
is_relevant (const TvModelWindow *window,
             const TvRankScratch *scratch,
             guint32 product,
             TvProtocol protocol)
{
  return window->is_bought[product] == scratch->customer + 1
         && (protocol != TV_PROTOCOL_NOVEL || scratch->pair_at[product] == 0);
}

/* The products that count as found, at most as many as the list is long are needed. */
static guint
count_relevant (TvModelWindow *window, const TvRankScratch *scratch, TvProtocol protocol)
{
  const TvFrame *frame = window->base->frame;
  guint32 customer = scratch->customer;
  guint count = 0;

  mark_bought (window, customer);
  for (guint32 e = tv_rank_base_get_end (window->base, customer);
       e < frame->event_offset[customer + 1] && frame->event_day[e] < window->end;
       e++)
    if (is_relevant (window, scratch, frame->event_product[e], protocol))
      {
        gboolean is_first = TRUE;

        for (guint32 k = e; is_first && k > tv_rank_base_get_end (window->base, customer); k--)
          is_first = frame->event_product[k - 1] != frame->event_product[e];
        count += is_first;
      }
  return count;
}

/**
 * tv_model_window_add_rows: (skip)
 * @window: a window
 * @protocol: all products or new ones
 * @rows: (inout): rows
 *
 * Adds a row for each candidate of each customer. A customer with many purchases weighs by the root
 * of their number; the rows of a window weigh 1 together.
 */
void
tv_model_window_add_rows (TvModelWindow *window, TvProtocol protocol, TvLogisticRows *rows)
{
  g_autoptr (TvRankScratch) scratch = tv_rank_scratch_new (window->base);
  guint first = rows->label->len;
  double sum = 0;

  for (guint i = 0; i < window->customers->len; i++)
    {
      guint32 customer = g_array_index (window->customers, guint32, i);
      guint begin = rows->label->len, positives = 0;
      float weight;

      tv_rank_scratch_begin (scratch, customer);
      if (count_relevant (window, scratch, protocol) == 0)
        continue;
      tv_rank_scratch_collect (scratch, protocol);
      for (guint k = 0; k < scratch->candidates->len; k++)
        {
          guint32 product = g_array_index (scratch->candidates, guint32, k);
          guint8 label = is_relevant (window, scratch, product, protocol);
          float figures[TV_N_FEATURES];

          tv_rank_scratch_describe (scratch, product, figures);
          g_array_append_vals (rows->features, figures, TV_N_FEATURES);
          g_array_append_val (rows->label, label);
          positives += label;
        }
      weight = 1 / sqrtf ((float) MAX (positives, 1));
      for (guint k = begin; k < rows->label->len; k++)
        {
          g_array_append_val (rows->weight, weight);
          sum += (double) weight;
        }
    }
  for (guint i = first; i < rows->weight->len && sum > 0; i++)
    g_array_index (rows->weight, float, i) /= (float) sum;
}

static double
get_gain (const TvModelWindow *window,
          const TvRankScratch *scratch,
          TvProtocol protocol,
          const TvRanked *list,
          guint count,
          guint relevant)
{
  double gain = 0, ideal = 0;

  for (guint i = 0; i < count; i++)
    if (is_relevant (window, scratch, list[i].product, protocol))
      gain += 1 / log2 (i + 2);
  for (guint i = 0; i < MIN (relevant, LIST_LENGTH); i++)
    ideal += 1 / log2 (i + 2);
  return gain / ideal;
}

/**
 * tv_model_window_try: (skip)
 * @window: a window that the weights were not learned from
 * @protocol: all products or new ones
 * @weights: (array length=TV_N_LEARNED): learned before the window
 * @out: (out caller-allocates): how each ranker did
 *
 * Tries the learned ranker against the simple ones on what customers then bought.
 */
void
tv_model_window_try (TvModelWindow *window,
                     TvProtocol protocol,
                     const TvLogistic *weights,
                     TvModelTrial *out)
{
  static const TvRanker tried[] = { TV_RANKER_POPULARITY, TV_RANKER_FREQUENCY, TV_RANKER_LEARNED };
  g_autoptr (TvModelScorer) scorer = tv_model_scorer_new_for_base (window->base, weights);
  g_autoptr (GArray) gains = g_array_new (FALSE, FALSE, sizeof (double));
  double sums[TV_N_RANKERS] = { 0 }, variance = 0;
  TvRanker simple;

  *out = (TvModelTrial){ 0 };
  for (guint i = 0; i < window->customers->len; i++)
    {
      guint32 customer = g_array_index (window->customers, guint32, i);
      guint relevant;

      tv_rank_scratch_begin (scorer->scratch, customer);
      relevant = count_relevant (window, scorer->scratch, protocol);
      if (relevant == 0)
        continue;
      out->customer_count++;
      for (guint k = 0; k < G_N_ELEMENTS (tried); k++)
        {
          TvRanked list[LIST_LENGTH];
          guint count
              = tv_model_scorer_rank (scorer, customer, tried[k], protocol, LIST_LENGTH, list);
          double gain = get_gain (window, scorer->scratch, protocol, list, count, relevant);

          sums[tried[k]] += gain;
          g_array_append_val (gains, gain);
        }
    }
  for (guint i = 0; i < TV_N_RANKERS; i++)
    out->ndcg[i] = -1;
  for (guint k = 0; k < G_N_ELEMENTS (tried); k++)
    out->ndcg[tried[k]] = sums[tried[k]] / MAX (out->customer_count, 1);
  simple = sums[TV_RANKER_FREQUENCY] > sums[TV_RANKER_POPULARITY] ? TV_RANKER_FREQUENCY
                                                                  : TV_RANKER_POPULARITY;
  out->gain = out->ndcg[TV_RANKER_LEARNED] - out->ndcg[simple];
  for (guint i = 0; i < out->customer_count; i++)
    {
      double learned = g_array_index (gains, double, 3 * i + 2);
      double other = g_array_index (gains, double, 3 * i + (simple == TV_RANKER_FREQUENCY));

      variance += (learned - other - out->gain) * (learned - other - out->gain);
    }
  if (out->customer_count > 1)
    out->gain_error = sqrt (variance / (out->customer_count - 1) / out->customer_count);
}
