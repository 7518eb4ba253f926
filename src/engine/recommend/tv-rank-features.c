/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates of one customer and their figures. The candidates are what the customer bought and, of
 * what is new to the customer, the best of four lists: similar by customers, by EASE and by
 * documents, and popular now. */
#include "recommend/tv-rank-features.h"

#include "recommend/tv-rank-next.h"
#include "recommend/tv-rank-sets.h"
#include "recommend/tv-rank-traits.h"
#include "recommend/tv-top.h"

#define NEIGHBOUR_CANDIDATES 70
#define OTHER_CANDIDATES 45
#define RECENT_DAYS 60.0f
#define SHORTEST_INTERVAL 7.0
#define LOUDEST 128 /* products of a customer that speak for others */
#define FAINT .05f  /* of the weight of the customer's latest purchases */
#define FAINT_IN_LARGE .1f

/* How near the customer's usual interval of the product is to its end: 1 when it has just passed,
 * log-normal around it. The mean interval is shrunk by two of the base's. */
static float
get_due (const TvRankBase *base, double n, double gap, double age)
{
  double usual = MAX (SHORTEST_INTERVAL, (gap * (n - 1) + 2 * base->usual_gap) / (n + 1));
  double distance = log (MAX (age, 1) / usual);

  return (float) exp (-.5 * distance * distance);
}

/* Figures of a purchase that depend on little else than its age: the same numbers are needed for
 * customer after customer. */
static void
fill_by_age (TvRankScratch *scratch)
{
  scratch->recent = g_new (float, TV_RANK_AGES);
  scratch->due_once = g_new (float, TV_RANK_AGES);
  for (guint age = 0; age < TV_RANK_AGES; age++)
    {
      scratch->recent[age] = expf (-(float) age / RECENT_DAYS);
      scratch->due_once[age] = get_due (scratch->base, 1, 0, age);
    }
  for (guint n = 0; n < TV_RANK_COUNTS; n++)
    scratch->log_count[n] = log1pf ((float) n);
}

static float
get_recent (const TvRankScratch *scratch, guint32 age)
{
  return age < TV_RANK_AGES ? scratch->recent[age] : expf (-(float) age / RECENT_DAYS);
}

static float
get_pair_due (const TvRankScratch *scratch, guint32 pair, guint32 age)
{
  const TvRankBase *base = scratch->base;
  double n = base->pair_count[pair];

  if (base->pair_count[pair] < 2 && age < TV_RANK_AGES)
    return scratch->due_once[age];
  return get_due (base,
                  n,
                  n >= 2 ? (base->pair_last[pair] - base->pair_first[pair]) / (n - 1) : 0,
                  age);
}

/**
 * tv_rank_scratch_new:
 * @base: (transfer none): a base with its similar products
 *
 * Returns: (transfer full): memory for one worker
 */
TvRankScratch *
tv_rank_scratch_new (const TvRankBase *base)
{
  TvRankScratch *scratch = g_new0 (TvRankScratch, 1);
  gsize count = (gsize) base->frame->product_count + 1;

  scratch->base = base;
  scratch->candidates = g_array_new (FALSE, FALSE, sizeof (guint32));
  scratch->fresh = g_array_new (FALSE, FALSE, sizeof (guint32));
  scratch->keys = g_new (guint64, count);
  scratch->families = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (int i = 0; i < TV_N_RANK_LISTS; i++)
    tv_rank_list_init (&scratch->lists[i], base->frame->product_count);
  for (guint i = 0; i < G_N_ELEMENTS (scratch->voices); i++)
    {
      scratch->voices[i].source = g_new (guint32, count);
      scratch->voices[i].weight = g_new (float, count);
    }
  fill_by_age (scratch);
  if (base->next != NULL)
    scratch->next = g_new0 (float, (gsize) base->next->count + 1);
  scratch->pair_at = g_new0 (guint32, count);
  scratch->is_candidate = g_new0 (guint8, count);
  scratch->family = g_new0 (float, (gsize) base->frame->family_count + 1);
  tv_rank_amounts_init (&scratch->amounts, base);
  tv_rank_peers_scratch_init (&scratch->peers, base);
  scratch->customer = G_MAXUINT32;
  return scratch;
}

/**
 * tv_rank_scratch_free:
 * @scratch: (transfer full): memory
 *
 * Frees it.
 */
void
tv_rank_scratch_free (TvRankScratch *scratch)
{
  g_array_unref (scratch->candidates);
  g_array_unref (scratch->fresh);
  g_free (scratch->keys);
  g_array_unref (scratch->families);
  for (int i = 0; i < TV_N_RANK_LISTS; i++)
    tv_rank_list_clear (&scratch->lists[i]);
  for (guint i = 0; i < G_N_ELEMENTS (scratch->voices); i++)
    {
      g_free (scratch->voices[i].source);
      g_free (scratch->voices[i].weight);
    }
  g_free (scratch->pair_at);
  g_free (scratch->is_candidate);
  g_free (scratch->next);
  g_free (scratch->family);
  tv_rank_amounts_clear (&scratch->amounts);
  g_free (scratch->recent);
  g_free (scratch->due_once);
  tv_rank_peers_scratch_clear (&scratch->peers);
  g_free (scratch);
}

static void
forget (TvRankScratch *scratch)
{
  const TvRankBase *base = scratch->base;
  const guint32 *products = base->pair_product;
  guint32 *pair_at = scratch->pair_at;

  for (int i = 0; i < TV_N_RANK_LISTS; i++)
    tv_rank_list_reset (&scratch->lists[i]);
  if (scratch->customer != G_MAXUINT32)
    {
      guint32 begin = base->pair_offset[scratch->customer];
      guint32 end = base->pair_offset[scratch->customer + 1];

      for (guint32 pair = begin; pair < end; pair++)
        pair_at[products[pair]] = 0;
      tv_rank_amounts_forget (&scratch->amounts, base, scratch->customer);
    }
  for (guint i = 0; i < scratch->families->len; i++)
    scratch->family[g_array_index (scratch->families, guint32, i)] = 0;
  g_array_set_size (scratch->families, 0);
}

/* Below this a product is bought too rarely or too long ago to say much beside the customer's
 * others. */
static float
find_faint (const TvRankScratch *scratch, const float *weights)
{
  guint32 begin = scratch->base->pair_offset[scratch->customer];
  guint32 count = scratch->base->pair_offset[scratch->customer + 1] - begin;
  float largest = 0, least = G_MAXFLOAT;
  float faint = tv_rank_base_is_large (scratch->base) ? FAINT_IN_LARGE : FAINT;

  for (guint32 i = 0; i < count; i++)
    largest = MAX (largest, weights[begin + i]);
  if (count <= LOUDEST)
    return largest * faint;
  for (guint32 i = 0; i < count; i++)
    scratch->keys[i] = tv_top_pack (weights[begin + i], i);
  tv_top_select (scratch->keys, count, LOUDEST);
  for (guint32 i = 0; i < LOUDEST; i++)
    least = MIN (least, tv_top_get_score (scratch->keys[i]));
  return MAX (largest * faint, least);
}

/* The customer's purchases that say something of other products, weighted by their age. */
static void
find_voices (TvRankScratch *scratch, const float *weights, TvRankVoices *voices)
{
  const TvRankBase *base = scratch->base;
  const guint32 *products = base->pair_product;
  guint32 end = base->pair_offset[scratch->customer + 1], count = 0;
  guint32 *source = voices->source;
  float *weight = voices->weight, faint = find_faint (scratch, weights);

  for (guint32 pair = base->pair_offset[scratch->customer]; pair < end; pair++)
    if (weights[pair] >= faint)
      {
        source[count] = products[pair];
        weight[count++] = weights[pair];
      }
  voices->count = count;
}

static void
weigh_families (TvRankScratch *scratch)
{
  const TvRankBase *base = scratch->base;
  const TvFrame *frame = base->frame;
  const guint32 *family_of = frame->product_family, *products = frame->event_product;
  const TvDay *days = frame->event_day;
  const float *decay = base->decay[3];
  guint32 end = tv_rank_base_get_end (base, scratch->customer);
  gint64 cutoff = base->cutoff, oldest = base->decay_length;
  float *share = scratch->family, total = 0;
  guint32 *families, count = 0;

  g_array_set_size (scratch->families, end - frame->event_offset[scratch->customer] + 1);
  families = (guint32 *) (gpointer) scratch->families->data;
  for (guint32 e = frame->event_offset[scratch->customer]; e < end; e++)
    {
      guint32 family = family_of[products[e]];
      float weight = decay[MIN (cutoff - days[e], oldest)];

      families[count] = family;
      count += share[family] == 0;
      share[family] += weight;
      total += weight;
    }
  g_array_set_size (scratch->families, count);
  for (guint i = 0; i < count && total > 0; i++)
    share[families[i]] /= total;
}

/* What the customer's purchases say by each table. All is asked for before the first sum. */
static void
spread (TvRankScratch *scratch)
{
  const TvRankBase *base = scratch->base;
  const TvSimilar *tables[] = { [TV_RANK_NEIGHBOURS] = &base->neighbours,
                                [TV_RANK_EASE] = &base->ease,
                                [TV_RANK_TOGETHER] = &base->together,
                                [TV_RANK_LABELS] = base->labels };
  TvRankVoices *voices = scratch->voices;

  find_voices (scratch, base->p60, &voices[0]);
  if (base->labels != NULL || base->peers != NULL)
    find_voices (scratch, base->p240, &voices[1]);
  for (guint i = 0; i < TV_N_RANK_LISTS; i++)
    if (tables[i] != NULL)
      tv_rank_list_fetch (tables[i], &voices[i == TV_RANK_LABELS]);
  for (guint i = 0; i < TV_N_RANK_LISTS; i++)
    if (tables[i] != NULL)
      tv_rank_list_spread (&scratch->lists[i],
                           tables[i],
                           &voices[i == TV_RANK_LABELS],
                           i != TV_RANK_LABELS ? scratch->pair_at : NULL);
}

/**
 * tv_rank_scratch_begin:
 * @scratch: (inout): memory
 * @customer: a customer whose pairs the base keeps
 *
 * Reads a customer.
 */
void
tv_rank_scratch_begin (TvRankScratch *scratch, guint32 customer)
{
  const TvRankBase *base = scratch->base;
  guint32 *pair_at = scratch->pair_at;

  forget (scratch);
  scratch->has_fresh = FALSE;
  scratch->customer = customer;
  if (base->traits != NULL)
    scratch->classes = base->traits->class_of + (gsize) customer * TV_N_TRAITS;
  for (guint32 pair = base->pair_offset[customer], end = base->pair_offset[customer + 1];
       pair < end;
       pair++)
    pair_at[base->pair_product[pair]] = pair + 1;
  spread (scratch);
  weigh_families (scratch);
  tv_rank_amounts_read (&scratch->amounts, base, customer);
  if (base->next != NULL)
    tv_rank_next_sum (base->next, base, customer, scratch->next);
  tv_rank_peers_find (&scratch->peers, base, customer, &scratch->voices[1]);
}

/* What is new to the customer, as it is being found. */
typedef struct
{
  guint32 *product;
  guint8 *is_there; /* by product */
  guint count;
} Fresh;

/* Adds a product, but once. */
static inline void
add_fresh (Fresh *fresh, guint32 product)
{
  fresh->product[fresh->count] = product;
  fresh->count += fresh->is_there[product] == 0;
  fresh->is_there[product] = 1;
}

static void
add_top (TvRankScratch *scratch, Fresh *out, TvRankListKind kind, guint limit)
{
  Fresh fresh = *out;
  TvTopList best
      = tv_rank_list_find_best (&scratch->lists[kind], scratch->pair_at, limit, scratch->order);

  for (guint32 i = 0; i < best.count; i++)
    add_fresh (&fresh, tv_top_get_rank (best.keys[i]));
  out->count = fresh.count;
}

static void
add_popular (const TvRankScratch *scratch, Fresh *out, guint limit)
{
  const guint32 *popular = scratch->base->popular, *pair_at = scratch->pair_at;
  guint count = scratch->base->popular_count, found = 0;
  Fresh fresh = *out;

  for (guint i = 0; i < count && found < limit; i++)
    if (pair_at[popular[i]] == 0)
      {
        add_fresh (&fresh, popular[i]);
        found++;
      }
  out->count = fresh.count;
}

/* Once for a customer, whichever protocols are asked for. */
static void
find_fresh (TvRankScratch *scratch)
{
  Fresh fresh = { .is_there = scratch->is_candidate };

  g_array_set_size (scratch->fresh, NEIGHBOUR_CANDIDATES + 3 * OTHER_CANDIDATES + 1);
  fresh.product = (guint32 *) (gpointer) scratch->fresh->data;
  add_top (scratch, &fresh, TV_RANK_NEIGHBOURS, NEIGHBOUR_CANDIDATES);
  add_top (scratch, &fresh, TV_RANK_EASE, OTHER_CANDIDATES);
  add_popular (scratch, &fresh, OTHER_CANDIDATES);
  add_top (scratch, &fresh, TV_RANK_TOGETHER, OTHER_CANDIDATES);
  for (guint i = 0; i < fresh.count; i++)
    fresh.is_there[fresh.product[i]] = 0;
  scratch->fresh_count = fresh.count;
  scratch->has_fresh = TRUE;
}

/**
 * tv_rank_scratch_collect:
 * @scratch: (inout): memory, begun
 * @protocol: which products may be candidates
 *
 * Fills in the candidates. Those of one list are in no order; scores decide. What the customer
 * bought takes no place of a list, so that who bought nearly everything has new ones as well.
 */
void
tv_rank_scratch_collect (TvRankScratch *scratch, TvProtocol protocol)
{
  const TvRankBase *base = scratch->base;
  guint32 begin = base->pair_offset[scratch->customer];

  g_array_set_size (scratch->candidates, 0);
  if (protocol != TV_PROTOCOL_NOVEL)
    g_array_append_vals (scratch->candidates,
                         base->pair_product + begin,
                         base->pair_offset[scratch->customer + 1] - begin);
  if (protocol == TV_PROTOCOL_REPEAT)
    return;
  if (!scratch->has_fresh)
    find_fresh (scratch);
  g_array_append_vals (scratch->candidates, scratch->fresh->data, scratch->fresh_count);
}

/**
 * tv_rank_scratch_add_unsold:
 * @scratch: (inout): memory, collected
 * @unsold: (array length=count): products that nobody bought yet and that may be sold
 * @count: how many there are
 * @limit: how many are added at most
 *
 * Adds those of them whose labels resemble most what the customer buys.
 */
void
tv_rank_scratch_add_unsold (TvRankScratch *scratch,
                            const guint32 *unsold,
                            guint32 count,
                            guint limit)
{
  const TvRankBase *base = scratch->base;
  const TvRankList *labels = &scratch->lists[TV_RANK_LABELS];
  TvTopList best = tv_top_list_begin (scratch->keys, (gsize) count + 1, limit);

  for (guint32 i = 0; i < count; i++)
    {
      guint32 product = unsold[i];

      if (labels->sum[product] > 0)
        tv_top_list_add (&best, tv_top_pack (labels->sum[product], base->frame->key_rank[product]));
    }
  tv_top_list_shrink (&best);
  for (guint32 i = 0; i < best.count; i++)
    g_array_append_val (scratch->candidates, base->by_rank[tv_top_get_rank (best.keys[i])]);
}

/* The figures that only a product has that the customer bought. */
static void
describe_bought (const TvRankScratch *scratch, guint32 pair, float *out)
{
  const TvRankBase *base = scratch->base;
  guint32 product = base->pair_product[pair];
  guint32 age = (guint32) (base->cutoff - base->pair_last[pair]);
  guint32 count = base->pair_count[pair];

  out[TV_FEATURE_P15] = base->p15[pair] / (base->p15[pair] + .5f);
  out[TV_FEATURE_P240] = base->p240[pair] / (base->p240[pair] + 2);
  out[TV_FEATURE_LOG_COUNT]
      = count < TV_RANK_COUNTS ? scratch->log_count[count] : log1pf ((float) count);
  out[TV_FEATURE_EVER] = 1;
  out[TV_FEATURE_RECENT] = get_recent (scratch, age);
  /* What is sold for long is bought again less, and most so of what is popular: many of its
   * buyers try it for the first time. */
  out[TV_FEATURE_KNOWN_AGE] = base->product_age[product];
  out[TV_FEATURE_KNOWN_POPULAR] = base->product_age[product] * base->recent_30[product];
  out[TV_FEATURE_REPEAT_RATE] = base->repeat_rate[product];
  out[TV_FEATURE_DUE] = get_pair_due (scratch, pair, age);
  out[TV_FEATURE_USED_UP] = tv_rank_amounts_get_used_up (&scratch->amounts, base, pair);
  out[TV_FEATURE_STOCK] = tv_rank_amounts_get_stock (&scratch->amounts, base, pair);
  if (scratch->amounts.total > 0)
    out[TV_FEATURE_SPEND] = sqrtf (scratch->amounts.spend[product] / scratch->amounts.total);
}

/**
 * tv_rank_scratch_describe:
 * @scratch: memory, begun
 * @product: a product
 * @out: (out) (array length=TV_N_FEATURES): its figures
 *
 * Describes one product for the customer.
 */
void
tv_rank_scratch_describe (const TvRankScratch *scratch, guint32 product, float *out)
{
  const TvRankBase *base = scratch->base;
  const TvRankList *lists = scratch->lists;
  guint32 at = scratch->pair_at[product];

  memset (out, 0, TV_N_FEATURES * sizeof *out);
  out[TV_FEATURE_NEIGHBOURS] = tv_rank_list_get (&lists[TV_RANK_NEIGHBOURS], product);
  if (at > 0)
    describe_bought (scratch, at - 1, out);
  else
    {
      out[TV_FEATURE_NEW_NEIGHBOURS] = out[TV_FEATURE_NEIGHBOURS];
      out[TV_FEATURE_NEW_LABEL] = tv_rank_list_get_root (&lists[TV_RANK_LABELS], product);
      out[TV_FEATURE_NEW_AGE] = base->product_age[product];
    }
  out[TV_FEATURE_EASE] = tv_rank_list_get (&lists[TV_RANK_EASE], product);
  out[TV_FEATURE_POPULAR_14] = base->recent_14[product];
  out[TV_FEATURE_POPULAR_30] = base->recent_30[product];
  out[TV_FEATURE_POPULAR_90] = base->recent_90[product];
  out[TV_FEATURE_TREND] = base->trend[product];
  out[TV_FEATURE_FAMILY] = scratch->family[base->frame->product_family[product]];
  out[TV_FEATURE_TOGETHER] = tv_rank_list_get (&lists[TV_RANK_TOGETHER], product);
  out[TV_FEATURE_PEERS] = tv_rank_peers_get (&scratch->peers, product);
  out[TV_FEATURE_LOG_NEIGHBOURS] = tv_rank_list_get_log (&lists[TV_RANK_NEIGHBOURS], product);
  out[TV_FEATURE_LOG_EASE] = tv_rank_list_get_log (&lists[TV_RANK_EASE], product);
  out[TV_FEATURE_LOG_TOGETHER] = tv_rank_list_get_log (&lists[TV_RANK_TOGETHER], product);
  for (guint trait = 0; trait < TV_N_TRAITS && base->traits != NULL; trait++)
    out[TV_FEATURE_LIFT_PIECES + trait]
        = tv_rank_traits_get (base->traits, scratch->classes, product, trait);
  if (base->next != NULL)
    {
      float next = scratch->next[base->next->place[product]];

      out[TV_FEATURE_NEXT] = next;
      out[TV_FEATURE_LOG_NEXT] = tv_rank_list_make_log (MAX (next, 0));
    }
}
