/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a product was recommended, as codes and values (never finished sentences):
 * "CODE:value,value;CODE:value". Codes and their values: BOUGHT:times,last_day       the customer
 * bought this product before (net of returns) TOP_FAMILY:share            the product's family is
 * the customer's first one, with this share of spend (permille) KNOWN_FAMILY:share          the
 * family is another one of the customer's NEW_FAMILY                  a family the customer never
 * bought TIER:tier,usual_tier        premium tier above the usual one PRICE_TIER:tier,usual_tier
 * the same where tiers are quarters of price; RETURNED:last_day bought and sent back as a whole;
 * LAPSED:days days since the last order ORDERS:count                orders so far
 * AFTER_FIRST:product_id,buyers  bought by this many others after the same first product
 * COMPARABLE:buyers           others with the same first family who bought it in the last 90 days
 * BUYERS:count,days           buyers in the last days MARGIN:permille             margin rate;
 * DUE:days,age usual interval of the customer, days since; DUE_PRODUCT:days,age that of all who
 * bought it again; PRICE_ABOVE:permille of the usual price in the family;
 * FIT:own,timing,similar,together,popular,family,alike,new hundredths of the affinity's
 * contribution, which they sum to; BECAUSE:product_id,day a purchase that speaks for it;
 * MARGIN_UNKNOWN where none is known The sentences are made at display time in the user's language.
 */
#pragma once

#include "rows/tv-enums.h"
#include "store/tv-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char *code;
  gint64 values[9];
  guint value_count;
} TvReason;

GArray *
tv_explanation_parse (const char *text); /* of TvReason; unknown or malformed pieces are left out */
/* One translated sentence per reason; product_label is for codes that name another product, NULL
 * where not known. */
char *tv_reason_to_sentence (const TvReason *reason, const char *other_label);
/* The title: one translated line for scenario and leading reason. */
char *tv_explanation_to_title (TvScenario scenario, GArray *reasons);

/* A quarter of a family by price, 0-3. */
const char *tv_price_tier_get_title (gint64 tier);

G_END_DECLS
