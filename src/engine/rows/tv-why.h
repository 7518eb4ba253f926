/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers about one customer and one product: why it was not recommended, and what would change
 * what happens to it. Codes and values, with sentences made at display time in the reader's
 * language. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

/* The first filter that decided, in the order in which they are asked. */
typedef enum
{
  TV_WHY_RECOMMENDED,  /* it is among the items */
  TV_WHY_EXCLUDED,     /* the customer gets nothing at all: TvExclusion */
  TV_WHY_NOT_SOLD,     /* not active, out of stock or a service */
  TV_WHY_NO_SCENARIO,  /* no scenario offers it; misses say why */
  TV_WHY_FAMILY_TAKEN, /* another product of its family has the family's place */
  TV_WHY_MIX,          /* the list keeps to the customer's own mix of families */
  TV_WHY_SCORE_BEATEN, /* the last item that was taken scores higher */
  TV_N_WHYS,
} TvWhyCode;

/* Why a scenario does not offer a product; values in TvMissed. */
typedef enum
{
  TV_MISS_NONE,            /* it offers it */
  TV_MISS_NEVER_BOUGHT,    /* REBUY */
  TV_MISS_NOT_DUE,         /* REBUY: days since, days needed */
  TV_MISS_TOO_LONG_AGO,    /* REBUY: days since, days allowed */
  TV_MISS_BOUGHT_LATELY,   /* days since, days needed */
  TV_MISS_SPENT_LITTLE,    /* cents spent, cents needed */
  TV_MISS_FAMILY_UNKNOWN,  /* UPSELL: nothing bought of the family, or it has no name */
  TV_MISS_TIER_UNKNOWN,    /* UPSELL */
  TV_MISS_NOT_ABOVE,       /* UPSELL: tier, usual tier */
  TV_MISS_PRICE_NOT_ABOVE, /* UPSELL: the same, where tiers are quarters of price in the family */
  TV_MISS_SHARE_LOW,       /* CROSS_SELL: permille of the first family, permille needed */
  TV_MISS_FAMILY_KNOWN,    /* CROSS_SELL: permille of the spend */
  TV_MISS_ORDERED_LATELY,  /* WINBACK: days since, days needed */
  TV_MISS_NO_FAVOURITE,    /* WINBACK: neither favourite nor bought by comparable customers */
  TV_MISS_MANY_ORDERS,     /* NURTURE: orders, orders allowed */
  TV_MISS_NOT_TO_BEGIN,    /* NURTURE: neither to begin with nor bought after the first product */
  TV_MISS_KNOWN_PRODUCT,   /* CROSS_SELL, UPSELL of a ranker: bought before */
  TV_MISS_PRICE_UNFIT,     /* UPSELL of a ranker: cents, usual cents in the family */
  TV_MISS_NOT_RANKED,      /* the ranker does not have it among the first */
  TV_N_MISSES,
} TvMiss;

typedef struct
{
  TvMiss miss;
  gint64 values[2];
} TvMissed;

typedef struct
{
  char *customer_code;
  char *product_key, *product_label, *family;
  TvWhyCode code;
  int exclusion; /* TvExclusion, -1 = none */
  TvMissed misses[TV_N_SCENARIOS];
  int scenario;                  /* TvScenario that offers it with the highest base, -1 = none */
  int rank;                      /* 0 = not recommended */
  double score;                  /* 0-100; where a scenario offers it */
  double contributions[4];       /* of affinity, popularity, profit, base; they sum to score */
  char *rival_key, *rival_label; /* what has its place; NULL where nothing has */
  double rival_score;
  double rival_contributions[4];
  guint issues;   /* bits of TvGateIssue, where it is recommended */
  char *sentence; /* what decided, in the reader's language */
  char **details; /* more sentences */
} TvWhyNot;

/* What can be changed, by itself, with all else as it is. */
typedef enum
{
  TV_KNOB_MINIMUM_SCORE, /* of the policy, hundredths */
  TV_KNOB_FAMILY_EXTRA,  /* of the policy */
  TV_KNOB_POLICY_RECENT, /* of the policy: days */
  TV_KNOB_TOP_N,
  TV_KNOB_SILENCE_DAYS,
  TV_KNOB_REBUY_DAYS,
  TV_KNOB_RECENT_DAYS,
  TV_KNOB_WINBACK_DAYS,
  TV_KNOB_UPSELL_CENTS,
  TV_KNOB_CROSS_SELL_CENTS,
  TV_KNOB_NURTURE_ORDERS,
  TV_KNOB_WAIT_DAYS,     /* the same calculation so many days later */
  TV_KNOB_CONTACT_TODAY, /* facts: 0 or 1 */
  TV_KNOB_OPT_OUT,
  TV_KNOB_OUT_OF_STOCK,
  TV_KNOB_BUY_TODAY,
  TV_N_KNOBS,
} TvKnob;

/* What happens to a product for a customer. */
typedef enum
{
  TV_OUTCOME_OUT,    /* not recommended */
  TV_OUTCOME_HELD,   /* recommended, and the policy does not let it through */
  TV_OUTCOME_PASSED, /* recommended, and the policy lets it through */
} TvOutcome;

typedef struct
{
  TvKnob knob;
  gint64 from, to; /* the smallest change in this direction that does it */
  TvOutcome before, after;
  char *sentence; /* in the reader's language */
} TvChange;

void tv_why_not_free (TvWhyNot *why);
void tv_change_free (TvChange *change);
const char *tv_why_code_get_code (TvWhyCode code);
const char *tv_miss_get_code (TvMiss miss);
const char *tv_knob_get_code (TvKnob knob);
const char *tv_outcome_get_code (TvOutcome outcome);
char *tv_missed_to_sentence (TvScenario scenario, const TvMissed *missed, const char *currency);
char *tv_why_not_to_sentence (const TvWhyNot *why);
char *tv_change_to_sentence (const TvChange *change, const char *currency);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvWhyNot, tv_why_not_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvChange, tv_change_free)

G_END_DECLS
