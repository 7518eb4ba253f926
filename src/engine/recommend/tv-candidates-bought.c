/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one customer bought, product by product and family by family: how often, when last, for how
 * much, of which tiers. Reads the frame's lines of this customer; the scenarios and the reasons ask
 * it. */
#include "recommend/tv-candidates-private.h"

#include <stdlib.h>
#include <string.h>

/**
 * tv_candidates_get_bought:
 * @candidates: the customer's
 * @product: index of a product
 *
 * Looks up what the customer bought of a product.
 *
 * Returns: (nullable): borrowed until the next customer
 */
const TvBought *
tv_candidates_get_bought (const TvCandidates *candidates, guint32 product)
{
  guint32 at = candidates->bought_at[product];

  return at == 0 ? NULL : &g_array_index (candidates->bought, TvBought, at - 1);
}

/**
 * tv_candidates_get_family:
 * @candidates: the customer's
 * @family: index of a family
 *
 * Looks up what the customer spent on a family.
 *
 * Returns: (nullable): borrowed until the next customer
 */
const TvFamilyBought *
tv_candidates_get_family (const TvCandidates *candidates, guint32 family)
{
  guint32 at = candidates->family_at[family];

  return at == 0 ? NULL : &g_array_index (candidates->families, TvFamilyBought, at - 1);
}

/**
 * tv_candidates_get_interval:
 * @catalogue: the catalogue
 * @settings: thresholds
 * @bought: what the customer bought of the product
 * @out_source: (out) (optional): where the interval comes from
 *
 * Gives the days after which a product is due again: the customer's mean interval where there are
 * enough days with a purchase, else the product's over all customers, else the threshold.
 *
 * Returns: days, at least 1 but for a threshold of 0
 */
guint
tv_candidates_get_interval (const TvCatalogue *catalogue,
                            const TvSettings *settings,
                            const TvBought *bought,
                            TvRebuySource *out_source)
{
  TvRebuySource source = TV_REBUY_SETTING;
  guint days = settings->rebuy_days;

  if (settings->rebuy_purchases > 0 && bought->day_count >= MAX (settings->rebuy_purchases, 2))
    {
      guint gaps = bought->day_count - 1;

      source = TV_REBUY_OWN;
      days = ((guint) (bought->last_day - bought->first_day) + gaps / 2) / gaps;
    }
  else if (settings->rebuy_purchases > 0 && catalogue->interval_days[bought->product] > 0)
    {
      source = TV_REBUY_PRODUCT;
      days = catalogue->interval_days[bought->product];
    }
  if (out_source != NULL)
    *out_source = source;
  return days;
}

/* What is being remembered, with room for a product and a family a line; and what is asked for each
 * line, held apart, as whatever is written could change it for all the compiler knows. */
typedef struct
{
  TvBought *bought;
  TvFamilyBought *families;
  guint bought_count, family_count;
  guint32 *bought_at, *family_at;
  const guint32 *product_family;
  const gint8 *premium_tier;
} Memory;

static inline TvBought *
remember_product (Memory *memory, guint32 product, TvDay day)
{
  guint32 at = memory->bought_at[product];

  if (at == 0)
    {
      memory->bought[memory->bought_count++] = (TvBought){ .product = product, .first_day = day };
      at = memory->bought_at[product] = memory->bought_count;
    }
  return &memory->bought[at - 1];
}

static inline TvFamilyBought *
remember_family (Memory *memory, guint32 family)
{
  guint32 at = memory->family_at[family];

  if (at == 0)
    {
      memory->families[memory->family_count++] = (TvFamilyBought){ .family = family };
      at = memory->family_at[family] = memory->family_count;
    }
  return &memory->families[at - 1];
}

static inline void
remember_line (Memory *memory, guint32 product, TvDay day, guint64 doc, gint64 amount)
{
  gint8 tier = memory->premium_tier[product];
  TvBought *bought = remember_product (memory, product, day);
  TvFamilyBought *known = remember_family (memory, memory->product_family[product]);

  bought->times += bought->times == 0 || bought->last_doc != doc;
  bought->last_doc = doc;
  bought->day_count += bought->day_count == 0 || bought->last_day != day;
  bought->last_day = day;
  bought->amount_cents += amount;
  known->spent_cents += amount;
  /* A cent more, so that what was free still says something. */
  if (tier >= 0 && tier < 4)
    known->tier_cents[tier] += amount + 1;
}

/* Returns how often the document changes from one line to the next, the first one among them. */
static guint32
remember_lines (TvCandidates *candidates, const TvFrame *frame, guint32 begin, guint32 end)
{
  const guint32 *products = frame->line_product, *docs = frame->line_doc;
  const TvDay *days = frame->line_day;
  const TvInts amounts = frame->line_amount_cents;
  Memory memory = { .bought_at = candidates->bought_at,
                    .family_at = candidates->family_at,
                    .product_family = frame->product_family,
                    .premium_tier = frame->premium_tier };
  guint32 change_count = begin < end;

  g_array_set_size (candidates->bought, end - begin);
  g_array_set_size (candidates->families, end - begin);
  memory.bought = (TvBought *) (gpointer) candidates->bought->data;
  memory.families = (TvFamilyBought *) (gpointer) candidates->families->data;
  for (guint32 line = begin; line < end; line++)
    {
      remember_line (&memory, products[line], days[line], docs[line], tv_ints_get (&amounts, line));
      change_count += line > begin && docs[line] != docs[line - 1];
    }
  g_array_set_size (candidates->bought, memory.bought_count);
  g_array_set_size (candidates->families, memory.family_count);
  return change_count;
}

typedef struct
{
  guint32 at; /* in bought */
  guint64 doc;
} Mention;

static int
compare_mentions (const void *a, const void *b)
{
  const Mention *x = a, *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->doc > y->doc) - (x->doc < y->doc);
}

/* Counts the documents of each product where lines of several are mixed. */
static void
recount_times (TvCandidates *candidates, const TvFrame *frame, guint32 customer)
{
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];
  g_autofree Mention *mentions = g_new0 (Mention, (gsize) end - begin);

  for (guint32 line = begin; line < end; line++)
    mentions[line - begin]
        = (Mention){ candidates->bought_at[frame->line_product[line]] - 1, frame->line_doc[line] };
  qsort (mentions, end - begin, sizeof *mentions, compare_mentions);
  for (guint i = 0; i < candidates->bought->len; i++)
    g_array_index (candidates->bought, TvBought, i).times = 0;
  for (guint32 i = 0; i < end - begin; i++)
    if (i == 0 || compare_mentions (&mentions[i - 1], &mentions[i]) != 0)
      g_array_index (candidates->bought, TvBought, mentions[i].at).times++;
}

/* Whether the customer spent more on the first family; of two alike, the one that comes first. */
static gboolean
is_larger (const TvFamilyBought *a, const TvFamilyBought *b)
{
  return a->spent_cents > b->spent_cents
         || (a->spent_cents == b->spent_cents && a->family < b->family);
}

static void
find_top_families (TvCandidates *candidates)
{
  const TvFamilyBought *top[2] = { NULL, NULL };

  for (guint i = 0; i < candidates->families->len; i++)
    {
      const TvFamilyBought *known = &g_array_index (candidates->families, TvFamilyBought, i);

      if (top[0] == NULL || is_larger (known, top[0]))
        {
          top[1] = top[0];
          top[0] = known;
        }
      else if (top[1] == NULL || is_larger (known, top[1]))
        top[1] = known;
    }
  for (guint i = 0; i < 2; i++)
    candidates->top_families[i] = top[i] != NULL ? top[i]->family : G_MAXUINT32;
}

static void
find_usual_tiers (TvCandidates *candidates)
{
  for (guint i = 0; i < candidates->families->len; i++)
    {
      TvFamilyBought *known = &g_array_index (candidates->families, TvFamilyBought, i);
      gint64 all = known->tier_cents[0] + known->tier_cents[1] + known->tier_cents[2]
                   + known->tier_cents[3];
      gint64 sum = 0;

      known->usual_tier = -1;
      for (int tier = 0; all > 0 && tier < 4 && known->usual_tier < 0; tier++)
        if ((sum += known->tier_cents[tier]) * 2 >= all)
          known->usual_tier = tier;
    }
}

void
tv_candidates_remember (TvCandidates *candidates,
                        const TvFrame *frame,
                        const TvFacts *facts,
                        guint32 customer)
{
  guint32 begin = frame->line_offset[customer], end = frame->line_offset[customer + 1];

  /* Where each document's lines stand together, a change of document is a new one. */
  if (remember_lines (candidates, frame, begin, end) != facts->order_count)
    recount_times (candidates, frame, customer);
  find_usual_tiers (candidates);
  find_top_families (candidates);
}
