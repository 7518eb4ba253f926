/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of each customer: one pass over his lines, with a worker's own arrays for what is counted
 * once a product, family or document. */
#include "frame/tv-facts.h"

#include <math.h>
#include <stdlib.h>

#include "base/tv-memory.h"
#include "base/tv-parallel.h"

/* R (rows 1-5) by the mean of F and M rounded half up (columns 1-5): exhaustive, no overlap. R = 0
 * is a prospect. */
static const guint8 segment_table[5][5] = {
  { TV_SEGMENT_LOST,
    TV_SEGMENT_LOST,
    TV_SEGMENT_HIBERNATING,
    TV_SEGMENT_CANNOT_LOSE,
    TV_SEGMENT_CANNOT_LOSE },
  { TV_SEGMENT_HIBERNATING,
    TV_SEGMENT_ABOUT_TO_SLEEP,
    TV_SEGMENT_AT_RISK,
    TV_SEGMENT_AT_RISK,
    TV_SEGMENT_AT_RISK },
  { TV_SEGMENT_ABOUT_TO_SLEEP,
    TV_SEGMENT_NEEDS_ATTENTION,
    TV_SEGMENT_NEEDS_ATTENTION,
    TV_SEGMENT_LOYAL,
    TV_SEGMENT_LOYAL },
  { TV_SEGMENT_PROMISING,
    TV_SEGMENT_POTENTIAL_LOYALIST,
    TV_SEGMENT_LOYAL,
    TV_SEGMENT_LOYAL,
    TV_SEGMENT_CHAMPION },
  { TV_SEGMENT_NEW,
    TV_SEGMENT_POTENTIAL_LOYALIST,
    TV_SEGMENT_POTENTIAL_LOYALIST,
    TV_SEGMENT_CHAMPION,
    TV_SEGMENT_CHAMPION },
};

/**
 * tv_facts_score_recency:
 * @settings: the bins
 * @days: days since the last order, at least 0
 *
 * Returns: 5 for the most recent bin down to 1
 */
guint
tv_facts_score_recency (const TvSettings *settings, gint64 days)
{
  for (guint i = 0; i < 4; i++)
    if (days <= (gint64) settings->recency_days[i])
      return 5 - i;
  return 1;
}

/**
 * tv_facts_score_frequency:
 * @settings: the bins
 * @orders: number of orders
 *
 * Returns: 5 down to 1; 0 without an order
 */
guint
tv_facts_score_frequency (const TvSettings *settings, gint64 orders)
{
  for (guint i = 0; i < 4; i++)
    if (orders >= (gint64) settings->frequency_orders[i])
      return 5 - i;
  return orders > 0 ? 1 : 0;
}

/**
 * tv_facts_score_monetary:
 * @settings: the bins
 * @cents: total spent
 *
 * Returns: 5 down to 1; 0 where nothing was spent
 */
guint
tv_facts_score_monetary (const TvSettings *settings, gint64 cents)
{
  for (guint i = 0; i < 4; i++)
    if (cents >= settings->monetary_cents[i])
      return 5 - i;
  return cents > 0 ? 1 : 0;
}

/**
 * tv_facts_get_segment:
 * @recency_score: 0-5
 * @frequency_score: 0-5
 * @monetary_score: 0-5
 *
 * Looks the segment up by R and the mean of F and M, rounded half up.
 *
 * Returns: the segment; PROSPECT where R or F is 0
 */
TvSegment
tv_facts_get_segment (guint recency_score, guint frequency_score, guint monetary_score)
{
  guint both = (frequency_score + monetary_score + 1) / 2;

  g_return_val_if_fail (recency_score <= 5 && frequency_score <= 5 && monetary_score <= 5,
                        TV_SEGMENT_PROSPECT);
  if (recency_score == 0 || frequency_score == 0)
    return TV_SEGMENT_PROSPECT;
  return segment_table[recency_score - 1][both - 1];
}

/**
 * tv_facts_get_budget_level:
 * @settings: the bounds
 * @average_order_cents: mean value of an order
 * @has_order: whether there is one
 *
 * Returns: the budget level; STANDARD without an order
 */
TvBudgetLevel
tv_facts_get_budget_level (const TvSettings *settings,
                           gint64 average_order_cents,
                           gboolean has_order)
{
  if (!has_order)
    return TV_BUDGET_STANDARD;
  for (guint i = 0; i < 3; i++)
    if (average_order_cents >= settings->budget_cents[i])
      return TV_BUDGET_LUXURY - i;
  return TV_BUDGET_BUDGET;
}

typedef struct
{
  const TvFrame *frame;
  const TvSettings *settings;
  TvFacts *facts;
} Task;

typedef struct
{
  guint32 *product_seen; /* customer + 1 that last touched the product */
  gint64 *family_spent;
  guint32 *family_seen;
  GArray *families; /* of guint32, touched by the present customer */
  GArray *docs;     /* of guint32 */
} Scratch;

static gpointer
scratch_new (gpointer data)
{
  const TvFrame *frame = ((Task *) data)->frame;
  Scratch *scratch = g_new0 (Scratch, 1);

  scratch->product_seen = g_new0 (guint32, frame->product_count + 1);
  scratch->family_spent = g_new0 (gint64, frame->family_count + 1);
  scratch->family_seen = g_new0 (guint32, frame->family_count + 1);
  scratch->families = g_array_new (FALSE, FALSE, sizeof (guint32));
  scratch->docs = g_array_new (FALSE, FALSE, sizeof (guint32));
  return scratch;
}

static void
scratch_free (gpointer data)
{
  Scratch *scratch = data;

  g_free (scratch->product_seen);
  g_free (scratch->family_spent);
  g_free (scratch->family_seen);
  g_array_unref (scratch->families);
  g_array_unref (scratch->docs);
  g_free (scratch);
}

static int
compare_docs (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static guint32
count_distinct (GArray *docs)
{
  guint32 count = docs->len > 0;

  if (docs->len > 1)
    qsort (docs->data, docs->len, sizeof (guint32), compare_docs);
  for (guint i = 1; i < docs->len; i++)
    count += g_array_index (docs, guint32, i) != g_array_index (docs, guint32, i - 1);
  return count;
}

static void
scan_lines (const TvFrame *frame, guint32 customer, Scratch *scratch, TvFacts *facts)
{
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];

  g_array_set_size (scratch->families, 0);
  g_array_set_size (scratch->docs, 0);
  for (guint32 line = begin; line < end; line++)
    {
      guint32 product = frame->line_product[line];
      guint32 family = frame->product_family[product];

      if (scratch->product_seen[product] != customer + 1)
        {
          scratch->product_seen[product] = customer + 1;
          facts->product_count++;
        }
      if (scratch->family_seen[family] != customer + 1)
        {
          scratch->family_seen[family] = customer + 1;
          scratch->family_spent[family] = 0;
          if (tv_frame_is_family_named (frame, family))
            g_array_append_val (scratch->families, family);
        }
      scratch->family_spent[family] += tv_ints_get (&frame->line_amount_cents, line);
      facts->spent_cents += tv_ints_get (&frame->line_amount_cents, line);
      if (line == begin || frame->line_doc[line] != frame->line_doc[line - 1])
        g_array_append_val (scratch->docs, frame->line_doc[line]);
    }
  facts->line_count = end - begin;
  facts->family_count = scratch->families->len;
  facts->first_order_day = begin < end ? frame->line_day[begin] : TV_DAY_NONE;
  facts->last_order_day = begin < end ? frame->line_day[end - 1] : TV_DAY_NONE;
  facts->order_count = count_distinct (scratch->docs);
}

/* The first family (ties: the lower index), its share of all spend, and the entropy of the shares
 * of named families over its largest possible value. */
static void
weigh_families (const Scratch *scratch, TvFacts *facts)
{
  gint64 best = -1, named_cents = 0;
  double entropy = 0;

  facts->top_family = -1;
  for (guint i = 0; i < scratch->families->len; i++)
    {
      guint32 family = g_array_index (scratch->families, guint32, i);
      gint64 spent = scratch->family_spent[family];

      named_cents += spent;
      if (spent > best || (spent == best && (gint32) family < facts->top_family))
        {
          best = spent;
          facts->top_family = (gint32) family;
        }
    }
  if (facts->spent_cents > 0 && best > 0)
    facts->top_family_share = (double) best / (double) facts->spent_cents;
  for (guint i = 0; i < scratch->families->len && named_cents > 0; i++)
    {
      guint32 family = g_array_index (scratch->families, guint32, i);
      double share = (double) scratch->family_spent[family] / (double) named_cents;

      if (share > 0)
        entropy -= share * log (share);
    }
  if (scratch->families->len > 1)
    facts->diversity_ratio = CLAMP (entropy / log (scratch->families->len), 0, 1);
}

/**
 * tv_facts_judge:
 * @frame: the frame
 * @settings: bins and bounds
 * @facts: (inout): what was counted of a customer; scores, segment and level are set
 *
 * Draws from the counts what follows from the settings.
 */
void
tv_facts_judge (const TvFrame *frame, const TvSettings *settings, TvFacts *facts)
{
  gboolean has_order = facts->order_count > 0;

  facts->average_gap_days = -1;
  if (has_order)
    {
      facts->average_order_cents
          = (facts->spent_cents + facts->order_count / 2) / facts->order_count;
      facts->recency_score
          = tv_facts_score_recency (settings, (gint64) frame->as_of_day - facts->last_order_day);
      facts->frequency_score = tv_facts_score_frequency (settings, facts->order_count);
      facts->monetary_score = tv_facts_score_monetary (settings, facts->spent_cents);
    }
  if (facts->order_count > 1)
    facts->average_gap_days
        = (double) (facts->last_order_day - facts->first_order_day) / (facts->order_count - 1);
  facts->segment
      = tv_facts_get_segment (facts->recency_score, facts->frequency_score, facts->monetary_score);
  /* Not by the rounded mean: half a cent less than a bound is less. */
  facts->budget_level
      = tv_facts_get_budget_level (settings,
                                   has_order ? facts->spent_cents / facts->order_count : 0,
                                   has_order);
}

static void
do_chunk (gpointer data, gpointer scratch, guint32 chunk, guint32 begin, guint32 end)
{
  Task *task = data;

  for (guint32 customer = begin; customer < end; customer++)
    {
      TvFacts *facts = &task->facts[customer];

      scan_lines (task->frame, customer, scratch, facts);
      weigh_families (scratch, facts);
      tv_facts_judge (task->frame, task->settings, facts);
    }
}

/**
 * tv_facts_table_new:
 * @frame: the frame
 * @settings: bins and bounds
 * @thread_count: workers
 * @progress: (nullable): progress and cancel
 * @error: return location for G_IO_ERROR_CANCELLED
 *
 * Computes the facts of all customers. The same for any number of threads.
 *
 * Returns: (transfer full) (nullable): the facts, in the order of the frame's customers
 */
TvFactsTable *
tv_facts_table_new (const TvFrame *frame,
                    const TvSettings *settings,
                    guint thread_count,
                    TvProgress *progress,
                    GError **error)
{
  g_autoptr (TvFactsTable) table = g_new0 (TvFactsTable, 1);
  Task task = { frame, settings, NULL };

  table->customer_count = frame->customer_count;
  table->facts = task.facts = tv_memory_new0 ((gsize) frame->customer_count + 1, sizeof (TvFacts));
  if (!tv_parallel_run (frame->customer_count,
                        thread_count,
                        do_chunk,
                        &task,
                        scratch_new,
                        scratch_free,
                        progress,
                        error))
    return NULL;
  return g_steal_pointer (&table);
}

/**
 * tv_facts_table_free:
 * @table: (transfer full): the facts
 *
 * Frees the facts.
 */
void
tv_facts_table_free (TvFactsTable *table)
{
  g_free (table->facts);
  g_free (table);
}
