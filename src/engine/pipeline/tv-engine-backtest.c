/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the rankers on the base as it was, and compares their lists with the hidden days. Lists are
 * made once a ranker and protocol, and judged for each window. Writes nothing to the workspace. */
#include "pipeline/tv-engine-backtest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tv-error.h"
#include "base/tv-parallel.h"
#include "pipeline/tv-engine-private.h"
#include "quality/tv-backtest.h"
#include "recommend/tv-model.h"

#define CHUNK 256
#define DRAWS 200

typedef struct
{
  const TvBacktestOptions *options;
  TvBacktest *out;
  const TvFrame *frame;
  const TvModel *model;
  guint thread_count;
  guint draws;
  guint32 *begin;   /* by customer: first event of the hidden days */
  guint8 *is_known; /* by product: sold before */
  guint32 *had;     /* by product: customer + 1 that bought it before; of the present one */
  guint32 *wants;   /* by product: customer + 1 that bought it then; of the present one */
  guint *orders;    /* by customer: documents before */
  TvRanked *lists;
  guint *lengths;
  TvRanker ranker;
  TvProtocol protocol;
} Run;

static gpointer
scorer_new (gpointer data)
{
  return tv_model_scorer_new (((Run *) data)->model);
}

static void
rank_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Run *run = data;

  for (guint32 c = begin; c < end; c++)
    {
      gboolean is_tested = run->frame->event_offset[c] < run->begin[c]
                           && run->begin[c] < run->frame->event_offset[c + 1];

      run->lengths[c] = is_tested ? tv_model_scorer_rank (scratch,
                                                          c,
                                                          run->ranker,
                                                          run->protocol,
                                                          run->options->k,
                                                          run->lists + (gsize) c * run->options->k)
                                  : 0;
    }
}

static void
split (Run *run)
{
  const TvFrame *frame = run->frame;

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 e = frame->event_offset[c], last = G_MAXUINT32;

      for (; e < frame->event_offset[c + 1] && frame->event_day[e] < run->options->as_of_day; e++)
        {
          run->is_known[frame->event_product[e]] = 1;
          run->orders[c] += frame->event_doc[e] != last;
          last = frame->event_doc[e];
        }
      run->begin[c] = e;
      run->out->customer_count += e > frame->event_offset[c];
    }
}

/* Marks what a customer had before and wants in the window; returns how many products can be found.
 */
static guint
mark (Run *run, guint32 future, guint32 customer, TvDay end)
{
  const TvFrame *frame = run->frame;
  guint count = 0;

  for (guint32 e = frame->event_offset[customer]; e < run->begin[customer]; e++)
    run->had[frame->event_product[e]] = customer + 1;
  for (guint32 e = run->begin[future];
       e < frame->event_offset[future + 1] && frame->event_day[e] < end;
       e++)
    {
      guint32 product = frame->event_product[e];
      gboolean is_had = run->had[product] == customer + 1;

      if (!run->is_known[product] || run->wants[product] == customer + 1
          || (run->protocol == TV_PROTOCOL_NOVEL && is_had)
          || (run->protocol == TV_PROTOCOL_REPEAT && !is_had))
        continue;
      run->wants[product] = customer + 1;
      count++;
    }
  return count;
}

static void
forget (Run *run)
{
  memset (run->had, 0, ((gsize) run->frame->product_count + 1) * sizeof *run->had);
  memset (run->wants, 0, ((gsize) run->frame->product_count + 1) * sizeof *run->wants);
}

typedef struct
{
  GArray *recall, *ndcg, *hit, *precision; /* of float, by tested customer */
  double loyal_sum[TV_BACKTEST_LOYALTIES];
  guint loyal_count[TV_BACKTEST_LOYALTIES];
  double amount, margin, found_amount, found_margin;
  gint64 pair_count;
} Tally;

static void
tally_init (Tally *tally)
{
  *tally = (Tally){ 0 };
  tally->recall = g_array_new (FALSE, FALSE, sizeof (float));
  tally->ndcg = g_array_new (FALSE, FALSE, sizeof (float));
  tally->hit = g_array_new (FALSE, FALSE, sizeof (float));
  tally->precision = g_array_new (FALSE, FALSE, sizeof (float));
}

static void
tally_clear (Tally *tally)
{
  g_clear_pointer (&tally->recall, g_array_unref);
  g_clear_pointer (&tally->ndcg, g_array_unref);
  g_clear_pointer (&tally->hit, g_array_unref);
  g_clear_pointer (&tally->precision, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tally, tally_clear)

static gboolean
is_listed (const Run *run, guint32 customer, guint32 product)
{
  for (guint i = 0; i < run->lengths[customer]; i++)
    if (run->lists[(gsize) customer * run->options->k + i].product == product)
      return TRUE;
  return FALSE;
}

/* What the hidden lines of relevant products came to, and what of it the list would have foreseen.
 */
static void
add_amounts (Run *run, guint32 customer, TvDay end, Tally *tally)
{
  const TvFrame *frame = run->frame;

  for (guint32 line = frame->line_offset[customer]; line < frame->line_offset[customer + 1]; line++)
    {
      guint32 product = frame->line_product[line];
      double amount = (double) tv_ints_get (&frame->line_amount_cents, line), margin;

      if (frame->line_day[line] < run->options->as_of_day || frame->line_day[line] >= end
          || run->wants[product] != customer + 1)
        continue;
      margin = frame->margin_permille[product] == G_MININT64
                   ? 0
                   : amount * (double) frame->margin_permille[product] / 1000;
      tally->amount += amount;
      tally->margin += margin;
      if (!is_listed (run, customer, product))
        continue;
      tally->found_amount += amount;
      tally->found_margin += margin;
    }
}

static void
judge_customer (Run *run, guint32 customer, TvDay end, Tally *tally)
{
  guint relevant = mark (run, customer, customer, end);
  guint8 is_hit[100];
  TvListScore score;
  guint loyalty = run->orders[customer] >= 5 ? 2 : run->orders[customer] >= 2;

  if (relevant == 0)
    return;
  for (guint i = 0; i < run->lengths[customer]; i++)
    is_hit[i]
        = run->wants[run->lists[(gsize) customer * run->options->k + i].product] == customer + 1;
  score = tv_list_score (is_hit, run->lengths[customer], relevant, run->options->k);
  g_array_append_val (tally->recall, score.recall);
  g_array_append_val (tally->ndcg, score.ndcg);
  g_array_append_val (tally->hit, score.hit);
  g_array_append_val (tally->precision, score.precision);
  tally->loyal_sum[loyalty] += (double) score.ndcg;
  tally->loyal_count[loyalty]++;
  tally->pair_count += relevant;
  add_amounts (run, customer, end, tally);
}

static TvBacktestFigure
get_figure (const GArray *values, const GArray *minus, guint draws)
{
  TvInterval interval
      = tv_interval_bootstrap ((const float *) (gconstpointer) values->data,
                               minus != NULL ? (const float *) (gconstpointer) minus->data : NULL,
                               values->len,
                               draws);

  return (TvBacktestFigure){ interval.mean, interval.low, interval.high };
}

static void
measure_exposure (Run *run, TvBacktestResult *result)
{
  g_autofree guint32 *shown = g_new0 (guint32, (gsize) run->frame->product_count + 1);
  guint universe = 0, distinct = 0;

  for (guint32 c = 0; c < run->frame->customer_count; c++)
    for (guint i = 0; i < run->lengths[c]; i++)
      shown[run->lists[(gsize) c * run->options->k + i].product]++;
  for (guint32 p = 0; p < run->frame->product_count; p++)
    if (run->is_known[p])
      {
        distinct += shown[p] > 0;
        shown[universe++] = shown[p];
      }
  result->coverage = universe > 0 ? (double) distinct / universe : 0;
  result->gini = tv_exposure_get_gini (shown, universe);
}

static void
judge (Run *run, guint window, Tally *tallies)
{
  TvBacktestResult *result = &run->out->results[run->protocol][window][run->ranker];
  Tally *tally = &tallies[run->ranker];
  TvDay end = run->options->as_of_day + (TvDay) run->options->windows[window];

  forget (run);
  tally_init (tally);
  for (guint32 c = 0; c < run->frame->customer_count; c++)
    if (run->lengths[c] > 0
        || (run->frame->event_offset[c] < run->begin[c]
            && run->begin[c] < run->frame->event_offset[c + 1]))
      judge_customer (run, c, end, tally);
  result->recall = get_figure (tally->recall, NULL, run->draws);
  result->ndcg = get_figure (tally->ndcg, NULL, run->draws);
  result->hit_rate = get_figure (tally->hit, NULL, run->draws);
  result->precision = get_figure (tally->precision, NULL, run->draws);
  result->revenue = tally->amount > 0 ? tally->found_amount / tally->amount : 0;
  result->margin = tally->margin > 0 ? tally->found_margin / tally->margin : 0;
  for (guint i = 0; i < TV_BACKTEST_LOYALTIES; i++)
    result->by_loyalty[i] = tally->loyal_sum[i] / MAX (tally->loyal_count[i], 1);
  measure_exposure (run, result);
  run->out->test_customers[run->protocol][window] = tally->ndcg->len;
  run->out->test_pairs[run->protocol][window] = tally->pair_count;
}

/* The learned lists, and popular ones, against the future of the next customer who has one. */
static void
shuffle (Run *run, double *out_ndcg)
{
  g_autoptr (GArray) tested = g_array_new (FALSE, FALSE, sizeof (guint32));
  TvDay end = run->options->as_of_day + (TvDay) run->options->windows[0];
  double sum = 0;
  guint count = 0;

  forget (run);
  for (guint32 c = 0; c < run->frame->customer_count; c++)
    if (run->lengths[c] > 0)
      g_array_append_val (tested, c);
  for (guint i = 0; i < tested->len; i++)
    {
      guint32 customer = g_array_index (tested, guint32, i);
      guint32 future = g_array_index (tested, guint32, (i + tested->len / 2) % tested->len);
      guint relevant = mark (run, future, customer, end);
      guint8 is_hit[100];

      for (guint k = 0; k < run->lengths[customer]; k++)
        is_hit[k] = run->wants[run->lists[(gsize) customer * run->options->k + k].product]
                    == customer + 1;
      if (relevant == 0)
        continue;
      sum += (double) tv_list_score (is_hit, run->lengths[customer], relevant, run->options->k)
                 .ndcg;
      count++;
    }
  *out_ndcg = sum / MAX (count, 1);
}

static gboolean
run_protocol (Run *run, TvProgress *progress, GError **error)
{
  g_autofree Tally *tallies = g_new0 (Tally, (gsize) TV_N_RANKERS * TV_BACKTEST_WINDOWS);

  for (int ranker = 0; ranker < TV_N_RANKERS; ranker++)
    {
      run->ranker = ranker;
      if (!tv_parallel_run_chunks (run->frame->customer_count,
                                   CHUNK,
                                   run->thread_count,
                                   rank_chunk,
                                   run,
                                   scorer_new,
                                   (GDestroyNotify) tv_model_scorer_free,
                                   progress,
                                   error))
        return FALSE;
      for (guint w = 0; w < run->options->window_count; w++)
        judge (run, w, tallies + w * TV_N_RANKERS);
      if (run->protocol == TV_PROTOCOL_NOVEL && ranker == TV_RANKER_LEARNED)
        shuffle (run, &run->out->shuffled_learned);
      if (run->protocol == TV_PROTOCOL_NOVEL && ranker == TV_RANKER_POPULARITY)
        shuffle (run, &run->out->shuffled_popularity);
    }
  for (guint w = 0; w < run->options->window_count; w++)
    {
      Tally *all = tallies + w * TV_N_RANKERS;

      for (int ranker = 0; ranker < TV_N_RANKERS; ranker++)
        {
          TvBacktestResult *result = &run->out->results[run->protocol][w][ranker];

          result->over_popularity
              = get_figure (all[ranker].ndcg, all[TV_RANKER_POPULARITY].ndcg, run->draws);
          result->over_frequency
              = get_figure (all[ranker].ndcg, all[TV_RANKER_FREQUENCY].ndcg, run->draws);
        }
    }
  for (guint i = 0; i < TV_N_RANKERS * TV_BACKTEST_WINDOWS; i++)
    tally_clear (&tallies[i]);
  return TRUE;
}

/* The best by the first window; the learned one only where it is clearly better than the simple
 * ones. */
static TvRanker
choose (const TvBacktestResult *results)
{
  TvRanker best = TV_RANKER_POPULARITY;

  for (int ranker = 0; ranker < TV_RANKER_LEARNED; ranker++)
    if (results[ranker].ndcg.mean > results[best].ndcg.mean)
      best = ranker;
  if (results[TV_RANKER_LEARNED].over_popularity.low > 0
      && results[TV_RANKER_LEARNED].over_frequency.low > 0
      && results[TV_RANKER_LEARNED].ndcg.mean > results[best].ndcg.mean)
    best = TV_RANKER_LEARNED;
  return best;
}

static gboolean
run_all (Run *run, TvProgress *progress, GError **error)
{
  for (int protocol = 0; protocol < TV_N_PROTOCOLS; protocol++)
    {
      run->protocol = protocol;
      if (!run_protocol (run, progress, error))
        return FALSE;
      run->out->best[protocol] = choose (run->out->results[protocol][0]);
      tv_progress_set (progress, protocol + 1, TV_N_PROTOCOLS);
    }
  run->out->is_leak_free = run->out->shuffled_learned <= 1.5 * run->out->shuffled_popularity + .005;
  return TRUE;
}

static gboolean
check (const TvBacktest *out, GError **error)
{
  for (guint w = 0; w < out->options.window_count; w++)
    if (out->test_customers[TV_PROTOCOL_ALL][w] > 0)
      return TRUE;
  g_set_error_literal (
      error,
      TV_ERROR,
      TV_ERROR_INVALID_INPUT,
      _ ("Could not look back: nobody who had bought before that day bought again in the "
         "days after it. Choose an earlier day."));
  return FALSE;
}

/**
 * tv_engine_backtest:
 * @engine: the engine
 * @options: first hidden day, windows, length of the lists
 * @progress: (nullable): progress and cancel
 * @error: return location for an error
 *
 * Compares the rankers on what was bought after a day, with nothing of it known to them.
 *
 * Returns: (transfer full) (nullable): the figures
 */
TvBacktest *
tv_engine_backtest (TvEngine *engine,
                    const TvBacktestOptions *options,
                    TvProgress *progress,
                    GError **error)
{
  g_auto (TvRead) read = { 0 };
  g_autoptr (TvFrame) frame = NULL;
  g_autoptr (TvModel) model = NULL;
  g_autoptr (TvBacktest) out = g_new0 (TvBacktest, 1);
  g_autofree guint32 *begin = NULL, *had = NULL, *wants = NULL;
  g_autofree guint8 *is_known = NULL;
  g_autofree guint *orders = NULL, *lengths = NULL;
  g_autofree TvRanked *lists = NULL;
  Run run
      = { .options = options, .out = out, .draws = options->draws > 0 ? options->draws : DRAWS };
  guint longest = 0;

  g_return_val_if_fail (options->k >= 1 && options->k <= 100 && options->window_count >= 1
                            && options->window_count <= TV_BACKTEST_WINDOWS,
                        NULL);
  out->options = *options;
  for (guint w = 0; w < options->window_count; w++)
    longest = MAX (longest, options->windows[w]);
  if (!tv_read_begin (&read, engine, progress, error))
    return NULL;
  run.thread_count = options->thread_count > 0 ? options->thread_count : read.job.thread_count;
  frame = tv_frame_load (&read.job, options->as_of_day + (TvDay) longest - 1, error);
  model = frame != NULL
              ? tv_model_train (frame, options->as_of_day, NULL, run.thread_count, progress, error)
              : NULL;
  if (model == NULL)
    return NULL;
  run.frame = frame;
  run.model = model;
  run.begin = begin = g_new0 (guint32, (gsize) frame->customer_count + 1);
  run.orders = orders = g_new0 (guint, (gsize) frame->customer_count + 1);
  run.lengths = lengths = g_new0 (guint, (gsize) frame->customer_count + 1);
  run.lists = lists = g_new (TvRanked, (gsize) frame->customer_count * options->k + 1);
  run.is_known = is_known = g_new0 (guint8, (gsize) frame->product_count + 1);
  run.had = had = g_new0 (guint32, (gsize) frame->product_count + 1);
  run.wants = wants = g_new0 (guint32, (gsize) frame->product_count + 1);
  split (&run);
  if (!run_all (&run, progress, error) || !check (out, error))
    return NULL;
  out->report = tv_model_dup_report (model);
  return g_steal_pointer (&out);
}

/**
 * tv_backtest_free:
 * @backtest: (transfer full): figures
 *
 * Frees them.
 */
void
tv_backtest_free (TvBacktest *backtest)
{
  g_free (backtest->report);
  g_free (backtest);
}
