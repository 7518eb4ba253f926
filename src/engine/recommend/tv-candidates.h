/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidates of one customer: which products which scenario brings, with the base of the best
 * one. */
#pragma once

#include "recommend/tv-catalogue.h"
#include "recommend/tv-fit.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 product;
  guint8 scenario;
  gboolean is_taken; /* used by the choice of the top N */
  gboolean is_rated; /* the fit was asked for its affinity */
  guint16 affinity;  /* hundredths */
  guint16 score;     /* hundredths; what it is at most while it is not rated */
  gboolean has_fit[2];
  float fit[2]; /* what the model ranked it by: among all products, among new ones */
} TvCandidate;

/* What the customer bought of one product, net of returns. */
typedef struct
{
  guint32 product;
  guint32 times;     /* documents */
  guint32 day_count; /* days with a purchase */
  TvDay first_day, last_day;
  guint64 last_doc;
  gint64 amount_cents;
} TvBought;

typedef struct
{
  guint32 family;
  gint64 spent_cents;
  int usual_tier; /* spend-weighted median of known tiers, -1 = none known */
  gint64 tier_cents[4];
} TvFamilyBought;

typedef enum
{
  TV_REBUY_SETTING, /* the threshold of the settings */
  TV_REBUY_PRODUCT, /* mean interval of all who bought the product again */
  TV_REBUY_OWN,     /* mean interval of the customer */
} TvRebuySource;

/* What the model ranked for a customer last. It depends on no threshold and no changed fact, so
 * whoever tries many of them for one customer has it ranked once. */
typedef struct
{
  guint32 customer; /* of the model */
  guint limit;      /* what was asked for, 0 = nothing yet */
  guint count;
  TvRanked items[TV_FIT_LIST];
} TvRankedList;

/* One worker's memory for one customer after another. */
typedef struct
{
  guint32 customer;
  GArray *candidates; /* of TvCandidate */
  guint room;         /* for so many of them */
  GArray *bought;     /* of TvBought, by first purchase */
  GArray *families;   /* of TvFamilyBought */
  guint32
      *bought_at; /* per product: place in bought + 1, 0 = never; valid for this customer only */
  guint32 *candidate_at;   /* per product: place in candidates + 1 */
  guint32 *family_at;      /* per family: place in families + 1 */
  guint8 *family_used;     /* per family, used by the choice of the top N */
  guint32 top_families[2]; /* those that most was spent on, G_MAXUINT32 = none */
  const TvFit *fit;        /* NULL for the ranker FAMILY */
  TvModelScorer *scorer;   /* NULL without a fit */
  guint32 model_customer;
  TvRankedList ranked[2]; /* over all products, over new ones; in no order */
  GArray *asked;          /* of guint32: products that the scorer is asked for */
  GArray *answers;        /* of float */
  GArray *keys;           /* of guint64: what scores are at most */
} TvCandidates;

TvCandidates *tv_candidates_new (const TvFrame *frame, const TvFit *fit);
void tv_candidates_free (TvCandidates *candidates);
void tv_candidates_collect_fit (TvCandidates *candidates,
                                const TvFrame *frame,
                                const TvFacts *facts,
                                const TvCatalogue *catalogue,
                                const TvSettings *settings,
                                const TvFit *fit,
                                guint32 customer,
                                guint32 model_customer,
                                guint top_n);
void tv_candidates_collect (TvCandidates *candidates,
                            const TvFrame *frame,
                            const TvFactsTable *facts,
                            const TvCatalogue *catalogue,
                            const TvSettings *settings,
                            guint32 customer,
                            guint top_n);
/* The day span after which the product is due again; where it comes from: TvRebuySource. */
guint tv_candidates_get_interval (const TvCatalogue *catalogue,
                                  const TvSettings *settings,
                                  const TvBought *bought,
                                  TvRebuySource *out_source);
const TvBought *tv_candidates_get_bought (const TvCandidates *candidates, guint32 product);
const TvFamilyBought *tv_candidates_get_family (const TvCandidates *candidates, guint32 family);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvCandidates, tv_candidates_free)

G_END_DECLS
