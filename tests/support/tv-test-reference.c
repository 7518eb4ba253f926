/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slow twin of the recommender: each question is answered by a walk over the lines. What counts
 * as popular or profitable is a rank among all products that are sold; a scenario is a predicate of
 * customer and product; the choice looks at all products again for each place. */
#include "tv-test-reference.h"

#include <math.h>
#include <string.h>

#include "tv-test-reference-private.h"

#define SHORT_LIST 20
#define LATELY 90

guint
tv_reference_count_documents (const TvFrame *frame, guint32 customer, guint32 product)
{
  guint count = 0;

  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    {
      gboolean is_new = frame->line_product[i] == product;

      for (guint32 j = frame->line_offset[customer]; j < i; j++)
        is_new
            = is_new
              && !(frame->line_product[j] == product && frame->line_doc[j] == frame->line_doc[i]);
      count += is_new;
    }
  return count;
}

TvDay
tv_reference_get_last_day (const TvFrame *frame, guint32 customer, guint32 product)
{
  TvDay last = TV_DAY_NONE;

  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    if (frame->line_product[i] == product)
      last = MAX (last, frame->line_day[i]);
  return last;
}

/* Money of one product, or with product G_MAXUINT32 of a family. */
static gint64
sum_money (const TvFrame *frame, guint32 customer, guint32 product, guint32 family)
{
  gint64 sum = 0;

  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    if (product == G_MAXUINT32 ? frame->product_family[frame->line_product[i]] == family
                               : frame->line_product[i] == product)
      sum += tv_ints_get (&frame->line_amount_cents, i);
  return sum;
}

gint64
tv_reference_get_family_money (const TvFrame *frame, guint32 customer, guint32 family)
{
  return sum_money (frame, customer, G_MAXUINT32, family);
}

gboolean
tv_reference_knows_family (const TvFrame *frame, guint32 customer, guint32 family)
{
  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    if (frame->product_family[frame->line_product[i]] == family)
      return frame->family_name[family][0] != '\0';
  return FALSE;
}

/* The lowest tier that half of the money spent on the family's products with a tier went up to;
 * each line weighs its money and one cent. */
int
tv_reference_get_usual_tier (const TvFrame *frame, guint32 customer, guint32 family)
{
  gint64 below[5] = { 0 };

  for (guint32 i = frame->line_offset[customer]; i < frame->line_offset[customer + 1]; i++)
    {
      guint32 product = frame->line_product[i];

      for (int tier = 0; tier < 5; tier++)
        if (frame->product_family[product] == family && frame->premium_tier[product] >= 0
            && frame->premium_tier[product] <= tier)
          below[tier] += tv_ints_get (&frame->line_amount_cents, i) + 1;
    }
  for (int tier = 0; tier < 4; tier++)
    if (below[4] > 0 && below[tier] * 2 >= below[4])
      return tier;
  return -1;
}

guint32
tv_reference_count_comparable (const TvFrame *frame,
                               const TvFactsTable *facts,
                               gint32 top_family,
                               guint32 product)
{
  guint32 count = 0;

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      TvDay last = tv_reference_get_last_day (frame, c, product);

      count += top_family >= 0 && facts->facts[c].top_family == top_family && last != TV_DAY_NONE
               && frame->as_of_day - last < LATELY;
    }
  return count;
}

gboolean
tv_reference_is_follower (const TvFrame *frame, guint32 customer, guint32 first, guint32 product)
{
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];

  if (begin == end || frame->line_product[begin] != first)
    return FALSE;
  for (guint32 i = begin; i < end; i++)
    if (frame->line_product[i] == product && frame->line_doc[i] != frame->line_doc[begin])
      return TRUE;
  return FALSE;
}

guint32
tv_reference_count_followers (const TvFrame *frame, guint32 first, guint32 product)
{
  guint32 count = 0;

  for (guint32 c = 0; c < frame->customer_count; c++)
    count += tv_reference_is_follower (frame, c, first, product);
  return product == first ? 0 : count;
}

/* Whether fewer than SHORT_LIST products stand before this one by count, then key. */
static gboolean
is_among_first (const TvFrame *frame, const guint32 *count, guint32 product, guint length)
{
  guint before = 0;

  for (guint32 i = 0; i < frame->product_count; i++)
    before += frame->is_sellable[i]
              && (count[i] > count[product]
                  || (count[i] == count[product]
                      && strcmp (frame->product_key[i], frame->product_key[product]) < 0));
  return count[product] > 0 && frame->is_sellable[product] && before < length;
}

static gboolean
is_favourite (const TvFrame *frame, guint32 customer, guint32 product)
{
  guint before = 0, times = tv_reference_count_documents (frame, customer, product);
  gint64 money = sum_money (frame, customer, product, 0);

  for (guint32 i = 0; i < frame->product_count; i++)
    {
      guint others = tv_reference_count_documents (frame, customer, i);
      gint64 other_money = sum_money (frame, customer, i, 0);

      before
          += frame->is_sellable[i] && others > 0
             && (others > times
                 || (others == times
                     && (other_money > money
                         || (other_money == money
                             && strcmp (frame->product_key[i], frame->product_key[product]) < 0))));
    }
  return times > 0 && before < 5;
}

static gboolean
is_entry (const TvFrame *frame, guint32 product)
{
  gint64 price = frame->price_cents[product];
  guint cheaper = 0, priced = 0;

  if (frame->premium_tier[product] >= 0)
    return frame->premium_tier[product] == 0;
  for (guint32 i = 0; i < frame->product_count; i++)
    {
      priced += frame->is_sellable[i] && frame->price_cents[i] >= 0;
      cheaper
          += frame->is_sellable[i] && frame->price_cents[i] >= 0 && frame->price_cents[i] < price;
    }
  return price >= 0 && cheaper <= (priced - 1) / 2;
}

static gboolean
is_in_list (const TvFrame *frame,
            const TvFactsTable *facts,
            guint32 customer,
            guint32 product,
            gboolean is_comparable)
{
  g_autofree guint32 *count = g_new0 (guint32, frame->product_count + 1);
  guint32 first = frame->line_product[frame->line_offset[customer]];

  for (guint32 i = 0; i < frame->product_count; i++)
    count[i]
        = is_comparable
              ? tv_reference_count_comparable (frame, facts, facts->facts[customer].top_family, i)
              : tv_reference_count_followers (frame, first, i);
  return is_among_first (frame, count, product, SHORT_LIST);
}

static gboolean
is_matching (const TvFrame *frame,
             const TvFactsTable *facts,
             const TvSettings *settings,
             guint32 customer,
             guint32 product,
             TvScenario scenario)
{
  const TvFacts *own = &facts->facts[customer];
  guint32 family = frame->product_family[product];
  TvDay last = tv_reference_get_last_day (frame, customer, product);
  int usual = tv_reference_get_usual_tier (frame, customer, family);
  gboolean is_known = tv_reference_knows_family (frame, customer, family);

  if (scenario == TV_SCENARIO_REBUY)
    return last != TV_DAY_NONE
           && frame->as_of_day - last
                  >= tv_reference_get_interval (frame, settings, customer, product)
           && (settings->rebuy_maximum_days == 0
               || frame->as_of_day - last <= (gint64) settings->rebuy_maximum_days);
  if (last != TV_DAY_NONE && frame->as_of_day - last < (gint64) settings->recent_purchase_days)
    return FALSE;
  switch (scenario)
    {
    case TV_SCENARIO_UPSELL:
      return own->spent_cents >= settings->upsell_cents && is_known && usual >= 0
             && frame->premium_tier[product] > usual;
    case TV_SCENARIO_CROSS_SELL:
      return own->spent_cents >= settings->cross_sell_cents
             && own->top_family_share >= settings->cross_sell_share
             && frame->family_name[family][0] != '\0'
             && (!is_known
                 || tv_reference_get_family_money (frame, customer, family) * 100
                        < own->spent_cents * 5);
    case TV_SCENARIO_WINBACK:
      return frame->as_of_day - own->last_order_day >= (gint64) settings->winback_days
             && own->spent_cents >= settings->winback_cents
             && (is_favourite (frame, customer, product)
                 || is_in_list (frame, facts, customer, product, TRUE));
    case TV_SCENARIO_NURTURE:
      return own->order_count <= settings->nurture_orders
             && (is_entry (frame, product) || is_in_list (frame, facts, customer, product, FALSE));
    case TV_SCENARIO_REBUY:
    case TV_N_SCENARIOS:
    default:
      return FALSE;
    }
}

static double
get_weight (const TvFrame *frame, const TvSettings *settings, guint32 product)
{
  double weight = 0;

  for (guint32 c = 0; c < frame->customer_count; c++)
    {
      TvDay last = tv_reference_get_last_day (frame, c, product);

      if (last != TV_DAY_NONE)
        weight += exp2 (-(frame->as_of_day - last) / settings->popularity_half_life_days);
    }
  return weight;
}

/* 100 x (how many stand below + half of those beside it) / (all - 1), in hundredths. */
static guint
rank (const TvFrame *frame, const double *value, guint32 product)
{
  guint below = 0, beside = 0, all = 0;

  for (guint32 i = 0; i < frame->product_count; i++)
    if (frame->is_sellable[i] && !isnan (value[i]))
      {
        all++;
        below += value[i] < value[product];
        beside += value[i] == value[product];
      }
  return all == 1 ? 10000 : (guint) floor ((below + (beside - 1) / 2.0) * 10000 / (all - 1) + 0.5);
}

static guint
weigh (double weight, guint part)
{
  return (guint) floor (weight * part + 0.5 + 1e-9);
}

static void
judge (const TvFrame *frame,
       const TvFactsTable *facts,
       const TvSettings *settings,
       guint32 customer,
       TvReferenceItem *item)
{
  guint32 family = frame->product_family[item->product];
  double affinity = settings->affinity_plain;

  item->scenario = -1;
  for (int s = 0; s < TV_N_SCENARIOS && frame->is_sellable[item->product]; s++)
    if (is_matching (frame, facts, settings, customer, item->product, s)
        && (item->scenario < 0 || settings->base[s] > settings->base[item->scenario]))
      item->scenario = s;
  if (item->scenario < 0)
    return;
  if (facts->facts[customer].top_family == (gint32) family)
    affinity += settings->affinity_top_family;
  else if (tv_reference_knows_family (frame, customer, family))
    affinity += settings->affinity_known_family;
  item->affinity = (guint) (affinity * 100);
  item->base = (guint) (settings->base[item->scenario] * 100);
  item->score = weigh (settings->weight_affinity, item->affinity)
                + weigh (settings->weight_popularity, item->popularity)
                + weigh (settings->weight_profit, item->profit)
                + weigh (settings->weight_base, item->base);
}

static gboolean
is_before (const TvFrame *frame, const TvReferenceItem *a, const TvReferenceItem *b)
{
  if (a->score != b->score)
    return a->score > b->score;
  return strcmp (frame->product_key[a->product], frame->product_key[b->product]) < 0;
}

static gboolean
has_family (const TvFrame *frame, GArray *chosen, guint32 product)
{
  guint32 family = frame->product_family[product];

  for (guint i = 0; i < chosen->len; i++)
    if (frame->family_name[family][0] != '\0'
        && frame->product_family[g_array_index (chosen, TvReferenceItem, i).product] == family)
      return TRUE;
  return FALSE;
}

/* Takes the best item that is left out of items into chosen. */
static gboolean
take_best (const TvFrame *frame,
           GArray *items,
           GArray *chosen,
           gboolean is_new_family,
           guint minimum_score)
{
  guint best = items->len;

  for (guint i = 0; i < items->len; i++)
    {
      const TvReferenceItem *item = &g_array_index (items, TvReferenceItem, i);

      if (item->score >= minimum_score
          && !(is_new_family && has_family (frame, chosen, item->product))
          && (best == items->len
              || is_before (frame, item, &g_array_index (items, TvReferenceItem, best))))
        best = i;
    }
  if (best == items->len)
    return FALSE;
  g_array_append_val (chosen, g_array_index (items, TvReferenceItem, best));
  g_array_remove_index (items, best);
  return TRUE;
}

static void
sort_items (const TvFrame *frame, GArray *items)
{
  for (guint i = 1; i < items->len; i++)
    for (guint j = i; j > 0; j--)
      {
        TvReferenceItem *item = &g_array_index (items, TvReferenceItem, j);
        TvReferenceItem before = item[-1];

        if (!is_before (frame, item, &before))
          break;
        item[-1] = *item;
        *item = before;
      }
}

static void
fill_values (const TvFrame *frame, const TvSettings *settings, double *weight, double *margin)
{
  for (guint32 i = 0; i < frame->product_count; i++)
    {
      weight[i] = get_weight (frame, settings, i);
      margin[i] = frame->margin_permille[i] == G_MININT64 ? (double) NAN
                                                          : (double) frame->margin_permille[i];
    }
}

/**
 * tv_reference_recommend:
 * @frame: the frame
 * @facts: its facts
 * @settings: weights and thresholds
 * @minimum_score: for the family rule, in hundredths
 * @customer: index of a customer with an order
 *
 * Returns: (transfer full) (element-type TvReferenceItem): the items by rank
 */
GArray *
tv_reference_recommend (const TvFrame *frame,
                        const TvFactsTable *facts,
                        const TvSettings *settings,
                        guint minimum_score,
                        guint32 customer)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (TvReferenceItem));
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (TvReferenceItem));
  g_autofree double *weight = g_new (double, frame->product_count + 1);
  g_autofree double *margin = g_new (double, frame->product_count + 1);

  fill_values (frame, settings, weight, margin);
  for (guint32 i = 0; i < frame->product_count; i++)
    {
      TvReferenceItem item = { .product = i, .profit = 5000 };

      if (!frame->is_sellable[i])
        continue;
      item.popularity = rank (frame, weight, i);
      if (!isnan (margin[i]))
        item.profit = rank (frame, margin, i);
      judge (frame, facts, settings, customer, &item);
      if (item.scenario >= 0)
        g_array_append_val (items, item);
    }
  while (chosen->len < settings->top_n
         && (take_best (frame, items, chosen, TRUE, minimum_score)
             || take_best (frame, items, chosen, FALSE, 0)))
    ;
  sort_items (frame, chosen);
  return chosen;
}
