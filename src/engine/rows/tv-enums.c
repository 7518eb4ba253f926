/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table per closed set: the code that files carry and the title that people read, by the number
 * that is stored. */
#include "rows/tv-enums.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *code;
  const char *title; /* marked for translation */
} Entry;

static const Entry kinds[TV_N_KINDS] = {
  [TV_KIND_CUSTOMERS] = { "CUSTOMERS", N_ ("Customers") },
  [TV_KIND_PRODUCTS] = { "PRODUCTS", N_ ("Products") },
  [TV_KIND_SALES_LINES] = { "SALES_LINES", N_ ("Sales lines") },
  [TV_KIND_CONTACTS] = { "CONTACTS", N_ ("Contacts") },
  [TV_KIND_INVOICE_LINES] = { "INVOICE_LINES", N_ ("Invoice lines") },
};

static const Entry segments[TV_N_SEGMENTS] = {
  [TV_SEGMENT_PROSPECT] = { "PROSPECT", N_ ("Prospect") },
  [TV_SEGMENT_CHAMPION] = { "CHAMPION", N_ ("Champion") },
  [TV_SEGMENT_LOYAL] = { "LOYAL", N_ ("Loyal") },
  [TV_SEGMENT_POTENTIAL_LOYALIST] = { "POTENTIAL_LOYALIST", N_ ("Potential loyalist") },
  [TV_SEGMENT_NEW] = { "NEW", N_ ("New") },
  [TV_SEGMENT_PROMISING] = { "PROMISING", N_ ("Promising") },
  [TV_SEGMENT_NEEDS_ATTENTION] = { "NEEDS_ATTENTION", N_ ("Needs attention") },
  [TV_SEGMENT_ABOUT_TO_SLEEP] = { "ABOUT_TO_SLEEP", N_ ("About to sleep") },
  [TV_SEGMENT_AT_RISK] = { "AT_RISK", N_ ("At risk") },
  [TV_SEGMENT_CANNOT_LOSE] = { "CANNOT_LOSE", N_ ("Cannot lose") },
  [TV_SEGMENT_HIBERNATING] = { "HIBERNATING", N_ ("Hibernating") },
  [TV_SEGMENT_LOST] = { "LOST", N_ ("Lost") },
};

static const Entry budgets[TV_N_BUDGETS] = {
  [TV_BUDGET_BUDGET] = { "BUDGET", N_ ("Budget") },
  [TV_BUDGET_STANDARD] = { "STANDARD", N_ ("Standard") },
  [TV_BUDGET_PREMIUM] = { "PREMIUM", N_ ("Premium") },
  [TV_BUDGET_LUXURY] = { "LUXURY", N_ ("Luxury") },
};

static const Entry rankers[TV_N_RANKERS] = {
  [TV_RANKER_POPULARITY] = { "POPULARITY", N_ ("Popular now") },
  [TV_RANKER_FREQUENCY] = { "FREQUENCY", N_ ("Bought most often") },
  [TV_RANKER_FAMILY] = { "FAMILY", N_ ("Favourite family") },
  [TV_RANKER_NEIGHBOURS] = { "NEIGHBOURS", N_ ("Bought by similar customers") },
  [TV_RANKER_LEARNED] = { "LEARNED", N_ ("Learned from your sales") },
};

static const Entry protocols[TV_N_PROTOCOLS] = {
  [TV_PROTOCOL_ALL] = { "ALL", "" },
  [TV_PROTOCOL_NOVEL] = { "NOVEL", "" },
  [TV_PROTOCOL_REPEAT] = { "REPEAT", "" },
};

static const Entry scenarios[TV_N_SCENARIOS] = {
  [TV_SCENARIO_REBUY] = { "REBUY", N_ ("Re-buy") },
  [TV_SCENARIO_UPSELL] = { "UPSELL", N_ ("Upsell") },
  [TV_SCENARIO_CROSS_SELL] = { "CROSS_SELL", N_ ("Cross-sell") },
  [TV_SCENARIO_WINBACK] = { "WINBACK", N_ ("Win-back") },
  [TV_SCENARIO_NURTURE] = { "NURTURE", N_ ("Nurture") },
};

static const char *const scenario_sentences[TV_N_SCENARIOS] = {
  [TV_SCENARIO_REBUY] = N_ ("Bought before, and long enough ago to buy again."),
  [TV_SCENARIO_UPSELL] = N_ ("A step up from what this customer usually takes in the family."),
  [TV_SCENARIO_CROSS_SELL] = N_ ("A family that this customer has hardly tried."),
  [TV_SCENARIO_WINBACK] = N_ ("For a customer who has not ordered for a long time."),
  [TV_SCENARIO_NURTURE] = N_ ("A next step for a customer with few orders."),
};

static const Entry statuses[TV_N_STATUSES] = {
  [TV_STATUS_PENDING] = { "PENDING", N_ ("Pending") },
  [TV_STATUS_APPROVED] = { "APPROVED", N_ ("Approved") },
  [TV_STATUS_REJECTED] = { "REJECTED", N_ ("Rejected") },
  [TV_STATUS_FLAGGED] = { "FLAGGED", N_ ("Flagged") },
};

static const Entry exclusions[TV_N_EXCLUSIONS] = {
  [TV_EXCLUSION_OPTED_OUT] = { "OPTED_OUT", N_ ("Opted out") },
  [TV_EXCLUSION_BOUNCED] = { "BOUNCED", N_ ("Address bounced") },
  [TV_EXCLUSION_SILENT] = { "SILENT", N_ ("Contacted within the silence window") },
  [TV_EXCLUSION_NO_ORDER] = { "NO_ORDER", N_ ("No order yet") },
  [TV_EXCLUSION_NO_CANDIDATE] = { "NO_CANDIDATE", N_ ("No product passed the filters") },
};

static const Entry gate_issues[TV_N_GATE_ISSUES] = {
  { "SCORE_LOW", N_ ("Score below the policy’s minimum") },
  { "SCORE_HIGH", N_ ("Score above the policy’s maximum") },
  { "COVERAGE_LOW", N_ ("The run reaches too few customers for the policy") },
  { "FAMILY_REPEATED", N_ ("Another recommendation of the same family") },
  { "PRODUCT_REPEATED", N_ ("The same product twice for one customer") },
  { "RECENTLY_BOUGHT", N_ ("Bought too recently for the policy") },
  { "BUDGET_MISFIT", N_ ("The price does not fit the customer’s budget level") },
  { "NOT_CONTACTABLE", N_ ("No usable address") },
  { "SILENT", N_ ("Contacted within the silence window") },
  { "NOT_SOLD", N_ ("Not active or out of stock") },
};

static const Entry metrics[TV_N_METRICS] = {
  [TV_METRIC_COVERAGE] = { "coverage", N_ ("Coverage of eligible customers") },
  [TV_METRIC_COVERAGE_ALL] = { "coverage_all", N_ ("Coverage of all customers") },
  [TV_METRIC_DIVERSITY] = { "diversity", N_ ("Diversity") },
  [TV_METRIC_ACCURACY] = { "accuracy", N_ ("Accuracy (estimated)") },
  [TV_METRIC_QUALITY] = { "quality", N_ ("Quality") },
  [TV_METRIC_CATALOGUE_COVERAGE] = { "catalogue_coverage", N_ ("Catalogue coverage") },
  [TV_METRIC_GINI] = { "gini", N_ ("Concentration (Gini index)") },
  [TV_METRIC_SCORE_MEAN] = { "score_mean", N_ ("Mean score") },
  [TV_METRIC_SCORE_MINIMUM] = { "score_minimum", N_ ("Lowest score") },
  [TV_METRIC_SCORE_QUARTILE_1] = { "score_quartile_1", N_ ("First quartile of scores") },
  [TV_METRIC_SCORE_MEDIAN] = { "score_median", N_ ("Median score") },
  [TV_METRIC_SCORE_QUARTILE_3] = { "score_quartile_3", N_ ("Third quartile of scores") },
  [TV_METRIC_SCORE_MAXIMUM] = { "score_maximum", N_ ("Highest score") },
  [TV_METRIC_PASS_RATE] = { "pass_rate", N_ ("Pass rate") },
  [TV_METRIC_POPULARITY] = { "popularity", N_ ("Popularity of what is shown") },
  [TV_METRIC_FAMILIES] = { "families_per_list", N_ ("Families in a list") },
  [TV_METRIC_NEW] = { "new_share", N_ ("New to the customer") },
};

static const Entry levels[TV_N_QUALITIES] = {
  [TV_QUALITY_POOR] = { "POOR", NC_ ("quality level", "Poor") },
  [TV_QUALITY_ACCEPTABLE] = { "ACCEPTABLE", NC_ ("quality level", "Acceptable") },
  [TV_QUALITY_GOOD] = { "GOOD", NC_ ("quality level", "Good") },
  [TV_QUALITY_EXCELLENT] = { "EXCELLENT", NC_ ("quality level", "Excellent") },
};

static const Entry *
look_up (const Entry *table, gsize count, int value)
{
  g_return_val_if_fail (value >= 0 && (gsize) value < count, &table[0]);
  return &table[value];
}

/* The entry with this code, case ignored; a minus for an underscore is forgiven on the command
 * line. */
static int
find_code (const Entry *table, gsize count, const char *code)
{
  g_autofree char *wanted = code != NULL ? g_strdelimit (g_strdup (code), "-", '_') : NULL;

  for (gsize i = 0; wanted != NULL && i < count; i++)
    if (g_ascii_strcasecmp (table[i].code, wanted) == 0)
      return (int) i;
  return -1;
}

#define GET_CODE(table, value) (look_up (table, G_N_ELEMENTS (table), (int) (value))->code)
#define GET_TITLE(table, value) (_ (look_up (table, G_N_ELEMENTS (table), (int) (value))->title))

/**
 * tv_import_kind_get_code:
 * @kind: a kind of file, or TV_KIND_UNKNOWN
 *
 * Returns: its code, static; "UNKNOWN" where the header told nothing
 */
const char *
tv_import_kind_get_code (TvImportKind kind)
{
  return kind == TV_KIND_UNKNOWN ? "UNKNOWN" : GET_CODE (kinds, kind);
}

/**
 * tv_import_kind_get_title:
 * @kind: a kind of file, or TV_KIND_UNKNOWN
 *
 * Returns: its translated title, static
 */
const char *
tv_import_kind_get_title (TvImportKind kind)
{
  return kind == TV_KIND_UNKNOWN ? _ ("Not recognised") : GET_TITLE (kinds, kind);
}

/**
 * tv_import_kind_from_code:
 * @code: a code, case ignored
 *
 * Returns: the kind, TV_KIND_UNKNOWN for anything else
 */
TvImportKind
tv_import_kind_from_code (const char *code)
{
  return find_code (kinds, G_N_ELEMENTS (kinds), code);
}

/**
 * tv_segment_get_code:
 * @segment: a segment
 *
 * Returns: its code, static
 */
const char *
tv_segment_get_code (TvSegment segment)
{
  return GET_CODE (segments, segment);
}

/**
 * tv_segment_get_title:
 * @segment: a segment
 *
 * Returns: its translated title, static
 */
const char *
tv_segment_get_title (TvSegment segment)
{
  return GET_TITLE (segments, segment);
}

/**
 * tv_budget_level_get_code:
 * @level: a budget level
 *
 * Returns: its code, static
 */
const char *
tv_budget_level_get_code (TvBudgetLevel level)
{
  return GET_CODE (budgets, level);
}

/**
 * tv_budget_level_get_title:
 * @level: a budget level
 *
 * Returns: its translated title, static
 */
const char *
tv_budget_level_get_title (TvBudgetLevel level)
{
  return GET_TITLE (budgets, level);
}

/**
 * tv_ranker_get_code:
 * @ranker: a ranker
 *
 * Returns: its code, static
 */
const char *
tv_ranker_get_code (TvRanker ranker)
{
  return GET_CODE (rankers, ranker);
}

/**
 * tv_ranker_get_title:
 * @ranker: a ranker
 *
 * Returns: its translated title, static
 */
const char *
tv_ranker_get_title (TvRanker ranker)
{
  return GET_TITLE (rankers, ranker);
}

/**
 * tv_ranker_from_code:
 * @code: a code, case ignored
 *
 * Returns: the ranker, -1 for anything else
 */
int
tv_ranker_from_code (const char *code)
{
  return find_code (rankers, G_N_ELEMENTS (rankers), code);
}

/**
 * tv_protocol_get_code:
 * @protocol: a protocol
 *
 * Returns: its code, static
 */
const char *
tv_protocol_get_code (TvProtocol protocol)
{
  return GET_CODE (protocols, protocol);
}

/**
 * tv_protocol_from_code:
 * @code: a code, case ignored
 *
 * Returns: the protocol, -1 for anything else
 */
int
tv_protocol_from_code (const char *code)
{
  return find_code (protocols, G_N_ELEMENTS (protocols), code);
}

/**
 * tv_scenario_get_code:
 * @scenario: a scenario
 *
 * Returns: its code, static
 */
const char *
tv_scenario_get_code (TvScenario scenario)
{
  return GET_CODE (scenarios, scenario);
}

/**
 * tv_scenario_get_title:
 * @scenario: a scenario
 *
 * Returns: its translated title, static
 */
const char *
tv_scenario_get_title (TvScenario scenario)
{
  return GET_TITLE (scenarios, scenario);
}

/**
 * tv_scenario_get_sentence:
 * @scenario: a scenario
 *
 * Returns: what it means in one translated sentence, static
 */
const char *
tv_scenario_get_sentence (TvScenario scenario)
{
  g_return_val_if_fail ((guint) scenario < TV_N_SCENARIOS, "");
  return _ (scenario_sentences[scenario]);
}

/**
 * tv_scenario_from_code:
 * @code: a code, case ignored
 *
 * Returns: the scenario, -1 for anything else
 */
int
tv_scenario_from_code (const char *code)
{
  return find_code (scenarios, G_N_ELEMENTS (scenarios), code);
}

/**
 * tv_status_get_code:
 * @status: a status
 *
 * Returns: its code, static
 */
const char *
tv_status_get_code (TvStatus status)
{
  return GET_CODE (statuses, status);
}

/**
 * tv_status_get_title:
 * @status: a status
 *
 * Returns: its translated title, static
 */
const char *
tv_status_get_title (TvStatus status)
{
  return GET_TITLE (statuses, status);
}

/**
 * tv_status_from_code:
 * @code: a code, case ignored
 *
 * Returns: the status, -1 for anything else
 */
int
tv_status_from_code (const char *code)
{
  return find_code (statuses, G_N_ELEMENTS (statuses), code);
}

/**
 * tv_exclusion_get_code:
 * @exclusion: an exclusion
 *
 * Returns: its code, static
 */
const char *
tv_exclusion_get_code (TvExclusion exclusion)
{
  return GET_CODE (exclusions, exclusion);
}

/**
 * tv_exclusion_get_title:
 * @exclusion: an exclusion
 *
 * Returns: its translated title, static
 */
const char *
tv_exclusion_get_title (TvExclusion exclusion)
{
  return GET_TITLE (exclusions, exclusion);
}

/**
 * tv_gate_issue_get_code:
 * @issue: one bit of the set
 *
 * Returns: its code, static
 */
const char *
tv_gate_issue_get_code (TvGateIssue issue)
{
  return GET_CODE (gate_issues, g_bit_nth_lsf (issue, -1));
}

/**
 * tv_gate_issue_get_title:
 * @issue: one bit of the set
 *
 * Returns: its translated title, static
 */
const char *
tv_gate_issue_get_title (TvGateIssue issue)
{
  return GET_TITLE (gate_issues, g_bit_nth_lsf (issue, -1));
}

/**
 * tv_metric_get_code:
 * @metric: a metric
 *
 * Returns: its code, static
 */
const char *
tv_metric_get_code (TvMetric metric)
{
  return GET_CODE (metrics, metric);
}

/**
 * tv_metric_get_title:
 * @metric: a metric
 *
 * Returns: its translated title, static
 */
const char *
tv_metric_get_title (TvMetric metric)
{
  return GET_TITLE (metrics, metric);
}

/**
 * tv_quality_level_get_code:
 * @level: a level
 *
 * Returns: its code, static
 */
const char *
tv_quality_level_get_code (TvQualityLevel level)
{
  return GET_CODE (levels, level);
}

/**
 * tv_quality_level_get_title:
 * @level: a level
 *
 * Returns: its translated title, static
 */
const char *
tv_quality_level_get_title (TvQualityLevel level)
{
  return g_dpgettext2 (GETTEXT_PACKAGE,
                       "quality level",
                       look_up (levels, G_N_ELEMENTS (levels), (int) level)->title);
}

/**
 * tv_quality_level_from_ratio:
 * @quality: the quality of a run, 0-1
 *
 * Returns: the level: EXCELLENT from .90, GOOD from .75, ACCEPTABLE from .60, else POOR (SPEC
 * section 9)
 */
TvQualityLevel
tv_quality_level_from_ratio (double quality)
{
  if (quality >= 0.90)
    return TV_QUALITY_EXCELLENT;
  if (quality >= 0.75)
    return TV_QUALITY_GOOD;
  return quality >= 0.60 ? TV_QUALITY_ACCEPTABLE : TV_QUALITY_POOR;
}
