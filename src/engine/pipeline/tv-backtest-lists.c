/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the rankers and the recommender of the base as it was, and puts what they answer into lists
 * for the judge. */
#include "pipeline/tv-backtest-lists.h"

#include <string.h>

#include "base/tv-parallel.h"

#define CHUNK 256

typedef struct
{
  const TvJudge *judge;
  const TvModel *model;
  TvRanker ranker;
  TvProtocol protocol;
  TvJudgeLists *lists;
} Task;

/**
 * tv_ways_init:
 * @ways: (out caller-allocates): no ways yet
 *
 * Makes them ready to take some.
 */
void
tv_ways_init (TvWays *ways)
{
  ways->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_judge_lists_free);
  ways->keys = g_array_new (FALSE, FALSE, sizeof (TvWayKey));
}

/**
 * tv_ways_clear:
 * @ways: ways, or zero
 *
 * Frees them.
 */
void
tv_ways_clear (TvWays *ways)
{
  g_clear_pointer (&ways->lists, g_ptr_array_unref);
  g_clear_pointer (&ways->keys, g_array_unref);
}

/**
 * tv_ways_take:
 * @ways: (inout): ways
 * @lists: (transfer full): what one more would have chosen
 * @ranker: how it ranks
 * @way: its weights, %TV_BACKTEST_ALONE, or a step to them
 *
 * Adds a way.
 */
void
tv_ways_take (TvWays *ways, TvJudgeLists *lists, TvRanker ranker, int way)
{
  TvWayKey key = { ranker, way };

  g_ptr_array_add (ways->lists, lists);
  g_array_append_val (ways->keys, key);
}

/**
 * tv_ways_compare:
 * @draws: over the customers of all ways
 * @way: one of them
 * @other: another one
 *
 * Returns: the paired difference of their ndcg
 */
TvBacktestFigure
tv_ways_compare (const TvBootstrap *draws, guint way, guint other)
{
  TvInterval interval = tv_bootstrap_compare (draws,
                                              tv_judgement_get_column (way),
                                              tv_judgement_get_column (other));

  return (TvBacktestFigure){ interval.mean, interval.low, interval.high };
}

static gpointer
scorer_new (gpointer data)
{
  return tv_model_scorer_new (((Task *) data)->model);
}

static void
rank_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;
  TvRanked ranked[100];

  for (guint32 i = begin; i < end; i++)
    {
      guint length = tv_model_scorer_rank (scratch,
                                           task->judge->customers[i],
                                           task->ranker,
                                           task->protocol,
                                           task->judge->k,
                                           ranked);

      task->lists->lengths[i] = (guint8) length;
      for (guint k = 0; k < length; k++)
        task->lists->products[(gsize) i * task->judge->k + k] = ranked[k].product;
    }
}

/**
 * tv_backtest_rank:
 * @judge: who is tested
 * @model: of the base as it was
 * @ranker: which ranker
 * @protocol: which products are candidates
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for a cancel
 *
 * Makes the lists of a ranker alone.
 *
 * Returns: (transfer full) (nullable): the lists
 */
TvJudgeLists *
tv_backtest_rank (const TvJudge *judge,
                  const TvModel *model,
                  TvRanker ranker,
                  TvProtocol protocol,
                  guint thread_count,
                  TvProgress *progress,
                  GError **error)
{
  g_autoptr (TvJudgeLists) lists = tv_judge_lists_new (judge, FALSE);
  Task task = { judge, model, ranker, protocol, lists };

  if (!tv_parallel_run_chunks (judge->count,
                               CHUNK,
                               thread_count,
                               rank_chunk,
                               &task,
                               scorer_new,
                               (GDestroyNotify) tv_model_scorer_free,
                               progress,
                               error))
    return NULL;
  return g_steal_pointer (&lists);
}

/**
 * tv_backtest_keep_reached:
 * @judge: who is tested
 * @lists: of a ranker alone
 * @before: the base as it was
 * @silence_days: after a contact
 *
 * Leaves out whom a run could not have written to.
 *
 * Returns: (transfer full): the lists, empty for these customers
 */
TvJudgeLists *
tv_backtest_keep_reached (const TvJudge *judge,
                          const TvJudgeLists *lists,
                          const TvFrame *before,
                          guint silence_days)
{
  TvJudgeLists *kept = tv_judge_lists_new (judge, FALSE);
  TvExclusion exclusion;

  memcpy (kept->products, lists->products, sizeof *kept->products * judge->count * judge->k);
  for (guint i = 0; i < judge->count; i++)
    if (tv_frame_is_eligible (before, judge->customers[i], silence_days, &exclusion))
      kept->lengths[i] = lists->lengths[i];
  return kept;
}

/* Items come by customer, as the tested customers do. */
static TvJudgeLists *
take_items (const TvJudge *judge, const GArray *items)
{
  TvJudgeLists *lists = tv_judge_lists_new (judge, TRUE);
  guint member = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const TvRunItem *item = &g_array_index (items, TvRunItem, i);
      gsize place;

      while (member < judge->count && judge->customers[member] < item->customer)
        member++;
      if (member == judge->count)
        break;
      if (judge->customers[member] != item->customer || lists->lengths[member] == judge->k)
        continue;
      place = (gsize) member * judge->k + lists->lengths[member]++;
      lists->products[place] = item->product;
      lists->scenarios[place] = item->scenario;
    }
  return lists;
}

/**
 * tv_backtest_recommend:
 * @judge: who is tested
 * @recommender: of the base as it was
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for a cancel
 *
 * Makes the lists of a run: its scenarios, filters and family places count.
 *
 * Returns: (transfer full) (nullable): the lists
 */
TvJudgeLists *
tv_backtest_recommend (const TvJudge *judge,
                       TvRecommender *recommender,
                       guint thread_count,
                       TvProgress *progress,
                       GError **error)
{
  g_autoptr (GArray) items = tv_recommender_run_some (recommender,
                                                      judge->customers,
                                                      judge->count,
                                                      thread_count,
                                                      progress,
                                                      error);

  return items != NULL ? take_items (judge, items) : NULL;
}
