/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the purchases for the products, one for the pairs. Popularities, repeat rates and
 * the usual interval come from all customers; pairs are kept of a sample where only a sample is
 * asked for. */
#include "recommend/tv-rank-base.h"

#include <math.h>
#include <string.h>

#include "base/tv-memory.h"
#include "base/tv-ranked.h"
#include "recommend/tv-rank-next.h"
#include "recommend/tv-rank-peers.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-rank-traits.h"

#define NO_PAIR G_MAXUINT32
#define LONGEST_DECAY 4096 /* days; older purchases weigh next to nothing */
#define TINY_POPULARITY .001
#define ROOM (1 << 20)  /* pairs that there is room for before any is read, if there are as many */
#define LONGEST_AGE 400 /* days; what is older is no novelty any more */

/**
 * tv_rank_base_get_end:
 * @base: a base
 * @customer: a customer
 *
 * Returns: the first of the customer's events that the base does not know
 */
guint32
tv_rank_base_get_end (const TvRankBase *base, guint32 customer)
{
  return tv_frame_find_event (base->frame, customer, base->cutoff);
}

/**
 * tv_rank_base_is_kept:
 * @base: a base
 * @customer: a customer
 *
 * Returns: whether the base has the customer's pairs
 */
gboolean
tv_rank_base_is_kept (const TvRankBase *base, guint32 customer)
{
  return customer % base->step == 0;
}

static void
make_decay (TvRankBase *base)
{
  static const double half_lives[TV_RANK_DECAYS] = { 15, 60, 240, 120, 180 };
  TvDay first = base->cutoff;

  for (guint32 i = 0; i < base->frame->event_offset[base->frame->customer_count]; i++)
    first = MIN (first, base->frame->event_day[i]);
  base->decay_length = (guint32) CLAMP ((gint64) base->cutoff - first + 1, 2, LONGEST_DECAY);
  for (int h = 0; h < TV_RANK_DECAYS; h++)
    {
      base->decay[h] = g_new (float, base->decay_length + 1);
      for (guint32 age = 0; age <= base->decay_length; age++)
        base->decay[h][age] = (float) exp2 (-(double) age / half_lives[h]);
    }
}

/* Distinct buyers of the last w days: a purchase counts where it is the customer's first in the
 * window. Events are by day, so the latest purchase of a product decides. */
static void
count_recent (TvRankBase *base, const guint32 *products, guint32 count, const TvDay *last)
{
  for (guint32 i = 0; i < count; i++)
    {
      gint64 age = (gint64) base->cutoff - last[i];

      base->buyers_14[products[i]] += age <= 14;
      base->buyers_30[products[i]] += age <= 30;
      base->buyers_90[products[i]] += age <= 90;
    }
}

/* The pairs of one customer, written from the pair at on; returns how many. */
static guint32
read_customer (TvRankBase *base, guint32 customer, guint32 *pair_of, guint32 at)
{
  const TvFrame *frame = base->frame;
  guint32 begin = frame->event_offset[customer], end = tv_rank_base_get_end (base, customer);
  guint32 count = 0;

  for (guint32 e = begin; e < end; e++)
    {
      guint32 product = frame->event_product[e], pair = pair_of[product];
      guint32 age = (guint32) MIN ((gint64) base->cutoff - frame->event_day[e],
                                   (gint64) base->decay_length);

      if (pair == NO_PAIR)
        {
          pair = pair_of[product] = at + count++;
          base->pair_product[pair] = product;
          base->pair_count[pair] = 0;
          base->pair_first[pair] = frame->event_day[e];
          base->p15[pair] = base->p60[pair] = base->p240[pair] = 0;
        }
      base->pair_count[pair]++;
      base->pair_last[pair] = frame->event_day[e];
      base->p15[pair] += base->decay[0][age];
      base->p60[pair] += base->decay[1][age];
      base->p240[pair] += base->decay[2][age];
    }
  for (guint32 i = 0; i < count; i++)
    pair_of[base->pair_product[at + i]] = NO_PAIR;
  return count;
}

static void
count_products (TvRankBase *base, guint32 from, guint32 count, GArray *gaps)
{
  for (guint32 pair = from; pair < from + count; pair++)
    {
      guint32 product = base->pair_product[pair];

      base->buyers[product]++;
      base->product_age[product]
          = MAX (base->product_age[product], (float) (base->cutoff - base->pair_first[pair]));
      base->repeat_buyers[product] += base->pair_count[pair] >= 2;
      if (base->pair_count[pair] >= 2 && base->pair_last[pair] > base->pair_first[pair])
        {
          float gap = (float) (base->pair_last[pair] - base->pair_first[pair])
                      / (float) (base->pair_count[pair] - 1);

          g_array_append_val (gaps, gap);
        }
    }
  count_recent (base, base->pair_product + from, count, base->pair_last + from);
}

static void
reserve_pairs (TvRankBase *base, gsize capacity)
{
  base->pair_product = tv_memory_renew (base->pair_product, capacity, sizeof *base->pair_product);
  base->pair_count = tv_memory_renew (base->pair_count, capacity, sizeof *base->pair_count);
  base->pair_first = tv_memory_renew (base->pair_first, capacity, sizeof *base->pair_first);
  base->pair_last = tv_memory_renew (base->pair_last, capacity, sizeof *base->pair_last);
  base->p15 = tv_memory_renew (base->p15, capacity, sizeof *base->p15);
  base->p60 = tv_memory_renew (base->p60, capacity, sizeof *base->p60);
  base->p240 = tv_memory_renew (base->p240, capacity, sizeof *base->p240);
}

/* Reads all customers; the pairs of those that are not kept are written over by the next one. */
static gboolean
read_pairs (TvRankBase *base, TvProgress *progress, GError **error)
{
  const TvFrame *frame = base->frame;
  g_autofree guint32 *pair_of = g_new (guint32, (gsize) frame->product_count + 1);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (float));
  gsize capacity = MIN ((gsize) frame->event_offset[frame->customer_count] + 1, ROOM);
  guint32 at = 0;

  memset (pair_of, 0xff, ((gsize) frame->product_count + 1) * sizeof *pair_of);
  reserve_pairs (base, capacity);
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      gsize most = (gsize) at + (frame->event_offset[c + 1] - frame->event_offset[c]);
      guint32 count;

      if ((c & 0xfff) == 0 && !tv_progress_check (progress, error))
        return FALSE;
      if (most > capacity)
        reserve_pairs (base, capacity = MAX (capacity * 2, most));
      count = read_customer (base, c, pair_of, at);
      count_products (base, at, count, gaps);
      base->pair_offset[c] = at;
      base->active_count += count > 0;
      if (tv_rank_base_is_kept (base, c))
        at += count;
    }
  base->pair_offset[frame->customer_count] = at;
  reserve_pairs (base, (gsize) at + 1);
  base->usual_gap = 60;
  if (gaps->len > 0)
    base->usual_gap
        = (double) tv_ranked_find ((const float *) (gpointer) gaps->data, gaps->len, gaps->len / 2);
  return TRUE;
}

static void
scale_popularity (float *out, const guint32 *recent, const TvRankBase *base, guint32 most_buyers)
{
  double largest = 0;

  for (guint32 i = 0; i < base->frame->product_count; i++)
    largest = MAX (largest,
                   (double) recent[i] + TINY_POPULARITY * base->buyers[i] / MAX (most_buyers, 1));
  for (guint32 i = 0; i < base->frame->product_count; i++)
    {
      double value = (double) recent[i] + TINY_POPULARITY * base->buyers[i] / MAX (most_buyers, 1);

      out[i] = largest > 0 ? (float) (log1p (value) / log1p (largest)) : 0;
    }
}

static int
compare_popular (gconstpointer a, gconstpointer b, gpointer data)
{
  const TvRankBase *base = data;
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  if (base->recent_30[x] != base->recent_30[y])
    return base->recent_30[x] > base->recent_30[y] ? -1 : 1;
  return base->frame->key_rank[x] < base->frame->key_rank[y] ? -1 : 1;
}

static void
rate_products (TvRankBase *base)
{
  guint32 count = base->frame->product_count, most = 0;
  guint64 pairs = 0, repeats = 0;
  double rate;

  for (guint32 i = 0; i < count; i++)
    {
      most = MAX (most, base->buyers[i]);
      pairs += base->buyers[i];
      repeats += base->repeat_buyers[i];
      base->universe_count += base->buyers[i] > 0;
    }
  rate = pairs > 0 ? (double) repeats / (double) pairs : 0;
  scale_popularity (base->recent_14, base->buyers_14, base, most);
  scale_popularity (base->recent_30, base->buyers_30, base, most);
  scale_popularity (base->recent_90, base->buyers_90, base, most);
  base->popular = g_new (guint32, (gsize) count + 1);
  base->by_rank = g_new0 (guint32, (gsize) count + 1);
  for (guint32 i = 0; i < count; i++)
    {
      base->by_rank[base->frame->key_rank[i]] = i;
      base->trend[i] = (float) log ((base->buyers_30[i] + 1.) / (base->buyers_90[i] / 3. + 1.));
      base->repeat_rate[i] = (float) ((base->repeat_buyers[i] + 2 * rate) / (base->buyers[i] + 2.));
      base->product_age[i] = log1pf (MIN (base->product_age[i], LONGEST_AGE));
      if (base->buyers[i] > 0)
        base->popular[base->popular_count++] = i;
    }
  g_qsort_with_data (base->popular,
                     (int) base->popular_count,
                     sizeof (guint32),
                     compare_popular,
                     base);
}

/**
 * tv_rank_base_new:
 * @frame: (transfer none): the base; it has to live as long as the answer
 * @labels: (transfer none) (nullable): products with similar labels; they have to live as long
 * @cutoff: purchases before this day count
 * @step: pairs of every step-th customer are kept, at least 1
 * @detail: whether to look for similar products
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Reads the purchases before a day. The same for any number of threads.
 *
 * Returns: (transfer full) (nullable): what they say
 */
TvRankBase *
tv_rank_base_new (const TvFrame *frame,
                  const TvSimilar *labels,
                  TvDay cutoff,
                  guint32 step,
                  TvRankDetail detail,
                  guint thread_count,
                  TvProgress *progress,
                  GError **error)
{
  g_autoptr (TvRankBase) base = g_new0 (TvRankBase, 1);
  gsize count = (gsize) frame->product_count + 1;

  base->frame = frame;
  base->labels = labels;
  base->cutoff = cutoff;
  base->step = MAX (step, 1);
  base->detail = detail;
  base->pair_offset = tv_memory_new0 ((gsize) frame->customer_count + 1, sizeof *base->pair_offset);
  base->buyers = g_new0 (guint32, count);
  base->repeat_buyers = g_new0 (guint32, count);
  base->buyers_14 = g_new0 (guint32, count);
  base->buyers_30 = g_new0 (guint32, count);
  base->buyers_90 = g_new0 (guint32, count);
  base->recent_14 = g_new0 (float, count);
  base->recent_30 = g_new0 (float, count);
  base->recent_90 = g_new0 (float, count);
  base->trend = g_new0 (float, count);
  base->product_age = g_new0 (float, count);
  base->repeat_rate = g_new0 (float, count);
  make_decay (base);
  if (!read_pairs (base, progress, error))
    return NULL;
  rate_products (base);
  if (detail != TV_RANK_PLAIN
      && !tv_rank_base_find_neighbours (base, thread_count, progress, error))
    return NULL;
  if (detail != TV_RANK_PLAIN)
    base->peers = tv_rank_peers_new (base);
  /* All customers count, and not those before the day, so that all days have the same figures. */
  if (frame->customer_count <= TV_RANK_LARGE_BASE)
    {
      base->traits = tv_rank_traits_new (base, thread_count, progress, error);
      if (base->traits == NULL)
        return NULL;
    }
  if (tv_rank_base_learns_next (base))
    base->next = tv_rank_next_new (base, thread_count);
  return g_steal_pointer (&base);
}

/**
 * tv_rank_base_borrow:
 * @base: (inout): a base without tables
 * @older: (transfer none): a base with tables and no later cutoff; it has to live as long
 *
 * Lets a base look at the similar products of an earlier day. Its peers are its own.
 */
void
tv_rank_base_borrow (TvRankBase *base, const TvRankBase *older)
{
  g_return_if_fail (base->detail == TV_RANK_PLAIN && older->cutoff <= base->cutoff);
  base->neighbours = older->neighbours;
  base->together = older->together;
  base->ease = older->ease;
  base->next = older->next;
  base->is_borrower = TRUE;
  base->peers = tv_rank_peers_new (base);
}

/**
 * tv_similar_clear:
 * @similar: a table
 *
 * Frees what a table holds.
 */
void
tv_similar_clear (TvSimilar *similar)
{
  g_clear_pointer (&similar->offset, g_free);
  g_clear_pointer (&similar->link, g_free);
}

/**
 * tv_rank_base_free:
 * @base: (transfer full) (nullable): a base
 *
 * Frees a base.
 */
void
tv_rank_base_free (TvRankBase *base)
{
  if (base == NULL)
    return;
  g_free (base->pair_offset);
  g_free (base->pair_product);
  g_free (base->pair_count);
  g_free (base->pair_first);
  g_free (base->pair_last);
  g_free (base->p15);
  g_free (base->p60);
  g_free (base->p240);
  g_free (base->buyers);
  g_free (base->repeat_buyers);
  g_free (base->buyers_14);
  g_free (base->buyers_30);
  g_free (base->buyers_90);
  g_free (base->recent_14);
  g_free (base->recent_30);
  g_free (base->recent_90);
  g_free (base->trend);
  g_free (base->product_age);
  g_free (base->repeat_rate);
  g_free (base->by_rank);
  g_free (base->popular);
  for (int h = 0; h < TV_RANK_DECAYS; h++)
    g_free (base->decay[h]);
  if (!base->is_borrower)
    {
      tv_similar_clear (&base->neighbours);
      tv_similar_clear (&base->together);
      tv_similar_clear (&base->ease);
      g_clear_pointer (&base->next, tv_rank_next_free);
    }
  g_clear_pointer (&base->peers, tv_rank_peers_free);
  g_clear_pointer (&base->traits, tv_rank_traits_free);
  g_free (base);
}
