/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks for one product: the learned score taken apart by what its figures are about, and the
 * purchase behind what is similar. Works on one base and never writes to it. */
#include <string.h>

#include "recommend/tv-model-private.h"
#include "recommend/tv-rank-next.h"

/* The product of the history that says most for another one by a table of similar products, its
 * purchases weighted by their age; of two the one that was bought first. What was sent back, or was
 * a gift, is not named. The latest purchases weigh most, so they come first: most of the others
 * could not say as much whatever the table has. */
static guint32
find_because (const TvModelScorer *scorer,
              const TvSimilar *similar,
              const float *weights,
              guint32 product)
{
  const TvRankBase *base = scorer->base;
  guint32 customer = scorer->scratch->customer, best = G_MAXUINT32;
  float largest = 0;

  for (guint32 pair = base->pair_offset[customer + 1]; pair-- > base->pair_offset[customer];)
    {
      guint32 source = base->pair_product[pair];
      float part;

      if (weights[pair] * similar->most < largest || source == product
          || !(scorer->scratch->amounts.spend[source] > 0))
        continue;
      part = weights[pair] * tv_similar_get (similar, source, product);
      if (part > 0 && part >= largest)
        {
          largest = part;
          best = source;
        }
    }
  return best;
}

/* The other product of the history after which the product is bought most. */
static guint32
find_because_next (const TvModelScorer *scorer, guint32 product)
{
  const TvRankBase *base = scorer->base;
  guint32 customer = scorer->scratch->customer, best = G_MAXUINT32;
  float largest = 0;

  for (guint32 pair = base->pair_offset[customer];
       pair < base->pair_offset[customer + 1] && base->next != NULL;
       pair++)
    {
      guint32 source = base->pair_product[pair];
      float part = tv_rank_next_get_part (base->next, base, pair, product);

      if (part > largest && source != product && scorer->scratch->amounts.spend[source] > 0)
        {
          largest = part;
          best = source;
        }
    }
  return best;
}

/* The part of a figure that a person would call a reason. Each product has some popularity, so what
 * is above the mean counts. Anything else counts by what is there: where less of a figure is
 * better, that a product has none of it is an advantage, but no reason to name. A product that the
 * customer knows is not new, however small its age stands there. */
static double
get_part (const TvLogistic *weights,
          TvFeatureGroup group,
          double slope,
          const float *figures,
          guint k,
          double *out_rest)
{
  double whole = slope * ((double) figures[k] - weights->mean[k]), part = whole;

  if (group == TV_GROUP_NEW)
    part = figures[TV_FEATURE_EVER] > 0 ? 0 : whole;
  else if (group != TV_GROUP_POPULAR && slope < 0)
    part = slope * (double) figures[k];
  *out_rest = whole - part;
  return part;
}

/**
 * tv_model_scorer_find_because:
 * @scorer: a scorer that has just explained the product
 * @product: a product
 * @reason: what speaks for it
 * @group: what is similar, what is bought together, or what is bought next
 *
 * Looks for the purchase behind a product: what is similar by the table that says most for it;
 * where that names none, by another one.
 *
 * Returns: a product of the customer's history, %G_MAXUINT32 = none
 */
guint32
tv_model_scorer_find_because (const TvModelScorer *scorer,
                              guint32 product,
                              const TvModelReason *reason,
                              TvFeatureGroup group)
{
  const TvRankBase *base = scorer->base;
  float by_label = base->labels != NULL ? reason->by_label : 0;
  guint32 because = G_MAXUINT32;

  if (!(reason->contribution[group] > 0))
    return G_MAXUINT32;
  if (group == TV_GROUP_NEXT)
    return find_because_next (scorer, product);
  if (group == TV_GROUP_TOGETHER)
    return find_because (scorer, &base->together, base->p60, product);
  if (by_label > reason->by_customers)
    because = find_because (scorer, base->labels, base->p240, product);
  if (because == G_MAXUINT32)
    because = find_because (scorer, &base->neighbours, base->p60, product);
  if (because == G_MAXUINT32)
    because = find_because (scorer, &base->ease, base->p60, product);
  if (because == G_MAXUINT32 && by_label > 0)
    because = find_because (scorer, base->labels, base->p240, product);
  return because;
}

/* What speaks for a product where nothing was learned. */
static void
explain_blend (TvModelScorer *scorer,
               guint32 customer,
               guint32 product,
               TvProtocol protocol,
               const float *figures,
               TvModelReason *out)
{
  const TvRankBase *base = scorer->base;
  guint32 at = scorer->scratch->pair_at[product];
  float score;

  tv_model_scorer_score (scorer, customer, TV_RANKER_LEARNED, protocol, &product, 1, &score);
  out->contribution[TV_GROUP_SIMILAR] = TV_BLEND_NEIGHBOURS * figures[TV_FEATURE_NEIGHBOURS];
  out->contribution[TV_GROUP_OWN] = at > 0 ? base->p240[at - 1] / (base->p240[at - 1] + 1) : 0;
  out->contribution[TV_GROUP_POPULAR]
      = score - out->contribution[TV_GROUP_SIMILAR] - out->contribution[TV_GROUP_OWN];
}

static void
explain_learned (const TvModelScorer *scorer,
                 guint learned,
                 const float *figures,
                 TvModelReason *out)
{
  const TvLogistic *weights = scorer->logistic[learned];
  const TvFeatureGroup *groups = tv_feature_get_groups ();
  float parts[TV_N_FEATURES] = { 0 };

  out->base = (float) weights->bias;
  for (guint k = 0; k < TV_N_FEATURES; k++)
    {
      double rest;

      parts[k]
          = (float) get_part (weights, groups[k], scorer->slope[learned][k], figures, k, &rest);
      out->contribution[groups[k]] += parts[k];
      out->base += (float) rest;
    }
  out->by_customers = parts[TV_FEATURE_NEIGHBOURS] + parts[TV_FEATURE_NEW_NEIGHBOURS]
                      + parts[TV_FEATURE_LOG_NEIGHBOURS]
                      + (parts[TV_FEATURE_EASE] + parts[TV_FEATURE_LOG_EASE]);
  out->by_label = parts[TV_FEATURE_NEW_LABEL];
}

/**
 * tv_model_scorer_explain:
 * @scorer: (inout): a scorer
 * @customer: index of a customer of the frame
 * @product: a product
 * @protocol: which weights
 * @out: (out caller-allocates): what speaks for it
 *
 * Takes the learned score apart: each figure's part is its weight times its distance from the mean,
 * or from nought where that is all that may be said; the base is the rest, so that they add up to
 * the score.
 */
void
tv_model_scorer_explain (TvModelScorer *scorer,
                         guint32 customer,
                         guint32 product,
                         TvProtocol protocol,
                         TvModelReason *out)
{
  const TvRankBase *base = scorer->base;
  guint learned = protocol == TV_PROTOCOL_NOVEL ? 1 : 0;
  float figures[TV_N_FEATURES];
  guint32 at;

  memset (out, 0, sizeof *out);
  tv_model_scorer_begin (scorer, customer);
  at = scorer->scratch->pair_at[product];
  tv_rank_scratch_describe (scorer->scratch, product, figures);
  if (scorer->logistic[learned] != NULL)
    explain_learned (scorer, learned, figures, out);
  else
    explain_blend (scorer, customer, product, protocol, figures, out);
  out->last_day = TV_DAY_NONE;
  out->usual_days = -1;
  if (at > 0)
    {
      out->times = base->pair_count[at - 1];
      out->last_day = base->pair_last[at - 1];
      if (out->times >= 2)
        out->usual_days
            = (double) (base->pair_last[at - 1] - base->pair_first[at - 1]) / (out->times - 1);
    }
  out->is_unsold = base->buyers[product] == 0;
  out->buyers_30 = base->buyers_30[product];
  out->family_share = figures[TV_FEATURE_FAMILY];
}
