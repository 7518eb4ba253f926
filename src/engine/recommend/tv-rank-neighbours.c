/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three tables of similar products from the purchases of a base: by customers in common, weighted
 * as in BM25 (Robertson and Zaragoza 2009; Sarwar et al. 2001 for item-based filtering), by
 * documents in common, and sparse EASE (Steck 2019). Each row is counted with one array over all
 * products, so that no matrix of all products is ever held. */
#include <math.h>
#include <string.h>

#include "base/tv-parallel.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-top.h"

#define BM25_K1 1.2
#define BM25_B .75
#define NEIGHBOUR_SHRINK 10.f
#define TOGETHER_SHRINK 5.f
#define LONGEST_SET 5000 /* latest products of a customer that are counted */
#define SHORT_SET 100
#define MANY_HISTORIES 200000 /* customers that products are compared by, spread evenly */
#define SMALL_CATALOGUE 400   /* products; up to here there is room for longer lists of sources */
#define SOURCES 50
#define MANY_SOURCES 200

/**
 * tv_rank_base_get_targets: (skip)
 * @base: a base with its pairs
 *
 * Returns: how many targets a source may have, 0 = any number
 */
guint
tv_rank_base_get_targets (const TvRankBase *base)
{
  return base->active_count > TV_RANK_LARGE_BASE ? TV_RANK_TARGETS : 0;
}

/* Whether products are compared by what the customer bought: of a very large base, by what one in
 * so many of the kept ones bought. */
static gboolean
is_counted (const TvRankBase *base, guint32 customer)
{
  guint32 step = MAX (base->active_count / base->step / MANY_HISTORIES, 1) * base->step;

  return customer % step == 0;
}

/* The latest products of the customers that count. The weight is the square of the customer's share
 * of the BM25 weight, which both products of a pair bear. */
static void
collect_histories (const TvRankBase *base, TvRankSets *sets)
{
  const TvFrame *frame = base->frame;
  guint32 limit = base->active_count > TV_RANK_LARGE_BASE ? SHORT_SET : LONGEST_SET;
  guint64 pairs = 0;
  guint32 customers = 0;
  double mean;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      if (!is_counted (base, c))
        continue;
      pairs += base->pair_offset[c + 1] - base->pair_offset[c];
      customers += base->pair_offset[c + 1] > base->pair_offset[c];
    }
  mean = customers > 0 ? (double) pairs / customers : 1;
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 begin = base->pair_offset[c], count = base->pair_offset[c + 1] - begin;
      double share = (BM25_K1 + 1) / (BM25_K1 * (1 - BM25_B + BM25_B * count / mean) + 1);

      if (count == 0 || !is_counted (base, c))
        continue;
      if (count <= limit)
        g_array_append_vals (sets->product, base->pair_product + begin, count);
      else
        {
          g_array_set_size (keys, 0);
          for (guint32 i = 0; i < count; i++)
            {
              guint64 key = tv_top_pack ((float) (base->pair_last[begin + i] + 1000000), i);

              g_array_append_val (keys, key);
            }
          tv_top_select ((guint64 *) (gpointer) keys->data, count, limit);
          for (guint32 i = 0; i < limit; i++)
            g_array_append_val (
                sets->product,
                base->pair_product[begin + tv_top_get_rank (g_array_index (keys, guint64, i))]);
        }
      tv_rank_sets_close (sets, (float) (share * share));
    }
}

/* The products of each document of the customers that count, as far as its lines stand together. */
static void
collect_documents (const TvRankBase *base, TvRankSets *sets)
{
  const TvFrame *frame = base->frame;

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
                 && stop - begin < SHORT_SET)
            stop++;
          if (stop - begin > 1)
            {
              g_array_append_vals (sets->product, frame->event_product + begin, stop - begin);
              tv_rank_sets_close (sets, 1);
            }
          begin = stop;
        }
    }
}

/* The similarity of a source to a target is
 * gain(source) gain(target) sum / (source_norm(source) target_norm(target) + shrink). */
typedef struct
{
  const TvFrame *frame;
  const TvRankSets *sets;
  guint limit;                      /* sources of a target */
  float *gain;                      /* by product */
  float *source_norm, *target_norm; /* by product */
  float shrink;
  guint32 *by_rank; /* product by its key's place among all keys */
  GArray **entries; /* of TvRankEntry, by chunk */
} Task;

typedef struct
{
  float *sum;
  guint32 *touched; /* products with a sum */
  guint64 *keys;
} Row;

static gpointer
row_new (gpointer data)
{
  Task *task = data;
  Row *row = g_new0 (Row, 1);
  gsize count = (gsize) task->frame->product_count + 1;

  row->sum = g_new0 (float, count);
  row->touched = g_new (guint32, count);
  row->keys = g_new (guint64, count);
  return row;
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->sum);
  g_free (row->touched);
  g_free (row->keys);
  g_free (row);
}

/* Adds up the weights, all above 0, of the sets that hold both products; returns how many products
 * there are. */
static guint32
count_row (const TvRankSets *sets, Row *row, guint32 target)
{
  const guint32 *offset = (const guint32 *) (gpointer) sets->offset->data;
  const guint32 *product = (const guint32 *) (gpointer) sets->product->data;
  const float *weights = (const float *) (gpointer) sets->weight->data;
  float *sum = row->sum;
  guint32 *touched = row->touched;
  guint32 count = 0;

  for (guint32 s = sets->set_offset[target]; s < sets->set_offset[target + 1]; s++)
    {
      guint32 set = sets->set[s], end = offset[set + 1];
      float weight = weights[set];

      for (guint32 i = offset[set]; i < end; i++)
        {
          guint32 source = product[i];

          touched[count] = source;
          count += sum[source] == 0;
          sum[source] += weight;
        }
    }
  return count;
}

static void
find_sources (const Task *task, Row *row, guint32 target, GArray *entries)
{
  const TvFrame *frame = task->frame;
  guint32 touched = count_row (task->sets, row, target);
  float gain = task->gain[target], norm = task->target_norm[target];
  TvTopList best = tv_top_list_begin (row->keys, (gsize) frame->product_count + 1, task->limit);
  guint first = entries->len;

  for (guint32 i = 0; i < touched; i++)
    {
      guint32 source = row->touched[i];
      float similarity = task->gain[source] * gain * row->sum[source]
                         / (task->source_norm[source] * norm + task->shrink);

      row->sum[source] = 0;
      if (source != target)
        tv_top_list_add (&best, tv_top_pack (similarity, frame->key_rank[source]));
    }
  tv_top_list_shrink (&best);
  g_array_set_size (entries, first + best.count);
  for (guint32 i = 0; i < best.count; i++)
    g_array_index (entries, TvRankEntry, first + i)
        = (TvRankEntry){ task->by_rank[tv_top_get_rank (best.keys[i])],
                         target,
                         tv_top_get_score (best.keys[i]) };
}

static void
do_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;

  task->entries[chunk] = g_array_new (FALSE, FALSE, sizeof (TvRankEntry));
  for (guint32 target = begin; target < end; target++)
    if (task->sets->set_offset[target] < task->sets->set_offset[target + 1])
      find_sources (task, scratch, target, task->entries[chunk]);
}

static void
free_entries (GArray **entries, guint chunk_count)
{
  for (guint c = 0; c < chunk_count; c++)
    g_clear_pointer (&entries[c], g_array_unref);
}

/* Norms: of the BM25 vectors, the square root of the number of documents, or the length of the
 * label; among documents frequent sources count less, by the exponents .7 and .3. */
static void
init_weights (Task *task, TvRankLikeness likeness)
{
  guint32 count = task->frame->product_count;
  const float *weights = (const float *) (gpointer) task->sets->weight->data;
  static const float shrinks[] = { [TV_RANK_BY_CUSTOMERS] = NEIGHBOUR_SHRINK,
                                   [TV_RANK_BY_DOCUMENTS] = TOGETHER_SHRINK,
                                   [TV_RANK_BY_WORDS] = 0 };

  task->shrink = shrinks[likeness];
  for (guint32 i = 0; i < count; i++)
    {
      guint32 begin = task->sets->set_offset[i], end = task->sets->set_offset[i + 1];
      float sum = 0;

      task->by_rank[task->frame->key_rank[i]] = i;
      for (guint32 s = begin; s < end; s++)
        sum += weights[task->sets->set[s]];
      sum = sqrtf (sum);
      task->gain[i] = 1;
      if (likeness == TV_RANK_BY_CUSTOMERS)
        {
          task->gain[i]
              = (float) log1p ((task->sets->set_count - (end - begin) + .5) / (end - begin + .5));
          task->source_norm[i] = task->target_norm[i] = task->gain[i] * sum;
        }
      else if (likeness == TV_RANK_BY_WORDS)
        task->source_norm[i] = task->target_norm[i] = sum;
      else
        {
          task->source_norm[i] = powf (sum, 1.4f);
          task->target_norm[i] = powf (sum, .6f);
        }
    }
}

/**
 * tv_rank_sets_find_similar: (skip)
 * @sets: sets of products with the way back
 * @frame: the products
 * @likeness: what makes two of them similar
 * @limit: how many sources of a target are kept, the most similar ones
 * @target_limit: how many targets a source may have, 0 = any number
 * @out: (out caller-allocates): the table
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Finds similar products. The same for any number of threads.
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
tv_rank_sets_find_similar (const TvRankSets *sets,
                           const TvFrame *frame,
                           TvRankLikeness likeness,
                           guint limit,
                           guint target_limit,
                           TvSimilar *out,
                           guint thread_count,
                           TvProgress *progress,
                           GError **error)
{
  guint32 count = frame->product_count;
  guint chunk_count = (count + TV_RANK_CHUNK - 1) / TV_RANK_CHUNK;
  g_autofree float *gain = g_new0 (float, (gsize) count + 1);
  g_autofree float *source_norm = g_new0 (float, (gsize) count + 1);
  g_autofree float *target_norm = g_new0 (float, (gsize) count + 1);
  g_autofree guint32 *by_rank = g_new0 (guint32, (gsize) count + 1);
  g_autofree GArray **entries = g_new0 (GArray *, (gsize) chunk_count + 1);
  Task task = { .frame = frame,
                .sets = sets,
                .limit = limit,
                .gain = gain,
                .source_norm = source_norm,
                .target_norm = target_norm,
                .by_rank = by_rank,
                .entries = entries };
  gboolean is_done;

  init_weights (&task, likeness);
  is_done = tv_parallel_run_chunks (count,
                                    TV_RANK_CHUNK,
                                    thread_count,
                                    do_chunk,
                                    &task,
                                    row_new,
                                    row_free,
                                    progress,
                                    error);
  if (is_done)
    tv_similar_gather (out, entries, chunk_count, count, target_limit);
  free_entries (entries, chunk_count);
  return is_done;
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
  guint limit = base->universe_count <= SMALL_CATALOGUE ? MANY_SOURCES : SOURCES;

  {
    g_auto (TvRankSets) histories = { 0 };

    tv_rank_sets_init (&histories);
    collect_histories (base, &histories);
    tv_rank_sets_invert (&histories, count);
    if (!tv_rank_sets_find_similar (&histories,
                                    base->frame,
                                    TV_RANK_BY_CUSTOMERS,
                                    limit,
                                    tv_rank_base_get_targets (base),
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
                                      tv_rank_base_get_targets (base),
                                      &base->together,
                                      thread_count,
                                      progress,
                                      error);
  }
}
