/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would change it: each threshold, policy rule and fact is moved by itself until what happens
 * to the product is different, and back to the smallest such change. Whatever is answered has been
 * computed with the change and judged by the gate; one step less, and all is as before. */
#include "govern/tv-gate.h"
#include "pipeline/tv-why-private.h"
#include "recommend/tv-counterfactual.h"

typedef struct
{
  TvVariation *variation;
  const TvPolicyRow *policy;
  gint64 product_id;
} Trial;

/* How far each is moved. */
static const struct
{
  gint64 lowest, highest;
} ranges[TV_N_KNOBS] = {
  [TV_KNOB_MINIMUM_SCORE] = { 0, 10000 },    [TV_KNOB_FAMILY_EXTRA] = { 0, 20 },
  [TV_KNOB_POLICY_RECENT] = { 0, 3650 },     [TV_KNOB_TOP_N] = { 1, 20 },
  [TV_KNOB_SILENCE_DAYS] = { 0, 3650 },      [TV_KNOB_REBUY_DAYS] = { 0, 3650 },
  [TV_KNOB_RECENT_DAYS] = { 0, 3650 },       [TV_KNOB_WINBACK_DAYS] = { 0, 3650 },
  [TV_KNOB_UPSELL_CENTS] = { 0, 100000000 }, [TV_KNOB_CROSS_SELL_CENTS] = { 0, 100000000 },
  [TV_KNOB_NURTURE_ORDERS] = { 0, 1000 },    [TV_KNOB_WAIT_DAYS] = { 0, 730 },
  [TV_KNOB_CONTACT_TODAY] = { 0, 1 },        [TV_KNOB_OPT_OUT] = { 0, 1 },
  [TV_KNOB_OUT_OF_STOCK] = { 0, 1 },         [TV_KNOB_BUY_TODAY] = { 0, 1 },
};

static gint64
get_value (const Trial *trial, TvKnob knob)
{
  switch (knob)
    {
    case TV_KNOB_FAMILY_EXTRA:
      return trial->policy->family_extra_count;
    case TV_KNOB_POLICY_RECENT:
      return trial->policy->recent_purchase_days;
    default:
      return tv_variation_get (trial->variation, knob);
    }
}

/* What happens to the product with this one thing different. */
static TvOutcome
try_value (const Trial *trial, TvKnob knob, gint64 value)
{
  TvPolicyRow policy = *trial->policy;
  g_autoptr (TvRunItems) items = tv_variation_run (trial->variation, knob, value);
  const TvFrame *frame = tv_variation_get_frame (trial->variation);

  if (knob == TV_KNOB_MINIMUM_SCORE)
    policy.minimum_score = (double) value / 100.0;
  if (knob == TV_KNOB_FAMILY_EXTRA)
    policy.family_extra_count = (guint) value;
  if (knob == TV_KNOB_POLICY_RECENT)
    policy.recent_purchase_days = (guint) value;
  for (guint i = 0; i < items->items->len; i++)
    if (frame->product_id[g_array_index (items->items, TvRunItem, i).product] == trial->product_id)
      {
        guint issues = tv_gate_check_item (frame,
                                           tv_variation_get_facts (trial->variation),
                                           items,
                                           &policy,
                                           0,
                                           i);

        return tv_gate_is_passed (issues) ? TV_OUTCOME_PASSED : TV_OUTCOME_HELD;
      }
  return TV_OUTCOME_OUT;
}

/* Steps that double until the outcome differs, then halving between the last value that did not and
 * the first that did. */
static gboolean
find_flip (const Trial *trial,
           TvKnob knob,
           gint64 from,
           gint64 limit,
           TvOutcome before,
           gint64 *out_to)
{
  gint64 same = from, other = from;
  gint64 direction = limit > from ? 1 : -1;
  gboolean is_found = FALSE;

  for (gint64 step = 1; !is_found && same != limit; step *= 2)
    {
      other = direction > 0 ? MIN (same + step, limit) : MAX (same - step, limit);
      is_found = try_value (trial, knob, other) != before;
      if (!is_found)
        same = other;
    }
  while (is_found && ABS (other - same) > 1)
    {
      gint64 middle = same + (other - same) / 2;

      if (try_value (trial, knob, middle) != before)
        other = middle;
      else
        same = middle;
    }
  *out_to = other;
  return is_found;
}

/* The nearer one of the changes up and down. */
static TvChange *
find_change (const Trial *trial, TvKnob knob, TvOutcome before)
{
  gint64 from = get_value (trial, knob), up = from, down = from;
  gboolean is_up = FALSE, is_down = FALSE;
  TvChange *change;

  if (from < ranges[knob].highest)
    is_up = find_flip (trial, knob, from, ranges[knob].highest, before, &up);
  if (from > ranges[knob].lowest)
    is_down = find_flip (trial, knob, from, ranges[knob].lowest, before, &down);
  if (!is_up && !is_down)
    return NULL;
  change = g_new0 (TvChange, 1);
  change->knob = knob;
  change->from = from;
  change->to = is_up && (!is_down || up - from <= from - down) ? up : down;
  change->before = before;
  change->after = try_value (trial, knob, change->to);
  return change;
}

/* What was never sold at all cannot be judged here, and nothing makes it unsold twice. */
static gboolean
is_asked (const Trial *trial, TvKnob knob, TvOutcome before)
{
  if (knob == TV_KNOB_OUT_OF_STOCK || knob == TV_KNOB_OPT_OUT || knob == TV_KNOB_CONTACT_TODAY)
    return before != TV_OUTCOME_OUT;
  return TRUE;
}

/**
 * tv_engine_list_changes:
 * @engine: the engine
 * @customer_code: any code of the customer
 * @product: a key, or a label as it is written
 * @options: (nullable): reference date, number, policy and so on; NULL = all defaults
 * @progress: (nullable): progress and cancel of the first loading
 * @error: return location for an error; NOT_FOUND names what is not there
 *
 * Finds the smallest changes, one at a time, that bring the product in or out, or let it through or
 * not. Each was verified by computing the customer again.
 *
 * Returns: (transfer container) (element-type TvChange) (nullable): the changes; the policy's first
 */
GPtrArray *
tv_engine_list_changes (TvEngine *engine,
                        const char *customer_code,
                        const char *product,
                        const TvRunOptions *options,
                        TvProgress *progress,
                        GError **error)
{
  g_auto (TvQuestion) question = { 0 };
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tv_change_free);
  g_autoptr (TvVariation) variation = NULL;
  Trial trial;
  TvOutcome before;

  if (!tv_question_init (&question, engine, customer_code, product, options, progress, error))
    return NULL;
  variation = tv_variation_new (question.warm->recommender, question.customer, question.product);
  tv_variation_set_brief (variation);
  trial = (Trial){ variation,
                   question.warm->policy,
                   question.warm->frame->product_id[question.product] };
  before = try_value (&trial, TV_KNOB_WAIT_DAYS, 0);
  for (int knob = 0; knob < TV_N_KNOBS; knob++)
    {
      TvChange *change
          = is_asked (&trial, knob, before) ? find_change (&trial, knob, before) : NULL;

      if (!tv_progress_check (progress, error))
        {
          tv_change_free (change);
          return NULL;
        }
      if (change == NULL)
        continue;
      change->sentence = tv_change_to_sentence (change, question.currency);
      g_ptr_array_add (changes, change);
    }
  return g_steal_pointer (&changes);
}
