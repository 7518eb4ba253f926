/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The protocol: purchases count once a customer and product, products first sold in the hidden days
 * cannot be foreseen, and a customer takes part who bought before and has something that could be
 * foreseen. Money is net of returns. */
#include "quality/tv-judge.h"

#include <string.h>

#include "quality/tv-backtest.h"

#define N_VALUES 4 /* a way and customer: recall, ndcg, hit, precision */
#define CHECK_EVERY 1024
#define MANY_ORDERS 5 /* before: the last of the loyalties */

/* What one way of choosing came to. */
typedef struct
{
  gint64 found_cents, found_margin; /* margin in thousandths of a cent */
  TvBacktestScenario by_scenario[TV_N_SCENARIOS];
  guint32 *shown; /* by product */
} Way;

struct _TvJudgement
{
  const TvJudge *judge;
  GArray *values;  /* of float: N_VALUES a way, all ways of a customer together */
  GArray *members; /* of guint: index in the judge */
  guint way_count;
  Way *ways;
  gint64 pair_count, amount_cents, amount_margin;
};

typedef struct
{
  TvJudgement *out;
  TvProtocol protocol;
  TvDay end;
  GPtrArray *lists;
  guint32 *had;   /* by product: member + 1 that bought it before; of the present one */
  guint32 *wants; /* by product: member + 1 that bought it then; of the present one */
} Session;

/* Takes note of a document; those of a day may stand in any order, and beyond a few their number
 * does not matter. */
static void
add_order (guint32 orders[MANY_ORDERS], guint *count, guint32 doc)
{
  for (guint i = 0; i < *count; i++)
    if (orders[i] == doc)
      return;
  if (*count < MANY_ORDERS)
    orders[(*count)++] = doc;
}

/**
 * tv_judge_new:
 * @frame: the base with the hidden days; borrowed
 * @facts: (nullable): of the customers as of the day before
 * @as_of_day: the first hidden day
 * @last_day: the last one of the longest window
 * @k: length of the lists, 1-100
 *
 * Finds who can be tested.
 *
 * Returns: (transfer full): the judge
 */
TvJudge *
tv_judge_new (const TvFrame *frame,
              const TvFactsTable *facts,
              TvDay as_of_day,
              TvDay last_day,
              guint k)
{
  TvJudge *judge = g_new0 (TvJudge, 1);

  judge->frame = frame;
  judge->as_of_day = as_of_day;
  judge->k = k;
  judge->customers = g_new (guint32, (gsize) frame->customer_count + 1);
  judge->begins = g_new (guint32, (gsize) frame->customer_count + 1);
  judge->loyalties = g_new (guint8, (gsize) frame->customer_count + 1);
  judge->segments = g_new (guint8, (gsize) frame->customer_count + 1);
  judge->is_known = g_new0 (guint8, (gsize) frame->product_count + 1);
  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      guint32 e = frame->event_offset[c], orders[MANY_ORDERS];
      guint order_count = 0;

      for (; e < frame->event_offset[c + 1] && frame->event_day[e] < as_of_day; e++)
        {
          judge->is_known[frame->event_product[e]] = 1;
          add_order (orders, &order_count, frame->event_doc[e]);
        }
      judge->customer_count += order_count > 0;
      if (order_count == 0 || e == frame->event_offset[c + 1] || frame->event_day[e] > last_day)
        continue;
      judge->customers[judge->count] = c;
      judge->begins[judge->count] = e;
      judge->loyalties[judge->count] = order_count >= MANY_ORDERS ? 2 : order_count >= 2;
      judge->segments[judge->count++]
          = facts != NULL ? facts->facts[c].segment : TV_SEGMENT_PROSPECT;
    }
  for (guint32 p = 0; p < frame->product_count; p++)
    judge->is_margin_known |= judge->is_known[p] && frame->margin_permille[p] != G_MININT64;
  return judge;
}

/**
 * tv_judge_free:
 * @judge: (transfer full): a judge
 *
 * Frees it.
 */
void
tv_judge_free (TvJudge *judge)
{
  g_free (judge->customers);
  g_free (judge->begins);
  g_free (judge->loyalties);
  g_free (judge->segments);
  g_free (judge->is_known);
  g_free (judge);
}

/**
 * tv_judge_lists_new:
 * @judge: a judge
 * @has_scenarios: whether each place has one
 *
 * Returns: (transfer full): an empty list for each tested customer
 */
TvJudgeLists *
tv_judge_lists_new (const TvJudge *judge, gboolean has_scenarios)
{
  TvJudgeLists *lists = g_new0 (TvJudgeLists, 1);
  gsize places = (gsize) judge->count * judge->k + 1;

  lists->products = g_new (guint32, places);
  lists->scenarios = has_scenarios ? g_new0 (guint8, places) : NULL;
  lists->lengths = g_new0 (guint8, judge->count + 1);
  return lists;
}

/**
 * tv_judge_lists_free:
 * @lists: (transfer full): lists
 *
 * Frees them.
 */
void
tv_judge_lists_free (TvJudgeLists *lists)
{
  g_free (lists->products);
  g_free (lists->scenarios);
  g_free (lists->lengths);
  g_free (lists);
}

/* Marks what a customer had before and bought then; returns how many products could be foreseen. */
static guint
mark (Session *session, guint member)
{
  const TvJudge *judge = session->out->judge;
  const TvFrame *frame = judge->frame;
  guint32 customer = judge->customers[member];
  guint count = 0;

  for (guint32 e = frame->event_offset[customer]; e < judge->begins[member]; e++)
    session->had[frame->event_product[e]] = member + 1;
  for (guint32 e = judge->begins[member];
       e < frame->event_offset[customer + 1] && frame->event_day[e] < session->end;
       e++)
    {
      guint32 product = frame->event_product[e];
      gboolean is_had = session->had[product] == member + 1;

      if (!judge->is_known[product] || session->wants[product] == member + 1
          || (session->protocol == TV_PROTOCOL_NOVEL && is_had)
          || (session->protocol == TV_PROTOCOL_REPEAT && !is_had))
        continue;
      session->wants[product] = member + 1;
      count++;
    }
  return count;
}

static gboolean
is_listed (const TvJudge *judge, const TvJudgeLists *lists, guint member, guint32 product)
{
  const guint32 *list = lists->products + (gsize) member * judge->k;

  for (guint i = 0; i < lists->lengths[member]; i++)
    if (list[i] == product)
      return TRUE;
  return FALSE;
}

/* What the hidden lines came to, and what of it each way would have foreseen. */
static void
add_amounts (Session *session, guint member)
{
  TvJudgement *out = session->out;
  const TvFrame *frame = out->judge->frame;
  guint32 customer = out->judge->customers[member];

  for (guint32 line = frame->line_offset[customer]; line < frame->line_offset[customer + 1]; line++)
    {
      guint32 product = frame->line_product[line];
      gint64 amount, margin;

      if (frame->line_day[line] < out->judge->as_of_day || frame->line_day[line] >= session->end
          || session->wants[product] != member + 1)
        continue;
      amount = tv_ints_get (&frame->line_amount_cents, line);
      margin = frame->margin_permille[product] == G_MININT64
                   ? 0
                   : amount * frame->margin_permille[product];
      out->amount_cents += amount;
      out->amount_margin += margin;
      for (guint w = 0; w < out->way_count; w++)
        if (is_listed (out->judge, session->lists->pdata[w], member, product))
          {
            out->ways[w].found_cents += amount;
            out->ways[w].found_margin += margin;
          }
    }
}

static void
judge_list (Session *session, guint member, guint way_index, guint relevant)
{
  TvJudgement *out = session->out;
  const TvJudgeLists *lists = session->lists->pdata[way_index];
  const guint32 *list = lists->products + (gsize) member * out->judge->k;
  Way *way = &out->ways[way_index];
  guint8 is_hit[100];
  TvListScore score;
  float values[N_VALUES];

  for (guint i = 0; i < lists->lengths[member]; i++)
    {
      is_hit[i] = session->wants[list[i]] == member + 1;
      way->shown[list[i]]++;
      if (lists->scenarios != NULL)
        {
          TvBacktestScenario *scenario
              = &way->by_scenario[lists->scenarios[(gsize) member * out->judge->k + i]];

          scenario->shown_count++;
          scenario->bought_count += is_hit[i];
        }
    }
  score = tv_list_score (is_hit, lists->lengths[member], relevant, out->judge->k);
  values[0] = score.recall;
  values[1] = score.ndcg;
  values[2] = score.hit;
  values[3] = score.precision;
  g_array_append_vals (out->values, values, N_VALUES);
}

static TvJudgement *
judgement_new (const TvJudge *judge, guint way_count)
{
  TvJudgement *judgement = g_new0 (TvJudgement, 1);

  judgement->judge = judge;
  judgement->values = g_array_new (FALSE, FALSE, sizeof (float));
  judgement->members = g_array_new (FALSE, FALSE, sizeof (guint));
  judgement->way_count = way_count;
  judgement->ways = g_new0 (Way, way_count + 1);
  for (guint i = 0; i < way_count; i++)
    judgement->ways[i].shown = g_new0 (guint32, (gsize) judge->frame->product_count + 1);
  return judgement;
}

/**
 * tv_judgement_free:
 * @judgement: (transfer full): a judgement
 *
 * Frees it.
 */
void
tv_judgement_free (TvJudgement *judgement)
{
  for (guint i = 0; i < judgement->way_count; i++)
    g_free (judgement->ways[i].shown);
  g_free (judgement->ways);
  g_array_unref (judgement->values);
  g_array_unref (judgement->members);
  g_free (judgement);
}

/**
 * tv_judge_judge:
 * @judge: a judge; it outlives the judgement
 * @protocol: which products count
 * @days: how many hidden days
 * @lists: (element-type TvJudgeLists): the ways of choosing
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Judges the lists.
 *
 * Returns: (transfer full) (nullable): what they came to
 */
TvJudgement *
tv_judge_judge (const TvJudge *judge,
                TvProtocol protocol,
                guint days,
                GPtrArray *lists,
                TvProgress *progress,
                GError **error)
{
  g_autoptr (TvJudgement) out = judgement_new (judge, lists->len);
  g_autofree guint32 *had = g_new0 (guint32, (gsize) judge->frame->product_count + 1);
  g_autofree guint32 *wants = g_new0 (guint32, (gsize) judge->frame->product_count + 1);
  Session session = { out, protocol, judge->as_of_day + (TvDay) days, lists, had, wants };

  for (guint member = 0; member < judge->count; member++)
    {
      guint relevant = mark (&session, member);

      if (member % CHECK_EVERY == 0 && !tv_progress_check (progress, error))
        return NULL;
      if (relevant == 0)
        continue;
      g_array_append_val (out->members, member);
      out->pair_count += relevant;
      for (guint w = 0; w < lists->len; w++)
        judge_list (&session, member, w, relevant);
      add_amounts (&session, member);
    }
  return g_steal_pointer (&out);
}

/**
 * tv_judgement_get_truth:
 * @judgement: a judgement
 * @out_truth: (out caller-allocates): what there was to foresee
 *
 * Tells how many customers, pairs and how much money took part.
 */
void
tv_judgement_get_truth (const TvJudgement *judgement, TvBacktestTruth *out_truth)
{
  *out_truth = (TvBacktestTruth){ .customer_count = judgement->members->len,
                                  .pair_count = judgement->pair_count,
                                  .amount_cents = judgement->amount_cents };
}

/**
 * tv_judgement_draw:
 * @judgement: a judgement
 * @draws: of the bootstrap
 * @thread_count: workers
 * @progress: (nullable): cancel
 * @error: return location for a cancel
 *
 * Returns: (transfer full) (nullable): the draws over its customers
 */
TvBootstrap *
tv_judgement_draw (const TvJudgement *judgement,
                   guint draws,
                   guint thread_count,
                   TvProgress *progress,
                   GError **error)
{
  return tv_bootstrap_new ((const float *) (gconstpointer) judgement->values->data,
                           judgement->members->len,
                           judgement->way_count * N_VALUES,
                           draws,
                           thread_count,
                           progress,
                           error);
}

/**
 * tv_judgement_get_column:
 * @way: index of a way
 *
 * Returns: the column of its ndcg in the draws
 */
guint
tv_judgement_get_column (guint way)
{
  return way * N_VALUES + 1;
}

static TvBacktestFigure
get_figure (TvInterval interval)
{
  return (TvBacktestFigure){ interval.mean, interval.low, interval.high };
}

static void
add_to_slice (TvBacktestSlice *slice, const float *values)
{
  slice->customer_count++;
  slice->recall += (double) values[0];
  slice->ndcg += (double) values[1];
  slice->hit_rate += (double) values[2];
}

static void
finish_slices (TvBacktestSlice *slices, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      double customers = MAX ((double) slices[i].customer_count, 1);

      slices[i].recall /= customers;
      slices[i].ndcg /= customers;
      slices[i].hit_rate /= customers;
    }
}

static void
fill_slices (const TvJudgement *judgement, guint way, TvBacktestResult *result)
{
  const float *values = (const float *) (gconstpointer) judgement->values->data;

  memset (result->by_segment, 0, sizeof result->by_segment);
  memset (result->by_loyalty, 0, sizeof result->by_loyalty);
  for (guint i = 0; i < judgement->members->len; i++)
    {
      guint member = g_array_index (judgement->members, guint, i);
      const float *own = values + ((gsize) i * judgement->way_count + way) * N_VALUES;

      add_to_slice (&result->by_segment[judgement->judge->segments[member]], own);
      add_to_slice (&result->by_loyalty[judgement->judge->loyalties[member]], own);
    }
  finish_slices (result->by_segment, TV_N_SEGMENTS);
  finish_slices (result->by_loyalty, TV_BACKTEST_LOYALTIES);
}

static void
fill_exposure (const TvJudgement *judgement, guint way, TvBacktestResult *result)
{
  const TvJudge *judge = judgement->judge;
  const guint32 *all = judgement->ways[way].shown;
  g_autofree guint32 *shown = g_new (guint32, (gsize) judge->frame->product_count + 1);
  guint universe = 0, distinct = 0;

  for (guint32 p = 0; p < judge->frame->product_count; p++)
    if (judge->is_known[p])
      {
        distinct += all[p] > 0;
        shown[universe++] = all[p];
      }
  result->coverage = universe > 0 ? (double) distinct / universe : 0;
  result->gini = tv_exposure_get_gini (shown, universe);
}

/**
 * tv_judgement_fill:
 * @judgement: a judgement
 * @bootstrap: its draws
 * @way: index of a way
 * @result: (out): where all figures but the differences are put
 *
 * Works out the figures of one way.
 */
void
tv_judgement_fill (const TvJudgement *judgement,
                   const TvBootstrap *bootstrap,
                   guint way,
                   TvBacktestResult *result)
{
  const Way *own = &judgement->ways[way];
  guint first = way * N_VALUES;

  result->recall = get_figure (tv_bootstrap_get (bootstrap, first));
  result->ndcg = get_figure (tv_bootstrap_get (bootstrap, first + 1));
  result->hit_rate = get_figure (tv_bootstrap_get (bootstrap, first + 2));
  result->precision = get_figure (tv_bootstrap_get (bootstrap, first + 3));
  result->found_cents = own->found_cents;
  if (judgement->amount_cents > 0)
    result->revenue = (double) own->found_cents / (double) judgement->amount_cents;
  if (judgement->amount_margin > 0)
    result->margin = (double) own->found_margin / (double) judgement->amount_margin;
  memcpy (result->by_scenario, own->by_scenario, sizeof own->by_scenario);
  fill_slices (judgement, way, result);
  fill_exposure (judgement, way, result);
}
