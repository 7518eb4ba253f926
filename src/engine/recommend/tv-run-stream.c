/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workers draw chunks of customers from a counter; whoever takes the results waits for the chunk
 * that is next in order, and scores chunks meanwhile. So no thread idles, and the items stand in
 * the order of customers for any number of threads. */
#include "recommend/tv-run-stream.h"

#include "base/tv-memory.h"
#include "base/tv-parallel.h"
#include "recommend/tv-recommender-private.h"

#define MOST_ROOM (1u << 28) /* bytes that are set aside before they are needed */

struct _TvRunStream
{
  TvRecommender *recommender;
  TvProgress *progress; /* (nullable) borrowed */
  TvRunItems *run;
  TvPart *parts; /* per chunk; those that are joined are empty again */
  guint32 chunk_count, joined_count;
  GThread **workers;
  guint worker_count;
  TvCandidates *scratch; /* of the thread that takes the results */
  gint next_chunk;       /* atomic */
  gint is_given_up;      /* atomic */
  GMutex lock;           /* over is_scored */
  GCond scored;
  guint8 *is_scored; /* per chunk */
};

static void
score_chunk (TvRunStream *stream, TvCandidates *scratch, guint32 chunk)
{
  TvPart *part = &stream->parts[chunk];
  guint32 begin = chunk * TV_PARALLEL_CHUNK;
  guint32 end = MIN (begin + TV_PARALLEL_CHUNK, stream->run->customer_count);

  part->items = g_array_new (FALSE, FALSE, sizeof (TvRunItem));
  part->explanations = g_byte_array_new ();
  for (guint32 customer = begin; customer < end; customer++)
    stream->run->exclusion[customer]
        = tv_recommender_do_customer (stream->recommender, scratch, customer, part);
  g_mutex_lock (&stream->lock);
  stream->is_scored[chunk] = TRUE;
  g_cond_signal (&stream->scored);
  g_mutex_unlock (&stream->lock);
}

static gboolean
is_given_up (TvRunStream *stream)
{
  return g_atomic_int_get (&stream->is_given_up) != 0
         || tv_progress_is_cancelled (stream->progress);
}

static gpointer
work (gpointer data)
{
  TvRunStream *stream = data;
  TvCandidates *scratch = tv_candidates_new (stream->recommender->frame, stream->recommender->fit);
  guint32 chunk;

  while (!is_given_up (stream)
         && (chunk = (guint32) g_atomic_int_add (&stream->next_chunk, 1)) < stream->chunk_count)
    score_chunk (stream, scratch, chunk);
  tv_candidates_free (scratch);
  return NULL;
}

/**
 * tv_run_stream_new:
 * @recommender: the recommender; borrowed for the stream's life
 * @thread_count: workers, the thread that takes the results among them; at least 1
 * @progress: (nullable): asked whether to stop, and told how far the results are taken
 *
 * Begins to recommend for all customers.
 *
 * Returns: (transfer full): the stream
 */
TvRunStream *
tv_run_stream_new (TvRecommender *recommender, guint thread_count, TvProgress *progress)
{
  TvRunStream *stream = g_new0 (TvRunStream, 1);
  guint32 customer_count = recommender->frame->customer_count;

  stream->recommender = recommender;
  stream->progress = progress;
  stream->run = tv_run_items_new (recommender->frame, &recommender->settings);
  stream->run->is_margin_known = recommender->catalogue->is_margin_known;
  stream->chunk_count = (customer_count + TV_PARALLEL_CHUNK - 1) / TV_PARALLEL_CHUNK;
  stream->parts = g_new0 (TvPart, (gsize) stream->chunk_count + 1);
  stream->is_scored = g_new0 (guint8, (gsize) stream->chunk_count + 1);
  stream->scratch = tv_candidates_new (recommender->frame, recommender->fit);
  g_mutex_init (&stream->lock);
  g_cond_init (&stream->scored);
  stream->worker_count = MIN (MAX (thread_count, 1), MAX (stream->chunk_count, 1)) - 1;
  stream->workers = g_new (GThread *, stream->worker_count + 1);
  for (guint i = 0; i < stream->worker_count; i++)
    stream->workers[i] = g_thread_new ("worker", work, stream);
  return stream;
}

static void
clear_part (TvPart *part)
{
  g_clear_pointer (&part->items, g_array_unref);
  g_clear_pointer (&part->explanations, g_byte_array_unref);
}

static void
stop_workers (TvRunStream *stream)
{
  g_atomic_int_set (&stream->is_given_up, 1);
  for (guint i = 0; i < stream->worker_count; i++)
    g_thread_join (stream->workers[i]);
  stream->worker_count = 0;
}

/**
 * tv_run_stream_free:
 * @stream: (transfer full): a stream
 *
 * Stops the workers and frees the stream with its run.
 */
void
tv_run_stream_free (TvRunStream *stream)
{
  stop_workers (stream);
  for (guint32 i = 0; i < stream->chunk_count; i++)
    clear_part (&stream->parts[i]);
  tv_candidates_free (stream->scratch);
  g_clear_pointer (&stream->run, tv_run_items_free);
  g_mutex_clear (&stream->lock);
  g_cond_clear (&stream->scored);
  g_free (stream->parts);
  g_free (stream->is_scored);
  g_free (stream->workers);
  g_free (stream);
}

/**
 * tv_run_stream_is_done:
 * @stream: a stream
 *
 * Returns: whether all customers are in its run
 */
gboolean
tv_run_stream_is_done (const TvRunStream *stream)
{
  return stream->joined_count == stream->chunk_count;
}

static void
count_customers (TvRunItems *run, guint32 begin, guint32 end)
{
  for (guint32 i = begin; i < end; i++)
    {
      guint8 exclusion = run->exclusion[i];

      run->eligible_count += exclusion == TV_RUN_SERVED || exclusion == TV_EXCLUSION_NO_ORDER
                             || exclusion == TV_EXCLUSION_NO_CANDIDATE;
      run->served_count += exclusion == TV_RUN_SERVED;
    }
}

/* Whether the chunk is there; @waits: until it is, or nobody is at it any more. */
static gboolean
is_chunk_scored (TvRunStream *stream, guint32 chunk, gboolean waits)
{
  gboolean is_scored;

  g_mutex_lock (&stream->lock);
  while (waits && !stream->is_scored[chunk] && !is_given_up (stream))
    g_cond_wait_until (&stream->scored,
                       &stream->lock,
                       g_get_monotonic_time () + G_USEC_PER_SEC / 20);
  is_scored = stream->is_scored[chunk];
  g_mutex_unlock (&stream->lock);
  return is_scored;
}

/* The first chunk tells how much room all of them will take: what grows by doubling is written more
 * than once. Memory that nobody comes to write to costs nothing. */
static void
make_room (TvRunStream *stream)
{
  const TvPart *first = &stream->parts[0];
  TvRunItems *run = stream->run;
  guint64 items = (guint64) first->items->len * stream->chunk_count;
  guint64 bytes = (guint64) first->explanations->len * stream->chunk_count;

  g_array_set_size (run->items, (guint) MIN (items, MOST_ROOM / sizeof (TvRunItem)));
  tv_memory_use_large_pages (run->items->data, run->items->len * sizeof (TvRunItem));
  g_array_set_size (run->items, 0);
  g_byte_array_set_size (run->explanations, (guint) MIN (bytes + bytes / 8, MOST_ROOM));
  tv_memory_use_large_pages (run->explanations->data, run->explanations->len);
  g_byte_array_set_size (run->explanations, 0);
}

/**
 * tv_run_stream_next:
 * @stream: a stream that is not done
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Puts the next chunk of customers into the run, scoring others until it is there.
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
tv_run_stream_next (TvRunStream *stream, GError **error)
{
  guint32 chunk = stream->joined_count, begin = chunk * TV_PARALLEL_CHUNK, other;

  g_return_val_if_fail (chunk < stream->chunk_count, FALSE);
  while (!is_chunk_scored (stream, chunk, FALSE))
    {
      if (!tv_progress_check (stream->progress, error))
        return FALSE;
      other = (guint32) g_atomic_int_add (&stream->next_chunk, 1);
      if (other < stream->chunk_count)
        score_chunk (stream, stream->scratch, other);
      else
        is_chunk_scored (stream, chunk, TRUE);
    }
  if (chunk == 0)
    make_room (stream);
  tv_recommender_join_part (stream->run, &stream->parts[chunk]);
  clear_part (&stream->parts[chunk]);
  count_customers (stream->run,
                   begin,
                   MIN (begin + TV_PARALLEL_CHUNK, stream->run->customer_count));
  tv_progress_set (stream->progress, begin, stream->run->customer_count);
  stream->joined_count++;
  return tv_progress_check (stream->progress, error);
}

/**
 * tv_run_stream_get_run:
 * @stream: a stream
 *
 * Returns: (transfer none): the items so far; whole once the stream is done
 */
const TvRunItems *
tv_run_stream_get_run (const TvRunStream *stream)
{
  return stream->run;
}

/**
 * tv_recommender_run:
 * @recommender: the recommender
 * @thread_count: workers; the result is the same for any number
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Recommends for all customers.
 *
 * Returns: (transfer full) (nullable): the items by customer and rank, and who got nothing and why
 */
TvRunItems *
tv_recommender_run (TvRecommender *recommender,
                    guint thread_count,
                    TvProgress *progress,
                    GError **error)
{
  g_autoptr (TvRunStream) stream = tv_run_stream_new (recommender, thread_count, progress);

  while (!tv_run_stream_is_done (stream))
    if (!tv_run_stream_next (stream, error))
      return NULL;
  /* A base without customers has nothing that a cancel could stop. */
  return tv_progress_check (progress, error) ? g_steal_pointer (&stream->run) : NULL;
}
