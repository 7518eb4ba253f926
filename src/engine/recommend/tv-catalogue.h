/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of the products before any customer is looked at: popularity and profit as
 * percentiles, each family's products in the order of what does not depend on the customer, and
 * short lists of what comparable customers bought. */
#pragma once

#include "frame/tv-facts.h"

G_BEGIN_DECLS

#define TV_CATALOGUE_LIST 20   /* length of the short lists */
#define TV_CATALOGUE_TIERS 3   /* lists of tier >= 1, >= 2, >= 3 */
#define TV_CATALOGUE_LATELY 90 /* days that count as lately */
#define TV_CATALOGUE_REPEATERS                                                                     \
  5 /* customers who bought again, for a product to have an interval                               \
     */

/* A list of products within TvCatalogue.entries. */
typedef struct
{
  guint32 begin, end;
} TvSpan;

typedef struct
{
  guint32 product;
  guint32 buyers;
} TvSuggestion;

typedef struct
{
  guint16 *popularity, *profit; /* per product, hundredths of the percentile, 0-10000 */
  guint16 *fixed; /* per product: contributions of popularity and profit together, hundredths */
  guint32 *buyers_lately; /* per product: distinct buyers of the last 90 days */
  guint32 *interval_days; /* per product: mean days between two purchases of one customer, 0 = not
                             known */
  gint64 median_price_cents; /* of what is sold, -1 = not known */
  gboolean is_margin_known;  /* of any product that is sold */
  guint32 *entries;          /* products of all spans, each span by fixed descending, then key */
  TvSpan *all;               /* per family */
  TvSpan *tier[TV_CATALOGUE_TIERS];
  TvSpan *entry; /* per family: products to begin with (lowest tier, or at most the median price) */
  TvSpan *comparable; /* per family: into suggestions, bought lately by customers whose first family
                         it is */
  TvSpan *successor;  /* per product: into suggestions, bought later by those who began with it */
  TvSuggestion *suggestions;
} TvCatalogue;

TvCatalogue *
tv_catalogue_new (const TvFrame *frame, const TvFactsTable *facts, const TvSettings *settings);
void tv_catalogue_free (TvCatalogue *catalogue);
/* The product that a customer's first line names, G_MAXUINT32 without a line. */
guint32 tv_catalogue_get_first_product (const TvFrame *frame, guint32 customer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCatalogue, tv_catalogue_free)

G_END_DECLS
