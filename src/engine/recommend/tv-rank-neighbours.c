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
#define LONGEST_SET 5000  /* latest products of a customer that are counted */
#define LARGE_BASE 100000 /* customers; from here on shorter lists do */
#define SHORT_SET 100
#define TARGETS 200
#define FEW_TARGETS 50

/* The latest products of each kept customer. The weight is the square of the customer's share of
 * the BM25 weight, which both products of a pair bear. */
static void
collect_histories (const TvRankBase *base, TvRankSets *sets)
{
  const TvFrame *frame = base->frame;
  guint32 limit = base->active_count > LARGE_BASE ? SHORT_SET : LONGEST_SET;
  guint64 pairs = 0;
  guint32 customers = 0;
  double mean;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      pairs += base->pair_offset[c + 1] - base->pair_offset[c];
      customers += base->pair_offset[c + 1] > base->pair_offset[c];
    }
  mean = customers > 0 ? (double) pairs / customers : 1;
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 begin = base->pair_offset[c], count = base->pair_offset[c + 1] - begin;
      double share = (BM25_K1 + 1) / (BM25_K1 * (1 - BM25_B + BM25_B * count / mean) + 1);

      if (count == 0)
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

/* The products of each document of the kept customers, as far as its lines stand together. */
static void
collect_documents (const TvRankBase *base, TvRankSets *sets)
{
  const TvFrame *frame = base->frame;

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 begin = frame->event_offset[c], end;

      if (!tv_rank_base_is_kept (base, c))
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

typedef enum
{
  BY_CUSTOMERS,
  BY_DOCUMENTS,
} Kind;

typedef struct
{
  const TvRankBase *base;
  const TvRankSets *sets;
  Kind kind;
  guint limit;      /* sources of a target */
  float *idf;       /* by product */
  float *norm;      /* by product */
  GArray **entries; /* of TvRankEntry, by chunk */
} Task;

typedef struct
{
  float *sum;
  GArray *touched; /* of guint32 */
  GArray *keys;    /* of guint64 */
} Row;

static gpointer
row_new (gpointer data)
{
  Task *task = data;
  Row *row = g_new0 (Row, 1);

  row->sum = g_new0 (float, (gsize) task->base->frame->product_count + 1);
  row->touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  row->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  return row;
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->sum);
  g_array_unref (row->touched);
  g_array_unref (row->keys);
  g_free (row);
}

/* Adds up the weights of the sets that hold both products. */
static void
count_row (const TvRankSets *sets, Row *row, guint32 target)
{
  const guint32 *offset = (const guint32 *) (gpointer) sets->offset->data;
  const guint32 *product = (const guint32 *) (gpointer) sets->product->data;
  const float *weights = (const float *) (gpointer) sets->weight->data;

  g_array_set_size (row->touched, 0);
  for (guint32 s = sets->set_offset[target]; s < sets->set_offset[target + 1]; s++)
    {
      guint32 set = sets->set[s];
      float weight = weights[set];

      for (guint32 i = offset[set]; i < offset[set + 1]; i++)
        {
          guint32 source = product[i];

          if (row->sum[source] == 0)
            g_array_append_val (row->touched, source);
          row->sum[source] += weight;
        }
    }
}

static float
get_similarity (const Task *task, guint32 source, guint32 target, float sum)
{
  if (task->kind == BY_CUSTOMERS)
    return task->idf[source] * task->idf[target] * sum
           / (task->norm[source] * task->norm[target] + NEIGHBOUR_SHRINK);
  /* Frequent sources count less: the exponents .7 and .3 of the documents. */
  return sum / (powf (task->norm[source], 1.4f) * powf (task->norm[target], .6f) + TOGETHER_SHRINK);
}

static void
find_sources (Task *task, Row *row, guint32 target, GArray *entries)
{
  const guint32 *key_rank = task->base->frame->key_rank;

  count_row (task->sets, row, target);
  g_array_set_size (row->keys, 0);
  for (guint i = 0; i < row->touched->len; i++)
    {
      guint32 source = g_array_index (row->touched, guint32, i);
      float similarity
          = source != target ? get_similarity (task, source, target, row->sum[source]) : 0;
      guint64 key;

      row->sum[source] = similarity;
      if (!(similarity > 0))
        continue;
      key = tv_top_pack (similarity, key_rank[source]);
      g_array_append_val (row->keys, key);
    }
  if (row->keys->len > task->limit)
    {
      guint64 *keys = (guint64 *) (gpointer) row->keys->data;
      guint64 least = G_MAXUINT64;

      tv_top_select (keys, row->keys->len, task->limit);
      for (guint i = 0; i < task->limit; i++)
        least = MIN (least, keys[i]);
      for (guint i = 0; i < row->touched->len; i++)
        {
          guint32 source = g_array_index (row->touched, guint32, i);

          if (row->sum[source] > 0 && tv_top_pack (row->sum[source], key_rank[source]) < least)
            row->sum[source] = 0;
        }
    }
  for (guint i = 0; i < row->touched->len; i++)
    {
      TvRankEntry entry = { g_array_index (row->touched, guint32, i), target, 0 };

      entry.weight = row->sum[entry.source];
      row->sum[entry.source] = 0;
      if (entry.weight > 0)
        g_array_append_val (entries, entry);
    }
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

/* Norms: of the BM25 vectors, or the square root of the number of documents. */
static void
init_weights (Task *task)
{
  const TvRankBase *base = task->base;
  guint32 count = base->frame->product_count;
  const float *weights = (const float *) (gpointer) task->sets->weight->data;

  for (guint32 i = 0; i < count; i++)
    {
      guint32 begin = task->sets->set_offset[i], end = task->sets->set_offset[i + 1];
      float sum = 0;

      for (guint32 s = begin; s < end; s++)
        sum += weights[task->sets->set[s]];
      task->idf[i]
          = (float) log1p ((task->sets->set_count - (end - begin) + .5) / (end - begin + .5));
      task->norm[i] = task->kind == BY_CUSTOMERS ? task->idf[i] * sqrtf (sum) : sqrtf (sum);
    }
}

static gboolean
find_similar (const TvRankBase *base,
              const TvRankSets *sets,
              Kind kind,
              TvSimilar *out,
              guint thread_count,
              TvProgress *progress,
              GError **error)
{
  guint32 count = base->frame->product_count;
  guint chunk_count = (count + TV_RANK_CHUNK - 1) / TV_RANK_CHUNK;
  g_autofree float *idf = g_new0 (float, (gsize) count + 1);
  g_autofree float *norm = g_new0 (float, (gsize) count + 1);
  g_autofree GArray **entries = g_new0 (GArray *, (gsize) chunk_count + 1);
  Task task = { .base = base,
                .sets = sets,
                .kind = kind,
                .limit = base->active_count > LARGE_BASE ? FEW_TARGETS : TARGETS,
                .idf = idf,
                .norm = norm,
                .entries = entries };
  gboolean is_done;

  init_weights (&task);
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
    tv_similar_gather (out, entries, chunk_count, count);
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

  {
    g_auto (TvRankSets) histories = { 0 };

    tv_rank_sets_init (&histories);
    collect_histories (base, &histories);
    tv_rank_sets_invert (&histories, count);
    if (!find_similar (base,
                       &histories,
                       BY_CUSTOMERS,
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
    return find_similar (base,
                         &documents,
                         BY_DOCUMENTS,
                         &base->together,
                         thread_count,
                         progress,
                         error);
  }
}
