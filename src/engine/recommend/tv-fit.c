/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of different rankers and weights mean different things; a percentile is the same for all.
 * The scores of what is ranked for customers spread evenly over the base are sorted once, a table
 * for all products and one for new ones. A product's affinity is the share of them that stand below
 * its score: comparable between customers, and never falling as the score rises. */
#include "recommend/tv-fit.h"

#include <math.h>
#include <stdlib.h>

#include "base/tv-parallel.h"

#define SAMPLE 2000 /* customers */
#define CHUNK 64
#define N_TABLES 2   /* all, new */
#define STEPS 1024   /* that a table's range is cut into */
#define LONGEST 4096 /* scores that a table keeps: it stays in the processor's first cache */

/* Where to look for a score: its range is cut into even steps, each with the first place of the
 * table that may belong to it. A lower score never has a higher step. */
typedef struct
{
  float least, by;
  guint32 first[STEPS + 1];
  guint32 widest; /* places of a step */
} Steps;

struct _TvFit
{
  TvModel *model;
  TvRanker ranker[N_TABLES];
  float *table[N_TABLES]; /* ascending */
  guint32 length[N_TABLES];
  Steps steps[N_TABLES];
};

typedef struct
{
  const TvFit *fit;
  guint32 step;
  TvProtocol protocol;
  float *scores; /* TV_FIT_LIST a customer */
  guint *lengths;
} Task;

static guint
get_table (TvProtocol protocol)
{
  return protocol == TV_PROTOCOL_NOVEL ? 1 : 0;
}

static gpointer
scorer_new (gpointer data)
{
  return tv_model_scorer_new (((Task *) data)->fit->model);
}

static void
do_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;
  TvRanked ranked[TV_FIT_LIST];

  for (guint32 i = begin; i < end; i++)
    {
      task->lengths[i] = tv_model_scorer_rank (scratch,
                                               i * task->step,
                                               tv_fit_get_ranker (task->fit, task->protocol),
                                               task->protocol,
                                               TV_FIT_LIST,
                                               ranked);
      for (guint k = 0; k < task->lengths[i]; k++)
        task->scores[(gsize) i * TV_FIT_LIST + k] = ranked[k].score;
    }
}

/* Not a number has the first one, where nothing is below it. */
static inline guint32
get_step (const Steps *steps, float score)
{
  float step = (score - steps->least) * steps->by;

  return step >= STEPS - 1 ? STEPS - 1 : step > 0 ? (guint32) step : 0;
}

static void
fill_steps (Steps *steps, const float *sorted, guint32 length)
{
  float range = length > 0 ? sorted[length - 1] - sorted[0] : 0;
  guint32 at = 0;

  steps->least = length > 0 ? sorted[0] : 0;
  steps->by = range > 0 ? STEPS / range : 0;
  for (guint32 step = 0; step < STEPS; step++)
    {
      steps->first[step] = at;
      while (at < length && get_step (steps, sorted[at]) <= step)
        at++;
      steps->widest = MAX (steps->widest, at - steps->first[step]);
    }
  steps->first[STEPS] = length;
}

static int
compare_scores (const void *a, const void *b)
{
  const float *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static gboolean
fill_table (TvFit *fit,
            const TvFrame *frame,
            TvProtocol protocol,
            guint thread_count,
            TvProgress *progress,
            GError **error)
{
  guint32 step = MAX (frame->customer_count / SAMPLE, 1);
  guint32 count = (frame->customer_count + step - 1) / step;
  guint table = get_table (protocol);
  g_autofree guint *lengths = g_new0 (guint, count + 1);
  float *scores = fit->table[table] = g_new (float, (gsize) count *TV_FIT_LIST + LONGEST + 1);
  Task task = { fit, step, protocol, scores, lengths };
  guint32 used = 0;

  if (!tv_parallel_run_chunks (count,
                               CHUNK,
                               thread_count,
                               do_chunk,
                               &task,
                               scorer_new,
                               (GDestroyNotify) tv_model_scorer_free,
                               progress,
                               error))
    return FALSE;
  for (guint32 i = 0; i < count; i++)
    for (guint k = 0; k < lengths[i]; k++)
      scores[used++] = scores[(gsize) i * TV_FIT_LIST + k];
  qsort (scores, used, sizeof *scores, compare_scores);
  fit->length[table] = MIN (used, LONGEST);
  for (guint32 i = 0; i < fit->length[table] && used > LONGEST; i++)
    scores[i] = scores[(guint64) i * (used - 1) / (LONGEST - 1)];
  /* A search may look behind the table, where nothing is to be found. */
  for (guint32 i = 0; i <= LONGEST; i++)
    scores[fit->length[table] + i] = NAN;
  fill_steps (&fit->steps[table], scores, fit->length[table]);
  return TRUE;
}

/**
 * tv_fit_new:
 * @frame: the frame that the model was trained on
 * @model: the model; a reference is kept
 * @ranker: which of its rankers; not FAMILY
 * @thread_count: workers; the result is the same for any number
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Ranks for a sample of customers to learn what a score means.
 *
 * Returns: (transfer full) (nullable): the fit
 */
TvFit *
tv_fit_new (const TvFrame *frame,
            TvModel *model,
            TvRanker ranker,
            guint thread_count,
            TvProgress *progress,
            GError **error)
{
  static const TvProtocol protocols[N_TABLES] = { TV_PROTOCOL_ALL, TV_PROTOCOL_NOVEL };
  g_autoptr (TvFit) fit = g_new0 (TvFit, 1);

  fit->model = tv_model_ref (model);
  for (guint i = 0; i < N_TABLES; i++)
    {
      fit->ranker[i]
          = ranker == TV_RANKER_LEARNED ? tv_model_get_ranker (model, protocols[i]) : ranker;
      if (!fill_table (fit, frame, protocols[i], thread_count, progress, error))
        return NULL;
    }
  return g_steal_pointer (&fit);
}

/**
 * tv_fit_free:
 * @fit: (transfer full): a fit
 *
 * Frees it.
 */
void
tv_fit_free (TvFit *fit)
{
  tv_model_unref (fit->model);
  for (guint i = 0; i < N_TABLES; i++)
    g_free (fit->table[i]);
  g_free (fit);
}

/**
 * tv_fit_get_model:
 * @fit: a fit
 *
 * Returns: (transfer none): its model
 */
const TvModel *
tv_fit_get_model (const TvFit *fit)
{
  return fit->model;
}

/**
 * tv_fit_get_ranker:
 * @fit: a fit
 * @protocol: all or new products
 *
 * Returns: what ranks
 */
TvRanker
tv_fit_get_ranker (const TvFit *fit, TvProtocol protocol)
{
  return fit->ranker[get_table (protocol)];
}

/**
 * tv_fit_get_affinity:
 * @fit: a fit
 * @protocol: all or new products
 * @score: the model's score of a product
 *
 * Returns: the percentile in hundredths, 0-10000; 5000 where nothing is known
 */
guint16
tv_fit_get_affinity (const TvFit *fit, TvProtocol protocol, float score)
{
  float scores[TV_FIT_TOGETHER];
  guint16 affinities[TV_FIT_TOGETHER];

  for (guint k = 0; k < TV_FIT_TOGETHER; k++)
    scores[k] = score;
  tv_fit_get_affinities (fit, protocol, scores, affinities);
  return affinities[0];
}

/**
 * tv_fit_get_affinities:
 * @fit: a fit
 * @protocol: all or new products
 * @scores: (array fixed-size=8): the model's scores of products
 * @out: (out) (array fixed-size=8): the percentile of each
 *
 * Does what tv_fit_get_affinity() does for several, as each step of a search waits for the one
 * before and not for those of others.
 */
void
tv_fit_get_affinities (const TvFit *fit,
                       TvProtocol protocol,
                       const float scores[TV_FIT_TOGETHER],
                       guint16 out[TV_FIT_TOGETHER])
{
  guint table = get_table (protocol);
  const float *sorted = fit->table[table];
  const Steps *steps = &fit->steps[table];
  guint32 length = fit->length[table], low[TV_FIT_TOGETHER];

  for (guint k = 0; k < TV_FIT_TOGETHER; k++)
    low[k] = steps->first[get_step (steps, scores[k])];
  /* Without a branch that could be guessed wrong: what is left is halved whatever is found. What
   * is above the score's step is above the score. */
  for (guint32 left = steps->widest; left > 1; left -= left / 2)
#pragma GCC unroll 8
    for (guint k = 0; k < TV_FIT_TOGETHER; k++)
      low[k] += (left / 2) & -(guint32) (sorted[low[k] + left / 2 - 1] <= scores[k]);
  for (guint k = 0; k < TV_FIT_TOGETHER; k++)
    {
      low[k] += sorted[low[k]] <= scores[k];
      out[k] = length > 0 ? (guint16) (((guint64) low[k] * 10000 + length / 2) / length) : 5000;
    }
}
