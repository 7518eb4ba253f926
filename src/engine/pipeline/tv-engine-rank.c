/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the base as it was before a day, trains on it, ranks for every customer on several threads,
 * and writes one file. Writes nothing to the workspace. */
#include "pipeline/tv-engine-rank.h"

#include <glib/gi18n-lib.h>

#include "base/tv-error.h"
#include "base/tv-parallel.h"
#include "exchange/tv-csv-writer.h"
#include "pipeline/tv-engine-private.h"
#include "recommend/tv-model.h"

#define CHUNK 256 /* customers a piece of work */

typedef struct
{
  const TvModel *model;
  const TvFrame *frame;
  TvRanker ranker;
  TvProtocol protocol;
  guint top_n;
  TvRanked *lists; /* top_n per customer */
  guint *counts;
} Task;

static gpointer
scorer_new (gpointer data)
{
  return tv_model_scorer_new (((Task *) data)->model);
}

static void
rank_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;

  for (guint32 c = begin; c < end; c++)
    if (task->frame->event_offset[c] < task->frame->event_offset[c + 1])
      task->counts[c] = tv_model_scorer_rank (scratch,
                                              c,
                                              task->ranker,
                                              task->protocol,
                                              task->top_n,
                                              task->lists + (gsize) c * task->top_n);
}

static gboolean
write_list (TvCsvWriter *writer,
            const Task *task,
            const char *code,
            guint32 customer,
            GError **error)
{
  for (guint i = 0; i < task->counts[customer]; i++)
    {
      const TvRanked *ranked = &task->lists[(gsize) customer * task->top_n + i];

      tv_csv_writer_add_text (writer, code);
      tv_csv_writer_add_int64 (writer, i + 1);
      tv_csv_writer_add_text (writer, task->frame->product_key[ranked->product]);
      tv_csv_writer_add_float (writer, ranked->score);
      if (!tv_csv_writer_end_row (writer, error))
        return FALSE;
    }
  return TRUE;
}

/* Every code of a customer gets the list of its master. */
static gboolean
write_lists (TvJob *job,
             TvCsvWriter *writer,
             const Task *task,
             TvRankResult *result,
             GError **error)
{
  static const char *const header[] = { "customer_code", "rank", "product_key", "score" };
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_LIST_CODES, error);
  TvStep step = TV_STEP_ERROR;

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    tv_csv_writer_add_text (writer, header[i]);
  if (statement == NULL || !tv_csv_writer_end_row (writer, error))
    return FALSE;
  while ((step = tv_statement_step (statement, error)) == TV_STEP_ROW)
    {
      guint32 customer;

      if (!tv_frame_find_customer (task->frame, tv_statement_get_int64 (statement, 1), &customer)
          || task->counts[customer] == 0)
        continue;
      result->customer_count++;
      result->row_count += task->counts[customer];
      if (!write_list (writer, task, tv_statement_get_text (statement, 0), customer, error))
        return FALSE;
    }
  return step == TV_STEP_DONE && tv_csv_writer_flush (writer, error);
}

static gboolean
write_file (TvJob *job, const Task *task, const char *path, TvRankResult *result, GError **error)
{
  g_autoptr (TvAtomicFile) file = tv_atomic_file_new (path, "lists", error);
  g_auto (TvCsvWriter) writer = { 0 };
  guint8 hash[TV_DIGEST_LENGTH];

  if (file == NULL)
    return FALSE;
  tv_csv_writer_init (&writer, file);
  return write_lists (job, &writer, task, result, error)
         && tv_atomic_file_finish (file, hash, error)
         && tv_atomic_file_place (tv_atomic_file_get_temp_path (file),
                                  tv_atomic_file_get_path (file),
                                  error);
}

static double
get_seconds (gint64 *from_usec)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - *from_usec) / G_USEC_PER_SEC;

  *from_usec = now;
  return seconds;
}

/**
 * tv_engine_rank:
 * @engine: the engine
 * @options: as of when, how many, how
 * @path: (type filename): the CSV to write: customer_code, rank, product_key, score
 * @progress: (nullable): cancel
 * @error: return location for an error
 *
 * Ranks products for every customer with a purchase before the day, from what was known before it.
 *
 * Returns: (transfer full) (nullable): what it came to
 */
TvRankResult *
tv_engine_rank (TvEngine *engine,
                const TvRankOptions *options,
                const char *path,
                TvProgress *progress,
                GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvModel) model = NULL;
  g_autoptr (TvRankResult) result = g_new0 (TvRankResult, 1);
  g_autofree TvRanked *lists = NULL;
  g_autofree guint *counts = NULL;
  const TvModelOptions learning
      = { .is_quick = options->ranker >= 0 && options->ranker != TV_RANKER_LEARNED,
          .protocols = 1u << options->protocol };
  gint64 began = g_get_monotonic_time ();
  Task task;

  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  if (options->thread_count > 0)
    read.job.thread_count = options->thread_count;
  frame = tv_frame_load (&read.job, options->as_of_day - 1, error);
  if (frame == NULL)
    return NULL;
  result->load_seconds = get_seconds (&began);
  model = tv_model_train (frame,
                          options->as_of_day,
                          &learning,
                          read.job.thread_count,
                          progress,
                          error);
  if (model == NULL)
    return NULL;
  result->train_seconds = get_seconds (&began);
  lists = g_new (TvRanked, (gsize) frame->customer_count * options->top_n + 1);
  counts = g_new0 (guint, (gsize) frame->customer_count + 1);
  result->ranker = options->ranker >= 0 ? (TvRanker) options->ranker
                                        : tv_model_get_ranker (model, options->protocol);
  result->is_learned = tv_model_is_learned (model, options->protocol);
  task = (Task){ model, frame, result->ranker, options->protocol, options->top_n, lists, counts };
  if (!tv_parallel_run_chunks (frame->customer_count,
                               CHUNK,
                               read.job.thread_count,
                               rank_chunk,
                               &task,
                               scorer_new,
                               (GDestroyNotify) tv_model_scorer_free,
                               progress,
                               error))
    return NULL;
  result->rank_seconds = get_seconds (&began);
  result->report = tv_model_dup_report (model);
  return write_file (&read.job, &task, path, result, error) ? g_steal_pointer (&result) : NULL;
}

/**
 * tv_rank_result_free:
 * @result: (transfer full): a result
 *
 * Frees a result.
 */
void
tv_rank_result_free (TvRankResult *result)
{
  g_free (result->report);
  g_free (result);
}
