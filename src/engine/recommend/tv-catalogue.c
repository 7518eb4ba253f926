/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Popularity and profit of the catalogue (SPEC section 6) and its presorted lists. The short lists
 * of suggestions are in tv-suggestions.c. */
#include "recommend/tv-catalogue-private.h"

#include <math.h>
#include <string.h>

#include "frame/tv-run-items.h"

#define AGES 4096 /* days whose weights are worked out once */

typedef struct
{
  guint32 product;
  double value;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->value != y->value)
    return x->value < y->value ? -1 : 1;
  return (x->product > y->product) - (x->product < y->product);
}

/* Percentile among the ranked, ties at their mean rank, in hundredths; the only one stands at 100.
 */
static void
rank_percentiles (Ranked *ranked, guint32 count, guint16 *percentile)
{
  qsort (ranked, count, sizeof *ranked, compare_ranked);
  for (guint32 i = 0; i < count;)
    {
      guint32 j = i;

      while (j < count && ranked[j].value == ranked[i].value)
        j++;
      for (guint32 k = i; k < j; k++)
        percentile[ranked[k].product]
            = count == 1 ? 10000
                         : (guint16) floor ((i + j - 1) / 2.0 * 10000.0 / (count - 1) + 0.5);
      i = j;
    }
}

/* What the walk over all lines, customer by customer and back in time, gathers of a product. */
typedef struct
{
  double weight; /* each buyer counts by 2^(-age / half-life) of his last purchase */
  guint32 buyers_lately;
  guint32 seen;     /* the last customer + 1 */
  guint32 repeated; /* the last customer + 1 who bought on a second day */
  TvDay day;        /* of that customer's purchase seen before */
  guint32 repeater_count;
  guint32 gap_count; /* between two days with a purchase of one customer */
  guint64 gap_days;  /* their sum */
} Gathered;

/* What a purchase of an age weighs. */
typedef struct
{
  double half_life;
  double weight[AGES];
} Decay;

static Decay *
decay_new (double half_life)
{
  Decay *decay = g_new (Decay, 1);

  decay->half_life = half_life;
  for (int age = 0; age < AGES; age++)
    decay->weight[age] = exp2 (-age / half_life);
  return decay;
}

static double
get_weight (const Decay *decay, int age)
{
  return age >= 0 && age < AGES ? decay->weight[age] : exp2 (-age / decay->half_life);
}

static void
gather_line (Gathered *product, guint32 customer, TvDay day, int age, const Decay *decay)
{
  if (product->seen != customer + 1)
    {
      product->seen = customer + 1;
      product->weight += get_weight (decay, age);
      product->buyers_lately += age < TV_CATALOGUE_LATELY;
      product->day = day;
    }
  else if (day < product->day)
    {
      product->repeater_count += product->repeated != customer + 1;
      product->repeated = customer + 1;
      product->gap_count++;
      product->gap_days += (guint64) (product->day - day);
      product->day = day;
    }
}

static Gathered *
gather (const TvFrame *frame, const TvSettings *settings)
{
  Gathered *gathered = g_new0 (Gathered, frame->product_count + 1);
  g_autofree Decay *decay = decay_new (settings->popularity_half_life_days);

  for (guint32 customer = 0; customer < frame->customer_count; customer++)
    for (guint32 line = frame->line_offset[customer + 1]; line > frame->line_offset[customer];
         line--)
      gather_line (&gathered[frame->line_product[line - 1]],
                   customer,
                   frame->line_day[line - 1],
                   frame->as_of_day - frame->line_day[line - 1],
                   decay);
  return gathered;
}

static void
rank_popularity (TvCatalogue *catalogue, const TvFrame *frame, const TvSettings *settings)
{
  g_autofree Gathered *gathered = gather (frame, settings);
  g_autofree Ranked *ranked = g_new (Ranked, frame->product_count + 1);
  guint32 count = 0;

  for (guint32 product = 0; product < frame->product_count; product++)
    {
      const Gathered *found = &gathered[product];

      catalogue->buyers_lately[product] = found->buyers_lately;
      if (found->repeater_count >= TV_CATALOGUE_REPEATERS)
        catalogue->interval_days[product]
            = (guint32) ((found->gap_days + found->gap_count / 2) / found->gap_count);
      if (frame->is_sellable[product])
        ranked[count++] = (Ranked){ product, found->weight };
    }
  rank_percentiles (ranked, count, catalogue->popularity);
}

static void
rank_profit (TvCatalogue *catalogue, const TvFrame *frame)
{
  g_autofree Ranked *ranked = g_new (Ranked, frame->product_count + 1);
  guint32 count = 0;

  for (guint32 product = 0; product < frame->product_count; product++)
    {
      catalogue->profit[product] = 5000;
      if (frame->is_sellable[product] && frame->margin_permille[product] != G_MININT64)
        ranked[count++] = (Ranked){ product, (double) frame->margin_permille[product] };
    }
  rank_percentiles (ranked, count, catalogue->profit);
  catalogue->is_margin_known = count > 0;
}

typedef struct
{
  const TvFrame *frame;
  const TvCatalogue *catalogue;
} Order;

static int
compare_products (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  if (order->frame->product_family[x] != order->frame->product_family[y])
    return order->frame->product_family[x] < order->frame->product_family[y] ? -1 : 1;
  if (order->catalogue->fixed[x] != order->catalogue->fixed[y])
    return order->catalogue->fixed[x] > order->catalogue->fixed[y] ? -1 : 1;
  return order->frame->key_rank[x] < order->frame->key_rank[y]
             ? -1
             : order->frame->key_rank[x] > order->frame->key_rank[y];
}

static gint64
find_median_price (const TvFrame *frame)
{
  g_autofree Ranked *prices = g_new (Ranked, frame->product_count + 1);
  guint32 count = 0;

  for (guint32 product = 0; product < frame->product_count; product++)
    if (frame->is_sellable[product] && frame->price_cents[product] >= 0)
      prices[count++] = (Ranked){ product, (double) frame->price_cents[product] };
  qsort (prices, count, sizeof *prices, compare_ranked);
  return count == 0 ? -1 : (gint64) prices[(count - 1) / 2].value;
}

/**
 * tv_catalogue_is_entry:
 * @frame: the frame
 * @product: index of a product
 * @median_price: of the catalogue in cents, -1 = not known
 *
 * Tells whether a product is one to begin with: of the lowest tier, or where it has no tier, at
 * most the median price.
 *
 * Returns: %TRUE if so
 */
gboolean
tv_catalogue_is_entry (const TvFrame *frame, guint32 product, gint64 median_price)
{
  if (frame->premium_tier[product] >= 0)
    return frame->premium_tier[product] == 0;
  return frame->price_cents[product] >= 0 && frame->price_cents[product] <= median_price;
}

/* Spans of one kind: tier 0 = all, 1-3 = at least that tier, -1 = products to begin with. */
static TvSpan *
fill_spans (TvCatalogue *catalogue,
            const TvFrame *frame,
            const guint32 *sorted,
            guint32 count,
            int tier,
            gint64 median_price,
            guint32 *used)
{
  TvSpan *spans = g_new0 (TvSpan, frame->family_count + 1);
  guint32 at = 0;

  for (guint32 family = 0; family < frame->family_count; family++)
    {
      spans[family].begin = *used;
      for (; at < count && frame->product_family[sorted[at]] == family; at++)
        if (tier < 0 ? tv_catalogue_is_entry (frame, sorted[at], median_price)
                     : frame->premium_tier[sorted[at]] >= tier || tier == 0)
          catalogue->entries[(*used)++] = sorted[at];
      spans[family].end = *used;
    }
  return spans;
}

static void
make_lists (TvCatalogue *catalogue, const TvFrame *frame)
{
  g_autofree guint32 *sorted = g_new (guint32, frame->product_count + 1);
  Order order = { frame, catalogue };
  gint64 median_price = catalogue->median_price_cents = find_median_price (frame);
  guint32 count = 0, used = 0;

  for (guint32 product = 0; product < frame->product_count; product++)
    if (frame->is_sellable[product])
      sorted[count++] = product;
  g_qsort_with_data (sorted, (int) count, sizeof *sorted, compare_products, &order);
  catalogue->entries = g_new (guint32, (gsize) count * (TV_CATALOGUE_TIERS + 2) + 1);
  catalogue->all = fill_spans (catalogue, frame, sorted, count, 0, median_price, &used);
  for (int tier = 1; tier <= TV_CATALOGUE_TIERS; tier++)
    catalogue->tier[tier - 1]
        = fill_spans (catalogue, frame, sorted, count, tier, median_price, &used);
  catalogue->entry = fill_spans (catalogue, frame, sorted, count, -1, median_price, &used);
}

/**
 * tv_catalogue_new:
 * @frame: the frame
 * @facts: its facts
 * @settings: weights and half-life
 *
 * Works out what scoring needs of the products. Linear in the lines but for sorting the products.
 *
 * Returns: (transfer full): the catalogue
 */
TvCatalogue *
tv_catalogue_new (const TvFrame *frame, const TvFactsTable *facts, const TvSettings *settings)
{
  TvCatalogue *catalogue = g_new0 (TvCatalogue, 1);

  catalogue->popularity = g_new0 (guint16, frame->product_count + 1);
  catalogue->profit = g_new0 (guint16, frame->product_count + 1);
  catalogue->fixed = g_new0 (guint16, frame->product_count + 1);
  catalogue->buyers_lately = g_new0 (guint32, frame->product_count + 1);
  catalogue->interval_days = g_new0 (guint32, frame->product_count + 1);
  rank_popularity (catalogue, frame, settings);
  rank_profit (catalogue, frame);
  for (guint32 product = 0; product < frame->product_count; product++)
    catalogue->fixed[product]
        = tv_run_item_get_contribution (settings->weight_popularity, catalogue->popularity[product])
          + tv_run_item_get_contribution (settings->weight_profit, catalogue->profit[product]);
  make_lists (catalogue, frame);
  tv_catalogue_find_suggestions (catalogue, frame, facts);
  return catalogue;
}

/**
 * tv_catalogue_free:
 * @catalogue: (transfer full): the catalogue
 *
 * Frees a catalogue.
 */
void
tv_catalogue_free (TvCatalogue *catalogue)
{
  g_free (catalogue->popularity);
  g_free (catalogue->profit);
  g_free (catalogue->fixed);
  g_free (catalogue->buyers_lately);
  g_free (catalogue->interval_days);
  g_free (catalogue->entries);
  g_free (catalogue->all);
  for (int i = 0; i < TV_CATALOGUE_TIERS; i++)
    g_free (catalogue->tier[i]);
  g_free (catalogue->entry);
  g_free (catalogue->comparable);
  g_free (catalogue->successor);
  g_free (catalogue->suggestions);
  g_free (catalogue);
}
