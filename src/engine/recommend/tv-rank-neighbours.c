/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three tables of similar products from the purchases of a base: by customers in common, weighted
 * as in BM25 (Robertson and Zaragoza 2009; Sarwar et al. 2001 for item-based filtering), by
 * documents in common, and sparse EASE (Steck 2019). */
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-top.h"

#define BM25_K1 1.2
#define BM25_B .75
#define LONGEST_SET 100       /* latest products of a customer that are counted, or of a document */
#define MANY_HISTORIES 200000 /* customers that products are compared by, spread evenly */
#define SOURCES 50
#define MANY_SOURCES 200

/**
 * tv_rank_base_is_large: (skip)
 * @base: a base with its pairs
 *
 * Returns: whether there are so many customers that each of them has to do with less
 */
gboolean
tv_rank_base_is_large (const TvRankBase *base)
{
  return base->active_count > TV_RANK_LARGE_BASE;
}

/**
 * tv_rank_base_learns_next: (skip)
 * @base: a base
 *
 * All customers of the frame count here, and not those before the day, so that the bases of all
 * days have the same figures.
 *
 * Returns: whether it learns what is bought next; not where there are so many customers that each
 *   of them has to do with less
 */
gboolean
tv_rank_base_learns_next (const TvRankBase *base)
{
  return base->detail != TV_RANK_PLAIN && base->frame->customer_count <= TV_RANK_LARGE_BASE;
}

/**
 * tv_rank_base_get_targets: (skip)
 * @base: a base with its pairs
 * @few: in a large base
 *
 * Returns: how many targets a source may have
 */
guint
tv_rank_base_get_targets (const TvRankBase *base, guint few)
{
  return tv_rank_base_is_large (base) ? few : TV_RANK_TARGETS;
}

/* Whether products are compared by what the customer bought: of a very large base, by what one in
 * so many of the kept ones bought. */
static gboolean
is_counted (const TvRankBase *base, guint32 customer)
{
  guint32 step = MAX (base->active_count / base->step / MANY_HISTORIES, 1) * base->step;

  return customer % step == 0;
}

static TvDay
find_last_day (const TvRankBase *base, guint32 customer)
{
  return base->frame->event_day[tv_rank_base_get_end (base, customer) - 1];
}

/* The latest purchase of the customers that count. */
static TvDay
find_latest (const TvRankBase *base)
{
  TvDay latest = G_MININT32;

  for (guint32 c = 0; c < base->frame->customer_count; c++)
    if (is_counted (base, c) && base->pair_offset[c + 1] > base->pair_offset[c])
      latest = MAX (latest, find_last_day (base, c));
  return latest;
}

/* What goes together changes with the range and the season, so what is older says less, by the days
 * before the latest purchase of all. */
static float
fade (const TvRankBase *base, const float *decay, TvDay day, TvDay latest)
{
  return decay[MIN ((gint64) latest - day, (gint64) base->decay_length)];
}

/* The square of the customer's share of the BM25 weight, which both products of a pair bear,
 * halved every 120 days from the customer's last purchase on. */
static float
weigh_history (const TvRankBase *base, guint32 customer, double mean, TvDay latest)
{
  guint32 count = base->pair_offset[customer + 1] - base->pair_offset[customer];
  double share = (BM25_K1 + 1) / (BM25_K1 * (1 - BM25_B + BM25_B * count / mean) + 1);

  return (float) (share * share)
         * fade (base, base->decay[3], find_last_day (base, customer), latest);
}

/* The latest products of the customers that count. */
static void
collect_histories (const TvRankBase *base, TvRankSets *sets)
{
  const TvFrame *frame = base->frame;
  guint64 pairs = 0;
  guint32 customers = 0;
  TvDay latest = find_latest (base);
  double mean;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      if (!is_counted (base, c) || base->pair_offset[c + 1] == base->pair_offset[c])
        continue;
      pairs += base->pair_offset[c + 1] - base->pair_offset[c];
      customers++;
    }
  mean = customers > 0 ? (double) pairs / customers : 1;
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 begin = base->pair_offset[c], count = base->pair_offset[c + 1] - begin;

      if (count == 0 || !is_counted (base, c))
        continue;
      if (count <= LONGEST_SET)
        g_array_append_vals (sets->product, base->pair_product + begin, count);
      else
        {
          g_array_set_size (keys, 0);
          for (guint32 i = 0; i < count; i++)
            {
              guint64 key = tv_top_pack ((float) (base->pair_last[begin + i] + 1000000), i);

              g_array_append_val (keys, key);
            }
          tv_top_select ((guint64 *) (gpointer) keys->data, count, LONGEST_SET);
          for (guint32 i = 0; i < LONGEST_SET; i++)
            g_array_append_val (
                sets->product,
                base->pair_product[begin + tv_top_get_rank (g_array_index (keys, guint64, i))]);
        }
      tv_rank_sets_close (sets, weigh_history (base, c, mean, latest));
    }
}

/* The products of each document of the customers that count, as far as its lines stand together;
 * where it fades, a document says half as much every 180 days. */
static void
collect_documents (const TvRankBase *base, TvRankSets *sets)
{
  const TvFrame *frame = base->frame;
  gboolean is_fading = base->detail == TV_RANK_FADING;
  TvDay latest = find_latest (base);

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 begin = frame->event_offset[c], end;

      if (!is_counted (base, c))
        continue;
      end = tv_rank_base_get_end (base, c);
      while (begin < end)
        {
          guint32 stop = begin;

          while (stop < end && frame->event_doc[stop] == frame->event_doc[begin]
                 && stop - begin < LONGEST_SET)
            stop++;
          if (stop - begin > 1)
            {
              g_array_append_vals (sets->product, frame->event_product + begin, stop - begin);
              tv_rank_sets_close (
                  sets,
                  is_fading ? fade (base, base->decay[4], frame->event_day[begin], latest) : 1);
            }
          begin = stop;
        }
    }
}

/**
 * tv_rank_base_find_neighbours:
 * @base: (inout): a base with its pairs
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Fills in the tables of similar products.
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
tv_rank_base_find_neighbours (TvRankBase *base,
                              guint thread_count,
                              TvProgress *progress,
                              GError **error)
{
  guint32 count = base->frame->product_count;
  guint limit = base->universe_count <= TV_RANK_SMALL_CATALOGUE ? MANY_SOURCES : SOURCES;

  {
    g_auto (TvRankSets) histories = { 0 };

    tv_rank_sets_init (&histories);
    collect_histories (base, &histories);
    tv_rank_sets_invert (&histories, count);
    if (!tv_rank_sets_find_similar (&histories,
                                    base->frame,
                                    TV_RANK_BY_CUSTOMERS,
                                    limit,
                                    tv_rank_base_get_targets (base, TV_RANK_FEW_BY_CUSTOMERS),
                                    &base->neighbours,
                                    thread_count,
                                    progress,
                                    error)
        || !tv_rank_base_find_ease (base, &histories, thread_count, progress, error))
      return FALSE;
  }
  {
    g_auto (TvRankSets) documents = { 0 };

    tv_rank_sets_init (&documents);
    collect_documents (base, &documents);
    tv_rank_sets_invert (&documents, count);
    return tv_rank_sets_find_similar (&documents,
                                      base->frame,
                                      TV_RANK_BY_DOCUMENTS,
                                      limit,
                                      tv_rank_base_get_targets (base, TV_RANK_FEW_BY_DOCUMENTS),
                                      &base->together,
                                      thread_count,
                                      progress,
                                      error);
  }
}
