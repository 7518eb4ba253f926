/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who buy in a like manner, whatever they buy: by how they order each stands in one of
 * three classes, and of each product it is known how much more, or less, one class bought it lately
 * than all customers did. */
#pragma once

#include "recommend/tv-rank-base.h"

G_BEGIN_DECLS

/* How a customer buys. */
typedef enum
{
  TV_TRAIT_PIECES, /* of a product at a time */
  TV_TRAIT_ORDER,  /* amount of a day's purchases */
  TV_TRAIT_TENURE, /* days since the first purchase */
  TV_N_TRAITS,
} TvTrait;

#define TV_TRAIT_CLASSES 3 /* a third of the customers each */
#define TV_RANK_LIFTS (TV_N_TRAITS * TV_TRAIT_CLASSES)
#define TV_RANK_LIFT_UNIT (1.f / 32)

struct _TvRankTraits
{
  guint8 *class_of; /* TV_N_TRAITS for each customer: the place of its class among all lifts of a
                       product */
  gint8 *lift;      /* TV_RANK_LIFTS for each product, in TV_RANK_LIFT_UNIT: they are looked up for
                       every candidate, and so small they stay near */
};

TvRankTraits *tv_rank_traits_new (const TvRankBase *base,
                                  guint thread_count,
                                  TvProgress *progress,
                                  GError **error);
void tv_rank_traits_free (TvRankTraits *traits);

/**
 * tv_rank_traits_get: (skip)
 * @traits: traits
 * @classes: the customer's, TV_N_TRAITS of them
 * @product: a product
 * @trait: a trait
 *
 * Returns: the logarithm of how many times as often the customer's class bought the product lately
 * as all customers did, -4 to 4
 */
static inline float
tv_rank_traits_get (const TvRankTraits *traits,
                    const guint8 *classes,
                    guint32 product,
                    TvTrait trait)
{
  return traits->lift[(gsize) product * TV_RANK_LIFTS + classes[trait]] * TV_RANK_LIFT_UNIT;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvRankTraits, tv_rank_traits_free)

G_END_DECLS
