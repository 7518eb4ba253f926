/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers who bought something in a window, drawn by a fixed hash where they are many; their
 * candidates as rows, labelled by what they bought; and the gain of ranked lists (NDCG of the first
 * ten, Järvelin and Kekäläinen 2002) by each ranker. New products are the rows without a purchase
 * before, so one description serves both protocols. */
#include "recommend/tv-model-window.h"

#include <math.h>
#include <string.h>

#include "base/tv-memory.h"
#include "recommend/tv-top.h"

#define LIST_LENGTH 10
#define ENOUGH_PURCHASES 8000 /* to learn from a window */
#define USUAL_ROWS 256        /* of a customer, at most */
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

struct _TvModelWindow
{
  const TvRankBase *base;         /* what was known before the first day; while it is described */
  const guint32 *key_rank;        /* of the frame */
  TvDay end;                      /* first day after the window */
  GArray *customers;              /* of guint32, drawn for learning and trial, ascending */
  guint32 *is_bought;             /* by product: customer + 1 that bought it in the window */
  GArray *row_offset;             /* of guint32: first row of each customer, and the end */
  GArray *row_product;            /* of guint32 */
  GArray *row_label;              /* of guint8 */
  float *row_figures;             /* TV_N_FEATURES for each row */
  guint row_room;                 /* how many rows there is room for */
  GArray *relevant[TV_N_LEARNED]; /* of guint32: products to be found, by customer */
};

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

/* The same once more, for the customer's products to bear its mark. */
static guint
mark_again (TvModelWindow *window, guint32 customer)
{
  memset (window->is_bought,
          0,
          ((gsize) window->base->frame->product_count + 1) * sizeof (guint32));
  return mark_bought (window, customer);
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

/* How many of the products of the window are new to the customer. */
static guint32
count_new (const TvModelWindow *window, const TvRankScratch *scratch)
{
  const TvRankBase *base = window->base;
  const TvFrame *frame = base->frame;
  guint32 first = tv_rank_base_get_end (base, scratch->customer), count = 0;

  for (guint32 e = first; e < frame->event_offset[scratch->customer + 1]; e++)
    {
      guint32 product = frame->event_product[e];
      gboolean is_again = FALSE;

      if (frame->event_day[e] >= window->end)
        break;
      for (guint32 k = first; k < e && !is_again; k++)
        is_again = frame->event_product[k] == product;
      count += !is_again && base->buyers[product] > 0 && scratch->pair_at[product] == 0;
    }
  return count;
}

/* Makes room for rows. */
static void
reserve_rows (TvModelWindow *window, guint count)
{
  gsize size;

  if (count <= window->row_room)
    return;
  window->row_room = MAX (count, window->row_room * 2);
  size = (gsize) window->row_room * TV_N_FEATURES * sizeof (float);
  window->row_figures = g_realloc (window->row_figures, size);
  tv_memory_use_large_pages (window->row_figures, size);
}

/* A row for each candidate. */
static void
add_candidates (TvModelWindow *window, const TvRankScratch *scratch)
{
  guint first = window->row_label->len, count = scratch->candidates->len;

  g_array_append_vals (window->row_product, scratch->candidates->data, count);
  g_array_set_size (window->row_label, first + count);
  reserve_rows (window, first + count);
  for (guint i = first; i < first + count; i++)
    {
      guint32 product = g_array_index (window->row_product, guint32, i);

      g_array_index (window->row_label, guint8, i)
          = window->is_bought[product] == scratch->customer + 1;
      tv_rank_scratch_describe (scratch, product, window->row_figures + (gsize) i * TV_N_FEATURES);
    }
}

static void
describe (TvModelWindow *window)
{
  g_autoptr (TvRankScratch) scratch = tv_rank_scratch_new (window->base);

  reserve_rows (window, window->customers->len * USUAL_ROWS);
  for (guint i = 0; i < window->customers->len; i++)
    {
      guint32 customer = g_array_index (window->customers, guint32, i);
      guint32 all, fresh;

      g_array_append_val (window->row_offset, window->row_label->len);
      tv_rank_scratch_begin (scratch, customer);
      all = mark_again (window, customer);
      fresh = count_new (window, scratch);
      g_array_append_val (window->relevant[0], all);
      g_array_append_val (window->relevant[1], fresh);
      tv_rank_scratch_collect (scratch, TV_PROTOCOL_ALL);
      add_candidates (window, scratch);
    }
  g_array_append_val (window->row_offset, window->row_label->len);
}

/* Leaves customers drawn by a fixed hash, as many as the limit says or as buy enough. */
static void
draw (TvModelWindow *window, guint limit)
{
  GArray *customers = window->customers;
  guint count = 0, purchases = 0;

  g_array_sort (customers, compare_mixed);
  while (count < MIN (customers->len, limit) && purchases < ENOUGH_PURCHASES)
    purchases += mark_again (window, g_array_index (customers, guint32, count++));
  g_array_set_size (customers, count);
  g_array_sort (customers, compare_customers);
}

/**
 * tv_model_window_new: (skip)
 * @base: (transfer none): what was known before the window; needed no more afterwards
 * @end: the first day after it
 * @limit: how many customers at most
 *
 * Returns: (transfer full): the window
 */
TvModelWindow *
tv_model_window_new (const TvRankBase *base, TvDay end, guint limit)
{
  TvModelWindow *window = g_new0 (TvModelWindow, 1);

  window->base = base;
  window->key_rank = base->frame->key_rank;
  window->end = end;
  window->customers = g_array_new (FALSE, FALSE, sizeof (guint32));
  window->is_bought = g_new0 (guint32, (gsize) base->frame->product_count + 1);
  window->row_offset = g_array_new (FALSE, FALSE, sizeof (guint32));
  window->row_product = g_array_new (FALSE, FALSE, sizeof (guint32));
  window->row_label = g_array_new (FALSE, FALSE, sizeof (guint8));
  for (guint i = 0; i < TV_N_LEARNED; i++)
    window->relevant[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 c = 0; c < base->frame->customer_count; c += base->step)
    if (base->pair_offset[c + 1] > base->pair_offset[c] && mark_bought (window, c) > 0)
      g_array_append_val (window->customers, c);
  draw (window, limit);
  describe (window);
  window->base = NULL;
  return window;
}

/**
 * tv_model_window_free: (skip)
 * @window: (transfer full): a window
 *
 * Frees a window.
 */
void
tv_model_window_free (TvModelWindow *window)
{
  g_array_unref (window->customers);
  g_array_unref (window->row_offset);
  g_array_unref (window->row_product);
  g_array_unref (window->row_label);
  g_free (window->row_figures);
  for (guint i = 0; i < TV_N_LEARNED; i++)
    g_array_unref (window->relevant[i]);
  g_free (window->is_bought);
  g_free (window);
}

static const float *
get_figures (const TvModelWindow *window, guint32 row)
{
  return window->row_figures + (gsize) row * TV_N_FEATURES;
}

static gboolean
takes_part (const TvModelWindow *window, guint32 row, TvProtocol protocol)
{
  return protocol != TV_PROTOCOL_NOVEL || get_figures (window, row)[TV_FEATURE_EVER] == 0;
}

/**
 * tv_model_window_count_rows: (skip)
 * @window: a window
 * @protocol: all products or new ones
 *
 * Returns: how many candidates its customers have
 */
guint
tv_model_window_count_rows (const TvModelWindow *window, TvProtocol protocol)
{
  guint count = 0;

  for (guint32 row = 0; row < window->row_label->len; row++)
    count += takes_part (window, row, protocol);
  return count;
}

/* The rows of one customer; of what was not bought every so many, counted on from customer to
 * customer. Returns how many products were bought. */
static guint
add_customer (const TvModelWindow *window,
              guint customer,
              TvProtocol protocol,
              guint stride,
              guint *passed,
              TvLogisticRows *rows)
{
  guint positives = 0;

  for (guint32 row = g_array_index (window->row_offset, guint32, customer);
       row < g_array_index (window->row_offset, guint32, customer + 1);
       row++)
    {
      const float *figures = get_figures (window, row);
      guint8 label = g_array_index (window->row_label, guint8, row);
      float times = label == 0 ? (float) stride : 1;

      if (!takes_part (window, row, protocol) || (label == 0 && (*passed)++ % stride != 0))
        continue;
      g_array_append_val (rows->features, figures);
      g_array_append_val (rows->label, label);
      g_array_append_val (rows->times, times);
      positives += label;
    }
  return positives;
}

/**
 * tv_model_window_add_rows: (skip)
 * @window: a window
 * @protocol: all products or new ones
 * @stride: at least 1
 * @rows: (inout): rows
 *
 * Adds a row for each candidate of each customer, or for one in so many of those that were not
 * bought, of which there are most. A customer with many purchases
 * weighs by the root of their number; the rows of a window weigh 1 together.
 */
void
tv_model_window_add_rows (const TvModelWindow *window,
                          TvProtocol protocol,
                          guint stride,
                          TvLogisticRows *rows)
{
  guint first = rows->label->len, passed = 0;
  double sum = 0;

  for (guint i = 0; i < window->customers->len; i++)
    {
      guint begin = rows->label->len, positives;
      float weight;

      if (g_array_index (window->relevant[protocol == TV_PROTOCOL_NOVEL], guint32, i) == 0)
        continue;
      positives = add_customer (window, i, protocol, stride, &passed, rows);
      weight = 1 / sqrtf ((float) MAX (positives, 1));
      for (guint k = begin; k < rows->label->len; k++)
        {
          g_array_append_val (rows->weight, weight);
          sum += (double) (weight * g_array_index (rows->times, float, k));
        }
    }
  for (guint i = first; i < rows->weight->len && sum > 0; i++)
    g_array_index (rows->weight, float, i) /= (float) sum;
}

static float
score_row (const float *figures, TvRanker ranker, float bias, const float *weights)
{
  float sum = bias;

  if (ranker == TV_RANKER_POPULARITY)
    return figures[TV_FEATURE_POPULAR_30];
  if (ranker == TV_RANKER_FREQUENCY)
    return expm1f (figures[TV_FEATURE_LOG_COUNT]) + .5f * figures[TV_FEATURE_POPULAR_30];
  for (guint k = 0; k < TV_N_FEATURES; k++)
    sum += weights[k] * figures[k];
  return sum;
}

/* The gain of one customer's first ten by one ranker. */
static double
get_gain (const TvModelWindow *window,
          guint customer,
          TvProtocol protocol,
          TvRanker ranker,
          float bias,
          const float *weights,
          GArray *keys)
{
  const guint32 *key_rank = window->key_rank;
  guint relevant
      = g_array_index (window->relevant[protocol == TV_PROTOCOL_NOVEL], guint32, customer);
  guint32 begin = g_array_index (window->row_offset, guint32, customer);
  guint32 end = g_array_index (window->row_offset, guint32, customer + 1);
  double gain = 0, ideal = 0;

  g_array_set_size (keys, 0);
  for (guint32 row = begin; row < end; row++)
    if (takes_part (window, row, protocol))
      {
        guint64 key = tv_top_pack_any (score_row (get_figures (window, row), ranker, bias, weights),
                                       key_rank[g_array_index (window->row_product, guint32, row)]);

        g_array_append_val (keys, key);
      }
  tv_top_select ((guint64 *) (gpointer) keys->data, keys->len, LIST_LENGTH);
  tv_top_sort ((guint64 *) (gpointer) keys->data, MIN (keys->len, LIST_LENGTH));
  for (guint i = 0; i < MIN (keys->len, LIST_LENGTH); i++)
    for (guint32 row = begin; row < end; row++)
      if (key_rank[g_array_index (window->row_product, guint32, row)]
              == tv_top_get_rank (g_array_index (keys, guint64, i))
          && g_array_index (window->row_label, guint8, row))
        gain += 1 / log2 (i + 2);
  for (guint i = 0; i < MIN (relevant, LIST_LENGTH); i++)
    ideal += 1 / log2 (i + 2);
  return gain / ideal;
}

/**
 * tv_model_window_try: (skip)
 * @window: a window that the weights were not learned from
 * @protocol: all products or new ones
 * @weights: learned before the window
 * @out: (out caller-allocates): how each ranker did
 *
 * Tries the learned ranker against the simple ones on what customers then bought.
 */
void
tv_model_window_try (const TvModelWindow *window,
                     TvProtocol protocol,
                     const TvLogistic *weights,
                     TvModelTrial *out)
{
  static const TvRanker tried[] = { TV_RANKER_POPULARITY, TV_RANKER_FREQUENCY, TV_RANKER_LEARNED };
  g_autoptr (GArray) gains = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  double sums[TV_N_RANKERS] = { 0 }, variance = 0;
  float bias, folded[TV_N_FEATURES];
  TvRanker simple;

  *out = (TvModelTrial){ 0 };
  tv_logistic_fold (weights, &bias, folded);
  for (guint i = 0; i < window->customers->len; i++)
    {
      if (g_array_index (window->relevant[protocol == TV_PROTOCOL_NOVEL], guint32, i) == 0)
        continue;
      out->customer_count++;
      for (guint k = 0; k < G_N_ELEMENTS (tried); k++)
        {
          double gain = get_gain (window, i, protocol, tried[k], bias, folded, keys);

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
