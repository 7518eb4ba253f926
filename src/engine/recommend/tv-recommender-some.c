/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recommends for some customers only, and with other weights than before: what a backtest asks for.
 * The same items as a run of the whole base would give them. */
#include "recommend/tv-recommender-private.h"

#include "base/tv-parallel.h"

#define CHUNK 64

typedef struct
{
  TvRecommender *recommender;
  const guint32 *customers;
  TvPart *parts; /* per chunk */
} Task;

static gpointer
scratch_new (gpointer data)
{
  const TvRecommender *recommender = ((Task *) data)->recommender;

  return tv_candidates_new (recommender->frame, recommender->fit);
}

static void
do_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;
  TvPart *part = &task->parts[chunk];

  part->items = g_array_new (FALSE, FALSE, sizeof (TvRunItem));
  for (guint32 i = begin; i < end; i++)
    tv_recommender_do_customer (task->recommender, scratch, task->customers[i], part);
}

/**
 * tv_recommender_run_some:
 * @recommender: the recommender
 * @customers: (array length=count): indices of customers, ascending
 * @count: how many
 * @thread_count: workers; the result is the same for any number
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Recommends for some customers.
 *
 * Returns: (transfer full) (nullable) (element-type TvRunItem): the items by customer and rank;
 * they have no explanations
 */
GArray *
tv_recommender_run_some (TvRecommender *recommender,
                         const guint32 *customers,
                         guint32 count,
                         guint thread_count,
                         TvProgress *progress,
                         GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (TvRunItem));
  guint32 chunk_count = count / CHUNK + 1;
  g_autofree TvPart *parts = g_new0 (TvPart, chunk_count);
  Task task = { recommender, customers, parts };
  gboolean is_done = tv_parallel_run_chunks (count,
                                             CHUNK,
                                             thread_count,
                                             do_chunk,
                                             &task,
                                             scratch_new,
                                             (GDestroyNotify) tv_candidates_free,
                                             progress,
                                             error);

  for (guint32 i = 0; i < chunk_count; i++)
    if (parts[i].items != NULL)
      {
        g_array_append_vals (items, parts[i].items->data, parts[i].items->len);
        g_array_unref (parts[i].items);
      }
  return is_done ? g_steal_pointer (&items) : NULL;
}

/**
 * tv_recommender_reweigh:
 * @recommender: (inout): a recommender that nobody else uses meanwhile
 * @settings: weights, places of a family, calibration; the rest is not looked at
 *
 * Gives the four parts of the score other weights, and the lists other rules of variety. What a
 * score of the ranker means stays known, so that this costs next to nothing beside making a
 * recommender.
 */
void
tv_recommender_reweigh (TvRecommender *recommender, const TvSettings *settings)
{
  recommender->settings.preset = settings->preset;
  recommender->settings.weight_affinity = settings->weight_affinity;
  recommender->settings.weight_popularity = settings->weight_popularity;
  recommender->settings.weight_profit = settings->weight_profit;
  recommender->settings.weight_base = settings->weight_base;
  recommender->settings.family_cap = settings->family_cap;
  recommender->settings.calibration = settings->calibration;
  tv_catalogue_free (recommender->catalogue);
  recommender->catalogue
      = tv_catalogue_new (recommender->frame, recommender->facts, &recommender->settings);
  tv_recommender_init_shares (recommender);
}
