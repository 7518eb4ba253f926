/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recommendations as the faces show them. Reads one item with its customer, product, verdict and
 * last decision by its id, and turns codes and values into sentences of the user's language. Writes
 * nothing. */
#include "pipeline/tv-view-item.h"

#include <math.h>

#include "rows/tv-detail.h"
#include "rows/tv-explanation.h"

/* Columns of the statement get-item. */
enum
{
  ID,
  RUN_ID,
  CUSTOMER_ID,
  CUSTOMER_CODE,
  LAST_NAME,
  FIRST_NAME,
  SEGMENT,
  BUDGET_LEVEL,
  LAST_ORDER_DAY,
  LAST_CONTACT_DAY,
  RANK,
  PRODUCT_ID,
  PRODUCT_KEY,
  PRODUCT_LABEL,
  FAMILY,
  PRICE_CENTS,
  SCENARIO,
  SCORE,
  AFFINITY,
  POPULARITY,
  PROFIT,
  BASE,
  EXPLANATION,
  STATUS,
  IS_PASSED,
  ISSUES,
  VERSION,
  DECIDED_SEQ,
  KIND,
  TIME_USEC,
  ACTOR,
  TEXT,
  BAR,
  KEPT_CODE,
};

/* The settings of the run that the last item was of; lists are of one run nearly always. */
typedef struct
{
  gint64 run_id;
  TvSettings settings;
} RunSettings;

static gboolean
load_settings (RunSettings *cache, TvJob *job, gint64 run_id, GError **error)
{
  TvStatement *statement;
  const char *json;

  if (cache->run_id == run_id)
    return TRUE;
  tv_settings_init_default (&cache->settings);
  statement = tv_connection_prepare (job->db, TV_SQL_GOVERN_GET_RUN, error);
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, run_id);
  switch (tv_statement_step (statement, error))
    {
    case TV_STEP_ERROR:
      return FALSE;
    case TV_STEP_ROW:
      json = tv_statement_get_text (statement, 5);
      cache->settings.weight_affinity
          = tv_detail_get_double (json, "weight_affinity", cache->settings.weight_affinity);
      cache->settings.weight_popularity
          = tv_detail_get_double (json, "weight_popularity", cache->settings.weight_popularity);
      cache->settings.weight_profit
          = tv_detail_get_double (json, "weight_profit", cache->settings.weight_profit);
      cache->settings.weight_base
          = tv_detail_get_double (json, "weight_base", cache->settings.weight_base);
      break;
    default:
      break;
    }
  tv_statement_reset (statement);
  cache->run_id = run_id;
  return TRUE;
}

static void
fill_contributions (TvReviewItem *item, const TvSettings *settings)
{
  const double weights[4] = { settings->weight_affinity,
                              settings->weight_popularity,
                              settings->weight_profit,
                              settings->weight_base };
  const double parts[4] = { item->affinity, item->popularity, item->profit, item->base };

  for (guint i = 0; i < 4; i++)
    item->contributions[i]
        = tv_run_item_get_contribution (weights[i], (guint16) lround (parts[i] * 100)) / 100.0;
}

static char *
dup_product_label (TvJob *job, gint64 product_id)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_PRODUCT, NULL);
  char *label = NULL;

  if (statement == NULL)
    return NULL;
  tv_statement_bind_int64 (statement, 1, product_id);
  if (tv_statement_step (statement, NULL) == TV_STEP_ROW)
    label = tv_statement_dup_text (statement, 1);
  tv_statement_reset (statement);
  return label;
}

/* Title and sentences; a reason that names another product gets its label. */
static void
fill_sentences (TvReviewItem *item, TvJob *job)
{
  g_autoptr (GArray) reasons = tv_explanation_parse (item->explanation);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  item->title = tv_explanation_to_title (item->scenario, reasons);
  for (guint i = 0; i < reasons->len; i++)
    {
      const TvReason *reason = &g_array_index (reasons, TvReason, i);
      g_autofree char *label
          = g_strcmp0 (reason->code, "AFTER_FIRST") == 0 || g_strcmp0 (reason->code, "BECAUSE") == 0
                ? dup_product_label (job, reason->values[0])
                : NULL;
      g_autofree char *sentence = tv_reason_to_sentence (reason, label);

      g_strv_builder_add (builder, sentence);
    }
  item->sentences = g_strv_builder_end (builder);
}

static TvDay
get_day (TvStatement *statement, int column)
{
  return tv_statement_is_null (statement, column)
             ? TV_DAY_NONE
             : (TvDay) tv_statement_get_int64 (statement, column);
}

static char *
join_name (const char *last_name, const char *first_name)
{
  return g_strstrip (g_strjoin (" ",
                                last_name != NULL ? last_name : "",
                                first_name != NULL ? first_name : "",
                                NULL));
}

static void
fill_decision (TvReviewItem *item, TvStatement *statement)
{
  gboolean is_by_policy = g_strcmp0 (tv_statement_get_text (statement, KIND), "GATE") == 0;

  item->status = tv_statement_get_int64 (statement, STATUS);
  item->is_passed = tv_statement_get_int64 (statement, IS_PASSED) != 0;
  item->issues = tv_statement_get_int64 (statement, ISSUES);
  item->version = tv_statement_get_int64 (statement, VERSION);
  item->decided_seq = tv_statement_get_int64 (statement, DECIDED_SEQ);
  item->decided_usec = tv_statement_get_int64 (statement, TIME_USEC);
  item->decided_by = is_by_policy ? g_strdup ("policy") : tv_statement_dup_text (statement, ACTOR);
  item->decided_reason = tv_statement_dup_text (statement, TEXT);
}

static TvReviewItem *
item_new (TvStatement *statement)
{
  TvReviewItem *item = g_new0 (TvReviewItem, 1);

  item->id = tv_statement_get_int64 (statement, ID);
  item->run_id = tv_statement_get_int64 (statement, RUN_ID);
  item->customer_id = tv_statement_get_int64 (statement, CUSTOMER_ID);
  item->customer_code = tv_statement_dup_text (statement, CUSTOMER_CODE);
  item->customer_name = join_name (tv_statement_get_text (statement, LAST_NAME),
                                   tv_statement_get_text (statement, FIRST_NAME));
  item->segment = tv_statement_get_int64 (statement, SEGMENT);
  item->budget_level = tv_statement_is_null (statement, BUDGET_LEVEL)
                           ? TV_BUDGET_STANDARD
                           : tv_statement_get_int64 (statement, BUDGET_LEVEL);
  item->last_order_day = get_day (statement, LAST_ORDER_DAY);
  item->last_contact_day = get_day (statement, LAST_CONTACT_DAY);
  item->rank = tv_statement_get_int64 (statement, RANK);
  item->product_id = tv_statement_get_int64 (statement, PRODUCT_ID);
  item->product_key = tv_statement_dup_text (statement, PRODUCT_KEY);
  item->product_label = tv_statement_dup_text (statement, PRODUCT_LABEL);
  item->family = tv_statement_dup_text (statement, FAMILY);
  item->price_cents = tv_statement_is_null (statement, PRICE_CENTS)
                          ? -1
                          : tv_statement_get_int64 (statement, PRICE_CENTS);
  item->scenario = tv_statement_get_int64 (statement, SCENARIO);
  item->score = tv_statement_get_double (statement, SCORE);
  item->affinity = tv_statement_get_double (statement, AFFINITY);
  item->popularity = tv_statement_get_double (statement, POPULARITY);
  item->profit = tv_statement_get_double (statement, PROFIT);
  item->base = tv_statement_get_double (statement, BASE);
  item->explanation = tv_statement_dup_text (statement, EXPLANATION);
  item->bar = (TvItemBar) tv_statement_get_int64 (statement, BAR);
  item->kept_code = tv_statement_dup_text (statement, KEPT_CODE);
  fill_decision (item, statement);
  return item;
}

/* Gives NULL without an error for an unknown id. */
static gboolean
read_item (TvJob *job, gint64 id, RunSettings *cache, TvReviewItem **out_item, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_ITEM, error);
  TvStep step;

  *out_item = NULL;
  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, id);
  step = tv_statement_step (statement, error);
  if (step == TV_STEP_ROW)
    *out_item = item_new (statement);
  tv_statement_reset (statement);
  if (step != TV_STEP_ROW)
    return step == TV_STEP_DONE;
  if (!load_settings (cache, job, (*out_item)->run_id, error))
    {
      g_clear_pointer (out_item, tv_review_item_free);
      return FALSE;
    }
  fill_contributions (*out_item, &cache->settings);
  fill_sentences (*out_item, job);
  return TRUE;
}

/**
 * tv_view_items:
 * @job: a read's job
 * @ids: (array length=id_count): recommendations
 * @id_count: how many
 * @error: return location for an error
 *
 * Reads stored items in the order of the ids.
 *
 * Returns: (transfer container) (element-type TvReviewItem) (nullable): the items, NULL elements
 * for unknown ids
 */
GPtrArray *
tv_view_items (TvJob *job, const gint64 *ids, gsize id_count, GError **error)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_full (id_count, (GDestroyNotify) tv_review_item_free);
  RunSettings cache = { .run_id = -1 };

  for (gsize i = 0; i < id_count; i++)
    {
      TvReviewItem *item;

      if (!read_item (job, ids[i], &cache, &item, error))
        return NULL;
      g_ptr_array_add (items, item);
    }
  return g_steal_pointer (&items);
}

static gboolean
fill_customer (TvReviewItem *item, TvJob *job, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_CUSTOMER, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, item->customer_id);
  step = tv_statement_step (statement, error);
  item->customer_code = step == TV_STEP_ROW ? tv_statement_dup_text (statement, 1) : g_strdup ("");
  item->customer_name = step == TV_STEP_ROW ? join_name (tv_statement_get_text (statement, 2),
                                                         tv_statement_get_text (statement, 3))
                                            : g_strdup ("");
  item->kept_code = g_strdup ("");
  item->budget_level = TV_BUDGET_STANDARD;
  item->last_order_day = item->last_contact_day = TV_DAY_NONE;
  if (step == TV_STEP_ROW)
    {
      item->segment = tv_statement_get_int64 (statement, 6);
      item->last_order_day = get_day (statement, 11);
      item->budget_level = tv_statement_is_null (statement, 21)
                               ? TV_BUDGET_STANDARD
                               : tv_statement_get_int64 (statement, 21);
      item->last_contact_day = get_day (statement, 22);
    }
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

static gboolean
fill_product (TvReviewItem *item, TvJob *job, GError **error)
{
  TvStatement *statement = tv_connection_prepare (job->db, TV_SQL_VIEWS_GET_PRODUCT, error);
  TvStep step;

  if (statement == NULL)
    return FALSE;
  tv_statement_bind_int64 (statement, 1, item->product_id);
  step = tv_statement_step (statement, error);
  item->product_key = step == TV_STEP_ROW ? tv_statement_dup_text (statement, 0) : g_strdup ("");
  item->product_label = step == TV_STEP_ROW ? tv_statement_dup_text (statement, 1) : g_strdup ("");
  item->family = step == TV_STEP_ROW ? tv_statement_dup_text (statement, 2) : g_strdup ("");
  item->price_cents = step == TV_STEP_ROW && !tv_statement_is_null (statement, 3)
                          ? tv_statement_get_int64 (statement, 3)
                          : -1;
  tv_statement_reset (statement);
  return step != TV_STEP_ERROR;
}

/**
 * tv_view_computed_item:
 * @job: a read's job
 * @frame: the base that the item was computed on
 * @run: the items
 * @index: which of them
 * @error: return location for an error
 *
 * Makes an item that is not stored; its id is 0 and nobody has decided on it.
 *
 * Returns: (transfer full) (nullable): the item
 */
TvReviewItem *
tv_view_computed_item (TvJob *job,
                       const TvFrame *frame,
                       const TvRunItems *run,
                       guint index,
                       GError **error)
{
  const TvRunItem *computed = &g_array_index (run->items, TvRunItem, index);
  g_autoptr (TvReviewItem) item = g_new0 (TvReviewItem, 1);

  item->customer_id = frame->customer_id[computed->customer];
  item->product_id = frame->product_id[computed->product];
  item->rank = computed->rank;
  item->scenario = computed->scenario;
  item->score = computed->score / 100.0;
  item->affinity = computed->affinity / 100.0;
  item->popularity = computed->popularity / 100.0;
  item->profit = computed->profit / 100.0;
  item->base = computed->base / 100.0;
  item->explanation = g_strdup ((const char *) run->explanations->data + computed->explanation);
  item->decided_by = g_strdup ("");
  item->decided_reason = g_strdup ("");
  if (!fill_customer (item, job, error) || !fill_product (item, job, error))
    return NULL;
  fill_contributions (item, &run->settings);
  fill_sentences (item, job);
  return g_steal_pointer (&item);
}
