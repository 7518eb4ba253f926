/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closed sets of the field (segments, scenarios, statuses ...): for each one table gives the
 * code that files and JSON carry and the translated title that people read. The numbers are stored,
 * so they never change. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TV_KIND_CUSTOMERS,
  TV_KIND_PRODUCTS,
  TV_KIND_SALES_LINES,
  TV_KIND_CONTACTS,
  TV_KIND_INVOICE_LINES, /* one file for everything: sales lines that bring their customers and
                            products along */
  TV_N_KINDS,
  TV_KIND_UNKNOWN = -1,
} TvImportKind;

typedef enum
{
  TV_SEGMENT_PROSPECT,
  TV_SEGMENT_CHAMPION,
  TV_SEGMENT_LOYAL,
  TV_SEGMENT_POTENTIAL_LOYALIST,
  TV_SEGMENT_NEW,
  TV_SEGMENT_PROMISING,
  TV_SEGMENT_NEEDS_ATTENTION,
  TV_SEGMENT_ABOUT_TO_SLEEP,
  TV_SEGMENT_AT_RISK,
  TV_SEGMENT_CANNOT_LOSE,
  TV_SEGMENT_HIBERNATING,
  TV_SEGMENT_LOST,
  TV_N_SEGMENTS,
} TvSegment;

typedef enum
{
  TV_BUDGET_BUDGET,
  TV_BUDGET_STANDARD,
  TV_BUDGET_PREMIUM,
  TV_BUDGET_LUXURY,
  TV_N_BUDGETS,
} TvBudgetLevel;

/* How products are ranked for a customer. */
typedef enum
{
  TV_RANKER_POPULARITY, /* most buyers in the last 30 days */
  TV_RANKER_FREQUENCY,  /* what the customer buys most often */
  TV_RANKER_FAMILY,     /* the standing of the family: the formula of the first version */
  TV_RANKER_NEIGHBOURS, /* what is bought by those who bought the same */
  TV_RANKER_LEARNED,    /* weights learned from the base's own last weeks */
  TV_N_RANKERS,
} TvRanker;

/* Which products may be candidates. */
typedef enum
{
  TV_PROTOCOL_ALL,
  TV_PROTOCOL_NOVEL,  /* only those that the customer has never bought */
  TV_PROTOCOL_REPEAT, /* only those that the customer has bought */
  TV_N_PROTOCOLS,
} TvProtocol;

typedef enum
{
  TV_SCENARIO_REBUY,
  TV_SCENARIO_UPSELL,
  TV_SCENARIO_CROSS_SELL,
  TV_SCENARIO_WINBACK,
  TV_SCENARIO_NURTURE,
  TV_N_SCENARIOS,
} TvScenario;

typedef enum
{
  TV_STATUS_PENDING,
  TV_STATUS_APPROVED,
  TV_STATUS_REJECTED,
  TV_STATUS_FLAGGED,
  TV_N_STATUSES,
} TvStatus;

/* Why a customer got nothing; the first that applies, in this order. */
typedef enum
{
  TV_EXCLUSION_OPTED_OUT,
  TV_EXCLUSION_BOUNCED,
  TV_EXCLUSION_SILENT,       /* contacted within the silence window */
  TV_EXCLUSION_NO_ORDER,     /* eligible, but nothing is known that a scenario could match */
  TV_EXCLUSION_NO_CANDIDATE, /* eligible, but no product passed the filters */
  TV_N_EXCLUSIONS,
} TvExclusion;

/* Why the gate holds an item; bits of review_item.issues. */
typedef enum
{
  TV_GATE_SCORE_LOW = 1 << 0,
  TV_GATE_SCORE_HIGH = 1 << 1,
  TV_GATE_COVERAGE_LOW = 1 << 2, /* of the whole run */
  TV_GATE_FAMILY_REPEATED = 1 << 3,
  TV_GATE_PRODUCT_REPEATED = 1 << 4,
  TV_GATE_RECENTLY_BOUGHT = 1 << 5,
  TV_GATE_BUDGET_MISFIT = 1 << 6,   /* WARNING only: does not hold the item */
  TV_GATE_NOT_CONTACTABLE = 1 << 7, /* WARNING only: no usable address */
  TV_GATE_SILENT = 1 << 8,
  TV_GATE_NOT_SOLD = 1 << 9, /* inactive or out of stock */
  TV_N_GATE_ISSUES = 10,
} TvGateIssue;

#define TV_GATE_WARNINGS (TV_GATE_BUDGET_MISFIT | TV_GATE_NOT_CONTACTABLE)

typedef enum
{
  TV_METRIC_COVERAGE,     /* served / eligible customers */
  TV_METRIC_COVERAGE_ALL, /* served / all customers */
  TV_METRIC_DIVERSITY,
  TV_METRIC_ACCURACY, /* estimated: mean score / 100 */
  TV_METRIC_QUALITY,
  TV_METRIC_CATALOGUE_COVERAGE, /* products shown / products that may be shown */
  TV_METRIC_GINI,               /* of exposure over those products */
  TV_METRIC_SCORE_MEAN,
  TV_METRIC_SCORE_MINIMUM,
  TV_METRIC_SCORE_QUARTILE_1,
  TV_METRIC_SCORE_MEDIAN,
  TV_METRIC_SCORE_QUARTILE_3,
  TV_METRIC_SCORE_MAXIMUM,
  TV_METRIC_PASS_RATE,  /* items that the policy lets through / items */
  TV_METRIC_POPULARITY, /* mean popularity of the items, 0-1: 1 = the best-selling product only */
  TV_METRIC_FAMILIES,   /* different families in a list, on average */
  TV_METRIC_NEW,        /* items of products that the customer never bought / items */
  TV_N_METRICS,
} TvMetric;

typedef enum
{
  TV_DIMENSION_SCENARIO,
  TV_DIMENSION_FAMILY,
  TV_DIMENSION_SEGMENT,
  TV_DIMENSION_SCORE_BIN, /* 20 bins of 5 points; the last includes 100 */
  TV_DIMENSION_EXCLUSION,
  TV_N_DIMENSIONS,
} TvDimension;

typedef enum
{
  TV_QUALITY_POOR,
  TV_QUALITY_ACCEPTABLE,
  TV_QUALITY_GOOD,
  TV_QUALITY_EXCELLENT,
  TV_N_QUALITIES,
} TvQualityLevel;

/* _get_code: what files, JSON and the command line say ("REBUY"); _get_title: what people read
 * (translated). Both static. */
const char *tv_import_kind_get_code (TvImportKind kind);
const char *tv_import_kind_get_title (TvImportKind kind);
TvImportKind tv_import_kind_from_code (const char *code); /* case ignored; TV_KIND_UNKNOWN */
const char *tv_segment_get_code (TvSegment segment);
const char *tv_segment_get_title (TvSegment segment);
const char *tv_budget_level_get_code (TvBudgetLevel level);
const char *tv_budget_level_get_title (TvBudgetLevel level);
const char *tv_scenario_get_code (TvScenario scenario);
const char *tv_scenario_get_title (TvScenario scenario);
const char *tv_scenario_get_sentence (TvScenario scenario); /* what it means, one sentence */
const char *tv_ranker_get_code (TvRanker ranker);
const char *tv_ranker_get_title (TvRanker ranker);
int tv_ranker_from_code (const char *code); /* -1 */
const char *tv_protocol_get_code (TvProtocol protocol);
int tv_protocol_from_code (const char *code); /* -1 */
int tv_scenario_from_code (const char *code); /* -1 */
const char *tv_status_get_code (TvStatus status);
const char *tv_status_get_title (TvStatus status);
int tv_status_from_code (const char *code); /* -1 */
const char *tv_exclusion_get_code (TvExclusion exclusion);
const char *tv_exclusion_get_title (TvExclusion exclusion);
const char *tv_gate_issue_get_code (TvGateIssue issue);
const char *tv_gate_issue_get_title (TvGateIssue issue);
const char *tv_metric_get_code (TvMetric metric);
const char *tv_metric_get_title (TvMetric metric);
const char *tv_quality_level_get_code (TvQualityLevel level);
const char *tv_quality_level_get_title (TvQualityLevel level);
TvQualityLevel tv_quality_level_from_ratio (double quality); /* >= .90, .75, .60 (SPEC section 9) */

G_END_DECLS
