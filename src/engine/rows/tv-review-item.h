/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recommendation as the review page, the command line and exports show it: who, what, why,
 * score and parts, gate and status. */
#pragma once

#include "base/tv-day.h"
#include "rows/tv-enums.h"

G_BEGIN_DECLS

/* Why an export leaves it out whatever is decided: what became of its customer since the run. */
typedef enum
{
  TV_BAR_NONE,
  TV_BAR_OPTED_OUT,
  TV_BAR_BOUNCED,
  TV_BAR_GONE, /* no import that counts names the customer or the product any more */
  TV_N_BARS,
} TvItemBar;

typedef struct
{
  gint64 id; /* 0 = computed on the fly, not stored */
  gint64 run_id;
  gint64 customer_id;
  char *customer_code;
  char *customer_name;
  char *kept_code; /* of the customer whom that code was merged with since; "" = not merged */
  TvSegment segment;
  TvBudgetLevel budget_level;
  TvDay last_order_day, last_contact_day;
  int rank; /* 1.. within the customer */
  gint64 product_id;
  char *product_key;
  char *product_label;
  char *family;
  gint64 price_cents; /* -1 = not known */
  TvScenario scenario;
  double score;                              /* 0-100, two decimals */
  double affinity, popularity, profit, base; /* 0-100, before their weights */
  double contributions[4]; /* the same order, after their weights; they sum to score exactly */
  char *explanation;       /* codes and values, rows/tv-explanation.h */
  char *title;             /* translated line */
  char **sentences;        /* translated, one per reason */
  TvStatus status;
  gboolean is_passed;
  guint issues; /* bits of TvGateIssue */
  gint64 version;
  gint64 decided_seq; /* 0 = none */
  gint64 decided_usec;
  char *decided_by;     /* "" = none; "policy" for what the policy approved */
  char *decided_reason; /* "" = none */
  TvItemBar bar;
} TvReviewItem;

typedef struct
{
  gint64 run_id;        /* 0 = the latest */
  int status;           /* -1 = any */
  int scenario;         /* -1 = any */
  double minimum_score; /* 0 = any */
  const char *
      search; /* (nullable) words in customer code, name, product label; case and accents ignored */
} TvReviewQuery;

const char *tv_item_bar_get_code (TvItemBar bar);
const char *tv_item_bar_get_sentence (TvItemBar bar); /* translated */
void tv_review_item_free (TvReviewItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TvReviewItem, tv_review_item_free)

G_END_DECLS
