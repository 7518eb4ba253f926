/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Similar products by the sets that hold both of them. Each target is counted with one array over
 * all products, so that no matrix of all products is ever held. Where its sets are large, all
 * products are looked at, a block at a time, else those that were met; both ways give the same
 * bits. */
#include <math.h>
#include <string.h>

#include "base/tv-parallel.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-top.h"

#define NEIGHBOUR_SHRINK 10.f
#define TOGETHER_SHRINK 5.f
#define BLOCK 128         /* products that are looked at together */
#define WORDS 4           /* of 32 bits: one for each of them */
#define PLACES 16         /* of such words: as many as the widest vector has */
#define SPARSE 4          /* below a product in so many, only what was met is weighed */
#define SLACK (1 - 1e-5f) /* more than a division and a multiplication are rounded by */

/* What decides whether a source may be among the best of a target: arrays by source, filled up to
 * whole blocks with 0. */
typedef struct
{
  const float *gain, *norm, *sum;
  float target_gain, target_norm, shrink;
  float least; /* a similarity */
} Look;

/* Finds the sources of a block that come near the least similarity: bit b of place p stands for the
 * source 4 b + p mod 4, whatever the width of the vectors, which fill their first places. */
typedef void (*FindNear) (const Look *look, guint32 first, guint32 out[PLACES]);

/* What a lane adds to the bit of the vector's first four. */
static const guint32 units[PLACES] __attribute__ ((aligned (64)))
= { 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8 };

/* Defines such a function. The division that a similarity takes is left to those that come near. */
#define DEFINE_FIND_NEAR(name, lanes, machine)                                                     \
  machine static void name (const Look *look, guint32 first, guint32 out[PLACES])                  \
  {                                                                                                \
    typedef float Vector __attribute__ ((vector_size (lanes * sizeof (float)), aligned (4)));      \
    typedef guint32 Bits __attribute__ ((vector_size (lanes * sizeof (guint32)), aligned (4)));    \
    const Bits unit = *(const Bits *) units;                                                       \
    float gain = look->target_gain, norm = look->target_norm, shrink = look->shrink;               \
    float least = look->least * SLACK;                                                             \
    Bits near = { 0 };                                                                             \
                                                                                                   \
    for (guint v = 0; v < BLOCK / lanes; v++)                                                      \
      {                                                                                            \
        guint32 i = first + v * lanes;                                                             \
        Vector above                                                                               \
            = *(const Vector *) (look->gain + i) * gain * *(const Vector *) (look->sum + i);       \
        Vector below = *(const Vector *) (look->norm + i) * norm + shrink;                         \
                                                                                                   \
        near |= (Bits) ((above > 0) & (above >= below * least)) & (unit << (v * lanes / WORDS));   \
      }                                                                                            \
    *(Bits *) out = near;                                                                          \
  }

DEFINE_FIND_NEAR (find_near_narrow, 4, )
#if defined(__x86_64__)
DEFINE_FIND_NEAR (find_near_avx2, 8, __attribute__ ((target ("avx2"))))
DEFINE_FIND_NEAR (find_near_avx512, 16, __attribute__ ((target ("avx512f"))))
#endif

/* Wider vectors where the machine has them. They find the same sources. */
static FindNear
choose_find_near (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f"))
    return find_near_avx512;
  if (__builtin_cpu_supports ("avx2"))
    return find_near_avx2;
#endif
  return find_near_narrow;
}

/* The similarity of a source to a target is
 * gain(source) gain(target) sum / (source_norm(source) target_norm(target) + shrink). */
typedef struct
{
  const TvFrame *frame;
  const TvRankSets *sets;
  guint limit; /* sources of a target */
  FindNear find_near;
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

  row->sum = g_new0 (float, count + BLOCK);
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

/* The same where most products will be met. */
static void
count_all (const TvRankSets *sets, Row *row, guint32 target)
{
  const guint32 *offset = (const guint32 *) (gpointer) sets->offset->data;
  const guint32 *product = (const guint32 *) (gpointer) sets->product->data;
  const float *weights = (const float *) (gpointer) sets->weight->data;
  float *sum = row->sum;

  for (guint32 s = sets->set_offset[target]; s < sets->set_offset[target + 1]; s++)
    {
      guint32 set = sets->set[s], end = offset[set + 1];
      float weight = weights[set];

#pragma GCC unroll 4
      for (guint32 i = offset[set]; i < end; i++)
        sum[product[i]] += weight;
    }
}

static gboolean
is_sparse (const TvRankSets *sets, guint32 target, guint32 product_count)
{
  const guint32 *offset = (const guint32 *) (gpointer) sets->offset->data;
  guint64 count = 0;

  for (guint32 s = sets->set_offset[target]; s < sets->set_offset[target + 1]; s++)
    count += offset[sets->set[s] + 1] - offset[sets->set[s]];
  return count < product_count / SPARSE;
}

/* Similarities of the products that were met; their sums are 0 again. */
static void
weigh_touched (const Task *task, Row *row, guint32 target, guint32 touched, TvTopList *best)
{
  const guint32 *sources = row->touched, *key_rank = task->frame->key_rank;
  const float *gains = task->gain, *norms = task->source_norm;
  float gain = task->gain[target], norm = task->target_norm[target], shrink = task->shrink;
  float *sum = row->sum;
  guint64 *keys = best->keys;
  guint count = 0;

  for (guint32 i = 0; i < touched; i++)
    {
      guint32 source = sources[i];
      float similarity = gains[source] * gain * sum[source] / (norms[source] * norm + shrink);

      sum[source] = 0;
      keys[count] = tv_top_pack (similarity, key_rank[source]);
      count += source != target;
    }
  best->count = count;
}

static inline float
get_similarity (const Look *look, guint32 source)
{
  return look->gain[source] * look->target_gain * look->sum[source]
         / (look->norm[source] * look->target_norm + look->shrink);
}

/* Looks closely at those that come near what is best. There is room for all of them, so no branch
 * has to be guessed. */
static void
add_near (const Task *task, Look *look, TvTopList *best)
{
  const guint32 *key_rank = task->frame->key_rank;
  guint64 *keys = best->keys;
  guint32 near[PLACES] = { 0 }, product_count = task->frame->product_count;

  for (guint32 first = 0; first < product_count; first += BLOCK)
    {
      guint count = best->count;

      look->least = tv_top_get_score (best->least);
      task->find_near (look, first, near);
      for (guint k = WORDS; k < PLACES; k++)
        near[k % WORDS] |= near[k];
      /* Two words at a time: where a loop ends cannot be guessed. */
      for (guint k = 0; k < WORDS; k += 2)
        for (guint64 bits = near[k] | (guint64) near[k + 1] << 32; bits != 0; bits &= bits - 1)
          {
            guint32 bit = (guint32) __builtin_ctzll (bits);
            guint32 source = first + bit % 32 * WORDS + k + bit / 32;

            keys[count] = tv_top_pack (get_similarity (look, source), key_rank[source]);
            count += keys[count] > best->least;
          }
      best->count = count;
      if (count >= 2 * best->limit)
        tv_top_list_shrink (best);
    }
}

/* Similarities of all products, of which few are looked at more closely. */
static void
weigh_all (const Task *task, Row *row, guint32 target, TvTopList *best)
{
  guint32 count = task->frame->product_count;
  Look look = { .gain = task->gain,
                .norm = task->source_norm,
                .sum = row->sum,
                .target_gain = task->gain[target],
                .target_norm = task->target_norm[target],
                .shrink = task->shrink };
  TvTopSample sample;

  row->sum[target] = 0;
  tv_top_sample_init (&sample, count, best->limit);
  for (guint32 i = 0; i < count && sample.expected > 0; i += sample.step)
    tv_top_sample_add (&sample, look.sum[i] > 0 ? get_similarity (&look, i) : 0);
  tv_top_list_expect (best, &sample);
  add_near (task, &look, best);
  if (tv_top_list_is_short (best))
    add_near (task, &look, best);
  memset (row->sum, 0, count * sizeof *row->sum);
}

static void
find_sources (const Task *task, Row *row, guint32 target, GArray *entries)
{
  guint32 product_count = task->frame->product_count;
  TvTopList best = tv_top_list_begin (row->keys, (gsize) product_count + 1, task->limit);
  guint first = entries->len;

  if (is_sparse (task->sets, target, product_count))
    weigh_touched (task, row, target, count_row (task->sets, row, target), &best);
  else
    {
      count_all (task->sets, row, target);
      weigh_all (task, row, target, &best);
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
 * label. Among documents frequent sources count less, by the exponents .7 and .3, and all of a
 * product's documents count there, however old: what is in few documents of late is similar to
 * less. */
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
          task->source_norm[i] = powf ((float) (end - begin), .7f);
          task->target_norm[i] = powf ((float) (end - begin), .3f);
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
  g_autofree float *gain = g_new0 (float, (gsize) count + BLOCK);
  g_autofree float *source_norm = g_new0 (float, (gsize) count + BLOCK);
  g_autofree float *target_norm = g_new0 (float, (gsize) count + 1);
  g_autofree guint32 *by_rank = g_new0 (guint32, (gsize) count + 1);
  g_autofree GArray **entries = g_new0 (GArray *, (gsize) chunk_count + 1);
  Task task = { .frame = frame,
                .sets = sets,
                .limit = limit,
                .find_near = choose_find_near (),
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
